//! The answers of search and check: [`Hit`], [`CheckReport`]. Rendering them is for the layers above.

use crate::{
    Citation, Diagnostic, DocumentId, Match, PartialDate, PassageId, Place, Quotation, Span, Trace, Verdict,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A passage that answers a search.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// The passage.
    pub id: PassageId,
    /// Its document.
    pub doc: DocumentId,
    /// The document's title.
    pub title: Option<String>,
    /// When the passage was said or published.
    pub date: Option<PartialDate>,
    /// BM25 over words; orders, never excludes.
    pub score: f32,
    /// Where the passage stands in the document; `text` is exactly what stands there.
    pub span: Span,
    /// The passage.
    pub text: String,
    /// What was found, as spans inside the document; minus the start of `span` they point into `text`.
    pub hits: Vec<Span>,
    /// The citation as printed.
    pub citation: Option<String>,
    /// Why it stands where it does; only where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
}

/// Why a hit stands where it does: by shelf, then by score, then by date, then by document and place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// Text stands before headings, and those before noise.
    pub shelf: Shelf,
    /// What each word of the query adds (BM25).
    pub words: Vec<WordScore>,
    /// What runs of the query that stand side by side add.
    pub adjacent: f32,
    /// What runs of the query in the title of the document add.
    pub title: f32,
    /// The sum.
    pub score: f32,
    /// The first day that the date of the passage may mean; of equal scores the oldest stands first.
    pub day: Option<PartialDate>,
}

/// What the passages of an answer are sorted by first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shelf {
    /// Excerpts and paragraphs.
    Text,
    /// Headings, titles, bylines.
    Heading,
    /// What is no text of the document.
    Noise,
}

/// What one word adds to the score of a passage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WordScore {
    /// The word.
    pub word: String,
    /// BM25 of the word in the passage; 0 where the passage is cut into other words.
    pub score: f32,
}

/// Whether the manuscript names the speaker that the corpus knows for the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attribution {
    /// The same speaker.
    Agrees,
    /// Another speaker.
    Differs,
    /// The manuscript names none.
    NotStated,
    /// The corpus knows none, or the words were not found.
    Unknown,
}

/// Whether the work that the manuscript cites is in the corpus at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Coverage {
    /// It is.
    Covered,
    /// It is not; so nothing can be said. Never an accusation.
    NotCovered,
    /// The manuscript cites no work, or the corpus cannot tell.
    Unknown,
}

/// A field of a citation that disagrees with the source that was found.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FieldCheck {
    /// `date`, `pages`, `title`, `publisher`, `year` or `speaker`.
    pub field: String,
    /// What the manuscript prints.
    pub printed: String,
    /// What the corpus has.
    pub expected: String,
    /// Where it is printed, in the manuscript.
    pub span: Span,
}

/// One quotation of a manuscript, checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CheckItem {
    /// The quotation as parsed.
    pub quotation: Quotation,
    /// Where it stands in the file, where the caller knows its places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// Where its words stand; never in the manuscript itself and never in a later text.
    pub trace: Trace,
    /// Texts that have the words but are later than the manuscript, and like sayings of somebody else:
    /// parallels, not sources.
    pub parallels: Vec<Match>,
    /// Whether the speaker agrees.
    pub attribution: Attribution,
    /// Whether the cited work is in the corpus.
    pub coverage: Coverage,
    /// Fields of its citation that disagree.
    pub citation_check: Vec<FieldCheck>,
}

/// A manuscript, checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CheckReport {
    /// The file as named by the caller.
    pub file: String,
    /// How many quotations got which verdict.
    pub summary: BTreeMap<Verdict, usize>,
    /// Every quotation, in order of place.
    pub items: Vec<CheckItem>,
    /// Every citation of the manuscript.
    pub citations: Vec<Citation>,
    /// What was noticed about the manuscript.
    pub diagnostics: Vec<Diagnostic>,
}
