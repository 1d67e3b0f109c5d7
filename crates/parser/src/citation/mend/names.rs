//! Presses and periodicals: a blank inside the name, and a name one character off a known one.

use super::super::authority;
use super::super::dates;
use super::super::number;
use super::super::scan::{
    Scan, closes_round, closes_square, is_colon, is_comma, is_separator, opens_round, opens_square,
};
use super::{Edit, inside};
use crate::code;
use chuchu_text::is_han;
use std::ops::Range;

/// No name of a press is longer, in glyphs.
const LONGEST: usize = 20;

/// Every such name.
pub(super) fn edits(scan: &Scan<'_>) -> Vec<Edit> {
    let inside = inside(scan);
    let tag = (1..scan.len()).find(|n| {
        opens_square(scan.before(*n))
            && matches!(scan.at(*n), 'J' | 'N')
            && (closes_square(scan.at(n + 1)) || scan.at(n + 1) == '/')
    });
    let mut found = Vec::new();
    let mut n = 0;
    while n < scan.len() {
        if scan.at(n) == '《' {
            let close =
                (n..scan.len()).find(|k| scan.at(*k) == '》' && !inside.get(k + 1).copied().unwrap_or(false));
            let end = close.unwrap_or(n);
            found.extend(periodical(scan, n + 1..end));
            n = end + 1;
            continue;
        }
        let clause = clause(scan, n);
        if clause.len() >= 2 && tag.is_some_and(|t| clause.start > t) {
            found.extend(tagged(scan, &clause));
        } else if clause.len() >= 3 {
            found.extend(press(scan, &clause));
        }
        n = clause.end.max(n) + 1;
        if scan.at(n - 1) == '《' {
            n -= 1;
        }
    }
    found
}

/// The run of Chinese characters, · and 、 from `from` on.
fn clause(scan: &Scan<'_>, from: usize) -> Range<usize> {
    let part = |n: usize| (is_han(scan.at(n)) && scan.at(n) != '〇') || scan.at(n) == '·';
    from..(from..scan.len()).find(|n| !part(*n)).unwrap_or(scan.len())
}

/// A press: it has such an ending, or a year stands behind it and a place or a comma before.
fn press(scan: &Scan<'_>, clause: &Range<usize>) -> Vec<Edit> {
    // ，民国二十二年 and 卷六 end the name, 译 begins it
    let clause = trimmed(scan, clause.clone());
    if clause.len() < 3 || clause.len() > LONGEST {
        return Vec::new();
    }
    let gaps: Vec<usize> = (clause.start + 1..clause.end).filter(|n| scan.gap(*n).is_some()).collect();
    let placed = imprint(scan, &clause);
    if gaps.is_empty() && !placed {
        return Vec::new();
    }
    let name = scan.ink(clause.clone());
    let known = authority::knows_publisher(&name);
    let meant = if known || !placed { None } else { authority::publisher_meant(&name) };
    if let Some(meant) = meant {
        return vec![Edit::read_as(scan, clause, &meant, code::PUBLISHER_MISPRINT)];
    }
    let tailed = || authority::PRESS_TAILS.iter().any(|t| name.ends_with(t));
    let lists = gaps.iter().any(|n| authority::PRESS_TAILS.iter().any(|t| scan.ends(&(clause.start..*n), t)));
    if gaps.is_empty() || lists || !(known || tailed()) {
        return Vec::new();
    }
    gaps.into_iter().map(|n| Edit::blank(n, code::BLANK_IN_FIELD)).collect()
}

fn trimmed(scan: &Scan<'_>, clause: Range<usize>) -> Range<usize> {
    let dated = (clause.start..clause.end).find(|n| dates::year(scan, *n).is_some());
    clause.start..dated.unwrap_or(clause.end)
}

/// Whether the place is that of a press: a year, pages or the end behind it, a mark before it.
fn imprint(scan: &Scan<'_>, clause: &Range<usize>) -> bool {
    let before = scan.before(clause.start);
    let after = clause.end + usize::from(is_comma(scan.at(clause.end)) || scan.at(clause.end) == '、');
    let dated = dates::year(scan, after).is_some() || dates::bare_year(scan, after).is_some();
    let paged = scan.at(after) == '第' && number::pages(scan, after).is_some();
    let follows = is_separator(before)
        || closes_round(before)
        || opens_round(before)
        || matches!(before, '》' | '\0' | '.');
    let counted = before.is_ascii_digit() || "上中下卷册辑集版本".contains(before);
    (dated || paged) && (follows || counted) && !names_series(scan, clause)
}

/// 第三集 and the like are no names.
fn names_series(scan: &Scan<'_>, clause: &Range<usize>) -> bool {
    scan.at(clause.start) == '第' || is_colon(scan.at(clause.end))
}

/// 近代史研究, 2004(6): behind [J] or [N] the name of the periodical.
fn tagged(scan: &Scan<'_>, clause: &Range<usize>) -> Option<Edit> {
    let after = clause.end + usize::from(is_comma(scan.at(clause.end)));
    let dated = after > clause.end && dates::bare_year(scan, after).is_some();
    let meant = authority::periodical_meant(&scan.ink(clause.clone())).filter(|_| dated)?;
    Some(Edit::read_as(scan, clause.clone(), &meant, code::PERIODICAL_MISPRINT))
}

/// 《求是》杂志2022年第1期, 《人民日报》2018年9月11日: a title with an issue or a day behind it.
fn periodical(scan: &Scan<'_>, title: Range<usize>) -> Option<Edit> {
    if title.is_empty() || title.len() > LONGEST || !issued(scan, title.end + 1) {
        return None;
    }
    let meant = authority::periodical_meant(&scan.ink(title.clone()))?;
    Some(Edit::read_as(scan, title, &meant, code::PERIODICAL_MISPRINT))
}

/// Whether an issue or a day stands at glyph `at`, behind 杂志 or a comma.
fn issued(scan: &Scan<'_>, at: usize) -> bool {
    let at = scan.any(at, &["杂志", "雜誌"]).map_or(at, |(_, end)| end);
    let at = at + usize::from(is_comma(scan.at(at)));
    if let Some((_, end)) = dates::year(scan, at) {
        let end = end + usize::from(is_comma(scan.at(end)));
        let month = scan.number(end).is_some_and(|n| n.value <= 12 && scan.at(n.end) == '月');
        return month || number::issue(scan, end).is_some_and(|_| scan.at(end) == '第');
    }
    let volume = number::volume(scan, at).filter(|_| scan.at(at) == '第');
    volume.is_some_and(|v| number::issue(scan, v.end).is_some())
}
