//! Conditions that the postings cannot decide: a [`Reader`] finds what a query asks for in a text, and
//! [`Verified`] keeps of a query's passages those whose stored text has such a place.

use super::{Chain, Query};
use crate::entry::Stored;
use chuchu_model::Span;
use chuchu_text::{Folded, Folding};
use std::cell::OnceCell;
use std::fmt;
use std::sync::Arc;
use tantivy::query::{EnableScoring, Explanation, Scorer, Weight};
use tantivy::store::StoreReader;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

/// A text folded as often as it is asked for, and no more.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    text: &'a str,
    offset: u32,
    letters: OnceCell<Folded>,
    marks: OnceCell<Folded>,
}

impl<'a> Reader<'a> {
    /// Of a text that begins at byte `offset` of its document.
    pub(crate) fn of(text: &'a str, offset: u32) -> Self {
        Self { text, offset, letters: OnceCell::new(), marks: OnceCell::new() }
    }

    /// Its letters.
    pub(crate) fn letters(&self) -> &Folded {
        self.letters.get_or_init(|| Folded::of_part(self.text, self.offset, Folding::LETTERS))
    }

    fn marks(&self) -> &Folded {
        self.marks.get_or_init(|| Folded::of_part(self.text, self.offset, Folding::MARKS))
    }

    /// Where it has what a query asks for, in order, each place once. Conditions on anything but the text,
    /// and what stands behind NOT, have no place; of texts near each other those that are.
    pub(crate) fn places(&self, query: &Query) -> Vec<Span> {
        let mut found = Vec::new();
        self.gather(query, &mut found);
        found.sort_unstable();
        found.dedup();
        found
    }

    fn gather(&self, query: &Query, found: &mut Vec<Span>) {
        match query {
            Query::Literal(letters) => found.extend(stretches(self.letters(), letters)),
            Query::Quoted { marks, .. } => found.extend(stretches(self.marks(), marks)),
            Query::Pattern(pattern) => {
                let folded = self.letters();
                found.extend(pattern.find(folded.chars()).map(|range| folded.span(range)));
            }
            Query::Near(chain) => found.extend(self.chained(chain)),
            Query::And(parts) | Query::Or(parts) => parts.iter().for_each(|p| self.gather(p, found)),
            Query::Not(_) | Query::Field(_) => {}
        }
    }

    /// The places of the texts of a chain that have all the others near.
    fn chained(&self, chain: &Chain) -> Vec<Span> {
        let mut kept: Vec<Vec<Span>> = chain.texts.iter().map(|text| self.places(text)).collect();
        let links: Vec<(usize, usize, usize)> =
            chain.apart.iter().enumerate().map(|(i, apart)| (i, i + 1, *apart)).collect();
        // Once along the chain, once back: what is left at both ends has a way to the other.
        for (from, to, apart) in links.iter().copied() {
            kept[to] = self.beside(&kept[from], &kept[to], apart);
        }
        for (to, from, apart) in links.into_iter().rev() {
            kept[to] = self.beside(&kept[from], &kept[to], apart);
        }
        kept.concat()
    }

    /// Those of `places` that stand at most `apart` letters before or after one of `others`, apart from it.
    fn beside(&self, others: &[Span], places: &[Span], apart: usize) -> Vec<Span> {
        let letters = self.letters();
        let mut ends: Vec<u32> = others.iter().map(|span| span.end()).collect();
        ends.sort_unstable();
        let near = |from: u32, to: u32| letters.index_at(to) - letters.index_at(from) <= apart;
        let stays = |place: &&Span| {
            let before = ends.partition_point(|end| *end <= place.start()).checked_sub(1);
            let after = others.partition_point(|other| other.start() < place.end());
            before.is_some_and(|i| near(ends[i], place.start()))
                || others.get(after).is_some_and(|other| near(place.end(), other.start()))
        };
        places.iter().filter(stays).copied().collect()
    }
}

/// [`Reader::places`] of a text that is read once.
pub(crate) fn places(query: &Query, text: &str, offset: u32) -> Vec<Span> {
    Reader::of(text, offset).places(query)
}

fn stretches<'a>(folded: &'a Folded, wanted: &'a [char]) -> impl Iterator<Item = Span> + 'a {
    folded.find(wanted).map(|at| folded.span(at..at + wanted.len()))
}

/// A query whose passages are looked at before they count.
#[derive(Clone)]
pub(crate) struct Verified {
    candidates: Arc<dyn tantivy::query::Query>,
    condition: Arc<Query>,
}

impl Verified {
    /// Of the `candidates` those whose text meets the condition.
    pub(crate) fn new(candidates: Box<dyn tantivy::query::Query>, condition: &Query) -> Self {
        Self { candidates: candidates.into(), condition: Arc::new(condition.clone()) }
    }
}

impl fmt::Debug for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified").field("condition", &self.condition).finish_non_exhaustive()
    }
}

impl tantivy::query::Query for Verified {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let candidates = self.candidates.weight(scoring)?;
        Ok(Box::new(VerifiedWeight { candidates, condition: Arc::clone(&self.condition) }))
    }
}

struct VerifiedWeight {
    candidates: Box<dyn Weight>,
    condition: Arc<Query>,
}

impl Weight for VerifiedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let candidates = self.candidates.scorer(reader, boost)?;
        let store = reader.get_store_reader(1)?;
        let mut scorer = VerifiedScorer { candidates, store, condition: Arc::clone(&self.condition) };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.candidates.explain(reader, doc)
    }
}

struct VerifiedScorer {
    candidates: Box<dyn Scorer>,
    store: StoreReader,
    condition: Arc<Query>,
}

impl VerifiedScorer {
    /// Goes on to the next candidate that meets the condition, the present one included.
    fn settle(&mut self) -> DocId {
        let mut doc = self.candidates.doc();
        while doc != TERMINATED && !self.accepts(doc) {
            doc = self.candidates.advance();
        }
        doc
    }

    /// An entry that cannot be read is left out here; whoever reads it for an answer reports the damage.
    fn accepts(&self, doc: DocId) -> bool {
        let stored = self.store.get::<Stored>(doc).ok();
        stored.and_then(|s| s.text).is_some_and(|text| !places(&self.condition, &text, 0).is_empty())
    }
}

impl DocSet for VerifiedScorer {
    fn advance(&mut self) -> DocId {
        self.candidates.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.candidates.seek(target);
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.candidates.doc()
    }

    fn size_hint(&self) -> u32 {
        self.candidates.size_hint()
    }

    /// Reading a text costs about what a hundred steps in a postings list do.
    fn cost(&self) -> u64 {
        self.candidates.cost().saturating_mul(100)
    }
}

impl Scorer for VerifiedScorer {
    fn score(&mut self) -> Score {
        self.candidates.score()
    }
}
