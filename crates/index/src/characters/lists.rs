//! Ascending lists of numbers, packed: groups of 128, each with its first number, the width of its gaps in
//! bits, and the gaps.
//!
//! ```text
//! count (variable length) · first of each group (4 bytes) · width of each group (1 byte) · gaps
//! ```
//! Full groups are packed by the crate `bitpacking`, whose layout lets SIMD unpack them; the last, shorter
//! one bit after bit. What never lives here: what the numbers mean.

use crate::sections::{Damage, number_at};
use bitpacking::{BitPacker, BitPacker4x};

/// Numbers in a full group.
const GROUP: usize = BitPacker4x::BLOCK_LEN;

/// Packs lists; keeps the table of its packer.
pub(super) struct Packer {
    packer: BitPacker4x,
    group: Vec<u8>,
}

impl Packer {
    pub(super) fn new() -> Self {
        Self { packer: BitPacker4x::new(), group: vec![0; 4 * GROUP] }
    }

    /// Appends a list, which must ascend.
    pub(super) fn pack(&mut self, values: &[u32], out: &mut Vec<u8>) {
        push_count(values.len(), out);
        let groups = || values.chunks(GROUP);
        for group in groups() {
            out.extend_from_slice(&group.first().copied().unwrap_or(0).to_le_bytes());
        }
        out.extend(groups().map(|group| self.width(group)));
        for group in groups() {
            let width = self.width(group);
            if group.len() == GROUP {
                let first = group.first().copied().unwrap_or(0);
                let size = self.packer.compress_sorted(first, group, &mut self.group, width);
                out.extend_from_slice(self.group.get(..size).unwrap_or_default());
            } else {
                push_bits(group, width, out);
            }
        }
    }

    fn width(&self, group: &[u32]) -> u8 {
        if group.len() == GROUP {
            return self.packer.num_bits_sorted(group.first().copied().unwrap_or(0), group);
        }
        let widest = gaps(group).max().unwrap_or(0);
        u8::try_from(u32::BITS - widest.leading_zeros()).unwrap_or(32)
    }
}

fn gaps(group: &[u32]) -> impl Iterator<Item = u32> {
    group
        .windows(2)
        .map(|two| two.last().copied().unwrap_or(0).wrapping_sub(two.first().copied().unwrap_or(0)))
}

fn push_count(mut count: usize, out: &mut Vec<u8>) {
    while count >= 0x80 {
        out.push(u8::try_from(count & 0x7f).unwrap_or(0) | 0x80);
        count >>= 7;
    }
    out.push(u8::try_from(count).unwrap_or(0));
}

fn push_bits(group: &[u32], width: u8, out: &mut Vec<u8>) {
    let (mut held, mut bits) = (0u64, 0u32);
    for gap in gaps(group) {
        held |= u64::from(gap) << bits;
        bits += u32::from(width);
        while bits >= 8 {
            out.push(u8::try_from(held & 0xff).unwrap_or(0));
            held >>= 8;
            bits -= 8;
        }
    }
    if bits > 0 {
        out.push(u8::try_from(held & 0xff).unwrap_or(0));
    }
}

/// A packed list, as it lies on disk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct List<'a> {
    count: usize,
    firsts: &'a [u8],
    widths: &'a [u8],
    gaps: &'a [u8],
}

impl<'a> List<'a> {
    /// The list that the bytes are; nothing is unpacked yet.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Damage> {
        let (mut count, mut shift, mut at) = (0usize, 0u32, 0usize);
        loop {
            let byte = *bytes.get(at).ok_or(Damage)?;
            count |= usize::from(byte & 0x7f).checked_shl(shift).ok_or(Damage)?;
            at += 1;
            if byte < 0x80 {
                break;
            }
            shift += 7;
            if shift > 28 {
                return Err(Damage);
            }
        }
        let groups = count.div_ceil(GROUP);
        let rest = bytes.get(at..).ok_or(Damage)?;
        let (firsts, rest) = rest.split_at_checked(groups * 4).ok_or(Damage)?;
        let (widths, gaps) = rest.split_at_checked(groups).ok_or(Damage)?;
        Ok(Self { count, firsts, widths, gaps })
    }

    /// How many numbers it has.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Appends all its numbers. Cost: about a nanosecond each.
    pub(super) fn unpack(&self, values: &mut Vec<u32>) -> Result<(), Damage> {
        let mut group = Group::of(*self);
        values.reserve(self.count);
        loop {
            values.extend_from_slice(group.values()?);
            if !group.next()? {
                return Ok(());
            }
        }
    }

    /// Reads it in ascending order, skipping what is not asked for.
    pub(super) fn cursor(self) -> Cursor<'a> {
        Cursor { group: Group::of(self) }
    }
}

/// One group of a list, unpacked when it is looked at.
struct Group<'a> {
    list: List<'a>,
    packer: BitPacker4x,
    number: usize,
    /// Where its gaps begin, in bytes.
    at: usize,
    unpacked: bool,
    values: [u32; GROUP],
}

impl<'a> Group<'a> {
    fn of(list: List<'a>) -> Self {
        Self { list, packer: BitPacker4x::new(), number: 0, at: 0, unpacked: false, values: [0; GROUP] }
    }

    fn len(&self) -> usize {
        (self.list.count - (self.number * GROUP).min(self.list.count)).min(GROUP)
    }

    fn width(&self) -> Result<u8, Damage> {
        let width = self.list.widths.get(self.number).copied().ok_or(Damage)?;
        if width <= 32 { Ok(width) } else { Err(Damage) }
    }

    /// Bytes of its gaps.
    fn size(&self) -> Result<usize, Damage> {
        let width = usize::from(self.width()?);
        let len = self.len();
        Ok(if len == GROUP { width * GROUP / 8 } else { (len.saturating_sub(1) * width).div_ceil(8) })
    }

    /// Goes on to the next group; `false` at the end.
    fn next(&mut self) -> Result<bool, Damage> {
        if (self.number + 1) * GROUP >= self.list.count {
            return Ok(false);
        }
        self.at += self.size()?;
        self.number += 1;
        self.unpacked = false;
        Ok(true)
    }

    /// Whether a later group begins at or before a number.
    fn behind(&self, wanted: u32) -> bool {
        number_at(self.list.firsts, self.number + 1).is_some_and(|first| first <= wanted)
    }

    fn values(&mut self) -> Result<&[u32], Damage> {
        let len = self.len();
        if len == 0 {
            return Ok(&[]);
        }
        if !self.unpacked {
            let first = number_at(self.list.firsts, self.number).ok_or(Damage)?;
            let (width, size) = (self.width()?, self.size()?);
            let gaps = self.list.gaps.get(self.at..self.at + size).ok_or(Damage)?;
            if len == GROUP {
                self.packer.decompress_sorted(first, gaps, &mut self.values, width);
            } else {
                pull_bits(first, gaps, width, self.values.get_mut(..len).ok_or(Damage)?);
            }
            self.unpacked = true;
        }
        self.values.get(..len).ok_or(Damage)
    }
}

fn pull_bits(first: u32, gaps: &[u8], width: u8, values: &mut [u32]) {
    let (mut held, mut bits, mut now) = (0u64, 0u32, first);
    let mut bytes = gaps.iter();
    let mask = (1u64 << width) - 1;
    for (index, value) in values.iter_mut().enumerate() {
        if index > 0 {
            while bits < u32::from(width) {
                held |= u64::from(bytes.next().copied().unwrap_or(0)) << bits;
                bits += 8;
            }
            now = now.wrapping_add(u32::try_from(held & mask).unwrap_or(0));
            held >>= width;
            bits -= u32::from(width);
        }
        *value = now;
    }
}

/// Looks for ascending numbers in a list.
pub(super) struct Cursor<'a> {
    group: Group<'a>,
}

impl Cursor<'_> {
    /// Whether the list has a number; each call asks for one that is not less than the one before.
    ///
    /// Cost: the groups passed over are not unpacked.
    pub(super) fn has(&mut self, wanted: u32) -> Result<bool, Damage> {
        while self.group.behind(wanted) && self.group.next()? {}
        Ok(self.group.values()?.binary_search(&wanted).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn packed(values: &[u32]) -> Vec<u8> {
        let mut out = Vec::new();
        Packer::new().pack(values, &mut out);
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
