//! Check: manuscripts against the corpus. `desk` checks one, `watch` does it again at every save.

mod annotate;
mod desk;
mod watch;

use crate::answer::{CheckedFile, Totals};
use crate::complaint;
use crate::output::{Outcome, deliver, remark};
use crate::render::{self, Records, report::report, text};
use crate::request::Format;
use crate::request::check::{Checking, ReportForm};
use chuchu_index::{Corpus, Failure};
use chuchu_report::About;
use desk::Desk;
use std::io::Write;
use std::path::Path;

/// One file gives one report, several give a list; a file that cannot be read is named and the rest go on.
pub(super) fn check(corpus: &Corpus, checking: &Checking) -> anyhow::Result<Outcome> {
    let mut desk = Desk::new(corpus, checking)?;
    if checking.watch {
        return watch::watch(&mut desk, checking);
    }
    let file = checking.output.as_deref();
    match desk.form {
        ReportForm::Text | ReportForm::Json => {
            let outcome = deliver(file, desk.form.stream(), |out| stream(&mut desk, out))?;
            desk.unused().iter().for_each(|line| remark(line));
            Ok(outcome)
        }
        _ => collect(&mut desk, checking),
    }
}

/// Reports one after the other, as they are made.
fn stream(desk: &mut Desk<'_>, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let format = desk.form.stream();
    let mut totals = Totals::default();
    let mut worst = Outcome::Done;
    if let [file] = desk.paths() {
        let checked = desk.check(file)?.map_err(alone)?;
        totals.add(&checked);
        render::value(out, format, &checked, text::check)?;
        worst = outcome(&checked);
    } else {
        let mut records = Records::new(out, format, text::check);
        for file in desk.paths() {
            match desk.check(file)? {
                Ok(checked) => {
                    worst = worst.and(outcome(&checked));
                    totals.add(&checked);
                    records.print(&checked)?;
                }
                Err(failure) => {
                    complaint::failure(&failure);
                    worst = Outcome::Failed;
                }
            }
        }
        records.finish()?;
    }
    if format == Format::Text {
        text::totals(out, &totals)?;
        out.flush()?;
    }
    Ok(worst)
}

/// One report on all of them.
fn collect(desk: &mut Desk<'_>, checking: &Checking) -> anyhow::Result<Outcome> {
    let (mut files, mut failures) = (Vec::new(), Vec::new());
    let mut worst = Outcome::Done;
    for file in desk.paths() {
        match desk.check(file)? {
            Ok(checked) => {
                worst = worst.and(outcome(&checked));
                files.push(checked);
            }
            Err(failure) if desk.paths().len() == 1 => return Err(alone(failure)),
            Err(failure) => {
                complaint::failure(&failure);
                failures.push(format!("{}: {}", failure.path, failure.error));
                worst = Outcome::Failed;
            }
        }
    }
    let notices = desk.unused();
    notices.iter().for_each(|line| remark(line));
    hand_out(desk, checking, &files, &About { failures, notices, ..desk.about()? })?;
    Ok(worst)
}

/// Writes the one report to where it is wanted.
fn hand_out(
    desk: &Desk<'_>,
    checking: &Checking,
    files: &[CheckedFile],
    about: &About,
) -> anyhow::Result<()> {
    deliver(checking.output.as_deref(), desk.form.stream(), |out| {
        Ok(report(out, desk.form, checking.bom, files, about)?)
    })
}

/// A failure that leaves nothing to report on.
fn alone(failure: Failure) -> anyhow::Error {
    let Failure { path, error, .. } = failure;
    anyhow::anyhow!("{path}: {error}")
}

fn outcome(checked: &CheckedFile) -> Outcome {
    if checked.report.has_findings(&checked.fail_on) { Outcome::Attention } else { Outcome::Done }
}

fn shown(file: &Path) -> String {
    file.display().to_string()
}
