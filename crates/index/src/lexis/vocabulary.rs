//! [`Vocabulary`]: different words by number, so that no word is kept twice.

use rustc_hash::FxHashMap;

/// Numbers for words, in the order they are first seen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    numbers: FxHashMap<Box<str>, u32>,
}

impl Vocabulary {
    /// The number of a word, a new one for a new word. Cost: one look-up.
    pub(crate) fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.into(), number);
        number
    }

    /// The number of a word that was seen.
    pub(crate) fn find(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    /// The words by number.
    pub(crate) fn into_words(self) -> Vec<Box<str>> {
        let mut words = vec![Box::default(); self.numbers.len()];
        #[allow(clippy::iter_over_hash_type, reason = "each word goes to its own place")]
        for (word, number) in self.numbers {
            if let Some(place) = words.get_mut(number as usize) {
                *place = word;
            }
        }
        words
    }
}
