//! What a check finds in a manuscript besides its quotations: reported speech and unmarked borrowings. Nobody claims
//! that these are verbatim, so that they are listed apart and counted under no verdict.

use crate::{Place, Reported, Span, Trace};
use serde::{Deserialize, Serialize};

/// Attributed words without quotation marks (总书记指出，…), and where they stand most nearly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportedSpeech {
    /// The words as parsed.
    pub reported: Reported,
    /// Where they stand in the file, where the caller knows its places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// Their nearest place. The verdict tells whether the words are the source's own; none of the eight is a fault here.
    pub trace: Trace,
}

/// Whether an unmarked borrowing may have a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BorrowingKind {
    /// Few documents have the words, or one known speaker says them again and again: the first place may be the source.
    Source,
    /// They are spread over many documents: a formula or boilerplate.
    Formula,
}

/// A stretch of a manuscript outside quotation marks that stands in the corpus, letter by letter or nearly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Borrowing {
    /// Where it stands in the manuscript, in bytes.
    pub span: Span,
    /// Where that is in the file, where the caller knows its places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// Source or formula.
    pub kind: BorrowingKind,
    /// In how many documents the words stand.
    pub documents: usize,
    /// The words, and where they stand.
    pub trace: Trace,
}
