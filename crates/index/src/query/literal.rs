//! [`Literal`]: passages that hold letters one after the other, as a query of the engine.

use crate::characters::{Characters, Holders};
use crate::ranking::Bm25;
use crate::snapshot::BySegment;
use std::sync::Arc;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

/// Passages that hold these folded letters one after the other; none for no letters.
#[derive(Clone, Debug)]
pub(crate) struct Literal {
    letters: Arc<[char]>,
    characters: Arc<BySegment<Characters>>,
    /// How much the letters tell of a passage, and their weight among others; without it each has score 1.
    scoring: Option<(Bm25, Score)>,
}

impl Literal {
    /// For the segments of a snapshot.
    pub(super) fn new(letters: &[char], characters: &Arc<BySegment<Characters>>) -> Self {
        Self { letters: letters.into(), characters: Arc::clone(characters), scoring: None }
    }

    /// The same, with BM25 as the score. Cost: looks for the letters once more, to count passages.
    ///
    /// # Errors
    /// Damage to the lists of characters.
    pub(crate) fn scored(self, bm25: Bm25) -> tantivy::Result<Self> {
        let mut passages = 0;
        for characters in self.characters.values() {
            passages += characters.holders(&self.letters)?.entries.len();
        }
        Ok(Self { scoring: Some((bm25, bm25.weight(passages))), ..self })
    }

    fn held(&self, reader: &SegmentReader) -> tantivy::Result<Held> {
        let characters = match self.characters.get(&reader.segment_id()) {
            Some(characters) => characters.clone(),
            None => Characters::of(reader)?,
        };
        let holders = characters.holders(&self.letters)?;
        Ok(Held { holders, at: 0, characters, scoring: self.scoring })
    }
}

impl Query for Literal {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Literal {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut held = self.held(reader)?;
        held.scoring = held.scoring.map(|(bm25, weight)| (bm25, weight * boost));
        Ok(Box::new(held))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut held = self.held(reader)?;
        if held.seek(doc) == doc {
            Ok(Explanation::new("the letters stand there", held.score()))
        } else {
            Err(TantivyError::InvalidArgument(format!("the letters do not stand in entry {doc}")))
        }
    }
}

/// Ascending entries, all known.
struct Held {
    holders: Holders,
    at: usize,
    characters: Characters,
    scoring: Option<(Bm25, Score)>,
}

impl DocSet for Held {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        self.doc()
    }

    /// Looks ahead in growing steps: a near target costs little, a far one no more than its logarithm.
    fn seek(&mut self, target: DocId) -> DocId {
        let ahead = self.holders.entries.get(self.at..).unwrap_or_default();
        let mut step = 1;
        while ahead.get(step).is_some_and(|entry| *entry < target) {
            step *= 2;
        }
        let near = ahead.get(..=step).unwrap_or(ahead);
        self.at += near.partition_point(|entry| *entry < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.holders.entries.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.holders.entries.len()).unwrap_or(u32::MAX)
    }
}

impl Scorer for Held {
    fn score(&mut self) -> Score {
        let Some((bm25, weight)) = self.scoring else { return 1.0 };
        let count = self.holders.counts.get(self.at).copied().unwrap_or(0);
        weight * bm25.frequency(count, self.characters.letters(self.doc()).unwrap_or(0))
    }
}
