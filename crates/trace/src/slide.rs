//! Where an omission or addition can be cut in several ways, the cut at a mark: of 一切为了群众，一切依靠群众，
//! without its second clause, the clause is missing, not 为了群众，一切.

use crate::cells::Cell;
use crate::kinds::Texts;
use chuchu_model::{Difference, DifferenceKind, Span};
use chuchu_text::clause::ends_clause;

/// Slides every pure omission or addition to where it begins after a mark.
pub(crate) fn to_marks(texts: Texts<'_>, differences: &mut [Difference]) {
    for i in 0..differences.len() {
        let gap = match differences[i].kind {
            DifferenceKind::Missing if differences[i].query.is_empty() => true,
            DifferenceKind::Added if differences[i].source.is_empty() => false,
            _ => continue,
        };
        let floor =
            i.checked_sub(1).map_or((0, 0), |j| (differences[j].query.end(), differences[j].source.end()));
        let cell = Cell { query: differences[i].query, source: differences[i].source };
        if let Some(better) = earlier(texts, cell, gap, floor) {
            differences[i] = texts.difference(differences[i].kind, better);
        }
    }
}

/// The earliest-sliding cut that begins right after a mark, unless the cut does so already.
fn earlier(texts: Texts<'_>, mut cell: Cell, in_source: bool, floor: (u32, u32)) -> Option<Cell> {
    while !begins_clause(texts, cell, in_source) {
        cell = one_back(texts, cell, in_source)
            .filter(|c| c.query.start() >= floor.0 && c.source.start() >= floor.1)?;
    }
    Some(cell)
}

fn begins_clause(texts: Texts<'_>, cell: Cell, in_source: bool) -> bool {
    let (text, at) = if in_source { (texts.source, cell.source) } else { (texts.query, cell.query) };
    let before = text.get(..at.range().start).and_then(|t| t.chars().next_back());
    before.is_none_or(|c| ends_clause(c) || c == '\n')
}

/// The same cut one character earlier: the character before the gap must be the last one of the gap, and
/// stand before the cut in the other text too.
fn one_back(texts: Texts<'_>, cell: Cell, in_source: bool) -> Option<Cell> {
    let (text, at, other, point) = if in_source {
        (texts.source, cell.source, texts.query, cell.query)
    } else {
        (texts.query, cell.query, texts.source, cell.source)
    };
    let c = text.get(..at.range().start)?.chars().next_back()?;
    let same = at.of(text)?.ends_with(c) && other.get(..point.range().start)?.ends_with(c);
    let width = u32::try_from(c.len_utf8()).ok()?;
    let at = Span::new(at.start() - width, at.end() - width);
    let point = Span::empty(point.start().checked_sub(width)?);
    let (query, source) = if in_source { (point, at) } else { (at, point) };
    same.then_some(Cell { query, source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, source: &str, missing: &str, expect: &str) {
        let at = source.find(missing).unwrap();
        let cell = Cell {
            query: Span::empty(u32::try_from(at).unwrap()),
            source: Span::from_range(at..at + missing.len()),
        };
        let texts = Texts { query, source };
        let mut found = vec![texts.difference(DifferenceKind::Missing, cell)];
        to_marks(texts, &mut found);
        assert_eq!(found[0].source_text, expect);
    }

    #[test]
    fn a_missing_clause_begins_after_a_mark() {
        check(
            "要为群众，要为人民服务",
            "要为群众，要为群众办事，要为人民服务",
            "群众办事，要为",
            "要为群众办事，",
        );
        check("为人民服务", "为人民好好服务", "好好", "好好");
    }
}
