//! Ascending lists of numbers, packed: gaps of one to five bytes, and a table to skip groups of 128 by.
//!
//! ```text
//! count · first of each group but the first (4 bytes) · length of each group but the last (2 bytes) · gaps
//! ```
//! Letters of Chinese come in clusters, so that one wide gap among narrow ones is the rule: measured on
//! statutes, gaps packed at the width of the widest of 128 take 13 % more than gaps of whole bytes. What
//! never lives here: what the numbers mean.

use super::gaps::{add_up, pull, push};
use crate::sections::{Damage, number_at};

/// Numbers in a full group.
const GROUP: usize = 128;

/// Appends a list, which must ascend.
pub(super) fn pack(values: &[u32], out: &mut Vec<u8>) {
    push(u32::try_from(values.len()).unwrap_or(u32::MAX), out);
    for group in values.chunks(GROUP).skip(1) {
        out.extend_from_slice(&group.first().copied().unwrap_or(0).to_le_bytes());
    }
    let lengths = out.len();
    let groups = values.len().div_ceil(GROUP);
    out.resize(lengths + groups.saturating_sub(1) * 2, 0);
    for (number, group) in values.chunks(GROUP).enumerate() {
        let before = out.len();
        // The first number of a later group stands in the table.
        let mut last = if number == 0 { 0 } else { group.first().copied().unwrap_or(0) };
        for value in group.iter().skip(usize::from(number > 0)) {
            push(value.wrapping_sub(last), out);
            last = *value;
        }
        let length = u16::try_from(out.len() - before).unwrap_or(u16::MAX).to_le_bytes();
        let slot = lengths + number * 2;
        if let Some(there) = out.get_mut(slot..slot + 2).filter(|_| number + 1 < groups) {
            there.copy_from_slice(&length);
        }
    }
}

/// A packed list, as it lies on disk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct List<'a> {
    count: usize,
    firsts: &'a [u8],
    lengths: &'a [u8],
    gaps: &'a [u8],
}

impl<'a> List<'a> {
    /// The list that the bytes are; nothing is unpacked yet.
    pub(super) fn open(mut bytes: &'a [u8]) -> Result<Self, Damage> {
        let count = pull(&mut bytes)? as usize;
        let later = count.div_ceil(GROUP).saturating_sub(1);
        let (firsts, rest) = bytes.split_at_checked(later * 4).ok_or(Damage)?;
        let (lengths, gaps) = rest.split_at_checked(later * 2).ok_or(Damage)?;
        if count > gaps.len() + later { Err(Damage) } else { Ok(Self { count, firsts, lengths, gaps }) }
    }

    /// How many numbers it has.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Appends all its numbers. Cost: some nanoseconds each.
    pub(super) fn unpack(&self, values: &mut Vec<u32>) -> Result<(), Damage> {
        values.reserve(self.count);
        let mut gaps = self.gaps;
        for number in 0..self.count.div_ceil(GROUP) {
            self.unpack_group(number, &mut gaps, values)?;
        }
        Ok(())
    }

    fn unpack_group(&self, number: usize, gaps: &mut &[u8], values: &mut Vec<u32>) -> Result<(), Damage> {
        let mut left = (self.count - number * GROUP).min(GROUP);
        let mut last = 0;
        if let Some(table) = number.checked_sub(1) {
            last = number_at(self.firsts, table).ok_or(Damage)?;
            values.push(last);
            left -= 1;
        }
        let before = values.len();
        values.resize(before + left, 0);
        add_up(gaps, last, values.get_mut(before..).ok_or(Damage)?)
    }

    /// Bytes of a group's gaps; of the last one all that are left.
    fn length(&self, number: usize) -> Option<usize> {
        let two = self.lengths.get(number * 2..number * 2 + 2)?;
        two.try_into().ok().map(|two| usize::from(u16::from_le_bytes(two)))
    }

    /// The sum of these.
    fn lengths(&self, numbers: std::ops::Range<usize>) -> Option<usize> {
        let bytes = self.lengths.get(numbers.start * 2..numbers.end * 2)?;
        let (lengths, _) = bytes.as_chunks::<2>();
        Some(lengths.iter().map(|two| usize::from(u16::from_le_bytes(*two))).sum())
    }

    /// Reads it in ascending order, skipping what is not asked for.
    pub(super) fn cursor(self) -> Cursor<'a> {
        Cursor { list: self, number: 0, at: 0, values: Vec::new(), left: None, next: 0, index: 0 }
    }
}

/// So many numbers of a group are unpacked at a time: what is asked for stands in the middle of a group on average.
const PART: usize = 64;

/// Looks for ascending numbers in a list.
pub(super) struct Cursor<'a> {
    list: List<'a>,
    number: usize,
    /// Where the gaps of the group begin.
    at: usize,
    /// The first numbers of the group, as far as they are unpacked.
    values: Vec<u32>,
    /// How many of the group are not; `None` while none is.
    left: Option<usize>,
    /// Where the gaps of these begin.
    next: usize,
    /// Those before are less than what was asked for last.
    index: usize,
}

impl Cursor<'_> {
    /// Whether the list has a number; each call asks for one that is not less than the one before.
    ///
    /// Cost: the groups passed over are not unpacked, and of the last one no more than is needed.
    pub(super) fn has(&mut self, wanted: u32) -> Result<bool, Damage> {
        self.skip_to(wanted)?;
        loop {
            self.index += passed(self.values.get(self.index..).unwrap_or_default(), wanted);
            match self.values.get(self.index) {
                Some(value) => return Ok(*value == wanted),
                None if self.left == Some(0) => return Ok(false),
                None => self.unpack_more()?,
            }
        }
    }

    /// Goes on to the last group that does not begin behind `wanted`. Looks ahead in growing steps.
    fn skip_to(&mut self, wanted: u32) -> Result<(), Damage> {
        let begins = |group: usize| number_at(self.list.firsts, group).is_some_and(|first| first <= wanted);
        if !begins(self.number) {
            return Ok(());
        }
        let mut step = 1;
        while begins(self.number + step) {
            step *= 2;
        }
        // the one before begins in time, the last does not
        let (mut known, mut not) = (self.number + step / 2, self.number + step);
        while known + 1 < not {
            let middle = known.midpoint(not);
            if begins(middle) { known = middle } else { not = middle }
        }
        self.at += self.list.lengths(self.number..known + 1).ok_or(Damage)?;
        self.number = known + 1;
        self.values.clear();
        (self.left, self.index) = (None, 0);
        Ok(())
    }

    fn unpack_more(&mut self) -> Result<(), Damage> {
        let left = match self.left {
            Some(left) => left,
            None => {
                self.next = self.at;
                let members = self.list.count.saturating_sub(self.number * GROUP).min(GROUP);
                match self.number.checked_sub(1) {
                    Some(table) => {
                        self.values.push(number_at(self.list.firsts, table).ok_or(Damage)?);
                        members.saturating_sub(1)
                    }
                    None => members,
                }
            }
        };
        let part = left.min(PART);
        let known = self.values.len();
        let last = self.values.last().copied().unwrap_or(0);
        self.values.resize(known + part, 0);
        let all = self.list.gaps.get(self.next..).ok_or(Damage)?;
        let mut gaps = all;
        add_up(&mut gaps, last, self.values.get_mut(known..).ok_or(Damage)?)?;
        self.next += all.len() - gaps.len();
        self.left = Some(left - part);
        Ok(())
    }

    /// Appends the numbers of the list that lie in a range; each call asks for one that does not begin before the
    /// one before.
    pub(super) fn within(&mut self, range: std::ops::Range<u32>, found: &mut Vec<u32>) -> Result<(), Damage> {
        self.has(range.start)?;
        while self.left != Some(0) && self.values.last().is_none_or(|last| *last < range.end) {
            self.unpack_more()?;
        }
        let rest = self.values.get(self.index..).unwrap_or_default();
        found.extend(rest.get(..passed(rest, range.end)).unwrap_or_default());
        // The range may reach into later groups; the cursor stays, for the next one may begin before they end.
        let (mut number, mut at) = (self.number, self.at);
        while number_at(self.list.firsts, number).is_some_and(|first| first < range.end) {
            at += self.list.length(number).ok_or(Damage)?;
            number += 1;
            let mut gaps = self.list.gaps.get(at..).ok_or(Damage)?;
            let before = found.len();
            self.list.unpack_group(number, &mut gaps, found)?;
            let here = found.get(before..).unwrap_or_default();
            let kept = here.partition_point(|value| *value < range.end);
            found.truncate(before + kept);
        }
        Ok(())
    }
}

/// How many of ascending values are less than another. What is asked for is most often near: the next eight are compared
/// without asking after each; from there on the steps grow.
fn passed(values: &[u32], wanted: u32) -> usize {
    const NEAR: usize = 8;
    if let Some(near) = values.first_chunk::<NEAR>() {
        let less = near.iter().map(|value| usize::from(*value < wanted)).sum();
        if less < NEAR {
            return less;
        }
    }
    let mut step = 1;
    while values.get(step - 1).is_some_and(|value| *value < wanted) {
        step *= 2;
    }
    let (from, to) = (step / 2, step.min(values.len()));
    from + values.get(from..to).unwrap_or_default().partition_point(|value| *value < wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn packed(values: &[u32]) -> Vec<u8> {
        let mut out = Vec::new();
        pack(values, &mut out);
        out
    }

    fn ascending() -> impl Strategy<Value = Vec<u32>> {
        let gap = prop_oneof![Just(1u32), 1u32..200, 1u32..3_000_000];
        proptest::collection::vec(gap, 0..500).prop_map(|gaps| {
            gaps.iter()
                .scan(0u32, |now, gap| {
                    *now = now.saturating_add(*gap);
                    Some(*now)
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn a_list_comes_back(values in ascending()) {
            let bytes = packed(&values);
            let mut found = Vec::new();
            let list = List::open(&bytes).unwrap();
            list.unpack(&mut found).unwrap();
            prop_assert_eq!(list.count(), values.len());
            prop_assert_eq!(found, values);
        }

        #[test]
        fn a_cursor_finds_what_is_there(values in ascending(), mut asked in proptest::collection::vec(0u32..2_000_000, 0..60)) {
            let bytes = packed(&values);
            asked.extend(values.iter().step_by(7));
            asked.sort_unstable();
            let mut cursor = List::open(&bytes).unwrap().cursor();
            for wanted in asked {
                prop_assert_eq!(cursor.has(wanted).unwrap(), values.binary_search(&wanted).is_ok());
            }
        }

        #[test]
        fn a_cursor_finds_what_lies_in_a_range(values in ascending(), mut ranges in proptest::collection::vec((0u32..2_000_000, 0u32..5_000), 0..40)) {
            let bytes = packed(&values);
            ranges.sort_unstable();
            let mut cursor = List::open(&bytes).unwrap().cursor();
            for (start, length) in ranges {
                let range = start..start + length;
                let expect: Vec<u32> = values.iter().copied().filter(|value| range.contains(value)).collect();
                let mut found = Vec::new();
                cursor.within(range, &mut found).unwrap();
                prop_assert_eq!(found, expect);
            }
        }

        #[test]
        fn damaged_bytes_never_panic(values in ascending(), flips in proptest::collection::vec((0usize..900, 0u8..8), 1..6), cut in 0usize..900) {
            let mut bytes = packed(&values);
            for (at, bit) in flips {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << bit;
                }
            }
            bytes.truncate(cut.max(1));
            if let Ok(list) = List::open(&bytes) {
                let _ = list.unpack(&mut Vec::new());
                let _ = list.cursor().has(4711);
            }
        }
    }
}
