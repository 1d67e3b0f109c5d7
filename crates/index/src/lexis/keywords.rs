//! Keywords: the words that set some passages apart from others.

use super::frequency::{Unit, per_million};
use super::listing::Listing;
use super::scope::Scope;
use super::tally::Tally;
use crate::statistics::keyness::{Frequencies, corrected, keyness};
use crate::{Corpus, Error};
use serde::Serialize;
use std::collections::BTreeMap;

/// How chance findings among many tests are allowed for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Correction {
    /// Not at all.
    None,
    /// Each p times the number of tests: no false keyword is likely among all.
    Bonferroni,
    /// The share of false ones among the keywords is held down.
    #[default]
    BenjaminiHochberg,
}

/// What a list of keywords is sorted by; the greatest effect first, in either direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// How sure the difference is.
    #[default]
    LogLikelihood,
    /// How large it is.
    LogRatio,
    /// The corrected probability, the least first.
    P,
}

/// What is asked of keywords.
#[derive(Clone, Debug)]
pub struct KeywordOptions {
    /// The passages that are looked at.
    pub scope: Scope,
    /// What they are held against; `None` for all other passages of the corpus.
    pub reference: Option<Scope>,
    /// What the list is sorted by.
    pub by: Order,
    /// How many tests are allowed for.
    pub correction: Correction,
    /// What of the list is shown; `min` is of the count and that of the reference together, and only such
    /// words are tested.
    pub listing: Listing,
}

/// On which side a keyword is the more frequent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More frequent than in the reference.
    More,
    /// Less frequent.
    Less,
}

impl Direction {
    /// The name in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::More => "more",
            Self::Less => "less",
        }
    }
}

/// A keyword.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Keyword {
    /// The word, folded.
    pub item: String,
    /// How often it occurs in the passages looked at.
    pub count: u64,
    /// How often in the reference.
    pub reference: u64,
    /// How often in a million words of the passages looked at.
    pub per_million: f64,
    /// How often in a million words of the reference.
    pub reference_per_million: f64,
    /// See [`crate::statistics::keyness::Keyness::log_likelihood`].
    pub log_likelihood: f64,
    /// See [`crate::statistics::keyness::Keyness::log_ratio`].
    pub log_ratio: f64,
    /// The corrected probability of such a difference by chance.
    pub p: f64,
    /// On which side it is the more frequent.
    pub direction: Direction,
}

/// A list of keywords.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Keywords {
    /// How many words the passages looked at have.
    pub total: u64,
    /// How many the reference has.
    pub reference_total: u64,
    /// How many words were tested.
    pub tested: u64,
    /// The list.
    pub items: Vec<Keyword>,
}

/// The counts of a word on both sides.
#[derive(Clone, Copy, Debug, Default)]
struct Both {
    count: u64,
    reference: u64,
}

impl Corpus {
    /// The words that are more frequent, or less, in some passages than in others.
    ///
    /// Cost: as of two frequency lists.
    ///
    /// ```
    /// use chuchu_index::lexis::{Correction, KeywordOptions, Listing, Order, Scope};
    /// use chuchu_index::{Corpus, Record};
    /// # use chuchu_model::DocumentId;
    /// # let folder = tempfile::tempdir()?;
    /// # let corpus = Corpus::create(folder.path())?;
    /// # let mut writer = corpus.writer()?;
    /// # writer.add(&Record::of_text(DocumentId::new("a")?, "干部来自群众，也要回到群众。".to_owned()))?;
    /// # writer.add(&Record::of_text(DocumentId::new("b")?, "干部要走进群众，听取意见。".to_owned()))?;
    /// # writer.commit()?;
    /// let scope = Scope { documents: vec![DocumentId::new("a")?], ..Scope::default() };
    /// let (by, correction) = (Order::LogRatio, Correction::default());
    /// let options = KeywordOptions { scope, reference: None, by, correction, listing: Listing::default() };
    /// let found = corpus.keywords(&options)?;
    /// let word = found.items.iter().find(|keyword| keyword.item == "群众").unwrap();
    /// assert_eq!((word.count, word.reference), (2, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::NoDocument`], [`Error::Engine`].
    pub fn keywords(&self, options: &KeywordOptions) -> Result<Keywords, Error> {
        let snapshot = self.snapshot();
        let passages = options.scope.passages(&snapshot)?;
        let reference = match &options.reference {
            Some(scope) => scope.passages(&snapshot)?,
            None => {
                let all = Scope { headings: options.scope.headings, ..Scope::default() };
                let mut rest = all.passages(&snapshot)?;
                rest.retain(|at| passages.binary_search(at).is_err());
                rest
            }
        };
        let tally = Tally::of(&snapshot, &passages, Unit::Words)?;
        let against = Tally::of(&snapshot, &reference, Unit::Words)?;
        let (total, reference_total) = (tally.tokens, against.tokens);
        let mut words: BTreeMap<Box<str>, Both> = BTreeMap::new();
        for (word, count) in tally.into_items() {
            words.entry(word).or_default().count = count.tokens;
        }
        for (word, count) in against.into_items() {
            words.entry(word).or_default().reference = count.tokens;
        }
        words.retain(|_, both| options.listing.takes(both.count + both.reference));
        let tested = words.len() as u64;
        let mut items = measured(words, (total, reference_total), options.correction);
        let stopped = options.listing.stopped(&snapshot);
        items.retain(|keyword| !stopped.contains(&keyword.item));
        sort(&mut items, options);
        Ok(Keywords { total, reference_total, tested, items })
    }
}

fn measured(
    words: BTreeMap<Box<str>, Both>,
    (size, reference_size): (u64, u64),
    correction: Correction,
) -> Vec<Keyword> {
    let measure = |(item, both): (Box<str>, Both)| {
        let Both { count, reference } = both;
        let found = keyness(Frequencies { count, size, reference, reference_size });
        Keyword {
            item: item.into(),
            count,
            reference,
            per_million: per_million(count, size),
            reference_per_million: per_million(reference, reference_size),
            log_likelihood: found.log_likelihood,
            log_ratio: found.log_ratio,
            p: found.p,
            direction: if found.log_likelihood < 0.0 { Direction::Less } else { Direction::More },
        }
    };
    let mut items: Vec<Keyword> = words.into_iter().map(measure).collect();
    correct(&mut items, correction);
    items
}

/// The first by effect.
fn sort(items: &mut Vec<Keyword>, options: &KeywordOptions) {
    let effect = |k: &Keyword| match options.by {
        Order::LogLikelihood => k.log_likelihood.abs(),
        Order::LogRatio => k.log_ratio.abs(),
        Order::P => -k.p,
    };
    let sure = |k: &Keyword| k.log_likelihood.abs();
    options.listing.first(items, |a, b| {
        let by_effect = effect(b).total_cmp(&effect(a)).then_with(|| sure(b).total_cmp(&sure(a)));
        by_effect.then_with(|| a.item.cmp(&b.item))
    });
}

#[allow(clippy::cast_precision_loss, reason = "numbers of tests are small")]
fn correct(items: &mut [Keyword], correction: Correction) {
    let tests = items.len() as f64;
    match correction {
        Correction::None => {}
        Correction::Bonferroni => items.iter_mut().for_each(|k| k.p = (k.p * tests).min(1.0)),
        Correction::BenjaminiHochberg => {
            let p: Vec<f64> = items.iter().map(|k| k.p).collect();
            items.iter_mut().zip(corrected(&p)).for_each(|(k, p)| k.p = p);
        }
    }
}
