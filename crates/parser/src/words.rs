//! [`Words`]: a list of Chinese words that is looked for fast. No list lives here.

/// Most words in a list.
const MOST: usize = 255;

/// A list of words, parted by their first and by their last characters. Where one word begins (or ends) as
/// another, the one that stands first in the list is found.
///
/// Every word must begin and end with a character of three bytes, as common Chinese characters have.
#[derive(Debug)]
pub(crate) struct Words {
    list: &'static [&'static str],
    heads: Chains,
    tails: Chains,
}

/// Words in chains, one for every hash of a character; words are counted from 1, 0 ends a chain.
#[derive(Debug)]
struct Chains {
    first: [u8; 256],
    next: [u8; MOST + 1],
}

/// A hash of a character of three bytes; most common characters differ in the last two.
const fn hash(first: u8, second: u8, third: u8) -> usize {
    (first.wrapping_mul(29) ^ second.wrapping_mul(67) ^ third) as usize
}

impl Chains {
    const EMPTY: Self = Self { first: [0; 256], next: [0; MOST + 1] };

    /// Puts a word at the end of its chain; in a constant, at compile time.
    const fn push(&mut self, hash: usize, word: u8) {
        let mut at = self.first[hash];
        if at == 0 {
            self.first[hash] = word;
            return;
        }
        while self.next[at as usize] > 0 {
            at = self.next[at as usize];
        }
        self.next[at as usize] = word;
    }

    /// The numbers of the words of a chain, in the order of the list.
    fn of(&self, hash: usize) -> impl Iterator<Item = usize> + '_ {
        let word = |at: Option<&u8>| at.copied().map(usize::from).filter(|n| *n > 0);
        std::iter::successors(word(self.first.get(hash)), move |n| word(self.next.get(*n))).map(|n| n - 1)
    }
}

impl Words {
    /// Builds the chains; in a constant, at compile time.
    pub(crate) const fn new(list: &'static [&'static str]) -> Self {
        assert!(list.len() <= MOST, "a list of at most 255 words");
        let mut words = Self { list, heads: Chains::EMPTY, tails: Chains::EMPTY };
        let mut n = 0;
        while (n as usize) < list.len() {
            let bytes = list[n as usize].as_bytes();
            let end = bytes.len();
            assert!(bytes[0] >= 0xe0 && bytes[end - 3] >= 0xe0, "characters of three bytes at both ends");
            n += 1;
            words.heads.push(hash(bytes[0], bytes[1], bytes[2]), n);
            words.tails.push(hash(bytes[end - 3], bytes[end - 2], bytes[end - 1]), n);
        }
        words
    }

    /// The words themselves.
    pub(crate) const fn list(&self) -> &'static [&'static str] {
        self.list
    }

    /// The word that `text` begins with.
    pub(crate) fn starts(&self, text: &str) -> Option<&'static str> {
        let [first, second, third, ..] = text.as_bytes() else { return None };
        let mut words = self.heads.of(hash(*first, *second, *third)).filter_map(|n| self.list.get(n));
        words.find(|w| text.starts_with(**w)).copied()
    }

    /// The word that `text` ends with.
    pub(crate) fn ends(&self, text: &str) -> Option<&'static str> {
        let [.., first, second, third] = text.as_bytes() else { return None };
        let mut words = self.tails.of(hash(*first, *second, *third)).filter_map(|n| self.list.get(n));
        words.find(|w| text.ends_with(**w)).copied()
    }

    /// Every place where a word begins, and the word. Cost: one pass, character by character.
    pub(crate) fn find<'a>(&'a self, text: &'a str) -> Places<'a> {
        Places { words: self, text, at: 0 }
    }

    /// Whether `text` is one of the words.
    pub(crate) fn is(&self, text: &str) -> bool {
        self.list.contains(&text)
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
            if *first >= 0xe0
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

    #[test]
    fn of_words_that_begin_alike_the_first_of_the_list_is_found() {
        const ORDER: Words = Words::new(&["总书记", "总", "总理", "理"]);
        assert_eq!((ORDER.starts("总书记说"), ORDER.starts("总理说")), (Some("总书记"), Some("总")));
        assert_eq!(ORDER.ends("的总理"), Some("总理"));
    }
}
