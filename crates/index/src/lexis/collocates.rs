//! Collocates: the words that keep company with a word, or with any other run of characters.
//!
//! The node is looked for letter by letter, like every search: it may be a word, several words, or cross the
//! borders of words. The words that it touches are the node's own; its window are the `left` words before them
//! and the `right` words after, never beyond the ends of the passage. Where the windows of several nodes
//! overlap, a word in them counts once. A word of one node counts as company of another in whose window it is.

use super::cutting::{self, Reader};
use super::frequency::Unit;
use super::listing::{Listing, Stopped};
use super::pass::{self, Page};
use super::scope::Scope;
use super::tally::Tally;
use super::vocabulary::Vocabulary;
use crate::query::Query;
use crate::snapshot::Snapshot;
use crate::statistics::association::{Association, Pair, association};
use crate::{Corpus, Error};
use chuchu_model::PassageKind;
use serde::Serialize;
use std::cell::RefCell;
use std::ops::Range;
use tantivy::DocAddress;

/// The measures of collocation, by which a list may be sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Measure {
    /// logDice.
    #[default]
    LogDice,
    /// Log-likelihood G².
    LogLikelihood,
    /// Mutual information.
    Mi,
    /// t-score.
    T,
    /// z-score.
    Z,
    /// How often the two stand together.
    Count,
}

/// What is asked of collocates.
#[derive(Clone, Debug)]
pub struct CollocateOptions {
    /// Which passages count.
    pub scope: Scope,
    /// How many words before the node are its company.
    pub left: usize,
    /// How many after.
    pub right: usize,
    /// What the list is sorted by, the greatest first.
    pub by: Measure,
    /// What of the list is shown; `min` is of `count`.
    pub listing: Listing,
}

impl Default for CollocateOptions {
    fn default() -> Self {
        let listing = Listing { min: 3, limit: Some(50), ..Listing::default() };
        Self { scope: Scope::default(), left: 5, right: 5, by: Measure::default(), listing }
    }
}

/// A word that keeps company with the node.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Collocate {
    /// The word, folded.
    pub item: String,
    /// How often it stands in the windows.
    pub count: u64,
    /// How often it occurs in all the passages.
    pub total: u64,
    /// How often chance would put it into the windows.
    pub expected: f64,
    /// See [`Association::log_dice`].
    pub log_dice: f64,
    /// See [`Association::log_likelihood`].
    pub log_likelihood: f64,
    /// See [`Association::mi`].
    pub mi: f64,
    /// See [`Association::t_score`].
    pub t_score: f64,
    /// See [`Association::z_score`].
    pub z_score: f64,
}

/// The company of a node.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Collocates {
    /// What was looked for, folded.
    pub node: String,
    /// How often it occurs.
    pub count: u64,
    /// In how many passages.
    pub passages: u64,
    /// How many words stand in its windows.
    pub windows: u64,
    /// How many words all the passages have.
    pub total: u64,
    /// The list.
    pub items: Vec<Collocate>,
}

/// What stands in the windows.
#[derive(Default)]
struct Company {
    vocabulary: Vocabulary,
    counts: Vec<u64>,
    nodes: u64,
    passages: u64,
    windows: u64,
}

impl Company {
    fn add(&mut self, word: &str, count: u64) {
        let number = self.vocabulary.number(word) as usize;
        if number >= self.counts.len() {
            self.counts.resize(number + 1, 0);
        }
        if let Some(own) = self.counts.get_mut(number) {
            *own += count;
        }
    }

    fn join(&mut self, other: Self) {
        self.nodes += other.nodes;
        self.passages += other.passages;
        self.windows += other.windows;
        for (word, count) in other.vocabulary.into_words().into_iter().zip(other.counts) {
            self.add(&word, count);
        }
    }
}

/// The company of a node in passages of one segment.
struct Windows<'a> {
    snapshot: &'a Snapshot,
    node: &'a [char],
    reach: (usize, usize),
    /// Where the node stands in the segment.
    places: Vec<u32>,
    /// How often each word stands in the windows, by its number.
    counts: Vec<u64>,
    /// The words of the present passage, by number and place.
    words: Vec<(u32, Range<usize>)>,
    inside: Vec<bool>,
}

/// The company of a node in passages that hold it.
fn company(
    snapshot: &Snapshot,
    passages: &[DocAddress],
    node: &[char],
    reach: (usize, usize),
) -> Result<Company, Error> {
    let mut company = Company::default();
    let reader = RefCell::new(Reader::on(snapshot));
    for passages in passages.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
        let Some(segment) = passages.first().map(|at| at.segment_ord) else { continue };
        let texts = cutting::segment(snapshot, segment)?;
        let places = snapshot.characters_of(segment)?.places(node).map_err(|e| snapshot.fail(e))?;
        let (words, inside, counts) = (Vec::new(), Vec::new(), vec![0; texts.len() + 1]);
        let mut windows = Windows { snapshot, node, reach, places, counts, words, inside };
        for at in passages {
            windows.take(*at, &reader, &mut company)?;
        }
        for (number, count) in (0u32..).zip(windows.counts).filter(|(_, count)| *count > 0) {
            company.add(texts.text(number).map_err(|e| snapshot.fail(e))?, count);
        }
    }
    Ok(company)
}

impl<'a> Windows<'a> {
    fn take(
        &mut self,
        at: DocAddress,
        reader: &RefCell<Reader<'a>>,
        company: &mut Company,
    ) -> Result<(), Error> {
        self.words.clear();
        let words = &mut self.words;
        // An excerpt's words are counted without its citation, which only its text tells.
        let nodes = if self.snapshot.kind(at) == PassageKind::Excerpt {
            let page = Page::read(self.snapshot, reader, at)?;
            page.words(|word| words.push((word.number, word.letters)))?;
            places(&page.letters(), self.node)
        } else {
            reader.borrow_mut().words(at, |word| words.push((word.number, word.letters)))?;
            self.nodes(at)?
        };
        company.nodes += nodes.len() as u64;
        company.passages += u64::from(!nodes.is_empty());
        self.mark(nodes);
        for ((number, _), _) in self.words.iter().zip(&self.inside).filter(|(_, inside)| **inside) {
            if let Some(count) = self.counts.get_mut(*number as usize) {
                *count += 1;
                company.windows += 1;
            }
        }
        Ok(())
    }

    /// The nodes of a passage, in its letters; they do not overlap.
    fn nodes(&self, at: DocAddress) -> Result<Vec<Range<usize>>, Error> {
        let characters = self.snapshot.characters_of(at.segment_ord)?;
        let start = characters.start(at.doc_id).map_err(|e| self.snapshot.fail(e))?;
        let letters = characters.letters(at.doc_id).map_err(|e| self.snapshot.fail(e))?;
        let from = self.places.partition_point(|place| *place < start);
        let here = self.places.iter().skip(from).map(|place| (place - start) as usize);
        let mut nodes: Vec<Range<usize>> = Vec::new();
        for place in here.take_while(|place| *place < letters as usize) {
            if nodes.last().is_none_or(|last| last.end <= place) {
                nodes.push(place..place + self.node.len());
            }
        }
        Ok(nodes)
    }

    /// Marks the words of the present passage that stand in a window.
    fn mark(&mut self, nodes: Vec<Range<usize>>) {
        self.inside.clear();
        self.inside.resize(self.words.len(), false);
        for node in nodes {
            let first = self.words.partition_point(|(_, place)| place.end <= node.start);
            let after = self.words.partition_point(|(_, place)| place.start < node.end);
            let (left, right) = self.reach;
            for window in [first.saturating_sub(left)..first, after..after.saturating_add(right)] {
                let end = window.end.min(self.inside.len());
                self.inside.get_mut(window.start..end).unwrap_or_default().fill(true);
            }
        }
    }
}

/// Where a node stands, one after the other: a second one begins where the first has ended.
pub(crate) fn places(letters: &[char], node: &[char]) -> Vec<Range<usize>> {
    let Some(first) = node.first() else { return Vec::new() };
    let (mut places, mut at) = (Vec::new(), 0);
    while let Some(found) = letters.get(at..).and_then(|rest| rest.iter().position(|c| c == first)) {
        at += found;
        if letters.get(at..at + node.len()) == Some(node) {
            places.push(at..at + node.len());
            at += node.len();
        } else {
            at += 1;
        }
    }
    places
}

/// The folded letters of what is looked for.
pub(crate) fn node(text: &str) -> Result<Vec<char>, Error> {
    let letters = pass::letters(text);
    let most = crate::query::MOST_CHARS;
    match letters.len() {
        0 => Err(Error::Empty),
        found if found > most => Err(Error::TooLong { what: "the word", found, most }),
        _ => Ok(letters),
    }
}

impl Corpus {
    /// The words that keep company with a word.
    ///
    /// Cost: the words of the passages that hold the node, and a frequency list of the scope; of texts only
    /// excerpts are read.
    ///
    /// ```
    /// use chuchu_index::lexis::{CollocateOptions, Listing};
    /// use chuchu_index::{Corpus, Record};
    /// # use chuchu_model::DocumentId;
    /// # let folder = tempfile::tempdir()?;
    /// # let corpus = Corpus::create(folder.path())?;
    /// # let mut writer = corpus.writer()?;
    /// # writer.add(&Record::of_text(DocumentId::new("a")?, "干部来自群众，也要回到群众。".to_owned()))?;
    /// # writer.commit()?;
    /// let listing = Listing { min: 1, ..Listing::default() };
    /// let options = CollocateOptions { left: 1, right: 0, listing, ..CollocateOptions::default() };
    /// let company = corpus.collocates("群众", &options)?;
    /// let items: Vec<&str> = company.items.iter().map(|item| item.item.as_str()).collect();
    /// assert!(items.contains(&"来自") && items.contains(&"回到"), "{items:?}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Empty`], [`Error::TooLong`], [`Error::Query`], [`Error::NoDocument`], [`Error::Engine`].
    pub fn collocates(&self, word: &str, options: &CollocateOptions) -> Result<Collocates, Error> {
        let node = node(word)?;
        let snapshot = self.snapshot();
        let scope = &options.scope;
        let holding = scope.passages_with(&snapshot, Some(Query::Literal(node.clone())))?;
        let reach = (options.left, options.right);
        let parts = pass::shared(&snapshot, &holding, |part| company(&snapshot, part, &node, reach))?;
        let mut company = Company::default();
        parts.into_iter().for_each(|part| company.join(part));
        let tally = Tally::of(&snapshot, &scope.passages(&snapshot)?, Unit::Words)?;
        let Company { nodes: count, passages, windows, .. } = company;
        let node = node.into_iter().collect();
        let total = tally.tokens;
        let items = items(company, &tally, options, options.listing.stopped(&snapshot));
        Ok(Collocates { node, count, passages, windows, total, items })
    }
}

fn items(
    company: Company,
    tally: &Tally,
    options: &CollocateOptions,
    stopped: Stopped<'_>,
) -> Vec<Collocate> {
    let Company { nodes, windows, .. } = company;
    let words = company.vocabulary.into_words().into_iter().zip(company.counts);
    let listing = &options.listing;
    let wanted = words.filter(|(word, n)| *n > 0 && listing.takes(*n) && !stopped.contains(word));
    let measured = wanted.map(|(word, together)| {
        let collocate = tally.get(&word).tokens;
        let pair = Pair { together, node: nodes, collocate, corpus: tally.tokens, windows };
        collocation(word.into(), pair)
    });
    let mut items: Vec<Collocate> = measured.collect();
    let by = |c: &Collocate| c.measure(options.by);
    listing.first(&mut items, |a, b| {
        by(b).total_cmp(&by(a)).then_with(|| b.count.cmp(&a.count)).then_with(|| a.item.cmp(&b.item))
    });
    items
}

fn collocation(item: String, pair: Pair) -> Collocate {
    let Association { expected, log_dice, log_likelihood, mi, t_score, z_score } = association(pair);
    let (count, total) = (pair.together, pair.collocate);
    Collocate { item, count, total, expected, log_dice, log_likelihood, mi, t_score, z_score }
}

impl Collocate {
    /// One of its measures.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "counts of tokens stay far below 2^52")]
    pub fn measure(&self, measure: Measure) -> f64 {
        match measure {
            Measure::LogDice => self.log_dice,
            Measure::LogLikelihood => self.log_likelihood,
            Measure::Mi => self.mi,
            Measure::T => self.t_score,
            Measure::Z => self.z_score,
            Measure::Count => self.count as f64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_do_not_overlap() {
        let letters: Vec<char> = "人人人人，人".chars().collect();
        assert_eq!(places(&letters, &['人', '人']), [0..2, 2..4]);
        assert!(places(&letters, &[]).is_empty());
        assert!(places(&[], &['人']).is_empty());
    }
}
