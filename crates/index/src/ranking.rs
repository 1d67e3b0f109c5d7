//! [`Bm25`]: how much a word tells of a passage (Robertson and Zaragoza, *The Probabilistic Relevance
//! Framework: BM25 and Beyond*, 2009, with k₁ = 1.2 and b = 0.75, and the idf that is never negative).
//!
//! A word's frequency is how often its letters stand in the passage, whatever the segmentation; the length of
//! a passage is its number of letters. What never lives here: which words count, or how hits are ordered.

use crate::Error;
use crate::snapshot::Snapshot;
use tantivy::Score;

/// How fast a repeated word ceases to count.
const K1: Score = 1.2;
/// How much a long passage loses.
const B: Score = 0.75;

/// The constants of one corpus.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bm25 {
    passages: Score,
    mean_letters: Score,
}

impl Bm25 {
    /// Of a snapshot. Cost: one look at every entry, the first time.
    pub(crate) fn on(snapshot: &Snapshot) -> Result<Self, Error> {
        let (letters, passages) = snapshot.extent()?;
        let passages = real(passages).max(1.0);
        Ok(Self { passages, mean_letters: (real(letters) / passages).max(1.0) })
    }

    /// What a word is worth that stands so often in the corpus: at least as often as passages hold it.
    pub(crate) fn weight(&self, standing: usize) -> Score {
        let held = real(standing as u64).min(self.passages);
        (1.0 + (self.passages - held + 0.5) / (held + 0.5)).ln() * (K1 + 1.0)
    }

    /// What it is worth to stand so often in a passage of so many letters; between 0 and 1.
    pub(crate) fn frequency(&self, count: u32, letters: u32) -> Score {
        let count = real(count.into());
        count / (count + K1 * (1.0 - B + B * real(letters.into()) / self.mean_letters))
    }
}

#[allow(clippy::cast_precision_loss, reason = "a score needs no more than seven digits")]
fn real(count: u64) -> Score {
    count as Score
}
