//! Dispersion: how evenly a word is spread over documents or years.

use super::collocates::{node, places};
use super::frequency::per_million;
use super::pass::{self, Page};
use super::scope::Scope;
use crate::snapshot::Snapshot;
use crate::statistics::dispersion::{Dispersion, Part, dispersion};
use crate::{Corpus, Error};
use serde::Serialize;
use std::collections::BTreeMap;
use tantivy::DocAddress;

/// What the parts are over which a word is spread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// Documents.
    #[default]
    Document,
    /// Years; passages without a date do not count.
    Year,
}

/// What is asked of a dispersion.
#[derive(Clone, Debug, Default)]
pub struct SpreadOptions {
    /// Which passages count.
    pub scope: Scope,
    /// Documents or years.
    pub by: PartKind,
}

/// How a word is spread. The measures are absent where it does not occur.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Spread {
    /// What was looked for, folded.
    pub item: String,
    /// What the parts are.
    pub by: PartKind,
    /// How often it occurs.
    pub count: u64,
    /// How many parts there are.
    pub parts: u64,
    /// In how many of them it occurs.
    pub range: u64,
    /// See [`Dispersion::dp`].
    pub dp: Option<f64>,
    /// See [`Dispersion::dp_norm`].
    pub dp_norm: Option<f64>,
    /// See [`Dispersion::juilland_d`].
    pub juilland_d: Option<f64>,
    /// Part by part, in order of id or year.
    pub shares: Vec<Share>,
}

/// What one part has of a word.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Share {
    /// The document or year.
    pub part: String,
    /// Its size, in characters (letters and digits, no marks).
    pub chars: u64,
    /// How often the word occurs in it.
    pub count: u64,
    /// How often in a million characters.
    pub per_million: f64,
}

/// A part while it is counted: where one of its passages is, its size, and the count of each word.
struct Bin {
    at: DocAddress,
    chars: u64,
    counts: Vec<u64>,
}

/// The parts by document number or year.
type Bins = BTreeMap<u64, Bin>;

impl Corpus {
    /// How evenly words are spread over documents or years. Sizes and counts are of characters, whatever the
    /// word borders; a word may be any run of characters.
    ///
    /// Cost: one pass over the texts of the scope for all words together.
    ///
    /// # Errors
    /// [`Error::Empty`], [`Error::TooLong`], [`Error::Query`], [`Error::NoDocument`], [`Error::Engine`].
    pub fn spread(&self, words: &[String], options: &SpreadOptions) -> Result<Vec<Spread>, Error> {
        let nodes: Vec<Vec<char>> = words.iter().map(|word| node(word)).collect::<Result<_, _>>()?;
        let snapshot = self.snapshot();
        let passages = options.scope.passages(&snapshot)?;
        let take = |bins: &mut Bins, page: &Page<'_, '_>| {
            let Some(key) = key(&snapshot, page, options.by) else { return Ok(()) };
            let fresh = || Bin { at: page.at, chars: 0, counts: vec![0; nodes.len()] };
            let bin = bins.entry(key).or_insert_with(fresh);
            let letters = page.letters();
            bin.chars += letters.len() as u64;
            for (count, node) in bin.counts.iter_mut().zip(&nodes) {
                *count += places(&letters, node).len() as u64;
            }
            Ok(())
        };
        let mut all = Bins::new();
        for (key, bin) in pass::over(&snapshot, &passages, Bins::new, take)?.into_iter().flatten() {
            match all.get_mut(&key) {
                None => {
                    all.insert(key, bin);
                }
                Some(there) => {
                    there.chars += bin.chars;
                    there.counts.iter_mut().zip(bin.counts).for_each(|(own, more)| *own += more);
                }
            }
        }
        let names = names(&snapshot, &all, options.by)?;
        let word =
            |(n, node): (usize, Vec<char>)| spread(node.into_iter().collect(), n, &all, &names, options.by);
        Ok(nodes.into_iter().enumerate().map(word).collect())
    }
}

fn key(snapshot: &Snapshot, page: &Page, by: PartKind) -> Option<u64> {
    match by {
        PartKind::Document => Some(page.document),
        PartKind::Year => snapshot.first_day(page.at).map(|day| day / 10_000),
    }
}

/// What the parts are called.
fn names(snapshot: &Snapshot, bins: &Bins, by: PartKind) -> Result<Vec<String>, Error> {
    let name = |(key, bin): (&u64, &Bin)| match by {
        PartKind::Document => Ok(snapshot.document_of(bin.at)?.to_string()),
        PartKind::Year => Ok(key.to_string()),
    };
    bins.iter().map(name).collect()
}

fn spread(item: String, number: usize, bins: &Bins, names: &[String], by: PartKind) -> Spread {
    let count = |bin: &Bin| bin.counts.get(number).copied().unwrap_or(0);
    let parts: Vec<Part> = bins.values().map(|bin| Part { size: bin.chars, count: count(bin) }).collect();
    let share = |(part, name): (&Part, &String)| {
        let Part { size: chars, count } = *part;
        Share { part: name.clone(), chars, count, per_million: per_million(count, chars) }
    };
    let mut shares: Vec<Share> = parts.iter().zip(names).map(share).collect();
    shares.sort_by(|a, b| a.part.cmp(&b.part));
    let found: Option<Dispersion> = dispersion(&parts);
    Spread {
        item,
        by,
        count: parts.iter().map(|part| part.count).sum(),
        parts: parts.len() as u64,
        range: found.map_or(0, |d| d.range),
        dp: found.map(|d| d.dp),
        dp_norm: found.map(|d| d.dp_norm),
        juilland_d: found.map(|d| d.juilland_d),
        shares,
    }
}
