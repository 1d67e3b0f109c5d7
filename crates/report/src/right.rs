//! What should stand in the manuscript: the quotation with its differences from the source undone.

use chuchu_model::{CheckItem, Difference, DifferenceKind, Match, Verdict};

/// The right text for a quotation: its own words with every difference from the best place undone, what an ellipsis
/// leaves out still left out. Where words stand in another order, and where only a part was found, it is what stands
/// in the source. `None` where nothing differs or nothing was found.
#[must_use]
pub fn right_text(item: &CheckItem) -> Option<String> {
    let best = item.trace.matches.first()?;
    match item.trace.verdict {
        Verdict::Altered | Verdict::Punctuation | Verdict::Script => {
            Some(undone(&item.trace.text, best).unwrap_or_else(|| joined(&best.text)))
        }
        Verdict::Partial => Some(joined(&best.text)),
        Verdict::Exact | Verdict::Ellipsis | Verdict::Formula | Verdict::NotFound => None,
    }
}

/// The differences that can be undone where they stand, in order; `None` where words moved or places overlap.
pub(crate) fn edits(found: &Match) -> Option<Vec<&Difference>> {
    let mut edits: Vec<&Difference> =
        found.differences.iter().filter(|d| d.kind != DifferenceKind::Ellipsis).collect();
    edits.sort_by_key(|d| (d.query.start(), d.query.end()));
    let moved = edits.iter().any(|d| d.kind == DifferenceKind::Moved);
    let overlap = edits.windows(2).any(|two| matches!(two, [a, b] if b.query.start() < a.query.end()));
    (!moved && !overlap).then_some(edits)
}

fn undone(quotation: &str, found: &Match) -> Option<String> {
    let mut text = String::new();
    let mut at = 0;
    for edit in edits(found)? {
        text.push_str(quotation.get(at..edit.query.range().start)?);
        text.push_str(&joined(&edit.source_text));
        at = edit.query.range().end;
    }
    text.push_str(quotation.get(at..)?);
    Some(text)
}

/// Without line breaks and the blanks around them: they are the layout of the source.
pub(crate) fn joined(text: &str) -> String {
    text.lines().map(|line| line.trim_matches([' ', '\u{3000}', '\t', '\r'])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn differences_are_undone_and_ellipses_stay() {
        let item = samples::altered();
        assert_eq!(right_text(&item).as_deref(), Some("群众路线是生命线"));
        let mut item = samples::altered();
        item.trace.matches[0].differences[0].kind = DifferenceKind::Moved;
        item.trace.matches[0].text = "路线\n  是生命线".to_owned();
        assert_eq!(right_text(&item).as_deref(), Some("路线是生命线"));
        item.trace.verdict = Verdict::NotFound;
        assert_eq!(right_text(&item), None);
    }

    #[test]
    fn broken_spans_fall_back_to_the_source() {
        let mut item = samples::altered();
        item.trace.matches[0].differences[0].query = chuchu_model::Span::new(1, 2);
        assert_eq!(right_text(&item).as_deref(), Some("群众路线是生命线"));
    }
}
