//! The engine's side: [`CharactersPlugin`] gives out writers of new segments and merges old ones.

use super::build::Stream;
use super::{EXTENSION, merge};
use crate::entry::Entry;
use crate::sections::SectionWriter;
use chuchu_text::{Folding, fold_char};
use std::any::Any;
use tantivy::index::{Segment, SegmentComponent};
use tantivy::indexer::doc_id_mapping::DocIdMapping;
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};
use tantivy::schema::Schema;
use tantivy::schema::document::ErasedDocument;
use tantivy::{DocId, TantivyError};

/// Keeps the characters of every segment.
#[derive(Debug)]
pub(crate) struct CharactersPlugin;

fn component() -> SegmentComponent {
    SegmentComponent::Custom(EXTENSION.to_owned())
}

impl SegmentPlugin for CharactersPlugin {
    fn extensions(&self) -> &[&str] {
        &[EXTENSION]
    }

    fn create_writer(&self, _: &PluginWriterContext<'_>) -> tantivy::Result<Box<dyn PluginWriter>> {
        Ok(Box::new(Writer::default()))
    }

    fn merge(&self, context: PluginMergeContext<'_>) -> tantivy::Result<()> {
        let out = SectionWriter::new(context.target_segment.open_write(component())?);
        merge::merge(context.readers, out)
    }
}

#[derive(Debug, Default)]
struct Writer {
    stream: Stream,
}

impl PluginWriter for Writer {
    fn add_document(&mut self, _: DocId, entry: &dyn ErasedDocument, _: &Schema) -> tantivy::Result<()> {
        let text = entry.as_any().downcast_ref::<Entry>().and_then(Entry::passage);
        self.stream.entry(|emit| {
            text.unwrap_or_default().chars().for_each(|c| fold_char(c, Folding::LETTERS, &mut *emit));
        })
    }

    fn serialize(self: Box<Self>, segment: &Segment, order: Option<&DocIdMapping>) -> tantivy::Result<()> {
        if order.is_some() {
            return Err(TantivyError::InvalidArgument("entries of a segment keep their order".to_owned()));
        }
        self.stream.write(SectionWriter::new(segment.open_write(component())?))
    }

    fn mem_usage(&self) -> usize {
        self.stream.memory()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}
