//! The few shapes that the contract puts around the library's values; everything else is the model's own JSON.

use chuchu_cite::Rendered;
use chuchu_index::{Facets, Failure, Note, Status, StoredDocument, Verification};
use chuchu_model::{
    Article, CheckReport, Citation, Document, DocumentId, Hit, PartialDate, PassageId, Places, Severity,
    Surroundings, Verdict,
};
use chuchu_parser::code::Code;
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
    /// How many failures are not named.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) failed_more: u64,
    /// Whether nothing was written.
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) dry_run: bool,
}

fn is_zero(n: &u64) -> bool {
    *n == 0
}

fn is_false(said: &bool) -> bool {
    !said
}

/// The status, or of an index that is damaged only where it is.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum StatusOrPath {
    Status(Status),
    Path { path: String },
}

/// What `status --verify` found: the status, where the index is whole, and the verification.
#[derive(Debug, Serialize)]
pub(crate) struct Verified {
    #[serde(flatten)]
    pub(crate) status: StatusOrPath,
    pub(crate) verification: Verification,
}

/// A citation in a style, beside the fields that it is made of.
#[derive(Debug, Serialize)]
pub(crate) struct RenderedCitation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    #[serde(flatten)]
    pub(crate) rendered: Rendered,
    pub(crate) citation: Citation,
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
    #[serde(skip)]
    pub(crate) places: Places,
}

/// A checked file; what stands beside its report is for renderings.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct CheckedFile {
    pub(crate) report: CheckReport,
    #[serde(skip)]
    pub(crate) text: String,
    #[serde(skip)]
    pub(crate) places: Places,
    /// What stands around the matches of each quotation, where it was asked for.
    #[serde(skip)]
    pub(crate) surroundings: Vec<Vec<Surroundings>>,
    /// The verdicts that an editor must look at.
    #[serde(skip)]
    pub(crate) fail_on: Vec<Verdict>,
}

/// What was found in all manuscripts of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    pub(crate) files: usize,
    pub(crate) quotations: usize,
    pub(crate) findings: usize,
    pub(crate) miscited: usize,
    pub(crate) ignored: usize,
}

impl Totals {
    /// With one more manuscript.
    pub(crate) fn add(&mut self, checked: &CheckedFile) {
        let items = &checked.report.items;
        self.files += 1;
        self.quotations += items.len();
        self.findings += items.iter().filter(|item| item.is_finding(&checked.fail_on)).count();
        self.miscited += items.iter().filter(|item| item.is_miscited()).count();
        self.ignored += checked.report.ignored;
    }
}

/// A citation with the id of its batch line.
#[derive(Debug, Serialize)]
pub(crate) struct ReadCitation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    #[serde(flatten)]
    pub(crate) citation: Citation,
}

/// What a code of a remark means.
#[derive(Debug, Serialize)]
pub(crate) struct Explained {
    pub(crate) code: &'static str,
    pub(crate) severity: Severity,
    pub(crate) explanation: &'static str,
    pub(crate) reading: &'static str,
    pub(crate) remedy: &'static str,
    pub(crate) example: Option<Shows>,
}

/// A text that shows a code, and how it is read.
#[derive(Debug, Serialize)]
pub(crate) struct Shows {
    pub(crate) before: &'static str,
    pub(crate) after: Option<&'static str>,
}

impl From<Code> for Explained {
    fn from(code: Code) -> Self {
        let Code { id, severity, explanation, reading, remedy, example } = code;
        let example = example.map(|e| Shows { before: e.before, after: e.after });
        Self { code: id, severity, explanation, reading, remedy, example }
    }
}

/// The answer to one query of a batch.
#[derive(Debug, Serialize)]
pub(crate) struct Found {
    pub(crate) id: String,
    pub(crate) query: String,
    pub(crate) total: usize,
    pub(crate) took_us: u64,
    pub(crate) hits: Hits,
    #[serde(skip_serializing_if = "Facets::is_empty")]
    pub(crate) facets: Facets,
    /// The query as it was understood, where that is not as it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) read_as: Option<String>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(crate) notes: Vec<Note>,
}

/// What one query prints: its hits or their ids, and after them the counts asked for.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Line<'a> {
    Id(&'a PassageId),
    Hit(&'a Hit),
    Facets { total: usize, facets: &'a Facets },
}

/// The earliest dated passage of a timeline.
#[derive(Debug, Serialize)]
pub(crate) struct First<'a> {
    pub(crate) first: Option<&'a Hit>,
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

/// A document of the index: its record, and beside it the text that its spans point into.
#[derive(Debug, Serialize)]
pub(crate) struct Shown {
    #[serde(flatten)]
    pub(crate) document: Document,
    pub(crate) date: Option<PartialDate>,
    pub(crate) author: Option<String>,
    pub(crate) text: String,
    /// The title the index has: one given beside the text is not in the record.
    #[serde(skip)]
    pub(crate) title: Option<String>,
}

/// An article of an anthology, and its text.
#[derive(Debug, Serialize)]
pub(crate) struct ShownArticle {
    #[serde(flatten)]
    pub(crate) article: Article,
    pub(crate) text: String,
}

impl From<StoredDocument> for Shown {
    fn from(stored: StoredDocument) -> Self {
        let StoredDocument { document, text, title, date, author } = stored;
        Self { document, date, author, text, title }
    }
}
