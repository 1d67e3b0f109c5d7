//! Whether a manuscript agrees with itself: the numbers of its notes ([`numbers`]), and works that it cites more than
//! once ([`works`]). The corpus is not asked. What never lives here: which note belongs to which quotation.

mod numbers;
mod works;

use super::code;
use super::notes::{Apparatus, Kind, is_back};
use chuchu_model::{Citation, Diagnostic};
pub(super) use works::Paged;

/// What a manuscript contradicts itself in, in order of place. `paged` are its quotations with their notes; works that
/// the corpus has as both citations print them are two works, or two versions of one, and no contradiction.
pub(super) fn check(
    text: &str,
    apparatus: &Apparatus<'_>,
    citations: &[Citation],
    paged: &[Paged<'_>],
) -> Vec<Diagnostic> {
    let mut found = numbers::check(text, apparatus);
    found.extend(without_target(text, apparatus));
    found.extend(works::cited_two_ways(citations, paged));
    found.extend(works::on_two_pages(paged));
    found.sort_by(|a, b| (a.span, &a.code).cmp(&(b.span, &b.code)));
    found
}

/// Notes that point back to nothing.
fn without_target<'a>(text: &'a str, apparatus: &'a Apparatus<'_>) -> impl Iterator<Item = Diagnostic> + 'a {
    let notes = apparatus.notes.iter().enumerate().filter(|(_, note)| note.kind == Kind::Note);
    let back =
        notes.filter(move |(_, note)| note.citation.is_none() && note.span.of(text).is_some_and(is_back));
    back.filter(|(at, _)| apparatus.pointed(*at).is_none())
        .map(|(_, note)| code::NO_TARGET.at(note.span, "the note points back, but no note stands there"))
}
