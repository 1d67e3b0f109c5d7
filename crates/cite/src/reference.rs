//! [`Reference`]: a citation, and what kind of thing it refers to; every style and format begins here.

use chuchu_model::{Citation, Container, ContainerKind, PartialDate, WorkKind};

/// What is referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Genre {
    /// A book by itself.
    Book,
    /// A text in a book.
    InBook,
    /// An article in a journal.
    InJournal,
    /// An article in a newspaper.
    InNewspaper,
    /// A journal or newspaper by itself.
    Periodical,
    /// A web page, a data set on the web.
    Web,
    Thesis,
    Standard,
    Patent,
    Report,
    /// A law or a rule of an authority.
    Law,
    /// A file of an archive.
    Archive,
    /// A speech, letter or paper of which no publication is named.
    Alone,
}

/// A citation that names a work.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reference<'a> {
    pub(crate) citation: &'a Citation,
    pub(crate) genre: Genre,
    /// The title of what is cited: of the work, else of the container.
    pub(crate) title: &'a str,
    /// Where it appeared.
    pub(crate) container: Option<&'a Container>,
}

impl<'a> Reference<'a> {
    /// `None` where nothing has a title.
    pub(crate) fn of(citation: &'a Citation) -> Option<Self> {
        let title =
            citation.title().map(str::trim).filter(|title| title.chars().any(chuchu_text::is_letter))?;
        let container = citation.containers.first();
        Some(Self { citation, genre: genre(citation, container), title, container })
    }

    /// Whether the title stands in something that has a title of its own.
    pub(crate) fn host(&self) -> Option<&'a str> {
        self.citation.work.as_ref()?.title.as_ref()?;
        self.container?.title.as_deref()
    }

    /// Whether the reference is to a text in another alphabet: no Han character in its title.
    pub(crate) fn is_foreign(&self) -> bool {
        !self.title.chars().any(chuchu_text::is_han)
    }

    /// The persons before the title: the authors, else the editors of a book by itself.
    pub(crate) fn leading(&self) -> &'a [String] {
        if self.citation.author.is_empty() && self.host().is_none() {
            let own = |c: &'a Container| if c.author.is_empty() { &c.editor } else { &c.author };
            return self.container.map_or(&[], |c| own(c).as_slice());
        }
        &self.citation.author
    }

    /// When the container appeared, as exactly as it is said.
    pub(crate) fn issued(&self) -> Option<PartialDate> {
        let container = self.container?;
        let year = container.year;
        let month = year.zip(container.month).and_then(|(year, month)| PartialDate::month(year, month));
        container.date.or(month).or_else(|| year.and_then(PartialDate::year))
    }

    /// When the text itself was spoken, written or passed.
    pub(crate) fn dated(&self) -> Option<PartialDate> {
        self.citation.dates.first().map(|item| item.first())
    }
}

fn genre(citation: &Citation, container: Option<&Container>) -> Genre {
    let letters = citation.document_type.as_deref().map_or("", |d| d.split('/').next().unwrap_or(d));
    let work = citation.work.as_ref().is_some_and(|work| work.title.is_some());
    let Some(container) = container else {
        return match &citation.work {
            _ if letters == "A" || citation.archive.is_some() => Genre::Archive,
            Some(work) if work.kind == WorkKind::Other || citation.provision.is_some() => Genre::Law,
            _ => Genre::Alone,
        };
    };
    match container.kind {
        ContainerKind::Book if work => Genre::InBook,
        ContainerKind::Book => Genre::Book,
        ContainerKind::Journal if work => Genre::InJournal,
        ContainerKind::Newspaper if work => Genre::InNewspaper,
        ContainerKind::Journal | ContainerKind::Newspaper => Genre::Periodical,
        ContainerKind::Web => Genre::Web,
        ContainerKind::Other => other(letters, container),
    }
}

/// Of what is neither book nor periodical: by the letters of GB/T 7714, else by what it calls itself.
fn other(letters: &str, container: &Container) -> Genre {
    let named = |words: &[&str]| {
        let title = container.title.as_deref().unwrap_or_default();
        let genre = container.genre.as_deref().unwrap_or_default();
        words.iter().any(|word| title.ends_with(word) || genre.contains(word))
    };
    match letters {
        "D" => Genre::Thesis,
        "S" => Genre::Standard,
        "P" => Genre::Patent,
        "R" => Genre::Report,
        "A" => Genre::Archive,
        _ if named(&["论文", "論文"]) => Genre::Thesis,
        _ if container.number.as_deref().is_some_and(is_standard) => Genre::Standard,
        _ if named(&["报告", "報告"]) => Genre::Report,
        _ => Genre::Book,
    }
}

/// GB/T 3792—2021, ISO 690: letters, then a number.
fn is_standard(number: &str) -> bool {
    let letters = number.trim_start_matches(|c: char| c.is_ascii_uppercase() || c == '/');
    letters.len() < number.len() && letters.starts_with(' ')
}
