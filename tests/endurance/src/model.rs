//! What an index must hold: [`Model`], the changes that are made to it, and a look at what the binary says it
//! holds.

use crate::program::Program;
use crate::random::Random;
use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Stands in every line of every document, so that one search finds every passage.
pub(crate) const MARK: &str = "始终如一";

/// Characters to make texts of.
const INK: [&str; 16] = [
    "人民", "群众", "路线", "作风", "建设", "发展", "改革", "历史", "现实", "学习", "调查", "研究", "农村",
    "工业", "科学", "文化",
];

/// Documents by id.
pub(crate) type Model = BTreeMap<String, String>;

/// A change that one run of the binary makes.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    /// Adds or replaces documents.
    Add(Model),
    /// Removes documents.
    Remove(Vec<String>),
}

/// A text of some lines, each with [`MARK`].
pub(crate) fn text(random: &mut Random, lines: usize) -> String {
    let mut text = String::new();
    for line in 0..lines {
        let _ = write!(text, "{}", line + 1); // a String takes everything
        for _ in 0..random.between(3, 30) {
            text.push_str(random.pick(&INK).copied().unwrap_or("人"));
        }
        text.push_str(MARK);
        text.push_str("。\n");
    }
    text
}

impl Change {
    /// A change to a model, of all kinds and sizes.
    pub(crate) fn any(random: &mut Random, model: &Model, serial: usize) -> Self {
        let ids: Vec<&String> = model.keys().collect();
        let some = |random: &mut Random, n: usize| -> Vec<String> {
            (0..n).filter_map(|_| random.pick(&ids).map(|id| (*id).clone())).collect()
        };
        let kind = if model.len() > 150 { 9 } else { random.below(10) };
        match kind {
            // Many small commits make segments that are merged.
            0..=3 => Self::Add(
                (0..random.between(1, 3)).map(|n| (format!("d{serial}-{n}"), text(random, 4))).collect(),
            ),
            4 | 5 => Self::Add(
                (0..random.between(20, 50)).map(|n| (format!("d{serial}-{n}"), text(random, 30))).collect(),
            ),
            6 | 7 if !model.is_empty() => {
                let n = random.between(1, 20);
                Self::Add(some(random, n).into_iter().map(|id| (id, text(random, 6))).collect())
            }
            8 if !model.is_empty() => {
                let n = random.between(1, 5);
                Self::Remove(some(random, n))
            }
            9 if model.len() > 20 => {
                let n = random.between(model.len() / 4, model.len());
                Self::Remove(some(random, n))
            }
            _ => Self::Add(BTreeMap::from([(format!("d{serial}"), text(random, 4))])),
        }
    }

    /// The model after it.
    pub(crate) fn applied(&self, model: &Model) -> Model {
        let mut after = model.clone();
        match self {
            Self::Add(documents) => after.extend(documents.clone()),
            Self::Remove(ids) => after.retain(|id, _| !ids.contains(id)),
        }
        after
    }

    /// What kind it is.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Add(documents) if documents.len() > 19 => "large add",
            Self::Add(_) => "small add",
            Self::Remove(_) => "remove",
        }
    }

    /// Arguments for the binary; documents are laid out in its folder first.
    pub(crate) fn arguments(&self, program: &Program, file: &str) -> Result<Vec<String>> {
        match self {
            Self::Add(documents) => {
                let path = program.folder().join(file);
                std::fs::write(&path, lines(documents))?;
                Ok(vec!["add".to_owned(), path.display().to_string()])
            }
            Self::Remove(ids) => {
                let mut ids = ids.clone();
                ids.sort();
                ids.dedup();
                Ok(std::iter::once("remove".to_owned()).chain(ids).collect())
            }
        }
    }
}

/// Documents as JSON lines.
pub(crate) fn lines(documents: &Model) -> String {
    documents.iter().map(|(id, text)| format!("{}\n", json!({"id": id, "text": text}))).collect()
}

/// Strips what stands between passages.
fn inked(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The index must open and be whole, and what it holds is told. Blanks do not count.
pub(crate) fn held(program: &Program) -> Result<Model> {
    let status =
        program.run(&["status", "--verify", "--format", "json"])?.done().context("status --verify")?;
    let status: Value = serde_json::from_str(&status.out)?;
    let listed = ids(program)?;
    ensure!(status["documents"] == listed.len() && status["verification"]["documents"] == listed.len());
    let mut held: Model = listed.into_iter().map(|id| (id, String::new())).collect();
    for (doc, _, text) in passages(program, "held")? {
        held.get_mut(&doc).with_context(|| format!("{doc} is found but not listed"))?.push_str(&inked(&text));
    }
    Ok(held)
}

fn ids(program: &Program) -> Result<Vec<String>> {
    let list = program.run(&["list", "--format", "jsonl"])?.done()?;
    let id = |line: &str| -> Result<String> {
        Ok(serde_json::from_str::<Value>(line)?["id"].as_str().context("no id")?.to_owned())
    };
    list.out.lines().map(id).collect()
}

/// All passages, by document and place, from one search.
pub(crate) fn passages(program: &Program, name: &str) -> Result<Vec<(String, u64, String)>> {
    let found = program.run_as(&["search", MARK, "--all", "--format", "jsonl"], name)?.done()?;
    let mut passages = Vec::new();
    for line in found.out.lines() {
        let hit: Value = serde_json::from_str(line)?;
        let doc = hit["doc"].as_str().context("no doc")?.to_owned();
        let place = hit["hits"][0]["start"].as_u64().context("no hit")?;
        passages.push((doc, place, hit["text"].as_str().context("no text")?.to_owned()));
    }
    passages.sort();
    Ok(passages)
}

/// A model as [`held`] tells it.
pub(crate) fn expected(model: &Model) -> Model {
    model.iter().map(|(id, text)| (id.clone(), inked(text))).collect()
}
