//! The order of hits: [`Ranked`], and [`Best`], which keeps the first of many without sorting them all.

use super::Sort;
use crate::snapshot::{Order, Snapshot};
use chuchu_model::{PassageKind, Shelf};
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use tantivy::{DocAddress, Score};

/// A passage on its way into the order of an answer. Less is earlier.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ranked {
    /// BM25 alone puts the shortest first, and nobody looks for a heading that repeats the words of the
    /// text below it: so the shelf comes before the score. Of other orders it is not read.
    shelf: Shelf,
    /// How relevant it is.
    pub(super) score: Score,
    day: u64,
    rank: u32,
    /// The passage.
    pub(super) at: DocAddress,
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_score = self.shelf.cmp(&other.shelf).then(other.score.total_cmp(&self.score));
        by_score.then_with(|| (self.day, self.rank, self.at).cmp(&(other.day, other.rank, other.at)))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ranked {}

/// On which shelf a kind of passage stands.
pub(crate) fn shelf(kind: PassageKind) -> Shelf {
    match kind {
        PassageKind::Excerpt | PassageKind::Paragraph => Shelf::Text,
        PassageKind::Heading | PassageKind::Front => Shelf::Heading,
        PassageKind::Noise => Shelf::Noise,
    }
}

/// The first hits of an order, out of any number that come in any order.
///
/// Cost: for a hit that is not among the first, one comparison of scores; columns are read only for the
/// others.
pub(super) struct Best<'a> {
    snapshot: &'a Snapshot,
    order: &'a Order,
    sort: Sort,
    most: Option<usize>,
    kept: BinaryHeap<Ranked>,
    /// Below this score nothing can be among the first.
    least: Score,
}

impl<'a> Best<'a> {
    /// The first `most`, or all.
    pub(super) fn new(snapshot: &'a Snapshot, order: &'a Order, sort: Sort, most: Option<usize>) -> Self {
        Self { snapshot, order, sort, most, kept: BinaryHeap::new(), least: Score::NEG_INFINITY }
    }

    /// One more hit.
    #[inline]
    pub(super) fn offer(&mut self, at: DocAddress, score: Score) {
        if score >= self.least {
            self.consider(at, score);
        }
    }

    fn consider(&mut self, at: DocAddress, score: Score) {
        let ranked = self.ranked(at, score);
        if self.most.is_none_or(|most| self.kept.len() < most) {
            self.kept.push(ranked);
        } else if let Some(mut worst) = self.kept.peek_mut()
            && ranked < *worst
        {
            *worst = ranked;
        }
        let full = self.most.is_some_and(|most| self.kept.len() >= most);
        if let Some(worst) = self.kept.peek().filter(|_| full) {
            let settled = self.sort == Sort::Relevance && worst.shelf == Shelf::Text;
            self.least = if settled { worst.score } else { Score::NEG_INFINITY };
        }
    }

    fn ranked(&self, at: DocAddress, score: Score) -> Ranked {
        let day = || self.snapshot.first_day(at);
        let (shelf, day) = match self.sort {
            Sort::Relevance => (shelf(self.snapshot.kind(at)), day().unwrap_or(u64::MAX)),
            Sort::Date => (Shelf::Text, day().unwrap_or(u64::MAX)),
            Sort::DateDescending => (Shelf::Text, day().map_or(u64::MAX, |day| u64::MAX - 1 - day)),
            Sort::Document => (Shelf::Text, 0),
        };
        let score = if self.sort == Sort::Relevance { score } else { 0.0 };
        Ranked { shelf, score, day, rank: self.order.rank(at), at }
    }

    /// The first of them, in order.
    pub(super) fn sorted(self) -> Vec<Ranked> {
        self.kept.into_sorted_vec()
    }
}
