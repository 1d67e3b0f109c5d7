//! Bytes to text, so that a change of a byte is a change of print: most bytes stand for a fragment that rules
//! look for, the others begin a character. An input that begins with U+FEFF is text as it stands.

use std::borrow::Cow;

const FRAGMENTS: &str = include_str!("fragments.txt");

/// The text that `data` stands for.
pub(crate) fn text(data: &[u8]) -> Cow<'_, str> {
    if let Some(raw) = data.strip_prefix("\u{feff}".as_bytes()) {
        return String::from_utf8_lossy(raw);
    }
    let fragments: Vec<&str> = FRAGMENTS.lines().collect();
    let mut text = String::new();
    let mut bytes = data.iter().copied();
    while let Some(byte) = bytes.next() {
        match (fragments.get(usize::from(byte)), byte) {
            (_, 0) => text.push('\n'),
            (Some(fragment), _) => text.push_str(fragment),
            (None, 0xf8..) => {
                let (high, low) = (bytes.next().unwrap_or(0), bytes.next().unwrap_or(0));
                text.extend(char::from_u32(u32::from(high) << 8 | u32::from(low)));
            }
            (None, _) => text.extend(char::from_u32(0x4e00 + u32::from(byte))),
        }
    }
    Cow::Owned(text)
}
