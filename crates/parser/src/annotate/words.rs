//! [`Words`]: a list of Chinese words that is looked for fast. No list lives here.

/// A list of words with tables of the bytes they may begin and end with. Where one word begins (or ends) as
/// another, the one that stands first in the list is found.
///
/// Every word must begin and end with a character of three bytes, as common Chinese characters have.
#[derive(Debug)]
pub(crate) struct Words {
    list: &'static [&'static str],
    /// Second and third bytes of first characters.
    heads: [[bool; 256]; 2],
    /// Second and third bytes of last characters.
    tails: [[bool; 256]; 2],
}

impl Words {
    /// Builds the tables; in a constant, at compile time.
    pub(crate) const fn new(list: &'static [&'static str]) -> Self {
        let mut words = Self { list, heads: [[false; 256]; 2], tails: [[false; 256]; 2] };
        let mut i = 0;
        while i < list.len() {
            let bytes = list[i].as_bytes();
            words.heads[0][bytes[1] as usize] = true;
            words.heads[1][bytes[2] as usize] = true;
            words.tails[0][bytes[bytes.len() - 2] as usize] = true;
            words.tails[1][bytes[bytes.len() - 1] as usize] = true;
            i += 1;
        }
        words
    }

    /// The words themselves.
    pub(crate) const fn list(&self) -> &'static [&'static str] {
        self.list
    }

    fn may_begin(&self, bytes: &[u8]) -> bool {
        let [_, second, third, ..] = bytes else { return false };
        self.heads[0][usize::from(*second)] && self.heads[1][usize::from(*third)]
    }

    /// The word that `text` begins with.
    pub(crate) fn starts(&self, text: &str) -> Option<&'static str> {
        let may = self.may_begin(text.as_bytes());
        may.then(|| self.list.iter().find(|w| text.starts_with(**w)).copied()).flatten()
    }

    /// The word that `text` ends with.
    pub(crate) fn ends(&self, text: &str) -> Option<&'static str> {
        let [.., second, third] = text.as_bytes() else { return None };
        let may = self.tails[0][usize::from(*second)] && self.tails[1][usize::from(*third)];
        may.then(|| self.list.iter().find(|w| text.ends_with(**w)).copied()).flatten()
    }

    /// Every place where a word begins, and the word. Cost: one pass, character by character.
    pub(crate) fn find<'a>(&'a self, text: &'a str) -> Places<'a> {
        Places { words: self, text, at: 0 }
    }

    /// Whether a word stands anywhere in `text`.
    pub(crate) fn within(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }
}

/// The places of words in a text, from left to right.
#[derive(Debug)]
pub(crate) struct Places<'a> {
    words: &'a Words,
    text: &'a str,
    at: usize,
}

impl Iterator for Places<'_> {
    type Item = (usize, &'static str);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        while let Some(first) = bytes.get(self.at) {
            let at = self.at;
            self.at += match first {
                0..=0x7f => 1,
                0x80..=0xdf => 2,
                0xe0..=0xef => 3,
                0xf0.. => 4,
            };
            if *first >= 0xe3
                && self.words.may_begin(bytes.get(at..).unwrap_or(&[]))
                && let Some(word) = self.text.get(at..).and_then(|rest| self.words.starts(rest))
            {
                return Some((at, word));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERBS: Words = Words::new(&["指出", "强调", "说"]);

    #[test]
    fn words_are_found_at_both_ends_and_inside() {
        assert_eq!(VERBS.starts("说明"), Some("说"));
        assert_eq!(VERBS.ends("明确指出"), Some("指出"));
        assert_eq!(VERBS.ends("指"), None);
        let found: Vec<_> = VERBS.find("他说a强调é指出").collect();
        assert_eq!(found, [(3, "说"), (7, "强调"), (15, "指出")]);
        assert!(!VERBS.within("没有"));
    }
}
