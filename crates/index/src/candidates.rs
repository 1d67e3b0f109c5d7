//! What tracing asks of the characters: passages that may hold an altered text, and those that hold a text
//! letter by letter. No alignment, no verdict.

use crate::Error;
use crate::characters::{Characters, Standing};
use crate::cohesion::ByChance;
use crate::query::Plan;
use crate::ranking::Bm25;
use crate::sections::Damage;
use crate::snapshot::Snapshot;
use std::cell::RefCell;
use std::cmp::Ordering;
use tantivy::{DocAddress, Score, SegmentReader};

/// The most pairs of characters that candidates are looked for with: the rarest ones of a long text tell
/// its source, the others only cost time. Pairs that stand together less often than by chance come last, however rare:
/// most of them are what slips have brought together.
const MOST_PAIRS: usize = 40;

/// The lists of the rarest pairs are read whole, up to so many places in all; the others are only looked into
/// for the passages that these have brought up.
const MOST_PLACES: usize = 25_000;

/// The same of a text with more than [`MOST_PAIRS`] pairs, of which the rarest tell enough.
const MOST_PLACES_OF_LONG: usize = 10_000;

/// At least so many lists are read whole.
const LEAST_LISTS: usize = 4;

/// For so many passages the other lists are looked into, times what is asked for.
const PROBED: usize = 3;

/// A pair of characters.
struct Pair<'a> {
    /// How often it stands in the corpus.
    count: usize,
    letters: [char; 2],
    /// Where it stands in each segment.
    standing: Vec<Option<Standing<'a>>>,
}

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

/// What looking for candidates has found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Candidates {
    /// The passages, best first.
    pub(crate) best: Vec<Candidate>,
    /// How many different pairs they were looked for with.
    pub(crate) pairs: usize,
    /// At most so many times their share of the pairs is the share of the text's letters that stand in them. A
    /// shared pair is at most two shared letters; where the rarest pairs alone are looked for, many of them are
    /// those of what was altered, and the source has more of the others.
    pub(crate) reach: usize,
    /// How well each letter of the text follows the one before it; see [`ByChance::cohesion`].
    pub(crate) cohesion: Vec<f64>,
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
    pub(crate) fn candidates(&self, letters: &[char], most: usize) -> Result<Candidates, Error> {
        let all = self.pairs(letters)?;
        let by_chance = self.by_chance()?;
        let cohesion = cohesion(letters, &all, &by_chance);
        let most_places = if all.len() > MOST_PAIRS { MOST_PLACES_OF_LONG } else { MOST_PLACES };
        let pairs = telling(all, &by_chance);
        if pairs.is_empty() || most == 0 {
            return Ok(Candidates { cohesion, ..Candidates::default() });
        }
        let mut sum = 0;
        let affordable = |pair: &&Pair<'_>| {
            sum += pair.count;
            sum <= most_places
        };
        let whole = pairs.iter().take_while(affordable).count().max(LEAST_LISTS).min(pairs.len());
        let (read, probed) = pairs.split_at(whole);
        let bm25 = Bm25::on(self)?;
        let mut best = Best::of(most * PROBED);
        for (number, segment) in self.segments().enumerate() {
            scored(segment, number, read, &bm25, &mut best).map_err(|e| self.fail(e))?;
        }
        let mut best = best.finish();
        best.sort_unstable_by_key(|candidate| candidate.at);
        for (segment, _, characters) in self.segments() {
            let from = best.partition_point(|c| c.at.segment_ord < segment);
            let to = best.partition_point(|c| c.at.segment_ord <= segment);
            let here = best.get_mut(from..to).unwrap_or_default();
            probe(characters, here, probed, &bm25).map_err(|e| self.fail(e))?;
        }
        keep(&mut best, most);
        best.sort_unstable_by(Candidate::better);
        let reach = if pairs.len() < MOST_PAIRS { 2 } else { 4 };
        Ok(Candidates { best, pairs: pairs.len(), reach, cohesion })
    }

    /// The different pairs of a text, in order of their letters.
    fn pairs(&self, letters: &[char]) -> Result<Vec<Pair<'_>>, Error> {
        let mut pairs: Vec<[char; 2]> =
            letters.windows(2).filter_map(|two| <[char; 2]>::try_from(two).ok()).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let found = pairs.into_iter().map(|letters| {
            let mut pair = Pair { count: 0, letters, standing: Vec::new() };
            for (_, _, characters) in self.segments() {
                let [first, second] = letters;
                let standing = characters.pair(first, second).map_err(|e| self.fail(e))?;
                pair.count += standing.map_or(0, |standing| standing.count());
                pair.standing.push(standing);
            }
            Ok(pair)
        });
        found.collect()
    }

    /// All passages that contain folded characters one after the other, by segment and place. Cost: their
    /// lists.
    pub(crate) fn occurrences(&self, letters: &[char]) -> Result<Vec<DocAddress>, Error> {
        let plan = Plan::on(self);
        plan.addresses(plan.literal(letters).as_ref())
    }

    /// All passages that contain each of some texts of folded characters, by segment and place. Cost: their lists.
    pub(crate) fn occurrences_of_all<'t>(
        &self,
        texts: impl IntoIterator<Item = &'t [char]>,
    ) -> Result<Vec<DocAddress>, Error> {
        let plan = Plan::on(self);
        plan.addresses(plan.literals(texts).as_ref())
    }

    /// The passages that hold a text of folded characters, at least two, while the passage before holds another.
    ///
    /// Cost: the lists of the rarer text, and a look for the other beside each of its places.
    pub(crate) fn behind(&self, head: &[char], tail: &[char]) -> Result<Vec<DocAddress>, Error> {
        let head_is_rarer = self.at_most(head)? < self.at_most(tail)?;
        let (rarer, other) = if head_is_rarer { (head, tail) } else { (tail, head) };
        let beside = |at: &DocAddress| {
            let other = if head_is_rarer { self.after(*at) } else { self.before(*at) };
            other.map(|other| (other, if head_is_rarer { other } else { *at }))
        };
        let mut likely: Vec<_> = self.occurrences(rarer)?.iter().filter_map(beside).collect();
        likely.sort_unstable();
        let mut found = Vec::new();
        for (segment, _, characters) in self.segments() {
            let from = likely.partition_point(|(at, _)| at.segment_ord < segment);
            let to = likely.partition_point(|(at, _)| at.segment_ord <= segment);
            let here = likely.get(from..to).unwrap_or_default();
            let entries: Vec<u32> = here.iter().map(|(at, _)| at.doc_id).collect();
            let counts = characters.counts_in(other, &entries).map_err(|e| self.fail(e))?;
            found.extend(here.iter().zip(counts).filter(|(_, count)| *count > 0).map(|((_, tail), _)| *tail));
        }
        Ok(found)
    }

    /// At how many places a text may stand at most.
    fn at_most(&self, letters: &[char]) -> Result<usize, Error> {
        let mut most = 0_usize;
        for (_, _, characters) in self.segments() {
            most = most.saturating_add(characters.at_most(letters).map_err(|e| self.fail(e))?);
        }
        Ok(most)
    }

    /// All passages that contain folded characters but for one: another in its place, missing, or one too many. Cost:
    /// see [`Characters::holders_but_one`].
    pub(crate) fn occurrences_but_one(&self, letters: &[char]) -> Result<Vec<DocAddress>, Error> {
        let mut found = Vec::new();
        for (segment, reader, characters) in self.segments() {
            let entries = characters.holders_but_one(letters).map_err(|e| self.fail(e))?;
            let living = entries.into_iter().filter(|entry| !reader.is_deleted(*entry));
            found.extend(living.map(|entry| DocAddress::new(segment, entry)));
        }
        Ok(found)
    }
}

/// How well each letter of a text follows the one before it.
fn cohesion(letters: &[char], pairs: &[Pair<'_>], by_chance: &ByChance<'_>) -> Vec<f64> {
    let bits = letters.windows(2).map(|two| {
        let Ok(two) = <[char; 2]>::try_from(two) else { return 0.0 };
        let pair = pairs.binary_search_by_key(&two, |pair| pair.letters);
        by_chance.cohesion(two, pair.ok().and_then(|at| pairs.get(at)).map_or(0, |pair| pair.count))
    });
    letters.first().map(|_| 0.0).into_iter().chain(bits).collect()
}

/// Those that stand in the corpus, the rarest first; of very many those that tell most.
fn telling<'a>(mut pairs: Vec<Pair<'a>>, by_chance: &ByChance<'_>) -> Vec<Pair<'a>> {
    pairs.retain(|pair| pair.count > 0);
    if pairs.len() > MOST_PAIRS {
        pairs.sort_by_cached_key(|pair| (by_chance.exceeds(pair.letters, pair.count), pair.count));
        pairs.truncate(MOST_PAIRS);
    }
    pairs.sort_unstable_by_key(|pair| (pair.count, pair.letters));
    pairs
}

/// The best ones, in no order.
fn keep(best: &mut Vec<Candidate>, most: usize) {
    if best.len() > most {
        best.select_nth_unstable_by(most - 1, Candidate::better);
        best.truncate(most);
    }
}

/// Keeps the best of very many without keeping them all.
struct Best {
    kept: Vec<Candidate>,
    most: usize,
    /// So many are better than this score already.
    least: Score,
}

impl Best {
    fn of(most: usize) -> Self {
        Self { kept: Vec::with_capacity(2 * most), most, least: Score::NEG_INFINITY }
    }

    #[inline]
    fn offer(&mut self, candidate: Candidate) {
        if candidate.score < self.least {
            return;
        }
        self.kept.push(candidate);
        if self.kept.len() >= 2 * self.most {
            keep(&mut self.kept, self.most);
            self.least = self.kept.iter().map(|kept| kept.score).fold(Score::INFINITY, Score::min);
        }
    }

    fn finish(mut self) -> Vec<Candidate> {
        keep(&mut self.kept, self.most);
        self.kept
    }
}

/// Room to work in, kept from one question to the next: clearing it anew would take longer than counting.
#[derive(Default)]
struct Room {
    /// The score of each entry of a segment and its number of pairs: all zero between two questions.
    scores: Vec<(Score, u32)>,
    /// The entries that have any.
    touched: Vec<u32>,
    /// The places of a pair.
    places: Vec<u32>,
}

thread_local! {
    static ROOM: RefCell<Room> = RefCell::default();
}

/// Offers the living entries of a segment that have any of the pairs; `number` counts the segments.
fn scored(
    (segment, reader, characters): (u32, &SegmentReader, &Characters),
    number: usize,
    pairs: &[Pair<'_>],
    bm25: &Bm25,
    best: &mut Best,
) -> Result<(), Damage> {
    ROOM.with_borrow_mut(|room| {
        if room.scores.len() < characters.entries() {
            room.scores.resize(characters.entries(), (0.0, 0));
        }
        let here = pairs.iter().filter_map(|pair| Some((pair.count, (*pair.standing.get(number)?)?)));
        let counted = count(characters, here, bm25, room);
        for entry in room.touched.drain(..) {
            let (score, shared) = room.scores.get_mut(entry as usize).map(std::mem::take).unwrap_or_default();
            if !reader.is_deleted(entry) {
                best.offer(Candidate { score, shared, at: DocAddress::new(segment, entry) });
            }
        }
        counted
    })
}

fn count<'a>(
    characters: &Characters,
    pairs: impl Iterator<Item = (usize, Standing<'a>)>,
    bm25: &Bm25,
    Room { scores, touched, places }: &mut Room,
) -> Result<(), Damage> {
    for (standing, pair) in pairs {
        let weight = bm25.weight(standing);
        characters.each_holder_of_pair(pair, places, |entry, count| {
            let (score, shared) = scores.get_mut(entry as usize).ok_or(Damage)?;
            if *shared == 0 {
                touched.push(entry);
            }
            *shared += 1;
            *score += weight * bm25.frequency(count, characters.letters(entry)?);
            Ok(())
        })?;
    }
    Ok(())
}

/// Adds to candidates of one segment, which ascend, what other pairs are worth in them.
fn probe(
    characters: &Characters,
    candidates: &mut [Candidate],
    pairs: &[Pair<'_>],
    bm25: &Bm25,
) -> Result<(), Damage> {
    let entries: Vec<u32> = candidates.iter().map(|candidate| candidate.at.doc_id).collect();
    for pair in pairs {
        let weight = bm25.weight(pair.count);
        let counts = characters.counts_in(&pair.letters, &entries)?;
        for (candidate, count) in candidates.iter_mut().zip(counts) {
            if count > 0 {
                candidate.shared += 1;
                let letters = characters.letters(candidate.at.doc_id)?;
                candidate.score += weight * bm25.frequency(count, letters);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::{Corpus, Record};
    use chuchu_model::DocumentId;

    /// Pairs that slips have brought together are rare, and stand less often than by chance: the others are looked for.
    #[test]
    fn a_long_text_is_looked_for_with_pairs_that_belong_together() {
        let letters: Vec<char> = ('一'..).take(60).collect();
        let source: String = letters.iter().collect();
        let every_second: Vec<char> = letters.iter().copied().step_by(2).collect();
        let backwards: String = letters.iter().rev().collect();
        let mut texts = vec![("a", source.clone()), ("b", source.clone()), ("c", source)];
        texts.push(("fill", backwards.repeat(100)));
        texts.push(("slips", every_second.chunks(2).map(String::from_iter).collect::<Vec<_>>().join("\n\n")));
        let folder = tempfile::tempdir().unwrap();
        let corpus = Corpus::create(folder.path()).unwrap();
        let mut writer = corpus.writer().unwrap();
        for (id, text) in texts {
            writer.add(&Record::of_text(DocumentId::new(id).unwrap(), text)).unwrap();
        }
        writer.commit().unwrap();
        let asked: Vec<char> = letters.into_iter().chain(every_second).collect();
        let found = corpus.snapshot().candidates(&asked, 5).unwrap();
        assert_eq!(found.pairs, super::MOST_PAIRS);
        let best = found.best.first().unwrap();
        assert_eq!(best.shared as usize, super::MOST_PAIRS, "{found:?}");
    }
}
