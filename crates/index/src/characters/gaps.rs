//! Gaps of a list, seven bits a byte, unpacked eight bytes at a time.
//!
//! Gaps of one and of two bytes follow one another without a pattern, so that a branch for each is guessed wrong every
//! third time. The tops of eight bytes together tell which numbers end among them: a table of these 256 cases has
//! where each begins, and all eight are written, of which the next round overwrites those that were none.

use crate::sections::Damage;

/// Bytes that are looked at together.
const WORD: usize = 8;

/// What eight bytes hold.
#[derive(Clone, Copy)]
struct Case {
    /// How many numbers end in them.
    numbers: u8,
    /// How many bytes these take.
    bytes: u8,
    /// By how many bits the word is moved to bring each number to its end.
    shifts: [u8; WORD],
    /// The bits of each number, with the tops of its bytes.
    masks: [u64; WORD],
}

/// By the tops of eight bytes, the first the lowest: set where a number goes on.
static CASES: [Case; 256] = cases();

const fn cases() -> [Case; 256] {
    let none = Case { numbers: 0, bytes: 0, shifts: [0; WORD], masks: [0; WORD] };
    let mut all = [none; 256];
    let mut tops = 0;
    while tops < all.len() {
        let mut case = none;
        let (mut at, mut begun) = (0, 0);
        while at < WORD {
            if tops >> at & 1 == 0 {
                let bits = 8 * (at + 1 - begun);
                #[expect(clippy::cast_possible_truncation, reason = "less than 64")]
                {
                    case.shifts[case.numbers as usize] = (8 * begun) as u8;
                    case.bytes = (at + 1) as u8;
                }
                case.masks[case.numbers as usize] = if bits < 64 { (1 << bits) - 1 } else { u64::MAX };
                case.numbers += 1;
                begun = at + 1;
            }
            at += 1;
        }
        all[tops] = case;
        tops += 1;
    }
    all
}

/// Writes the running sums of gaps, from `last` on, over `values`, as many as these are.
pub(super) fn add_up(gaps: &mut &[u8], mut last: u32, values: &mut [u32]) -> Result<(), Damage> {
    let mut done = 0;
    while let (Some(word), Some(room)) =
        (gaps.first_chunk::<WORD>(), values.get_mut(done..).and_then(<[u32]>::first_chunk_mut::<WORD>))
    {
        let word = u64::from_le_bytes(*word);
        let case = &CASES[tops(word)];
        for ((value, shift), mask) in room.iter_mut().zip(&case.shifts).zip(&case.masks) {
            last = last.wrapping_add(joined(word >> shift & mask));
            *value = last;
        }
        let end = usize::from(case.numbers).checked_sub(1).ok_or(Damage)?;
        last = room[end];
        done += end + 1;
        *gaps = gaps.get(usize::from(case.bytes)..).ok_or(Damage)?;
    }
    for value in values.iter_mut().skip(done) {
        last = last.wrapping_add(pull(gaps)?);
        *value = last;
    }
    Ok(())
}

/// The highest bit of each of eight bytes, the first byte's the lowest.
#[inline]
fn tops(word: u64) -> usize {
    let gathered = (word >> 7 & 0x0101_0101_0101_0101).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    usize::from(gathered.to_le_bytes()[0])
}

/// A number without the tops of its bytes; what is above 32 bits is cut off.
#[inline]
fn joined(bytes: u64) -> u32 {
    let number = bytes & 0x7f
        | bytes >> 1 & 0x7f << 7
        | bytes >> 2 & 0x7f << 14
        | bytes >> 3 & 0x7f << 21
        | bytes >> 4 & 0x0f << 28;
    #[expect(clippy::cast_possible_truncation, reason = "all bits above are clear")]
    let number = number as u32;
    number
}

/// Appends a number: the last byte is less than 128.
pub(super) fn push(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(u8::try_from(number & 0x7f).unwrap_or(0) | 0x80);
        number >>= 7;
    }
    out.push(u8::try_from(number).unwrap_or(0));
}

/// The inverse of [`push`], from the front of the bytes.
#[inline]
pub(super) fn pull(bytes: &mut &[u8]) -> Result<u32, Damage> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tops_are_gathered_in_the_order_of_the_bytes() {
        for bits in 0..256_usize {
            let byte = |at: usize| if bits >> at & 1 == 1 { 0xff } else { 0x7f };
            assert_eq!(tops(u64::from_le_bytes(std::array::from_fn(byte))), bits);
        }
    }

    proptest! {
        #[test]
        fn gaps_add_up_whatever_stands_behind_them(
            gaps in proptest::collection::vec(prop_oneof![0u32..300, 0u32..40_000, any::<u32>()], 0..300),
            last in any::<u32>(),
            behind in proptest::collection::vec(any::<u8>(), 0..12),
        ) {
            let mut bytes = Vec::new();
            gaps.iter().for_each(|gap| push(*gap, &mut bytes));
            bytes.extend(&behind);
            let mut values = vec![0; gaps.len()];
            let mut rest = bytes.as_slice();
            add_up(&mut rest, last, &mut values).unwrap();
            let mut sum = last;
            let expect: Vec<u32> = gaps.iter().map(|gap| { sum = sum.wrapping_add(*gap); sum }).collect();
            prop_assert_eq!(values, expect);
            prop_assert_eq!(rest, behind.as_slice());
        }

        #[test]
        fn any_bytes_add_up_or_are_damage(bytes in proptest::collection::vec(any::<u8>(), 0..200), many in 0usize..60) {
            let mut rest = bytes.as_slice();
            let _ = add_up(&mut rest, 0, &mut vec![0; many]);
            prop_assert!(rest.len() <= bytes.len());
        }
    }
}
