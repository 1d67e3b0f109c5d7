//! Markers of notes inside quotations: a manuscript from a Word file has 〔3〕 where note 3 is referred to, also between
//! quoted words. They are no words of the quotation. What never lives here: what a note says.

use super::notes::{Apparatus, Kind, Marker, Note};
use chuchu_model::{Quotation, Span};
use chuchu_text::is_letter;
use std::borrow::Cow;

/// The markers that the file itself told, and those in print that have a note. A circled number in a quotation may be
/// the source's own: only one at the end is a marker.
pub(super) fn all(
    text: &str,
    told: &[Span],
    apparatus: &Apparatus<'_>,
    quotations: &[Quotation],
) -> Vec<Span> {
    let noted = |m: &&Marker| apparatus.notes.iter().any(|note| is_note_of(note, m));
    let ends = |m: &&Marker| {
        let behind = |q: &Quotation| text.get(m.span.range().end..q.span.range().end);
        m.style != '①' || quotations.iter().any(|q| q.span.contains(m.span) && behind(q).is_some_and(is_bare))
    };
    let printed = apparatus.markers.iter().filter(noted).filter(ends).map(|m| m.span);
    let mut all: Vec<Span> = told.iter().copied().chain(printed).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn is_note_of(note: &Note, marker: &Marker) -> bool {
    note.kind == Kind::Note && note.style == marker.style && note.number == marker.number
}

fn is_bare(text: &str) -> bool {
    !text.chars().any(is_letter)
}

/// The words of a quotation without the markers that stand between them.
pub(super) fn without<'a>(quotation: &'a Quotation, text: &str, markers: &[Span]) -> Cow<'a, str> {
    if inside(quotation, markers).is_empty() {
        return Cow::Borrowed(&quotation.text);
    }
    Cow::Owned(quotation.spans.iter().map(|span| out_of(*span, text, markers)).collect())
}

/// The words of a stretch without the markers that stand between them.
pub(super) fn out_of(span: Span, text: &str, markers: &[Span]) -> String {
    let mut words = String::new();
    let mut from = span.range().start;
    for marker in within(span, markers) {
        words.push_str(text.get(from..marker.range().start).unwrap_or_default());
        from = marker.range().end;
    }
    words.push_str(text.get(from..span.range().end).unwrap_or_default());
    words
}

/// The markers that stand in a quotation, in order.
pub(super) fn inside<'a>(quotation: &Quotation, markers: &'a [Span]) -> &'a [Span] {
    within(quotation.span, markers)
}

fn within(span: Span, markers: &[Span]) -> &[Span] {
    let first = markers.partition_point(|marker| marker.start() < span.start());
    let markers = markers.get(first..).unwrap_or_default();
    let last = markers.partition_point(|marker| marker.end() <= span.end());
    markers.get(..last).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_model::QuotationKind;

    #[test]
    fn markers_between_quoted_words_are_no_words_of_it() {
        let text = "〔1〕他说：“一切〔2〕为了群众〔3〕。”〔4〕";
        let markers: Vec<Span> =
            text.match_indices('〔').map(|(at, _)| Span::from_range(at..at + 7)).collect();
        let (open, close) = (text.find('“').unwrap() + 3, text.find('”').unwrap());
        let span = Span::from_range(open..close);
        let quotation = Quotation {
            span,
            spans: vec![span],
            text: span.of(text).unwrap().to_owned(),
            marks: None,
            kind: QuotationKind::Speech,
            speaker: None,
            cue: None,
            work: None,
            date: None,
            depth: 1,
        };
        assert_eq!(without(&quotation, text, &markers), "一切为了群众。");
        assert_eq!(without(&quotation, text, &markers[..2]), "一切为了群众〔3〕。");
        assert_eq!(out_of(span, text, &markers), "一切为了群众。");
        let found: Vec<&str> = inside(&quotation, &markers).iter().filter_map(|m| m.of(text)).collect();
        assert_eq!(found, ["〔2〕", "〔3〕"]);
    }
}
