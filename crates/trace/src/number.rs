//! Numbers that differ: written another way (第八条, 第8条) or of another value (第八条, 第九条).

use crate::cells::Cell;
use crate::kinds::{Texts, narrow};
use chuchu_model::{Difference, DifferenceKind, Span};
use chuchu_text::numeral;

/// Whether a trimmed cell lies in a number: both sides are figures, or figures or their separators were
/// dropped or added inside one.
pub(crate) fn differs(texts: Texts<'_>, cell: Cell) -> bool {
    let query = cell.query.of(texts.query).unwrap_or("");
    let source = cell.source.of(texts.source).unwrap_or("");
    let figures = |text: &str| !text.is_empty() && text.chars().all(is_figure);
    if figures(query) && figures(source) {
        return true;
    }
    let parts = |text: &str| text.chars().all(|c| arabic(c) || is_separator(c));
    parts(query) && parts(source) && inside_number(texts, cell) && !same_width(query, source)
}

/// Whether two texts differ in width only.
fn same_width(a: &str, b: &str) -> bool {
    a.chars().map(narrow).eq(b.chars().map(narrow))
}

fn is_figure(c: char) -> bool {
    arabic(c) || numeral::is_han_numeral(c)
}

pub(crate) fn arabic(c: char) -> bool {
    numeral::arabic_digit(c).is_some()
}

/// Marks that mean something between digits: 3.5, 10-15, 10～15, 3/4, 10:30.
pub(crate) fn is_separator(c: char) -> bool {
    matches!(narrow(c), '.' | '-' | '–' | '—' | '~' | '/' | ':' | '∶' | '·')
}

/// Whether digits stand on both sides of the cell, in either text, or the cell itself has digits and one
/// stands beside it.
fn inside_number(texts: Texts<'_>, cell: Cell) -> bool {
    let beside = |text: &str, at: Span| {
        let before = text.get(..at.range().start).and_then(|t| t.chars().next_back()).is_some_and(arabic);
        let after = text.get(at.range().end..).and_then(|t| t.chars().next()).is_some_and(arabic);
        let digits = at.of(text).unwrap_or("").chars().any(arabic);
        (before && after) || (digits && (before || after))
    };
    let (in_query, in_source) = (beside(texts.query, cell.query), beside(texts.source, cell.source));
    let both_empty_or_in = |inside: bool, at: Span| inside || at.is_empty();
    (in_query && both_empty_or_in(in_source, cell.source))
        || (in_source && both_empty_or_in(in_query, cell.query))
}

/// Widens the differences of kind number to the whole numbers, as far as no other difference is touched.
pub(crate) fn widen(texts: Texts<'_>, differences: &mut [Difference]) {
    for i in 0..differences.len() {
        if differences[i].kind != DifferenceKind::Number {
            continue;
        }
        let floor =
            i.checked_sub(1).map_or((0, 0), |j| (differences[j].query.end(), differences[j].source.end()));
        let ceiling =
            differences.get(i + 1).map_or((u32::MAX, u32::MAX), |d| (d.query.start(), d.source.start()));
        let mut cell = Cell { query: differences[i].query, source: differences[i].source };
        while let Some(wider) =
            wider_before(texts, cell).filter(|c| c.query.start() >= floor.0 && c.source.start() >= floor.1)
        {
            cell = wider;
        }
        while let Some(wider) =
            wider_after(texts, cell).filter(|c| c.query.end() <= ceiling.0 && c.source.end() <= ceiling.1)
        {
            cell = wider;
        }
        differences[i] = texts.difference(DifferenceKind::Number, cell);
    }
}

fn wider_before(texts: Texts<'_>, cell: Cell) -> Option<Cell> {
    let c = texts.query.get(..cell.query.range().start)?.chars().next_back()?;
    let d = texts.source.get(..cell.source.range().start)?.chars().next_back()?;
    let back = |at: Span, c: char| Some(Span::new(at.start() - u32::try_from(c.len_utf8()).ok()?, at.end()));
    (c == d && is_figure(c))
        .then(|| Some(Cell { query: back(cell.query, c)?, source: back(cell.source, d)? }))?
}

fn wider_after(texts: Texts<'_>, cell: Cell) -> Option<Cell> {
    let c = texts.query.get(cell.query.range().end..)?.chars().next()?;
    let d = texts.source.get(cell.source.range().end..)?.chars().next()?;
    let on = |at: Span, c: char| Some(Span::new(at.start(), at.end() + u32::try_from(c.len_utf8()).ok()?));
    (c == d && is_figure(c)).then(|| Some(Cell { query: on(cell.query, c)?, source: on(cell.source, d)? }))?
}

/// Whether a difference of kind number is only another way of writing the same value.
pub(crate) fn same_value(difference: &Difference) -> bool {
    let value = |text: &str| numeral::parse(&text.chars().map(narrow).collect::<String>());
    value(&difference.query_text).is_some_and(|v| value(&difference.source_text) == Some(v))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &'static str, source: &'static str, expect: bool) {
        let common = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
            a.zip(b).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum::<usize>()
        };
        let head = common(&mut query.chars(), &mut source.chars());
        let rest = |text: &'static str| text.split_at(head).1.chars().rev();
        let tail = common(&mut rest(query), &mut rest(source));
        let cell = Cell {
            query: Span::from_range(head..query.len() - tail),
            source: Span::from_range(head..source.len() - tail),
        };
        assert_eq!(differs(Texts { query, source }, cell), expect, "{query} / {source}");
    }

    #[test]
    fn figures_for_figures_are_numbers() {
        check("第8条", "第八条", true);
        check("第九条", "第八条", true);
        check("2013年", "2012年", true);
        check("一切", "三切", true);
        check("人切", "三切", false);
    }

    #[test]
    fn a_dropped_digit_or_point_is_a_number() {
        check("201年", "2014年", true);
        check("35％", "3.5％", true);
        check("1,000", "1000", false);
        check("一、二", "一二", false);
        check("第3条", "第3条，", false);
    }
}
