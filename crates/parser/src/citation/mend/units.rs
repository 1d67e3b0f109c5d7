//! Units and 第 that are lost, where the numbers round the place leave no doubt: 2015第11期, 2015年第11，,
//! 199110月15日, 1月1。, 》二卷.

use super::super::dates;
use super::super::scan::{Number, Scan, closes_round, is_dash, is_separator, opens_round};
use super::{Edit, inside};
use crate::code;
use chuchu_text::numeral;

/// Every lost unit outside titles.
pub(super) fn edits(scan: &Scan<'_>) -> Vec<Edit> {
    let inside = inside(scan);
    if !inside.iter().any(|within| *within) {
        return Vec::new(); // without 《》 it is no note
    }
    let mut found: Vec<Edit> = (0..scan.len()).filter_map(|n| scroll(scan, n)).collect();
    let bare = numbers_bare(scan, &inside);
    found.extend(bare.iter().map(|(n, put)| Edit::unprinted(*n, put)));
    let mut n = 0;
    while n < scan.len() {
        let number = if inside.get(n).copied().unwrap_or(true) { None } else { starts(scan, n) };
        let Some(number) = number else {
            n += 1;
            continue;
        };
        found.extend(lost(scan, n, number).filter(|e| !bare.iter().any(|(at, _)| *at == e.range.start)));
        n = number.end.max(n + 1);
    }
    found
}

/// 《马恩全集》23卷829页, 人民出版社1986版，12页: volume, year and page where no 第 is printed at all, as in older books.
/// One such number may have lost its word; two of them are a manner of print.
fn numbers_bare(scan: &Scan<'_>, inside: &[bool]) -> Vec<(usize, &'static str)> {
    let outside = |n: &usize| !inside.get(*n).copied().unwrap_or(true);
    if (0..scan.len()).filter(outside).any(|n| scan.at(n) == '第') {
        return Vec::new();
    }
    let unit = |n: usize, units: &str| {
        let lead =
            scan.before(n) == '》' || is_separator(scan.before(n)) || "卷册版".contains(scan.before(n));
        let end = starts(scan, n).filter(|_| lead).map(|number| range_end(scan, number));
        end.is_some_and(|end| units.contains(scan.at(end)))
    };
    let counted = |units: &'static str| (1..scan.len()).filter(outside).filter(move |n| unit(*n, units));
    let pages: Vec<(usize, &str)> = counted("页").map(|n| (n, "第")).collect();
    let volumes = counted("卷册").filter(|n| scan.before(*n) == '》').map(|n| (n, "第"));
    let year = |n: &usize| dates::bare_year(scan, n - 4).is_some() && !digit(scan.before(n - 4));
    let years = (4..scan.len()).filter(outside).filter(|n| scan.at(*n) == '版').filter(year);
    let mut found: Vec<(usize, &str)> = volumes.chain(years.map(|n| (n, "年"))).collect();
    if pages.is_empty() || found.is_empty() {
        return Vec::new();
    }
    found.extend(pages);
    found
}

/// Where 12—13 ends that begins with `number`.
fn range_end(scan: &Scan<'_>, number: Number) -> usize {
    let after = number.end + usize::from(is_dash(scan.at(number.end)));
    scan.number(after).filter(|_| after > number.end).map_or(number.end, |last| last.end)
}

/// 《史记》券六《秦始皇本纪》.
fn scroll(scan: &Scan<'_>, n: usize) -> Option<Edit> {
    let looks =
        matches!(scan.at(n), '券' | '巻' | '眷') && scan.before(n) == '》' && scan.number(n + 1).is_some();
    looks.then(|| Edit::wrong(scan, n..n + 1, "卷", code::WRONG_MARK_IN_DATE))
}

fn digit(c: char) -> bool {
    c.is_ascii_digit() || numeral::is_han_numeral(c)
}

/// The number that begins at glyph `n`.
fn starts(scan: &Scan<'_>, n: usize) -> Option<Number> {
    let lead = digit(scan.at(n)) && !digit(scan.before(n));
    lead.then(|| scan.number(n)).flatten()
}

/// The unit that the number on `at..number.end` lacks.
fn lost(scan: &Scan<'_>, at: usize, number: Number) -> Option<Edit> {
    wrong(scan, at, number)
        .or_else(|| year(scan, at, number))
        .or_else(|| ordinal(scan, at, number))
        .or_else(|| day(scan, at, number))
        .or_else(|| unnumbered(scan, at, number))
}

/// 第三券, 第2板, 2012牟3月: a character that looks like the unit.
fn wrong(scan: &Scan<'_>, at: usize, number: Number) -> Option<Edit> {
    let (before, printed) = (scan.before(at), scan.at(number.end));
    let unit = match printed {
        '券' | '巻' | '巷' | '眷' if before == '第' => "卷",
        '板' | '扳' if before == '第' => "版",
        '贝' | '负' | '員' | '员' if before == '第' || is_dash(before) => "页",
        '朋' | '斯' | '欺' if before == '第' => "期",
        '牟' | '午' if number.end == at + 4 => "年",
        '曰' if before == '月' => "日",
        '目' if before == '月' && number.value <= 31 => "日",
        _ => return None,
    };
    Some(Edit::wrong(scan, number.end..number.end + 1, unit, code::WRONG_MARK_IN_DATE))
}

fn supply(at: usize, unit: &str) -> Option<Edit> {
    Some(Edit::lost(at, unit, code::MISSING_UNIT))
}

/// 2015第11期: no 年 before 第. 199110月15日: a year has four places, so the month begins behind them.
fn year(scan: &Scan<'_>, at: usize, number: Number) -> Option<Edit> {
    let end = number.end;
    let known = |n: u64| (1840..=2100).contains(&n);
    if end == at + 4 && known(number.value) {
        let counted = scan.at(end) == '第'
            && scan.number(end + 1).is_some_and(|n| "期卷号辑，".contains(scan.at(n.end)));
        return counted.then(|| supply(end, "年")).flatten();
    }
    let month = scan.at(end) == '月' && (at + 5..=at + 6).contains(&end) && scan.gap(at + 4).is_none();
    let (first, _) = dates::bare_year(scan, at).or_else(|| leading_year(scan, at))?;
    let rest = scan.number(at + 4).filter(|m| month && m.end == end && (1..=12).contains(&m.value));
    let padded = scan.at(at + 4) == '0' && end == at + 5;
    (known(u64::from(first)) && rest.is_some() && !padded).then(|| supply(at + 4, "年")).flatten()
}

/// The first four places of a longer number, as a year: 1991 in 199110, 一九三七 in 一九三七七.
fn leading_year(scan: &Scan<'_>, at: usize) -> Option<(u16, usize)> {
    let digits: String = scan.ink(at..at + 4);
    let value = numeral::parse(&digits).filter(|v| *v >= 1000)?;
    Some((u16::try_from(value).ok()?, at + 4))
}

/// 第 with a number and no unit behind it; what stands before 第 tells the unit.
fn ordinal(scan: &Scan<'_>, at: usize, number: Number) -> Option<Edit> {
    let next = scan.at(number.end);
    let open = number.end >= scan.len()
        || is_separator(next) && next != '、'
        || closes_round(next)
        || next == '《'
        || next == '第';
    if scan.before(at) != '第' || !open {
        return None;
    }
    let before = at.checked_sub(2).map_or('\0', |n| scan.at(n));
    let unit = match before {
        '年' | '卷' | '辑' if next != '《' => "期",
        '日' => "版",
        '》' | '：' => "卷",
        c if opens_round(c) && closes_round(next) => "版",
        c if (is_separator(c) || closes_round(c)) && ends_citation(scan, number.end) => "页",
        _ => return None,
    };
    supply(number.end, unit)
}

fn ends_citation(scan: &Scan<'_>, end: usize) -> bool {
    end >= scan.len() || (scan.at(end) == '。' && end + 1 >= scan.len())
}

/// 1月1。, 8月1第4版, （1939年5）: the last number of a date without its unit.
fn day(scan: &Scan<'_>, at: usize, number: Number) -> Option<Edit> {
    let next = scan.at(number.end);
    let open = number.end >= scan.len()
        || is_separator(next) && next != '、'
        || closes_round(next)
        || matches!(next, '第' | '《');
    let before = scan.before(at);
    // 王年一：《…》, 李月三: 年 and 月 belong to a date only behind a number
    let dated = matches!(before, '、' | '至') || at.checked_sub(2).is_some_and(|n| digit(scan.at(n)));
    if !open || number.value == 0 || !dated {
        return None;
    }
    match before {
        '月' if number.value <= 31 => supply(number.end, "日"),
        '年' if number.value <= 12 && next != '第' => supply(number.end, "月"),
        '、' | '至'
            if number.value <= 31
                && closes_round(next)
                && (1..5).any(|k| at.checked_sub(k).is_some_and(|n| scan.at(n) == '日')) =>
        {
            supply(number.end, "日")
        }
        _ => None,
    }
}

/// 》二卷, （3版）, 8月1日4版: no 第 before the number.
fn unnumbered(scan: &Scan<'_>, at: usize, number: Number) -> Option<Edit> {
    let (before, next, after) = (scan.before(at), scan.at(number.end), scan.at(number.end + 1));
    // 34卷3期: neither of the two has 第, which is a manner of print
    let first = (at.saturating_sub(6)..at.saturating_sub(1)).rev().find(|n| !digit(scan.at(*n)));
    let both = scan.number(number.end + 1).is_some_and(|n| "期号號".contains(scan.at(n.end)))
        || (before == '卷' && first.is_some_and(|n| scan.at(n) != '第'));
    if both && number.end > at && next != '版' {
        return None;
    }
    let volume = before == '》' && "卷辑集册輯冊".contains(next) && after != '本';
    let issue = "卷辑".contains(before) && "期号".contains(next);
    let edition = opens_round(before) && next == '版' && closes_round(after);
    let dash = (number.end..number.end + 2).any(|n| is_dash(scan.at(n)));
    ((volume || issue || edition) && !dash && number.value < 1000).then(|| supply(at, "第")).flatten()
}
