//! [`Days`]: entries whose date may fall into some days, as a query of the engine.
//!
//! The engine has ranges of its own, which take it amiss (attempt to subtract with overflow, 0.27) when they
//! are excluded from other entries. What never lives here: reading of dates.

use super::listed::Listed;
use crate::schema::column;
use std::ops::RangeInclusive;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TantivyError};

/// Entries whose date may fall into these days, as `yyyymmdd`; none without a date.
#[derive(Clone, Debug)]
pub(super) struct Days(pub(super) RangeInclusive<u64>);

impl Days {
    /// Cost: a look at the dates of all entries.
    fn entries(&self, reader: &SegmentReader) -> tantivy::Result<Vec<DocId>> {
        let fast = reader.fast_fields();
        let (from, to) = (fast.u64(column::FROM)?, fast.u64(column::TO)?);
        let begins = |entry| from.first(entry).is_some_and(|day| day <= *self.0.end());
        let ends = |entry| to.first(entry).is_some_and(|day| day >= *self.0.start());
        Ok((0..reader.max_doc()).filter(|entry| begins(*entry) && ends(*entry)).collect())
    }
}

impl Query for Days {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Days {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(Listed::new(self.entries(reader)?)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        if Listed::new(self.entries(reader)?).seek(doc) == doc {
            Ok(Explanation::new("its date may fall into these days", 1.0))
        } else {
            Err(TantivyError::InvalidArgument(format!(
                "the date of entry {doc} does not fall into these days"
            )))
        }
    }
}
