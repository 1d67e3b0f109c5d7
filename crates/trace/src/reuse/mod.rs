//! Reuse: passages that documents share, word for word or nearly, each with all its places, oldest first, and
//! formulas told from sources by their spread.
//!
//! In reading order: `letters` folds all texts into one row, `grams` finds what stands in several places,
//! `extend` widens a shared gram to all that is shared around it, `pairs` does so for every passage against
//! the older ones, `clusters` puts pairs together. [`Likeness`] says in what two stretches differ. The texts
//! are not kept: who wants to print a place has the text and its span. What never lives here: files, indexes,
//! the parsing of documents.
//!
//! Memory: about 30 bytes a letter while pairs are sought, and 100 bytes a finding. Time: linear but for a
//! sort, as a gram is compared with no more than [`Settings::crowd`] places.
//!
//! ```
//! use chuchu_model::Span;
//! use chuchu_trace::reuse::{ClusterKind, Reuse, Settings, TextPassage};
//! let texts = [
//!     ("old", "2013-01", "就会像一座无形的墙把我们党和人民群众隔开，我们党就会失去根基。"),
//!     ("new", "2014", "有人说，这就会像一座无形的墙把我们党和群众隔开，党就会失去根基、失去血脉。"),
//! ];
//! let mut reuse = Reuse::new(Settings::default());
//! for (id, date, text) in texts {
//!     let passage = TextPassage {
//!         id: format!("{id}#p1").parse()?,
//!         span: Span::from_range(0..text.len()),
//!         date: date.parse().ok(),
//!     };
//!     reuse.add(text, vec![passage])?;
//! }
//! let findings = reuse.finish();
//! let cluster = findings.clusters().next().unwrap();
//! assert_eq!(cluster.kind, ClusterKind::Passage);
//! assert_eq!(cluster.occurrences[0].span.of(texts[0].2), Some("就会像一座无形的墙把我们党和人民群众隔开，我们党就会失去根基"));
//! assert_eq!(cluster.occurrences[1].passage.to_string(), "new#p1");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod clusters;
mod extend;
mod findings;
mod grams;
mod letters;
mod likeness;
mod pairs;
#[cfg(test)]
mod planted;
#[cfg(test)]
mod properties;

pub use findings::{Cluster, ClusterKind, Findings, Occurrence, SharedPair};
pub use likeness::Likeness;

use chuchu_model::{PartialDate, PassageId, Span};
use std::fmt;
use std::num::NonZero;
use std::ops::Range;
use std::thread;

/// A passage of a document: reuse is sought between passages, never across their ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextPassage {
    /// Its name. Passages of one document, or of one article of an anthology, belong to one work, and are
    /// not compared with each other.
    pub id: PassageId,
    /// Where it stands in its document, in bytes.
    pub span: Span,
    /// When it was said or published, as far as known: that of an excerpt is its own, not its book's.
    pub date: Option<PartialDate>,
}

/// What counts as a finding, and how hard to look.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The least number of letters that both stretches must have in common (a letter here is a Chinese
    /// character; three Latin letters or digits count one).
    pub min_chars: usize,
    /// The least share of like letters among all letters of both stretches, 0 to 1.
    pub least_similarity: f64,
    /// Letters of a gram: no two stretches are found that have no run of this length in common.
    pub gram: u32,
    /// A gram that stands at more places is compared only with the oldest of them.
    pub crowd: usize,
    /// How many of the oldest, each in another work.
    pub oldest: usize,
    /// In how many works the shortest stretch must stand to be a formula; a longer one in more, as the longer
    /// it is the less likely it arose without a source. See [`Settings::formula_works`].
    pub formula: usize,
    /// Threads to use.
    pub threads: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            min_chars: 12,
            least_similarity: 0.7,
            gram: 8,
            crowd: 24,
            oldest: 4,
            formula: 5,
            threads: thread::available_parallelism().map_or(1, NonZero::get),
        }
    }
}

impl Settings {
    /// In how many works a stretch of so many letters must stand to be a formula: [`Settings::formula`], and
    /// one more for each eight letters over the least number.
    #[must_use]
    pub fn formula_works(&self, letters: usize) -> usize {
        self.formula + letters.saturating_sub(self.min_chars) / 8
    }
}

/// Why a text cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReuseError {
    /// A passage reaches outside its text, or cuts a character.
    OutsideText {
        /// The passage.
        passage: PassageId,
        /// Where it is said to stand.
        span: Span,
    },
    /// All texts together have more letters than can be counted (2^32).
    TooMuchText {
        /// Letters so far.
        letters: usize,
    },
}

impl fmt::Display for ReuseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutsideText { passage, span } => {
                write!(f, "the passage {passage} has no text at bytes {span}")
            }
            Self::TooMuchText { letters } => write!(f, "{letters} letters are more than can be compared"),
        }
    }
}

impl std::error::Error for ReuseError {}

/// Takes texts, then tells what they share. The order in which they come does not matter.
#[derive(Debug)]
pub struct Reuse {
    settings: Settings,
    gathering: letters::Gathering,
}

impl Reuse {
    /// Without texts yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { settings, gathering: letters::Gathering::default() }
    }

    /// Takes the passages of a document. One of more than four thousand letters is cut in pieces, and no shared
    /// stretch reaches across the cut. Cost: linear in their text; eight bytes of memory a letter are kept.
    ///
    /// # Errors
    /// A passage that is not a part of the text, or more letters in all than can be counted. What was taken
    /// before stays.
    pub fn add(&mut self, text: &str, passages: Vec<TextPassage>) -> Result<(), ReuseError> {
        self.gathering.add(text, passages)
    }

    /// Finds what the texts share. Cost: see the module.
    #[must_use]
    pub fn finish(self) -> Findings {
        let settings = Settings { gram: self.settings.gram.max(2), ..self.settings };
        let row = self.gathering.in_order();
        let sieve = grams::Sieve { length: settings.gram, crowd: settings.crowd, oldest: settings.oldest };
        let grams = grams::Grams::new(&row, sieve, settings.threads);
        let pairs = pairs::find(&row, &grams, &settings);
        drop(grams);
        let groups = clusters::cluster(&row, &pairs, &settings);
        Findings::new(row, pairs, groups)
    }
}

/// How many letters two stretches have in common.
fn overlap(a: &Range<u32>, b: &Range<u32>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start)) as usize
}
