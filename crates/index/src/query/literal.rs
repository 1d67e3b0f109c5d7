//! [`Literal`]: passages that hold letters one after the other, as a query of the engine; and [`Found`], what one
//! request has looked up.

use super::listed::Listed;
use crate::characters::{Characters, Holders};
use crate::sections::Damage;
use crate::snapshot::BySegment;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::index::SegmentId;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader};

/// So many lists are kept; a query of many runs gets the others anew.
const MOST_KEPT: usize = 32;

/// A text is looked for in each entry that holds the others, instead of being looked up by itself, where it may stand
/// at more places than these for each of them. A look into a list costs about what reading so many places does.
const WORTH_A_LOOK: usize = 12;

/// The entries of each segment in which a request has found letters, so that ranking need not find them again.
#[derive(Debug, Default)]
pub(crate) struct Found(Mutex<HashMap<Place, Arc<Holders>>>);

/// Letters in a segment.
type Place = (SegmentId, Arc<[char]>);

impl Found {
    /// The entries that hold letters, if they have been looked up.
    pub(crate) fn known(&self, segment: SegmentId, letters: &[char]) -> Option<Arc<Holders>> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(&(segment, letters.into())).cloned()
    }

    /// The entries that hold letters.
    pub(crate) fn holders(
        &self,
        characters: &Characters,
        segment: SegmentId,
        letters: &[char],
    ) -> Result<Arc<Holders>, Damage> {
        if let Some(known) = self.known(segment, letters) {
            return Ok(known);
        }
        let holders = Arc::new(characters.holders(letters)?);
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() < MOST_KEPT {
            all.insert((segment, letters.into()), Arc::clone(&holders));
        }
        Ok(holders)
    }
}

/// Passages that hold each of some texts, of folded letters one after the other; none for a text of no letters.
#[derive(Clone, Debug)]
pub(crate) struct Literal {
    texts: Vec<Arc<[char]>>,
    characters: Arc<BySegment<Characters>>,
    found: Arc<Found>,
}

impl Literal {
    /// For the segments of a snapshot.
    pub(super) fn new<'a>(
        texts: impl IntoIterator<Item = &'a [char]>,
        characters: &Arc<BySegment<Characters>>,
        found: &Arc<Found>,
    ) -> Self {
        let texts = texts.into_iter().map(Arc::from).collect();
        Self { texts, characters: Arc::clone(characters), found: Arc::clone(found) }
    }

    fn held(&self, reader: &SegmentReader) -> tantivy::Result<Listed> {
        let characters = match self.characters.get(&reader.segment_id()) {
            Some(characters) => characters.clone(),
            None => Characters::of(reader)?,
        };
        Ok(self.entries(&characters, reader.segment_id())?)
    }

    /// The rarest text is looked up; what the others add to that costs little where they are frequent.
    fn entries(&self, characters: &Characters, segment: SegmentId) -> Result<Listed, Damage> {
        if let [text] = self.texts.as_slice() {
            return Ok(Listed::of(self.found.holders(characters, segment, text)?));
        }
        let mut texts = Vec::with_capacity(self.texts.len());
        for text in &self.texts {
            texts.push((characters.at_most(text)?, text));
        }
        texts.sort_by_key(|(most, _)| *most);
        let mut texts = texts.into_iter();
        let Some((_, rarest)) = texts.next() else { return Ok(Listed::default()) };
        let mut entries = self.found.holders(characters, segment, rarest)?.entries.clone();
        for (most, text) in texts {
            if entries.is_empty() {
                break;
            }
            let is_single = text.len() < 2;
            if is_single || most <= entries.len().saturating_mul(WORTH_A_LOOK) {
                let holders = self.found.holders(characters, segment, text)?;
                let mut held = Listed::of(holders);
                entries.retain(|entry| held.seek(*entry) == *entry);
            } else {
                let mut counts = characters.counts_in(text, &entries)?.into_iter();
                entries.retain(|_| counts.next().is_some_and(|count| count > 0));
            }
        }
        Ok(Listed::new(entries))
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
        self.held(reader)?.explain(doc)
    }
}
