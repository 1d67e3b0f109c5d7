//! [`SourceText`]: a file as text, with what its format tells about the text. What never lives here: reading.

use chuchu_model::{Places, Span};
use chuchu_text::Encoding;
use std::fmt;

/// The text of a file: one paragraph a line, notes at the end, each headed by the marker that stands where it is
/// referred to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceText {
    /// The text. Every offset below points into it.
    pub text: String,
    /// What the file is, whatever its name says.
    pub format: Format,
    /// The encoding of a plain text or a page, found or given.
    pub encoding: Option<Encoding>,
    /// Where in the file each stretch stands.
    pub places: Places,
    /// Markers of notes that the file does not print as text: 〔1〕 where note 1 is referred to, and at its head.
    pub markers: Vec<Span>,
    /// What the file calls a heading.
    pub headings: Vec<Heading>,
    /// Comments in the margin, 批注.
    pub comments: Vec<Comment>,
    /// What the text does not hold, by kind.
    pub left_out: Vec<LeftOut>,
    /// What the file says about itself. Word processors fill this in by habit: hints, no more.
    pub hints: Hints,
}

/// The kinds of files that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    Plain,
    /// Markdown; its marks stay in the text.
    Markdown,
    /// A page of the web.
    Html,
    /// Word, Office Open XML.
    Docx,
    /// `OpenDocument` text.
    Odt,
    /// An electronic book.
    Epub,
    /// Portable Document Format.
    Pdf,
}

impl Format {
    /// A short name: the usual extension.
    ///
    /// ```
    /// assert_eq!(chuchu_ingest::Format::Docx.name(), "docx");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Epub => "epub",
            Self::Pdf => "pdf",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plain => "text",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Docx => "Word (.docx)",
            Self::Odt => "OpenDocument (.odt)",
            Self::Epub => "EPUB",
            Self::Pdf => "PDF",
        })
    }
}

/// A heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Heading {
    /// Where.
    pub span: Span,
    /// 1 for the highest.
    pub level: u8,
}

/// A comment in the margin.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Comment {
    /// Who made it.
    pub author: String,
    /// What it says.
    pub text: String,
    /// What it is about, where the file tells.
    pub anchor: Option<Span>,
}

/// Something that the file has and the text has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LeftOut {
    /// What.
    pub what: Matter,
    /// How many times.
    pub count: usize,
}

/// Kinds of matter that may be left out of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Matter {
    /// A picture, whose words cannot be read.
    Picture,
    /// A deletion that a tracked change proposes.
    Deletion,
    /// Hidden text.
    Hidden,
    /// A sign of a font of pictures.
    Symbol,
    /// An automatic number of a form that is not drawn up.
    Number,
    /// A reading over or beside characters (ruby).
    Reading,
    /// A note to which nothing refers, or whose text is missing.
    Note,
    /// A document inside the document.
    Embedded,
    /// Menus, banners, footers of a page of the web.
    Navigation,
    /// A running head or foot of pages.
    RunningHead,
    /// The number of a page.
    PageNumber,
    /// What a form says where nothing was filled in.
    Placeholder,
    /// A chapter that cannot be read.
    Chapter,
    /// A page without a text layer.
    Page,
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (one, many) = match self.what {
            Matter::Picture => ("picture", "pictures"),
            Matter::Deletion => ("deletion of tracked changes", "deletions of tracked changes"),
            Matter::Hidden => ("stretch of hidden text", "stretches of hidden text"),
            Matter::Symbol => ("sign of a symbol font", "signs of a symbol font"),
            Matter::Number => ("automatic number", "automatic numbers"),
            Matter::Reading => ("reading over characters", "readings over characters"),
            Matter::Note => ("note without a reference or a text", "notes without a reference or a text"),
            Matter::Embedded => ("embedded document", "embedded documents"),
            Matter::Navigation => ("menu, banner or footer", "menus, banners and footers"),
            Matter::RunningHead => ("running head", "running heads"),
            Matter::PageNumber => ("page number", "page numbers"),
            Matter::Placeholder => ("placeholder", "placeholders"),
            Matter::Chapter => ("chapter that cannot be read", "chapters that cannot be read"),
            Matter::Page => ("page without text", "pages without text"),
        };
        write!(f, "{} {}", self.count, if self.count == 1 { one } else { many })
    }
}

/// What a file says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Hints {
    /// Its title.
    pub title: Option<String>,
    /// Its author.
    pub author: Option<String>,
    /// A date, as the file writes it.
    pub date: Option<String>,
}
