//! The few shapes that the contract puts around the library's values; everything else is the model's own JSON.

use chuchu_index::{Failure, StoredDocument};
use chuchu_model::{CheckReport, Citation, Document, DocumentId, Hit, PartialDate, PassageId};
use serde::Serialize;

/// What `init` did.
#[derive(Debug, Serialize)]
pub(crate) struct Made {
    pub(crate) path: String,
    pub(crate) documents: usize,
}

/// What `add` did.
#[derive(Debug, Default, Serialize)]
pub(crate) struct AddReport {
    pub(crate) added: u64,
    pub(crate) replaced: u64,
    pub(crate) unchanged: u64,
    pub(crate) failed: Vec<Failure>,
}

/// What `remove` did.
#[derive(Debug, Default, Serialize)]
pub(crate) struct RemoveReport {
    pub(crate) removed: u64,
    pub(crate) missing: Vec<DocumentId>,
}

/// A parsed file; its text is for renderings that count lines.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct ParsedFile {
    pub(crate) document: Document,
    #[serde(skip)]
    pub(crate) text: String,
}

/// A checked file; its text is for renderings that count lines.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct CheckedFile {
    pub(crate) report: CheckReport,
    #[serde(skip)]
    pub(crate) text: String,
}

/// A citation with the id of its batch line.
#[derive(Debug, Serialize)]
pub(crate) struct ReadCitation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    #[serde(flatten)]
    pub(crate) citation: Citation,
}

/// The answer to one query of a batch.
#[derive(Debug, Serialize)]
pub(crate) struct Found {
    pub(crate) id: String,
    pub(crate) query: String,
    pub(crate) total: usize,
    pub(crate) took_us: u64,
    pub(crate) hits: Hits,
}

/// Hits as wanted: ids alone, or records.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Hits {
    Ids(Vec<PassageId>),
    Records(Vec<Hit>),
}

/// How many passages answer a query.
#[derive(Debug, Serialize)]
pub(crate) struct Counted {
    pub(crate) query: String,
    pub(crate) total: usize,
    pub(crate) took_us: u64,
}

/// A document of the index, with its text and what was given beside it.
#[derive(Debug, Serialize)]
pub(crate) struct Shown {
    #[serde(flatten)]
    pub(crate) document: Document,
    pub(crate) text: String,
    pub(crate) given: Given,
}

/// Title, date and author as the index has them: given beside the text, or parsed.
#[derive(Debug, Serialize)]
pub(crate) struct Given {
    pub(crate) title: Option<String>,
    pub(crate) date: Option<PartialDate>,
    pub(crate) author: Option<String>,
}

impl From<StoredDocument> for Shown {
    fn from(stored: StoredDocument) -> Self {
        let given = Given { title: stored.title, date: stored.date, author: stored.author };
        Self { document: stored.document, text: stored.text, given }
    }
}
