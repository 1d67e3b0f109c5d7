//! The inked lines of a text: where each begins and ends without its blanks, and what blank stands before it.
//! Says nothing about what a line is.

use super::marks::{self, Mark};
use crate::breaks;
use chuchu_model::Span;
use chuchu_text::is_blank;

/// A line with ink on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line<'t> {
    /// From its first to its last inked character.
    pub(crate) words: &'t str,
    /// Where these stand, in bytes.
    pub(crate) span: Span,
    /// The blanks before them on the same line.
    pub(crate) indent: Indent,
    /// Whether an empty line stands before it.
    pub(crate) after_blank: bool,
    /// The number with which its words begin, read once for all who ask.
    pub(crate) mark: Option<Mark>,
}

/// The blanks before a line, as far as anyone asks: a text of short lines costs what is kept of each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Indent {
    /// None that is seen.
    None,
    /// A single narrow blank: an accident of copying.
    Stray,
    /// Two blanks, a wide one or a tabulator, as open a paragraph; their width in half-width characters, as far
    /// as that can be counted.
    Opening(u8),
}

impl Indent {
    fn of(blanks: &str) -> Self {
        match blanks {
            " " => Self::Stray,
            "\t" => Self::Opening(1),
            _ if blanks.len() < 2 => Self::None,
            _ => Self::Opening(u8::try_from(halves(blanks)).unwrap_or(u8::MAX)),
        }
    }

    /// Its width in half-width characters.
    pub(crate) fn halves(self) -> usize {
        match self {
            Self::None => 0,
            Self::Stray => 1,
            Self::Opening(halves) => usize::from(halves),
        }
    }
}

/// Width in half-width characters.
pub(crate) fn halves(words: &str) -> usize {
    words.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

impl Line<'_> {
    /// Whether the line is shorter than `chars` Chinese characters; constant time.
    pub(crate) fn is_shorter_than(&self, chars: usize) -> bool {
        self.words.len() < chars * '字'.len_utf8()
    }

    /// The part of the line `from..to` (bytes of its words) as a span of the text.
    pub(crate) fn part(&self, from: usize, to: usize) -> Span {
        let start = self.span.range().start;
        Span::from_range(start + from..start + to)
    }

    /// Where `words`, a part of this line's words, stands.
    pub(crate) fn place(&self, words: &str) -> Span {
        // both borrow from one text, so the distance of their addresses is the offset
        let from = (words.as_ptr() as usize).saturating_sub(self.words.as_ptr() as usize);
        self.part(from.min(self.words.len()), (from + words.len()).min(self.words.len()))
    }

    /// What of the line lies before and behind `inner`, where that is not nothing.
    pub(crate) fn around(&self, inner: Span) -> impl Iterator<Item = Span> {
        let before = Span::new(self.span.start(), inner.start());
        let behind = Span::new(inner.end(), self.span.end());
        [before, behind].into_iter().filter(|s| !s.is_empty())
    }

    /// The stray blank before the line, if there is one.
    pub(crate) fn stray_blank(&self) -> Option<Span> {
        let start = self.span.start();
        (self.indent == Indent::Stray).then(|| Span::new(start.saturating_sub(1), start))
    }
}

/// The inked lines of `text`, in order; linear. LF, CRLF and a lone CR end a line.
pub(crate) fn split(text: &str) -> Vec<Line<'_>> {
    // Counted first: a list that grows touches memory twice.
    let mut found = Vec::with_capacity(text.bytes().filter(|b| *b == b'\n').count() + 1);
    let mut after_blank = false;
    let mut at = 0;
    while at < text.len() {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        let length = breaks::first(rest).unwrap_or(rest.len());
        match text.get(at..at + length).and_then(|line| inked(line, at, after_blank)) {
            Some(line) => {
                found.push(line);
                after_blank = false;
            }
            None => after_blank = true,
        }
        let crlf = rest.get(length..).is_some_and(|tail| tail.starts_with(b"\r\n"));
        at += length + if crlf { 2 } else { 1 };
    }
    found
}

/// Runs of characters that print nothing and are no blanks of typing either (control and joining characters),
/// where they stand between the inked lines. Cost: the blanks between the lines.
pub(crate) fn unprinted(text: &str, lines: &[Line<'_>]) -> Vec<Span> {
    let plain = |c: char| matches!(c, ' ' | '\t'..='\r' | '\u{a0}' | '\u{3000}' | '\u{feff}' | '\u{200b}');
    let starts = lines.iter().map(|l| l.span.range().start).chain([text.len()]);
    let ends = [0].into_iter().chain(lines.iter().map(|l| l.span.range().end));
    let mut found: Vec<Span> = Vec::new();
    for (from, to) in ends.zip(starts) {
        let gap = text.get(from..to).unwrap_or("");
        for (at, c) in gap.char_indices().filter(|(_, c)| !plain(*c)) {
            found.push(Span::from_range(from + at..from + at + c.len_utf8()));
        }
    }
    found
}

/// A line of `text` that starts at byte `at`, if there is ink on it.
fn inked(line: &str, at: usize, after_blank: bool) -> Option<Line<'_>> {
    let unindented = line.trim_start_matches(is_blank);
    let printed = unindented.trim_end_matches(is_blank);
    let words = unmarked(printed);
    let (indent, _) = line.split_at(line.len() - unindented.len());
    // both borrow from one line, so the distance of their addresses is the offset
    let from = (words.as_ptr() as usize).saturating_sub(printed.as_ptr() as usize);
    let start = at + indent.len() + from;
    let indent = if from == 0 { Indent::of(indent) } else { Indent::None };
    let span = Span::from_range(start..start + words.len());
    (!words.is_empty()).then_some(Line { words, span, indent, after_blank, mark: marks::leading(words) })
}

/// What Markdown sets round a line taken off: `> ` before words quoted from elsewhere, `**` round words in bold. A
/// line of such marks alone is left as it is.
fn unmarked(printed: &str) -> &str {
    let quoted = printed.trim_start_matches('>').trim_start_matches(is_blank);
    let sound =
        printed.starts_with('>') && quoted.starts_with(|c: char| !c.is_ascii_punctuation() || c == '*');
    let words = if sound { quoted } else { printed };
    let bold = words.strip_prefix("**").and_then(|w| w.strip_suffix("**"));
    let plain = |w: &&str| !w.is_empty() && !w.contains('*') && w.trim_matches(is_blank).len() == w.len();
    bold.filter(plain).unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[(&str, bool)]) {
        let lines = split(text);
        let found: Vec<_> = lines.iter().map(|l| (l.words, l.after_blank)).collect();
        assert_eq!(found, expect);
        assert!(lines.iter().all(|l| l.span.of(text) == Some(l.words)));
        assert!(lines.iter().filter_map(Line::stray_blank).all(|s| s.of(text) == Some(" ")));
    }

    #[test]
    fn marks_of_markdown_are_no_part_of_a_line() {
        check(
            "**前言**\n> 江水东流。\n>> 深处。",
            &[("前言", false), ("江水东流。", false), ("深处。", false)],
        );
        check(
            "**\n>\n> 1 * 2\n**甲**乙**丙**",
            &[("**", false), (">", false), ("1 * 2", false), ("**甲**乙**丙**", false)],
        );
    }

    #[test]
    fn indents_are_told_apart() {
        let indents: Vec<Indent> =
            split("甲\n 乙\n\t丙\n　　丁\n  戊\n> 己").iter().map(|l| l.indent).collect();
        let opening = Indent::Opening;
        assert_eq!(indents, [Indent::None, Indent::Stray, opening(1), opening(4), opening(2), Indent::None]);
    }

    #[test]
    fn blanks_and_line_ends_are_no_part_of_a_line() {
        check("\u{feff} 题\r\n\r\n　　文。 \n尾", &[("题", false), ("文。", true), ("尾", false)]);
        check("一\r二", &[("一", false), ("二", false)]);
        check("", &[]);
        check(" \n　\n", &[]);
    }
}
