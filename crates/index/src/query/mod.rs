//! The query language: text to [`Query`], and [`Query`] to what the engine runs. `docs/query.md` is its manual.
//!
//! ```text
//! query  = and { "OR" and }
//! and    = not { [ "AND" ] not }
//! not    = { "NOT" } near
//! near   = atom { "NEAR/n" atom }
//! atom   = "(" query ")" | name ":" value | '"' text '"' | "“" text "”" | run
//! ```
//! A run is looked for letter by letter; punctuation, width, script and blanks do not count in it, `?` is one
//! character and `*` up to eight. What never lives here: reading of results.

mod condition;
mod days;
mod fault;
mod habit;
mod lenient;
mod lex;
mod listed;
mod literal;
mod parse;
mod pattern;
mod placed;
mod plan;
mod verify;

pub(crate) use fault::{Edit, Fault};
pub(crate) use habit::habits;
pub use lenient::Note;
pub(crate) use lenient::{Reading, parse_lenient};
pub(crate) use parse::parse;
pub(crate) use pattern::Pattern;
pub(crate) use plan::Plan;
pub(crate) use verify::{Reader, places};

use chuchu_model::{DocumentId, DocumentKind};

/// The most characters of a query, before folding.
pub(crate) const MOST_CHARS: usize = 10_000;

/// What is asked of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Query {
    /// It contains these folded characters; never empty.
    Literal(Vec<char>),
    /// It contains a text, marks and all.
    Quoted {
        /// Its letters; never empty.
        letters: Vec<char>,
        /// It with marks.
        marks: Vec<char>,
    },
    /// It contains something of this shape.
    Pattern(Pattern),
    /// It contains several texts near each other.
    Near(Chain),
    /// Something is true of its document or of what it names.
    Field(Field),
    /// All of these; never empty.
    And(Vec<Query>),
    /// One of these; never empty.
    Or(Vec<Query>),
    /// Not this.
    Not(Box<Query>),
}

/// Texts each of which stands near the one before it, on either side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chain {
    /// The texts; two or more.
    pub(crate) texts: Vec<Query>,
    /// For each but the first: how many folded characters may lie between it and the one before.
    pub(crate) apart: Vec<usize>,
}

/// A condition on what is known of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// The document's title contains these folded characters.
    Title(Vec<char>),
    /// A work of such a title is named or cited.
    Work(Vec<char>),
    /// This person speaks or wrote; folded.
    Speaker(String),
    /// The document is of this kind.
    Kind(DocumentKind),
    /// It is in this document.
    Doc(DocumentId),
    /// Its date may fall into these days, as `yyyymmdd`, both included.
    Days(u32, u32),
}

impl Query {
    /// The literal texts asked for (not those behind NOT), in order.
    pub(crate) fn literals(&self) -> Vec<&[char]> {
        let mut found = Vec::new();
        self.visit(&mut |query| match query {
            Self::Literal(letters) | Self::Quoted { letters, .. } => found.push(letters.as_slice()),
            Self::Pattern(pattern) => found.extend(pattern.literals()),
            _ => {}
        });
        found
    }

    /// The letters, where it asks for nothing else.
    pub(crate) fn as_literal(&self) -> Option<&[char]> {
        match self {
            Self::Literal(letters) => Some(letters),
            _ => None,
        }
    }

    /// Calls `see` for this query and all parts of it that are not behind NOT.
    pub(crate) fn visit<'a>(&'a self, see: &mut impl FnMut(&'a Self)) {
        see(self);
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|p| p.visit(see)),
            Self::Near(chain) => chain.texts.iter().for_each(|p| p.visit(see)),
            _ => {}
        }
    }
}
