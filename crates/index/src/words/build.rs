//! From words to the file.

use super::{MAGIC, MARK};
use crate::sections::{SectionWriter, small};
use rustc_hash::FxBuildHasher;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::io::Write;

/// The words of a segment on their way into the file.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    /// Each word and its index, in order of first use.
    indices: HashMap<Box<str>, u32, FxBuildHasher>,
    /// How often each is used.
    counts: Vec<u32>,
    /// [`MARK`], or one more than the index of a word.
    words: Vec<u32>,
    /// Where each entry begins in `words`.
    starts: Vec<u32>,
    /// Bytes of the dictionary.
    bytes: usize,
}

impl Sequence {
    /// Begins an entry.
    pub(super) fn entry(&mut self) -> tantivy::Result<()> {
        self.starts.push(small(self.words.len())?);
        Ok(())
    }

    /// Adds a word, or marks, to the entry.
    pub(super) fn token(&mut self, word: Option<&str>) {
        let Some(word) = word else { return self.words.push(MARK) };
        let index = self.indices.get(word).copied().unwrap_or_else(|| {
            let index = u32::try_from(self.counts.len()).unwrap_or(u32::MAX);
            self.indices.insert(word.into(), index);
            self.counts.push(0);
            self.bytes += word.len();
            index
        });
        if let Some(count) = self.counts.get_mut(index as usize) {
            *count += 1;
        }
        self.words.push(index.saturating_add(1));
    }

    /// Memory that it takes, in bytes.
    pub(super) fn memory(&self) -> usize {
        (self.words.len() + self.starts.len()) * 4 + self.counts.len() * 48 + self.bytes
    }

    /// Writes the file.
    pub(super) fn write(self, out: SectionWriter) -> tantivy::Result<()> {
        let mut words = vec![""; self.counts.len()];
        #[expect(clippy::iter_over_hash_type, reason = "each word goes to its own place")]
        for (word, index) in &self.indices {
            if let Some(there) = words.get_mut(*index as usize) {
                *there = word;
            }
        }
        let counts: Vec<u64> = self.counts.iter().copied().map(u64::from).collect();
        let dictionary = Dictionary::of(&words, &counts);
        let mut out = SequenceWriter::begin(out);
        let ends = self.starts.iter().skip(1).copied().chain([small(self.words.len())?]);
        for (start, end) in self.starts.iter().zip(ends) {
            let entry = self.words.get(*start as usize..end as usize).unwrap_or_default();
            out.entry(entry.iter().map(|word| dictionary.number(*word)))?;
        }
        out.finish(&dictionary)
    }
}

/// The words of a segment, the most frequent first.
pub(super) struct Dictionary<'a> {
    words: Vec<&'a str>,
    /// The number of each word, by its old index.
    numbers: Vec<u32>,
}

impl<'a> Dictionary<'a> {
    /// Orders words by their counts, then by themselves; those without a count are left out.
    pub(super) fn of(words: &[&'a str], counts: &[u64]) -> Self {
        let mut order: Vec<(Reverse<u64>, &str, usize)> = (0..)
            .zip(words.iter().zip(counts))
            .filter(|(_, (_, count))| **count > 0)
            .map(|(old, (word, count))| (Reverse(*count), *word, old))
            .collect();
        order.sort_unstable();
        let mut numbers = vec![u32::MAX; words.len()];
        for (new, (_, _, old)) in (MARK + 1..).zip(&order) {
            if let Some(there) = numbers.get_mut(*old) {
                *there = new;
            }
        }
        Self { words: order.into_iter().map(|(_, word, _)| word).collect(), numbers }
    }

    /// The number of an old one: [`MARK`], or one more than an index.
    pub(super) fn number(&self, old: u32) -> u32 {
        let Some(index) = old.checked_sub(MARK + 1) else { return MARK };
        self.numbers.get(index as usize).copied().unwrap_or(u32::MAX)
    }
}

/// Bytes of entries from which a block is closed: small enough to be read for one of them.
const BLOCK: usize = 1 << 16;

/// The level of compression.
const LEVEL: i32 = 3;

/// Writes the sections of the file.
pub(super) struct SequenceWriter {
    out: SectionWriter,
    entries: u32,
    /// The first entry of each block.
    firsts: Vec<u32>,
    /// Where each block begins, in bytes.
    offsets: Vec<u32>,
    written: usize,
    /// The open block: of each entry the length in bytes, and its words.
    block: Vec<u8>,
    words: Vec<u8>,
}

impl SequenceWriter {
    pub(super) fn begin(out: SectionWriter) -> Self {
        let (firsts, offsets) = (vec![0], vec![0]);
        Self { out, entries: 0, firsts, offsets, written: 0, block: Vec::new(), words: Vec::new() }
    }

    /// Writes the words of an entry, by their numbers in the dictionary.
    pub(super) fn entry(&mut self, words: impl Iterator<Item = u32>) -> tantivy::Result<()> {
        self.words.clear();
        for word in words {
            push_number(word, &mut self.words);
        }
        push_number(small(self.words.len())?, &mut self.block);
        self.block.extend_from_slice(&self.words);
        self.entries += 1;
        if self.block.len() >= BLOCK { self.end_block() } else { Ok(()) }
    }

    fn end_block(&mut self) -> tantivy::Result<()> {
        let packed = zstd::bulk::compress(&self.block, LEVEL)?;
        self.block.clear();
        self.written += packed.len();
        self.firsts.push(self.entries);
        self.offsets.push(small(self.written)?);
        Ok(self.out.write_all(&packed)?)
    }

    /// Ends the file with its dictionary.
    pub(super) fn finish(mut self, dictionary: &Dictionary<'_>) -> tantivy::Result<()> {
        if !self.block.is_empty() {
            self.end_block()?;
        }
        self.out.end_section();
        self.out.numbers(self.firsts)?;
        self.out.numbers(self.offsets)?;
        let mut end = 0;
        let mut ends = vec![0];
        for word in &dictionary.words {
            end += word.len();
            ends.push(small(end)?);
            self.out.write_all(word.as_bytes())?;
        }
        self.out.end_section();
        self.out.numbers(ends)?;
        Ok(self.out.finish(MAGIC)?)
    }
}

/// Seven bits a byte, the lowest first; the last byte is less than 128.
fn push_number(mut number: u32, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(u8::try_from(number & 0x7f).unwrap_or(0) | 0x80);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).unwrap_or(0));
}
