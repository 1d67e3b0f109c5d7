//! [`Literal`]: passages that hold letters one after the other, as a query of the engine.

use super::listed::Listed;
use crate::characters::Characters;
use crate::snapshot::BySegment;
use std::sync::Arc;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TantivyError};

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

    fn held(&self, reader: &SegmentReader) -> tantivy::Result<Listed> {
        let characters = match self.characters.get(&reader.segment_id()) {
            Some(characters) => characters.clone(),
            None => Characters::of(reader)?,
        };
        Ok(Listed::new(characters.holders(&self.letters)?.entries))
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
