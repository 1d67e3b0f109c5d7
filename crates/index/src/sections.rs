//! Files of sections: what the character index and the word index of a segment are laid down in.
//!
//! A file is its sections one after the other, then their lengths (eight bytes each, little endian), their
//! number (four bytes) and four letters that name the sort and version of the file. The table stands at the
//! end because the engine's files can only be appended to. What never lives here: the meaning of a section.

use std::io::{self, Write};
use tantivy::directory::{OwnedBytes, TerminatingWrite, WritePtr};
use tantivy::error::DataCorruption;
use tantivy::{SegmentReader, TantivyError};

/// Four letters that name a sort of file and its version.
pub(crate) type Magic = [u8; 4];

/// Bytes of the table's end: the number of sections and the magic.
const TAIL: usize = 8;

/// Writes sections one after the other.
pub(crate) struct SectionWriter {
    out: WritePtr,
    lengths: Vec<u64>,
    written: u64,
}

impl SectionWriter {
    /// Begins a file.
    pub(crate) fn new(out: WritePtr) -> Self {
        Self { out, lengths: Vec::new(), written: 0 }
    }

    /// Ends the section that was being written.
    pub(crate) fn end_section(&mut self) {
        self.lengths.push(std::mem::take(&mut self.written));
    }

    /// A whole section.
    pub(crate) fn section(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)?;
        self.end_section();
        Ok(())
    }

    /// A whole section of numbers.
    pub(crate) fn numbers(&mut self, numbers: impl IntoIterator<Item = u32>) -> io::Result<()> {
        for number in numbers {
            self.write_all(&number.to_le_bytes())?;
        }
        self.end_section();
        Ok(())
    }

    /// Ends the file.
    pub(crate) fn finish(mut self, magic: Magic) -> io::Result<()> {
        for length in &self.lengths {
            self.out.write_all(&length.to_le_bytes())?;
        }
        let number = u32::try_from(self.lengths.len()).unwrap_or(u32::MAX);
        self.out.write_all(&number.to_le_bytes())?;
        self.out.write_all(&magic)?;
        self.out.terminate()
    }
}

impl Write for SectionWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.out.write(bytes)?;
        self.written += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A file that is not what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Damage;

impl From<Damage> for TantivyError {
    fn from(_: Damage) -> Self {
        DataCorruption::comment_only("a list of characters or words does not end where it should").into()
    }
}

/// The sections of a segment's file with this extension; an error where there are not `wanted` of them.
pub(crate) fn open<const N: usize>(
    segment: &SegmentReader,
    extension: &str,
    magic: Magic,
) -> tantivy::Result<[Section; N]> {
    let component = tantivy::index::SegmentComponent::Custom(extension.to_owned());
    let bytes = segment.open_read(component)?.read_bytes()?;
    Ok(split(&bytes, magic)?)
}

fn split<const N: usize>(bytes: &OwnedBytes, magic: Magic) -> Result<[Section; N], Damage> {
    let all = bytes.as_slice();
    let table = (N * 8).checked_add(TAIL).and_then(|size| all.len().checked_sub(size)).ok_or(Damage)?;
    let (number, name) = all.get(table + N * 8..).and_then(|tail| tail.split_at_checked(4)).ok_or(Damage)?;
    if name != magic || number_at(number, 0) != Some(u32::try_from(N).map_err(|_| Damage)?) {
        return Err(Damage);
    }
    let mut start = 0usize;
    let mut sections = Vec::with_capacity(N);
    for length in all.get(table..table + N * 8).ok_or(Damage)?.chunks_exact(8) {
        let length = length.try_into().map(u64::from_le_bytes).map_err(|_| Damage)?;
        let end = usize::try_from(length).ok().and_then(|length| start.checked_add(length)).ok_or(Damage)?;
        if end > table {
            return Err(Damage);
        }
        sections.push(Section(bytes.slice(start..end)));
        start = end;
    }
    sections.try_into().map_err(|_| Damage)
}

/// The bytes of a section, or a list of numbers of four bytes each.
#[derive(Clone)]
pub(crate) struct Section(OwnedBytes);

impl Section {
    /// Its bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// How many numbers it has.
    pub(crate) fn len(&self) -> usize {
        self.bytes().len() / 4
    }

    /// One of its numbers.
    #[inline]
    pub(crate) fn get(&self, index: usize) -> Option<u32> {
        number_at(self.bytes(), index)
    }

    /// All its numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> {
        self.bytes().chunks_exact(4).filter_map(|four| four.try_into().ok().map(u32::from_le_bytes))
    }

    /// Where a number stands in an ascending section.
    pub(crate) fn search(&self, wanted: u32) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.get(middle)?.cmp(&wanted) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}

/// A number of four bytes, little endian, in a row of them.
#[inline]
pub(crate) fn number_at(bytes: &[u8], index: usize) -> Option<u32> {
    let at = index.checked_mul(4)?;
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

/// A count as a number of four bytes; an error where it is too great for a segment.
pub(crate) fn small(count: usize) -> tantivy::Result<u32> {
    u32::try_from(count)
        .map_err(|_| TantivyError::InvalidArgument("a segment grows over 4 G letters".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::path::Path;
    use tantivy::Directory;
    use tantivy::directory::RamDirectory;

    fn written(sections: &[Vec<u32>]) -> Vec<u8> {
        let directory = RamDirectory::create();
        let mut out = SectionWriter::new(directory.open_write(Path::new("x")).unwrap());
        for numbers in sections {
            out.numbers(numbers.iter().copied()).unwrap();
        }
        out.finish(*b"TEST").unwrap();
        directory.open_read(Path::new("x")).unwrap().read_bytes().unwrap().to_vec()
    }

    #[test]
    fn sections_come_back() {
        let bytes = OwnedBytes::new(written(&[vec![1, 2, 5], vec![], vec![7]]));
        let sections: [Section; 3] = split(&bytes, *b"TEST").unwrap();
        assert_eq!(sections[0].iter().collect::<Vec<_>>(), [1, 2, 5]);
        assert_eq!((sections[0].search(5), sections[0].search(4), sections[0].get(3)), (Some(2), None, None));
        assert_eq!((sections[1].len(), sections[2].get(0)), (0, Some(7)));
        assert!(split::<3>(&bytes, *b"ELSE").is_err());
        assert!(split::<2>(&bytes, *b"TEST").is_err());
    }

    proptest! {
        #[test]
        fn damage_is_told_and_never_panics(cut in 0usize..80, flip in 0usize..80, bit in 0u8..8) {
            let mut bytes = written(&[vec![1, 2, 5], vec![9; 8]]);
            if let Some(byte) = bytes.get_mut(flip) {
                *byte ^= 1 << bit;
            }
            bytes.truncate(cut);
            if let Ok(sections) = split::<2>(&OwnedBytes::new(bytes), *b"TEST") {
                prop_assert!(sections.iter().all(|s| s.iter().count() == s.len()));
            }
        }
    }
}
