//! The glyphs of a citation: its characters without the blanks, each with its place.
//!
//! Every recogniser reads glyphs, so that blanks in the wrong place never hide a field; which blanks were
//! skipped is known and reported by `repair`. Nothing here knows what a field is.

use super::mend::Edit;
use chuchu_model::Span;
use chuchu_text::{is_blank, is_han, numeral};
use std::borrow::Cow;
use std::ops::Range;

/// A character that takes ink, in half width where it is a digit or a letter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) c: char,
    /// Where it is printed; empty for a glyph that was supplied.
    span: Span,
    /// Where it stands in the text that is read, which differs from print once something was mended.
    place: Span,
    /// Whether blanks stand before it, inside the citation.
    gap: bool,
}

/// The glyphs of a stretch of a text. Positions are indices of glyphs; spans are bytes of the whole text as printed.
#[derive(Clone, Debug)]
pub(super) struct Scan<'a> {
    /// What is read: the printed text, or a mended copy of the citation.
    text: Cow<'a, str>,
    glyphs: Vec<Glyph>,
}

/// No citation is longer, in glyphs. It bounds the cost of recognisers that look ahead.
const LONGEST: usize = 2000;

/// No number is longer, in glyphs.
const LONGEST_NUMBER: usize = 20;

/// A number and where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: u64,
    pub(super) end: usize,
}

/// Words that are looked for at every step. Whether one may begin at a glyph is told by the glyph alone.
#[derive(Debug)]
pub(super) struct Words {
    list: &'static [&'static str],
    /// Bit n is set where the code of a first character ends in the six bits of n.
    heads: u64,
}

impl Words {
    /// List longer words first.
    pub(super) const fn new(list: &'static [&'static str]) -> Self {
        let mut heads = 0;
        let mut rest = list;
        while let Some((word, others)) = rest.split_first() {
            heads |= 1 << low_bits(word.as_bytes());
            rest = others;
        }
        Self { list, heads }
    }

    fn may_begin(&self, c: char) -> bool {
        (self.heads >> (u32::from(c) & 63)) & 1 == 1
    }
}

/// The last six bits of the first character's code: those of its last byte in UTF-8.
const fn low_bits(word: &[u8]) -> u8 {
    match word {
        [a, ..] if *a < 0x80 => *a & 63,
        [a, b, ..] if *a < 0xe0 => *b & 63,
        [a, _, c, ..] if *a < 0xf0 => *c & 63,
        [_, _, _, d, ..] => *d & 63,
        _ => 0,
    }
}

/// Digits and letters of the full-width block in half width; everything else as it is.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// The digit that a letter is taken for when it stands among Arabic digits (2O03, 第2l页).
pub(super) fn digit_for_letter(c: char) -> Option<char> {
    match c {
        'O' | 'o' | '〇' | '○' => Some('0'),
        'l' | 'I' | '|' => Some('1'),
        _ => None,
    }
}

/// The Chinese digit that a sign is taken for when it stands among Chinese digits (民国=十年, 二O一二).
pub(super) fn han_digit_for_sign(c: char) -> Option<char> {
    match c {
        '=' | '＝' => Some('二'),
        'O' | 'o' | '0' => Some('〇'),
        _ => None,
    }
}

impl<'a> Scan<'a> {
    /// The glyphs at `span`, at most [`LONGEST`]; none when the span is not on character boundaries.
    pub(super) fn new(text: &'a str, span: Span) -> Self {
        let stretch = span.of(text).unwrap_or("");
        let mut glyphs: Vec<Glyph> = Vec::with_capacity((stretch.len() / 2).min(LONGEST));
        let mut gap = false;
        for (at, c) in stretch.char_indices() {
            if is_blank(c) {
                gap = !glyphs.is_empty();
                continue;
            }
            let place = Span::from_range(at..at + c.len_utf8()).shifted(span.start());
            glyphs.push(Glyph { c: narrow(c), span: place, place, gap });
            gap = false;
            if glyphs.len() == LONGEST {
                break;
            }
        }
        Self { text: Cow::Borrowed(text), glyphs }
    }

    /// The same citation as it reads with `edits`, which are in order and do not overlap. Spans stay those of print.
    pub(super) fn mended(&self, edits: &[Edit]) -> Scan<'static> {
        let mut mended =
            Scan { text: Cow::Owned(String::new()), glyphs: Vec::with_capacity(self.len() + edits.len()) };
        let mut edits = edits.iter().peekable();
        let mut at = 0;
        while at <= self.len() {
            let edit = edits.next_if(|e| e.range.start <= at);
            match edit {
                Some(edit) if edit.range.is_empty() && edit.put.is_empty() => {
                    mended.push(self, at, false);
                    at += 1;
                }
                Some(edit) => {
                    mended.supply(&edit.put, self.span(edit.range.clone()));
                    at = edit.range.end.max(at);
                }
                None => {
                    mended.push(self, at, true);
                    at += 1;
                }
            }
        }
        mended
    }

    /// Adds a glyph of another scan, with the blanks before it if `gap` allows them.
    fn push(&mut self, from: &Scan<'_>, i: usize, gap: bool) {
        let Some(glyph) = from.glyphs.get(i) else { return };
        let gap = gap && glyph.gap;
        if gap {
            let before = i.checked_sub(1).and_then(|i| from.glyphs.get(i)).map_or(0, |g| g.place.end());
            self.text.to_mut().push_str(Span::new(before, glyph.place.start()).of(&from.text).unwrap_or(" "));
        }
        let start = self.text.len();
        self.text.to_mut().push_str(glyph.place.of(&from.text).unwrap_or_default());
        self.glyphs.push(Glyph { place: Span::from_range(start..self.text.len()), gap, ..*glyph });
    }

    /// Adds the characters of `put` for what is printed at `span`: the first takes the place of all of it.
    fn supply(&mut self, put: &str, span: Span) {
        let mut printed = span;
        for c in put.chars() {
            let start = self.text.len();
            self.text.to_mut().push(c);
            let place = Span::from_range(start..self.text.len());
            self.glyphs.push(Glyph { c: narrow(c), span: printed, place, gap: false });
            printed = Span::empty(span.end());
        }
    }

    pub(super) fn len(&self) -> usize {
        self.glyphs.len()
    }

    /// Where the last glyph ends, in bytes of the whole text; `None` without glyphs.
    pub(super) fn end(&self) -> Option<u32> {
        self.glyphs.last().map(|g| g.span.end())
    }

    /// The glyph at `i`, NUL past the end.
    pub(super) fn at(&self, i: usize) -> char {
        self.glyphs.get(i).map_or('\0', |g| g.c)
    }

    /// The glyph before `i`, NUL at the beginning.
    pub(super) fn before(&self, i: usize) -> char {
        i.checked_sub(1).map_or('\0', |i| self.at(i))
    }

    /// Whether the glyphs from `i` on are `word`.
    pub(super) fn has(&self, i: usize, word: &str) -> bool {
        let Some(rest) = self.glyphs.get(i..) else { return word.is_empty() };
        let mut rest = rest.iter();
        word.chars().all(|c| rest.next().is_some_and(|glyph| glyph.c == c))
    }

    /// The first of `words` that stands at `i`, and where it ends. List longer words first.
    pub(super) fn any(&self, i: usize, words: &[&'static str]) -> Option<(&'static str, usize)> {
        words.iter().find(|w| self.has(i, w)).map(|w| (*w, i + w.chars().count()))
    }

    /// The same for words that are looked for at every step.
    pub(super) fn one_of(&self, i: usize, words: &Words) -> Option<(&'static str, usize)> {
        words.may_begin(self.at(i)).then(|| self.any(i, words.list)).flatten()
    }

    /// Whether the glyphs of `range` end with `word`.
    pub(super) fn ends(&self, range: &Range<usize>, word: &str) -> bool {
        let length = word.chars().count();
        range.len() >= length && self.has(range.end - length, word)
    }

    /// Where `c` next stands in `range`.
    pub(super) fn find(&self, range: Range<usize>, wanted: impl Fn(char) -> bool) -> Option<usize> {
        range.into_iter().take_while(|i| *i < self.len()).find(|i| wanted(self.at(*i)))
    }

    /// Where `word` first stands in `range`.
    pub(super) fn find_word(&self, range: Range<usize>, word: &str) -> Option<usize> {
        range.into_iter().take_while(|i| *i < self.len()).find(|i| self.has(*i, word))
    }

    /// The stretch of the text behind a range of glyphs; an empty range gives the empty span before its first glyph.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let end_of_all = self.glyphs.last().map_or(0, |g| g.span.end());
        let start = self.glyphs.get(range.start).map_or(end_of_all, |g| g.span.start());
        if range.is_empty() {
            return self.after(range.start);
        }
        let end = self.glyphs.get(range.end - 1).map_or(end_of_all, |g| g.span.end());
        Span::new(start, end)
    }

    /// The empty span behind the glyph before `i`: where something is missing.
    pub(super) fn after(&self, i: usize) -> Span {
        match i.checked_sub(1).and_then(|i| self.glyphs.get(i)) {
            Some(glyph) => Span::empty(glyph.span.end()),
            None => Span::empty(self.glyphs.first().map_or(0, |g| g.span.start())),
        }
    }

    /// The text behind a range of glyphs, blanks inside it included.
    pub(super) fn raw(&self, range: Range<usize>) -> &str {
        let last = range.end.min(self.len()).checked_sub(1).and_then(|n| self.glyphs.get(n));
        let (Some(first), Some(last)) = (self.glyphs.get(range.start), last) else { return "" };
        if range.is_empty() || last.place.end() < first.place.start() {
            return "";
        }
        Span::new(first.place.start(), last.place.end()).of(&self.text).unwrap_or("")
    }

    /// The glyphs of a range as text: no blanks, half-width digits.
    pub(super) fn ink(&self, range: Range<usize>) -> String {
        range.map(|i| self.at(i)).filter(|c| *c != '\0').collect()
    }

    /// The blanks before glyph `i`, if there are any.
    pub(super) fn gap(&self, i: usize) -> Option<Span> {
        let glyph = self.glyphs.get(i).filter(|g| g.gap)?;
        Some(Span::new(self.after(i).end(), glyph.span.start()))
    }

    /// The number at `i`, Arabic or Chinese, with letters among its digits read as digits.
    pub(super) fn number(&self, i: usize) -> Option<Number> {
        let c = self.at(i);
        let latin = c.is_ascii_digit() || digit_for_letter(c).is_some();
        if !latin && !matches!(c, '=' | '＝') && !numeral::is_han_numeral(c) {
            return None;
        }
        self.arabic(i).filter(|_| latin).or_else(|| self.han_number(i))
    }

    /// Where the run of glyphs at `i` ends of which `test` holds; `None` when it is longer than any number.
    fn run_end(&self, i: usize, test: impl Fn(usize) -> bool) -> Option<usize> {
        (i..=i + LONGEST_NUMBER).find(|n| *n >= self.len() || !test(*n))
    }

    /// A run of Arabic digits that no letter touches.
    fn plain(&self, i: usize) -> Option<Number> {
        let glyphs = self.glyphs.get(i..)?;
        let mut value = 0u64;
        for (n, glyph) in glyphs.iter().take(LONGEST_NUMBER - 1).enumerate() {
            match glyph.c.to_digit(10) {
                Some(digit) => value = value * 10 + u64::from(digit),
                None => {
                    let alone = n > 0 && digit_for_letter(glyph.c).is_none();
                    return alone.then_some(Number { value, end: i + n });
                }
            }
        }
        None
    }

    fn arabic(&self, i: usize) -> Option<Number> {
        if let Some(number) = self.plain(i) {
            return Some(number);
        }
        let digit = |n: usize| self.at(n).is_ascii_digit() || digit_for_letter(self.at(n)).is_some();
        let end = self.run_end(i, digit)?;
        let any = (i..end).any(|n| self.at(n).is_ascii_digit());
        // A single letter is a digit only between 第 or a unit and a unit: 第l期, 3月l日.
        let next = self.at(end);
        let ordinal = self.before(i) == '第' && ("期页頁卷版号册".contains(next) || is_dash(next));
        let dated = matches!((self.before(i), next), ('年', '月') | ('月' | '、', '日'));
        let lone = end == i + 1 && (ordinal || dated);
        if !any && !lone {
            return None;
        }
        let value = (i..end).try_fold(0u64, |value, n| {
            let digit = digit_for_letter(self.at(n)).unwrap_or(self.at(n)).to_digit(10)?;
            value.checked_mul(10)?.checked_add(u64::from(digit))
        })?;
        Some(Number { value, end })
    }

    /// A Chinese number; = and O among its digits are read as 二 and 〇.
    fn han_number(&self, i: usize) -> Option<Number> {
        let numeral = |n: usize| numeral::is_han_numeral(self.at(n));
        let sign = |n: usize| matches!(self.at(n), '=' | '＝' | 'O' | 'o' | '0');
        let inside = |n: usize| numeral(n) || (sign(n) && (numeral(n + 1) || (n > i && numeral(n - 1))));
        let end = self.run_end(i, inside)?;
        if !(i..end).any(numeral) {
            return None;
        }
        if let Some(digit) = numeral::han_digit(self.at(i)).filter(|_| end == i + 1) {
            return Some(Number { value: u64::from(digit), end });
        }
        let read =
            |n: usize| if numeral(n) { self.at(n) } else { han_digit_for_sign(self.at(n)).unwrap_or('〇') };
        let word: String = (i..end).map(read).collect();
        Some(Number { value: numeral::parse(&word)?, end })
    }

    /// The glyphs of `range` that were read as digits but are none, with the digit each was read as.
    pub(super) fn misread_digits(&self, range: Range<usize>) -> Vec<(usize, char)> {
        let around = |n: usize, test: fn(char) -> bool| test(self.at(n + 1)) || test(self.before(n));
        range
            .filter_map(|n| {
                let c = self.at(n);
                let arabic = digit_for_letter(c).filter(|_| !is_han(c) && c != '○');
                let lone = matches!(self.before(n), '第' | '年' | '月' | '、');
                if around(n, |c| c.is_ascii_digit()) || (lone && arabic.is_some()) {
                    arabic.map(|d| (n, d))
                } else if around(n, numeral::is_han_numeral) {
                    han_digit_for_sign(c).map(|d| (n, d))
                } else {
                    None
                }
            })
            .collect()
    }
}

/// ，and its half-width form.
pub(super) fn is_comma(c: char) -> bool {
    matches!(c, '，' | ',' | '﹐')
}

/// ：and its half-width form.
pub(super) fn is_colon(c: char) -> bool {
    matches!(c, '：' | ':' | '﹕')
}

/// A mark between two fields.
pub(super) fn is_separator(c: char) -> bool {
    is_comma(c) || is_colon(c) || matches!(c, '。' | '；' | ';' | '、' | '．')
}

/// A dash or tilde between the two ends of a range.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '—' | '–' | '－' | '～' | '~' | '―' | '─' | '‐' | '‑' | '〜' | '∼' | '−' | '﹣' | '至')
}

/// The opening round brackets.
pub(super) fn opens_round(c: char) -> bool {
    matches!(c, '（' | '(')
}

/// The closing round brackets.
pub(super) fn closes_round(c: char) -> bool {
    matches!(c, '）' | ')')
}

/// The opening square and tortoise-shell brackets.
pub(super) fn opens_square(c: char) -> bool {
    matches!(c, '[' | '［' | '〔' | '【')
}

/// The closing square and tortoise-shell brackets.
pub(super) fn closes_square(c: char) -> bool {
    matches!(c, ']' | '］' | '〕' | '】')
}
