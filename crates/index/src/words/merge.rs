//! Several segments as one: the words of living entries, counted again.

use super::MARK;
use super::build::{Dictionary, SequenceWriter};
use super::reader::Words;
use crate::sections::{Damage, SectionWriter};
use std::collections::HashMap;
use tantivy::SegmentReader;

/// Writes the words of the living entries of the segments as one file.
///
/// Cost: two readings of every word; memory for the entries and the dictionaries.
pub(super) fn merge(segments: &[SegmentReader], out: SectionWriter) -> tantivy::Result<()> {
    let mut sources = Vec::with_capacity(segments.len());
    for segment in segments {
        sources.push((segment, Words::of(segment)?));
    }
    // Every word of every source gets a number of its own; the same text has the same one.
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut texts: Vec<&str> = Vec::new();
    let mut joint: Vec<Vec<u32>> = Vec::with_capacity(sources.len());
    for (_, words) in &sources {
        let mut own = Vec::with_capacity(words.len() + 1);
        own.push(MARK);
        for word in 1..=u32::try_from(words.len()).map_err(|_| Damage)? {
            let text = words.text(word)?;
            let number = *numbers.entry(text).or_insert_with(|| {
                texts.push(text);
                u32::try_from(texts.len()).unwrap_or(u32::MAX)
            });
            own.push(number);
        }
        joint.push(own);
    }
    let mut counts = vec![0u64; texts.len()];
    for ((segment, words), own) in sources.iter().zip(&joint) {
        for entry in segment.doc_ids_alive() {
            for word in words.entry(entry)? {
                let number = own.get(word as usize).ok_or(Damage)?;
                if let Some(index) = number.checked_sub(MARK + 1) {
                    *counts.get_mut(index as usize).ok_or(Damage)? += 1;
                }
            }
        }
    }
    let dictionary = Dictionary::of(&texts, &counts);
    let mut out = SequenceWriter::begin(out);
    for ((segment, words), own) in sources.iter().zip(&joint) {
        for entry in segment.doc_ids_alive() {
            let numbers = words.entry(entry)?.map(|word| own.get(word as usize).copied().unwrap_or(u32::MAX));
            out.entry(numbers.map(|number| dictionary.number(number)))?;
        }
    }
    out.finish(&dictionary)
}
