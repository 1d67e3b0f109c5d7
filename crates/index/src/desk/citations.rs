//! Every citation of a manuscript: of its excerpts, in brackets in the text, in its notes, in its list of works.

use super::notes::{Apparatus, Kind};
use chuchu_model::{Citation, Document, Span};

/// All citations in order of place, each once; `tied` are those that the quotations have. One that lies in another is
/// a part of it.
pub(super) fn all(document: &Document, apparatus: &Apparatus<'_>, tied: Vec<Citation>) -> Vec<Citation> {
    let excerpts = document.excerpts.iter().filter_map(|e| e.citation.clone());
    let listed = apparatus.notes.iter().filter(|note| note.kind != Kind::Line);
    let listed = listed.filter_map(|note| note.citation.clone());
    let running = apparatus.works.iter().chain(&apparatus.brackets).cloned();
    let mut all: Vec<Citation> = excerpts.chain(tied).chain(listed).chain(running).collect();
    all.sort_by_key(|c| (start(c), std::cmp::Reverse(c.span.map(Span::end))));
    let mut kept: Vec<Citation> = Vec::with_capacity(all.len());
    for citation in all {
        let inside = kept.last().and_then(|last| last.span).zip(citation.span);
        if !inside.is_some_and(|(outer, inner)| outer.contains(inner)) {
            kept.push(citation);
        }
    }
    kept
}

fn start(citation: &Citation) -> Option<u32> {
    citation.span.map(Span::start)
}
