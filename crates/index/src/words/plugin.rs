//! The engine's side: [`WordsPlugin`] gives out writers of new segments and merges old ones.

use super::build::Sequence;
use super::{Cutter, EXTENSION, Lexicon, merge};
use crate::entry::Entry;
use crate::sections::SectionWriter;
use std::any::Any;
use std::sync::{Arc, PoisonError, RwLock};
use tantivy::index::{Segment, SegmentComponent};
use tantivy::indexer::doc_id_mapping::DocIdMapping;
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};
use tantivy::schema::Schema;
use tantivy::schema::document::ErasedDocument;
use tantivy::{DocId, TantivyError};

/// Keeps the words of every segment.
#[derive(Debug)]
pub(crate) struct WordsPlugin {
    /// By what new segments are cut; who holds the writer's lock has the say.
    lexicon: RwLock<Arc<Lexicon>>,
}

impl WordsPlugin {
    /// Cuts by these words until told otherwise.
    pub(crate) fn new(lexicon: Arc<Lexicon>) -> Self {
        Self { lexicon: RwLock::new(lexicon) }
    }

    /// Cuts the segments that are begun from now on by other words. Only who holds the writer's lock may
    /// call this.
    pub(crate) fn cut_by(&self, lexicon: Arc<Lexicon>) {
        *self.lexicon.write().unwrap_or_else(PoisonError::into_inner) = lexicon;
    }

    fn cutter(&self) -> Cutter {
        self.lexicon.read().unwrap_or_else(PoisonError::into_inner).cutter().clone()
    }
}

fn component() -> SegmentComponent {
    SegmentComponent::Custom(EXTENSION.to_owned())
}

impl SegmentPlugin for WordsPlugin {
    fn extensions(&self) -> &[&str] {
        &[EXTENSION]
    }

    fn create_writer(&self, _: &PluginWriterContext<'_>) -> tantivy::Result<Box<dyn PluginWriter>> {
        Ok(Box::new(Writer { cutter: self.cutter(), sequence: Sequence::default() }))
    }

    fn merge(&self, context: PluginMergeContext<'_>) -> tantivy::Result<()> {
        let out = SectionWriter::new(context.target_segment.open_write(component())?);
        merge::merge(context.readers, out)
    }
}

#[derive(Debug)]
struct Writer {
    cutter: Cutter,
    sequence: Sequence,
}

impl PluginWriter for Writer {
    fn add_document(&mut self, _: DocId, entry: &dyn ErasedDocument, _: &Schema) -> tantivy::Result<()> {
        self.sequence.entry()?;
        if let Some(text) = entry.as_any().downcast_ref::<Entry>().and_then(Entry::passage) {
            self.cutter.tokens(text, |word| self.sequence.token(word));
        }
        Ok(())
    }

    fn serialize(self: Box<Self>, segment: &Segment, order: Option<&DocIdMapping>) -> tantivy::Result<()> {
        if order.is_some() {
            return Err(TantivyError::InvalidArgument("entries of a segment keep their order".to_owned()));
        }
        self.sequence.write(SectionWriter::new(segment.open_write(component())?))
    }

    fn mem_usage(&self) -> usize {
        self.sequence.memory()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}
