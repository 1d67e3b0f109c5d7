//! Check: manuscripts against the corpus.

mod annotate;

use crate::answer::CheckedFile;
use crate::complaint;
use crate::output::{Outcome, answer};
use crate::progress::Progress;
use crate::render::{self, Records, text};
use crate::request::{Files, Format};
use anyhow::Context as _;
use chuchu_index::{CheckOptions, Corpus, Failure, intake};
use chuchu_model::{CheckReport, Verdict};
use chuchu_text::Encoding;
use std::path::Path;

/// One file gives one report, several give a list; a file that cannot be read is named and the rest go on.
pub(super) fn check(
    corpus: &Corpus,
    files: &Files,
    options: CheckOptions,
    (fail_on, annotated): (&[Verdict], Option<&Path>),
    format: Format,
) -> anyhow::Result<Outcome> {
    let desk = Desk { corpus, options, encoding: files.encoding };
    let mut out = answer(format);
    if let [file] = files.paths.as_slice() {
        let checked =
            desk.check(file)?.map_err(|failure| anyhow::anyhow!("{}: {}", failure.path, failure.error))?;
        if let Some(to) = annotated {
            annotate::annotate(file, &text::comments(&checked.report), to)?;
        }
        render::value(&mut *out, format, &checked, text::check)?;
        return Ok(outcome(&checked.report, fail_on));
    }
    let mut records = Records::new(&mut *out, format, text::check);
    let mut worst = Outcome::Done;
    let mut progress = Progress::beside_answers("manuscripts", || intake::total_bytes(&files.paths));
    let mut read = 0;
    for file in &files.paths {
        match desk.check(file)? {
            Ok(checked) => {
                worst = worst.and(outcome(&checked.report, fail_on));
                records.print(&checked)?;
            }
            Err(failure) => {
                complaint::failure(&failure);
                worst = Outcome::Failed;
            }
        }
        read += file.metadata().map_or(0, |data| data.len());
        progress.step_to(read);
    }
    records.finish()?;
    Ok(worst)
}

/// A corpus to check against, and how.
struct Desk<'a> {
    corpus: &'a Corpus,
    options: CheckOptions,
    encoding: Option<Encoding>,
}

impl Desk<'_> {
    fn check(&self, file: &Path) -> anyhow::Result<Result<CheckedFile, Failure>> {
        let name = file.display().to_string();
        let manuscript = match intake::read_file_as(file, self.encoding) {
            Ok(manuscript) => manuscript,
            Err(failure) => return Ok(Err(failure)),
        };
        complaint::left_out(file, &manuscript.left_out);
        let report = self.corpus.check(&name, &manuscript, &self.options).with_context(|| name.clone())?;
        Ok(Ok(CheckedFile { report, text: manuscript.text, places: manuscript.places }))
    }
}

fn outcome(report: &CheckReport, fail_on: &[Verdict]) -> Outcome {
    let fails = fail_on.iter().any(|verdict| report.summary.get(verdict).is_some_and(|n| *n > 0));
    if fails { Outcome::Attention } else { Outcome::Done }
}
