//! Literal search in a segment: where letters stand one after the other, and which entries hold them.

use super::reader::{Characters, Standing};
use crate::sections::Damage;

/// Entries that hold a text, ascending, and how often each does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Holders {
    /// The entries.
    pub(crate) entries: Vec<u32>,
    /// How often each holds it.
    pub(crate) counts: Vec<u32>,
}

impl Holders {
    fn push(&mut self, entry: u32) {
        match (self.entries.last(), self.counts.last_mut()) {
            (Some(last), Some(count)) if *last == entry => *count += 1,
            _ => {
                self.entries.push(entry);
                self.counts.push(1);
            }
        }
    }
}

impl Characters {
    /// Where letters stand one after the other, as ascending places in the stream.
    ///
    /// Cost: the list of the rarest of the pairs that cover them, and a look into the others.
    pub(crate) fn places(&self, letters: &[char]) -> Result<Vec<u32>, Damage> {
        if let [one] = letters {
            let mut places = Vec::new();
            self.each_beginning(*one, |list| list.unpack(&mut places))?;
            places.sort_unstable();
            return Ok(places);
        }
        let mut lists = Vec::with_capacity(letters.len().div_ceil(2));
        for at in covering(letters.len()) {
            let (Some(first), Some(second)) = (letters.get(at), letters.get(at + 1)) else { continue };
            match self.pair(*first, *second)? {
                Some(list) => lists.push((list.count(), u32::try_from(at).map_err(|_| Damage)?, list)),
                None => return Ok(Vec::new()),
            }
        }
        lists.sort_unstable_by_key(|(count, at, _)| (*count, *at));
        meet(lists)
    }

    /// The entries that hold letters one after the other.
    pub(crate) fn holders(&self, letters: &[char]) -> Result<Holders, Damage> {
        if let [one] = letters {
            return self.holders_of_one(*one);
        }
        let mut holders = Holders::default();
        for place in self.places(letters)? {
            holders.push(self.entry_at(place)?);
        }
        Ok(holders)
    }

    /// A letter stands at the beginning of many pairs, whose lists overlap: the entries are counted.
    fn holders_of_one(&self, letter: char) -> Result<Holders, Damage> {
        let mut counts = vec![0u32; self.entries()];
        let mut places = Vec::new();
        self.each_beginning(letter, |list| {
            places.clear();
            list.unpack(&mut places)?;
            for place in &places {
                *counts.get_mut(self.entry_at(*place)? as usize).ok_or(Damage)? += 1;
            }
            Ok(())
        })?;
        let held = (0u32..).zip(counts).filter(|(_, count)| *count > 0);
        let (entries, counts) = held.unzip();
        Ok(Holders { entries, counts })
    }

    fn each_beginning(
        &self,
        letter: char,
        mut see: impl FnMut(Standing<'_>) -> Result<(), Damage>,
    ) -> Result<(), Damage> {
        let Some(first) = self.number(letter) else { return Ok(()) };
        self.beginning(first)?.try_for_each(|pair| see(self.standing(pair)?))
    }

    /// How often two letters stand side by side in entries, which ascend.
    ///
    /// Cost: a look into the list for each entry.
    pub(crate) fn pair_in(&self, [first, second]: [char; 2], entries: &[u32]) -> Result<Vec<u32>, Damage> {
        let mut counts = Vec::with_capacity(entries.len());
        let standing = self.pair(first, second)?;
        let mut cursor = match standing {
            None => return Ok(vec![0; entries.len()]),
            Some(Standing::Once(_)) => None,
            Some(Standing::List(list)) => Some(list.cursor()),
        };
        for entry in entries {
            let range = self.start(*entry)?..self.start(*entry + 1)?;
            let count = match (&mut cursor, standing) {
                (Some(cursor), _) => cursor.within(range)?,
                (None, Some(Standing::Once(place))) => usize::from(range.contains(&place)),
                (None, _) => 0,
            };
            counts.push(u32::try_from(count).unwrap_or(u32::MAX));
        }
        Ok(counts)
    }

    /// How often two letters stand side by side.
    pub(crate) fn pair_count(&self, first: char, second: char) -> Result<usize, Damage> {
        Ok(self.pair(first, second)?.map_or(0, |list| list.count()))
    }
}

/// The pairs at every second place and at the end cover every letter.
fn covering(letters: usize) -> impl Iterator<Item = usize> {
    let last = letters.saturating_sub(2);
    (0..last).step_by(2).chain((letters > 1).then_some(last))
}

/// Where all lists have a number, each moved back by its distance; the shortest list comes first.
fn meet(lists: Vec<(usize, u32, Standing<'_>)>) -> Result<Vec<u32>, Damage> {
    let mut lists = lists.into_iter();
    let mut places = Vec::new();
    let Some((_, distance, rarest)) = lists.next() else { return Ok(places) };
    rarest.unpack(&mut places)?;
    // A pair of the first letters of a segment may stand before the text could.
    places.retain_mut(|place| place.checked_sub(distance).map(|moved| *place = moved).is_some());
    for (_, distance, list) in lists {
        if places.is_empty() {
            break;
        }
        let list = match list {
            Standing::List(list) => list,
            Standing::Once(only) => {
                places.retain(|place| place.saturating_add(distance) == only);
                continue;
            }
        };
        let mut cursor = list.cursor();
        let mut fault = None;
        places.retain(|place| {
            cursor.has(place.saturating_add(distance)).unwrap_or_else(|damage| {
                fault = Some(damage);
                false
            })
        });
        fault.map_or(Ok(()), Err)?;
    }
    Ok(places)
}
