//! What the lexer of note-style citations finds, in the order of print. What an item means for the citation
//! is decided in `assemble`.

use super::person::Person;
use chuchu_model::{DateItem, PageRange, PartialDate};
use std::ops::Range;

/// How a title is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// 《》.
    Book,
    /// 〈〉 “” 「」: marks of a part of something.
    Part,
    /// No marks.
    Bare,
}

/// One field of a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Persons(Vec<Person>),
    Title(Mark),
    /// A date, list or range; in brackets of its own or not.
    Dates {
        items: Vec<DateItem>,
        bracketed: bool,
    },
    /// A year alone, of publication or of a periodical.
    Year(u16),
    Volume(u32),
    /// 卷七十六: the number as printed.
    Scroll(String),
    Part(String),
    Edition(String),
    Issue(u32),
    /// 总第147期.
    IssueTotal(u32),
    NewspaperPage(String),
    Pages(Vec<PageRange>),
    Place(Vec<String>),
    Publishers(Vec<String>),
    /// 载, 见, 收入: what follows holds the work.
    In,
    Url(String),
    /// The name of a web site.
    Site(String),
    /// 第十条.
    LawArticle,
    /// 博士学位论文.
    Thesis(String),
    /// An archive or call number.
    Archive,
    /// 同上, 同前注, 前揭…书.
    Ibidem,
    /// When a web page was visited.
    Accessed(PartialDate),
    /// Words that carry no field: 点校本, 通过.
    Aside,
}

/// An item and the glyphs it stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) item: Item,
    /// From its first glyph to its last, marks and brackets included.
    pub(super) range: Range<usize>,
    /// For a title: the glyphs inside its marks. Otherwise the same as `range`.
    pub(super) inner: Range<usize>,
}
