//! Folding: the view of a text in which width, case, script, blanks and (if asked) punctuation do not
//! count, with the place of every folded character in the original.
//!
//! The original is never replaced: a [`Folded`] text maps every match back to bytes of the source. The
//! map is monotone: later folded characters never come from earlier original ones.
//!
//! The folding of one character is: NFKC (UAX #15) of that character alone, lower case, each resulting
//! character in simplified script (one to one, OpenCC's traditional-to-simplified character table).
//! NFKC is taken a character at a time, so no folding reaches across two original characters.

use crate::script;
use chuchu_model::Span;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// The version of the folding rules; an index made under another version cannot be read.
pub const FOLDING_VERSION: u32 = 1;

/// What counts and what does not when two texts are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Folding {
    keep_marks: bool,
    unify_script: bool,
}

impl Folding {
    /// Letters, digits and ideographs only; punctuation, symbols and blanks dropped. The folding of
    /// literal search and of tracing.
    pub const LETTERS: Self = Self { keep_marks: false, unify_script: true };
    /// Punctuation and symbols kept, blanks dropped. The folding of `"…"` queries.
    pub const MARKS: Self = Self { keep_marks: true, unify_script: true };
    /// As [`Folding::LETTERS`] but simplified and traditional characters stay apart.
    pub const LETTERS_IN_SCRIPT: Self = Self { keep_marks: false, unify_script: false };

    fn keeps(self, c: char) -> bool {
        if self.keep_marks { !is_blank(c) } else { is_letter(c) }
    }
}

/// Whether a character takes no ink: white space, zero-width and other format characters, controls.
///
/// ```
/// assert!(chuchu_text::is_blank('\u{3000}') && chuchu_text::is_blank('\u{feff}'));
/// assert!(!chuchu_text::is_blank('，'));
/// ```
#[must_use]
#[inline]
pub fn is_blank(c: char) -> bool {
    if matches!(c, '!'..='~' | '\u{3001}'..='\u{9fff}') {
        return false; // nearly every character, settled by its number
    }
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Whether a character counts in literal search: a letter, a digit, an ideograph.
///
/// ```
/// assert!(chuchu_text::is_letter('党') && chuchu_text::is_letter('9') && !chuchu_text::is_letter('，'));
/// ```
#[must_use]
#[inline]
pub fn is_letter(c: char) -> bool {
    // Nearly every character is settled by its number; the tables of Unicode are asked for the rest.
    matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphanumeric()
}

/// Whether a character is a Chinese character (a Han ideograph, or 〇).
///
/// ```
/// assert!(chuchu_text::is_han('党') && chuchu_text::is_han('〇') && !chuchu_text::is_han('，'));
/// ```
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// The characters that one character folds to: none, one, or several (℃, …, ㈠). Calls `emit` for each.
///
/// Cost: a table look-up for ideographs, ASCII and common punctuation; full NFKC for the rest.
pub fn fold_char(c: char, folding: Folding, mut emit: impl FnMut(char)) {
    let mut one = |c: char| {
        if folding.keeps(c) {
            emit(if folding.unify_script { script::simplified(c) } else { c });
        }
    };
    match c {
        '\0'..='\x7f' => one(c.to_ascii_lowercase()),
        '\u{4e00}'..='\u{9fff}' | '、' | '。' | '“' | '”' | '‘' | '’' | '《' | '》' | '—' | '·' =>
        {
            one(c);
        }
        // Full-width forms of ASCII stand at a fixed distance from it (Unicode, Halfwidth and Fullwidth Forms).
        '！'..='～' => {
            let narrow = u32::from(c) - 0xfee0;
            one(char::from_u32(narrow).unwrap_or(c).to_ascii_lowercase());
        }
        _ if is_blank(c) => {}
        _ => std::iter::once(c).nfkc().flat_map(char::to_lowercase).for_each(one),
    }
}

/// The folded text alone, without the map: for queries and terms.
///
/// ```
/// use chuchu_text::{fold_to_string, Folding};
/// assert_eq!(fold_to_string("《論「三農」工作》，２０２２年", Folding::LETTERS), "论三农工作2022年");
/// assert_eq!(fold_to_string("是的， 好", Folding::MARKS), "是的,好");
/// ```
#[must_use]
pub fn fold_to_string(text: &str, folding: Folding) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|c| fold_char(c, folding, |c| folded.push(c)));
    folded
}

/// A folded text and where each of its characters stands in the original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    chars: Vec<char>,
    places: Vec<Span>,
}

impl Folded {
    /// Folds a text. Cost: linear, 12 bytes of memory a folded character.
    #[must_use]
    pub fn new(text: &str, folding: Folding) -> Self {
        Self::of_part(text, 0, folding)
    }

    /// Folds a part of a text that begins at byte `offset` of the whole: the places are those in the whole.
    #[must_use]
    pub fn of_part(part: &str, offset: u32, folding: Folding) -> Self {
        let mut chars = Vec::with_capacity(part.len() / 3);
        let mut places = Vec::with_capacity(part.len() / 3);
        for (at, c) in part.char_indices() {
            let place = Span::from_range(at..at + c.len_utf8()).shifted(offset);
            fold_char(c, folding, |folded| {
                chars.push(folded);
                places.push(place);
            });
        }
        Self { chars, places }
    }

    /// The folded characters.
    #[must_use]
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// Number of folded characters.
    #[must_use]
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// Whether nothing is left after folding.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// The place in the original of one folded character; `None` past the end.
    #[must_use]
    pub fn place(&self, index: usize) -> Option<Span> {
        self.places.get(index).copied()
    }

    /// The stretch of the original behind a range of folded characters, from the first byte of the first
    /// to the last byte of the last. An empty range gives an empty span where it would begin; what lies
    /// past the end counts as the end.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        let end_of = |i: usize| self.places.get(i).map(|p| p.end());
        let last = self.places.last().map_or(0, |p| p.end());
        if range.is_empty() {
            let at = self.places.get(range.start).map_or(last, |p| p.start());
            return Span::empty(at);
        }
        let start = self.places.get(range.start).map_or(last, |p| p.start());
        Span::new(start, end_of(range.end - 1).unwrap_or(last))
    }

    /// The index of the first folded character that comes from byte `offset` of the original or later.
    #[must_use]
    pub fn index_at(&self, offset: u32) -> usize {
        self.places.partition_point(|p| p.start() < offset)
    }

    /// Where a folded needle stands, as indices of folded characters, overlapping finds included.
    /// Cost: a scan for the first character, then a comparison.
    pub fn find<'a>(&'a self, needle: &'a [char]) -> impl Iterator<Item = usize> + 'a {
        find(&self.chars, needle)
    }
}

/// Where `needle` stands in `haystack`, overlapping finds included; nowhere if it is empty.
fn find<'a>(haystack: &'a [char], needle: &'a [char]) -> impl Iterator<Item = usize> + 'a {
    let last = if needle.is_empty() { 0 } else { (haystack.len() + 1).saturating_sub(needle.len()) };
    let first = needle.first().copied();
    (0..last).filter(move |&i| Some(haystack[i]) == first && haystack[i..i + needle.len()] == *needle)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, letters: &str, marks: &str) {
        assert_eq!(fold_to_string(text, Folding::LETTERS), letters);
        assert_eq!(fold_to_string(text, Folding::MARKS), marks);
    }

    #[test]
    fn width_case_blanks_and_script_do_not_count() {
        check("ＡＢＣ　１２３", "abc123", "abc123");
        check("漢語 Hanyu", "汉语hanyu", "汉语hanyu");
        check("羣眾", "群众", "群众");
        check("第 123 页", "第123页", "第123页");
    }

    #[test]
    fn punctuation_counts_only_where_asked() {
        check("是，不是？", "是不是", "是,不是?");
        check("“四风”", "四风", "“四风”");
        check("一……二", "一二", "一......二");
    }

    #[test]
    fn one_character_may_fold_to_several() {
        let folded = Folded::new("零下5℃", Folding::MARKS);
        assert_eq!(folded.chars().iter().collect::<String>(), "零下5°c");
        assert_eq!(folded.place(3), folded.place(4));
    }

    #[test]
    fn script_stays_where_it_matters() {
        assert_eq!(fold_to_string("漢语，", Folding::LETTERS_IN_SCRIPT), "漢语");
    }

    #[test]
    fn an_empty_range_has_a_place() {
        let folded = Folded::new("，一，", Folding::LETTERS);
        assert_eq!(folded.span(0..0), Span::empty(3));
        assert_eq!(folded.span(1..1), Span::empty(6));
        assert_eq!(Folded::new("", Folding::LETTERS).span(0..0), Span::empty(0));
    }

    #[test]
    fn an_empty_needle_stands_nowhere() {
        assert_eq!(Folded::new("群众", Folding::LETTERS).find(&[]).count(), 0);
    }

    proptest! {
        #[test]
        fn the_map_is_monotone_and_on_boundaries(text in "\\PC{0,60}") {
            for folding in [Folding::LETTERS, Folding::MARKS, Folding::LETTERS_IN_SCRIPT] {
                let folded = Folded::new(&text, folding);
                let mut before = 0;
                for i in 0..folded.len() {
                    let place = folded.place(i).unwrap();
                    prop_assert!(place.of(&text).is_some());
                    prop_assert!(place.start() >= before);
                    before = place.start();
                }
                prop_assert_eq!(folded.chars().iter().collect::<String>(), fold_to_string(&text, folding));
            }
        }

        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            for folding in [Folding::LETTERS, Folding::MARKS] {
                let once = fold_to_string(&text, folding);
                prop_assert_eq!(fold_to_string(&once, folding), once);
            }
        }
    }
}
