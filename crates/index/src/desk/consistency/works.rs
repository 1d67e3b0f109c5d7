//! Works that a manuscript cites more than once, and not in the same way: two authors, dates, presses, years or issues
//! for one work, two titles that differ by a misprint, two pages for the same words.

use crate::desk::citation::dates;
use crate::desk::{attribution, code};
use crate::titles;
use chuchu_model::{Citation, Container, ContainerKind, Diagnostic, PageRange, Quotation, Span};
use chuchu_text::{Folding, fold_to_string};
use std::collections::{HashMap, HashSet};

/// Titles with which many texts are headed: they tell a work only together with who said it, and when.
const COMMON: [&str; 12] =
    ["讲话", "报告", "致辞", "演讲", "谈话", "发言", "公报", "通知", "意见", "序", "序言", "前言"];
/// From this length on a title alone tells a work.
const TELLING: usize = 6;
/// Fewest letters of words that are taken for the same quotation.
const SAME_WORDS: usize = 8;

/// Later citations that differ from an earlier one of the same work, unless the corpus confirms both; where it confirms
/// the later one, the earlier is remarked on.
pub(super) fn cited_two_ways(citations: &[Citation], paged: &[Paged<'_>]) -> Vec<Diagnostic> {
    let confirmed = paged.iter().filter(|p| p.confirmed).filter_map(|p| p.note.span).collect();
    let mut found = Vec::new();
    let mut groups = [(); 4].map(|()| Groups { met: HashMap::new(), confirmed: &confirmed });
    let [works, books, days, places] = &mut groups;
    for citation in citations {
        let work = citation.work.as_ref().and_then(|w| w.title.as_deref());
        let (title, container) = (work.map(plain), citation.containers.first());
        let mut differences = Vec::new();
        if let Some(title) = &title {
            differences.extend(works.first(title.clone(), citation, |first| of_work(first, citation)));
        }
        if let Some((key, _)) = container.and_then(|c| Some((book_key(c)?, c))) {
            differences.extend(books.first(key, citation, |first| of_book(first, citation)));
        }
        let kin = |first: &Citation| misprinted(first, citation);
        if let Some(key) = title.as_ref().and_then(|_| day_key(citation)) {
            differences.extend(days.first(key, citation, kin));
        }
        if let Some(key) = title.as_ref().and_then(|_| place_key(citation)) {
            differences.extend(places.first(key, citation, kin));
        }
        let Some((first, difference)) = differences.into_iter().next() else { continue };
        let confirmed = |c: &Citation| c.span.is_some_and(|span| confirmed.contains(&span));
        found.push(match confirmed(citation) {
            true => remark(first, "behind", &difference.swapped()),
            false => remark(citation, "before", &difference),
        });
    }
    found.sort_by_key(|d| d.span);
    found.dedup_by_key(|d| d.span);
    found
}

/// The citations met so far, by what must be the same for them to be compared.
struct Groups<'a> {
    met: HashMap<String, Vec<&'a Citation>>,
    /// The places of those that agree with the corpus.
    confirmed: &'a HashSet<Span>,
}

/// A field, what the earlier citation prints, and what the later one does.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Difference(&'static str, String, String);

impl Difference {
    /// As seen from the other citation.
    fn swapped(self) -> Self {
        Self(self.0, self.2, self.1)
    }
}

impl<'a> Groups<'a> {
    /// The first citation of the group that differs, and in what; else the citation joins the group.
    fn first(
        &mut self,
        key: String,
        citation: &'a Citation,
        differs: impl Fn(&Citation) -> Option<Difference>,
    ) -> Option<(&'a Citation, Difference)> {
        let group = self.met.entry(key).or_default();
        let right = |c: &Citation| c.span.is_some_and(|span| self.confirmed.contains(&span));
        let mut others = group.iter().filter(|first| !(right(first) && right(citation)));
        let difference = others.find_map(|first| Some((*first, differs(first)?)));
        // What was remarked on is no measure for what follows.
        if difference.is_none() {
            group.push(citation);
        }
        difference
    }
}

fn plain(title: &str) -> String {
    fold_to_string(title, Folding::LETTERS)
}

/// A book by title, volume and part; a journal or newspaper has many years.
fn book_key(container: &Container) -> Option<String> {
    let title = container.title.as_deref().filter(|_| container.kind == ContainerKind::Book)?;
    Some(format!("{}/{:?}/{:?}/{:?}", plain(title), container.volume, container.part, container.edition))
}

/// The day of the work.
fn day_key(citation: &Citation) -> Option<String> {
    let day = citation.dates.first()?.first();
    day.get_day().map(|_| day.to_string())
}

/// The page of a book, or the issue of a journal.
fn place_key(citation: &Citation) -> Option<String> {
    let container = citation.containers.first()?;
    let title = container.title.as_deref()?;
    let place = match (container.issue, container.pages.as_slice(), container.date) {
        (Some(issue), ..) => format!("{issue}/{:?}", container.year),
        (None, [page, ..], _) => format!("{}/{:?}/{:?}", page.from, container.volume, container.year),
        (None, [], Some(day)) => format!("{day}/{:?}", container.newspaper_page),
        _ => return None,
    };
    Some(format!("{}/{place}", plain(title)))
}

/// Two citations of a work of the same title.
fn of_work(one: &Citation, other: &Citation) -> Option<Difference> {
    let title = other.work.as_ref()?.title.as_deref()?;
    let common = COMMON.iter().any(|word| title.ends_with(word)) || plain(title).chars().count() < TELLING;
    let container = |c: &Citation| c.containers.first().and_then(|c| c.title.clone()).map(|t| plain(&t));
    let (here, there) = (container(one), container(other));
    let same_container = here.is_some() && here == there;
    let (authors, same_author) = persons(one, other);
    let dated = !one.dates.is_empty() && !other.dates.is_empty();
    if (!common || same_container) && !same_author && authors.is_some() {
        return authors;
    }
    let one_text = !common || (same_author && same_container && same_pages(one, other));
    if one_text && authors.is_none() && dated && !dates::agree(&one.dates, &other.dates) {
        return Some(Difference("date", dates::shown(&one.dates), dates::shown(&other.dates)));
    }
    let (a, b) = (one.containers.first()?, other.containers.first()?);
    let journal = same_container && a.kind != ContainerKind::Book && (!common || same_author);
    journal.then(|| periodical(a, b)).flatten()
}

/// Where both name persons: the difference, and whether they are the same.
fn persons(one: &Citation, other: &Citation) -> (Option<Difference>, bool) {
    let (Some(a), Some(b)) = (one.author.first(), other.author.first()) else { return (None, true) };
    let same = one.author.iter().any(|a| other.author.iter().any(|b| attribution::same_person(a, b)));
    let told = |names: &[String]| names.iter().all(|name| attribution::is_person(name));
    let difference = !same && told(&one.author) && told(&other.author);
    (difference.then(|| Difference("author", a.clone(), b.clone())), same)
}

fn same_pages(one: &Citation, other: &Citation) -> bool {
    let pages = |c: &Citation| c.containers.first().map(|c| c.pages.clone()).unwrap_or_default();
    pages(one).iter().any(|a| pages(other).iter().any(|b| overlap(*a, *b)))
}

fn overlap(a: PageRange, b: PageRange) -> bool {
    a.from <= b.to && b.from <= a.to
}

/// The same text in the same journal or newspaper.
fn periodical(a: &Container, b: &Container) -> Option<Difference> {
    let differ = |name, one: Option<String>, other: Option<String>| {
        one.zip(other).filter(|(one, other)| one != other).map(|(one, other)| Difference(name, one, other))
    };
    let text = |n: Option<u32>| n.map(|n| n.to_string());
    let day = |c: &Container| c.date.filter(|d| d.get_day().is_some()).map(|d| d.to_string());
    differ("year", text(a.year.map(u32::from)), text(b.year.map(u32::from)))
        .or_else(|| differ("issue", text(a.issue), text(b.issue)))
        .or_else(|| differ("date", day(a), day(b)))
}

/// Two citations of one book.
fn of_book(one: &Citation, other: &Citation) -> Option<Difference> {
    let (a, b) = (one.containers.first()?, other.containers.first()?);
    let (press, other_press) = (a.publishers.first(), b.publishers.first());
    let same_press = a.publishers.iter().any(|press| b.publishers.contains(press));
    if let (Some(press), Some(other_press), false) = (press, other_press, same_press) {
        return Some(Difference("publisher", press.clone(), other_press.clone()));
    }
    let years = a.year.zip(b.year).filter(|(a, b)| a != b);
    let (year, other_year) = years.filter(|_| same_press || press.is_none() || other_press.is_none())?;
    Some(Difference("year", year.to_string(), other_year.to_string()))
}

/// Two titles for what stands on the same day or the same page.
fn misprinted(one: &Citation, other: &Citation) -> Option<Difference> {
    let (a, b) = (one.work.as_ref()?.title.as_deref()?, other.work.as_ref()?.title.as_deref()?);
    titles::kin(Some(a), Some(b)).then(|| Difference("title", a.to_owned(), b.to_owned()))
}

fn remark(citation: &Citation, other_one: &str, Difference(field, one, other): &Difference) -> Diagnostic {
    let title = citation.title().unwrap_or_default();
    let span = citation.span.unwrap_or_default();
    code::TWO_WAYS
        .at(span, format!("《{title}》 is cited with another {field} {other_one}: {one}, here {other}"))
}

/// A quotation with the note that is tied to it.
#[derive(Clone, Copy, Debug)]
pub(in crate::desk) struct Paged<'a> {
    /// The quotation.
    pub(in crate::desk) quotation: &'a Quotation,
    /// Its note.
    pub(in crate::desk) note: &'a Citation,
    /// Whether the words stand in the cited work as the corpus has it, and no field disagrees.
    pub(in crate::desk) confirmed: bool,
}

/// The same words, cited to pages of one book that have none in common.
pub(super) fn on_two_pages(paged: &[Paged<'_>]) -> Vec<Diagnostic> {
    let mut seen: HashMap<(String, String), &[PageRange]> = HashMap::new();
    let mut found = Vec::new();
    for Paged { quotation, note, .. } in paged {
        let words = plain(&quotation.text);
        let container = note.containers.first().filter(|c| !c.pages.is_empty());
        let Some((key, container)) = container.and_then(|c| Some((book_key(c)?, c))) else { continue };
        if words.chars().count() < SAME_WORDS {
            continue;
        }
        let pages = seen.entry((words, key)).or_insert(&container.pages);
        if !pages.iter().any(|a| container.pages.iter().any(|b| overlap(*a, *b))) {
            let (one, other) = (first(pages), first(&container.pages));
            let span = note.span.unwrap_or(Span::empty(quotation.span.end()));
            found.push(
                code::TWO_PLACES
                    .at(span, format!("the same words are cited to page {one} before, here {other}")),
            );
        }
    }
    found
}

fn first(pages: &[PageRange]) -> u32 {
    pages.first().map_or(0, |range| range.from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_parser::parse_citation;

    #[track_caller]
    fn check(one: &str, other: &str, expect: Option<&str>) {
        let citations = [parse_citation(one), parse_citation(other)];
        let found: Vec<String> = cited_two_ways(&citations, &[]).into_iter().map(|d| d.message).collect();
        match expect {
            Some(part) => assert!(found.len() == 1 && found[0].contains(part), "{one} / {other}: {found:?}"),
            None => assert!(found.is_empty(), "{one} / {other}: {found:?}"),
        }
    }

    const BOOK: &str = "毛泽东：《论持久战》（1938年5月），《毛泽东选集》第二卷，人民出版社1991年版，第439页";

    #[test]
    fn a_work_that_is_cited_alike_is_not_remarked_on() {
        check(BOOK, "《论持久战》，《毛泽东选集》第二卷，人民出版社1991年版，第512页", None);
        check(BOOK, "《实践论》，《毛泽东选集》第一卷，人民出版社1952年版，第282页", None);
        check(
            "张三：《在全校大会上的讲话》，2012年3月1日",
            "李四：《在全校大会上的讲话》，2013年3月1日",
            None,
        );
    }

    #[test]
    fn each_difference_is_told() {
        check(BOOK, &BOOK.replace("1991年", "1990年"), Some("another year before: 1991, here 1990"));
        check(BOOK, &BOOK.replace("人民出版社", "中央文献出版社"), Some("another publisher before"));
        check(
            BOOK,
            &BOOK.replace("毛泽东：", "刘少奇："),
            Some("another author before: 毛泽东, here 刘少奇"),
        );
        check(
            "张三：《论调查研究的方法》，《求是》2012年第20期",
            "张三：《论调查研究的方法》，《求是》2012年第21期",
            Some("another issue before: 20, here 21"),
        );
        check(
            "《在全国组织工作会议上的讲话》（2013年6月28日）",
            "《在全国组织工怍会议上的讲话》（2013年6月28日）",
            Some("another title before"),
        );
        check(
            "《口岸服务管理条例》，2020-05-14",
            "《口岸服务管理条例》，2019-05-14",
            Some("another date before"),
        );
    }
}
