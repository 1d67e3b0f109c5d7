//! Markers of notes inside quotations: a manuscript from a Word file has 〔3〕 where note 3 is referred to, also between
//! quoted words. They are no words of the quotation. What never lives here: what a note says.

use crate::Record;
use chuchu_model::{Quotation, Span};
use std::borrow::Cow;

/// The words of a quotation without the markers that stand between them.
pub(super) fn without<'a>(quotation: &'a Quotation, manuscript: &Record) -> Cow<'a, str> {
    let mut words = Cow::Borrowed(quotation.text.as_str());
    for marker in inside(quotation, &manuscript.markers) {
        if let Some(print) = marker.of(&manuscript.text) {
            words = Cow::Owned(words.replacen(print, "", 1));
        }
    }
    words
}

/// The markers that stand in a quotation, in order.
pub(super) fn inside<'a>(quotation: &Quotation, markers: &'a [Span]) -> &'a [Span] {
    let first = markers.partition_point(|marker| marker.start() < quotation.span.start());
    let markers = markers.get(first..).unwrap_or_default();
    let last = markers.partition_point(|marker| marker.end() <= quotation.span.end());
    markers.get(..last).unwrap_or_default()
}
