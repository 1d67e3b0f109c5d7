//! The words of a text with their places: the one door through which every statistic sees words.
//!
//! What never lives here: counting.

use crate::tokens::dictionary;
use chuchu_text::{Folding, fold_char, is_blank};
use std::ops::Range;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// The word: simplified, lower case.
    pub(crate) text: &'a str,
    /// Where it stands, counted in letters of the text ([`Folding::LETTERS`]).
    pub(crate) letters: Range<usize>,
    /// Whether something that is no word (a mark, the beginning) stands before it.
    pub(crate) after_mark: bool,
}

/// The length in bytes from which a text is cut piece by piece, to bound memory.
const PIECE: usize = 1 << 14;

/// Cuts a text into words and calls back with each, in order. Marks are no words; a token in which letters and
/// marks are mixed is none either, though its letters count as places.
///
/// Cost: the dictionary is asked for every character.
pub(crate) fn words(text: &str, mut each: impl FnMut(Word<'_>)) {
    let mut cutting = Cutting { letters: 0, after_mark: true };
    let mut piece = String::with_capacity(text.len().min(PIECE + 64));
    for c in text.chars() {
        if is_blank(c) {
            piece.push(' ');
        } else {
            fold_char(c, Folding::MARKS, |f| piece.push(f));
        }
        if piece.len() > PIECE && !c.is_alphanumeric() || piece.len() > 2 * PIECE {
            cutting.cut(&piece, &mut each);
            piece.clear();
        }
    }
    cutting.cut(&piece, &mut each);
}

/// How far a text is cut.
struct Cutting {
    letters: usize,
    after_mark: bool,
}

impl Cutting {
    fn cut(&mut self, piece: &str, each: &mut impl FnMut(Word<'_>)) {
        for token in dictionary().cut(piece, false) {
            let (mut letters, mut others, mut blanks) = (0, 0, 0);
            for c in token.word.chars() {
                match c {
                    ' ' => blanks += 1,
                    _ if c.is_alphanumeric() => letters += 1,
                    _ => others += 1,
                }
            }
            let start = self.letters;
            self.letters += letters;
            if letters > 0 && others + blanks == 0 {
                each(Word { text: token.word, letters: start..self.letters, after_mark: self.after_mark });
                self.after_mark = false;
            } else {
                self.after_mark |= others > 0 || letters > 0;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::cut_words;
    use proptest::prelude::*;

    /// Words, a bar before each that comes after a mark.
    fn cut(text: &str) -> String {
        let mut shown = String::new();
        words(text, |w| shown.push_str(&format!("{}{} ", if w.after_mark { "|" } else { "" }, w.text)));
        shown.trim_end().to_owned()
    }

    #[test]
    fn marks_part_words_and_blanks_do_not() {
        assert_eq!(cut("密切聯繫 群眾，反對“四風”"), "|密切联系 群众 |反对 |四 风");
        assert_eq!(cut("圆周率 3.14 左右"), "|圆周率 3 |14 左右");
        assert_eq!(cut(""), "");
    }

    proptest! {
        #[test]
        fn places_are_those_of_the_letters(text in "[群眾路线，。 　ａ3.Ⅷ℃…]{0,30}") {
            let letters: Vec<char> = chuchu_text::fold_to_string(&text, Folding::LETTERS).chars().collect();
            let mut end = 0;
            words(&text, |w| {
                assert!(end <= w.letters.start);
                end = w.letters.end;
                assert_eq!(letters[w.letters].iter().collect::<String>(), w.text);
            });
        }

        #[test]
        fn words_are_those_of_the_index(text in "[密切聯繫群眾，路线 A1。]{0,40}") {
            let (mut found, mut indexed) = (Vec::new(), Vec::new());
            words(&text, |w| found.push(w.text.to_owned()));
            cut_words(&text, |w| indexed.push(w.to_owned()));
            prop_assert_eq!(found, indexed);
        }
    }
}
