//! What is handed to the engine and what is read back: [`Entry`], [`Head`], [`Facts`]. No files, no queries.

use crate::schema::FIELDS;
use chuchu_model::{DocumentKind, PartialDate};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;
use tantivy::schema::Field;
use tantivy::schema::document::{
    DeserializeError, Document, DocumentDeserialize, DocumentDeserializer, ReferenceValue,
    ReferenceValueLeaf, Value,
};

/// What a list of documents shows, and what every hit repeats of its document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Head {
    /// Its title, given or parsed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// Who wrote it, as far as is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) author: Option<String>,
    /// When it was published, as far as is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<PartialDate>,
    /// What kind.
    pub(crate) kind: DocumentKind,
    /// Number of passages.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub(crate) passages: usize,
    /// Whether its record is that of a plain text and is not stored ([`crate::stored::plain`]).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) plain: bool,
    /// Length in characters; it has a column of its own.
    #[serde(skip)]
    pub(crate) chars: u64,
}

/// Left out: a corpus may hold a million documents of one passage.
fn one() -> usize {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_one(passages: &usize) -> bool {
    *passages == 1
}

/// What print says of one passage beyond what it says of its document: of excerpts, from the citation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Facts {
    /// The citation as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) citation: Option<String>,
    /// When the words were said or published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<PartialDate>,
    /// The cited work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) work: Option<String>,
    /// Its author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) speaker: Option<String>,
}

/// One value of an entry.
#[derive(Clone, Debug)]
enum Datum {
    Text(Arc<str>),
    Number(u64),
}

/// One entry on its way to the engine.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    data: Vec<(Field, Datum)>,
    load: Option<Load>,
}

impl Entry {
    /// Adds a text.
    pub(crate) fn text(mut self, field: Field, text: impl Into<Arc<str>>) -> Self {
        self.data.push((field, Datum::Text(text.into())));
        self
    }

    /// Adds a number.
    pub(crate) fn number(mut self, field: Field, number: u64) -> Self {
        self.data.push((field, Datum::Number(number)));
        self
    }

    /// Adds the days that a date may mean, if it is known.
    pub(crate) fn dates(self, date: Option<PartialDate>) -> Self {
        match date {
            None => self,
            Some(date) => {
                self.number(FIELDS.from, date.earliest().into()).number(FIELDS.to, date.latest().into())
            }
        }
    }

    /// The text of the passage; `None` for an entry that is none.
    pub(crate) fn passage(&self) -> Option<&str> {
        self.data.iter().find_map(|(field, datum)| match datum {
            Datum::Text(text) if *field == FIELDS.text => Some(&**text),
            _ => None,
        })
    }

    /// Counts the entry as under way until the engine has taken it in.
    pub(crate) fn under_way(mut self, traffic: &Arc<Traffic>, bytes: usize) -> Self {
        self.load = Some(Load { traffic: Arc::clone(traffic), bytes });
        self
    }
}

/// A borrowed value, as the engine wants it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DatumRef<'a>(&'a Datum);

impl<'a> Value<'a> for DatumRef<'a> {
    type ArrayIter = std::iter::Empty<Self>;
    type ObjectIter = std::iter::Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match self.0 {
            Datum::Text(text) => ReferenceValueLeaf::Str(text),
            Datum::Number(number) => ReferenceValueLeaf::U64(*number),
        })
    }
}

/// The values of one entry.
#[derive(Debug)]
pub(crate) struct Data<'a>(std::slice::Iter<'a, (Field, Datum)>);

impl<'a> Iterator for Data<'a> {
    type Item = (Field, DatumRef<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(field, datum)| (*field, DatumRef(datum)))
    }
}

impl Document for Entry {
    type Value<'a> = DatumRef<'a>;
    type FieldsValuesIter<'a> = Data<'a>;

    fn iter_fields_and_values(&self) -> Data<'_> {
        Data(self.data.iter())
    }
}

/// The stored texts of an entry, read back.
#[derive(Debug, Default)]
pub(crate) struct Stored {
    /// The passage's text.
    pub(crate) text: Option<String>,
    /// [`Head`], as JSON.
    pub(crate) head: Option<String>,
    /// [`Facts`], as JSON.
    pub(crate) facts: Option<String>,
    /// The document, as JSON.
    pub(crate) record: Option<String>,
}

impl DocumentDeserialize for Stored {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(mut from: D) -> Result<Self, DeserializeError> {
        let mut stored = Self::default();
        while let Some((field, text)) = from.next_field::<String>()? {
            if field == FIELDS.text {
                stored.text = Some(text);
            } else if field == FIELDS.head {
                stored.head = Some(text);
            } else if field == FIELDS.facts {
                stored.facts = Some(text);
            } else if field == FIELDS.record {
                stored.record = Some(text);
            }
        }
        Ok(stored)
    }
}

/// How much text is under way between the caller and the engine's threads.
///
/// The engine's own queue counts entries, ten thousand of them, which may be gigabytes; this one counts bytes.
#[derive(Debug, Default)]
pub(crate) struct Traffic {
    road: Mutex<Road>,
    less: Condvar,
}

#[derive(Debug, Default)]
struct Road {
    bytes: usize,
    /// How many wait for room: a wake-up costs as much as a short passage.
    waiting: usize,
}

/// The most bytes under way at a time; a single greater document still passes.
const MOST_UNDER_WAY: usize = 16 << 20;

impl Traffic {
    /// Waits until there is room for `bytes` more, and counts them.
    pub(crate) fn enter(&self, bytes: usize) {
        let mut road = self.road.lock().unwrap_or_else(PoisonError::into_inner);
        while road.bytes > 0 && road.bytes + bytes > MOST_UNDER_WAY {
            road.waiting += 1;
            let waited = self.less.wait_timeout(road, Duration::from_secs(1));
            road = waited.unwrap_or_else(PoisonError::into_inner).0;
            road.waiting -= 1;
        }
        road.bytes += bytes;
    }

    /// Counts `bytes` as taken in.
    pub(crate) fn leave(&self, bytes: usize) {
        let mut road = self.road.lock().unwrap_or_else(PoisonError::into_inner);
        road.bytes = road.bytes.saturating_sub(bytes);
        // Half the road is free: those who wait need not be woken for every entry.
        if road.waiting > 0 && road.bytes <= MOST_UNDER_WAY / 2 {
            self.less.notify_all();
        }
    }
}

/// The share of one entry in the traffic; it ends when the entry is dropped.
#[derive(Debug)]
struct Load {
    traffic: Arc<Traffic>,
    bytes: usize,
}

impl Drop for Load {
    fn drop(&mut self) {
        self.traffic.leave(self.bytes);
    }
}
