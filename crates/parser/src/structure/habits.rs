//! How a document sets its lines: with indents, with empty lines between paragraphs, broken at a width.

use super::ending::{self, Ending};
use super::lines::{Indent, Line, halves};

/// The habits of a document, counted over all its lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Habits {
    /// Paragraphs begin with an indent.
    pub(crate) indented: bool,
    /// Empty lines stand between paragraphs.
    pub(crate) spaced: bool,
    /// Lines are broken at this many characters, whatever the sentence.
    pub(crate) width: Option<usize>,
}

/// Lines shorter than this say nothing about paragraphs: headings, names, dates.
const PROSE: usize = 20;
/// A line longer than this was not broken at a width.
const WIDEST: usize = 90;
/// The deepest indent of a paragraph, in half-width characters; a line further in is centred.
const DEEPEST: usize = 8;

impl Habits {
    /// Counts; linear.
    pub(crate) fn of(lines: &[Line<'_>]) -> Self {
        let prose: Vec<&Line<'_>> = lines.iter().filter(|l| !l.is_shorter_than(PROSE)).collect();
        let width = width(lines);
        // of lines broken at a width only the first of each paragraph shows how paragraphs begin
        let usual = |count: usize| count * if width.is_some() { 20 } else { 2 } > prose.len();
        Self {
            indented: usual(prose.iter().filter(|l| is_indented(l)).count()),
            spaced: usual(prose.iter().filter(|l| l.after_blank).count()),
            width,
        }
    }

    /// Whether the line reaches the width at which this document breaks its lines.
    pub(crate) fn fills(&self, line: &Line<'_>) -> bool {
        self.width.is_some_and(|width| columns(line) + 2 >= width)
    }
}

/// Two blanks or one wide one open a paragraph; a single narrow blank is an accident.
pub(crate) fn is_indented(line: &Line<'_>) -> bool {
    matches!(line.indent, Indent::Opening(_))
}

/// Width in Chinese characters, a half-width character counting half; the indents of paragraphs
/// included.
fn columns(line: &Line<'_>) -> usize {
    let indent = Some(line.indent.halves()).filter(|indent| *indent <= DEEPEST).unwrap_or(0);
    (halves(line.words) + indent).div_ceil(2)
}

/// The width at which a document is broken: at least five of its lines, and most of those longer than
/// half the longest, reach it (±2), and most of these end inside a sentence.
fn width(lines: &[Line<'_>]) -> Option<usize> {
    if lines.len() < 6 || lines.iter().any(|l| !l.is_shorter_than(2 * WIDEST)) {
        return None;
    }
    let columns: Vec<usize> = lines.iter().map(columns).collect();
    let widest = columns.iter().copied().max().filter(|w| (16..=WIDEST).contains(w))?;
    let full: Vec<&Line<'_>> =
        lines.iter().zip(&columns).filter(|(_, w)| **w + 2 >= widest).map(|(l, _)| l).collect();
    let long = columns.iter().filter(|w| **w * 2 >= widest).count();
    let open = full.iter().filter(|l| ending::of(l.words) != Ending::Sentence).count();
    (full.len() >= 5 && full.len() * 5 >= long * 3 && open * 2 >= full.len()).then_some(widest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::lines::split;

    #[test]
    fn habits_are_counted_over_lines_of_prose() {
        let long = "密切联系群众是党的最大政治优势，脱离群众是党的最大危险。";
        let text = format!("题\n\n　　{long}\n\n　　{long}\n\n　　{long}");
        let habits = Habits::of(&split(&text));
        assert_eq!(habits, Habits { indented: true, spaced: true, width: None });
    }

    #[test]
    fn lines_broken_at_a_width_are_noticed() {
        let text: String = "一二三四五六七八九十，二三四五六七八九十。"
            .chars()
            .cycle()
            .take(300)
            .collect::<Vec<_>>()
            .chunks(23)
            .map(|c| c.iter().collect::<String>() + "\n")
            .collect();
        assert_eq!(Habits::of(&split(&text)).width, Some(23));
    }
}
