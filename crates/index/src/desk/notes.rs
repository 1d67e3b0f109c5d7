//! The source reference that a manuscript ties to a quotation: in brackets right after it, or in the numbered
//! note that a label right after it points to. Reading the reference itself is the parser's.

use super::markers;
use chuchu_model::{Citation, Container, Quotation, Span};
use chuchu_parser::citation::parse_at;
use chuchu_text::is_blank;

/// The longest note in brackets, in bytes: longer brackets are text.
const LONGEST: usize = 900;

/// The citation tied to a quotation; spans in bytes of the manuscript.
pub(super) fn tied(text: &str, quotation: &Quotation) -> Option<Citation> {
    let after = quotation.marks.unwrap_or(quotation.span).range().end;
    let rest = text.get(after..)?;
    let inner = rest.trim_start_matches(['。', '，', '；', ',', ';', ' ', '\u{3000}', '”', '’']);
    let at = after + rest.len() - inner.len();
    if let Some(label) = label(inner) {
        return note(text, at + label.len(), label);
    }
    bracketed(text, at)
}

/// The citation of the note that is referred to last inside a quotation; `markers` are those of the manuscript.
pub(super) fn tied_inside(text: &str, quotation: &Quotation, markers: &[Span]) -> Option<Citation> {
    let marker = markers::inside(quotation, markers).last()?;
    note(text, marker.range().end, marker.of(text)?)
}

/// The citations in the list of notes: lines that begin with a label and name a work.
pub(super) fn listed(text: &str) -> impl Iterator<Item = Citation> {
    lines(text).filter_map(|(at, line)| {
        let label = label(line)?;
        read(text, Span::from_range(at + label.len()..at + line.trim_end_matches(is_blank).len()))
    })
}

/// Lines without blanks before them, with their places in bytes.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let inked = line.trim_start_matches(is_blank);
        let start = at + line.len() - inked.len();
        at += line.len();
        (start, inked)
    })
}

/// The longest label of a footnote of Markdown, in bytes.
const LONGEST_NAME: usize = 64;

/// The label of a note that a text begins with: `[1]`, 〔1〕, ［1］, ①, `[^1]`.
fn label(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    if let Some(name) = text.strip_prefix("[^") {
        let end = name.find(']').filter(|end| (1..=LONGEST_NAME).contains(end))?;
        return text.get(..end + "[^]".len());
    }
    if matches!(first, '①'..='⑳' | '㉑'..='㉟' | '➀'..='➉') {
        return text.get(..first.len_utf8());
    }
    let close = match first {
        '[' => ']',
        '〔' => '〕',
        '［' => '］',
        '【' => '】',
        _ => return None,
    };
    let inner = text.get(first.len_utf8()..)?;
    let digits = inner.find(|c: char| !c.is_ascii_digit())?;
    let closed = inner.get(digits..)?.starts_with(close);
    (closed && (1..=3).contains(&digits)).then(|| text.get(..first.len_utf8() + digits + close.len_utf8()))?
}

/// The first line after `from` that begins with a label.
fn note(text: &str, from: usize, wanted: &str) -> Option<Citation> {
    let (at, line) = lines(text).find(|(at, line)| *at >= from && label(line) == Some(wanted))?;
    read(text, Span::from_range(at + wanted.len()..at + line.trim_end_matches(is_blank).len()))
}

fn bracketed(text: &str, at: usize) -> Option<Citation> {
    let rest = text.get(at..)?;
    let (open, close) = [('（', '）'), ('(', ')'), ('〔', '〕'), ('［', '］'), ('[', ']')]
        .into_iter()
        .find(|(open, _)| rest.starts_with(*open))?;
    let mut depth = 0usize;
    for (offset, c) in rest.char_indices().take_while(|(offset, _)| *offset <= LONGEST) {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
        }
        if depth == 0 {
            return read(text, Span::from_range(at..at + offset + c.len_utf8()));
        }
    }
    None
}

/// A stretch as a citation; `None` when it names no work: neither a title in marks, nor a title with a date
/// or a page, a press or a year.
fn read(text: &str, span: Span) -> Option<Citation> {
    let blanks = span.of(text)?;
    let lead = blanks.len() - blanks.trim_start_matches(|c| is_blank(c) || c == ':').len();
    let span = Span::from_range(span.range().start + lead..span.range().end);
    let citation = parse_at(text, span);
    (citation.title().is_some() && (citation.raw.contains('《') || is_dated(&citation))).then_some(citation)
}

fn is_dated(citation: &Citation) -> bool {
    let told = |c: &Container| {
        c.year.is_some() || c.date.is_some() || !c.pages.is_empty() || !c.publishers.is_empty()
    };
    !citation.dates.is_empty() || citation.containers.iter().any(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_model::QuotationKind;

    #[track_caller]
    fn check(text: &str, expect: Option<&str>) {
        let (open, close) = (text.find('“').unwrap(), text.find('”').unwrap());
        let span = Span::from_range(open + 3..close);
        let quotation = Quotation {
            span,
            spans: vec![span],
            text: span.of(text).unwrap().to_owned(),
            marks: Some(Span::from_range(open..close + 3)),
            kind: QuotationKind::Speech,
            speaker: None,
            cue: None,
            work: None,
            date: None,
            depth: 1,
        };
        let title = tied(text, &quotation).and_then(|c| c.title().map(str::to_owned));
        assert_eq!(title.as_deref(), expect, "{text}");
    }

    #[test]
    fn a_bracket_right_after_is_the_source() {
        check("“一切为了群众”（《论联合政府》，1945年）。", Some("论联合政府"));
        check("“一切为了群众。”（笑声）", None);
        check("“一切为了群众”，他说（《论联合政府》）", None);
    }

    #[test]
    fn a_label_points_to_its_note() {
        check(
            "“一切为了群众”[2]。\n注释\n[1] 《矛盾论》。\n[2] 《论联合政府》，1945年。",
            Some("论联合政府"),
        );
        check("“一切为了群众”①。\n①《论联合政府》", Some("论联合政府"));
        check("“一切为了群众”[^甲]。\n\n[^甲]: 《论联合政府》\n", Some("论联合政府"));
        check("“一切为了群众”[3]。\n[1] 《矛盾论》。", None);
    }

    #[test]
    fn the_list_of_notes_is_read() {
        let text = "正文[1]。\n\n注释\n\n[1] 《矛盾论》。\n[2] 同意。\n";
        let titles: Vec<_> = listed(text).filter_map(|c| c.title().map(str::to_owned)).collect();
        assert_eq!(titles, ["矛盾论"]);
    }
}
