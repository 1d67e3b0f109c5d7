//! The citation grammar: a printed source reference to a [`Citation`], with repairs reported.

use chuchu_model::{Citation, Span};

/// Parses a citation that stands alone; spans are in bytes of `text`.
#[must_use]
pub fn parse(text: &str) -> Citation {
    parse_at(text, Span::from_range(0..text.len()))
}

/// Parses the citation at `span` of a longer text; spans in the result are in bytes of the whole `text`.
#[must_use]
pub fn parse_at(text: &str, span: Span) -> Citation {
    Citation {
        raw: span.of(text).unwrap_or("").to_owned(),
        span: Some(span),
        author: Vec::new(),
        work: None,
        dates: Vec::new(),
        containers: Vec::new(),
        diagnostics: Vec::new(),
    }
}
