//! [`Citation`]: what a printed source reference says, field by field, and nothing it does not say.

use crate::{DateItem, Diagnostic, PartialDate, Span};
use serde::{Deserialize, Serialize};

/// What kind of text is cited, read off its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum WorkKind {
    /// 讲话 演说 发言 致辞.
    Speech,
    /// Anything whose title does not tell.
    Article,
    /// 致… 信 函.
    Letter,
    /// 报告 总结.
    Report,
    /// 决定 决议 通知 意见 办法.
    Decision,
    /// A poem.
    Poem,
    /// Laws, and whatever fits nowhere else.
    Other,
}

/// The text that is cited, as a part of a container (or alone, where it has none).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CitedWork {
    /// Its title without the outer 《》, repaired; `null` where only 同上 stands.
    pub title: Option<String>,
    /// What kind of text.
    pub kind: WorkKind,
    /// Where the title stands, without marks.
    pub span: Option<Span>,
}

/// What kind of thing a text appeared in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ContainerKind {
    /// A book, one volume of a set, a collection.
    Book,
    /// A journal or magazine.
    Journal,
    /// A newspaper.
    Newspaper,
    /// A web page.
    Web,
    /// A thesis, a standard, a report in a series; an ibid. whose target is not known.
    Other,
}

/// Pages from … to …, both included; a single page has both alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PageRange {
    /// First page.
    pub from: u32,
    /// Last page.
    pub to: u32,
}

/// The book, journal, newspaper or page in which the cited text stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Container {
    /// What kind.
    pub kind: ContainerKind,
    /// Title without marks, repaired.
    pub title: Option<String>,
    /// Persons printed before the container of a work.
    pub author: Vec<String>,
    /// Editors (编 主编 辑 校注 …).
    pub editor: Vec<String>,
    /// Translators.
    pub translator: Vec<String>,
    /// 第N卷, 辑, 集, 册.
    pub volume: Option<u32>,
    /// 上, 中 or 下.
    pub part: Option<String>,
    /// `第2版`, `增订本`, as printed.
    pub edition: Option<String>,
    /// Places of publication.
    pub place: Vec<String>,
    /// Publishers, repaired.
    pub publishers: Vec<String>,
    /// Year of publication.
    pub year: Option<u16>,
    /// Month of publication.
    pub month: Option<u8>,
    /// Issue of a journal.
    pub issue: Option<u32>,
    /// Issue date of a newspaper.
    pub date: Option<PartialDate>,
    /// Page of a newspaper, as printed without leading zeros.
    pub newspaper_page: Option<String>,
    /// Pages.
    pub pages: Vec<PageRange>,
    /// Address of a web page.
    pub url: Option<String>,
    /// 卷 of an old book, as printed: 七十六. A modern 第5卷 is a volume.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub juan: Option<String>,
    /// The number of a journal's issue counted from its first: 总第147期.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue_total: Option<u32>,
    /// What a thesis or report calls itself: 硕士学位论文.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub genre: Option<String>,
    /// The number of a standard, patent or report, as printed: `GB 5749—2006`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// When a web page was visited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accessed: Option<PartialDate>,
    /// Volume and part as printed, with the word that counts them: 第二集, 第一辑下册, （上）.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume_printed: Option<String>,
    /// The digital object identifier, without `DOI:` or an address before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doi: Option<String>,
}

impl Container {
    /// A container of which nothing is known but its kind.
    #[must_use]
    pub fn new(kind: ContainerKind) -> Self {
        Self {
            kind,
            title: None,
            author: Vec::new(),
            editor: Vec::new(),
            translator: Vec::new(),
            volume: None,
            part: None,
            edition: None,
            place: Vec::new(),
            publishers: Vec::new(),
            year: None,
            month: None,
            issue: None,
            date: None,
            newspaper_page: None,
            pages: Vec::new(),
            url: None,
            juan: None,
            issue_total: None,
            genre: None,
            number: None,
            accessed: None,
            volume_printed: None,
            doi: None,
        }
    }
}

/// A source reference, read. `null` and empty lists mean that nothing is printed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Citation {
    /// The text of the citation as printed.
    pub raw: String,
    /// Where it stands; outer （…） and a leading —— or 出处： belong to it.
    pub span: Option<Span>,
    /// Persons responsible for the cited text.
    pub author: Vec<String>,
    /// The text cited, where it stands in something else or alone.
    pub work: Option<CitedWork>,
    /// The dates given for the cited text itself.
    pub dates: Vec<DateItem>,
    /// Where it appeared.
    pub containers: Vec<Container>,
    /// Repairs, variant forms, and what could not be read.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether 等 stands behind the persons: there are more than are named.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub and_others: bool,
    /// The letters of GB/T 7714 for the kind of document and its carrier, as printed: `M`, `J/OL`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_type: Option<String>,
    /// Which article of a law, as printed: 第三百三十八条.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provision: Option<String>,
    /// Where an unpublished paper is kept, as printed: 江州市档案馆藏，全宗号23.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive: Option<String>,
}

impl Citation {
    /// A citation that says nothing.
    #[must_use]
    pub const fn empty() -> Self {
        Self {
            raw: String::new(),
            span: None,
            author: Vec::new(),
            work: None,
            dates: Vec::new(),
            containers: Vec::new(),
            diagnostics: Vec::new(),
            and_others: false,
            document_type: None,
            provision: None,
            archive: None,
        }
    }

    /// The date of the text itself: the first printed one.
    #[must_use]
    pub fn date(&self) -> Option<PartialDate> {
        self.dates.iter().map(|item| item.first()).min()
    }

    /// The date of what it appeared in: a newspaper's day, or a year.
    #[must_use]
    pub fn publication_date(&self) -> Option<PartialDate> {
        self.containers.iter().find_map(|c| {
            c.date.or_else(|| {
                let year = c.year?;
                c.month.and_then(|m| PartialDate::month(year, m)).or_else(|| PartialDate::year(year))
            })
        })
    }

    /// The title of the text cited: of the work, else of the container.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        let work = self.work.as_ref().and_then(|w| w.title.as_deref());
        work.or_else(|| self.containers.first().and_then(|c| c.title.as_deref()))
    }
}
