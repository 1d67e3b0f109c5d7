//! What tracing asks of the characters: passages that may hold an altered text, and those that hold a text
//! letter by letter. No alignment, no verdict.

use crate::Error;
use crate::characters::Characters;
use crate::query::Plan;
use crate::ranking::Bm25;
use crate::sections::Damage;
use crate::snapshot::Snapshot;
use std::collections::BTreeSet;
use tantivy::{DocAddress, Score, SegmentReader};

/// The most pairs of characters that candidates are looked for with: the rarest ones of a long text tell
/// its source, the others only cost time.
const MOST_PAIRS: usize = 48;

impl Snapshot {
    /// The passages that share most with a text of folded characters, best first: BM25 over pairs of
    /// characters, the rarest pairs of the text alone where it is long.
    ///
    /// Cost: the lists of these pairs.
    pub(crate) fn candidates(
        &self,
        letters: &[char],
        most: usize,
    ) -> Result<Vec<(Score, DocAddress)>, Error> {
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
        if rarest.is_empty() || most == 0 {
            return Ok(Vec::new());
        }
        let bm25 = Bm25::on(self)?;
        let mut best = Vec::new();
        for (segment, reader, characters) in self.segments() {
            let scored = scored(characters, reader, &rarest, &bm25).map_err(|e| self.fail(e))?;
            best.extend(scored.into_iter().map(|(score, entry)| (score, DocAddress::new(segment, entry))));
            keep(&mut best, most);
        }
        best.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        Ok(best)
    }

    /// All passages that contain folded characters one after the other, by segment and place. Cost: their
    /// lists.
    pub(crate) fn occurrences(&self, letters: &[char]) -> Result<Vec<DocAddress>, Error> {
        let plan = Plan::on(self);
        plan.addresses(plan.literal(letters).as_ref())
    }
}

/// The best ones, in no order.
fn keep(best: &mut Vec<(Score, DocAddress)>, most: usize) {
    if best.len() > most {
        best.select_nth_unstable_by(most - 1, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        best.truncate(most);
    }
}

/// The living entries of a segment that have any of the pairs, with their scores.
fn scored(
    characters: &Characters,
    reader: &SegmentReader,
    pairs: &[(usize, [char; 2])],
    bm25: &Bm25,
) -> Result<Vec<(Score, u32)>, Damage> {
    let mut scores = vec![0.0; characters.entries()];
    let mut touched = Vec::new();
    for (count, pair) in pairs {
        let weight = bm25.weight(*count);
        let holders = characters.holders(pair)?;
        for (entry, count) in holders.entries.into_iter().zip(holders.counts) {
            let score: &mut Score = scores.get_mut(entry as usize).ok_or(Damage)?;
            if *score == 0.0 {
                touched.push(entry);
            }
            *score += weight * bm25.frequency(count, characters.letters(entry)?);
        }
    }
    touched.retain(|entry| !reader.is_deleted(*entry));
    Ok(touched.into_iter().map(|entry| (scores.get(entry as usize).copied().unwrap_or(0.0), entry)).collect())
}
