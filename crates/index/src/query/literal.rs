//! [`Literal`]: passages that hold letters one after the other, as a query of the engine.

use crate::characters::Characters;
use crate::snapshot::BySegment;
use std::sync::Arc;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

/// Passages that hold these folded letters one after the other; none for no letters.
#[derive(Clone, Debug)]
pub(crate) struct Literal {
    letters: Arc<[char]>,
    characters: Arc<BySegment<Characters>>,
}

impl Literal {
    /// For the segments of a snapshot.
    pub(super) fn new(letters: &[char], characters: &Arc<BySegment<Characters>>) -> Self {
        Self { letters: letters.into(), characters: Arc::clone(characters) }
    }

    fn held(&self, reader: &SegmentReader) -> tantivy::Result<Held> {
        let characters = match self.characters.get(&reader.segment_id()) {
            Some(characters) => characters.clone(),
            None => Characters::of(reader)?,
        };
        Ok(Held { entries: characters.holders(&self.letters)?.entries, at: 0 })
    }
}

impl Query for Literal {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Literal {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(self.held(reader)?))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        if self.held(reader)?.seek(doc) == doc {
            Ok(Explanation::new("the letters stand there", 1.0))
        } else {
            Err(TantivyError::InvalidArgument(format!("the letters do not stand in entry {doc}")))
        }
    }
}

/// Ascending entries, all known.
struct Held {
    entries: Vec<DocId>,
    at: usize,
}

impl DocSet for Held {
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

impl Scorer for Held {
    fn score(&mut self) -> Score {
        1.0
    }
}
