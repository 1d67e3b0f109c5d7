//! [`Listed`]: entries that are all known, as the engine wants to walk through them.

use tantivy::query::Scorer;
use tantivy::{DocId, DocSet, Score, TERMINATED};

/// Ascending entries, all known.
#[derive(Debug)]
pub(super) struct Listed {
    entries: Vec<DocId>,
    at: usize,
}

impl Listed {
    /// These entries, which ascend.
    pub(super) fn new(entries: Vec<DocId>) -> Self {
        Self { entries, at: 0 }
    }
}

impl DocSet for Listed {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        self.doc()
    }

    /// Looks ahead in growing steps: a near target costs little, a far one no more than its logarithm.
    fn seek(&mut self, target: DocId) -> DocId {
        let ahead = self.entries.get(self.at..).unwrap_or_default();
        let mut step = 1;
        while ahead.get(step).is_some_and(|entry| *entry < target) {
            step *= 2;
        }
        let near = ahead.get(..=step).unwrap_or(ahead);
        self.at += near.partition_point(|entry| *entry < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.entries.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.entries.len()).unwrap_or(u32::MAX)
    }
}

impl Scorer for Listed {
    fn score(&mut self) -> Score {
        1.0
    }
}
