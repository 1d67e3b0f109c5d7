//! What tracing asks of the characters: passages that may hold an altered text, and those that hold a text
//! letter by letter. No alignment, no verdict.

use crate::Error;
use crate::characters::Characters;
use crate::query::Plan;
use crate::ranking::Bm25;
use crate::sections::Damage;
use crate::snapshot::Snapshot;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use tantivy::{DocAddress, Score, SegmentReader};

/// The most pairs of characters that candidates are looked for with: the rarest ones of a long text tell
/// its source, the others only cost time.
const MOST_PAIRS: usize = 48;

/// The lists of the rarest pairs are read whole, up to so many places in all; the others are only looked into
/// for the passages that these have brought up.
const MOST_PLACES: usize = 40_000;

/// At least so many lists are read whole.
const LEAST_LISTS: usize = 4;

/// For so many passages the other lists are looked into, times what is asked for.
const PROBED: usize = 3;

/// A pair of characters, and how often it stands in the corpus.
type Pair = (usize, [char; 2]);

/// A passage that may hold an altered text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    /// BM25 over pairs.
    pub(crate) score: Score,
    /// How many of the pairs it has.
    pub(crate) shared: u32,
    /// Where it is.
    pub(crate) at: DocAddress,
}

impl Candidate {
    fn better(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then(self.at.cmp(&other.at))
    }
}

impl Snapshot {
    /// The passages that share most with a text of folded characters, best first: BM25 over pairs of
    /// characters, the rarest pairs of the text alone where it is long.
    ///
    /// Cost: the lists of the rarest pairs, about [`MOST_PLACES`] places, and some looks into the others.
    pub(crate) fn candidates(&self, letters: &[char], most: usize) -> Result<Vec<Candidate>, Error> {
        let pairs = self.rarest_pairs(letters)?;
        if pairs.is_empty() || most == 0 {
            return Ok(Vec::new());
        }
        let mut sum = 0;
        let affordable = |(count, _): &&Pair| {
            sum += *count;
            sum <= MOST_PLACES
        };
        let whole = pairs.iter().take_while(affordable).count().max(LEAST_LISTS).min(pairs.len());
        let (read, probed) = pairs.split_at(whole);
        let bm25 = Bm25::on(self)?;
        let mut best = Vec::new();
        for (segment, reader, characters) in self.segments() {
            best.extend(scored(characters, (segment, reader), read, &bm25).map_err(|e| self.fail(e))?);
            keep(&mut best, most * PROBED);
        }
        best.sort_unstable_by_key(|candidate| candidate.at);
        for (segment, _, characters) in self.segments() {
            let from = best.partition_point(|c| c.at.segment_ord < segment);
            let to = best.partition_point(|c| c.at.segment_ord <= segment);
            let here = best.get_mut(from..to).unwrap_or_default();
            probe(characters, here, probed, &bm25).map_err(|e| self.fail(e))?;
        }
        keep(&mut best, most);
        best.sort_unstable_by(Candidate::better);
        Ok(best)
    }

    /// The different pairs of a text that stand in the corpus, the rarest first.
    fn rarest_pairs(&self, letters: &[char]) -> Result<Vec<Pair>, Error> {
        let pairs: BTreeSet<(char, char)> =
            letters.iter().copied().zip(letters.iter().copied().skip(1)).collect();
        let mut rarest = Vec::with_capacity(pairs.len());
        for (first, second) in pairs {
            let mut count = 0;
            for (_, _, characters) in self.segments() {
                count += characters.pair_count(first, second).map_err(|e| self.fail(e))?;
            }
            if count > 0 {
                rarest.push((count, [first, second]));
            }
        }
        rarest.sort_unstable();
        rarest.truncate(MOST_PAIRS);
        Ok(rarest)
    }

    /// All passages that contain folded characters one after the other, by segment and place. Cost: their
    /// lists.
    pub(crate) fn occurrences(&self, letters: &[char]) -> Result<Vec<DocAddress>, Error> {
        let plan = Plan::on(self);
        plan.addresses(plan.literal(letters).as_ref())
    }
}

/// The best ones, in no order.
fn keep(best: &mut Vec<Candidate>, most: usize) {
    if best.len() > most {
        best.select_nth_unstable_by(most - 1, Candidate::better);
        best.truncate(most);
    }
}

thread_local! {
    /// The score of each entry of a segment and its number of pairs: all zero between two questions.
    static SCORES: RefCell<Vec<(Score, u32)>> = const { RefCell::new(Vec::new()) };
}

/// The living entries of a segment that have any of the pairs.
fn scored(
    characters: &Characters,
    (segment, reader): (u32, &SegmentReader),
    pairs: &[Pair],
    bm25: &Bm25,
) -> Result<Vec<Candidate>, Damage> {
    SCORES.with_borrow_mut(|scores| {
        if scores.len() < characters.entries() {
            scores.resize(characters.entries(), (0.0, 0));
        }
        let mut touched = Vec::new();
        let counted = count(characters, pairs, bm25, scores, &mut touched);
        let take = |entry: u32| {
            let (score, shared) = scores.get_mut(entry as usize).map(std::mem::take).unwrap_or_default();
            let at = DocAddress::new(segment, entry);
            (!reader.is_deleted(entry)).then_some(Candidate { score, shared, at })
        };
        let found = touched.into_iter().filter_map(take).collect();
        counted.map(|()| found)
    })
}

fn count(
    characters: &Characters,
    pairs: &[Pair],
    bm25: &Bm25,
    scores: &mut [(Score, u32)],
    touched: &mut Vec<u32>,
) -> Result<(), Damage> {
    for (count, pair) in pairs {
        let weight = bm25.weight(*count);
        let holders = characters.holders(pair)?;
        for (entry, count) in holders.entries.into_iter().zip(holders.counts) {
            let (score, shared) = scores.get_mut(entry as usize).ok_or(Damage)?;
            if *shared == 0 {
                touched.push(entry);
            }
            *shared += 1;
            *score += weight * bm25.frequency(count, characters.letters(entry)?);
        }
    }
    Ok(())
}

/// Adds to candidates of one segment, which ascend, what other pairs are worth in them.
fn probe(
    characters: &Characters,
    candidates: &mut [Candidate],
    pairs: &[Pair],
    bm25: &Bm25,
) -> Result<(), Damage> {
    let entries: Vec<u32> = candidates.iter().map(|candidate| candidate.at.doc_id).collect();
    for (count, pair) in pairs {
        let weight = bm25.weight(*count);
        for (candidate, count) in candidates.iter_mut().zip(characters.counts_in(pair, &entries)?) {
            if count > 0 {
                candidate.shared += 1;
                let letters = characters.letters(candidate.at.doc_id)?;
                candidate.score += weight * bm25.frequency(count, letters);
            }
        }
    }
    Ok(())
}
