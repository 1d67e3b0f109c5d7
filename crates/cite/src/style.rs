//! [`Style`]s, and the [`Element`]s of a citation that a style asks for or has no place for.

use crate::reference::{Genre, Reference};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// How a citation is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Style {
    /// GB/T 7714—2015, numeric system, as in a list of references.
    #[serde(rename = "gb7714-2015")]
    Gb2015,
    /// GB/T 7714—2025 (in force since 1 July 2026): full-width marks, all persons, days of visit for web pages only.
    #[serde(rename = "gb7714-2025")]
    Gb2025,
    /// Excerpt compilations (论述摘编): 《讲话》（2012年12月29日），《文集》第一卷，人民出版社2022年版，第30页.
    #[serde(rename = "zhaibian")]
    Zhaibian,
    /// Notes in the manner of People's Publishing House (人民出版社): persons first, 载 before the book that holds a text.
    #[serde(rename = "renmin")]
    Renmin,
}

impl Style {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Gb2015, Self::Gb2025, Self::Zhaibian, Self::Renmin];

    /// The name on the command line and in the JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gb2015 => "gb7714-2015",
            Self::Gb2025 => "gb7714-2025",
            Self::Zhaibian => "zhaibian",
            Self::Renmin => "renmin",
        }
    }
}

impl fmt::Display for Style {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// No such style.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no style {found}; there are gb7714-2015, gb7714-2025, zhaibian, renmin")]
pub struct UnknownStyle {
    /// What was asked for.
    pub found: String,
}

impl FromStr for Style {
    type Err = UnknownStyle;

    fn from_str(name: &str) -> Result<Self, UnknownStyle> {
        let known = Self::ALL.into_iter().find(|style| style.name() == name);
        known.ok_or_else(|| UnknownStyle { found: name.to_owned() })
    }
}

/// A part of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Element {
    /// 责任者.
    Author,
    /// When the text itself was spoken, written or passed.
    Date,
    /// 出版地.
    Place,
    /// 出版者.
    Publisher,
    /// 出版年, or the day of a newspaper.
    Issued,
    /// 卷期 of a journal.
    Issue,
    /// 页码, or 版 of a newspaper.
    Pages,
    /// 引用日期 of a web page.
    Accessed,
    /// 获取和访问路径.
    Url,
    /// Numbers that the style does not print: 总第147期, 卷七十六 of an old book.
    Number,
    /// Containers behind the first.
    FurtherContainers,
}

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Author => "author 责任者",
            Self::Date => "date of the text 日期",
            Self::Place => "place 出版地",
            Self::Publisher => "publisher 出版者",
            Self::Issued => "year or day of publication 出版日期",
            Self::Issue => "issue 期号",
            Self::Pages => "pages 页码",
            Self::Accessed => "day of visit 引用日期",
            Self::Url => "address 网址",
            Self::Number => "number 编号",
            Self::FurtherContainers => "further places of publication 其他出处",
        })
    }
}

/// What is missing, and what is left out.
pub(crate) fn gaps(reference: &Reference<'_>, style: Style) -> (Vec<Element>, Vec<Element>) {
    let asked = asked(reference.genre, style);
    let missing = asked.iter().copied().filter(|element| !says(reference, *element)).collect();
    let standard = matches!(style, Style::Gb2015 | Style::Gb2025);
    let mut left_out = Vec::new();
    if !standard && says(reference, Element::Place) && !reference.is_foreign() {
        left_out.push(Element::Place);
    }
    if style == Style::Renmin && says(reference, Element::Date) && reference.container.is_some() {
        left_out.push(Element::Date);
    }
    if style == Style::Gb2025 && reference.genre == Genre::Standard && says(reference, Element::Author) {
        left_out.push(Element::Author);
    }
    let container = reference.container;
    let scroll = standard && container.is_some_and(|c| c.juan.is_some() && c.volume.is_some());
    if container.is_some_and(|c| c.issue_total.is_some()) || scroll {
        left_out.push(Element::Number);
    }
    if standard && reference.citation.containers.len() > 1 {
        left_out.push(Element::FurtherContainers);
    }
    (missing, left_out)
}

fn asked(genre: Genre, style: Style) -> &'static [Element] {
    use Element::{Accessed, Author, Date, Issue, Issued, Pages, Place, Publisher, Url};
    match (style, genre) {
        (Style::Gb2015 | Style::Gb2025, Genre::Book | Genre::InBook) => {
            &[Author, Place, Publisher, Issued, Pages]
        }
        (Style::Gb2015 | Style::Gb2025, Genre::Thesis) => &[Author, Place, Publisher, Issued],
        (Style::Gb2015 | Style::Gb2025, Genre::InJournal | Genre::InNewspaper) => match genre {
            Genre::InJournal => &[Author, Issued, Issue, Pages],
            _ => &[Author, Issued, Pages],
        },
        (Style::Gb2015 | Style::Gb2025, Genre::Web) => &[Author, Issued, Accessed, Url],
        (Style::Zhaibian, Genre::Book | Genre::InBook) => &[Publisher, Issued, Pages],
        (Style::Renmin, Genre::Book | Genre::InBook) => &[Author, Publisher, Issued, Pages],
        (Style::Zhaibian, Genre::InJournal) => &[Issued, Issue],
        (Style::Renmin, Genre::InJournal) => &[Author, Issued, Issue],
        (Style::Zhaibian, Genre::InNewspaper) => &[Issued],
        (Style::Renmin, Genre::InNewspaper) => &[Author, Issued],
        (_, Genre::Web) => &[Url],
        (_, Genre::Thesis | Genre::Report | Genre::Patent) => &[Author, Issued],
        (_, Genre::Standard | Genre::Periodical) => &[Issued],
        (_, Genre::Law | Genre::Archive | Genre::Alone) => &[Date],
    }
}

fn says(reference: &Reference<'_>, element: Element) -> bool {
    let container = reference.container;
    match element {
        Element::Author => !reference.leading().is_empty(),
        Element::Date => !reference.citation.dates.is_empty(),
        Element::Place => container.is_some_and(|c| !c.place.is_empty()),
        Element::Publisher => container.is_some_and(|c| !c.publishers.is_empty()),
        Element::Issued => reference.issued().is_some(),
        Element::Issue => container.is_some_and(|c| c.issue.is_some() || c.volume.is_some()),
        Element::Pages => container.is_some_and(|c| !c.pages.is_empty() || c.newspaper_page.is_some()),
        Element::Accessed => container.is_some_and(|c| c.accessed.is_some()),
        Element::Url => container.is_some_and(|c| c.url.is_some()),
        Element::Number => container.is_some_and(|c| c.number.is_some()),
        Element::FurtherContainers => reference.citation.containers.len() > 1,
    }
}
