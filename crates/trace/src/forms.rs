//! Other forms of a quotation that an editor's slip may have made of its source: two of its clauses have changed
//! places, or its numbers are written another way. Where a form stands letter by letter, so does the source.

use crate::alignment::Alignment;
use crate::find::nearest;
use crate::{Place, Query, Window};
use chuchu_text::numeral;

/// Of more clauses than these no two are exchanged: there would be too many ways.
const MOST_CLAUSES: usize = 5;

/// The letters of a quotation with two of its clauses exchanged, for each two of them; none where it has only one
/// clause, or more than five.
///
/// ```
/// use chuchu_trace::{Query, reordered};
/// let forms = reordered(&Query::new("到群众中去，从群众中来"));
/// assert_eq!(forms, ["从群众中来到群众中去".chars().collect::<Vec<_>>()]);
/// assert!(reordered(&Query::new("从群众中来")).is_empty());
/// ```
#[must_use]
pub fn reordered(query: &Query) -> Vec<Vec<char>> {
    let mut clauses = Vec::new();
    let mut rest = query.folded();
    for cut in query.clause_starts().collect::<Vec<_>>().into_iter().rev() {
        let (head, clause) = rest.split_at(cut);
        clauses.push(clause);
        rest = head;
    }
    clauses.push(rest);
    clauses.reverse();
    if clauses.len() > MOST_CLAUSES {
        return Vec::new();
    }
    let count = clauses.len();
    let pairs = (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other)));
    pairs
        .map(|(one, other)| {
            let mut exchanged = clauses.clone();
            exchanged.swap(one, other);
            exchanged.concat()
        })
        .filter(|form| form != query.folded())
        .collect()
}

/// All places of a window where the letters of a form of a quotation stand one after the other, each compared with the
/// quotation itself.
///
/// ```
/// use chuchu_trace::{Query, Window, in_form, reordered};
/// use chuchu_model::DifferenceKind;
/// let query = Query::new("到群众中去，从群众中来");
/// let window = Window::new("一切依靠群众，从群众中来，到群众中去。");
/// let form = &reordered(&query)[0];
/// let places = in_form(&query, form, &window);
/// assert_eq!(places[0].span.of(window.text()), Some("从群众中来，到群众中去"));
/// assert!(places[0].differences.iter().any(|d| d.kind == DifferenceKind::Moved));
/// ```
#[must_use]
pub fn in_form(query: &Query, form: &[char], window: &Window<'_>) -> Vec<Place> {
    let renumbered = renumbered(query.folded(), form);
    let place = |at: usize| match &renumbered {
        Some(pairs) => {
            let there = pairs.iter().map(|(letter, place)| (*letter, at + place)).collect();
            // figures at an end belong to it too, though none of them are alike
            let whole = Alignment { pairs: there, query: 0..query.letters(), source: at..at + form.len() };
            Place::of(query, window, &whole)
        }
        None => nearest(query, &Window::part(window.whole(), window.folded.span(at..at + form.len()))),
    };
    window.folded.find(form).filter_map(place).collect()
}

/// Which letter of a quotation is which of a form that differs from it in its figures alone; `None` where it differs in
/// others.
fn renumbered(letters: &[char], form: &[char]) -> Option<Vec<(usize, usize)>> {
    let is_figure = |c: &char| c.is_ascii_digit() || numeral::is_han_numeral(*c);
    let figures = |of: &[char], from: usize| of.iter().skip(from).take_while(|c| is_figure(c)).count();
    let (mut pairs, mut at, mut there) = (Vec::with_capacity(letters.len()), 0, 0);
    while at < letters.len() || there < form.len() {
        if letters.get(at) == form.get(there) {
            pairs.push((at, there));
            (at, there) = (at + 1, there + 1);
            continue;
        }
        let (one, other) = (figures(letters, at), figures(form, there));
        if one == 0 || other == 0 {
            return None;
        }
        (at, there) = (at + one, there + other);
    }
    Some(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, form: &str, source: &str, expect: &[&str]) {
        let (query, form, window) = (Query::new(query), Query::new(form), Window::new(source));
        let places = in_form(&query, form.folded(), &window);
        let found: Vec<&str> = places.iter().filter_map(|place| place.span.of(source)).collect();
        assert_eq!(found, expect, "{places:?}");
    }

    #[test]
    fn numbers_written_another_way_stand_for_each_other() {
        let source = "依照第五百六十九条当事人互负债务，第十二条第二款除外。";
        check("第569条当事人", "第五百六十九条当事人", source, &["第五百六十九条当事人"]);
        check("第12条第2款", "第十二条第二款", source, &["第十二条第二款"]);
        check("二〇一二年", "2012年", "在2012年", &["2012年"]);
    }

    #[test]
    fn clauses_that_changed_places_stand_for_each_other() {
        let source = "一切依靠群众，从群众中来，到群众中去。";
        check("到群众中去，从群众中来", "从群众中来到群众中去", source, &["从群众中来，到群众中去"]);
        check("到群众中去，从群众中来", "从群众中来到群众中去", "别的话", &[]);
    }
}
