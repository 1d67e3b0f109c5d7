//! The parser of chuchu: a text to a typed [`Document`] with the place of every part, and the citation grammar.
//!
//! Parsing never fails: whatever the input, there is a document and a list of diagnostics. In reading order:
//! `structure` finds title, headings, paragraphs, articles and noise; `excerpt` takes the blocks of a
//! compilation apart into text and citation; `citation` is the grammar of source references; `annotate`
//! finds quotations, terms, reported speech, works, meetings and set phrases inside the blocks.
//! What never lives here: files, encodings, indexes, rendering.

mod annotate;
pub mod citation;
pub mod code;
mod excerpt;
mod structure;

use chuchu_model::{Document, DocumentId, Source};

/// Parses a document. `source` is copied into the record; spans are in bytes of `text`.
#[must_use]
pub fn parse(id: &DocumentId, source: Source, text: &str) -> Document {
    let mut document = structure::read(id, source, text);
    annotate::annotate(&mut document, text);
    document
}

/// Parses a citation that stands alone; spans are in bytes of `text`. Same as [`citation::parse`].
#[must_use]
pub fn parse_citation(text: &str) -> chuchu_model::Citation {
    citation::parse(text)
}
