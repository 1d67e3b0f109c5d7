//! The front of a GB/T 7714 reference: 责任者[, 年]. 题名[: 卷册或编号].

use super::super::dates;
use super::super::edition;
use super::super::number;
use super::super::person::{self, Person, Role};
use super::super::scan::{Scan, closes_round, closes_square, is_colon, is_comma, opens_round, opens_square};
use chuchu_model::Container;
use chuchu_text::is_han;
use std::ops::Range;

/// Persons, year (in author–date style) and title.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    pub(super) author: Vec<String>,
    /// Editors and translators whose part in the book print states: 郭大力，王亚南译.
    helpers: Vec<Person>,
    pub(super) year: Option<u16>,
    pub(super) title: Range<usize>,
    pub(super) set: Set,
    /// The number of a standard, patent or report.
    pub(super) number: Option<String>,
    /// What a thesis calls itself: 博士学位论文.
    pub(super) genre: Option<String>,
}

/// Which volume or part of a set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Set {
    pub(super) volume: Option<u32>,
    pub(super) part: Option<String>,
    pub(super) edition: Option<String>,
    /// Volume and part as printed.
    pub(super) printed: Option<String>,
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
        container.volume_printed = container.volume_printed.take().or_else(|| self.set.printed.clone());
        container.number.clone_from(&self.number);
        container.genre.clone_from(&self.genre);
        container.edition = container.edition.take().or_else(|| self.set.edition.clone());
        for person in &self.helpers {
            match person.role {
                Role::Translator => container.translator.push(person.name.clone()),
                _ => container.editor.push(person.name.clone()),
            }
        }
    }
}

/// Reads the segments before the letters in brackets.
pub(super) fn read(scan: &Scan<'_>, segments: &[Range<usize>], letters: Option<&str>) -> Head {
    let dated = segments.iter().take(2).find_map(|s| lone_year(scan, s));
    let rest: Vec<_> =
        segments.iter().filter(|s| segments.len() < 2 || lone_year(scan, s).is_none()).collect();
    let (people, title) = match rest.as_slice() {
        [] => return Head::default(),
        [title] => (None, (*title).clone()),
        [people, title, ..] => (Some((*people).clone()), (*title).clone()),
    };
    let mut head = Head { year: dated, ..Head::default() };
    if let Some(people) = people {
        let (people, year) = split_year(scan, people);
        head.year = year.or(dated);
        let people = person::read(scan, people).into_iter().filter(|p| p.name != "等" && p.name != "et al");
        let (helpers, authors): (Vec<_>, Vec<_>) = people.partition(|p| p.role != Role::Author);
        head.author = authors.into_iter().map(|p| p.name).collect();
        head.helpers = helpers;
    }
    let (title, genre) = without_note(scan, title);
    head.genre = genre.map(|range| scan.raw(range).trim().to_owned());
    let (title, set) = split_volume(scan, title);
    let (title, set) = if set == Set::default() { bracketed_set(scan, title) } else { (title, set) };
    head.set = set;
    let numbered = split_number(scan, title.clone(), letters);
    head.title = without_code(scan, numbered.clone());
    let number =
        if numbered.end < title.end { numbered.end + 1..title.end } else { numbered.start..head.title.start };
    head.number = Some(scan.raw(number).trim().to_owned()).filter(|n| !n.is_empty());
    head
}

/// …研究：［博士学位论文］, …研究 (博士学位论文): a note in brackets at the end is no part of the title.
fn without_note(scan: &Scan<'_>, title: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    let open = title.clone().rev().find(|n| opens_square(scan.at(*n)) || opens_round(scan.at(*n)));
    let last = title.end.saturating_sub(1);
    let Some(open) = open.filter(|n| *n > title.start + 1) else { return (title, None) };
    let inside = open + 1..last;
    let closed = closes_square(scan.at(last)) || closes_round(scan.at(last));
    let thesis = closed && scan.ends(&inside, "论文");
    let colon = is_colon(scan.before(open));
    if thesis || (colon && closes_square(scan.at(last)) && opens_square(scan.at(open))) {
        return (title.start..open - usize::from(colon), thesis.then_some(inside));
    }
    (title, None)
}

/// GB/T 3792—2021 信息与文献: the number of a standard before its name.
fn without_code(scan: &Scan<'_>, title: Range<usize>) -> Range<usize> {
    let end = title.clone().find(|n| is_han(scan.at(*n))).unwrap_or(title.start);
    let coded = scan.at(title.start).is_ascii_uppercase()
        && scan.gap(end).is_some()
        && (title.start..end).any(|n| scan.at(n).is_ascii_digit());
    if coded { end..title.end } else { title }
}

/// 2012, (2015), 2010a: a segment that is a year.
pub(super) fn lone_year(scan: &Scan<'_>, part: &Range<usize>) -> Option<u16> {
    let open = usize::from(opens_round(scan.at(part.start)));
    let (year, mut end) = dates::bare_year(scan, part.start + open)?;
    end += usize::from(scan.at(end).is_ascii_lowercase());
    (end + open == part.end && (open == 0 || closes_round(scan.at(end)))).then_some(year)
}

/// 国民财富的性质和原因的研究（下卷）, 财政学（第3版）: which volume or edition, in brackets behind the title.
fn bracketed_set(scan: &Scan<'_>, title: Range<usize>) -> (Range<usize>, Set) {
    let open = title.clone().rev().take(12).find(|n| opens_round(scan.at(*n))).filter(|n| *n > title.start);
    let Some(open) = open.filter(|_| closes_round(scan.before(title.end))) else {
        return (title, Set::default());
    };
    let ends = |end: usize| end == title.end;
    let inside = number::volume(scan, open + 1).filter(|r| ends(r.end + 1));
    let mut set = Set {
        volume: inside.map(|r| r.value),
        part: number::part(scan, open).filter(|r| ends(r.end)).map(|r| r.value),
        edition: edition::read(scan, open).filter(|r| ends(r.end)).map(|r| r.value),
        printed: None,
    };
    if set.volume.is_some() || set.part.is_some() {
        set.printed = Some(scan.ink(open..title.end));
    }
    if set == Set::default() { (title, set) } else { (title.start..open, set) }
}

/// 洛克, 1985, 洛克（1985）: the year of author–date style.
fn split_year(scan: &Scan<'_>, range: Range<usize>) -> (Range<usize>, Option<u16>) {
    let closed = usize::from(closes_round(scan.before(range.end)));
    let last = range.end - closed;
    let lettered =
        usize::from(scan.before(last).is_ascii_lowercase() && scan.before(last - 1).is_ascii_digit());
    let start = last.checked_sub(4 + lettered).filter(|s| *s > range.start + 1);
    let Some(start) = start else { return (range, None) };
    let parted = |c: char| if closed == 1 { opens_round(c) } else { is_comma(c) };
    match dates::bare_year(scan, start).filter(|_| parted(scan.before(start))) {
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
        let counted = number::volume(scan, at);
        let scroll_end = scan.number(at + 1).map_or(at, |number| number.end);
        let printed = match (&counted, scroll) {
            (Some(_), _) => Some(scan.raw(at..title.end).trim().to_owned()),
            (None, Some(number)) => {
                Some(format!("第{number}卷{}", scan.raw(scroll_end..title.end).trim_end()))
            }
            (None, None) => None,
        };
        let volume = counted.map(|r| r.value).or(scroll);
        if volume.is_some() {
            return (title.start..n, Set { volume, printed, ..Set::default() });
        }
        let lone = Some(scan.at(at)).filter(|c| at + 1 == title.end && matches!(c, '上' | '中' | '下'));
        if let Some(part) = lone {
            return (title.start..n, Set { part: Some(part.to_string()), ..Set::default() });
        }
        if let Some(part) = number::part(scan, at).filter(|r| r.end == title.end || scan.gap(r.end).is_some())
        {
            let printed = Some(scan.ink(at..part.end));
            return (title.start..n, Set { part: Some(part.value), printed, ..Set::default() });
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
    let patent = letters == Some("P");
    let numbered = letters.is_none_or(|l| matches!(l, "S" | "P" | "R" | "A" | "Z" | "EB" | "C"));
    let Some(colon) = title.clone().rev().find(|n| is_colon(scan.at(*n))).filter(|_| numbered) else {
        return title;
    };
    let rest = colon + 1..title.end;
    let digits = rest.clone().filter(|n| scan.at(*n).is_ascii_digit()).count();
    let letters = rest.clone().filter(|n| scan.at(*n).is_ascii_uppercase()).count();
    let dashes = rest.clone().filter(|n| matches!(scan.at(*n), '-' | '—')).count();
    let paper = scan.at(rest.end.saturating_sub(1)) == '号' || scan.find_word(rest.clone(), "档案").is_some();
    let coded = digits >= 3 && (letters >= 1 || dashes >= 2) || (patent && digits >= 6);
    if paper || coded { title.start..colon } else { title }
}
