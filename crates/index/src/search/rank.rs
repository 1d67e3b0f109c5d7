//! How relevant a hit is: BM25 over words, a bonus for runs of the query side by side, and one for runs in
//! the title of the document. `docs/query.md` gives the formula. It orders hits and never excludes one.

use super::order::shelf;
use crate::Error;
use crate::dates::date;
use crate::query::{Plan, Query};
use crate::ranking::Bm25;
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
    order: &'a Order,
    words: Vec<String>,
    neighbours: Vec<Vec<char>>,
    titles: Titles,
}

impl<'a> Scoring<'a> {
    /// Cost: the titles that hold runs of the query.
    pub(super) fn of(snapshot: &'a Snapshot, query: &Query) -> Result<Self, Error> {
        let order = snapshot.order()?;
        let titles = Titles::of(snapshot, order, query)?;
        let neighbours = neighbours(query);
        Ok(Self {
            snapshot,
            order,
            words: words(snapshot.lexicon().cutter(), query, &neighbours),
            neighbours,
            titles,
        })
    }

    /// The scores of passages, which come by segment and place.
    ///
    /// Cost: the postings of the words of the query, and of its neighbouring runs.
    pub(super) fn scores(&self, passages: &[DocAddress]) -> Result<Vec<Score>, Error> {
        let mut scores = of_words(self.snapshot, passages, &self.words)?;
        self.add_adjacent(passages, &mut scores)?;
        for (at, score) in passages.iter().zip(&mut scores) {
            *score += self.titles.bonus(self.order, *at);
        }
        Ok(scores)
    }

    fn add_adjacent(&self, passages: &[DocAddress], scores: &mut [Score]) -> Result<(), Error> {
        #[expect(clippy::cast_precision_loss, reason = "a handful of runs")]
        let each = ADJACENT / self.neighbours.len() as Score;
        let plan = Plan::on(self.snapshot);
        for pair in &self.neighbours {
            let mut held =
                plan.addresses(plan.run(&Query::Literal(pair.clone()))?.as_ref())?.into_iter().peekable();
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
            let score = of_words(self.snapshot, &[at], std::slice::from_ref(word))?.first().copied();
            words.push(WordScore { word: word.clone(), score: score.unwrap_or(0.0) });
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
}

/// BM25 over words of passages, which come by segment and place.
fn of_words(snapshot: &Snapshot, passages: &[DocAddress], words: &[String]) -> Result<Vec<Score>, Error> {
    let bm25 = Bm25::on(snapshot)?;
    let mut scores = vec![0.0; passages.len()];
    for word in words {
        let letters: Vec<char> = word.chars().filter(|c| c.is_alphanumeric()).collect();
        let (standing, counts) = counts(snapshot, passages, &letters)?;
        let weight = bm25.weight(standing);
        for ((at, score), count) in passages.iter().zip(&mut scores).zip(counts).filter(|(_, n)| *n > 0) {
            let letters = snapshot.characters_of(at.segment_ord)?.letters(at.doc_id);
            *score += weight * bm25.frequency(count, letters.map_err(|e| snapshot.fail(e))?);
        }
    }
    Ok(scores)
}

/// How often a word stands in the corpus, and how often in each passage.
///
/// Cost: for a word of two letters, as most are, a look into its list for each passage; else its places.
fn counts(
    snapshot: &Snapshot,
    passages: &[DocAddress],
    letters: &[char],
) -> Result<(usize, Vec<u32>), Error> {
    let (mut standing, mut counts) = (0, Vec::with_capacity(passages.len()));
    for (segment, _, characters) in snapshot.segments() {
        let from = passages.partition_point(|at| at.segment_ord < segment);
        let to = passages.partition_point(|at| at.segment_ord <= segment);
        let here = passages.get(from..to).unwrap_or_default().iter().map(|at| at.doc_id);
        if let [first, second] = *letters {
            standing += characters.pair_count(first, second).map_err(|e| snapshot.fail(e))?;
            let entries: Vec<u32> = here.collect();
            counts.extend(characters.pair_in([first, second], &entries).map_err(|e| snapshot.fail(e))?);
        } else {
            let holders = characters.holders(letters).map_err(|e| snapshot.fail(e))?;
            standing += holders.counts.iter().map(|count| *count as usize).sum::<usize>();
            let mut held = holders.entries.into_iter().zip(holders.counts).peekable();
            counts.extend(here.map(|entry| {
                while held.next_if(|(holder, _)| *holder < entry).is_some() {}
                held.peek().filter(|(holder, _)| *holder == entry).map_or(0, |(_, count)| *count)
            }));
        }
    }
    Ok((standing, counts))
}

/// The words of what is looked for, each once. Runs side by side may be cut as one word: 群众 路线 also scores
/// by 群众路线.
fn words(cutter: &Cutter, query: &Query, neighbours: &[Vec<char>]) -> Vec<String> {
    let mut words = Vec::new();
    for letters in query.literals().into_iter().chain(neighbours.iter().map(Vec::as_slice)) {
        let text: String = letters.iter().collect();
        cutter.cut(&text, |word| words.push(word.to_owned()));
    }
    words.sort();
    words.dedup();
    // A single character tells next to nothing beside a word, and stands at very many places.
    let single = |word: &String| word.chars().nth(1).is_none();
    if !words.iter().all(single) {
        words.retain(|word| !single(word));
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
    fn of(snapshot: &Snapshot, order: &Order, query: &Query) -> Result<Self, Error> {
        let mut texts = query.literals();
        texts.dedup();
        texts.truncate(MOST_TEXTS);
        let mut found = Vec::new();
        let plan = Plan::on(snapshot);
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
