//! [`Listed`]: entries that are all known, as the engine wants to walk through them.

use crate::characters::Holders;
use std::sync::Arc;
use tantivy::query::{Explanation, Scorer};
use tantivy::{DocId, DocSet, Score, TERMINATED, TantivyError};

/// Ascending entries, all known.
#[derive(Debug, Default)]
pub(super) struct Listed {
    holders: Arc<Holders>,
    at: usize,
}

impl Listed {
    /// These entries, which ascend.
    pub(super) fn new(entries: Vec<DocId>) -> Self {
        Self::of(Arc::new(Holders { entries, counts: Vec::new() }))
    }

    /// The entries that hold something.
    pub(super) fn of(holders: Arc<Holders>) -> Self {
        Self { holders, at: 0 }
    }

    /// Whether an entry is among them, as the engine wants it said.
    pub(super) fn explain(mut self, doc: DocId) -> tantivy::Result<Explanation> {
        if self.seek(doc) == doc {
            Ok(Explanation::new("the letters stand there", 1.0))
        } else {
            Err(TantivyError::InvalidArgument(format!("the letters do not stand in entry {doc}")))
        }
    }

    fn entries(&self) -> &[DocId] {
        &self.holders.entries
    }
}

impl DocSet for Listed {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        self.doc()
    }

    /// Looks ahead in growing steps: a near target costs little, a far one no more than its logarithm.
    fn seek(&mut self, target: DocId) -> DocId {
        let ahead = self.entries().get(self.at..).unwrap_or_default();
        let mut step = 1;
        while ahead.get(step).is_some_and(|entry| *entry < target) {
            step *= 2;
        }
        let near = ahead.get(..=step).unwrap_or(ahead);
        let passed = near.partition_point(|entry| *entry < target);
        self.at += passed;
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.entries().get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.entries().len()).unwrap_or(u32::MAX)
    }
}

impl Scorer for Listed {
    fn score(&mut self) -> Score {
        1.0
    }
}
