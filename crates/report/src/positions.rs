//! Lines and columns of a text, as viewers of SARIF count them.

use chuchu_model::Span;

/// The byte-order mark, which is no character of the text.
const MARK: char = '\u{feff}';

/// Where the lines of a text begin, in bytes and in UTF-16 code units.
#[derive(Debug)]
pub(crate) struct Positions<'a> {
    text: &'a str,
    starts: Vec<(usize, usize)>,
}

/// A point in a text; all but the offset count from 1. A byte-order mark does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) line: usize,
    /// In UTF-16 code units.
    pub(crate) column: usize,
    /// From the beginning of the text, in UTF-16 code units, from 0.
    pub(crate) offset: usize,
}

impl<'a> Positions<'a> {
    /// One pass over the text.
    pub(crate) fn of(text: &'a str) -> Self {
        let mut starts = vec![(0, 0)];
        let (mut bytes, mut units) = (0, 0);
        for line in text.split_inclusive('\n') {
            bytes += line.len();
            units += line.encode_utf16().count();
            if line.ends_with('\n') {
                starts.push((bytes, units));
            }
        }
        Self { text, starts }
    }

    /// The line in which a span begins.
    pub(crate) fn line(&self, span: Span) -> usize {
        self.starts.partition_point(|(at, _)| *at <= span.start() as usize)
    }

    /// The point at a byte. Cost: reads its line.
    pub(crate) fn point(&self, at: u32) -> Point {
        let line = self.line(Span::empty(at));
        let (start, units) = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let before = self.text.get(start..at as usize).unwrap_or("");
        let mark = usize::from(self.text.starts_with(MARK));
        let own = before.encode_utf16().count();
        let column = if start == 0 { own.saturating_sub(mark) } else { own };
        Point { line, column: column + 1, offset: (units + own).saturating_sub(mark) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, at: usize, expect: (usize, usize, usize)) {
        let point = Positions::of(text).point(Span::from_range(at..at).start());
        assert_eq!((point.line, point.column, point.offset), expect, "{text:?} {at}");
    }

    #[test]
    fn columns_count_code_units_and_lines_from_one() {
        check("群众\n路线", 0, (1, 1, 0));
        check("群众\n路线", 7, (2, 1, 3));
        check("群众\n路线", 10, (2, 2, 4));
        check("𠮷野\n", 4, (1, 3, 2));
        check("a\r\nb", 3, (2, 1, 3));
    }

    #[test]
    fn a_byte_order_mark_is_no_character() {
        check("\u{feff}群众\n路线", 3, (1, 1, 0));
        check("\u{feff}群众\n路线", 10, (2, 1, 3));
    }
}
