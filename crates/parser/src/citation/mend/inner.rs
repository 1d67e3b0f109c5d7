//! Marks inside a title: a round bracket that is lost before 》, and quotation marks that face the wrong way.

use super::super::scan::Scan;
use super::Edit;
use crate::code;
use std::ops::Range;

/// How far before 》 a bracket may have opened whose end is lost, in glyphs.
const LONGEST: usize = 12;

/// Every such mark.
pub(super) fn edits(scan: &Scan<'_>) -> Vec<Edit> {
    let mut found = Vec::new();
    let mut start = None;
    for n in 0..scan.len() {
        match (scan.at(n), start) {
            ('《', _) => start = Some(n + 1),
            ('》', Some(from)) => {
                found.extend(bracket(scan, from..n));
                found.extend(reversed(scan, from..n));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// 《江州哲学史（先秦卷》.
fn bracket(scan: &Scan<'_>, title: Range<usize>) -> Option<Edit> {
    let mut open: Option<usize> = None;
    for n in title.clone() {
        match scan.at(n) {
            '（' | '(' => open = Some(n),
            '）' | ')' => open = None,
            _ => {}
        }
    }
    let open = open.filter(|o| o + 1 < title.end && title.end - o <= LONGEST)?;
    let put = if scan.at(open) == '(' { ")" } else { "）" };
    Some(Edit::lost(title.end, put, code::UNBALANCED_BRACKET))
}

/// ”共谋“: pairs all of which are turned round.
fn reversed(scan: &Scan<'_>, title: Range<usize>) -> Vec<Edit> {
    let marks: Vec<usize> = title.filter(|n| matches!(scan.at(*n), '“' | '”')).collect();
    let turned = |(k, n): (usize, &usize)| scan.at(*n) == if k.is_multiple_of(2) { '”' } else { '“' };
    if marks.is_empty() || marks.len() % 2 == 1 || !marks.iter().enumerate().all(turned) {
        return Vec::new();
    }
    let put = |k: usize| if k.is_multiple_of(2) { "“" } else { "”" };
    marks
        .iter()
        .enumerate()
        .map(|(k, n)| Edit::wrong(scan, *n..n + 1, put(k), code::MARK_FACES_WRONG))
        .collect()
}
