//! What all texts are reduced to: their folded letters in one row, passage after passage, oldest first, each
//! with its place in its document. The texts themselves are not kept.

use super::{ReuseError, TextPassage};
use chuchu_model::{PartialDate, PassageId, Span};
use chuchu_text::{Folding, fold_char, is_han};
use std::collections::HashMap;
use std::ops::Range;

/// A folded letter, with the width of the character it came from and whether a clause begins with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter(u32);

/// Unicode has 21 bits.
const CODE: u32 = 0x1f_ffff;
const WIDTH_SHIFT: u32 = 21;
const CLAUSE: u32 = 1 << 23;

impl Letter {
    fn new(c: char, width: usize, clause: bool) -> Self {
        let width = u32::try_from(width.clamp(1, 4) - 1).unwrap_or(0);
        Self(u32::from(c) | (width << WIDTH_SHIFT) | if clause { CLAUSE } else { 0 })
    }

    /// The folded character, as a number.
    pub(super) fn code(self) -> u32 {
        self.0 & CODE
    }

    /// Whether both are the same folded character.
    pub(super) fn is(self, other: Self) -> bool {
        (self.0 ^ other.0) & CODE == 0
    }

    /// Whether a clause begins with it.
    pub(super) fn opens_clause(self) -> bool {
        self.0 & CLAUSE != 0
    }

    /// Whether it is a Chinese character.
    pub(super) fn is_han(self) -> bool {
        char::from_u32(self.code()).is_some_and(is_han)
    }

    /// Bytes of the character that it came from.
    fn width(self) -> u32 {
        ((self.0 >> WIDTH_SHIFT) & 3) + 1
    }
}

/// Whether a character parts what is said from what is said before: every mark and blank but those that stand
/// inside names and numbers. More than ends a clause: a shared stretch may begin at 第六条 followed by a blank.
fn parts(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '.' | '·' | '•' | '-' | '%' | '/' | '°')
}

/// Letters after which a passage is cut at the end of a clause, or anyhow twice as far: what is done for two
/// passages may take longer than their length, so a text without line breaks must not be one passage.
const LONGEST: u32 = 4_000;

/// A passage of the row.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    /// Its name.
    pub(super) id: PassageId,
    /// When it was said or published.
    pub(super) date: Option<PartialDate>,
    /// Which work it belongs to: a document, or an article of an anthology. Numbered from 0.
    pub(super) work: u32,
    /// Its letters in the row.
    pub(super) letters: Range<u32>,
}

/// Letters in the order in which the documents came.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    letters: Vec<Letter>,
    places: Vec<u32>,
    passages: Vec<Passage>,
}

impl Gathering {
    /// Takes the letters of a document's passages. Cost: linear in their text.
    pub(super) fn add(&mut self, text: &str, passages: Vec<TextPassage>) -> Result<(), ReuseError> {
        for passage in passages {
            let outside = || ReuseError::OutsideText { passage: passage.id.clone(), span: passage.span };
            let part = passage.span.of(text).ok_or_else(outside)?;
            self.fold(part, &passage)?;
        }
        Ok(())
    }

    fn length(&self) -> Result<u32, ReuseError> {
        u32::try_from(self.letters.len())
            .ok()
            .filter(|n| *n < u32::MAX)
            .ok_or(ReuseError::TooMuchText { letters: self.letters.len() })
    }

    fn fold(&mut self, part: &str, passage: &TextPassage) -> Result<(), ReuseError> {
        let (mut clause, mut start) = (true, self.length()?);
        for (at, c) in part.char_indices() {
            clause |= parts(c);
            let letters = self.length()? - start;
            if (clause && letters >= LONGEST) || letters >= 2 * LONGEST {
                start = self.close(passage, start)?;
                clause = true;
            }
            let place = passage.span.start().saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
            fold_char(c, Folding::LETTERS, |folded| {
                self.letters.push(Letter::new(folded, c.len_utf8(), clause));
                self.places.push(place);
                clause = false;
            });
        }
        self.close(passage, start).map(|_| ())
    }

    /// Ends a passage, or a piece of a long one; gives where the next begins.
    fn close(&mut self, passage: &TextPassage, start: u32) -> Result<u32, ReuseError> {
        let end = self.length()?;
        let (id, date) = (passage.id.clone(), passage.date);
        self.passages.push(Passage { id, date, work: 0, letters: start..end });
        Ok(end)
    }

    /// Puts the passages in order of age. Cost: a sort of the passages and a copy of the letters.
    pub(super) fn in_order(mut self) -> Row {
        let age = |p: &Passage| (p.date.is_none(), p.date);
        let place = |p: &Passage| self.places.get(p.letters.start as usize).copied();
        self.passages.sort_by(|a, b| {
            age(a).cmp(&age(b)).then_with(|| a.id.cmp(&b.id)).then_with(|| place(a).cmp(&place(b)))
        });
        let mut row = Row {
            letters: Vec::with_capacity(self.letters.len()),
            places: Vec::with_capacity(self.places.len()),
            passages: self.passages,
        };
        let mut works = HashMap::new();
        for passage in &mut row.passages {
            let from = passage.letters.start as usize..passage.letters.end as usize;
            let start = u32::try_from(row.letters.len()).unwrap_or(u32::MAX);
            row.letters.extend_from_slice(self.letters.get(from.clone()).unwrap_or(&[]));
            row.places.extend_from_slice(self.places.get(from.clone()).unwrap_or(&[]));
            passage.letters = start..u32::try_from(row.letters.len()).unwrap_or(u32::MAX);
            let next = u32::try_from(works.len()).unwrap_or(u32::MAX);
            passage.work = *works.entry((passage.id.document.clone(), passage.id.article)).or_insert(next);
        }
        row
    }
}

/// The letters of all passages, oldest passage first; undated ones come last.
#[derive(Debug)]
pub(super) struct Row {
    /// The letters.
    pub(super) letters: Vec<Letter>,
    /// Where in its document each of them stands, in bytes.
    places: Vec<u32>,
    /// The passages, in order.
    pub(super) passages: Vec<Passage>,
}

impl Row {
    /// The passage that holds a letter, by number. Cost: a binary search.
    pub(super) fn passage_at(&self, letter: u32) -> usize {
        self.passages.partition_point(|p| p.letters.end <= letter)
    }

    /// The letters of a stretch.
    pub(super) fn of(&self, range: &Range<u32>) -> &[Letter] {
        self.letters.get(range.start as usize..range.end as usize).unwrap_or(&[])
    }

    /// The stretch of the document behind letters of one passage.
    pub(super) fn span(&self, range: &Range<u32>) -> Span {
        let place = |at: u32| self.places.get(at as usize).copied().unwrap_or(0);
        let last = range.end.saturating_sub(1);
        let width = self.letters.get(last as usize).map_or(0, |l| l.width());
        Span::new(place(range.start), place(last).saturating_add(width))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(id: &str, span: Span, date: Option<&str>) -> TextPassage {
        TextPassage { id: id.parse().unwrap(), span, date: date.map(|d| d.parse().unwrap()) }
    }

    fn row(texts: &[(&str, &str, Option<&str>)]) -> Row {
        let mut gathering = Gathering::default();
        for (id, text, date) in texts {
            let whole = Span::from_range(0..text.len());
            gathering.add(text, vec![passage(id, whole, *date)]).unwrap();
        }
        gathering.in_order()
    }

    #[test]
    fn older_passages_come_first_and_undated_ones_last() {
        let row = row(&[("a#p1", "一", None), ("b#p1", "二", Some("2012-05")), ("c#p1", "三", Some("2012"))]);
        let order: Vec<_> = row.passages.iter().map(|p| p.id.document.as_str()).collect();
        assert_eq!(order, ["c", "b", "a"]);
    }

    #[test]
    fn letters_know_their_place_and_clause() {
        let text = "羣眾，“路線”℃。";
        let row = row(&[("a#p1", text, None)]);
        assert_eq!(row.span(&(0..4)).of(text), Some("羣眾，“路線"));
        assert_eq!(row.span(&(2..5)).of(text), Some("路線”℃"));
        let clauses: Vec<_> = row.letters.iter().map(|l| l.opens_clause()).collect();
        assert_eq!(clauses, [true, false, true, false, true]);
    }

    #[test]
    fn articles_of_an_anthology_are_works_of_their_own() {
        let row = row(&[("a#a1p1", "一", None), ("a#a1p2", "二", None), ("a#a2p1", "三", None)]);
        let works: Vec<_> = row.passages.iter().map(|p| p.work).collect();
        assert_eq!(works, [0, 0, 1]);
    }

    #[test]
    fn a_text_without_breaks_is_cut() {
        let row = row(&[("a#p1", &"一二三，".repeat(3_000), None), ("b#p1", &"一".repeat(9_000), None)]);
        let lengths: Vec<_> = row.passages.iter().map(|p| p.letters.len()).collect();
        assert_eq!(lengths, [4_002, 4_002, 996, 8_000, 1_000]);
    }

    #[test]
    fn a_passage_outside_its_text_is_an_error() {
        let beyond = passage("a#p1", Span::new(0, 4), None);
        assert!(Gathering::default().add("一", vec![beyond]).is_err());
    }
}
