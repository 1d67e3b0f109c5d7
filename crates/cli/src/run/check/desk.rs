//! The desk: checks one manuscript after the other, each by the rules of its own house.

use super::{annotate, shown};
use crate::answer::CheckedFile;
use crate::complaint;
use crate::progress::Progress;
use crate::request::check::{Checking, ReportForm};
use crate::settings::{self, Settings};
use anyhow::Context as _;
use chuchu_index::{Corpus, Error, Failure, intake};
use chuchu_model::{CheckReport, Verdict};
use chuchu_report::About;
use chuchu_report::comments::comments;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Characters of the source shown on each side of a match.
const AROUND: usize = 40;

/// A corpus to check against, and how.
pub(super) struct Desk<'a> {
    corpus: &'a Corpus,
    checking: &'a Checking,
    /// How the report is written: as asked, else as the house of the first manuscript has it, else text.
    pub(super) form: ReportForm,
    entries: Vec<Entry>,
}

/// An entry of an ignore list that was read.
struct Entry {
    path: PathBuf,
    line: usize,
    text: String,
    used: bool,
}

impl<'a> Desk<'a> {
    pub(super) fn new(corpus: &'a Corpus, checking: &'a Checking) -> anyhow::Result<Self> {
        let house = match (checking.form, checking.files.paths.first()) {
            (None, Some(first)) => Settings::of(&checking.house, first)?.form,
            _ => None,
        };
        let form = checking.form.or(house).unwrap_or(ReportForm::Text);
        Ok(Self { corpus, checking, form, entries: Vec::new() })
    }

    pub(super) fn paths(&self) -> &'a [PathBuf] {
        &self.checking.files.paths
    }

    pub(super) fn check(&mut self, file: &Path) -> anyhow::Result<Result<CheckedFile, Failure>> {
        let mut settings = Settings::of(&self.checking.house, file)?;
        settings.options.unmarked |= self.checking.unmarked;
        let name = shown(file);
        let manuscript = match intake::read_file_as(file, self.checking.files.encoding) {
            Ok(manuscript) => manuscript,
            Err(failure) => return Ok(Err(failure)),
        };
        complaint::left_out(file, &manuscript.left_out);
        let mut bar = Progress::of_parts(name.clone());
        let report = self
            .corpus
            .check_with(&name, &manuscript, &settings.options, &mut |done, all| {
                bar.reach(done, all);
                ControlFlow::Continue(())
            })
            .with_context(|| name.clone())?;
        drop(bar);
        self.note(&settings, &report);
        let wants = self.form == ReportForm::Html;
        let surroundings = if wants { self.corpus.all_surroundings(&report, AROUND)? } else { Vec::new() };
        let fail_on =
            self.checking.fail_on.clone().or(settings.fail_on).unwrap_or_else(Verdict::wanting_attention);
        if let Some(to) = &self.checking.annotated {
            annotate::annotate(file, comments(&report, &fail_on), to)?;
        }
        let (text, places) = (manuscript.text, manuscript.places);
        Ok(Ok(CheckedFile { report, text, places, surroundings, fail_on }))
    }

    /// Remembers which entries of an ignore list were of use.
    fn note(&mut self, settings: &Settings, report: &CheckReport) {
        let Some(path) = &settings.path else { return };
        let used = |text: &str| {
            report.items.iter().any(|item| item.ignored.as_ref().is_some_and(|ignored| ignored.entry == text))
        };
        for (entry, line) in settings.options.ignore.iter().zip(&settings.lines) {
            let used = used(entry.text());
            match self.entries.iter_mut().find(|known| known.path == *path && known.line == *line) {
                Some(known) => known.used |= used,
                None => {
                    let (path, text) = (path.clone(), entry.text().to_owned());
                    self.entries.push(Entry { path, line: *line, text, used });
                }
            }
        }
    }

    /// A line for each entry of an ignore list that named no quotation of any manuscript.
    pub(super) fn unused(&self) -> Vec<String> {
        let unused = self.entries.iter().filter(|entry| !entry.used);
        let line = |Entry { path, line, text, .. }: &Entry| {
            format!("{}:{line}: this ignore entry names no quotation: “{text}”", settings::shown(path))
        };
        unused.map(line).collect()
    }

    /// What a report says of the run.
    pub(super) fn about(&self) -> anyhow::Result<About> {
        let status = self.corpus.status()?;
        let corpus = Some((status.documents as u64, status.chars));
        Ok(About { version: env!("CARGO_PKG_VERSION").to_owned(), corpus, ..About::default() })
    }

    /// What was committed to the index since it was opened is seen from now on.
    pub(super) fn refresh(&self) -> Result<(), Error> {
        self.corpus.reload()
    }
}
