//! [`Cutter`]: text to words, by the dictionary of jieba and the user's. No files, no counts.

use super::UserDictionary;
use chuchu_model::Span;
use chuchu_text::{Folding, fold_char, is_blank, is_letter};
use jieba_rs::Jieba;
use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// The length in bytes from which a text is cut piece by piece, to bound memory.
const PIECE: usize = 1 << 14;

/// Cuts texts into words. Cheap to clone: the dictionary is shared.
#[derive(Clone)]
pub(crate) struct Cutter(Arc<Jieba>);

impl fmt::Debug for Cutter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cutter")
    }
}

impl Default for Cutter {
    /// The dictionary that comes with jieba, loaded once a process.
    fn default() -> Self {
        static DICTIONARY: OnceLock<Arc<Jieba>> = OnceLock::new();
        Self(Arc::clone(DICTIONARY.get_or_init(|| Arc::new(Jieba::new()))))
    }
}

impl Cutter {
    /// One that also knows the user's words. Where there are none it is the usual one.
    ///
    /// Cost: a copy of the dictionary (25 MB, 35 ms), and two microseconds a word.
    pub(crate) fn with(words: &UserDictionary) -> Self {
        let usual = Self::default();
        if words.words().is_empty() {
            return usual;
        }
        let mut jieba = Jieba::clone(&usual.0);
        for word in words.words() {
            jieba.add_word(&word.word, word.freq.map(|freq| freq as usize), word.tag.as_deref());
        }
        Self(Arc::new(jieba))
    }

    /// Cuts a text into words: simplified, lower case, without punctuation; new words are not guessed (no
    /// HMM: it joins 党同). Marks at the ends of a word are left out.
    ///
    /// ```text
    /// 密切聯繫群眾，反對“四風” → 密切联系 群众 反对 四 风
    /// ```
    pub(crate) fn cut(&self, text: &str, mut emit: impl FnMut(&str)) {
        self.tokens(text, |word| word.map_or((), &mut emit));
    }

    /// The same, with `None` for marks: once, however many stand between two words.
    pub(crate) fn tokens(&self, text: &str, mut emit: impl FnMut(Option<&str>)) {
        let mut marked = false;
        let mut piece = String::with_capacity(text.len().min(PIECE + 64));
        let mut flush = |piece: &mut String| {
            for token in self.0.cut(piece, false) {
                let word = token.word.trim_matches(|c: char| !is_letter(c));
                if !word.is_empty() {
                    emit(Some(word));
                    marked = false;
                } else if !marked && token.word.trim() != "" {
                    emit(None);
                    marked = true;
                }
            }
            piece.clear();
        };
        for c in text.chars() {
            if is_blank(c) {
                piece.push(' ');
            } else {
                fold_char(c, Folding::MARKS, |f| piece.push(f));
            }
            if piece.len() > PIECE && !c.is_alphanumeric() || piece.len() > 2 * PIECE {
                flush(&mut piece);
            }
        }
        flush(&mut piece);
    }
}

/// Where words and marks stand in a text: spans in bytes of `text`, in order; blanks are in none. A mark that is
/// repeated, as in …… and ——, is one.
pub(crate) fn places(cutter: &Cutter, text: &str) -> Vec<Span> {
    let mut words: VecDeque<VecDeque<char>> = VecDeque::new();
    cutter.cut(text, |word| words.push_back(word.chars().collect()));
    let mut places: Vec<Span> = Vec::new();
    let mut within = false;
    let mut last = '\0';
    for (at, c) in text.char_indices().filter(|(_, c)| !is_blank(*c)) {
        let mut folded = Vec::new();
        fold_char(c, Folding::MARKS, |f| folded.push(f));
        let joins = within || (c == last && !is_letter(c));
        let end = at + c.len_utf8();
        match places.last_mut().filter(|place| joins && place.end() as usize == at) {
            Some(place) => *place = Span::from_range(place.start() as usize..end),
            None => places.push(Span::from_range(at..end)),
        }
        // a word is over when all its characters are
        for letter in folded {
            let Some(word) = words.front_mut().filter(|_| within || is_letter(letter)) else { continue };
            within = word.front() == Some(&letter) && word.pop_front().is_some() && !word.is_empty();
            if word.is_empty() {
                words.pop_front();
            }
        }
        last = c;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_text::fold_to_string;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let mut words = Vec::new();
        Cutter::default().cut(text, |w| words.push(w.to_owned()));
        assert_eq!(words.join(" "), expect);
    }

    #[test]
    fn words_are_simplified_and_without_marks() {
        check("密切聯繫群眾，反對“四風” ABC", "密切联系 群众 反对 四 风 abc");
        check("增长３．５％。", "增长 3 5");
    }

    #[test]
    fn places_of_words_and_marks() {
        let check = |text: &str, expect: &[&str]| {
            let places = places(&Cutter::default(), text);
            let found: Vec<&str> = places.iter().filter_map(|span| span.of(text)).collect();
            assert_eq!(found, expect);
        };
        check("密切聯繫群眾，反對“四風”。", &["密切聯繫", "群眾", "，", "反對", "“", "四", "風", "”", "。"]);
        check("来……　去——", &["来", "……", "去", "——"]);
        check("Ｇ20 在3.5℃时", &["Ｇ20", "在", "3", ".", "5", "℃", "时"]);
        check(" \n", &[]);
    }

    #[test]
    fn words_of_the_user_are_cut_as_one() {
        let cut = |words: &str, text: &str| {
            let cutter = Cutter::with(&UserDictionary::of_lines(words).unwrap());
            let mut all = Vec::new();
            cutter.cut(text, |w| all.push(w.to_owned()));
            all.join(" ")
        };
        assert_eq!(cut("", "保持血肉聯繫。"), "保持 血肉 联系");
        assert_eq!(cut("血肉聯繫", "保持血肉联系。"), "保持 血肉联系");
        assert_eq!(cut("Ｃ９１９客机", "国产C919客机"), "国产 c919客机");
        assert_eq!(
            cut("一二三四五六七八九十\n龘龘", "龘龘一二三四五六七八九十"),
            "龘龘 一二三四五六七八九十"
        );
        // A frequency may also say that a word is rare: frequent parts stay apart.
        assert_eq!(cut("的是", "的是"), "的是");
        assert_eq!(cut("的是 1", "的是"), "的 是");
    }

    proptest! {
        #[test]
        fn every_character_of_a_text_is_in_one_place(text in "\\PC{0,60}|[一丨群众路线的是0-9a-z.,，%℃… ]{0,60}") {
            let places = places(&Cutter::default(), &text);
            let joined: String = places.iter().filter_map(|span| span.of(&text)).collect();
            let ink: String = text.chars().filter(|c| !is_blank(*c)).collect();
            prop_assert_eq!(joined, ink);
        }

        #[test]
        fn the_letters_of_the_words_are_the_letters_of_the_text(text in "\\PC{0,60}|[一丨群众路线的是0-9a-z.,，%℃ ]{0,60}") {
            let mut letters = String::new();
            Cutter::default().cut(&text, |w| letters.extend(w.chars().filter(|c| c.is_alphanumeric())));
            prop_assert_eq!(letters, fold_to_string(&text, Folding::LETTERS));
        }
    }
}
