//! The corpus for other programs: its citations, and its texts in the formats of corpus linguistics.

mod tei;
mod words;

use super::json;
use chuchu_cite::{bibtex, csl, ris};
use chuchu_index::{PassageView, StoredDocument};
use chuchu_model::{Citation, PartialDate, Span};
use serde::Serialize;
use std::collections::HashSet;
use std::io::{self, Write};

/// A format of citations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    CslJson,
    Bibtex,
    Ris,
}

/// Prints citations, each once; those that name no work are passed over.
pub(crate) struct Citations<'a> {
    out: &'a mut dyn Write,
    form: Form,
    printed: HashSet<Citation>,
    /// Keys of BibTeX, which may not stand twice in a file.
    keys: HashSet<String>,
}

impl<'a> Citations<'a> {
    pub(crate) fn new(out: &'a mut dyn Write, form: Form) -> Self {
        Self { out, form, printed: HashSet::new(), keys: HashSet::new() }
    }

    /// Prints a citation, if no other with the same fields was printed before.
    ///
    /// # Errors
    /// What the stream says.
    pub(crate) fn print(&mut self, id: &str, citation: Citation) -> io::Result<()> {
        let fields = fields(citation);
        if self.printed.contains(&fields) {
            return Ok(());
        }
        match self.form {
            Form::CslJson => match csl::item(id, &fields) {
                Some(item) => json::member(self.out, &item, self.printed.is_empty())?,
                None => return Ok(()),
            },
            Form::Bibtex => match bibtex::entry(&self.unused_key(id), &fields) {
                Some(entry) => self.out.write_all(entry.as_bytes())?,
                None => return Ok(()),
            },
            Form::Ris => match ris::record(id, &fields) {
                Some(record) => self.out.write_all(record.as_bytes())?,
                None => return Ok(()),
            },
        }
        self.printed.insert(fields);
        Ok(())
    }

    /// The key of an id, with a number where another has it already.
    fn unused_key(&mut self, id: &str) -> String {
        let key = bibtex::key(id);
        let numbered = (2_u64..).map(|n| format!("{key}-{n}"));
        let mut keys = std::iter::once(key.clone()).chain(numbered);
        let unused = keys.find(|key| !self.keys.contains(key)).unwrap_or(key);
        self.keys.insert(unused.clone());
        unused
    }

    /// Ends the list.
    ///
    /// # Errors
    /// What the stream says.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self.form {
            Form::CslJson => json::end(self.out, self.printed.is_empty()),
            Form::Bibtex | Form::Ris => Ok(()),
        }
    }
}

/// What a citation says, without how and where it is printed.
fn fields(mut citation: Citation) -> Citation {
    citation.raw.clear();
    citation.span = None;
    citation.diagnostics.clear();
    if let Some(work) = &mut citation.work {
        work.span = None;
    }
    citation
}

/// A format of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Texts {
    Jsonl,
    Tei,
    Conllu,
    Vertical,
}

/// Where the words of a text stand.
pub(crate) type WordsOf<'a> = &'a dyn Fn(&str) -> Vec<Span>;

impl Texts {
    /// Whether the words of each passage are printed.
    pub(crate) fn wants_words(self) -> bool {
        matches!(self, Self::Conllu | Self::Vertical)
    }

    pub(crate) fn begin(self, out: &mut dyn Write) -> io::Result<()> {
        if self == Self::Tei { out.write_all(tei::BEGIN.as_bytes()) } else { Ok(()) }
    }

    pub(crate) fn document(
        self,
        out: &mut dyn Write,
        stored: &StoredDocument,
        passages: &[PassageView],
        words: WordsOf<'_>,
    ) -> io::Result<()> {
        match self {
            Self::Jsonl => json::line(out, &Line::of(stored)),
            Self::Tei => tei::document(out, stored),
            Self::Conllu => words::conllu(out, stored, passages, words),
            Self::Vertical => words::vertical(out, stored, passages, words),
        }
    }

    pub(crate) fn end(self, out: &mut dyn Write) -> io::Result<()> {
        if self == Self::Tei { out.write_all(tei::END.as_bytes()) } else { Ok(()) }
    }
}

/// A document as `add` reads it.
#[derive(Debug, Serialize)]
struct Line<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    text: &'a str,
}

impl<'a> Line<'a> {
    fn of(stored: &'a StoredDocument) -> Self {
        Self {
            id: stored.document.id.as_str(),
            title: stored.title.as_deref(),
            date: stored.date,
            author: stored.author.as_deref(),
            text: &stored.text,
        }
    }
}
