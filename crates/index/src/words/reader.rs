//! [`Words`]: the file of a segment, read where it lies.

use super::{EXTENSION, MAGIC, MARK};
use crate::sections::{self, Damage, Section};
use tantivy::SegmentReader;

/// The words of one segment. Cheap to clone: the bytes stay on disk, mapped.
#[derive(Clone)]
pub(crate) struct Words {
    sequence: Section,
    starts: Section,
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
        let [sequence, starts, texts, ends]: [Section; 4] = sections::open(segment, EXTENSION, MAGIC)?;
        let entries = usize::try_from(segment.max_doc()).map_err(|_| Damage)?;
        if starts.len() != entries + 1 || ends.len() == 0 {
            return Err(Damage.into());
        }
        Ok(Self { sequence, starts, texts, ends })
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

    /// The words of an entry and the marks between them, in order, by their numbers. Cost: a nanosecond or two each.
    pub(crate) fn entry(&self, entry: u32) -> Result<impl Iterator<Item = u32>, Damage> {
        let bound = |index: usize| self.starts.get(index).map(|n| n as usize).ok_or(Damage);
        let range = bound(entry as usize)?..bound(entry as usize + 1)?;
        Ok(Numbers(self.sequence.bytes().get(range).ok_or(Damage)?.iter()))
    }
}

/// Numbers of seven bits a byte.
struct Numbers<'a>(std::slice::Iter<'a, u8>);

impl Iterator for Numbers<'_> {
    type Item = u32;

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
