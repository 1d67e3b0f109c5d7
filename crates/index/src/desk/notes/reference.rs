//! Whether a stretch of a manuscript is a source reference, and how far it reaches.

use chuchu_model::{Citation, Container, Span};
use chuchu_parser::citation::parse_at;
use chuchu_text::is_blank;

/// The longest note in brackets, in bytes: longer brackets are text.
const LONGEST: usize = 900;
/// How far from its beginning a reference in running text names its work, in characters.
const TO_THE_TITLE: usize = 20;
/// Words that send the reader to a source.
const LEADS: [&str; 12] =
    ["参见", "参阅", "参看", "详见", "转引自", "引自", "出自", "载于", "出处：", "见", "载", "——"];

/// The stretch from the bracket at `at` to the one that closes it.
pub(super) fn bracket(text: &str, at: usize) -> Option<Span> {
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
            return Some(Span::from_range(at..at + offset + c.len_utf8()));
        }
    }
    None
}

/// The reference behind a dash, on the same line or the next one: ——《孟子》.
pub(super) fn behind_dash(text: &str, at: usize) -> Option<Citation> {
    let rest = text.get(at..)?;
    let inner = rest.trim_start_matches(is_blank);
    let blanks = rest.get(..rest.len() - inner.len())?;
    if !inner.starts_with("——") || blanks.matches('\n').count() > 2 {
        return None;
    }
    let end = inner.find('\n').unwrap_or(inner.len());
    let from = at + blanks.len();
    let line = inner.get(..end)?.trim_end_matches(is_blank);
    let span = Span::from_range(from..from + line.len());
    is_reference(text, span).then(|| read(text, span)).flatten()
}

/// Whether a stretch is a reference rather than text that names a work: it begins with its work, or with who wrote
/// it or a word that sends there. （以下简称《条例》） is none.
pub(in crate::desk) fn is_reference(text: &str, span: Span) -> bool {
    let Some(words) = span.of(text) else { return false };
    let bare = words.trim_matches(|c: char| is_blank(c) || "（）():：".contains(c));
    let bare = LEADS.iter().find_map(|lead| bare.strip_prefix(lead)).unwrap_or(bare);
    let Some((before, _)) = bare.split_once('《') else { return false };
    let near = before.chars().count() <= TO_THE_TITLE;
    let named =
        before.is_empty() || before.ends_with(['：', ':', '，', ',', '、', '著', '编', '译', '载', '见']);
    near && named && !["简称", "下称", "统称"].iter().any(|word| bare.contains(word))
}

/// A stretch as a citation; `None` when it names no work: neither a title in marks, nor a title with a date
/// or a page, a press or a year.
pub(in crate::desk) fn read(text: &str, span: Span) -> Option<Citation> {
    let blanks = span.of(text)?;
    let lead = blanks.len() - blanks.trim_start_matches(|c| is_blank(c) || c == ':').len();
    let span = Span::from_range(span.range().start + lead..span.range().end);
    let citation = parse_at(text, span);
    (citation.title().is_some() && (citation.raw.contains('《') || is_dated(&citation))).then_some(citation)
}

pub(super) fn is_dated(citation: &Citation) -> bool {
    let told = |c: &Container| {
        c.year.is_some() || c.date.is_some() || !c.pages.is_empty() || !c.publishers.is_empty()
    };
    !citation.dates.is_empty() || citation.containers.iter().any(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_told_from_text_that_names_a_work() {
        for (text, expect) in [
            ("（《论联合政府》，1945年）", true),
            ("（参见毛泽东：《论联合政府》）", true),
            ("（以下简称《条例》）", false),
            ("（根据会议上讨论通过的有关文件以及《条例》的规定）", false),
            ("——《孟子·离娄上》", true),
            ("（笑声）", false),
        ] {
            assert_eq!(is_reference(text, Span::from_range(0..text.len())), expect, "{text}");
        }
    }
}
