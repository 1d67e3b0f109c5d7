//! The answers of search and check: [`Hit`], [`CheckReport`]. Rendering them is for the layers above.

use crate::{
    Borrowing, Citation, Diagnostic, DocumentId, Match, PartialDate, PassageId, Place, Quotation,
    ReportedSpeech, Span, Trace, Verdict,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A passage that answers a search.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WordScore {
    /// The word.
    pub word: String,
    /// BM25 of the word in the passage; 0 where the passage is cut into other words.
    pub score: f32,
}

/// Whether the manuscript names the speaker that the corpus knows for the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldCheck {
    /// `date`, `year`, `title`, `speaker`, `container`, `volume`, `issue`, `publisher` or `pages`.
    pub field: String,
    /// What the manuscript prints.
    pub printed: String,
    /// What the corpus has.
    pub expected: String,
    /// Where it is printed, in the manuscript.
    pub span: Span,
}

/// A rule of the house: what an editor's office asks of a manuscript beyond the wording of its quotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum HouseRule {
    /// Punctuation, blanks and width as in the source.
    Punctuation,
    /// Simplified, traditional and variant characters as in the source.
    Script,
    /// Whatever the manuscript prints about the source agrees with it: citation and speaker.
    Citations,
    /// A quotation does not stop short of words that turn its sense.
    Context,
    /// Words that are given as somebody's or some text's have a note.
    RequireNote,
    /// Quotation marks of the house.
    QuotationMarks,
}

impl HouseRule {
    /// All rules.
    pub const ALL: [Self; 6] = [
        Self::Punctuation,
        Self::Script,
        Self::Citations,
        Self::Context,
        Self::RequireNote,
        Self::QuotationMarks,
    ];

    /// The name in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Punctuation => "punctuation",
            Self::Script => "script",
            Self::Citations => "citations",
            Self::Context => "context",
            Self::RequireNote => "require_note",
            Self::QuotationMarks => "quotation_marks",
        }
    }
}

/// Why a quotation is set aside by the people who check it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ignored {
    /// The entry that names it.
    pub entry: String,
    /// The reason given with the entry.
    pub reason: String,
}

/// What stands directly around a match in its passage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Surroundings {
    /// Before it.
    pub before: String,
    /// After it.
    pub after: String,
}

/// One quotation of a manuscript, checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// The rules of the house that it breaks; none where none are set.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub house: Vec<HouseRule>,
    /// Why it is set aside, where it is: then it counts under no verdict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ignored: Option<Ignored>,
}

impl CheckItem {
    /// Whether an editor must look: its verdict is one of `verdicts`, or it breaks a rule of the house. What is
    /// set aside never asks for a look.
    #[must_use]
    pub fn is_finding(&self, verdicts: &[Verdict]) -> bool {
        self.ignored.is_none() && (verdicts.contains(&self.trace.verdict) || !self.house.is_empty())
    }

    /// Whether what the manuscript prints about the source disagrees with it.
    #[must_use]
    pub fn is_miscited(&self) -> bool {
        self.attribution == Attribution::Differs || !self.citation_check.is_empty()
    }
}

/// A manuscript, checked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CheckReport {
    /// The file as named by the caller.
    pub file: String,
    /// How many quotations got which verdict, those set aside left out.
    pub summary: BTreeMap<Verdict, usize>,
    /// How many quotations are set aside.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub ignored: usize,
    /// Every quotation, in order of place.
    pub items: Vec<CheckItem>,
    /// Every citation of the manuscript.
    pub citations: Vec<Citation>,
    /// What was noticed about the manuscript.
    pub diagnostics: Vec<Diagnostic>,
    /// Attributed words without marks that stand in the corpus, in order of place. They count under no verdict.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reported: Vec<ReportedSpeech>,
    /// Unmarked borrowings, in order of place; none where they were not asked for. They count under no verdict.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmarked: Vec<Borrowing>,
}

impl CheckReport {
    /// Whether an editor must look at any quotation ([`CheckItem::is_finding`]).
    #[must_use]
    pub fn has_findings(&self, verdicts: &[Verdict]) -> bool {
        self.items.iter().any(|item| item.is_finding(verdicts))
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_zero(n: &usize) -> bool {
    *n == 0
}
