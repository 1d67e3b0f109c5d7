//! Damage: a flipped bit or a lost end in each kind of file of an index.

use crate::model::{Change, MARK, Model, text};
use crate::program::{Program, Run};
use crate::random::Random;
use anyhow::{Context as _, Result, ensure};
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// What happened to one kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Times it was damaged.
    pub damaged: usize,
    /// Of these, times that some command named the damage unasked.
    pub named: usize,
    /// Times that a verification named it.
    pub verified: usize,
    /// Times that neither did, and all answers were what they are without damage.
    pub harmless: usize,
    /// Times that a command answered otherwise without a word; the verification named each.
    pub silent: usize,
}

/// What happened, by kind of file.
#[derive(Debug, Default)]
pub struct Damages {
    /// The kinds, by extension or name.
    pub kinds: BTreeMap<String, Tally>,
}

impl fmt::Display for Damages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (kind, t) in &self.kinds {
            let Tally { damaged, named, verified, harmless, silent } = t;
            writeln!(
                f,
                "  {kind:<14} damaged {damaged}: named unasked {named}, by verification {verified}, harmless {harmless}, answered otherwise {silent}"
            )?;
        }
        Ok(())
    }
}

/// What is asked after each damage; no answer has a time in it.
fn questions() -> Vec<Vec<&'static str>> {
    vec![
        vec!["list", "--format", "jsonl"],
        vec!["search", MARK, "--all", "--format", "jsonl"],
        vec!["search", "改革 群众 NOT 工业", "--all", "--ids"],
        vec!["count", "群众路线"],
        vec!["show", "k0-1", "--format", "json"],
        vec!["status"],
    ]
}

/// Damages files so many times. Each time: every command answers as before or names the damage in one line
/// with status 2; a verification names the damaged file, or all answers are as before; nothing panics.
///
/// # Errors
/// When it is otherwise.
pub fn damage(
    binary: &Path,
    rounds: usize,
    documents: usize,
    seed: u64,
    mut tell: impl FnMut(&str),
) -> Result<Damages> {
    let mut random = Random::new(seed);
    let program = prepared(binary, documents, &mut random)?;
    let answers = questions().iter().map(|q| program.run(q)?.done()).collect::<Result<Vec<_>>>()?;
    let answers: Vec<String> = answers.into_iter().map(|run| run.out).collect();
    let mut kinds: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for entry in std::fs::read_dir(program.index())?.flatten() {
        if entry.metadata()?.len() > 0 {
            kinds.entry(kind(&entry.path())).or_default().push(entry.path());
        }
    }
    let mut report = Damages::default();
    let names: Vec<String> = kinds.keys().cloned().collect();
    for round in 0..rounds {
        let name = names.get(round % names.len()).context("an index without files")?;
        let mut files = kinds.get(name).cloned().unwrap_or_default();
        files.sort();
        let file = random.pick(&files).context("a kind without files")?;
        let tally = report.kinds.entry(name.clone()).or_default();
        let whole = std::fs::read(file)?;
        let (what, damaged) = hurt(&mut random, &whole);
        std::fs::write(file, damaged)?;
        judge(&program, &answers, file, tally)
            .with_context(|| format!("seed {seed}, round {round}, {what} of {}", file.display()))?;
        std::fs::write(file, whole)?;
        if (round + 1).is_multiple_of(50) {
            tell(&format!("{} files damaged", round + 1));
        }
    }
    for (question, answer) in questions().iter().zip(&answers) {
        ensure!(
            program.run(question)?.done()?.out == *answer,
            "the index does not answer as before after it was restored"
        );
    }
    Ok(report)
}

fn kind(path: &Path) -> String {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let extension = path.extension().map(|e| e.to_string_lossy().into_owned()).unwrap_or_default();
    if extension == "json" { name } else { extension }
}

/// An index of some segments, with removed and replaced documents.
fn prepared(binary: &Path, documents: usize, random: &mut Random) -> Result<Program> {
    let program = Program::with_empty_index(binary)?;
    let make = |change: Change| {
        let arguments = change.arguments(&program, "change.jsonl")?;
        program.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>())?.done()
    };
    for part in 0..4 {
        let n = documents.div_ceil(4).max(4);
        make(Change::Add((0..n).map(|n| (format!("k{part}-{n}"), text(random, 20))).collect()))?;
    }
    make(Change::Remove(vec!["k1-1".to_owned(), "k2-0".to_owned()]))?;
    make(Change::Add(Model::from([("k3-2".to_owned(), text(random, 9))])))?;
    Ok(program)
}

/// A bit flipped, or the end cut off.
fn hurt(random: &mut Random, whole: &[u8]) -> (String, Vec<u8>) {
    let at = random.below(whole.len());
    let mut damaged = whole.to_vec();
    if random.below(4) == 0 {
        damaged.truncate(at);
        return (format!("cut at {at}"), damaged);
    }
    let bit = random.below(8);
    if let Some(byte) = damaged.get_mut(at) {
        *byte ^= 1 << bit;
    }
    (format!("bit {bit} of byte {at}"), damaged)
}

fn judge(program: &Program, answers: &[String], file: &Path, tally: &mut Tally) -> Result<()> {
    tally.damaged += 1;
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let (mut named, mut otherwise) = (false, false);
    for (question, answer) in questions().iter().zip(answers) {
        let run = program.run(question)?;
        if run.code == Some(0) && run.err.is_empty() {
            otherwise |= run.out != *answer;
        } else {
            is_named(run).with_context(|| format!("{question:?}"))?;
            named = true;
        }
    }
    let verification = program.run(&["status", "--verify", "--format", "json"])?;
    let verified = verification.code != Some(0);
    if verified {
        // A file without checksum of its own may be named as the index.
        let parts: &[&str] = if name.ends_with("json") { &[] } else { &[&name] };
        verification.refused(&[&["index", "chuchu init"], parts].concat()).context("status --verify")?;
    }
    ensure!(verified || !named, "the verification does not see what a command saw");
    ensure!(verified || !otherwise, "a wrong answer that no verification names");
    tally.named += usize::from(named);
    tally.verified += usize::from(verified);
    tally.harmless += usize::from(!verified);
    tally.silent += usize::from(otherwise);
    Ok(())
}

/// Damage is named with the remedy.
fn is_named(run: Run) -> Result<Run> {
    run.refused(&["index", "chuchu init"])
}
