//! The few shapes that only HTTP needs: what bodies hold, what admin calls answer. Everything else is the model's JSON.

use chuchu_cite::Rendered;
use chuchu_model::Citation;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A sentence to trace.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["text"]))]
pub(crate) struct Sentence {
    /// Repeated in the answer.
    pub(crate) id: Option<String>,
    /// The sentence.
    pub(crate) text: String,
    /// At most so many matches.
    #[schemars(range(min = 1, max = 100))]
    pub(crate) limit: Option<usize>,
}

/// A sentence of a batch.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Line {
    /// Repeated in the answer.
    pub(crate) id: String,
    /// The sentence.
    pub(crate) text: String,
}

/// A manuscript as JSON, for programs that have a text and no file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["text"]))]
pub(crate) struct Manuscript {
    /// The name that the report repeats.
    pub(crate) name: Option<String>,
    /// The text.
    pub(crate) text: String,
}

/// A citation: its fields, or it in a style, or as a record for other programs.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum Cited {
    Fields(Citation),
    Printed(PrintedCitation),
    Record(CitationRecord),
}

/// A citation in a style, beside its fields.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct PrintedCitation {
    #[serde(flatten)]
    pub(crate) rendered: Rendered,
    pub(crate) citation: Citation,
}

/// A citation as a record for other programs, beside its fields.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CitationRecord {
    /// `csl-json`, `bibtex` or `ris`.
    pub(crate) format: &'static str,
    /// The record.
    pub(crate) text: String,
    pub(crate) citation: Citation,
}

/// What adding did: one of the three is 1.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(crate) struct Added {
    /// The id of the document.
    pub(crate) id: String,
    /// It is new.
    pub(crate) added: u64,
    /// It took the place of another version.
    pub(crate) replaced: u64,
    /// It was there already.
    pub(crate) unchanged: u64,
}

/// What removing did.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Removed {
    /// How many documents went.
    pub(crate) removed: u64,
}
