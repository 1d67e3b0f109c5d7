//! The parser of chuchu: a text to a typed [`Document`] with the place of every part, and the citation grammar.
//!
//! Parsing never fails: whatever the input, there is a document and a list of diagnostics.

use chuchu_model::{Citation, Document, DocumentId, Source};

/// Parses a document. `source` is copied into the record.
#[must_use]
pub fn parse(id: &DocumentId, source: Source, text: &str) -> Document {
    let _ = text;
    Document::empty(id.clone(), source)
}

/// Parses a citation that stands alone.
#[must_use]
pub fn parse_citation(text: &str) -> Citation {
    let _ = text;
    unimplemented!()
}
