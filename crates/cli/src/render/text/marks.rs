//! Text with stretches marked 【…】, made safe for a terminal and cut to what is worth showing.

use anstyle::Style;
use chuchu_model::Span;
use std::ops::Range;

/// A marked stretch longer than this shows its two ends only, in characters.
const LONGEST_MARK: usize = 48;

/// The text on one line: line breaks and control characters become blanks, so that a document can neither
/// break the layout nor command the terminal.
pub(super) fn flat(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A title in its marks; one that has marks inside already, such as a book's and a chapter's, is left as it is.
pub(super) fn title(title: &str) -> String {
    if title.contains('《') { flat(title) } else { format!("《{}》", flat(title)) }
}

/// The beginning of a text, at most `most` characters.
pub(super) fn beginning(text: &str, most: usize) -> String {
    let text = flat(text.trim());
    match text.char_indices().nth(most) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or(&text)),
        None => text,
    }
}

/// The text with every span bracketed. `origin` is where `text` begins in the coordinates of the spans.
///
/// Spans outside the text are left out, those that reach beyond it are cut, overlapping ones merge; an
/// empty span, where something is missing, shows as 【】.
pub(super) fn marked(text: &str, origin: u32, spans: &[Span], style: Style) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for range in inside(text, origin, spans) {
        let (Some(before), Some(mark)) = (text.get(at..range.start), text.get(range.clone())) else {
            continue;
        };
        shown.push_str(&flat(before));
        shown.push_str(&format!("{style}【{}】{style:#}", ends(mark)));
        at = range.end;
    }
    shown.push_str(&flat(text.get(at..).unwrap_or_default()));
    shown
}

/// The spans as ranges of `text`, in order and apart from each other.
fn inside(text: &str, origin: u32, spans: &[Span]) -> Vec<Range<usize>> {
    let end = origin as usize + text.len();
    let mut ranges: Vec<Range<usize>> = spans
        .iter()
        .map(|span| span.range())
        .filter(|r| r.start <= end && r.end >= origin as usize)
        .map(|r| r.start.max(origin as usize) - origin as usize..r.end.min(end) - origin as usize)
        .collect();
    ranges.sort_by_key(|r| (r.start, r.end));
    ranges.dedup_by(|next, last| {
        let touches = next.start < last.end || next == last;
        if touches {
            last.end = last.end.max(next.end);
        }
        touches
    });
    ranges
}

/// A long stretch by its two ends.
fn ends(mark: &str) -> String {
    let count = mark.chars().count();
    if count <= LONGEST_MARK {
        return flat(mark);
    }
    let half = LONGEST_MARK / 2;
    let first: String = mark.chars().take(half).collect();
    let last: String = mark.chars().skip(count - half).collect();
    format!("{}…（{count}字）…{}", flat(&first), flat(&last))
}

/// The part of a text around a place: so many characters before and after it.
pub(super) fn around(text: &str, place: &Range<usize>, before: usize, after: usize) -> Range<usize> {
    let head = text.get(..place.start).unwrap_or_default();
    let tail = text.get(place.end..).unwrap_or_default();
    let start = head.char_indices().rev().take(before).last().map_or(place.start, |(at, _)| at);
    let end = tail.char_indices().nth(after).map_or(text.len(), |(at, _)| place.end + at);
    start.min(text.len())..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, origin: u32, spans: &[(u32, u32)], expect: &str) {
        let spans: Vec<Span> = spans.iter().map(|(start, end)| Span::new(*start, *end)).collect();
        assert_eq!(marked(text, origin, &spans, Style::new()), expect);
    }

    #[test]
    fn spans_are_bracketed_where_they_stand() {
        check("群众路线", 0, &[(0, 6)], "【群众】路线");
        check("群众路线", 30, &[(36, 42)], "群众【路线】");
        check("群众路线", 0, &[(6, 6)], "群众【】路线");
        check("群众路线", 0, &[(6, 12), (0, 3)], "【群】众【路线】");
    }

    #[test]
    fn spans_beyond_the_text_are_cut_and_broken_ones_left_out() {
        check("群众", 30, &[(0, 33), (90, 99)], "【群】众");
        check("群众", 0, &[(1, 2)], "群众");
        check("群众路线", 0, &[(0, 6), (3, 9)], "【群众路】线");
    }

    #[test]
    fn a_long_stretch_shows_its_ends() {
        let text = "字".repeat(100);
        let shown = marked(&text, 0, &[Span::new(0, 300)], Style::new());
        assert!(shown.contains("（100字）") && shown.chars().count() < 70, "{shown}");
    }

    #[test]
    fn control_characters_become_blanks() {
        assert_eq!(flat("a\nb\u{1b}[31m"), "a b [31m");
        assert_eq!(beginning(" 群众路线 ", 2), "群众…");
    }

    #[test]
    fn a_title_gets_its_marks_once() {
        assert_eq!([title("讲话"), title("《论》：一")], ["《讲话》", "《论》：一"]);
    }

    #[test]
    fn a_window_keeps_to_the_text() {
        let text = "一二三四五";
        assert_eq!(text.get(around(text, &(6..9), 1, 1)).unwrap(), "二三四");
        assert_eq!(text.get(around(text, &(6..9), 9, 9)).unwrap(), text);
        assert_eq!(around("", &(0..0), 3, 3), 0..0);
        assert_eq!(around(text, &(60..90), 3, 3), 15..15);
    }
}
