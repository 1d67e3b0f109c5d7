//! [`Corpus`]: the handle on an index; [`Writer`]: the one that may change it.

use crate::{CheckOptions, Error, Record, SearchAnswer, SearchRequest, TraceOptions};
use chuchu_model::{CheckReport, Document, DocumentId, DocumentKind, PartialDate, PassageId, Span, Trace};
use serde::Serialize;
use std::path::Path;

/// A corpus on disk, open for reading. Cheap to clone, safe to share between threads.
#[derive(Clone, Debug)]
pub struct Corpus {}

/// What adding a record did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    Added,
    /// It took the place of another version.
    Replaced,
    /// The same text was there already.
    Unchanged,
}

/// One line of `chuchu list`.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentSummary {
    /// Its id.
    pub id: DocumentId,
    /// Its title, given or parsed.
    pub title: Option<String>,
    /// What kind.
    pub kind: DocumentKind,
    /// When it was published, as far as is known.
    pub date: Option<PartialDate>,
    /// Number of passages.
    pub passages: usize,
    /// Length in characters.
    pub chars: u64,
}

/// A document with its text.
#[derive(Clone, Debug)]
pub struct StoredDocument {
    /// The document as parsed.
    pub document: Document,
    /// Its decoded text.
    pub text: String,
    /// Its title, given or parsed.
    pub title: Option<String>,
    /// When it was published, as far as is known.
    pub date: Option<PartialDate>,
    /// Who wrote it, as far as is known.
    pub author: Option<String>,
}

/// A passage with what stands around it.
#[derive(Clone, Debug, Serialize)]
pub struct PassageView {
    /// Its id.
    pub id: PassageId,
    /// Its document.
    pub doc: DocumentId,
    /// The document's title.
    pub title: Option<String>,
    /// When it was said or published.
    pub date: Option<PartialDate>,
    /// Its place in the document, in bytes.
    pub span: Span,
    /// The passage.
    pub text: String,
    /// The citation as printed.
    pub citation: Option<String>,
    /// The passage before it in the document.
    pub before: Option<String>,
    /// The passage after it.
    pub after: Option<String>,
}

/// What `chuchu status` tells.
#[derive(Clone, Debug, Serialize)]
pub struct Status {
    /// The folder.
    pub path: String,
    /// Number of documents.
    pub documents: usize,
    /// Number of passages.
    pub passages: usize,
    /// Characters of text.
    pub chars: u64,
    /// Size on disk, in bytes.
    pub bytes_on_disk: u64,
    /// Version of the format.
    pub format: u32,
    /// Version of the folding.
    pub folding: u32,
    /// Version of the word dictionary.
    pub dictionary: String,
}

impl Corpus {
    /// Whether an index stands at the path.
    #[must_use]
    pub fn exists(path: &Path) -> bool {
        let _ = path;
        unimplemented!()
    }

    /// Makes an empty index.
    ///
    /// # Errors
    /// [`Error::Occupied`] when anything already stands there; [`Error::Io`].
    pub fn create(path: &Path) -> Result<Self, Error> {
        let _ = path;
        unimplemented!()
    }

    /// Opens an index.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Version`], [`Error::Damaged`].
    pub fn open(path: &Path) -> Result<Self, Error> {
        let _ = path;
        unimplemented!()
    }

    /// Sees the commits made since it was opened.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::Engine`].
    pub fn reload(&self) -> Result<(), Error> {
        unimplemented!()
    }

    /// The one writer.
    ///
    /// # Errors
    /// [`Error::Locked`] while another process writes.
    pub fn writer(&self) -> Result<Writer, Error> {
        unimplemented!()
    }

    /// Counts and versions.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn status(&self) -> Result<Status, Error> {
        unimplemented!()
    }

    /// All documents, in order of id.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn list(&self) -> Result<Vec<DocumentSummary>, Error> {
        unimplemented!()
    }

    /// A document and its text.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn document(&self, id: &DocumentId) -> Result<Option<StoredDocument>, Error> {
        let _ = id;
        unimplemented!()
    }

    /// A passage and its neighbours.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn passage(&self, id: &PassageId) -> Result<Option<PassageView>, Error> {
        let _ = id;
        unimplemented!()
    }

    /// Searches.
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Empty`], [`Error::TooLong`], [`Error::Engine`].
    pub fn search(&self, request: &SearchRequest) -> Result<SearchAnswer, Error> {
        let _ = request;
        unimplemented!()
    }

    /// Traces a sentence.
    ///
    /// # Errors
    /// [`Error::Empty`], [`Error::TooLong`], [`Error::Engine`].
    pub fn trace(&self, id: &str, text: &str, options: &TraceOptions) -> Result<Trace, Error> {
        let _ = (id, text, options);
        unimplemented!()
    }

    /// Checks a manuscript. `file` is only repeated in the report.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn check(
        &self,
        file: &str,
        manuscript: &Record,
        options: &CheckOptions,
    ) -> Result<CheckReport, Error> {
        let _ = (file, manuscript, options);
        unimplemented!()
    }
}

/// Changes a corpus; nothing is visible before [`Writer::commit`], and dropping it forgets everything.
#[derive(Debug)]
pub struct Writer {}

impl Writer {
    /// Adds a record, or replaces the one of the same id unless its text is unchanged.
    ///
    /// # Errors
    /// [`Error::Engine`], [`Error::Io`].
    pub fn add(&mut self, record: &Record) -> Result<Added, Error> {
        let _ = record;
        unimplemented!()
    }

    /// Removes a document; `false` when there was none.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn remove(&mut self, id: &DocumentId) -> Result<bool, Error> {
        let _ = id;
        unimplemented!()
    }

    /// Makes everything visible at once, durably.
    ///
    /// # Errors
    /// [`Error::Engine`], [`Error::Io`].
    pub fn commit(self) -> Result<(), Error> {
        unimplemented!()
    }
}
