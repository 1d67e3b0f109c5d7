//! What the benchmarks read: the five documents, and laws where the machine has them.
//!
//! Laws are too large for the repository: set `CHUCHU_LAWS` to a JSONL file of `{"id","text"}` lines to
//! have them measured as well. Without it the benchmarks run on the five documents alone.

use chuchu_index::{Record, intake};
use chuchu_model::{Document, Source};
use std::path::{Path, PathBuf};

/// The five documents, in order of id.
///
/// # Panics
/// When the checkout is damaged.
#[must_use]
pub fn documents() -> Vec<Record> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/sources");
    intake::read_all(&[folder]).collect::<Result<_, _>>().expect("the corpus of the checkout is readable")
}

/// The first `characters` characters of the laws named by `CHUCHU_LAWS`; empty when it is not set.
///
/// # Panics
/// When the file cannot be read.
#[must_use]
pub fn laws(characters: usize) -> Vec<Record> {
    let Some(path) = std::env::var_os("CHUCHU_LAWS").map(PathBuf::from) else { return Vec::new() };
    let mut left = characters;
    let mut taken = Vec::new();
    for record in intake::read_all(&[path]) {
        let record = record.expect("a readable line of CHUCHU_LAWS");
        let length = record.text.chars().count();
        taken.push(record);
        if length >= left {
            break;
        }
        left -= length;
    }
    taken
}

/// Parses a record.
#[must_use]
pub fn parse(record: &Record) -> Document {
    let source = Source { name: record.name.clone(), ..Source::default() };
    chuchu_parser::parse(&record.id, source, &record.text)
}
