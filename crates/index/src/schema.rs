//! The fields of the index and the versions it was written with.
//!
//! A document is stored as entries that are added together and in this order: its head (what a list shows),
//! its record (everything the parser found, as JSON, without the text), and its passages, whose texts joined
//! are the text of the document. Where the record is short, one entry is head, record and first passage at
//! once. The letters and words of passages are no fields: [`crate::characters`] and [`crate::words`] keep
//! them beside. What never lives here: reading or writing of an entry.

use chuchu_model::DocumentKind;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, NumericOptions, STORED, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};

/// The version of the fields below and of what is stored in them.
pub(crate) const FORMAT_VERSION: u32 = 2;

/// The dictionary that words are cut with.
pub(crate) const DICTIONARY: &str = "jieba-rs 0.11.0";

/// What an index must agree on with this build to be readable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Versions {
    /// [`FORMAT_VERSION`].
    pub(crate) format: u32,
    /// [`chuchu_text::FOLDING_VERSION`].
    pub(crate) folding: u32,
    /// [`DICTIONARY`].
    pub(crate) dictionary: String,
}

impl Versions {
    /// Those of this build.
    pub(crate) fn current() -> Self {
        Self {
            format: FORMAT_VERSION,
            folding: chuchu_text::FOLDING_VERSION,
            dictionary: DICTIONARY.to_owned(),
        }
    }
}

/// The sorts of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// What a list of documents shows.
    Head,
    /// What the parser found.
    Record,
    /// A passage.
    Passage,
}

impl Part {
    /// How it is written in the field `part`.
    pub(crate) fn number(self) -> u64 {
        match self {
            Self::Head => 0,
            Self::Record => 1,
            Self::Passage => 2,
        }
    }
}

/// How a kind of document is written in the field `kind`: as in its JSON, so that it outlives the order of
/// the kinds in the model.
pub(crate) fn kind_name(kind: DocumentKind) -> String {
    serde_json::to_string(&kind).unwrap_or_default()
}

/// Names of the fields that are read as columns.
pub(crate) mod column {
    /// The document's id, of every entry.
    pub(crate) const DOC: &str = "doc";
    /// Article, kind and number of a passage, packed.
    pub(crate) const LOCAL: &str = "local";
    /// Where a passage's stored text begins in the document, in bytes.
    pub(crate) const START: &str = "start";
    /// The first day a passage's date may mean, as `yyyymmdd`.
    pub(crate) const FROM: &str = "from";
    /// The last one.
    pub(crate) const TO: &str = "to";
    /// Length of a document in characters; of heads.
    pub(crate) const CHARS: &str = "length";
    /// Fingerprint of what was added; of heads.
    pub(crate) const PRINT: &str = "print";
}

/// Names of the tokenizers.
pub(crate) mod tokenizer {
    /// Single folded characters and pairs of them, for titles.
    pub(crate) const NAMES: &str = "names";
}

/// The fields, by what they hold.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    /// The schema they belong to.
    pub(crate) schema: Schema,
    /// The document's id, of every entry.
    pub(crate) doc: Field,
    /// The sort of entry.
    pub(crate) part: Field,
    /// The kind of document, of passages.
    pub(crate) kind: Field,
    /// Stored: the passage's text.
    pub(crate) text: Field,
    /// Who speaks or wrote, folded; of passages.
    pub(crate) speaker: Field,
    /// Works named or cited; of passages.
    pub(crate) work: Field,
    /// The document's title; of heads.
    pub(crate) title: Field,
    /// Stored: the [`crate::entry::Head`] as JSON; of heads.
    pub(crate) head: Field,
    /// Stored: the [`crate::entry::Facts`] as JSON; of passages.
    pub(crate) facts: Field,
    /// Stored: the document as JSON; of records.
    pub(crate) record: Field,
    /// [`column::LOCAL`].
    pub(crate) local: Field,
    /// [`column::START`].
    pub(crate) start: Field,
    /// [`column::FROM`].
    pub(crate) from: Field,
    /// [`column::TO`].
    pub(crate) to: Field,
    /// [`column::CHARS`].
    pub(crate) length: Field,
    /// [`column::PRINT`].
    pub(crate) print: Field,
}

/// The one schema.
pub(crate) static FIELDS: LazyLock<Fields> = LazyLock::new(Fields::new);

fn text(tokenizer: &str, record: IndexRecordOption) -> TextOptions {
    let indexing =
        TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(record).set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing)
}

impl Fields {
    fn new() -> Self {
        use IndexRecordOption::{Basic, WithFreqsAndPositions};
        let mut s: SchemaBuilder = Schema::builder();
        Self {
            doc: s.add_text_field(column::DOC, text("raw", Basic).set_fast("raw")),
            part: s.add_u64_field("part", NumericOptions::default().set_indexed()),
            kind: s.add_text_field("kind", text("raw", Basic)),
            text: s.add_text_field("text", STORED),
            speaker: s.add_text_field("speaker", text("raw", Basic)),
            work: s.add_text_field("work", text(tokenizer::NAMES, WithFreqsAndPositions)),
            title: s.add_text_field("title", text(tokenizer::NAMES, WithFreqsAndPositions)),
            head: s.add_text_field("head", STORED),
            facts: s.add_text_field("facts", STORED),
            record: s.add_text_field("record", STORED),
            local: s.add_u64_field(column::LOCAL, FAST),
            start: s.add_u64_field(column::START, FAST),
            from: s.add_u64_field(column::FROM, FAST),
            to: s.add_u64_field(column::TO, FAST),
            length: s.add_u64_field(column::CHARS, FAST),
            print: s.add_u64_field(column::PRINT, FAST),
            schema: s.build(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionary_is_the_one_that_is_locked() {
        let lock = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock")).unwrap();
        let version =
            lock.split("name = \"jieba-rs\"\nversion = \"").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(DICTIONARY, format!("jieba-rs {version}"));
    }
}
