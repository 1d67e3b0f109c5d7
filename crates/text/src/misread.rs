//! Text that was UTF-8 and was read in another encoding: 鈥滀腑鍥 for “中国 (read as GB18030), â€œä¸­ for “中 (read
//! as Windows-1252). The characters give the bytes back, and the bytes the text.

use std::borrow::Cow;

/// What was made of a misread stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// How many bytes of the text were misread.
    pub length: usize,
    /// What they stood for; U+FFFD where bytes were lost.
    pub reading: String,
}

/// Stands for a byte that was lost: one that UTF-8 never has.
const LOST: u8 = 0xff;

/// The longest stretch that is read at once, in characters.
const LONGEST: usize = 100_000;

/// Reads the beginning of `text` as UTF-8 that was taken for GB18030 or Windows-1252; `None` where it was not:
/// fewer than three Chinese characters or marks come out, or anything else does. Cost: linear in the
/// stretch; a few characters where there is none.
///
/// ```
/// let found = chuchu_text::misread("鈥滀腑鍥芥ⅵ，是").unwrap();
/// assert_eq!(found.reading, "“中国梦");
/// assert_eq!(chuchu_text::misread("涓流不息，汇成江海"), None);
/// ```
#[must_use]
pub fn misread(text: &str) -> Option<Misread> {
    let first = text.chars().next()?;
    let codec = if first < '\u{100}' { encoding_rs::WINDOWS_1252 } else { encoding_rs::GB18030 };
    let mut reading = Reading::default();
    for (at, c) in text.char_indices().take(LONGEST).take_while(|(_, c)| !c.is_ascii()) {
        let mut letter = [0; 4];
        let (bytes, _, unknown) = match c {
            '\u{fffd}' => (Cow::Borrowed(&[LOST][..]), codec, false),
            '€' if codec == encoding_rs::GB18030 => (Cow::Borrowed(&[0x80][..]), codec, false),
            _ => codec.encode(c.encode_utf8(&mut letter)),
        };
        if unknown || !reading.push(&bytes, at + c.len_utf8()) {
            break;
        }
    }
    reading.finish()
}

/// Bytes that come in, and the text they make.
#[derive(Default)]
struct Reading {
    text: String,
    /// Bytes of a character that is not whole yet.
    open: Vec<u8>,
    /// Behind the last character of the misread text that had a part in `text`.
    end: usize,
    /// Whether that character also had bytes that fit nothing.
    torn: bool,
    /// How many bytes were gone.
    lost: usize,
}

impl Reading {
    /// Takes the bytes of a character that ends at `end`; whether it may go on.
    fn push(&mut self, bytes: &[u8], end: usize) -> bool {
        if bytes == [LOST] {
            return self.lose();
        }
        // behind a lost byte the rest of its character fits nothing
        let stray =
            |b: &&u8| self.open.is_empty() && self.text.ends_with('\u{fffd}') && matches!(**b, 0x80..=0xbf);
        let skipped = bytes.iter().take_while(stray).count();
        self.open.extend_from_slice(bytes.get(skipped..).unwrap_or_default());
        let (valid, goes_on) = match std::str::from_utf8(&self.open) {
            Ok(_) => (self.open.len(), true),
            Err(error) => (error.valid_up_to(), error.error_len().is_none()),
        };
        let whole: Vec<u8> = self.open.drain(..valid).collect();
        let read = String::from_utf8_lossy(&whole);
        if !read.chars().all(is_chinese) {
            return false;
        }
        if valid > 0 {
            self.text.push_str(&read);
            self.end = end;
            self.torn = !self.open.is_empty();
        } else if goes_on && !self.text.is_empty() {
            self.end = end;
            self.torn = true;
        }
        goes_on
    }

    /// A byte is gone, and the character it belonged to. Where more is gone than is left nothing is read on.
    fn lose(&mut self) -> bool {
        self.open.clear();
        self.torn = false;
        self.text.push('\u{fffd}');
        self.lost += 1;
        self.lost * 6 <= self.text.len() + 6
    }

    fn finish(mut self) -> Option<Misread> {
        const FEWEST: usize = 3;
        if self.text.chars().filter(|c| *c != '\u{fffd}').count() < FEWEST {
            return None;
        }
        self.text.truncate(self.text.trim_end_matches('\u{fffd}').len());
        if self.torn {
            self.text.push('\u{fffd}');
        }
        Some(Misread { length: self.end, reading: self.text })
    }
}

/// What Chinese print is made of, ASCII apart.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{3017}' | '—' | '–' | '‘' | '’' | '“' | '”' | '…' | '\u{ff00}'..='\u{ff5e}' | '·')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expect: Option<(&str, &str)>) {
        let found = misread(text);
        let shown = found.as_ref().map(|m| (text.get(..m.length).unwrap(), m.reading.as_str()));
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn what_was_taken_for_another_encoding_is_read() {
        let read_as = |codec: &'static encoding_rs::Encoding, text: &str| {
            codec.decode_without_bom_handling(text.as_bytes()).0.into_owned()
        };
        let gbk = |text| read_as(encoding_rs::GB18030, text);
        let latin = |text| read_as(encoding_rs::WINDOWS_1252, text);
        for text in ["“中国梦”，是", "习近平总书记强", "群众路线"] {
            assert_eq!(misread(&latin(text)).map(|m| m.reading).as_deref(), Some(text));
        }
        for (text, expect) in [("“中国梦", "“中国梦"), ("群众路线", "群众路线"), ("人民英雄", "人民英雄")]
        {
            let found = misread(&gbk(text)).map(|m| m.reading).unwrap_or_default();
            assert_eq!(found.trim_end_matches('\u{fffd}'), expect);
        }
        check(
            "涔犺繎骞虫\u{fffd}讳功璁板己璋",
            Some(("涔犺繎骞虫\u{fffd}讳功璁板己璋", "习近平\u{fffd}书记强\u{fffd}")),
        );
    }

    #[test]
    fn sound_text_is_left_alone() {
        for text in [
            "涓流不息",
            "张骞出使西域",
            "瑕疵的担保",
            "café",
            "瀛洲在海上",
            "été à Paris",
            "鐘錶",
            "党的群众路线",
        ] {
            check(text, None);
        }
    }

    proptest! {
        #[test]
        fn spans_are_on_boundaries(text in any::<String>()) {
            if let Some(found) = misread(&text) {
                prop_assert!(text.is_char_boundary(found.length));
            }
        }
    }
}
