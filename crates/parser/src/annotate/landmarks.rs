//! [`Landmarks`]: the places of a text where some rule may find something, gathered in one pass.
//!
//! A rule that looks for words or marks everywhere starts at the characters they begin with. Reading the text
//! once for each rule cost half of the time of a parse; here it is read once for all of them. What the rules
//! make of a place is theirs. A new rule gets a [`Sight`] and a line in [`TABLE`].

use super::{damage, figures, garble, reported, tenure, titles};
use crate::words::Words;

/// What a rule looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sight {
    /// Quotation marks, and what software made of them (`marks`).
    Mark,
    /// 《 and 》, and the ends of blocks (`works`).
    Title,
    /// 讲, for speeches named by their occasion (`works`).
    Speech,
    /// Offices with one holder (`speaker`).
    Office,
    /// Events from which years are counted (`tenure`).
    Event,
    /// Numbers of years (`damage`).
    Years,
    /// Lost characters (`damage`).
    Lost,
    /// What UTF-8 in another encoding looks like (`garble`).
    Misread,
    /// Marks that never stand twice (`garble`).
    Single,
    /// What prints nothing (`garble`).
    Invisible,
    /// Opening brackets, for readings (`garble`).
    Bracket,
    /// Brackets and title marks of both sides, and the ends of blocks (`brackets`).
    Pair,
    /// Letters that are taken for figures (`figures`).
    Figure,
    /// 大, 会, 上, 时 (`meetings`).
    Meeting,
    /// Numerals from two to ten (`set_phrases`).
    Numeral,
    /// Verbs that report (`reported`).
    Report,
}

/// How many sights there are.
const SIGHTS: usize = Sight::Report as usize + 1;

impl Sight {
    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// For each character of the basic plane, the rules that look for it.
static TABLE: [u16; 0x1_0000] = {
    let mut table = [0; 0x1_0000];
    let marks = "“”„〝〞〟\"＂‘’'`,「」﹁﹂『』﹃﹄?？&\\";
    enter(&mut table, marks, Sight::Mark);
    enter(&mut table, "《》\n", Sight::Title);
    enter(&mut table, "讲", Sight::Speech);
    enter(&mut table, "\u{fffd}锟烫屯", Sight::Lost);
    enter(&mut table, garble::MISREAD, Sight::Misread);
    enter(&mut table, garble::MISREAD_SIMPLE, Sight::Misread);
    enter(&mut table, garble::SINGLE, Sight::Single);
    enter(&mut table, garble::INVISIBLE, Sight::Invisible);
    enter(&mut table, "（(", Sight::Bracket);
    enter(&mut table, "《》（）()\n", Sight::Pair);
    enter(&mut table, figures::LETTERS, Sight::Figure);
    enter(&mut table, "大会上时", Sight::Meeting);
    enter(&mut table, "二两三四五六七八九十", Sight::Numeral);
    enter_words(&mut table, &titles::SINGULAR, Sight::Office);
    enter_words(&mut table, &tenure::EVENTS, Sight::Event);
    enter_words(&mut table, &damage::YEARS, Sight::Years);
    enter_words(&mut table, &reported::VERBS, Sight::Report);
    table
};

/// A bit for each character of the basic plane that some rule looks for: most characters are none, and this
/// small table, not the large one, is what stays in the nearest cache.
static SEEN: [u64; 0x400] = {
    let mut seen = [0; 0x400];
    let mut code = 0;
    while code < TABLE.len() {
        if TABLE[code] != 0 {
            seen[code / 64] |= 1 << (code % 64);
        }
        code += 1;
    }
    seen
};

/// Enters every character of `characters`, none of more than three bytes.
const fn enter(table: &mut [u16; 0x1_0000], characters: &str, sight: Sight) {
    let bytes = characters.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let (code, length) = first_character(bytes, at);
        table[code] |= sight.bit();
        at += length;
    }
}

/// Enters the first character of every word.
const fn enter_words(table: &mut [u16; 0x1_0000], words: &Words, sight: Sight) {
    let list = words.list();
    let mut i = 0;
    while i < list.len() {
        table[first_character(list[i].as_bytes(), 0).0] |= sight.bit();
        i += 1;
    }
}

/// The number of the character at `at` in UTF-8, and its length; at compile time.
const fn first_character(bytes: &[u8], at: usize) -> (usize, usize) {
    const fn low(byte: u8) -> usize {
        (byte & 0x3f) as usize
    }
    let first = bytes[at] as usize;
    match first {
        0..0x80 => (first, 1),
        0x80..0xe0 => ((first & 0x1f) << 6 | low(bytes[at + 1]), 2),
        _ => ((first & 0xf) << 12 | low(bytes[at + 1]) << 6 | low(bytes[at + 2]), 3),
    }
}

/// A text and the places in it where rules may find something.
#[derive(Debug)]
pub(crate) struct Landmarks<'t> {
    text: &'t str,
    /// The places of each sight, in order. A rule reads its own alone.
    places: [Vec<u32>; SIGHTS],
}

impl<'t> Landmarks<'t> {
    /// Reads a text. Cost: one pass, a table look-up a character.
    pub(crate) fn of(text: &'t str) -> Self {
        let mut places = [const { Vec::new() }; SIGHTS];
        let mut rest = text.as_bytes();
        let low = |byte: u8| usize::from(byte & 0x3f);
        while !rest.is_empty() {
            let at = text.len() - rest.len();
            // the number of the character but for its last six bits, and these
            let (row, column);
            (row, column, rest) = match rest {
                [first, second, third, rest @ ..] if matches!(first, 0xe0..0xf0) => {
                    (usize::from(first & 0xf) << 6 | low(*second), low(*third), rest)
                }
                [first, rest @ ..] if *first < 0x80 => (usize::from(first >> 6), low(*first), rest),
                [first, second, rest @ ..] if *first < 0xe0 => {
                    (usize::from(first & 0x1f), low(*second), rest)
                }
                // beyond the basic plane nothing is looked for
                _ => (SEEN.len(), 0, rest.get(4..).unwrap_or_default()),
            };
            if SEEN.get(row).is_some_and(|bits| bits >> column & 1 != 0) {
                let mut sights = TABLE.get(row << 6 | column).copied().unwrap_or(0);
                while let Some(own) = places.get_mut(sights.trailing_zeros() as usize) {
                    own.push(u32::try_from(at).unwrap_or(u32::MAX));
                    sights &= sights - 1;
                }
            }
        }
        Self { text, places }
    }

    /// The text.
    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    /// The places of a sight, in order.
    pub(crate) fn places(&self, sight: Sight) -> impl ExactSizeIterator<Item = usize> + '_ {
        let own = self.places.get(sight as usize).map_or(&[][..], Vec::as_slice);
        own.iter().map(|at| *at as usize)
    }

    /// The places of a sight and the characters there, in order.
    pub(crate) fn characters(&self, sight: Sight) -> impl Iterator<Item = (usize, char)> + '_ {
        self.places(sight).filter_map(|at| Some((at, self.text.get(at..)?.chars().next()?)))
    }

    /// Every place where one of `words` begins, and the word; the words must be those of the sight.
    pub(crate) fn words(
        &self,
        sight: Sight,
        words: &'static Words,
    ) -> impl Iterator<Item = (usize, &'static str)> + '_ {
        self.places(sight).filter_map(|at| Some((at, words.starts(self.text.get(at..)?)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_in_order() {
        let landmarks = Landmarks::of("a“总书记”\u{fffd}😀\\四é周年");
        let places = |sight| landmarks.characters(sight).map(|(_, c)| c).collect::<String>();
        assert_eq!(places(Sight::Mark), "“”\\");
        assert_eq!(places(Sight::Lost), "\u{fffd}");
        assert_eq!(places(Sight::Numeral), "四");
        let words: Vec<_> = landmarks.words(Sight::Office, &titles::SINGULAR).collect();
        assert_eq!(words, [(4, "总书记")]);
    }

    #[test]
    fn a_sight_finds_what_reading_for_its_words_alone_finds() {
        let text = "总书记要求，会议强调：三年来，总理说，总的要求是建党九十周年";
        let landmarks = Landmarks::of(text);
        for (sight, words) in [
            (Sight::Office, &titles::SINGULAR),
            (Sight::Event, &tenure::EVENTS),
            (Sight::Years, &damage::YEARS),
            (Sight::Report, &reported::VERBS),
        ] {
            let found: Vec<_> = landmarks.words(sight, words).collect();
            assert_eq!(found, words.find(text).collect::<Vec<_>>(), "{sight:?}");
            assert!(!found.is_empty(), "{sight:?}");
        }
    }
}
