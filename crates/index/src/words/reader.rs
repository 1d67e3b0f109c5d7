//! [`Words`]: the file of a segment, read where it lies.

use super::{EXTENSION, MAGIC, MARK};
use crate::sections::{self, Damage, Section};
use tantivy::SegmentReader;

/// The words of one segment. Cheap to clone: the bytes stay on disk, mapped.
#[derive(Clone)]
pub(crate) struct Words {
    blocks: Section,
    firsts: Section,
    offsets: Section,
    texts: Section,
    ends: Section,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("words", &self.len()).finish_non_exhaustive()
    }
}

impl Words {
    /// Those of a segment. Cost: reads the table of the file.
    pub(crate) fn of(segment: &SegmentReader) -> tantivy::Result<Self> {
        let [blocks, firsts, offsets, texts, ends]: [Section; 5] = sections::open(segment, EXTENSION, MAGIC)?;
        let entries = firsts.get(firsts.len().wrapping_sub(1)).ok_or(Damage)?;
        if entries != segment.max_doc() || firsts.len() != offsets.len() || ends.len() == 0 {
            return Err(Damage.into());
        }
        Ok(Self { blocks, firsts, offsets, texts, ends })
    }

    /// How many different words there are; their numbers begin with 1.
    pub(crate) fn len(&self) -> usize {
        self.ends.len().saturating_sub(1)
    }

    /// A word by its number; marks have no text.
    pub(crate) fn text(&self, word: u32) -> Result<&str, Damage> {
        let word = word.checked_sub(MARK + 1).ok_or(Damage)?;
        let bound = |index: usize| self.ends.get(index).map(|n| n as usize).ok_or(Damage);
        let range = bound(word as usize)?..bound(word as usize + 1)?;
        std::str::from_utf8(self.texts.bytes().get(range).ok_or(Damage)?).map_err(|_| Damage)
    }

    /// Reads entries, best in ascending order.
    pub(crate) fn reading(&self) -> Reading<'_> {
        Reading { words: self, block: Vec::new(), entries: 0..0, next: 0, at: 0 }
    }

    /// The block that has an entry.
    fn block_of(&self, entry: u32) -> Option<usize> {
        let (mut low, mut high) = (0, self.firsts.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.firsts.get(middle)? <= entry { low = middle + 1 } else { high = middle }
        }
        low.checked_sub(1).filter(|block| block + 1 < self.firsts.len())
    }
}

/// Reads the words of entries; holds one unpacked block.
pub(crate) struct Reading<'a> {
    words: &'a Words,
    block: Vec<u8>,
    /// The entries of the block.
    entries: std::ops::Range<u32>,
    /// The entry that begins at `at`.
    next: u32,
    at: usize,
}

impl Reading<'_> {
    /// The words of an entry and the marks between them, in order, by their numbers.
    ///
    /// Cost: a nanosecond or two each; unpacking a block where the entry is not in the last one.
    pub(crate) fn entry(&mut self, entry: u32) -> Result<impl Iterator<Item = u32>, Damage> {
        if !self.entries.contains(&entry) {
            self.unpack(self.words.block_of(entry).ok_or(Damage)?)?;
        }
        if entry < self.next {
            (self.next, self.at) = (self.entries.start, 0);
        }
        loop {
            let mut rest = self.block.get(self.at..).ok_or(Damage)?.iter();
            let length = Numbers(&mut rest).next().ok_or(Damage)? as usize;
            let begin = self.block.len() - rest.len();
            let end = begin.checked_add(length).filter(|end| *end <= self.block.len()).ok_or(Damage)?;
            if self.next == entry {
                let bytes = self.block.get(begin..end).ok_or(Damage)?;
                return Ok(Numbers(bytes.iter()));
            }
            (self.next, self.at) = (self.next + 1, end);
        }
    }

    fn unpack(&mut self, block: usize) -> Result<(), Damage> {
        let number = |section: &Section, index| section.get(index).ok_or(Damage);
        let (offsets, firsts) = (&self.words.offsets, &self.words.firsts);
        let range = number(offsets, block)? as usize..number(offsets, block + 1)? as usize;
        let packed = self.words.blocks.bytes().get(range).ok_or(Damage)?;
        self.entries = 0..0;
        self.block.clear();
        zstd::stream::copy_decode(packed, &mut self.block).map_err(|_| Damage)?;
        self.entries = number(firsts, block)?..number(firsts, block + 1)?;
        (self.next, self.at) = (self.entries.start, 0);
        Ok(())
    }
}

/// Numbers of seven bits a byte.
struct Numbers<I>(I);

impl<'a, I: Iterator<Item = &'a u8>> Iterator for Numbers<I> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let (mut number, mut shift) = (0u32, 0);
        loop {
            let byte = *self.0.next()?;
            number |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            if byte < 0x80 {
                return Some(number);
            }
            shift += 7;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Cutter;
    use super::super::build::Sequence;
    use super::*;
    use crate::sections::SectionWriter;
    use std::path::Path;
    use tantivy::Directory;
    use tantivy::directory::RamDirectory;

    fn words(entries: &[&str]) -> Words {
        let mut sequence = Sequence::default();
        for text in entries {
            sequence.entry().unwrap();
            Cutter::default().tokens(text, |word| sequence.token(word));
        }
        let directory = RamDirectory::create();
        sequence.write(SectionWriter::new(directory.open_write(Path::new("w")).unwrap())).unwrap();
        let bytes = directory.open_read(Path::new("w")).unwrap().read_bytes().unwrap();
        let [blocks, firsts, offsets, texts, ends] = sections::split(&bytes, MAGIC).unwrap();
        Words { blocks, firsts, offsets, texts, ends }
    }

    fn shown(words: &Words, reading: &mut Reading<'_>, entry: u32) -> String {
        let numbers: Vec<u32> = reading.entry(entry).unwrap().collect();
        let texts = numbers.iter().map(|n| if *n == MARK { "|" } else { words.text(*n).unwrap() });
        texts.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn entries_come_back_in_any_order() {
        let long = "密切联系群众，".repeat(3_000);
        let texts = ["群众路线", "", "反对“四风”！", &long, "路线"];
        let words = words(&texts);
        let mut reading = words.reading();
        for entry in [0, 1, 2, 4, 2, 0] {
            let expect = ["群众路线", "", "反对 | 四 风 |", "", "路线"][entry];
            assert_eq!(shown(&words, &mut reading, u32::try_from(entry).unwrap()), expect);
        }
        assert_eq!(reading.entry(3).unwrap().count(), 9_000);
        assert!(reading.entry(5).is_err());
        assert!(words.text(MARK).is_err());
    }
}
