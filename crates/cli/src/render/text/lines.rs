//! Where a span stands, in words: the place in the file that an editor holds, or the line of a plain text.

use super::marks;
use chuchu_model::{Places, Span};

/// Where the lines of a text begin, and its places in its file.
pub(super) struct Lines<'a> {
    starts: Vec<usize>,
    places: Option<&'a Places>,
}

impl<'a> Lines<'a> {
    /// One pass over the text.
    pub(super) fn of(text: &str) -> Self {
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(after_breaks).collect(), places: None }
    }

    /// The same for a text that was read from a file with places of its own.
    pub(super) fn in_file(text: &str, places: &'a Places) -> Self {
        Self { places: Some(places), ..Self::of(text) }
    }

    /// `paragraph 12`, `footnote 5`, `page 3`; `line 12` where the file has no such places.
    pub(super) fn place(&self, span: Span) -> String {
        let place = self.places.and_then(|places| places.of(span)).map(ToString::to_string);
        place
            .filter(|place| !place.is_empty())
            .map_or_else(|| format!("line {}", self.number(span)), |place| marks::flat(&place))
    }

    /// The line in which a span begins, counted from 1.
    pub(super) fn number(&self, span: Span) -> usize {
        self.starts.partition_point(|start| *start <= span.start() as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_count_from_one() {
        let lines = Lines::of("党\n\n群众\n");
        let numbers = [0, 3, 4, 5, 8, 12, 99].map(|at| lines.number(Span::empty(at)));
        assert_eq!(numbers, [1, 1, 2, 3, 3, 4, 4]);
    }
}
