//! From letters to the file: pairs are sorted by counting, twice, which is linear and needs no comparison.

use super::lists::pack;
use super::{END, MAGIC, SINGLE, STRIDE};
use crate::sections::{SectionWriter, small};
use std::io::Write;
use tantivy::TantivyError;

/// The letters of a segment on their way into the file.
#[derive(Debug, Default)]
pub(super) struct Stream {
    /// Code points, and [`END`] after each entry that has letters.
    letters: Vec<u32>,
    /// Where each entry begins.
    starts: Vec<u32>,
}

impl Stream {
    /// Adds an entry.
    pub(super) fn entry(&mut self, letters: impl FnOnce(&mut dyn FnMut(char))) -> tantivy::Result<()> {
        if self.letters.len() >= SINGLE as usize {
            return Err(TantivyError::InvalidArgument("a segment grows over 2 G letters".to_owned()));
        }
        self.starts.push(small(self.letters.len())?);
        let before = self.letters.len();
        letters(&mut |letter| self.letters.push(letter.into()));
        if self.letters.len() > before {
            self.letters.push(END);
        }
        Ok(())
    }

    /// Memory that it takes now and at most while it is written, in bytes: the letters, their numbers in
    /// order twice.
    pub(super) fn memory(&self) -> usize {
        self.letters.len() * 12 + self.starts.len() * 4
    }

    /// Writes the file.
    pub(super) fn write(mut self, out: SectionWriter) -> tantivy::Result<()> {
        self.starts.push(small(self.letters.len())?);
        let alphabet = number_letters(&mut self.letters);
        let order = sorted_pairs(&self.letters, alphabet.len());
        let letters = &self.letters;
        let pair = |place: u32| {
            let place = place as usize;
            let letter = |at: usize| letters.get(at).copied().unwrap_or(0);
            (letter(place), letter(place + 1))
        };
        let mut pairs = PairWriter::begin(out, &self.starts, alphabet)?;
        for same in order.chunk_by(|a, b| pair(*a) == pair(*b)) {
            if let Some(first) = same.first() {
                pairs.pair(pair(*first), same)?;
            }
        }
        pairs.finish()
    }
}

/// Replaces each letter by its number in the alphabet, which ascends by code point; [`END`] is number 0.
fn number_letters(letters: &mut [u32]) -> Vec<u32> {
    let mut numbers = vec![0u32; char::MAX as usize + 1];
    for letter in letters.iter().filter(|letter| **letter != END) {
        if let Some(used) = numbers.get_mut(*letter as usize) {
            *used = 1;
        }
    }
    let mut alphabet = vec![END];
    for (letter, number) in (0u32..).zip(&mut numbers).filter(|(_, used)| **used > 0) {
        *number = u32::try_from(alphabet.len()).unwrap_or(u32::MAX);
        alphabet.push(letter);
    }
    for letter in letters {
        *letter = numbers.get(*letter as usize).copied().unwrap_or(0);
    }
    alphabet
}

/// The places of all pairs that begin with a letter, ordered by first letter, second letter, place.
fn sorted_pairs(letters: &[u32], alphabet: usize) -> Vec<u32> {
    let second = |place: u32| letters.get(place as usize + 1).copied().unwrap_or(0);
    let first = |place: u32| letters.get(place as usize).copied().unwrap_or(0);
    let begins = (0u32..).zip(letters).filter(|(_, letter)| **letter != 0).map(|(place, _)| place);
    let by_second = counting_sort(begins, letters.len(), alphabet, second);
    counting_sort(by_second.iter().copied(), by_second.len(), alphabet, first)
}

/// Sorts places by a key less than `keys`; equal ones keep their order.
fn counting_sort(
    places: impl Iterator<Item = u32> + Clone,
    most: usize,
    keys: usize,
    key: impl Fn(u32) -> u32,
) -> Vec<u32> {
    let mut next = vec![0usize; keys + 1];
    for place in places.clone() {
        if let Some(count) = next.get_mut(key(place) as usize + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for count in &mut next {
        sum += *count;
        *count = sum;
    }
    let mut sorted = vec![0u32; sum.min(most)];
    for place in places {
        if let Some(slot) = next.get_mut(key(place) as usize) {
            if let Some(there) = sorted.get_mut(*slot) {
                *there = place;
            }
            *slot += 1;
        }
    }
    sorted
}

/// Writes the sections of the file; pairs come in order of their letters.
pub(super) struct PairWriter {
    out: SectionWriter,
    packed: Vec<u8>,
    alphabet: Vec<u32>,
    /// How many pairs begin with each letter.
    begun: Vec<u32>,
    seconds: Vec<u32>,
    /// Where each list begins, or the one place of a pair.
    offsets: Vec<u32>,
    written: usize,
}

impl PairWriter {
    /// Begins with the entries and the alphabet; `starts` has one number more than there are entries.
    pub(super) fn begin(mut out: SectionWriter, starts: &[u32], alphabet: Vec<u32>) -> tantivy::Result<Self> {
        out.numbers(starts.iter().copied())?;
        let end = starts.last().copied().unwrap_or(0);
        let mut entry = 0;
        let hints = (0..end).step_by(STRIDE).map(|place| {
            while starts.get(entry + 1).is_some_and(|next| *next <= place) {
                entry += 1;
            }
            u32::try_from(entry).unwrap_or(u32::MAX)
        });
        out.numbers(hints)?;
        out.numbers(alphabet.iter().copied())?;
        Ok(Self {
            out,
            packed: Vec::new(),
            begun: vec![0; alphabet.len()],
            alphabet,
            seconds: Vec::new(),
            offsets: Vec::new(),
            written: 0,
        })
    }

    /// Writes the list of a pair, given by the numbers of its letters.
    pub(super) fn pair(&mut self, (first, second): (u32, u32), places: &[u32]) -> tantivy::Result<()> {
        if let Some(begun) = self.begun.get_mut(first as usize) {
            *begun += 1;
        }
        self.seconds.push(second);
        if let [single] = places {
            self.offsets.push(single | SINGLE);
            return Ok(());
        }
        let offset = small(self.written)?;
        if offset & SINGLE != 0 {
            return Err(TantivyError::InvalidArgument("a segment grows over 2 GB of lists".to_owned()));
        }
        self.offsets.push(offset);
        self.packed.clear();
        pack(places, &mut self.packed);
        self.written += self.packed.len();
        self.out.write_all(&self.packed)?;
        Ok(())
    }

    /// Ends the file.
    pub(super) fn finish(mut self) -> tantivy::Result<()> {
        self.out.end_section();
        self.out.numbers(self.offsets)?;
        let mut sum = 0;
        let firsts = std::iter::once(0).chain(self.begun.iter().map(|begun| {
            sum += begun;
            sum
        }));
        self.out.numbers(firsts)?;
        // Two bytes a letter, but for a segment with more letters than Chinese has in use.
        if self.alphabet.len() <= usize::from(u16::MAX) {
            let narrow = self.seconds.iter().map(|s| u16::try_from(*s).unwrap_or(u16::MAX));
            self.out.section(&narrow.flat_map(u16::to_le_bytes).collect::<Vec<_>>())?;
        } else {
            self.out.numbers(self.seconds)?;
        }
        Ok(self.out.finish(MAGIC)?)
    }
}
