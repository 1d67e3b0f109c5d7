//! 地点: 出版者, 年: 页 of a book, 刊名, 年, 卷(期): 页 of a periodical, and the dates in brackets of web pages.

use super::super::authority;
use super::super::dates;
use super::super::number;
use super::super::place;
use super::super::scan::{
    Scan, closes_round, closes_square, is_colon, is_comma, is_dash, opens_round, opens_square,
};
use chuchu_model::{PageRange, PartialDate};
use std::ops::Range;

/// Where something appeared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Imprint {
    /// A journal or newspaper, not a press.
    pub(super) periodical: bool,
    pub(super) name: Option<Range<usize>>,
    pub(super) place: Vec<String>,
    pub(super) publishers: Vec<String>,
    pub(super) year: Option<u16>,
    pub(super) date: Option<PartialDate>,
    pub(super) volume: Option<u32>,
    pub(super) issue: Option<u32>,
    pub(super) pages: Vec<PageRange>,
    pub(super) leaf: Option<String>,
    pub(super) accessed: Option<PartialDate>,
}

/// A year or day and where it stands.
struct Dated {
    start: usize,
    end: usize,
    year: u16,
    date: Option<PartialDate>,
}

/// Reads a segment as an imprint; with `expect_periodical` anything is one.
pub(super) fn read(scan: &Scan<'_>, part: Range<usize>, expect_periodical: bool) -> Option<Imprint> {
    let dated = dated(scan, part.clone());
    match dated {
        Some(dated) => Some(with_date(scan, part, &dated, expect_periodical)),
        None => without_date(scan, part, expect_periodical),
    }
}

/// The year that ends the name of a press or periodical: at the start, behind a comma, colon or in brackets.
fn dated(scan: &Scan<'_>, part: Range<usize>) -> Option<Dated> {
    part.clone().find_map(|n| {
        let before = if n == part.start { '，' } else { scan.before(n) };
        let opened = is_comma(before) || opens_round(before);
        if !opened || !scan.at(n).is_ascii_digit() {
            return None;
        }
        if let Some((date, end)) = dates::numeric(scan, n) {
            return Some(Dated { start: n, end, year: date.get_year(), date: Some(date) });
        }
        let (year, mut end) = dates::bare_year(scan, n)?;
        end = last_year(scan, end).filter(|_| !opens_round(before)).unwrap_or(end);
        let month =
            scan.number(end + 1).filter(|m| scan.at(end) == '-' && m.end == end + 3 && m.end >= part.end);
        if let Some(month) = month {
            end = month.end;
        }
        let next = scan.at(end);
        let open_ended = is_dash(next) && end + 1 >= part.end;
        let ends = end >= part.end
            || open_ended
            || is_comma(next)
            || is_colon(next)
            || opens_round(next)
            || opens_square(next)
            || closes_round(next)
            || next == '/';
        ends.then_some(Dated { start: n, end, year, date: None })
    })
}

/// 1957-1990, 1957—[1990], 1957/1990: where the second year ends of a periodical as a whole.
fn last_year(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let open = usize::from(opens_square(scan.at(at + 1)));
    let (_, end) =
        dates::bare_year(scan, at + 1 + open).filter(|_| is_dash(scan.at(at)) || scan.at(at) == '/')?;
    Some(end + open)
}

/// 1984，1（1）—, 1957（1）—1990（4）: the numbers of a periodical as a whole, without its name.
pub(super) fn numbering(scan: &Scan<'_>, part: &Range<usize>) -> bool {
    let sign = |c: char| {
        c.is_ascii_digit()
            || is_comma(c)
            || is_dash(c)
            || opens_round(c)
            || closes_round(c)
            || "[]［］/:".contains(c)
    };
    dates::bare_year(scan, part.start).is_some() && part.clone().all(|n| sign(scan.at(n)))
}

fn with_date(scan: &Scan<'_>, part: Range<usize>, dated: &Dated, expect_periodical: bool) -> Imprint {
    let mut imprint = Imprint {
        year: Some(dated.year),
        date: dated.date,
        accessed: accessed(scan, part.clone()),
        ..Imprint::default()
    };
    let name = trimmed(scan, part.start..dated.start);
    let behind = dated.end..part.end;
    let issue = opens_round(scan.at(behind.start)) && scan.number(behind.start + 1).is_some();
    let volume = is_comma(scan.at(behind.start))
        .then(|| scan.number(behind.start + 1))
        .flatten()
        .filter(|n| opens_round(scan.at(n.end)) || is_colon(scan.at(n.end)));
    let placed = name.clone().any(|n| is_colon(scan.at(n)));
    imprint.periodical = expect_periodical
        && !placed
        && (issue || volume.is_some() || dated.date.is_some() || !name.is_empty());
    if expect_periodical
        && !issue
        && volume.is_none()
        && dated.date.is_none()
        && (press_like(scan, &name) || place::is_city(&scan.ink(name.clone())))
    {
        imprint.periodical = false;
    }
    if imprint.periodical {
        imprint.name = Some(name);
        periodical_numbers(scan, behind, &mut imprint);
    } else {
        press(scan, name, &mut imprint);
        imprint.pages = pages_behind(scan, behind);
    }
    imprint
}

/// A segment without a year: 北京: 人民教育出版社: 55, or the periodical of author–date style: 江州气象（2）：112-120.
fn without_date(scan: &Scan<'_>, part: Range<usize>, expect_periodical: bool) -> Option<Imprint> {
    let mut imprint = Imprint::default();
    if expect_periodical {
        let end = part
            .clone()
            .find(|n| opens_round(scan.at(*n)) && scan.number(n + 1).is_some())
            .or_else(|| part.clone().find(|n| is_comma(scan.at(*n)) || is_colon(scan.at(*n))));
        let volume = part.clone().find(|n| is_comma(scan.at(*n)) && scan.number(n + 1).is_some());
        let end = volume.filter(|v| end.is_none_or(|e| *v < e)).or(end).unwrap_or(part.end);
        let end = trimmed(scan, part.start..end).end;
        let placed = part.clone().find(|n| is_colon(scan.at(*n))).is_some_and(|colon| {
            let last = part.clone().rev().find(|n| is_colon(scan.at(*n))).filter(|n| *n > colon);
            press_like(scan, &(colon + 1..last.unwrap_or(part.end)))
        });
        if !placed && !press_like(scan, &(part.start..end)) {
            imprint.periodical = true;
            imprint.name = Some(part.start..end);
            periodical_numbers(scan, end..part.end, &mut imprint);
            return Some(imprint);
        }
    }
    let colon = part.clone().find(|n| is_colon(scan.at(*n)));
    let pages = part
        .clone()
        .rev()
        .find(|n| is_colon(scan.at(*n)) && number::page_list(scan, n + 1).is_some_and(|p| p.end >= part.end));
    let end = pages.unwrap_or(part.end);
    let plain = colon.is_some_and(|c| c < end && c <= part.start + 8 && press_like(scan, &(c + 1..end)));
    if !plain && !press_like(scan, &(part.start..end)) {
        return None;
    }
    press(scan, part.start..end, &mut imprint);
    imprint.pages = pages.map(|n| pages_behind(scan, n..part.end)).unwrap_or_default();
    Some(imprint)
}

fn press_like(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    let endings = [
        "出版社",
        "出版公司",
        "出版集团",
        "书店",
        "书局",
        "书社",
        "印书馆",
        "档案馆",
        "大学",
        "图书馆",
        "研究所",
        "出版中心",
        "中心",
        "实验室",
        "平台",
        "研究院",
        "规划院",
        "学院",
        "系",
        "学会",
        "协会",
        "委员会",
        "博物馆",
        "公司",
        "总局",
        "Bank",
        "Xiv",
        "Press",
        "Repository",
    ];
    endings.iter().any(|e| scan.ends(range, e)) || authority::knows_publisher(&scan.ink(range.clone()))
}

fn trimmed(scan: &Scan<'_>, range: Range<usize>) -> Range<usize> {
    let mut range = range;
    while !range.is_empty()
        && (is_comma(scan.at(range.end - 1))
            || is_colon(scan.at(range.end - 1))
            || opens_round(scan.at(range.end - 1)))
    {
        range.end -= 1;
    }
    range
}

/// 北京: 人民出版社、中央文献出版社.
fn press(scan: &Scan<'_>, range: Range<usize>, imprint: &mut Imprint) {
    let colon = range.clone().find(|n| is_colon(scan.at(*n)));
    let (place, names) = match colon {
        Some(colon) => (Some(range.start..colon), colon + 1..range.end),
        None => (None, range),
    };
    let list = |range: Range<usize>| -> Vec<String> {
        scan.raw(range)
            .split(['、', ';', '；', '/'])
            .map(|s| s.trim().to_owned())
            .filter(|s| !s.is_empty())
            .collect()
    };
    imprint.place = place.map(list).unwrap_or_default();
    let lone_city = imprint.place.is_empty() && place::is_city(&scan.ink(names.clone()));
    *(if lone_city { &mut imprint.place } else { &mut imprint.publishers }) = list(names);
}

/// 45(增刊1): 730570, (4): 1-6, (15) of a newspaper.
fn periodical_numbers(scan: &Scan<'_>, range: Range<usize>, imprint: &mut Imprint) {
    let mut at = range.start;
    if let Some(volume) = is_comma(scan.at(at)).then(|| scan.number(at + 1)).flatten() {
        imprint.volume = u32::try_from(volume.value).ok();
        at = volume.end;
    }
    at += usize::from(is_comma(scan.at(at)) && opens_round(scan.at(at + 1)));
    if opens_round(scan.at(at)) {
        let close = (at..range.end).find(|n| closes_round(scan.at(*n))).unwrap_or(at);
        let number = scan.number(at + 1).filter(|n| n.end <= close);
        if imprint.date.is_some() {
            imprint.leaf = number
                .filter(|n| n.end == close)
                .map(|n| n.value.to_string())
                .or_else(|| leaf(scan, at + 1..close));
            imprint.pages =
                number::pages(scan, at + 1).filter(|p| p.end == close).map(|p| p.value).unwrap_or_default();
        } else {
            imprint.issue = number.and_then(|n| u32::try_from(n.value).ok());
        }
        at = close + 1;
    }
    if imprint.pages.is_empty() {
        imprint.pages = pages_behind(scan, at.min(range.end)..range.end);
    }
}

/// The page of a newspaper that is no plain number: B2.
fn leaf(scan: &Scan<'_>, range: Range<usize>) -> Option<String> {
    let short = range.len() <= 4 && range.clone().all(|n| scan.at(n).is_ascii_alphanumeric());
    let letter = range.start + usize::from(scan.at(range.start).is_ascii_uppercase());
    let number = scan.number(letter).filter(|n| n.end == range.end && letter > range.start);
    let page = number.map(|n| format!("{}{}", scan.at(range.start), n.value));
    (short && !range.is_empty()).then(|| page.unwrap_or_else(|| scan.ink(range)))
}

/// : 5-6, or ，104-105 in styles without the colon.
fn pages_behind(scan: &Scan<'_>, range: Range<usize>) -> Vec<PageRange> {
    let start = (range.clone()).find(|n| is_colon(scan.at(*n)) || is_comma(scan.at(*n)));
    let Some(start) = start else { return Vec::new() };
    let first = start + 1 + usize::from(scan.at(start + 1) == '第');
    number::page_list(scan, first).filter(|p| p.end <= range.end).map(|p| p.value).unwrap_or_default()
}

/// [2023-05-02]: when the page was visited.
pub(super) fn accessed(scan: &Scan<'_>, part: Range<usize>) -> Option<PartialDate> {
    part.filter(|n| opens_square(scan.at(*n))).find_map(|n| dates::numeric(scan, n + 1)).map(|(date, _)| date)
}

/// （2021-04-21）[2023-05-02]: the date of the page; that of the visit is left. `None` when anything else is in it.
pub(super) fn bracketed_dates(scan: &Scan<'_>, part: Range<usize>) -> Option<Vec<PartialDate>> {
    let mut found = Vec::new();
    let mut at = part.start;
    while at < part.end {
        let visit = opens_square(scan.at(at));
        if !visit && !opens_round(scan.at(at)) {
            return None;
        }
        let (date, end) = dates::numeric(scan, at + 1).or_else(|| {
            let (year, end) = dates::bare_year(scan, at + 1)?;
            Some((PartialDate::year(year)?, end))
        })?;
        if !closes_round(scan.at(end)) && !closes_square(scan.at(end)) {
            return None;
        }
        if !visit {
            found.push(date);
        }
        at = end + 1;
    }
    Some(found)
}
