//! Literal search in a segment: where letters stand one after the other, and which entries hold them.

use super::lists::Cursor;
use super::reader::{Characters, Standing};
use crate::sections::Damage;
use std::collections::VecDeque;
use std::ops::Range;

/// Entries that hold a text, ascending, and how often each does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Holders {
    /// The entries.
    pub(crate) entries: Vec<u32>,
    /// How often each holds it.
    pub(crate) counts: Vec<u32>,
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
        meet(self.covering_lists(letters)?)
    }

    /// The entries that hold letters one after the other.
    pub(crate) fn holders(&self, letters: &[char]) -> Result<Holders, Damage> {
        if let [one] = letters {
            return self.holders_of_one(*one);
        }
        let mut holders = Holders::default();
        self.each_holder(&self.places(letters)?, |entry, count| {
            holders.entries.push(entry);
            holders.counts.push(count);
            Ok(())
        })?;
        Ok(holders)
    }

    /// Calls `see` with each entry that holds a pair, ascending, and how often it does; `places` is room to work in.
    pub(crate) fn each_holder_of_pair(
        &self,
        pair: Standing<'_>,
        places: &mut Vec<u32>,
        see: impl FnMut(u32, u32) -> Result<(), Damage>,
    ) -> Result<(), Damage> {
        places.clear();
        pair.unpack(places)?;
        self.each_holder(places, see)
    }

    /// The entries of ascending places, and how many of these each has.
    pub(super) fn each_holder(
        &self,
        places: &[u32],
        mut see: impl FnMut(u32, u32) -> Result<(), Damage>,
    ) -> Result<(), Damage> {
        let mut places = places.iter().copied();
        let mut next = places.next();
        while let Some(place) = next {
            let entry = self.entry_at(place)?;
            let end = self.start(entry + 1)?;
            let mut count = 1;
            next = places.next();
            while next.is_some_and(|place| place < end) {
                count += 1;
                next = places.next();
            }
            see(entry, count)?;
        }
        Ok(())
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
        let held = counts.iter().filter(|count| **count > 0).count();
        let mut holders = Holders { entries: Vec::with_capacity(held), counts: Vec::with_capacity(held) };
        for (entry, count) in (0u32..).zip(counts).filter(|(_, count)| *count > 0) {
            holders.entries.push(entry);
            holders.counts.push(count);
        }
        Ok(holders)
    }

    pub(super) fn each_beginning(
        &self,
        letter: char,
        mut see: impl FnMut(Standing<'_>) -> Result<(), Damage>,
    ) -> Result<(), Damage> {
        let Some(first) = self.number(letter) else { return Ok(()) };
        self.beginning(first)?.try_for_each(|pair| see(self.standing(pair)?))
    }

    /// How often letters stand one after the other in entries, which ascend; all 0 for a single letter, of which no
    /// list is short enough to look into.
    ///
    /// Cost: a look into the list of the rarest of the pairs that cover them for each entry.
    pub(crate) fn counts_in(&self, letters: &[char], entries: &[u32]) -> Result<Vec<u32>, Damage> {
        let mut lists = self.covering_lists(letters)?;
        let Some((_, distance, rarest)) = lists.pop_front() else { return Ok(vec![0; entries.len()]) };
        let mut rarest = Look::into(rarest);
        let mut others: Vec<(u32, Look<'_>)> =
            lists.into_iter().map(|(_, distance, list)| (distance, Look::into(list))).collect();
        let mut counts = Vec::with_capacity(entries.len());
        let mut places = Vec::new();
        for entry in entries {
            let (start, end) = (self.start(*entry)?, self.start(*entry + 1)?);
            places.clear();
            rarest.within(start.saturating_add(distance)..end, &mut places)?;
            places.iter_mut().for_each(|place| *place -= distance);
            for (distance, look) in &mut others {
                look.keep(*distance, &mut places)?;
            }
            counts.push(u32::try_from(places.len()).unwrap_or(u32::MAX));
        }
        Ok(counts)
    }

    /// At how many places letters may stand one after the other at most: where the rarest of the pairs that cover
    /// them stands. A single letter may stand anywhere.
    ///
    /// Cost: a look at each of these pairs.
    pub(crate) fn at_most(&self, letters: &[char]) -> Result<usize, Damage> {
        if letters.len() < 2 {
            return Ok(usize::MAX);
        }
        Ok(self.covering_lists(letters)?.front().map_or(0, |(count, ..)| *count))
    }

    /// The lists of pairs that tell where letters stand one after the other, with their distance from the first letter,
    /// the shortest first; none where one of the pairs never stands. These are the pairs that cover the letters, and
    /// the rarest of all: 构按 leads to 机构按照 sooner than 机构 or 按照 does.
    fn covering_lists(&self, letters: &[char]) -> Result<VecDeque<Covering<'_>>, Damage> {
        let mut lists = VecDeque::with_capacity(letters.len() / 2 + 2);
        let mut rarest: Option<Covering<'_>> = None;
        let mut next = covering(letters.len()).peekable();
        for (at, two) in letters.windows(2).enumerate() {
            let &[first, second] = two else { continue };
            let Some(list) = self.pair(first, second)? else { return Ok(VecDeque::new()) };
            let found = (list.count(), u32::try_from(at).map_err(|_| Damage)?, list);
            if next.next_if_eq(&at).is_some() {
                lists.push_back(found);
            } else if rarest.is_none_or(|(count, ..)| found.0 < count) {
                rarest = Some(found);
            }
        }
        lists.make_contiguous().sort_unstable_by_key(|(count, at, _)| (*count, *at));
        let shortest = lists.front().map_or(0, |(count, ..)| *count);
        if let Some(rarest) = rarest.filter(|(count, ..)| *count < shortest) {
            lists.push_front(rarest);
        }
        Ok(lists)
    }
}

/// The pairs at every second place and at the end cover every letter.
fn covering(letters: usize) -> impl Iterator<Item = usize> {
    let last = letters.saturating_sub(2);
    (0..last).step_by(2).chain((letters > 1).then_some(last))
}

/// How often a pair stands, how far from the first letter, and where.
pub(super) type Covering<'a> = (usize, u32, Standing<'a>);

/// Looks for ascending places in the list of a pair.
enum Look<'a> {
    Once(u32),
    List(Cursor<'a>),
}

impl<'a> Look<'a> {
    fn into(standing: Standing<'a>) -> Self {
        match standing {
            Standing::Once(place) => Self::Once(place),
            Standing::List(list) => Self::List(list.cursor()),
        }
    }

    /// Appends the places in a range.
    fn within(&mut self, range: Range<u32>, places: &mut Vec<u32>) -> Result<(), Damage> {
        match self {
            Self::Once(place) => places.extend(range.contains(place).then_some(*place)),
            Self::List(cursor) => cursor.within(range, places)?,
        }
        Ok(())
    }

    /// Keeps the places so far behind which the list has one.
    fn keep(&mut self, distance: u32, places: &mut Vec<u32>) -> Result<(), Damage> {
        let cursor = match self {
            Self::Once(only) => {
                places.retain(|place| place.saturating_add(distance) == *only);
                return Ok(());
            }
            Self::List(cursor) => cursor,
        };
        let mut fault = None;
        places.retain(|place| {
            cursor.has(place.saturating_add(distance)).unwrap_or_else(|damage| {
                fault = Some(damage);
                false
            })
        });
        fault.map_or(Ok(()), Err)
    }
}

/// Where all lists have a number, each moved back by its distance; the shortest list comes first.
pub(super) fn meet(mut lists: VecDeque<Covering<'_>>) -> Result<Vec<u32>, Damage> {
    let mut places = Vec::new();
    let Some((_, distance, rarest)) = lists.pop_front() else { return Ok(places) };
    rarest.unpack(&mut places)?;
    // A pair of the first letters of a segment may stand before the text could.
    places.retain_mut(|place| place.checked_sub(distance).map(|moved| *place = moved).is_some());
    for (_, distance, list) in lists {
        if places.is_empty() {
            break;
        }
        Look::into(list).keep(distance, &mut places)?;
    }
    Ok(places)
}

#[cfg(test)]
mod tests {
    use crate::{Corpus, Record};
    use chuchu_model::DocumentId;

    /// Counting in given entries gives what looking everything up gives, for texts of any length.
    #[test]
    fn counts_in_entries_are_those_of_all_holders() {
        let folder = tempfile::tempdir().unwrap();
        let corpus = Corpus::create(folder.path()).unwrap();
        let mut writer = corpus.writer().unwrap();
        let units = ["甲", "乙", "甲乙", "乙甲甲", "丙甲乙丙", "丙"];
        for n in 0..60usize {
            let text: String =
                (0..n % 17).filter_map(|i| units.get((n * 7 + i * i) % units.len())).copied().collect();
            writer.add(&Record::of_text(DocumentId::new(format!("d{n}")).unwrap(), text)).unwrap();
        }
        writer.commit().unwrap();
        let snapshot = corpus.snapshot();
        for text in ["甲乙", "乙甲甲", "甲乙丙丙甲", "丙丙", "乙乙乙", "甲甲乙甲", "丁甲"]
        {
            let letters: Vec<char> = text.chars().collect();
            for (_, reader, characters) in snapshot.segments() {
                let holders = characters.holders(&letters).unwrap();
                let all: Vec<u32> = (0..reader.max_doc()).collect();
                let counts = characters.counts_in(&letters, &all).unwrap();
                let found: Vec<(u32, u32)> = all.into_iter().zip(counts).filter(|(_, n)| *n > 0).collect();
                let expect: Vec<(u32, u32)> = holders.entries.into_iter().zip(holders.counts).collect();
                assert_eq!(found, expect, "{text}");
                let standing: usize = expect.iter().map(|(_, n)| *n as usize).sum();
                assert!(characters.at_most(&letters).unwrap() >= standing, "{text}");
            }
        }
    }
}
