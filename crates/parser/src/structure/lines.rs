//! The inked lines of a text: where each begins and ends without its blanks, and what blank stands before it.
//! Says nothing about what a line is.

use chuchu_model::Span;
use chuchu_text::is_blank;

/// A line with ink on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// From its first to its last inked character, in bytes.
    pub(crate) span: Span,
    /// The blanks before it on the same line.
    pub(crate) indent: Span,
    /// Whether an empty line stands before it.
    pub(crate) after_blank: bool,
}

/// The inked lines of `text`, in order; linear. LF, CRLF and a lone CR end a line.
pub(crate) fn split(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let mut after_blank = false;
    let mut at = 0;
    while at < text.len() {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        let length = rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
        match ink(text, at, at + length) {
            Some((start, end)) => {
                found.push(Line {
                    span: Span::from_range(start..end),
                    indent: Span::from_range(at..start),
                    after_blank,
                });
                after_blank = false;
            }
            None => after_blank = true,
        }
        let crlf = rest.get(length..).is_some_and(|tail| tail.starts_with(b"\r\n"));
        at += length + if crlf { 2 } else { 1 };
    }
    found
}

/// Where the ink of `text[start..end]` begins and ends.
fn ink(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let line = text.get(start..end)?;
    let inked = line.trim_start_matches(is_blank);
    let length = inked.trim_end_matches(is_blank).len();
    let from = end - inked.len();
    (length > 0).then_some((from, from + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[(&str, bool)]) {
        let lines = split(text);
        let found: Vec<_> = lines.iter().map(|l| (l.span.of(text).unwrap(), l.after_blank)).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn blanks_and_line_ends_are_no_part_of_a_line() {
        check("\u{feff} 题\r\n\r\n　　文。 \n尾", &[("题", false), ("文。", true), ("尾", false)]);
        check("一\r二", &[("一", false), ("二", false)]);
        check("", &[]);
        check(" \n　\n", &[]);
    }
}
