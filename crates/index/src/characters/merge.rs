//! Several segments as one: living entries follow each other, places move along with them.

use super::build::PairWriter;
use super::reader::Characters;
use crate::sections::{Damage, SectionWriter, small};
use tantivy::SegmentReader;

/// How far the living entries of a segment move, entry by entry; `None` for a deleted one.
enum Moves {
    /// All by the same distance: nothing is deleted.
    Together(u32),
    /// Each to its own new start.
    Apart(Vec<Option<u32>>),
}

/// A segment on its way into another.
struct Source {
    characters: Characters,
    moves: Moves,
    /// The new number of each of its letters.
    letters: Vec<u32>,
    /// The letter whose pairs are being read, by its own number, and the pair.
    first: usize,
    pair: usize,
}

impl Source {
    fn of(segment: &SegmentReader, starts: &mut Vec<u32>, end: &mut usize) -> tantivy::Result<Self> {
        let characters = Characters::of(segment)?;
        let base = small(*end)?;
        let mut apart = Vec::new();
        for entry in 0..segment.max_doc() {
            let alive = !segment.is_deleted(entry);
            if alive {
                starts.push(small(*end)?);
                apart.push(starts.last().copied());
                *end += characters.width(entry)? as usize;
            } else {
                apart.push(None);
            }
        }
        let moves = if segment.has_deletes() { Moves::Apart(apart) } else { Moves::Together(base) };
        Ok(Self { characters, moves, letters: Vec::new(), first: 0, pair: 0 })
    }

    /// The next pair that is not read yet, by new numbers of its letters.
    fn next(&mut self) -> Result<Option<(u32, u32)>, Damage> {
        while let Some(first) = self.letters.get(self.first) {
            if self.characters.beginning(self.first)?.contains(&self.pair) {
                let second = self.characters.second(self.pair)? as usize;
                return Ok(Some((*first, self.letters.get(second).copied().ok_or(Damage)?)));
            }
            self.first += 1;
        }
        Ok(None)
    }

    /// Appends the new places of the pair, and goes on to the next one.
    fn take(&mut self, places: &mut Vec<u32>, old: &mut Vec<u32>) -> Result<(), Damage> {
        old.clear();
        self.characters.list(self.pair)?.unpack(old)?;
        self.pair += 1;
        match &self.moves {
            Moves::Together(base) => {
                for place in old.iter() {
                    places.push(place.checked_add(*base).ok_or(Damage)?);
                }
            }
            Moves::Apart(starts) => {
                for place in old.iter() {
                    let entry = self.characters.entry_at(*place)?;
                    if let Some(start) = starts.get(entry as usize).copied().flatten() {
                        places.push(start + (place - self.characters.start(entry)?));
                    }
                }
            }
        }
        Ok(())
    }
}

/// Writes the living entries of the segments as one file.
///
/// Cost: linear in the places of all; memory for the entries, the alphabet and the longest list.
pub(super) fn merge(segments: &[SegmentReader], out: SectionWriter) -> tantivy::Result<()> {
    let (mut starts, mut end) = (Vec::new(), 0);
    let mut sources = Vec::with_capacity(segments.len());
    for segment in segments {
        sources.push(Source::of(segment, &mut starts, &mut end)?);
    }
    starts.push(small(end)?);
    let alphabet = joined(&mut sources);
    let mut pairs = PairWriter::begin(out, &starts, alphabet)?;
    let (mut places, mut old) = (Vec::new(), Vec::new());
    loop {
        let mut next = Vec::with_capacity(sources.len());
        for source in &mut sources {
            next.push(source.next()?);
        }
        let Some(pair) = next.iter().flatten().min().copied() else { break };
        places.clear();
        for (source, its) in sources.iter_mut().zip(&next) {
            if *its == Some(pair) {
                source.take(&mut places, &mut old)?;
            }
        }
        if !places.is_empty() {
            pairs.pair(pair, &places)?;
        }
    }
    pairs.finish()
}

/// The alphabet of all; gives each source the new numbers of its letters.
fn joined(sources: &mut [Source]) -> Vec<u32> {
    let mut alphabet: Vec<u32> = sources.iter().flat_map(|s| s.characters.alphabet().iter()).collect();
    alphabet.sort_unstable();
    alphabet.dedup();
    for source in sources {
        let number = |letter| u32::try_from(alphabet.partition_point(|l| *l < letter)).unwrap_or(u32::MAX);
        source.letters = source.characters.alphabet().iter().map(number).collect();
    }
    alphabet
}
