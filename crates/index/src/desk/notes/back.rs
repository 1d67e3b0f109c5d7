//! Notes that point back: 同上，第7页; 同上书; 同注③; 见注〔2〕.

use super::label;
use chuchu_model::{Citation, Span};
use chuchu_parser::citation::parse_at;
use chuchu_text::is_blank;

/// What a note that points back says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Back {
    /// The number of the note that it names; else the one before is meant.
    pub(super) number: Option<u32>,
}

/// Words that point to the note before.
const BEFORE: [&str; 9] =
    ["同上", "同前", "仝上", "同上书", "出处同上", "Ibid", "ibid", "引自同上", "见同上"];
/// Words that point to a note whose number follows.
const NAMED: [&str; 8] = ["同上注", "同前注", "同注释", "同注", "参见前注", "见前注", "参见注", "见注"];

/// How a note points back, if it does.
pub(super) fn read(note: &str) -> Option<Back> {
    let bare = note.trim_start_matches(|c| is_blank(c) || matches!(c, ':' | '：'));
    for word in NAMED {
        let Some(rest) = bare.strip_prefix(word) else { continue };
        let labelled = label::leading(rest).and_then(|label| label.number);
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let plain = rest.get(..digits).and_then(|digits| digits.parse().ok());
        if let Some(number) = labelled.or(plain) {
            return Some(Back { number: Some(number) });
        }
    }
    BEFORE.iter().any(|word| bare.starts_with(word)).then_some(Back { number: None })
}

/// Whether a note points back.
pub(in crate::desk) fn is_back(note: &str) -> bool {
    read(note).is_some()
}

/// The work that is meant, with the pages that are printed here; dates and years are the other note's to answer for.
/// 同上书 means the book, not the text in it.
pub(super) fn resolved(text: &str, span: Span, meant: &Citation) -> Citation {
    let printed = parse_at(text, span);
    let pages = printed.containers.into_iter().map(|c| c.pages).find(|pages| !pages.is_empty());
    let mut citation = Citation { raw: printed.raw, span: printed.span, dates: Vec::new(), ..meant.clone() };
    let book = ["书", "書", "刊"].iter().any(|word| citation.raw.contains(word));
    citation.work = citation.work.take().filter(|_| !book || citation.containers.is_empty());
    if let Some(work) = &mut citation.work {
        work.span = None;
    }
    for container in &mut citation.containers {
        (container.year, container.date) = (None, None);
        container.publishers.clear();
        container.pages = pages.clone().unwrap_or_default();
    }
    citation
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_point_to_the_one_before_or_to_a_number() {
        for (note, expect) in [
            (" 同上，第7页。", Some(None)),
            ("同上书，第7页。", Some(None)),
            ("同注③，第7页。", Some(Some(3))),
            ("见注〔12〕", Some(Some(12))),
            ("参见注5。", Some(Some(5))),
            ("《论联合政府》", None),
        ] {
            assert_eq!(read(note).map(|back| back.number), expect, "{note}");
        }
    }
}
