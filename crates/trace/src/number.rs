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

fn arabic(c: char) -> bool {
    numeral::arabic_digit(c).is_some()
}

/// Marks that mean something between digits: 3.5, 10-15, 10～15, 3/4, 10:30.
fn is_separator(c: char) -> bool {
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

/// Words that follow a counted or ordinal number.
const UNITS: &str = "年月日条項项款章届次号節节编編卷期页頁个個名元%％‰";

/// A text with its numbers written the other way: digits as Chinese numerals, and Chinese numerals before a
/// unit or after 第 as digits. Only those that differ from the text; none without numbers.
///
/// ```
/// use chuchu_trace::rewritten;
/// assert_eq!(rewritten("第8条"), ["第八条"]);
/// assert_eq!(rewritten("二〇一二年，一切"), ["2012年，一切"]);
/// assert_eq!(rewritten("经二十%以上的业主"), ["经20%以上的业主"]);
/// assert_eq!(rewritten("2012年第十二期"), ["二〇一二年第十二期", "2012年第12期"]);
/// assert!(rewritten("一切为了群众").is_empty());
/// ```
#[must_use]
pub fn rewritten(text: &str) -> Vec<String> {
    let mut forms =
        vec![replaced(text, arabic, in_words), replaced(text, numeral::is_han_numeral, in_digits)];
    forms.retain(|form| form != text);
    forms.dedup();
    forms
}

/// What a run of figures becomes, told what stands before and after it.
type Rewriting = fn(&str, Option<char>, Option<char>) -> Option<String>;

/// Every run of figures of one kind rewritten where it can be.
fn replaced(text: &str, figure: fn(char) -> bool, rewrite: Rewriting) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(from) = rest.find(figure) {
        let (head, tail) = rest.split_at(from);
        written.push_str(head);
        let (run, tail) = tail.split_at(tail.find(|c| !figure(c)).unwrap_or(tail.len()));
        let beside = (written.chars().next_back(), tail.chars().next());
        written.push_str(&rewrite(run, beside.0, beside.1).unwrap_or_else(|| run.to_owned()));
        rest = tail;
    }
    written.push_str(rest);
    written
}

fn in_words(run: &str, before: Option<char>, after: Option<char>) -> Option<String> {
    let mixed = before.into_iter().chain(after).any(|c| numeral::is_han_numeral(c) || is_separator(c));
    let value = numeral::parse(run).filter(|_| !mixed)?;
    if run.chars().count() == 4 && after == Some('年') {
        return Some(numeral::digit_by_digit(value));
    }
    numeral::spelt(value)
}

fn in_digits(run: &str, before: Option<char>, after: Option<char>) -> Option<String> {
    let counted = before == Some('第') || after.is_some_and(|c| UNITS.contains(c));
    let mixed = before.into_iter().chain(after).any(arabic);
    numeral::parse(run).filter(|_| counted && !mixed).map(|value| value.to_string())
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
