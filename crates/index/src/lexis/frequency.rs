//! Frequency lists of words and characters.

use super::listing::Listing;
use super::scope::Scope;
use super::tally::Tally;
use crate::{Corpus, Error};
use serde::Serialize;

/// What is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Words as the dictionary cuts them.
    #[default]
    Words,
    /// Letters, digits and Chinese characters one by one.
    Chars,
}

/// What is asked of a frequency list.
#[derive(Clone, Debug, Default)]
pub struct FrequencyOptions {
    /// Which passages count.
    pub scope: Scope,
    /// Words or characters.
    pub unit: Unit,
    /// What of the list is shown.
    pub listing: Listing,
}

/// A line of a frequency list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Frequency {
    /// The word, character or sequence, folded (simplified, lower case).
    pub item: String,
    /// How often it occurs.
    pub count: u64,
    /// In how many documents.
    pub documents: u64,
    /// How often in a million words, or characters where characters are counted.
    pub per_million: f64,
}

/// A frequency list, the most frequent first; equally frequent ones by their characters.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Frequencies {
    /// How many words or characters were counted: the size of the corpus.
    pub total: u64,
    /// How many different items there are, shown or not.
    pub different: u64,
    /// In how many documents it was counted.
    pub documents: u64,
    /// In how many passages.
    pub passages: u64,
    /// The list.
    pub items: Vec<Frequency>,
}

/// So many in a million.
#[allow(clippy::cast_precision_loss, reason = "counts of tokens stay far below 2^52")]
pub(crate) fn per_million(count: u64, total: u64) -> f64 {
    if total == 0 { 0.0 } else { count as f64 * 1e6 / total as f64 }
}

impl Corpus {
    /// How often every word or character occurs.
    ///
    /// Cost: some nanoseconds a word; one pass over the texts for characters and for compilations of excerpts.
    /// Memory by the number of different items.
    ///
    /// ```
    /// use chuchu_index::{Corpus, Record, lexis::FrequencyOptions};
    /// # use chuchu_model::DocumentId;
    /// # let folder = tempfile::tempdir()?;
    /// # let corpus = Corpus::create(folder.path())?;
    /// # let mut writer = corpus.writer()?;
    /// # writer.add(&Record::of_text(DocumentId::new("a")?, "干部来自群众，也要回到群众。".to_owned()))?;
    /// # writer.commit()?;
    /// let list = corpus.frequencies(&FrequencyOptions::default())?;
    /// assert_eq!((list.items[0].item.as_str(), list.items[0].count), ("群众", 2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::NoDocument`], [`Error::Engine`].
    pub fn frequencies(&self, options: &FrequencyOptions) -> Result<Frequencies, Error> {
        let snapshot = self.snapshot();
        let tally = Tally::of(&snapshot, &options.scope.passages(&snapshot)?, options.unit)?;
        let Tally { tokens: total, documents, passages, .. } = tally;
        let (different, listing) = (tally.different() as u64, &options.listing);
        let stopped = listing.stopped(&snapshot);
        let wanted = tally.into_items().filter(|(i, c)| listing.takes(c.tokens) && !stopped.contains(i));
        let mut items: Vec<_> = wanted.collect();
        listing.first(&mut items, |(a, n), (b, m)| m.tokens.cmp(&n.tokens).then_with(|| a.cmp(b)));
        let line = |(item, count): (Box<str>, super::tally::Count)| Frequency {
            item: item.into(),
            count: count.tokens,
            documents: count.documents,
            per_million: per_million(count.tokens, total),
        };
        let items = items.into_iter().map(line).collect();
        Ok(Frequencies { total, different, documents, passages, items })
    }
}
