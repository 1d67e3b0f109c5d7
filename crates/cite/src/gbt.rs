//! GB/T 7714, numeric system: 责任者. 题名[M]. 版本. 地点: 出版者, 年: 页.
//!
//! Where the standards leave room: a text's own date stands behind its title in brackets, as compilations print
//! it, so that it cannot be taken for the year of the book; laws are `Z`; nothing is put for what is not known
//! (the standards would have 出版地不详, which says more than a citation that only leaves the place out).

use crate::reference::{Genre, Reference};
use crate::style::Style;
use crate::{dates, words};
use chuchu_model::{Container, PartialDate};

/// From so many persons on, the 2015 edition names only the first three (8.1.2).
const MANY_PERSONS: usize = 4;

/// The marks between fields: half-width and spaced in the usual print of the 2015 edition, full-width in 2025.
struct Marks {
    comma: &'static str,
    colon: &'static str,
    open: &'static str,
    close: &'static str,
}

const HALF: Marks = Marks { comma: ", ", colon: ": ", open: "(", close: ")" };
const FULL: Marks = Marks { comma: "，", colon: "：", open: "（", close: "）" };

/// A reference with a full stop at its end.
pub(crate) fn print(reference: &Reference<'_>, style: Style) -> String {
    let marks = if style == Style::Gb2025 { &FULL } else { &HALF };
    let printer = Printer { reference, marks, late: style == Style::Gb2025 };
    let fields = [printer.persons(), Some(printer.title())].into_iter().flatten();
    let fields = fields.chain(printer.edition()).chain(printer.helpers()).chain(printer.imprint());
    let fields: Vec<String> = fields.chain(printer.addresses()).filter(|field| !field.is_empty()).collect();
    fields.join(". ") + "."
}

struct Printer<'a> {
    reference: &'a Reference<'a>,
    marks: &'static Marks,
    /// Whether the edition of 2025 is followed.
    late: bool,
}

impl Printer<'_> {
    fn container(&self) -> Option<&Container> {
        self.reference.container
    }

    fn is(&self, genre: Genre) -> bool {
        self.reference.genre == genre
    }

    /// A title without marks; one that was printed without has them as they are.
    fn bare(&self, title: &str) -> String {
        let marked = self.reference.citation.document_type.is_none();
        if marked { words::unmarked(title) } else { title.to_owned() }
    }

    fn persons(&self) -> Option<String> {
        let unnamed = self.late && self.is(Genre::Standard);
        self.names(self.reference.leading(), self.reference.citation.and_others).filter(|_| !unnamed)
    }

    fn names(&self, names: &[String], others: bool) -> Option<String> {
        let first = names.first()?;
        let cut = !self.late && names.len() >= MANY_PERSONS;
        let shown = if cut { names.get(..MANY_PERSONS - 1)? } else { names };
        let mut text = shown.join(self.marks.comma);
        if cut || others {
            text.push_str(self.marks.comma);
            text.push_str(if first.chars().any(chuchu_text::is_han) { "等" } else { "et al" });
        }
        Some(text)
    }

    /// 题名: 第1卷[M], and what it stands in behind `//`.
    fn title(&self) -> String {
        let Marks { colon, .. } = self.marks;
        let mut text = self.bare(self.reference.title);
        let host = self.reference.host();
        let alone = host.is_none().then(|| self.container()).flatten();
        let number = alone.and_then(|c| c.number.as_deref());
        if let Some(number) = number {
            text = match self.late && self.is(Genre::Standard) {
                true => format!("{number} {text}"),
                false => format!("{text}{colon}{number}"),
            };
        }
        if let Some(volume) = alone.and_then(words::volume_in_reference) {
            text.push_str(&format!("{colon}{volume}"));
        }
        if let Some(provision) = &self.reference.citation.provision {
            text.push_str(&format!("{colon}{provision}"));
        }
        if self.container().is_some() && !self.reference.citation.dates.is_empty() {
            text.push_str(&format!("（{}）", dates::list(&self.reference.citation.dates)));
        }
        text.push_str(&format!("[{}]", self.letters()));
        if matches!(self.reference.genre, Genre::InBook | Genre::Web)
            && let (Some(host), Some(container)) = (host, self.container())
        {
            text.push_str(&self.host(host, container));
        }
        text
    }

    /// . 姜海伦, 译//编者. 书名: 第1卷
    fn host(&self, host: &str, container: &Container) -> String {
        let mut text = String::new();
        if let Some(translators) = self.with_role(&container.translator, "译") {
            text.push_str(&format!(". {translators}"));
        }
        text.push_str("//");
        let owners = if container.author.is_empty() { &container.editor } else { &container.author };
        if let Some(owners) = self.names(owners, false) {
            text.push_str(&format!("{owners}. "));
        }
        text.push_str(&self.bare(host));
        if let Some(volume) = words::volume_in_reference(container) {
            text.push_str(self.marks.colon);
            text.push_str(&volume);
        }
        text
    }

    /// The letters as printed, else those of the genre.
    fn letters(&self) -> String {
        if let Some(printed) = &self.reference.citation.document_type {
            return printed.clone();
        }
        let letter = match self.reference.genre {
            Genre::Book | Genre::InBook => "M",
            Genre::InJournal | Genre::Periodical => "J",
            Genre::InNewspaper => "N",
            Genre::Web => "EB",
            Genre::Thesis => "D",
            Genre::Standard => "S",
            Genre::Patent => "P",
            Genre::Report => "R",
            Genre::Archive => "A",
            Genre::Law | Genre::Alone => "Z",
        };
        let online = self.container().is_some_and(|c| c.url.is_some());
        if online { format!("{letter}/OL") } else { letter.to_owned() }
    }

    /// 第2版 is 2版, and the first is not named (8.4).
    fn edition(&self) -> Option<String> {
        let printed = self.container()?.edition.as_deref()?;
        let bare = printed.strip_prefix('第').unwrap_or(printed);
        let number = bare.strip_suffix('版').and_then(chuchu_text::numeral::parse);
        match number {
            Some(1) => None,
            Some(number) => Some(format!("{number}版")),
            None => Some(printed.to_owned()),
        }
    }

    /// Translators, and editors beside authors, of what stands by itself.
    fn helpers(&self) -> Vec<String> {
        let Some(container) = self.container().filter(|_| self.reference.host().is_none()) else {
            return Vec::new();
        };
        let led_by_editors = self.reference.citation.author.is_empty() && container.author.is_empty();
        let editors = if led_by_editors { &[] } else { container.editor.as_slice() };
        let roles = [self.with_role(editors, "编"), self.with_role(&container.translator, "译")];
        roles.into_iter().flatten().collect()
    }

    fn with_role(&self, names: &[String], role: &str) -> Option<String> {
        self.names(names, false).map(|names| format!("{names}{}{role}", self.marks.comma))
    }

    fn imprint(&self) -> Option<String> {
        let text = match self.reference.genre {
            Genre::InJournal => self.in_journal(),
            Genre::InNewspaper => self.in_newspaper(),
            Genre::Periodical => self.periodical(),
            Genre::Web => self.on_the_web(),
            Genre::Law | Genre::Archive | Genre::Alone => self.by_date(),
            Genre::Patent => self.reference.issued().map(|date| date.to_string()),
            Genre::Report | Genre::Standard if self.is_posted() => self.posted(),
            _ => self.of_book(),
        };
        let visited = self.container().and_then(|c| c.accessed);
        let visited = visited.filter(|_| !self.late || self.is(Genre::Web)).map(|day| format!("[{day}]"));
        match (text, visited) {
            (None, None) => None,
            (text, visited) => Some(text.unwrap_or_default() + &visited.unwrap_or_default()),
        }
    }

    /// 地点: 出版者; of several places the first (8.8.1.2).
    fn press(&self, container: &Container) -> Option<String> {
        let press = Some(container.publishers.join("、")).filter(|press| !press.is_empty());
        match (container.place.first(), press) {
            (Some(place), Some(press)) => Some(format!("{place}{}{press}", self.marks.colon)),
            (place, press) => place.cloned().or(press),
        }
    }

    /// 地点: 出版者, 年: 页
    fn of_book(&self) -> Option<String> {
        let container = self.container()?;
        let Marks { comma, colon, .. } = self.marks;
        let press = self.press(container);
        // a standard bears its year in its number
        let numbered = self.late && self.is(Genre::Standard) && press.is_none();
        let year = container.year.filter(|_| !numbered).map(|year| year.to_string());
        let mut text = [press, year].into_iter().flatten().collect::<Vec<_>>().join(comma);
        if let Some(pages) = words::pages(&container.pages, "-", comma) {
            text.push_str(if text.is_empty() { "" } else { colon });
            text.push_str(&pages);
        }
        Some(text).filter(|text| !text.is_empty())
    }

    /// 刊名, 年, 卷(期): 页
    fn in_journal(&self) -> Option<String> {
        let container = self.container()?;
        let mut text = container.title.clone().unwrap_or_default();
        text.push_str(&self.numbers(container));
        if let Some(pages) = words::pages(&container.pages, "-", self.marks.comma) {
            text.push_str(self.marks.colon);
            text.push_str(&pages);
        }
        Some(text)
    }

    /// , 年, 卷(期)
    fn numbers(&self, container: &Container) -> String {
        let Marks { comma, open, close, .. } = self.marks;
        let mut text = String::new();
        if let Some(year) = self.reference.issued().map(PartialDate::get_year) {
            text.push_str(&format!("{comma}{year}"));
        }
        if let Some(volume) = container.volume {
            text.push_str(&format!("{comma}{volume}"));
        }
        if let Some(issue) = container.issue {
            text.push_str(&format!("{open}{issue}{close}"));
        }
        text
    }

    /// 报名, 2000-11-20(15)
    fn in_newspaper(&self) -> Option<String> {
        let container = self.container()?;
        let Marks { comma, open, close, .. } = self.marks;
        let mut text = container.title.clone().unwrap_or_default();
        if let Some(date) = self.reference.issued() {
            text.push_str(&format!("{comma}{date}"));
        }
        if let Some(page) = &container.newspaper_page {
            text.push_str(&format!("{open}{page}{close}"));
        }
        Some(text)
    }

    /// A journal by itself: 年, 卷(期). 地点: 出版者.
    fn periodical(&self) -> Option<String> {
        let container = self.container()?;
        let numbers = self.numbers(container);
        let numbers = numbers.strip_prefix(self.marks.comma).unwrap_or(&numbers).to_owned();
        let date = container.date.map(|date| date.to_string());
        let press = self.press(container);
        let fields = [Some(date.unwrap_or(numbers)), press].into_iter().flatten();
        Some(fields.filter(|field| !field.is_empty()).collect::<Vec<_>>().join(". "))
    }

    /// (2021-04-21)[2023-05-02]; with who put it there: 出版者, 2012.
    fn on_the_web(&self) -> Option<String> {
        let container = self.container()?;
        let Marks { comma, open, close, .. } = self.marks;
        let Some(press) = container.publishers.first() else {
            return self.reference.issued().map(|date| format!("{open}{date}{close}"));
        };
        let date = self.reference.issued();
        Some(match date {
            Some(date) if self.late => format!("{press}{open}{date}{close}"),
            Some(date) => format!("{press}{comma}{date}"),
            None => press.clone(),
        })
    }

    /// Whether a day, and no press, says when it came out.
    fn is_posted(&self) -> bool {
        let day = self.container().is_some_and(|c| c.publishers.is_empty() && c.date.is_some());
        day && !(self.late && self.is(Genre::Standard))
    }

    fn posted(&self) -> Option<String> {
        let Marks { open, close, .. } = self.marks;
        let date = self.reference.issued()?;
        Some(if self.late { date.to_string() } else { format!("{open}{date}{close}") })
    }

    /// The date of a paper that appeared nowhere; laws have it in brackets.
    fn by_date(&self) -> Option<String> {
        let Marks { open, close, .. } = self.marks;
        let date = self.reference.dated().or_else(|| self.reference.issued());
        let whole = |date: &PartialDate| date.get_day().is_some() && self.is(Genre::Law);
        let date = date.map(|date| match whole(&date) {
            true => format!("{open}{date}{close}"),
            false => date.to_string(),
        });
        let fields: Vec<String> = self.reference.citation.archive.iter().cloned().chain(date).collect();
        Some(fields.join(self.marks.comma)).filter(|text| !text.is_empty())
    }

    fn addresses(&self) -> Vec<String> {
        let Some(container) = self.container() else { return Vec::new() };
        let doi = container.doi.as_ref().map(|doi| format!("DOI:{doi}"));
        container.url.iter().cloned().chain(doi).collect()
    }
}
