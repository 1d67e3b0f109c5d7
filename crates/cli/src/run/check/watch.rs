//! Checking again at every save, until the program is ended or nobody reads any more.
//!
//! Files are looked at four times a second; that needs no service of the system, works on network folders, and sees
//! a file that an editor replaces by renaming like one that it writes over. A file counts as saved when it looked
//! the same twice and its bytes are others than before; one that is gone or empty for a moment is waited for.

use super::desk::Desk;
use super::{hand_out, shown};
use crate::answer::{CheckedFile, Totals};
use crate::complaint;
use crate::output::{self, Outcome, answer, notice};
use crate::render::{json, text};
use crate::request::Format;
use crate::request::check::{Checking, House, ReportForm};
use crate::settings::located;
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

/// How often files are looked at.
const PACE: Duration = Duration::from_millis(250);
/// After so many looks at nothing somebody is told.
const PATIENCE: u32 = 12;
/// Empties a terminal and what is above it.
const CLEAR: &str = "\u{1b}[2J\u{1b}[3J\u{1b}[H";

/// Watches the manuscripts. Ends only by an error: that of a closed pipe is forgiven elsewhere.
pub(super) fn watch(desk: &mut Desk<'_>, checking: &Checking) -> anyhow::Result<Outcome> {
    checking.can_be(desk.form)?;
    let mut watched: Vec<Watched> = desk.paths().iter().map(|path| Watched::new(path)).collect();
    loop {
        let saved: Vec<bool> = watched.iter_mut().map(|file| file.look(&checking.house)).collect();
        if saved.contains(&true) {
            desk.refresh()?;
            let mut changed = Vec::new();
            for (at, file) in watched.iter_mut().enumerate().filter(|(at, _)| saved.get(*at) == Some(&true)) {
                if file.check(desk) {
                    changed.push(at);
                }
            }
            tell(desk, checking, &watched, &changed)?;
        }
        sleep(PACE);
    }
}

/// Tells what has changed: anew on a terminal and in a file, else line by line.
fn tell(desk: &Desk<'_>, checking: &Checking, watched: &[Watched], changed: &[usize]) -> anyhow::Result<()> {
    let latest = || watched.iter().filter_map(|file| file.checked.as_ref());
    let changed = changed.iter().filter_map(|at| watched.get(*at)?.checked.as_ref());
    if checking.output.is_some() {
        let files: Vec<CheckedFile> = latest().map(copy).collect();
        write_anew(desk, checking, &files)?;
    } else if desk.form == ReportForm::Text && output::is_terminal() {
        return show_anew(latest());
    }
    let records = desk.form == ReportForm::Json && checking.output.is_none();
    let mut out = answer(if records { Format::Json } else { Format::Text });
    for checked in changed {
        if records { json::line(&mut *out, checked)? } else { text::changed(&mut *out, checked)? }
    }
    Ok(out.flush()?)
}

/// The latest reports, on an empty terminal.
fn show_anew<'a>(latest: impl Iterator<Item = &'a CheckedFile>) -> anyhow::Result<()> {
    let mut out = answer(Format::Text);
    let mut totals = Totals::default();
    write!(out, "{CLEAR}")?;
    for checked in latest {
        totals.add(checked);
        text::check(&mut *out, checked)?;
    }
    text::totals(&mut *out, &totals)?;
    Ok(out.flush()?)
}

/// The latest reports, in the file for them.
fn write_anew(desk: &Desk<'_>, checking: &Checking, files: &[CheckedFile]) -> anyhow::Result<()> {
    match desk.form {
        ReportForm::Html | ReportForm::Sarif | ReportForm::Csv => {
            hand_out(desk, checking, files, &desk.about()?)
        }
        ReportForm::Text | ReportForm::Json => {
            let text = desk.form == ReportForm::Text;
            output::deliver(checking.output.as_deref(), desk.form.stream(), |out| {
                for checked in files {
                    if text { text::check(out, checked)? } else { json::line(out, checked)? }
                }
                Ok(())
            })
        }
    }
}

fn copy(checked: &CheckedFile) -> CheckedFile {
    let CheckedFile { report, text, places, surroundings, fail_on } = checked;
    CheckedFile {
        report: report.clone(),
        text: text.clone(),
        places: places.clone(),
        surroundings: surroundings.clone(),
        fail_on: fail_on.clone(),
    }
}

/// How a file looks from outside.
type Look = Option<(u64, SystemTime)>;

/// A manuscript under watch, with the rules of its house.
struct Watched {
    path: PathBuf,
    /// How it looked last, and how the file of its house did.
    looks: (Look, Option<(PathBuf, Look)>),
    /// Whether what it holds was looked into since it looks so.
    settled: bool,
    /// What it held when it was checked last.
    digest: Option<u64>,
    /// How often in a row there was nothing.
    missed: u32,
    checked: Option<CheckedFile>,
}

impl Watched {
    fn new(path: &Path) -> Self {
        let path = path.to_owned();
        Self { path, looks: (None, None), settled: false, digest: None, missed: 0, checked: None }
    }

    /// Whether it was saved, or the rules of its house were, since it was checked last.
    fn look(&mut self, house: &House) -> bool {
        let rules = located(house, &self.path).map(|path| (path.clone(), look_of(&path)));
        let looks = (look_of(&self.path), rules);
        if looks.0.is_none() {
            self.miss();
            return false;
        }
        let same = looks == self.looks;
        if !same {
            (self.looks, self.settled) = (looks, false);
        }
        if !same || self.settled {
            return false;
        }
        let Some(digest) = self.read() else { return false };
        (self.settled, self.missed) = (true, 0);
        let saved = self.digest != Some(digest);
        self.digest = Some(digest);
        saved
    }

    /// There is nothing to look at; if that lasts, somebody is told once.
    fn miss(&mut self) {
        self.missed = self.missed.saturating_add(1);
        self.settled = false;
        if self.missed == PATIENCE {
            notice(&format!("{}: not there, or empty; waiting for it", shown(&self.path)));
            self.digest = None;
        }
    }

    /// A digest of the manuscript and of the rules of its house; `None` where it cannot be read just now.
    fn read(&self) -> Option<u64> {
        let mut hasher = DefaultHasher::new();
        fs::read(&self.path).ok()?.hash(&mut hasher);
        let rules = self.looks.1.as_ref().and_then(|(path, _)| fs::read(path).ok());
        rules.hash(&mut hasher);
        Some(hasher.finish())
    }

    /// Checks it; what is wrong with it, or with the rules of its house, is told and waited out.
    fn check(&mut self, desk: &mut Desk<'_>) -> bool {
        match desk.check(&self.path) {
            Ok(Ok(checked)) => {
                self.checked = Some(checked);
                return true;
            }
            Ok(Err(failure)) => complaint::failure(&failure),
            Err(error) => {
                complaint::report(&error);
            }
        }
        false
    }
}

/// The length of a file that is not empty, and when it was written.
fn look_of(path: &Path) -> Look {
    let data = fs::metadata(path).ok().filter(|data| data.is_file() && data.len() > 0)?;
    Some((data.len(), data.modified().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn looks(file: &mut Watched, expect: [bool; 3]) {
        assert_eq!([(); 3].map(|()| file.look(&House::Nowhere)), expect);
    }

    #[test]
    fn a_save_is_seen_once_when_it_has_settled() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("稿.txt");
        let mut file = Watched::new(&path);
        looks(&mut file, [false, false, false]);
        fs::write(&path, "群众").unwrap();
        looks(&mut file, [false, true, false]);
        fs::write(&path, "群众路线").unwrap();
        looks(&mut file, [false, true, false]);
        fs::write(&path, "群众路线").unwrap();
        looks(&mut file, [false, false, false]);
    }

    #[test]
    fn a_file_that_is_gone_for_a_moment_is_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("稿.txt");
        fs::write(&path, "群众").unwrap();
        let mut file = Watched::new(&path);
        looks(&mut file, [false, true, false]);
        fs::remove_file(&path).unwrap();
        looks(&mut file, [false, false, false]);
        let beside = folder.path().join("稿.txt.new");
        fs::write(&beside, "群众路线").unwrap();
        fs::rename(&beside, &path).unwrap();
        looks(&mut file, [false, true, false]);
        fs::write(&path, "").unwrap();
        looks(&mut file, [false, false, false]);
    }
}
