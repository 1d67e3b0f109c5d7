//! The fields of a citation but for its dates, against the citation that the corpus has of the place found. What is
//! compared is what both print, where all else says that both mean the same book, issue or page.

use super::print::{self, disagreement};
use crate::desk::attribution;
use crate::titles;
use chuchu_model::{Citation, Container, ContainerKind, FieldCheck, Match, PageRange};

/// All fields that disagree, dates and persons apart.
pub(super) fn all(note: &Citation, source: &Citation) -> Vec<FieldCheck> {
    let mut found = Vec::new();
    let mut shared = false;
    for own in &note.containers {
        for other in source.containers.iter().filter(|other| same_title(own, other)) {
            shared = true;
            found.extend(of_container(&Pair { note, source, own, other }));
        }
    }
    if let ([own], [other], false) = (note.containers.as_slice(), source.containers.as_slice(), shared) {
        found.extend(Pair { note, source, own, other }.container());
    }
    found
}

fn same_title(own: &Container, other: &Container) -> bool {
    own.title.as_deref().zip(other.title.as_deref()).is_some_and(|(a, b)| titles::agree(a, b))
}

/// The person a note gives the work to, where the corpus gives the same work to somebody else.
pub(super) fn author(note: &Citation, place: &Match, source: Option<&Citation>) -> Option<FieldCheck> {
    let title = note.work.as_ref()?.title.as_deref()?;
    if !place.work.as_deref().is_some_and(|other| titles::agree(title, other)) {
        return None;
    }
    let known: Vec<&str> = source
        .iter()
        .flat_map(|s| s.author.iter().map(String::as_str))
        .chain(place.speaker.as_deref())
        .collect();
    let same = |name: &String| known.iter().any(|other| attribution::same_person(name, other));
    let told = |name: &str| attribution::is_person(name) && !name.contains(['·', '•']);
    let first = note.author.first()?;
    let differ =
        !known.is_empty() && known.iter().all(|name| told(name)) && note.author.iter().all(|n| told(n));
    (differ && !note.author.iter().any(same)).then(|| {
        disagreement(note, "speaker", print::words(note, first), (*known.first().unwrap_or(&"")).to_owned())
    })
}

/// A container of the note and that of the source.
struct Pair<'a> {
    note: &'a Citation,
    source: &'a Citation,
    own: &'a Container,
    other: &'a Container,
}

fn of_container(pair: &Pair<'_>) -> Vec<FieldCheck> {
    let (own, other) = (pair.own, pair.other);
    if own.volume != other.volume || own.part != other.part {
        return pair.volume().into_iter().collect();
    }
    let found =
        [pair.publisher(), pair.issue(), pair.year(), pair.newspaper_page(), pair.pages(), pair.title()];
    found.into_iter().flatten().collect()
}

impl Pair<'_> {
    fn says(&self, field: &str, at: Option<std::ops::Range<usize>>, expected: String) -> FieldCheck {
        disagreement(self.note, field, at, expected)
    }

    /// Whether both name the same text in the container.
    fn same_work(&self) -> bool {
        let title = |c: &Citation| c.work.as_ref().and_then(|w| w.title.clone());
        title(self.note).zip(title(self.source)).is_some_and(|(a, b)| titles::agree(&a, &b))
    }

    fn same_pages(&self) -> bool {
        self.own.pages.iter().any(|a| self.other.pages.iter().any(|b| overlap(*a, *b)))
    }

    /// Whether nothing tells the editions apart: press, edition.
    fn same_edition(&self) -> bool {
        let (own, other) = (self.own, self.other);
        own.edition == other.edition
            && (own.publishers.is_empty() || other.publishers.is_empty() || self.same_press())
    }

    fn same_press(&self) -> bool {
        self.own.publishers.iter().any(|p| self.other.publishers.contains(p))
    }

    /// Whether both years are known and not the same.
    fn other_year(&self) -> bool {
        self.own.year.zip(self.other.year).is_some_and(|(a, b)| a != b)
    }

    /// The volume: where the work or the page is the same, in the same edition.
    fn volume(&self) -> Option<FieldCheck> {
        let (own, other) = (self.own.volume?, self.other.volume?);
        let told = self.same_work() || self.same_pages();
        (own != other && told && self.same_edition() && !self.other_year()).then(|| {
            let at = print::counted(self.note, own, &["卷", "辑", "輯", "集", "册", "冊"]);
            self.says("volume", at, other.to_string())
        })
    }

    fn publisher(&self) -> Option<FieldCheck> {
        let (own, other) = (&self.own.publishers, &self.other.publishers);
        let known = !own.is_empty() && !other.is_empty();
        let at = own.first().and_then(|press| print::words(self.note, press));
        (known && !self.same_press()).then(|| self.says("publisher", at, other.join("、")))
    }

    /// The issue of a journal: where the text is the same, in the same year.
    fn issue(&self) -> Option<FieldCheck> {
        let (own, other) = (self.own.issue?, self.other.issue?);
        (own != other && self.same_work() && !self.other_year()).then(|| {
            self.says(
                "issue",
                print::counted(self.note, own, &["期", "号", "號", ")", "）"]),
                other.to_string(),
            )
        })
    }

    /// The year of a journal, where text and issue are the same; of a book, where press and page are.
    fn year(&self) -> Option<FieldCheck> {
        let (own, other) = (self.own.year?, self.other.year?);
        let same = match self.own.kind {
            ContainerKind::Journal => {
                self.same_work() && self.own.issue.is_some() && self.own.issue == self.other.issue
            }
            ContainerKind::Book => self.same_press() && self.same_pages() && self.same_edition(),
            _ => false,
        };
        (own != other && same)
            .then(|| self.says("year", print::counted(self.note, own.into(), &["年", ""]), other.to_string()))
    }

    /// The page of a newspaper of the same day.
    fn newspaper_page(&self) -> Option<FieldCheck> {
        let (own, other) = (self.own.newspaper_page.as_ref()?, self.other.newspaper_page.as_ref()?);
        let same_day = self.own.date.is_some() && self.own.date == self.other.date;
        let number = own.parse::<u32>().ok();
        (own.trim_start_matches('0') != other.trim_start_matches('0') && same_day && self.same_work()).then(
            || {
                let at = number.and_then(|n| print::pages(self.note, PageRange { from: n, to: n }));
                self.says("pages", at, other.clone())
            },
        )
    }

    /// Pages of the same edition: they have none in common, or run from the same page beyond the end.
    fn pages(&self) -> Option<FieldCheck> {
        let (own, other) = (self.own.pages.as_slice(), self.other.pages.as_slice());
        let (Some(first), false) =
            (own.first(), other.is_empty() || self.other_year() || !self.same_edition())
        else {
            return None;
        };
        let differ = if self.same_pages() { beyond(own, other, self.own.kind) } else { true };
        let at = match own {
            [one] => print::pages(self.note, *one),
            _ => print::pages(self.note, *first).map(|at| at.start..self.note.raw.len().max(at.end)),
        };
        differ.then(|| self.says("pages", at, pages(other)))
    }

    /// The text: another title on the same page of the same book, or of the same day in the same paper.
    fn title(&self) -> Option<FieldCheck> {
        let (own, other) =
            (self.note.work.as_ref()?.title.as_ref()?, self.source.work.as_ref()?.title.as_ref()?);
        let same_day = self.own.date.is_some() && self.own.date == self.other.date;
        let same_issue = self.own.issue.is_some() && self.own.issue == self.other.issue && !self.other_year();
        let here = (self.same_pages() && self.same_edition() && !self.other_year())
            || ((same_day || same_issue) && titles::kin(Some(own), Some(other)));
        (here && !titles::may_agree(own, other))
            .then(|| self.says("title", print::words(self.note, own), other.clone()))
    }

    /// The container: another title where the text, the press, the year and the page are the same.
    fn container(&self) -> Option<FieldCheck> {
        let (own, other) = (self.own.title.as_ref()?, self.other.title.as_ref()?);
        let same_year = self.own.year.is_some() && self.own.year == self.other.year;
        let same_place = match self.own.kind {
            ContainerKind::Book => self.same_press() && self.same_pages(),
            ContainerKind::Journal => {
                self.own.issue.is_some() && self.own.issue == self.other.issue && self.same_pages()
            }
            _ => false,
        };
        let same = self.own.kind == self.other.kind && same_year && same_place && self.same_work();
        (same && !titles::may_agree(own, other))
            .then(|| self.says("container", print::words(self.note, own), other.clone()))
    }
}

fn overlap(a: PageRange, b: PageRange) -> bool {
    a.from <= b.to && b.from <= a.to
}

/// Whether a range goes on beyond the one it begins with. An excerpt may stand on a part of its pages, so that a range
/// that ends earlier is right in a book; an article has all of its pages.
fn beyond(own: &[PageRange], other: &[PageRange], kind: ContainerKind) -> bool {
    let ([own], [other]) = (own, other) else { return false };
    let ranges = own.from < own.to && other.from < other.to && own.from == other.from;
    ranges && (own.to > other.to || (own.to < other.to && kind == ContainerKind::Journal))
}

fn pages(ranges: &[PageRange]) -> String {
    let one =
        |r: &PageRange| if r.from == r.to { r.from.to_string() } else { format!("{}-{}", r.from, r.to) };
    ranges.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_parser::parse_citation;

    const BOOK: &str = "《论持久战》（1938年5月），《毛泽东选集》第二卷，人民出版社1991年版，第439—441页";
    const ARTICLE: &str = "张三：《论调查研究》，《求是》2012年第20期，第3—9页";

    /// The fields of `note` that disagree with `source`: name, print, value.
    #[track_caller]
    fn check(note: &str, source: &str, expect: &[(&str, &str, &str)]) {
        let found = all(&parse_citation(note), &parse_citation(source));
        let found: Vec<_> =
            found.iter().map(|f| (f.field.as_str(), f.printed.as_str(), f.expected.as_str())).collect();
        assert_eq!(found, expect, "{note}");
    }

    #[test]
    fn a_right_citation_is_not_accused() {
        for note in [
            BOOK,
            "《论持久战》，《毛泽东选集》第2卷，人民出版社1991年版，第440页",
            "毛泽东：《论持久战》（1938年5月），载《毛泽东选集》第二卷，人民出版社1952年版，第428页",
            "《毛泽东选集》，人民出版社1991年版，第1031页",
            "《论持久战》，《毛泽东军事文集》第二卷，军事科学出版社1993年版，第301页",
        ] {
            check(note, BOOK, &[]);
        }
        check("张三：《论调查研究》，载《求是》2012年第20期", ARTICLE, &[]);
    }

    #[test]
    fn each_field_is_told_with_its_print() {
        check(&BOOK.replace("第二卷", "第三卷"), BOOK, &[("volume", "第三卷", "2")]);
        check(&BOOK.replace("第439—441页", "第339页"), BOOK, &[("pages", "第339页", "439-441")]);
        check(&BOOK.replace("441页", "445页"), BOOK, &[("pages", "第439—445页", "439-441")]);
        check(&BOOK.replace("1991年", "1990年"), BOOK, &[("year", "1990年", "1991")]);
        check(&BOOK.replace("《论持久战》", "《实践论》"), BOOK, &[("title", "实践论", "论持久战")]);
        check(
            &BOOK.replace("《毛泽东选集》", "《刘少奇选集》"),
            BOOK,
            &[("container", "刘少奇选集", "毛泽东选集")],
        );
        check(&ARTICLE.replace("第20期", "第12期"), ARTICLE, &[("issue", "第12期", "20")]);
        check(&ARTICLE.replace("2012年", "2013年"), ARTICLE, &[("year", "2013年", "2012")]);
        check(&ARTICLE.replace("3—9页", "3—8页"), ARTICLE, &[("pages", "第3—8页", "3-9")]);
    }
}
