//! Every citation of a manuscript: of its excerpts, in brackets in the text, in its notes, in its list of works.

use super::notes::{Apparatus, Kind, further, rest};
use chuchu_model::{Citation, Document, Span};

/// All citations in order of place, each once; `tied` are those that the quotations have. One that lies in another is
/// a part of it, but for further works of one note.
pub(super) fn all(document: &Document, apparatus: &Apparatus<'_>, tied: Vec<Citation>) -> Vec<Citation> {
    let excerpts = document.excerpts.iter().filter_map(|e| e.citation.clone());
    let listed = apparatus.notes.iter().filter(|note| note.kind != Kind::Line);
    let listed = listed.filter_map(|note| note.citation.clone());
    let running = apparatus.works.iter().chain(&apparatus.brackets).cloned();
    let listed = listed.chain(running).flat_map(|citation| {
        let further = further(apparatus.text, &citation);
        std::iter::once(citation).chain(further)
    });
    let mut all: Vec<Citation> = excerpts.chain(tied).chain(listed).collect();
    all.sort_by_key(|c| (start(c), std::cmp::Reverse(c.span.map(Span::end))));
    let mut kept: Vec<Citation> = Vec::with_capacity(all.len());
    for citation in all {
        let is_part = |(outer, inner): (&Citation, Span)| {
            let apart = rest(outer).is_some_and(|rest| rest.contains(inner));
            outer.span.is_some_and(|outer| outer.contains(inner)) && !apart
        };
        let inner = citation.span;
        if !kept.last().zip(inner).is_some_and(is_part) {
            kept.push(citation);
        }
    }
    kept
}

fn start(citation: &Citation) -> Option<u32> {
    citation.span.map(Span::start)
}
