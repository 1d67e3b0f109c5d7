//! Cells: an alignment cut into the stretches that do not agree in print, in bytes of both texts.
//! What kind of difference a stretch is, is told in `kinds`.

use crate::alignment::{Alignment, Pair};
use crate::{Query, Window};
use chuchu_model::Span;
use chuchu_text::clause::ends_clause;
use chuchu_text::{Folding, fold_char, is_blank};

/// A stretch of the quotation and the stretch of the source that stands in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// In bytes of the quotation.
    pub(crate) query: Span,
    /// In bytes of the whole source.
    pub(crate) source: Span,
}

/// Whether a character is a letter, digit or ideograph to the folding.
pub(crate) fn is_letter(c: char) -> bool {
    let mut found = false;
    fold_char(c, Folding::LETTERS, |_| found = true);
    found
}

/// The stretches that may differ, in order, and the place of the whole match; `None` without any pair.
pub(crate) fn cells(query: &Query, window: &Window<'_>, aligned: &Alignment) -> Option<(Vec<Cell>, Span)> {
    let groups = groups(query, window, &aligned.pairs);
    groups.first()?;
    let reach = Cell {
        query: query.folded.span(aligned.query.clone()),
        source: window.folded.span(aligned.source.clone()),
    };
    let start = edge_before(query, window, reach);
    let end = edge_after(query, window, reach);
    let mut cells = Vec::new();
    let mut at = (0, start);
    let mut between = |query: Span, source: Span| {
        if !(query.is_empty() && source.is_empty()) {
            cells.push(Cell { query, source });
        }
    };
    for group in &groups {
        between(Span::new(at.0, group.query.start()), Span::new(at.1, group.source.start()));
        if group.query.of(&query.text) != group.source.of(window.whole()) {
            between(group.query, group.source);
        }
        at = (group.query.end(), group.source.end());
    }
    let whole = Span::from_range(0..query.text.len());
    between(Span::new(at.0, whole.end()), Span::new(at.1, end));
    Some((cells, Span::new(start, end)))
}

/// Pairs of letters as pairs of printed characters; ㎡ is one character and two letters.
fn groups(query: &Query, window: &Window<'_>, pairs: &[Pair]) -> Vec<Cell> {
    let mut groups: Vec<Cell> = Vec::with_capacity(pairs.len());
    for (i, j) in pairs {
        let Some((q, s)) = query.folded.place(*i).zip(window.folded.place(*j)) else { continue };
        match groups.last_mut() {
            Some(last) if last.query.overlaps(q) || last.source.overlaps(s) => {
                *last = Cell { query: last.query.hull(q), source: last.source.hull(s) };
            }
            _ => groups.push(Cell { query: q, source: s }),
        }
    }
    groups
}

fn edge_before(query: &Query, window: &Window<'_>, aligned: Cell) -> u32 {
    let outside = query.text.get(..aligned.query.range().start).unwrap_or("");
    let source = window.whole().get(..aligned.source.range().start).unwrap_or("");
    let taken = taken(outside.chars().rev(), source.chars().rev(), |q, s| q == s);
    aligned.source.start().saturating_sub(taken)
}

fn edge_after(query: &Query, window: &Window<'_>, aligned: Cell) -> u32 {
    let outside = query.text.get(aligned.query.range().end..).unwrap_or("");
    let source = window.whole().get(aligned.source.range().end..).unwrap_or("");
    let alike = |q, s| q == s || (ends_clause(q) && ends_clause(s) && s != '\n');
    aligned.source.end().saturating_add(taken(outside.chars(), source.chars(), alike))
}

/// How many bytes of the source beyond the last letter with a counterpart belong to the match. Marks take
/// marks like themselves; one letter alone takes the letter next to it, which it replaces; several letters
/// without counterpart are an addition and take nothing.
fn taken(
    outside: impl Iterator<Item = char> + Clone,
    source: impl Iterator<Item = char>,
    alike: impl Fn(char, char) -> bool,
) -> u32 {
    let letters = outside.clone().filter(|c| is_letter(*c)).count();
    let mut bytes = 0;
    for (i, (q, s)) in outside.zip(source).enumerate() {
        let replaced = i == 0 && letters == 1 && is_letter(q) && is_letter(s);
        let mark = !is_letter(q) && !is_letter(s) && !is_blank(s) && alike(q, s);
        if !(replaced || mark) || (letters > 0 && bytes == 0 && !replaced) {
            break;
        }
        bytes += s.len_utf8();
        if mark && q != s {
            break;
        }
    }
    u32::try_from(bytes).unwrap_or(0)
}

/// A character and its place, in bytes.
pub(crate) type Printed = (u32, char);

/// The characters of a stretch without layout: line breaks and the blanks around them.
pub(crate) fn printed(text: &str, at: Span) -> Vec<Printed> {
    let mut chars: Vec<Printed> = Vec::with_capacity(at.len() as usize / 3 + 1);
    let mut blanks = Vec::new();
    let mut broken = false;
    let mut place = at.start();
    for c in at.of(text).unwrap_or("").chars() {
        if is_blank(c) {
            broken |= matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}');
            blanks.push((place, c));
        } else {
            if !broken {
                chars.append(&mut blanks);
            }
            blanks.clear();
            broken = false;
            chars.push((place, c));
        }
        place = place.saturating_add(u32::try_from(c.len_utf8()).unwrap_or(0));
    }
    if !broken {
        chars.append(&mut blanks);
    }
    chars
}

/// The cell without what is the same at its beginning and its end; `None` when nothing remains.
pub(crate) fn trimmed(query: &str, source: &str, cell: Cell) -> Option<Cell> {
    let (q, s) = (printed(query, cell.query), printed(source, cell.source));
    let same = |(a, b): &(&Printed, &Printed)| a.1 == b.1;
    let head = q.iter().zip(&s).take_while(same).count();
    let tail = q[head..].iter().rev().zip(s[head..].iter().rev()).take_while(same).count();
    let (q, s) = (&q[head..q.len() - tail], &s[head..s.len() - tail]);
    if q.is_empty() && s.is_empty() {
        return None;
    }
    Some(Cell { query: hull(q, head, cell.query, query), source: hull(s, head, cell.source, source) })
}

/// The stretch from the first to the last of some characters; where there are none, the point after the
/// characters trimmed before.
fn hull(chars: &[Printed], head: usize, within: Span, text: &str) -> Span {
    let width = |c: char| u32::try_from(c.len_utf8()).unwrap_or(0);
    match chars.first().zip(chars.last()) {
        Some((first, last)) => Span::new(first.0, last.0 + width(last.1)),
        None => {
            let before = printed(text, within);
            let end = head.checked_sub(1).and_then(|i| before.get(i)).map(|(at, c)| at + width(*c));
            Span::empty(end.unwrap_or(within.start()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, source: &str, expect: Option<(&str, &str)>) {
        let cell =
            Cell { query: Span::from_range(0..query.len()), source: Span::from_range(0..source.len()) };
        let found = trimmed(query, source, cell);
        let found = found.map(|c| (c.query.of(query).unwrap(), c.source.of(source).unwrap()));
        assert_eq!(found, expect);
    }

    #[test]
    fn what_is_the_same_at_the_ends_goes() {
        check("，甲。", "，乙。", Some(("甲", "乙")));
        check("，", "，中间，", Some(("", "中间，")));
        check("，", "，", None);
    }

    #[test]
    fn line_breaks_with_their_blanks_are_layout() {
        check("，", "，\n　　", None);
        check("。", "。\r\n\r\n", None);
        check("一二", "一 二", Some(("", " ")));
    }
}
