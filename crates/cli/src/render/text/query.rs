//! A query with a place in it: carets below for a terminal, 【…】 within the line elsewhere.

use super::{columns, marks};
use chuchu_index::Note;
use chuchu_model::Span;

/// Characters of the query shown before and after the place.
const AROUND: usize = 30;

/// The query on a line, and a line of carets below the place.
pub(crate) fn place(query: &str, span: Span) -> String {
    let window = marks::around(query, &span.range(), AROUND, AROUND);
    let before = marks::flat(query.get(window.start..span.start() as usize).unwrap_or_default());
    let inside = marks::flat(span.of(query).unwrap_or_default());
    let inside = columns::beginning(&inside, 2 * AROUND);
    let after = marks::flat(query.get(span.end() as usize..window.end).unwrap_or_default());
    let dots = |cut: bool| if cut { "…" } else { "" };
    let (head, tail) = (dots(window.start > 0), dots(window.end < query.len()));
    let indent = " ".repeat(columns::width(head) + columns::width(&before));
    let carets = "^".repeat(columns::width(inside).max(1));
    format!("  {head}{before}{inside}{after}{tail}\n  {indent}{carets}")
}

/// A remark on a query in one line.
pub(crate) fn note(query: &str, note: &Note) -> String {
    let place = note.span.of(query).unwrap_or_default();
    format!("note: 【{}】 {}", marks::beginning(place, AROUND), note.message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_stand_below_hanzi() {
        assert_eq!(place("群众 kind:诗 a", Span::new(12, 15)), "  群众 kind:诗 a\n            ^^");
        assert_eq!(place("群众", Span::empty(6)), "  群众\n      ^");
    }
}
