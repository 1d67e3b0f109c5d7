//! Conditions that the postings cannot decide: [`places`] finds what a query asks for in a text, and
//! [`Verified`] keeps of a query's passages those whose stored text has such a place.

use super::Query;
use crate::entry::Stored;
use chuchu_model::Span;
use chuchu_text::{Folded, Folding};
use std::fmt;
use std::sync::Arc;
use tantivy::query::{EnableScoring, Explanation, Scorer, Weight};
use tantivy::store::StoreReader;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

/// Where a text has what a query asks for, in order, in bytes from `offset`. Conditions on anything but the
/// text, and what stands behind NOT, have no place.
pub(crate) fn places(query: &Query, text: &str, offset: u32) -> Vec<Span> {
    let mut found = Vec::new();
    query.visit(&mut |part| match part {
        Query::Literal(letters) => found.extend(stretches(letters, text, offset, Folding::LETTERS)),
        Query::Quoted { marks, .. } => found.extend(stretches(marks, text, offset, Folding::MARKS)),
        Query::Pattern(pattern) => {
            let folded = Folded::of_part(text, offset, Folding::LETTERS);
            found.extend(pattern.find(folded.chars()).map(|range| folded.span(range)));
        }
        _ => {}
    });
    found.sort_unstable();
    found.dedup();
    found
}

fn stretches(wanted: &[char], text: &str, offset: u32, folding: Folding) -> Vec<Span> {
    let folded = Folded::of_part(text, offset, folding);
    folded.find(wanted).map(|at| folded.span(at..at + wanted.len())).collect()
}

/// Whether a text meets a condition that [`Verified`] is made for.
fn holds(query: &Query, text: &str) -> bool {
    match query {
        Query::Near(a, b, apart) => {
            let (a, b) = (places(a, text, 0), places(b, text, 0));
            follows(&a, &b, *apart, text) || follows(&b, &a, *apart, text)
        }
        query => !places(query, text, 0).is_empty(),
    }
}

/// Whether one of `right` begins at most `apart` folded characters after one of `left` ends.
fn follows(left: &[Span], right: &[Span], apart: usize, text: &str) -> bool {
    let folded = Folded::new(text, Folding::LETTERS);
    left.iter().any(|a| {
        let next = right.partition_point(|b| b.start() < a.end());
        right.get(next).is_some_and(|b| folded.index_at(b.start()) - folded.index_at(a.end()) <= apart)
    })
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
        stored.and_then(|s| s.text).is_some_and(|text| holds(&self.condition, &text))
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
