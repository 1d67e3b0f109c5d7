//! 《 and 》 for which another mark is printed, or which are printed for each other or for a round bracket.
//! A mark that is lost altogether is supplied where titles are read (`marks`).

use super::super::dates;
use super::super::marks;
use super::super::scan::{Scan, closes_round, is_separator, opens_round, opens_square};
use super::Edit;
use super::rounds;
use crate::code;
use std::ops::Range;

/// How far a title may reach, in glyphs.
const LONGEST: usize = 120;

/// The 《 and the 》 without partner.
pub(super) fn lone(scan: &Scan<'_>) -> (Vec<usize>, Vec<usize>) {
    let (mut opens, mut closes) = (Vec::new(), Vec::new());
    for n in 0..scan.len() {
        match scan.at(n) {
            '《' => opens.push(n),
            '》' if opens.pop().is_none() => closes.push(n),
            _ => {}
        }
    }
    (opens, closes)
}

/// All title marks that are not what they should be.
pub(super) fn edits(scan: &Scan<'_>) -> Vec<Edit> {
    let (opens, closes) = lone(scan);
    if opens.is_empty() && closes.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut done = 0;
    for open in &opens {
        if *open >= done {
            let edit = opening(scan, *open, &opens);
            done = edit.as_ref().map_or(done, |e| e.range.end);
            found.extend(edit);
        }
    }
    done = 0;
    for (n, close) in closes.iter().enumerate() {
        if *close >= done {
            let edit = closing(scan, *close, closes.get(n + 1).copied());
            // 》江州史话》: the second is the partner of the first, now that it opens
            let partner = edit.as_ref().is_some_and(|e| e.put == "《" && e.range.start == *close);
            done = if partner { closes.get(n + 1).map_or(*close, |k| k + 1) } else { *close + 1 };
            found.extend(edit);
        }
    }
    found
}

/// What a 《 without partner says about the marks near it.
fn opening(scan: &Scan<'_>, open: usize, opens: &[usize]) -> Option<Edit> {
    if let Some(close) = rounds::closes(scan, open + 1).filter(|c| rounds::holds(scan, open + 1..*c)) {
        let _ = close;
        return Some(Edit::wrong(scan, open..open + 1, "（", code::UNBALANCED_BRACKET));
    }
    let limit = scan.len().min(open + LONGEST);
    let next = (open + 1..limit).find(|n| scan.at(*n) == '《');
    // 《江州史话《上册: the second is the closing mark of the first
    if let Some(next) = next.filter(|n| opens.contains(n) && *n > open + 1 && ends(scan, *n)) {
        return Some(Edit::wrong(scan, next..next + 1, "》", code::WRONG_CLOSING_MARK));
    }
    let mut unclosed = 0i32;
    for n in open + 1..next.unwrap_or(limit) {
        match scan.at(n) {
            '（' | '(' | '〈' | '<' | '＜' | '〔' | '[' | '［' | '【' | '“' | '‘' => unclosed += 1,
            '）' | ')' | '〉' | '>' | '＞' | '〕' | ']' | '］' | '】' | '”' | '’' if unclosed > 0 =>
            {
                unclosed -= 1;
            }
            '）' | ')' | '〉' | '>' | '＞' | '〕' | ']' | '］' | '】' | '”' | '’' if ends(scan, n) =>
            {
                return Some(Edit::wrong(scan, n..n + 1, "》", code::WRONG_CLOSING_MARK));
            }
            _ => {}
        }
    }
    None
}

/// Whether a title may end with glyph `n`: the end, a mark or the next field stands behind it.
fn ends(scan: &Scan<'_>, n: usize) -> bool {
    let next = scan.at(n + 1);
    let imprint =
        opens_round(next) && rounds::closes(scan, n + 2).is_some_and(|c| rounds::holds(scan, n + 2..c));
    imprint || n + 1 >= scan.len() || is_separator(next) || next == '.' || marks::ends_title(scan, n + 1)
}

/// What a 》 without partner says about the marks near it.
fn closing(scan: &Scan<'_>, close: usize, following: Option<usize>) -> Option<Edit> {
    let region = region(scan, close);
    let round = region.clone().rev().find(|n| opens_round(scan.at(*n)));
    if round.is_some_and(|open| rounds::holds(scan, open + 1..close)) {
        return Some(Edit::wrong(scan, close..close + 1, "）", code::UNBALANCED_BRACKET));
    }
    let partner = following.filter(|k| *k > close + 1 && !(close + 1..*k).any(|n| scan.at(n) == '《'));
    if partner.is_some() && begins_clause(scan, close) {
        return Some(Edit::wrong(scan, close..close + 1, "《", code::WRONG_OPENING_MARK));
    }
    let open = region.clone().find(|n| opens_wrongly(scan, *n, region.start, close))?;
    Some(Edit::wrong(scan, open..open + 1, "《", code::WRONG_OPENING_MARK))
}

/// The glyphs before a 》 that its title may take up.
fn region(scan: &Scan<'_>, close: usize) -> Range<usize> {
    let least = close.saturating_sub(LONGEST);
    let start = (least..close).rev().find(|n| matches!(scan.at(*n), '《' | '》')).map_or(least, |n| n + 1);
    start..close
}

/// Whether the mark at `n` opens the title that ends at `close`, though it is not 《.
fn opens_wrongly(scan: &Scan<'_>, n: usize, start: usize, close: usize) -> bool {
    let c = scan.at(n);
    let opens =
        opens_round(c) || opens_square(c) || matches!(c, '〈' | '<' | '＜' | '“' | '‘' | '「' | '{' | '｛');
    let dated = || dates::read(scan, n + 1, true).is_some_and(|d| closes_round(scan.at(d.end)));
    opens && (n == start || begins_clause(scan, n)) && !marks::closed_before(scan, n, close) && !dated()
}

fn begins_clause(scan: &Scan<'_>, n: usize) -> bool {
    let before = scan.before(n);
    let led = ["载", "見", "见", "入", "刊", "自", "于", "编", "著", "译"]
        .iter()
        .any(|w| before == w.chars().next().unwrap_or('\0'));
    n == 0 || is_separator(before) || closes_round(before) || led || scan.before(n) == '—'
}
