//! Kills: SIGKILL at any moment of add, replace, remove and the merges that follow them.

use crate::model::{Change, Model, expected, held};
use crate::program::Program;
use crate::random::Random;
use anyhow::{Context as _, Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

/// What happened.
#[derive(Debug, Default)]
pub struct Kills {
    /// Runs that a kill ended.
    pub kills: usize,
    /// Runs that ended before the kill came.
    pub unhurt: usize,
    /// Kills after which the commit in flight was there.
    pub after_commit: usize,
    /// Kills by kind of change.
    pub by_kind: BTreeMap<&'static str, usize>,
}

impl fmt::Display for Kills {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kills, unhurt, after_commit, by_kind } = self;
        write!(
            f,
            "{kills} kills {by_kind:?}, {after_commit} of them after the commit; {unhurt} runs came to their end"
        )
    }
}

/// When to kill.
enum Moment {
    /// Not at all.
    Never,
    /// After so long.
    Time(Duration),
    /// After so many changes of the folder: these are the steps of a commit or merge.
    Step(usize),
}

/// Kills the binary so many times; after each the index must open, be whole and hold exactly the documents
/// of the last commit, or of the one in flight.
///
/// # Errors
/// The first time that it does not.
pub fn kills(binary: &Path, rounds: usize, seed: u64, mut tell: impl FnMut(&str)) -> Result<Kills> {
    let program = Program::with_empty_index(binary)?;
    let mut random = Random::new(seed);
    let (mut model, mut report) = (Model::new(), Kills::default());
    let mut usual: BTreeMap<&str, (Duration, usize)> = BTreeMap::new();
    let mut serial = 0;
    while report.kills < rounds {
        serial += 1;
        ensure!(serial <= 4 * rounds + 20, "the kills come too late: {report}");
        let change = Change::any(&mut random, &model, serial);
        let moment = match (usual.get(change.kind()), random.below(2)) {
            (Some((span, _)), 0) => Moment::Time(span.mul_f64(random.below(1200) as f64 / 1000.0)),
            (Some((_, steps)), _) => Moment::Step(random.between(1, *steps)),
            // The first of its kind tells how long it takes.
            (None, _) => Moment::Never,
        };
        let begun = Instant::now();
        let (ended, steps) = strike(&program, &change, &moment)?;
        if ended && matches!(moment, Moment::Never) {
            usual.insert(change.kind(), (begun.elapsed(), steps.max(1)));
        }
        let context = || format!("seed {seed}, change {serial}, {}, killed: {}", change.kind(), !ended);
        model = judge(&program, &model, &change, ended, &mut report).with_context(context)?;
        if serial.is_multiple_of(20) {
            tell(&report.to_string());
        }
    }
    leaves_nothing(&program, &model)?;
    Ok(report)
}

/// Makes the change and kills it at the moment; whether it came to its end before, and after how many steps.
fn strike(program: &Program, change: &Change, moment: &Moment) -> Result<(bool, usize)> {
    let arguments = change.arguments(program, "change.jsonl")?;
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut child = program.start(&arguments, "change")?;
    let steps = wait_for(program, &mut child, moment)?;
    child.kill()?;
    let run = program.finish(child, "change")?;
    if run.code.is_some() {
        run.done()?;
        return Ok((true, steps));
    }
    Ok((false, steps))
}

/// Waits until the moment has come or the run has ended; counts the changes of the folder meanwhile.
fn wait_for(program: &Program, child: &mut Child, moment: &Moment) -> Result<usize> {
    let begun = Instant::now();
    let (mut seen, mut steps) = (look(program), 0);
    while child.try_wait()?.is_none() {
        let now = look(program);
        steps += usize::from(now != seen);
        seen = now;
        let has_come = match moment {
            Moment::Never => false,
            Moment::Time(span) => begun.elapsed() >= *span,
            Moment::Step(step) => steps >= *step,
        };
        if has_come {
            break;
        }
    }
    Ok(steps)
}

/// Names of the files, and when the commit was made.
fn look(program: &Program) -> BTreeSet<(String, Option<std::time::SystemTime>)> {
    let entries = std::fs::read_dir(program.index()).into_iter().flatten().flatten();
    let entry = |entry: std::fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let at = name.ends_with("json").then(|| entry.metadata().ok()?.modified().ok()).flatten();
        (name, at)
    };
    entries.map(entry).collect()
}

/// Compares what the index holds with what it must, and tells what it holds.
fn judge(
    program: &Program,
    before: &Model,
    change: &Change,
    ended: bool,
    report: &mut Kills,
) -> Result<Model> {
    let after = change.applied(before);
    let held = held(program)?;
    if ended {
        report.unhurt += 1;
        ensure!(held == expected(&after), "an acknowledged change is not there as it was made");
        return Ok(after);
    }
    report.kills += 1;
    *report.by_kind.entry(change.kind()).or_default() += 1;
    if held == expected(&after) {
        report.after_commit += usize::from(after != *before);
        return Ok(after);
    }
    ensure!(held == expected(before), "the index holds neither the last commit nor the one in flight");
    Ok(before.clone())
}

/// After one more change that nobody disturbs no file is left that no commit names.
fn leaves_nothing(program: &Program, model: &Model) -> Result<()> {
    let last = Change::Add(Model::from([("last".to_owned(), crate::model::text(&mut Random::new(1), 4))]));
    let arguments = last.arguments(program, "change.jsonl")?;
    program.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>())?.done()?;
    ensure!(held(program)? == expected(&last.applied(model)));
    let status = program.run(&["status", "--verify", "--format", "json"])?.done()?;
    let status: serde_json::Value = serde_json::from_str(&status.out)?;
    let files =
        std::fs::read_dir(program.index())?.flatten().map(|e| e.file_name().to_string_lossy().into_owned());
    let (hidden, shown): (Vec<String>, Vec<String>) = files.partition(|name| name.starts_with('.'));
    ensure!(status["verification"]["files"] == shown.len() - 1, "files that no commit names: {shown:?}");
    ensure!(hidden.iter().all(|name| !name.starts_with(".tmp")), "temporary files: {hidden:?}");
    Ok(())
}
