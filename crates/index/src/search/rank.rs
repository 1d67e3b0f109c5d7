//! How relevant a hit is: BM25 over words, a bonus for runs of the query side by side, and one for runs in
//! the title of the document. `docs/query.md` gives the formula. It orders hits and never excludes one.

use super::order::shelf;
use crate::Error;
use crate::characters::Holders;
use crate::dates::date;
use crate::query::{Plan, Query};
use crate::ranking::Bm25;
use crate::sections::Damage;
use crate::snapshot::{Order, Snapshot};
use crate::words::Cutter;
use chuchu_model::{Explanation, WordScore};
use tantivy::{DocAddress, Score};

/// What all neighbouring runs of a query side by side add.
const ADJACENT: Score = 2.0;

/// What all runs of a query in the title of a document add.
const TITLE: Score = 1.0;

/// More texts than these are not looked for in titles or side by side.
const MOST_TEXTS: usize = 8;

/// A query made ready to score passages.
pub(super) struct Scoring<'a> {
    snapshot: &'a Snapshot,
    plan: &'a Plan<'a>,
    order: &'a Order,
    words: Vec<Vec<char>>,
    neighbours: Vec<Vec<char>>,
    titles: Titles,
}

impl<'a> Scoring<'a> {
    /// For the passages that `plan` found. Cost: the titles that hold runs of the query.
    pub(super) fn of(snapshot: &'a Snapshot, plan: &'a Plan<'a>, query: &Query) -> Result<Self, Error> {
        let order = snapshot.order()?;
        let titles = Titles::of(plan, order, query)?;
        let neighbours = neighbours(query);
        Ok(Self {
            snapshot,
            plan,
            order,
            words: words(snapshot.lexicon().cutter(), query, &neighbours),
            neighbours,
            titles,
        })
    }

    /// The scores of passages, which come by segment and place.
    ///
    /// Cost: a look into the list of each word of the query for each passage, and the places of its neighbouring
    /// runs.
    pub(super) fn scores(&self, passages: &[DocAddress]) -> Result<Vec<Score>, Error> {
        if passages.is_empty() {
            return Ok(Vec::new());
        }
        let mut scores = self.of_words(passages, &self.words)?;
        self.add_adjacent(passages, &mut scores)?;
        for (at, score) in passages.iter().zip(&mut scores) {
            *score += self.titles.bonus(self.order, *at);
        }
        Ok(scores)
    }

    fn add_adjacent(&self, passages: &[DocAddress], scores: &mut [Score]) -> Result<(), Error> {
        #[expect(clippy::cast_precision_loss, reason = "a handful of runs")]
        let each = ADJACENT / self.neighbours.len() as Score;
        for pair in &self.neighbours {
            let held = self.plan.addresses(self.plan.literal(pair).as_ref())?;
            let mut held = held.into_iter().peekable();
            for (at, score) in passages.iter().zip(scores.iter_mut()) {
                while held.next_if(|holder| holder < at).is_some() {}
                *score += if held.peek() == Some(at) { each } else { 0.0 };
            }
        }
        Ok(())
    }

    /// The parts of a passage's score.
    ///
    /// Cost: about that of [`Scoring::scores`].
    pub(super) fn explain(&self, at: DocAddress) -> Result<Explanation, Error> {
        let mut words = Vec::with_capacity(self.words.len());
        for word in &self.words {
            let score = self.of_words(&[at], std::slice::from_ref(word))?.first().copied();
            words.push(WordScore { word: word.iter().collect(), score: score.unwrap_or(0.0) });
        }
        let mut adjacent = [0.0];
        self.add_adjacent(&[at], &mut adjacent)?;
        let [adjacent] = adjacent;
        let title = self.titles.bonus(self.order, at);
        let score = words.iter().map(|w| w.score).sum::<Score>() + adjacent + title;
        let shelf = shelf(self.snapshot.kind(at));
        let day = self.snapshot.first_day(at).and_then(|day| date(day, day));
        Ok(Explanation { shelf, words, adjacent, title, score, day })
    }

    /// BM25 over words of passages, which come by segment and place.
    fn of_words(&self, passages: &[DocAddress], words: &[Vec<char>]) -> Result<Vec<Score>, Error> {
        let bm25 = Bm25::on(self.snapshot)?;
        let mut scores = vec![0.0; passages.len()];
        for word in words {
            self.add_word(passages, word, &bm25, &mut scores).map_err(|e| self.snapshot.fail(e))?;
        }
        Ok(scores)
    }

    /// Cost: a look into a list for each passage; nothing where the query has looked the word up.
    fn add_word(
        &self,
        passages: &[DocAddress],
        word: &[char],
        bm25: &Bm25,
        scores: &mut [Score],
    ) -> Result<(), Damage> {
        let weight = bm25.weight(self.standing(word)?);
        let added = self.snapshot.on_segments(self.plan.has_much(), |segment, reader, characters| {
            let from = passages.partition_point(|at| at.segment_ord < segment);
            let to = passages.partition_point(|at| at.segment_ord <= segment);
            let entries: Vec<u32> =
                passages.get(from..to).unwrap_or_default().iter().map(|at| at.doc_id).collect();
            let counts = match self.plan.found().known(reader.segment_id(), word) {
                Some(holders) => held_in(&holders, &entries),
                None => characters.counts_in(word, &entries)?,
            };
            let score = |(entry, count): (&u32, u32)| match count {
                0 => Ok(0.0),
                count => Ok(weight * bm25.frequency(count, characters.letters(*entry)?)),
            };
            entries.iter().zip(counts).map(score).collect::<Result<Vec<Score>, Damage>>()
        })?;
        for (score, added) in scores.iter_mut().zip(added.iter().flatten()) {
            *score += added;
        }
        Ok(())
    }

    /// At how many places a word stands in the corpus. Of a word of three letters or more, the rarest of the pairs
    /// that cover it stands for it: counting its own places would mean to read them all.
    fn standing(&self, word: &[char]) -> Result<usize, Damage> {
        let mut standing = 0;
        for (_, reader, characters) in self.snapshot.segments() {
            standing += if word.len() < 2 {
                let holders = self.plan.found().holders(characters, reader.segment_id(), word)?;
                holders.counts.iter().map(|n| *n as usize).sum()
            } else {
                characters.at_most(word)?
            };
        }
        Ok(standing)
    }
}

/// How often each of some entries, which ascend, holds something.
fn held_in(holders: &Holders, entries: &[u32]) -> Vec<u32> {
    if holders.entries == entries {
        return holders.counts.clone();
    }
    let mut held = holders.entries.iter().zip(&holders.counts).peekable();
    let count = |entry: &u32| {
        while held.next_if(|(holder, _)| *holder < entry).is_some() {}
        held.peek().filter(|(holder, _)| *holder == entry).map_or(0, |(_, count)| **count)
    };
    entries.iter().map(count).collect()
}

/// The words of what is looked for, each once. Runs side by side may be cut as one word: 群众 路线 also scores
/// by 群众路线. A run in which there is no word of two letters counts as one word itself.
fn words(cutter: &Cutter, query: &Query, neighbours: &[Vec<char>]) -> Vec<Vec<char>> {
    let mut words: Vec<Vec<char>> = Vec::new();
    for letters in query.literals().into_iter().chain(neighbours.iter().map(Vec::as_slice)) {
        let (text, before): (String, _) = (letters.iter().collect(), words.len());
        cutter.cut(&text, |word| {
            if word.chars().nth(1).is_some() {
                words.push(word.chars().collect());
            }
        });
        if words.len() == before {
            words.push(letters.to_vec());
        }
    }
    words.sort();
    words.dedup();
    // A single character tells next to nothing beside a word, and stands at very many places.
    if words.iter().any(|word| word.len() > 1) {
        words.retain(|word| word.len() > 1);
    }
    words
}

/// Runs that a query asks for together, each joined with the next: 群众 路线 → 群众路线.
fn neighbours(query: &Query) -> Vec<Vec<char>> {
    let Query::And(parts) = query else { return Vec::new() };
    let runs: Vec<&[char]> = parts.iter().filter_map(run).take(MOST_TEXTS).collect();
    runs.windows(2).map(|pair| pair.concat()).collect()
}

fn run(query: &Query) -> Option<&[char]> {
    match query {
        Query::Literal(letters) | Query::Quoted { letters, .. } => Some(letters),
        _ => None,
    }
}

/// Which documents have texts of the query in their titles.
struct Titles {
    /// By the place of the document in the order: how many of them. Empty where no title has any.
    found: Vec<u8>,
    each: Score,
}

impl Titles {
    fn of(plan: &Plan<'_>, order: &Order, query: &Query) -> Result<Self, Error> {
        let mut texts = query.literals();
        texts.dedup();
        texts.truncate(MOST_TEXTS);
        let mut found = Vec::new();
        for letters in &texts {
            for at in plan.addresses(plan.heads_titled(letters).as_ref())? {
                found.resize(order.ids.len(), 0);
                if let Some(count) = found.get_mut(order.rank(at) as usize) {
                    *count += 1;
                }
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a handful of texts")]
        let each = TITLE / texts.len().max(1) as Score;
        Ok(Self { found, each })
    }

    #[inline]
    fn bonus(&self, order: &Order, at: DocAddress) -> Score {
        if self.found.is_empty() {
            return 0.0;
        }
        let count = self.found.get(order.rank(at) as usize).copied().unwrap_or(0);
        Score::from(count) * self.each
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    #[test]
    fn runs_are_joined_with_the_next() {
        let pairs = |text: &str| {
            let joined = neighbours(&parse(text).unwrap());
            joined.into_iter().map(|pair| pair.into_iter().collect()).collect::<Vec<String>>()
        };
        assert_eq!(pairs("群众 路线 year:2012 作风"), ["群众路线", "路线作风"]);
        assert!(pairs("群众").is_empty() && pairs("群众 OR 路线").is_empty());
    }
}
