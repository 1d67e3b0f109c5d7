//! What `chuchu check` and `chuchu trace` are asked: manuscripts and how to report on them, sentences.

use super::{Files, Format, files};
use crate::args::check as args;
use anyhow::bail;
use chuchu_model::Verdict;
use chuchu_text::Encoding;
use std::path::PathBuf;

/// Sentences to trace.
#[derive(Debug)]
pub(crate) enum Sentences {
    /// This one.
    One(String),
    /// A file of JSON lines.
    Batch(PathBuf),
    /// All of standard input is one; `asked` where it was named. `None` where its encoding is to be found out.
    Standard { asked: bool, encoding: Option<Encoding> },
}

/// Manuscripts to check.
#[derive(Debug)]
pub(crate) struct Checking {
    pub(crate) files: Files,
    /// The verdicts that an editor must look at; `None` leaves it to the house.
    pub(crate) fail_on: Option<Vec<Verdict>>,
    /// `None` leaves it to the house.
    pub(crate) form: Option<ReportForm>,
    /// Whether CSV begins with a byte-order mark.
    pub(crate) bom: bool,
    pub(crate) output: Option<PathBuf>,
    /// Where the Word file goes with its comments.
    pub(crate) annotated: Option<PathBuf>,
    /// Whether borrowings without quotation marks are looked for.
    pub(crate) unmarked: bool,
    pub(crate) watch: bool,
    pub(crate) house: House,
}

/// Where the rules of the house stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum House {
    /// In the nearest file above a manuscript, or in the working folder.
    Nearest,
    /// In this file.
    File(PathBuf),
    /// Nowhere.
    Nowhere,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReportForm {
    Text,
    Json,
    Html,
    Sarif,
    Csv,
}

impl ReportForm {
    /// All of them by name.
    pub(crate) const NAMED: [(&'static str, Self); 5] = [
        ("text", Self::Text),
        ("json", Self::Json),
        ("html", Self::Html),
        ("sarif", Self::Sarif),
        ("csv", Self::Csv),
    ];

    /// As the stream that it goes to knows it.
    pub(crate) fn stream(self) -> Format {
        if self == Self::Text { Format::Text } else { Format::Json }
    }
}

impl Checking {
    /// A report that is one whole cannot be written anew to a stream.
    ///
    /// # Errors
    /// Watching, with a report of this form, and no file for it.
    pub(crate) fn can_be(&self, form: ReportForm) -> anyhow::Result<()> {
        let whole = !matches!(form, ReportForm::Text | ReportForm::Json);
        if self.watch && whole && self.output.is_none() {
            bail!(
                "--watch: a report of this format is written anew at every save; name its file with --output FILE"
            );
        }
        Ok(())
    }

    pub(super) fn of(typed: args::Check) -> anyhow::Result<Self> {
        let house = match (typed.config, typed.no_config) {
            (Some(path), _) => House::File(path),
            (None, true) => House::Nowhere,
            (None, false) => House::Nearest,
        };
        let fail_on = typed.fail_on.map(|words| verdicts(words.iter().map(String::as_str)));
        let fail_on = match fail_on.transpose() {
            Ok(verdicts) => verdicts,
            Err(error) => bail!("--fail-on: {error}"),
        };
        if typed.annotate.is_some() && typed.files.len() > 1 {
            bail!("--annotate: one manuscript at a time; {} are given", typed.files.len());
        }
        let checking = Self {
            files: files(typed.files, &typed.reading),
            fail_on,
            form: typed.format.map(ReportForm::from),
            bom: typed.bom,
            output: typed.output,
            annotated: typed.annotate,
            unmarked: typed.unmarked,
            watch: typed.watch,
            house,
        };
        checking.form.map_or(Ok(()), |form| checking.can_be(form))?;
        Ok(checking)
    }
}

/// The verdicts of these names; `none` alone for no verdict.
///
/// # Errors
/// A word that names none.
pub(crate) fn verdicts<'a>(words: impl IntoIterator<Item = &'a str>) -> anyhow::Result<Vec<Verdict>> {
    let words: Vec<&str> = words.into_iter().map(str::trim).collect();
    if words == ["none"] {
        return Ok(Vec::new());
    }
    words.into_iter().map(verdict).collect()
}

fn verdict(word: &str) -> anyhow::Result<Verdict> {
    match Verdict::ALL.into_iter().find(|verdict| verdict.as_str() == word) {
        Some(verdict) => Ok(verdict),
        None => {
            let known = Verdict::ALL.map(Verdict::as_str).join(", ");
            bail!("{word:?} is no verdict; give some of {known}, or none alone")
        }
    }
}

impl Sentences {
    pub(super) fn of(typed: args::SentenceInput, encoding: Option<Encoding>) -> Self {
        match (typed.text, typed.batch) {
            (_, Some(path)) => Self::Batch(path),
            (Some(text), None) if text == "-" => Self::Standard { asked: true, encoding },
            (Some(text), None) => Self::One(text),
            (None, None) => Self::Standard { asked: false, encoding },
        }
    }
}

impl From<args::ReportFormat> for ReportForm {
    fn from(typed: args::ReportFormat) -> Self {
        match typed {
            args::ReportFormat::Text => Self::Text,
            args::ReportFormat::Json => Self::Json,
            args::ReportFormat::Html => Self::Html,
            args::ReportFormat::Sarif => Self::Sarif,
            args::ReportFormat::Csv => Self::Csv,
        }
    }
}
