//! What tracing a sentence gives: a [`Verdict`], the places it may come from, and every difference.

use crate::{DocumentId, PartialDate, PassageId, Span};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What may be said of a quotation, given the texts at hand. Not a score, and never "false".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Stands there character for character.
    Exact,
    /// The same but for punctuation, blanks or width.
    Punctuation,
    /// The same but for simplified and traditional (or variant) characters.
    Script,
    /// The same but for words left out where an ellipsis says so.
    Ellipsis,
    /// Stands there, with other words in some places.
    Altered,
    /// Only a part of it stands there.
    Partial,
    /// So common a set phrase that no single source can be named.
    Formula,
    /// Not found in this corpus, which says nothing about other texts.
    NotFound,
}

impl Verdict {
    /// All verdicts, from exact to not found.
    pub const ALL: [Self; 8] = [
        Self::Exact,
        Self::Punctuation,
        Self::Script,
        Self::Ellipsis,
        Self::Altered,
        Self::Partial,
        Self::Formula,
        Self::NotFound,
    ];

    /// The name in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Punctuation => "punctuation",
            Self::Script => "script",
            Self::Ellipsis => "ellipsis",
            Self::Altered => "altered",
            Self::Partial => "partial",
            Self::Formula => "formula",
            Self::NotFound => "not_found",
        }
    }

    /// Whether an editor must look: altered, partial or not found.
    #[must_use]
    pub fn wants_attention(self) -> bool {
        matches!(self, Self::Altered | Self::Partial | Self::NotFound)
    }

    /// The verdicts that an editor must look at where nobody says otherwise.
    ///
    /// ```
    /// use chuchu_model::Verdict;
    /// assert_eq!(Verdict::wanting_attention(), [Verdict::Altered, Verdict::Partial, Verdict::NotFound]);
    /// ```
    #[must_use]
    pub fn wanting_attention() -> Vec<Self> {
        Self::ALL.into_iter().filter(|verdict| verdict.wants_attention()).collect()
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What kind of difference between a quotation and its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DifferenceKind {
    /// In the source, not in the quotation.
    Missing,
    /// In the quotation, not in the source.
    Added,
    /// Other words.
    Replaced,
    /// The same words in another place.
    Moved,
    /// Only punctuation, blanks or width.
    Punctuation,
    /// Only simplified, traditional or variant forms.
    Script,
    /// A number: another way of writing it, or another value.
    Number,
    /// Left out where the quotation has an ellipsis.
    Ellipsis,
}

/// One difference, with both sides and both places.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Difference {
    /// What kind.
    pub kind: DifferenceKind,
    /// Where in the quotation, in bytes; empty where something is missing.
    pub query: Span,
    /// What stands there.
    pub query_text: String,
    /// Where in the document of the match, in bytes; empty where something was added.
    pub source: Span,
    /// What stands there.
    pub source_text: String,
}

/// A place in the corpus that a quotation may come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Match {
    /// The passage in which it begins.
    pub passage: PassageId,
    /// The document.
    pub doc: DocumentId,
    /// The document's title.
    pub title: Option<String>,
    /// The matching stretch of the document, in bytes.
    pub span: Span,
    /// What stands there.
    pub text: String,
    /// 0 to 1: how like it is to the quotation, allowing for chance; 1 only where all letters agree
    /// (`docs/verdicts.md`).
    pub similarity: f64,
    /// How this place fares on its own.
    pub verdict: Verdict,
    /// When it was said or published, as far as print tells.
    pub date: Option<PartialDate>,
    /// The work it stands in: the cited work of an excerpt, else the document's title.
    pub work: Option<String>,
    /// Who said it, as far as print tells.
    pub speaker: Option<String>,
    /// The citation as printed.
    pub citation: Option<String>,
    /// A warning where the quotation stops short of, or begins after, words that turn its sense.
    pub context: Option<String>,
    /// Every difference, in order of place in the quotation.
    pub differences: Vec<Difference>,
    /// The better or older match of which this one is a reprint: the same text in another container.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reprint_of: Option<PassageId>,
}

/// The answer to one traced sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Trace {
    /// The id given with the sentence, or `q1`.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// The verdict of the best match.
    pub verdict: Verdict,
    /// Time taken, in microseconds.
    pub took_us: u64,
    /// Best first; equal ones oldest first.
    pub matches: Vec<Match>,
}
