//! Where lines end, found many bytes at a time: both the structure and the strand cut the whole text into lines.
//! What a line is to them is theirs.

/// So many bytes are looked at together; the compiler makes a few instructions of them.
const TOGETHER: usize = 32;

/// The first LF or CR of `bytes`. Cost: the bytes before it, a fraction of an instruction each.
pub(crate) fn first(bytes: &[u8]) -> Option<usize> {
    let ends = |b: &u8| matches!(b, b'\n' | b'\r');
    let (chunks, rest) = bytes.as_chunks::<TOGETHER>();
    let hit = |chunk: &[u8; TOGETHER]| {
        let found = |b: &u8| u8::from(*b == b'\n') | u8::from(*b == b'\r');
        chunk.iter().fold(0, |any, b| any | found(b)) != 0
    };
    let whole = chunks.iter().position(hit);
    let from = whole.unwrap_or(chunks.len()) * TOGETHER;
    let part = whole.and_then(|n| chunks.get(n)).map_or(rest, |chunk| chunk.as_slice());
    part.iter().position(ends).map(|at| from + at)
}

/// Whether U+2028 or U+2029, which end lines too, stands anywhere. Cost: one pass as quick as `first`.
pub(crate) fn has_separators(text: &str) -> bool {
    const LAST: [u8; 2] = [0xa8, 0xa9];
    let bytes = text.as_bytes();
    let (second, third) = (bytes.get(1..).unwrap_or_default(), bytes.get(2..).unwrap_or_default());
    // stretches of a length that the compiler knows
    let stretch = |n: usize| n * TOGETHER..(n + 1) * TOGETHER;
    let whole = third.len() / TOGETHER;
    let hit = |n: usize| {
        let parts = (bytes.get(stretch(n)), second.get(stretch(n)), third.get(stretch(n)));
        let (Some(a), Some(b), Some(c)) = parts else { return false };
        let is = |i: usize| {
            u8::from(a[i] == 0xe2)
                & u8::from(b[i] == 0x80)
                & (u8::from(c[i] == LAST[0]) | u8::from(c[i] == LAST[1]))
        };
        (0..TOGETHER).fold(0, |any, i| any | is(i)) != 0
    };
    let rest = text.as_bytes().get(whole * TOGETHER..).unwrap_or_default();
    (0..whole).any(hit) || rest.windows(3).any(|w| matches!(w, [0xe2, 0x80, 0xa8 | 0xa9]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_break_is_found_wherever_it_stands() {
        for at in 0..100 {
            let text = format!("{}\r\n", "字".repeat(at));
            assert_eq!(first(text.as_bytes()), Some(3 * at));
            assert!(!has_separators(&text));
            assert!(
                has_separators(&format!("{text}\u{2029}乙")) && has_separators(&format!("{text}\u{2028}"))
            );
        }
        assert_eq!(first("字".repeat(50).as_bytes()), None);
        assert!(!has_separators("“甲”…"));
    }
}
