//! Finding: all literal places, else the nearest ones. Which texts to look in is the caller's matter.

use crate::alignment::{self, Alignment, Source};
use crate::{Place, Query, Window, seeds};
use chuchu_model::Verdict;
use std::cmp::Ordering;

/// Letters of the source around a candidate of [`trace`], besides the length of the quotation.
const AROUND: usize = 150;
/// How many stretches of a text [`trace`] aligns when the quotation does not stand there literally.
const MOST_ALIGNED: usize = 8;

/// Where a quotation stands in a text, best first: all literal places (up to punctuation, blanks, width and
/// script), else the nearest places that are not [`Verdict::NotFound`].
///
/// Cost: linear in the text, and an alignment for each of at most eight stretches of it.
///
/// ```
/// use chuchu_trace::trace;
/// use chuchu_model::Verdict;
/// let source = "一切为了群众，一切依靠群众，从群众中来，到群众中去。";
/// assert_eq!(trace("一切爲了羣衆", source)[0].verdict, Verdict::Script);
/// assert_eq!(trace("一切为了群众……到群众中去", source)[0].verdict, Verdict::Ellipsis);
/// assert!(trace("发展社会主义市场经济", source).is_empty());
/// ```
#[must_use]
pub fn trace(quotation: &str, source: &str) -> Vec<Place> {
    let mut found = places(&Query::new(quotation), &Window::new(source));
    found.retain(|p| p.verdict != Verdict::NotFound);
    found
}

/// As [`trace`], for texts made ready, and with the places that are too far away to be one: their verdict is
/// [`Verdict::NotFound`].
#[must_use]
pub fn places(query: &Query, window: &Window<'_>) -> Vec<Place> {
    let mut found = literal(query, window);
    if found.is_empty() {
        found = stretches(query, window).iter().filter_map(|part| nearest(query, part)).collect();
    }
    found.sort_by(better);
    let mut kept: Vec<Place> = Vec::new();
    for place in found {
        if place.differences.is_empty() || !kept.iter().any(|k| k.span.overlaps(place.span)) {
            kept.push(place);
        }
    }
    kept
}

/// Better places first: by verdict, then by similarity, then by place.
fn better(a: &Place, b: &Place) -> Ordering {
    (a.verdict.cmp(&b.verdict))
        .then(b.similarity.total_cmp(&a.similarity))
        .then(a.span.start().cmp(&b.span.start()))
}

/// All places of a window where the letters of a quotation stand one after the other, in order.
/// Cost: a scan of the window.
///
/// ```
/// use chuchu_trace::{Query, Window, literal};
/// let window = Window::new("从群众中来，到群众中去。从群众中来");
/// assert_eq!(literal(&Query::new("从群众中来"), &window).len(), 2);
/// ```
#[must_use]
pub fn literal(query: &Query, window: &Window<'_>) -> Vec<Place> {
    let letters = query.letters();
    let aligned = |at: usize| Alignment::of_pairs((0..letters).map(|i| (i, at + i)).collect());
    window.folded.find(query.folded()).filter_map(|at| Place::of(query, window, &aligned(at))).collect()
}

/// The place of a window that is nearest to a quotation; `None` when no two letters in a row are shared.
/// Its verdict may be [`Verdict::NotFound`].
///
/// Cost: the shared runs are chained; between runs of six letters and more every letter is aligned with
/// every other; of up to 64 letters in the two best places, if they are much alike.
///
/// ```
/// use chuchu_trace::{Query, Window, nearest};
/// use chuchu_model::Verdict;
/// let window = Window::new("人民群众反对什么、痛恨什么，我们就要坚决防范和纠正什么。");
/// let place = nearest(&Query::new("群众反对什么，我们就要坚决防范和纠正什么"), &window).unwrap();
/// assert_eq!(place.verdict, Verdict::Altered);
/// assert_eq!(place.differences[0].source_text, "、痛恨什么");
/// ```
#[must_use]
pub fn nearest(query: &Query, window: &Window<'_>) -> Option<Place> {
    let (ids, clauses) = (window.ids(query), window.clause_starts());
    let aligned = alignment::align(query, Source { ids: &ids, clauses: &clauses });
    aligned.filter_map(|aligned| Place::of(query, window, &aligned)).min_by(better)
}

/// How many letters of a quotation stand somewhere in a window in runs of two and more: a bound that is
/// cheap to have, to choose among many windows which to align.
#[must_use]
pub fn coverage(query: &Query, window: &Window<'_>) -> usize {
    seeds::coverage(query.letters(), &seeds::runs(query, &window.ids(query)))
}

/// The stretches of a window that share most with a quotation, as windows; they may overlap.
fn stretches<'a>(query: &Query, window: &Window<'a>) -> Vec<Window<'a>> {
    let reach = query.letters() + if query.has_ellipsis() { AROUND * 8 } else { AROUND };
    let count = window.folded.len();
    let step = reach;
    let ids = window.ids(query);
    let mut scored: Vec<(usize, usize)> = Vec::new();
    for from in (0..count).step_by(step.max(1)) {
        let to = (from + 2 * reach).min(count);
        let covered = seeds::coverage(query.letters(), &seeds::runs(query, &ids[from..to]));
        if covered > 0 {
            scored.push((covered, from));
        }
    }
    scored.sort_by_key(|(covered, from)| (std::cmp::Reverse(*covered), *from));
    let part = |(_, from): (usize, usize)| {
        let span = window.folded.span(from..(from + 2 * reach).min(count));
        Window::part(window.whole(), span)
    };
    scored.into_iter().take(MOST_ALIGNED).map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_between_the_runs_decide_among_places_much_alike() {
        let source = "公民不服向同一法院起诉的。公民不服分别向同一法院起诉的";
        let place = nearest(&Query::new("公民服别向同一法院起诉的"), &Window::new(source)).unwrap();
        assert_eq!(place.span.of(source), Some("公民不服分别向同一法院起诉的"));
    }
}
