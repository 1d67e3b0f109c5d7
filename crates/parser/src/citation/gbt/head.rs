//! The front of a GB/T 7714 reference: 责任者[, 年]. 题名[: 卷册或编号].

use super::super::dates;
use super::super::number;
use super::super::person;
use super::super::scan::{Scan, closes_square, is_colon, is_comma, opens_square};
use chuchu_model::Container;
use chuchu_text::is_han;
use std::ops::Range;

/// Persons, year (in author–date style) and title.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    pub(super) author: Vec<String>,
    pub(super) year: Option<u16>,
    pub(super) title: Range<usize>,
    pub(super) set: Set,
    /// The number of a standard, patent or report.
    pub(super) number: Option<String>,
}

/// Which volume or part of a set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Set {
    pub(super) volume: Option<u32>,
    pub(super) part: Option<String>,
}

impl Head {
    pub(super) fn title(&self, scan: &Scan<'_>) -> String {
        scan.raw(self.title.clone()).trim().to_owned()
    }

    /// Puts what the head says about the book into its record.
    pub(super) fn fill(&self, container: &mut Container) {
        container.year = container.year.or(self.year);
        container.volume = container.volume.or(self.set.volume);
        container.part = container.part.take().or_else(|| self.set.part.clone());
        container.number.clone_from(&self.number);
    }
}

/// Reads the segments before the letters in brackets.
pub(super) fn read(scan: &Scan<'_>, segments: &[Range<usize>], letters: Option<&str>) -> Head {
    let (people, title) = match segments {
        [] => return Head::default(),
        [title] => (None, title.clone()),
        [people, title, ..] => (Some(people.clone()), title.clone()),
    };
    let mut head = Head::default();
    if let Some(people) = people {
        let (people, year) = split_year(scan, people);
        head.year = year;
        head.author = person::read(scan, people)
            .into_iter()
            .map(|p| p.name)
            .filter(|n| n != "等" && n != "et al")
            .collect();
    }
    let (title, set) = split_volume(scan, without_note(scan, title));
    head.set = set;
    let numbered = split_number(scan, title.clone(), letters);
    head.title = without_code(scan, numbered.clone());
    let number =
        if numbered.end < title.end { numbered.end + 1..title.end } else { numbered.start..head.title.start };
    head.number = Some(scan.raw(number).trim().to_owned()).filter(|n| !n.is_empty());
    head
}

/// …研究：［博士学位论文］: a note in brackets at the end is no part of the title.
fn without_note(scan: &Scan<'_>, title: Range<usize>) -> Range<usize> {
    let open = title.clone().rev().find(|n| opens_square(scan.at(*n)));
    let last = title.end.saturating_sub(1);
    match open {
        Some(open)
            if open > title.start + 1 && closes_square(scan.at(last)) && is_colon(scan.before(open)) =>
        {
            title.start..open - 1
        }
        _ => title,
    }
}

/// GB/T 3792—2021 信息与文献: the number of a standard before its name.
fn without_code(scan: &Scan<'_>, title: Range<usize>) -> Range<usize> {
    let end = title.clone().find(|n| is_han(scan.at(*n))).unwrap_or(title.start);
    let coded = scan.at(title.start).is_ascii_uppercase()
        && scan.gap(end).is_some()
        && (title.start..end).any(|n| scan.at(n).is_ascii_digit());
    if coded { end..title.end } else { title }
}

/// 洛克, 1985: the year of author–date style.
fn split_year(scan: &Scan<'_>, range: Range<usize>) -> (Range<usize>, Option<u16>) {
    let Some(start) = range.end.checked_sub(4).filter(|s| *s > range.start) else { return (range, None) };
    match dates::bare_year(scan, start).filter(|_| is_comma(scan.before(start))) {
        Some((year, _)) => (range.start..start - 1, Some(year)),
        None => (range, None),
    }
}

/// 工程控制论: 上册, 鲁迅全集: 第9册, 国史旧闻: 卷 1.
pub(super) fn split_volume(scan: &Scan<'_>, title: Range<usize>) -> (Range<usize>, Set) {
    for n in title.clone().rev().filter(|n| is_colon(scan.at(*n))) {
        let at = n + 1;
        let scroll =
            scan.number(at + 1).filter(|_| scan.at(at) == '卷').and_then(|n| u32::try_from(n.value).ok());
        let volume = number::volume(scan, at).map(|r| r.value).or(scroll);
        if volume.is_some() {
            return (title.start..n, Set { volume, part: None });
        }
        if let Some(part) = number::part(scan, at).filter(|r| r.end == title.end || scan.gap(r.end).is_some())
        {
            return (title.start..n, Set { volume: None, part: Some(part.value) });
        }
    }
    (unnumbered(scan, title), Set::default())
}

/// 论文集：2011年卷, 药典：一部: a volume named by its year, or a count of them.
fn unnumbered(scan: &Scan<'_>, title: Range<usize>) -> Range<usize> {
    let Some(colon) = title.clone().rev().find(|n| is_colon(scan.at(*n))) else { return title };
    let end =
        dates::year(scan, colon + 1).map(|(_, end)| end).or_else(|| scan.number(colon + 1).map(|n| n.end));
    let counted = end.is_some_and(|end| end + 1 == title.end && matches!(scan.at(end), '卷' | '部' | '册'));
    if counted { title.start..colon } else { title }
}

/// 生活饮用水卫生标准: GB 5749—2006: the number of a standard, patent, report or paper behind the last colon.
fn split_number(scan: &Scan<'_>, title: Range<usize>, letters: Option<&str>) -> Range<usize> {
    let numbered = letters.is_none_or(|l| matches!(l, "S" | "P" | "R" | "A" | "Z" | "EB" | "C"));
    let Some(colon) = title.clone().rev().find(|n| is_colon(scan.at(*n))).filter(|_| numbered) else {
        return title;
    };
    let rest = colon + 1..title.end;
    let digits = rest.clone().filter(|n| scan.at(*n).is_ascii_digit()).count();
    let letters = rest.clone().filter(|n| scan.at(*n).is_ascii_uppercase()).count();
    let dashes = rest.clone().filter(|n| matches!(scan.at(*n), '-' | '—')).count();
    let paper = scan.at(rest.end.saturating_sub(1)) == '号' || scan.find_word(rest.clone(), "档案").is_some();
    let coded = digits >= 3 && (letters >= 1 || dashes >= 2);
    if paper || coded { title.start..colon } else { title }
}
