//! [`Tally`]: how often every word (or character) of some passages occurs, and in how many documents.

use super::frequency::Unit;
use super::pass::{self, Page};
use super::vocabulary::Vocabulary;
use crate::Error;
use crate::snapshot::Snapshot;
use tantivy::DocAddress;

/// The counts of one item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// How often it occurs.
    pub(crate) tokens: u64,
    /// In how many documents.
    pub(crate) documents: u64,
}

/// The counts of all items. Memory: by the number of different items, not by that of the text.
#[derive(Debug)]
pub(crate) struct Tally {
    unit: Unit,
    vocabulary: Vocabulary,
    counts: Vec<Count>,
    /// The document in which an item was last seen.
    last: Vec<u64>,
    document: Option<u64>,
    /// All items together.
    pub(crate) tokens: u64,
    /// How many documents have a passage among those counted.
    pub(crate) documents: u64,
    /// How many passages were counted.
    pub(crate) passages: u64,
}

impl Tally {
    fn new(unit: Unit) -> Self {
        Self {
            unit,
            vocabulary: Vocabulary::default(),
            counts: Vec::new(),
            last: Vec::new(),
            document: None,
            tokens: 0,
            documents: 0,
            passages: 0,
        }
    }

    /// Counts passages. Cost: one pass over their texts.
    pub(crate) fn of(snapshot: &Snapshot, passages: &[DocAddress], unit: Unit) -> Result<Self, Error> {
        let mut parts = pass::over(snapshot, passages, || Self::new(unit), Self::take)?.into_iter();
        let mut whole = parts.next().unwrap_or_else(|| Self::new(unit));
        parts.for_each(|part| whole.join(part));
        Ok(whole)
    }

    fn take(&mut self, page: &Page) {
        self.passages += 1;
        if self.document != Some(page.document) {
            self.document = Some(page.document);
            self.documents += 1;
        }
        match self.unit {
            Unit::Words => page.words(|word| self.count(word.text, page.document)),
            Unit::Chars => {
                let mut room = [0; 4];
                page.characters(|c, _| self.count(c.encode_utf8(&mut room), page.document));
            }
        }
    }

    fn count(&mut self, item: &str, document: u64) {
        self.tokens += 1;
        let number = self.vocabulary.number(item) as usize;
        if number == self.counts.len() {
            self.counts.push(Count::default());
            self.last.push(u64::MAX);
        }
        if let (Some(count), Some(last)) = (self.counts.get_mut(number), self.last.get_mut(number)) {
            count.tokens += 1;
            count.documents += u64::from(*last != document);
            *last = document;
        }
    }

    /// Adds the counts of other documents.
    fn join(&mut self, other: Self) {
        self.tokens += other.tokens;
        self.documents += other.documents;
        self.passages += other.passages;
        for (word, count) in other.vocabulary.into_words().into_iter().zip(other.counts) {
            let number = self.vocabulary.number(&word) as usize;
            if number == self.counts.len() {
                self.counts.push(Count::default());
                self.last.push(u64::MAX);
            }
            if let Some(own) = self.counts.get_mut(number) {
                own.tokens += count.tokens;
                own.documents += count.documents;
            }
        }
    }

    /// The counts of one item; nothing for one that does not occur.
    pub(crate) fn get(&self, item: &str) -> Count {
        let number = self.vocabulary.find(item);
        number.and_then(|n| self.counts.get(n as usize)).copied().unwrap_or_default()
    }

    /// How many different items there are.
    pub(crate) fn different(&self) -> usize {
        self.counts.len()
    }

    /// Every item with its counts, in no order that means anything.
    pub(crate) fn into_items(self) -> impl Iterator<Item = (Box<str>, Count)> {
        self.vocabulary.into_words().into_iter().zip(self.counts)
    }
}
