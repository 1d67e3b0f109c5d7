//! Texts at a distance in a segment: patterns with gaps, and texts near each other. Both are decided by the places
//! of their letters alone; no text is read.

use super::reader::Characters;
use crate::sections::Damage;
use std::ops::RangeInclusive;

/// Texts that follow one another with gaps between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stretched<'a> {
    /// So many letters at least stand before the first text.
    pub(crate) before: u32,
    /// The texts, none of which is empty.
    pub(crate) texts: Vec<&'a [char]>,
    /// How many letters stand between each and the next.
    pub(crate) gaps: Vec<RangeInclusive<u32>>,
    /// So many letters at least stand behind the last text.
    pub(crate) after: u32,
}

impl Characters {
    /// The entries that hold texts with such gaps between them, ascending.
    ///
    /// Cost: the places of each text.
    pub(crate) fn holders_stretched(&self, wanted: &Stretched<'_>) -> Result<Vec<u32>, Damage> {
        let Some((first, rest)) = wanted.texts.split_first() else { return Ok(Vec::new()) };
        let (mut places, mut length) = (self.places(first)?, size(first)?);
        if wanted.before > 0 {
            self.keep(&mut places, |place, start, _| place.checked_sub(start) >= Some(wanted.before))?;
        }
        for (text, gap) in rest.iter().zip(&wanted.gaps) {
            if places.is_empty() {
                return Ok(places);
            }
            let mut next = self.places(text)?;
            let mut ends = Nearest::of(&places, length);
            self.keep(&mut next, |place, start, _| {
                // the nearest end that leaves room for the least gap; all others are further away
                let end = place.checked_sub(*gap.start()).and_then(|most| ends.before(most));
                end.is_some_and(|end| end > start && place - end <= *gap.end())
            })?;
            (places, length) = (next, size(text)?);
        }
        if wanted.after > 0 {
            // the last place of an entry is its end mark
            self.keep(&mut places, |place, _, end| {
                place.saturating_add(length).saturating_add(wanted.after) < end
            })?;
        }
        self.entries_of(&places)
    }

    /// The entries in which each text stands near the one before it, on either side, with at most so many letters
    /// between them; ascending.
    ///
    /// Cost: the places of each text.
    pub(crate) fn holders_near(&self, texts: &[&[char]], apart: &[usize]) -> Result<Vec<u32>, Damage> {
        let Some((first, rest)) = texts.split_first() else { return Ok(Vec::new()) };
        let (mut places, mut length) = (self.places(first)?, size(first)?);
        for (text, apart) in rest.iter().zip(apart) {
            let apart = u32::try_from(*apart).unwrap_or(u32::MAX);
            let (mut next, own) = (self.places(text)?, size(text)?);
            let (mut ends, mut starts) = (Nearest::of(&places, length), Nearest::of(&places, 0));
            self.keep(&mut next, |place, start, end| {
                let before = ends.before(place).filter(|other| *other > start && place - other <= apart);
                let own_end = place.saturating_add(own);
                let after = starts.from(own_end).filter(|other| *other < end && other - own_end <= apart);
                before.or(after).is_some()
            })?;
            (places, length) = (next, own);
        }
        self.entries_of(&places)
    }

    /// Keeps of ascending places those of which `stays` says so, told the place and the bounds of its entry.
    fn keep(
        &self,
        places: &mut Vec<u32>,
        mut stays: impl FnMut(u32, u32, u32) -> bool,
    ) -> Result<(), Damage> {
        let (mut start, mut end) = (0, 0);
        let mut fault = None;
        places.retain(|place| {
            if *place >= end {
                match self.bounds(*place) {
                    Ok(bounds) => (start, end) = bounds,
                    Err(damage) => fault = Some(damage),
                }
            }
            fault.is_none() && stays(*place, start, end)
        });
        fault.map_or(Ok(()), Err)
    }

    /// Where the entry of a place begins, and where the next one does.
    fn bounds(&self, place: u32) -> Result<(u32, u32), Damage> {
        let entry = self.entry_at(place)?;
        Ok((self.start(entry)?, self.start(entry + 1)?))
    }

    fn entries_of(&self, places: &[u32]) -> Result<Vec<u32>, Damage> {
        let mut entries = Vec::new();
        self.each_holder(places, |entry, _| {
            entries.push(entry);
            Ok(())
        })?;
        Ok(entries)
    }
}

fn size(text: &[char]) -> Result<u32, Damage> {
    u32::try_from(text.len()).map_err(|_| Damage)
}

/// Looks for the nearest of ascending places, each moved by so much; each question asks for one that is not less than
/// the one before.
struct Nearest<'a> {
    places: &'a [u32],
    moved: u32,
    /// Those before are less than what was asked for last.
    passed: usize,
}

impl<'a> Nearest<'a> {
    fn of(places: &'a [u32], moved: u32) -> Self {
        Self { places, moved, passed: 0 }
    }

    fn at(&self, index: usize) -> Option<u32> {
        self.places.get(index)?.checked_add(self.moved)
    }

    /// The greatest that is not greater.
    fn before(&mut self, most: u32) -> Option<u32> {
        while self.at(self.passed).is_some_and(|place| place <= most) {
            self.passed += 1;
        }
        self.at(self.passed.checked_sub(1)?)
    }

    /// The least that is not less.
    fn from(&mut self, least: u32) -> Option<u32> {
        while self.at(self.passed).is_some_and(|place| place < least) {
            self.passed += 1;
        }
        self.at(self.passed)
    }
}
