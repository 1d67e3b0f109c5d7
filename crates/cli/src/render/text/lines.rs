//! Line numbers of places in a text.

use chuchu_model::Span;

/// Where the lines of a text begin.
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// One pass over the text.
    pub(super) fn of(text: &str) -> Self {
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(after_breaks).collect() }
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
