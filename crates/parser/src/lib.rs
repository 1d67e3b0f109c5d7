//! The parser of chuchu: a text to a typed [`Document`] with the place of every part, and the citation grammar.
//!
//! Parsing never fails: whatever the input, there is a document and a list of diagnostics. In reading order:
//! `structure` finds title, headings, paragraphs, articles and noise; `excerpt` takes the blocks of a
//! compilation apart into text and citation; `citation` is the grammar of source references; `annotate`
//! finds quotations, terms, reported speech, works, meetings and set phrases inside the blocks.
//! What never lives here: files, encodings, indexes, rendering.

mod annotate;
mod breaks;
pub mod citation;
pub mod code;
mod excerpt;
mod structure;
mod words;

use chuchu_model::{Document, DocumentId, Source};

/// Parses a document. `source` is copied into the record; spans are in bytes of `text`.
///
/// Never fails: there is always a record, and what is odd stands in its diagnostics. Cost: linear in the length
/// of `text`.
///
/// ```
/// use chuchu_model::{DocumentId, DocumentKind, Source};
///
/// let text = "江州市耕地保护办法\n第一条　为了保护耕地，制定本办法。\n第二条　耕地不得闲置。\n第三条　本办法自2024年1月1日起施行。\n";
/// let document = chuchu_parser::parse(&DocumentId::new("rules").unwrap(), Source::default(), text);
/// assert_eq!(document.kind, DocumentKind::Law);
/// assert_eq!(document.title.unwrap().text, "江州市耕地保护办法");
/// assert_eq!(document.paragraphs.len(), 3);
/// assert!(document.diagnostics.is_empty());
/// ```
#[must_use]
pub fn parse(id: &DocumentId, source: Source, text: &str) -> Document {
    let simple = chuchu_text::simplified_in_place(text);
    let mut document = structure::read(id, source, text, &simple);
    annotate::annotate(&mut document, text, &simple);
    document
}

/// Parses a citation that stands alone; spans are in bytes of `text`. Same as [`citation::parse`].
///
/// ```
/// let citation = chuchu_parser::parse_citation("孙某：《江州史话》，人民出版社1990年版，第5页");
/// assert_eq!(citation.author, ["孙某"]);
/// assert_eq!(citation.containers[0].publishers, ["人民出版社"]);
/// ```
#[must_use]
pub fn parse_citation(text: &str) -> chuchu_model::Citation {
    citation::parse(text)
}

/// What kind of text a title names: by its ending (讲话, 报告, 决定), else by 讲话 and 致 in it.
///
/// ```
/// use chuchu_model::WorkKind;
/// assert_eq!(chuchu_parser::kind_of_work("在图书馆开馆仪式上的讲话"), WorkKind::Speech);
/// assert_eq!(chuchu_parser::kind_of_work("街道上的树"), WorkKind::Article);
/// ```
#[must_use]
pub fn kind_of_work(title: &str) -> chuchu_model::WorkKind {
    citation::kind_of_work(title)
}

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
