//! Ascending lists of numbers, packed: gaps of one to five bytes, and a table to skip groups of 128 by.
//!
//! ```text
//! count · first of each group but the first (4 bytes) · length of each group but the last (2 bytes) · gaps
//! ```
//! Letters of Chinese come in clusters, so that one wide gap among narrow ones is the rule: measured on
//! statutes, gaps packed at the width of the widest of 128 take 13 % more than gaps of whole bytes. What
//! never lives here: what the numbers mean.

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

/// Seven bits a byte, the lowest first; the last byte is less than 128.
fn push(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(u8::try_from(number & 0x7f).unwrap_or(0) | 0x80);
        number >>= 7;
    }
    out.push(u8::try_from(number).unwrap_or(0));
}

/// The inverse of [`push`], from the front of the bytes.
#[inline]
fn pull(bytes: &mut &[u8]) -> Result<u32, Damage> {
    let (mut number, mut shift) = (0u32, 0);
    loop {
        let (byte, rest) = bytes.split_first().ok_or(Damage)?;
        *bytes = rest;
        number |= u32::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            return Ok(number);
        }
        shift += 7;
        if shift > 28 {
            return Err(Damage);
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
        for value in values.iter_mut().skip(before) {
            // Most gaps are of one byte.
            last = match gaps.split_first() {
                Some((gap, rest)) if *gap < 0x80 => {
                    *gaps = rest;
                    last.wrapping_add(u32::from(*gap))
                }
                _ => last.wrapping_add(pull(gaps)?),
            };
            *value = last;
        }
        Ok(())
    }

    /// Bytes of a group's gaps; of the last one all that are left.
    fn length(&self, number: usize) -> Option<usize> {
        let two = self.lengths.get(number * 2..number * 2 + 2)?;
        two.try_into().ok().map(|two| usize::from(u16::from_le_bytes(two)))
    }

    /// Reads it in ascending order, skipping what is not asked for.
    pub(super) fn cursor(self) -> Cursor<'a> {
        Cursor { list: self, number: 0, at: 0, values: Vec::new(), index: 0 }
    }
}

/// Looks for ascending numbers in a list.
pub(super) struct Cursor<'a> {
    list: List<'a>,
    number: usize,
    /// Where the gaps of the group begin.
    at: usize,
    /// The numbers of the group; none while it is not unpacked.
    values: Vec<u32>,
    /// Those before are less than what was asked for last.
    index: usize,
}

impl Cursor<'_> {
    /// Whether the list has a number; each call asks for one that is not less than the one before.
    ///
    /// Cost: the groups passed over are not unpacked.
    pub(super) fn has(&mut self, wanted: u32) -> Result<bool, Damage> {
        while number_at(self.list.firsts, self.number).is_some_and(|first| first <= wanted) {
            self.at += self.list.length(self.number).ok_or(Damage)?;
            self.number += 1;
            self.values.clear();
            self.index = 0;
        }
        if self.values.is_empty() && self.list.count > 0 {
            let mut gaps = self.list.gaps.get(self.at..).ok_or(Damage)?;
            self.list.unpack_group(self.number, &mut gaps, &mut self.values)?;
        }
        self.index += passed(self.values.get(self.index..).unwrap_or_default(), wanted);
        Ok(self.values.get(self.index) == Some(&wanted))
    }

    /// Appends the numbers of the list that lie in a range; each call asks for one that does not begin before the
    /// one before.
    pub(super) fn within(&mut self, range: std::ops::Range<u32>, found: &mut Vec<u32>) -> Result<(), Damage> {
        self.has(range.start)?;
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

/// How many of ascending values are less than another. Looks ahead in growing steps: what is asked for is most often
/// near.
fn passed(values: &[u32], wanted: u32) -> usize {
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
