//! How relevant a hit is: BM25 over words, a bonus for runs of the query side by side, and one for runs in
//! the title of the document. `docs/query.md` gives the formula. It orders hits and never excludes one.

use super::order::{Best, shelf};
use crate::Error;
use crate::query::{Plan, Query, literal};
use crate::schema::FIELDS;
use crate::snapshot::{Order, Snapshot};
use crate::tokens::cut_words;
use chuchu_model::{Explanation, PartialDate, WordScore};
use tantivy::query::{BooleanQuery, ConstScoreQuery, EnableScoring, Occur, TermQuery, Weight};
use tantivy::schema::{IndexRecordOption, Term};
use tantivy::{DocAddress, DocSet as _, Score, SegmentReader, TantivyError};

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
        Ok(Self { snapshot, order, words: words(query), neighbours: neighbours(query), titles })
    }

    /// Offers every passage that answers the query, with its score.
    ///
    /// Cost: the postings of the query and of its words.
    pub(super) fn offer_all(&self, query: &Query, best: &mut Best<'_>) -> Result<(), Error> {
        let fail = |e: TantivyError| self.snapshot.fail(e);
        let answers = ConstScoreQuery::new(Plan::on(self.snapshot).run(query)?, 0.0);
        let mut clauses: Vec<(Occur, Runnable)> = vec![(Occur::Must, Box::new(answers))];
        clauses.extend(self.words.iter().map(|word| (Occur::Should, of_word(word))));
        clauses.extend(self.beside().map(|query| (Occur::Should, query)));
        let weight = self.weight(&BooleanQuery::new(clauses))?;
        for (segment, reader) in (0u32..).zip(self.snapshot.searcher().segment_readers()) {
            let mut offer = |doc, score| {
                if !reader.is_deleted(doc) {
                    let at = DocAddress::new(segment, doc);
                    best.offer(at, score + self.titles.bonus(self.order, at));
                }
            };
            weight.for_each(reader, &mut offer).map_err(fail)?;
        }
        Ok(())
    }

    fn beside(&self) -> impl Iterator<Item = Runnable> {
        #[expect(clippy::cast_precision_loss, reason = "a handful of runs")]
        let each = ADJACENT / self.neighbours.len() as Score;
        self.neighbours
            .iter()
            .map(move |pair| Box::new(ConstScoreQuery::new(literal(pair), each)) as Runnable)
    }

    fn weight(&self, query: &dyn tantivy::query::Query) -> Result<Box<dyn Weight>, Error> {
        let scoring = EnableScoring::enabled_from_searcher(self.snapshot.searcher());
        query.weight(scoring).map_err(|e| self.snapshot.fail(e))
    }

    /// The parts of a passage's score.
    ///
    /// Cost: one look into the postings of each word.
    pub(super) fn explain(&self, at: DocAddress) -> Result<Explanation, Error> {
        let mut words = Vec::with_capacity(self.words.len());
        for word in &self.words {
            words.push(WordScore { word: word.clone(), score: self.part(of_word(word).as_ref(), at)? });
        }
        let mut adjacent = 0.0;
        for pair in self.beside() {
            adjacent += self.part(pair.as_ref(), at)?;
        }
        let title = self.titles.bonus(self.order, at);
        let score = words.iter().map(|w| w.score).sum::<Score>() + adjacent + title;
        let shelf = shelf(self.snapshot.kind(at));
        let day = self.snapshot.first_day(at).and_then(day);
        Ok(Explanation { shelf, words, adjacent, title, score, day })
    }

    fn part(&self, query: &dyn tantivy::query::Query, at: DocAddress) -> Result<Score, Error> {
        let weight = self.weight(query)?;
        let reader: &SegmentReader = self.snapshot.searcher().segment_reader(at.segment_ord);
        let mut scorer = weight.scorer(reader, 1.0).map_err(|e| self.snapshot.fail(e))?;
        let found =
            scorer.doc() == at.doc_id || scorer.doc() < at.doc_id && scorer.seek(at.doc_id) == at.doc_id;
        Ok(if found { scorer.score() } else { 0.0 })
    }
}

type Runnable = Box<dyn tantivy::query::Query>;

fn of_word(word: &str) -> Runnable {
    Box::new(TermQuery::new(Term::from_field_text(FIELDS.words, word), IndexRecordOption::WithFreqs))
}

/// A day of a column as a date.
pub(crate) fn day(number: u64) -> Option<PartialDate> {
    let part = |n: u64| u8::try_from(n).ok();
    PartialDate::day(u16::try_from(number / 10_000).ok()?, part(number / 100 % 100)?, part(number % 100)?)
}

/// The words of what is looked for, each once.
fn words(query: &Query) -> Vec<String> {
    let mut words = Vec::new();
    for letters in query.literals() {
        let text: String = letters.iter().collect();
        cut_words(&text, |word| words.push(word.to_owned()));
    }
    words.sort();
    words.dedup();
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

    #[test]
    fn days_are_dates() {
        assert_eq!(day(20_121_229).map(|d| d.to_string()).as_deref(), Some("2012-12-29"));
        assert_eq!(day(0), None);
    }
}
