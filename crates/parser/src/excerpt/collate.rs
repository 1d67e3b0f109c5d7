//! The citations of one compilation held against each other: a title that deviates by one character from the
//! same work cited elsewhere, and excerpts that end without a mark where the others have one.

use crate::code;
use chuchu_model::{Citation, Excerpt, PartialDate, Span};
use chuchu_text::numeral::is_han_numeral;
use std::collections::BTreeMap;

/// Works are the same only where their dates and what they stand in are.
type Place = (Vec<(PartialDate, PartialDate)>, Option<String>);

fn place_of(citation: &Citation) -> Place {
    let dates = citation.dates.iter().map(|item| (item.first(), item.last())).collect();
    (dates, citation.containers.first().and_then(|c| c.title.clone()))
}

/// Reads a title as the majority has it, where the same date is given and one character differs (s000
/// excerpt 27: 栋梁之材 against 栋梁之才 in two others).
pub(super) fn deviating_titles(text: &str, excerpts: &mut [Excerpt]) {
    let mut counts: BTreeMap<Place, BTreeMap<String, usize>> = BTreeMap::new();
    for citation in excerpts.iter().filter_map(|e| e.citation.as_ref()).filter(|c| !c.dates.is_empty()) {
        if let Some(title) = citation.work.as_ref().and_then(|w| w.title.clone()) {
            *counts.entry(place_of(citation)).or_default().entry(title).or_default() += 1;
        }
    }
    for citation in excerpts.iter_mut().filter_map(|e| e.citation.as_mut()) {
        if let Some(titles) = counts.get(&place_of(citation)) {
            repair_title(text, citation, titles);
        }
    }
}

fn repair_title(text: &str, citation: &mut Citation, titles: &BTreeMap<String, usize>) {
    let Some(work) = citation.work.as_mut() else { return };
    let (Some(title), Some(span)) = (work.title.clone(), work.span) else { return };
    let own = titles.get(&title).copied().unwrap_or(0);
    let meant = titles
        .iter()
        .filter(|(_, count)| **count > own && **count >= 2)
        .find_map(|(other, _)| one_off(&title, other).map(|edit| (other, edit)));
    let Some((other, edit)) = meant else { return };
    let place = edit.place(span);
    if place.of(text) == Some(edit.printed.as_str()) {
        let message = format!("elsewhere this title reads {other}");
        citation.diagnostics.push(code::TITLE_DEVIATES.repair(place, message, edit.meant.clone()));
        work.title = Some(other.clone());
    }
}

/// One character of a title changed, left out or put in.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Edit {
    /// Bytes before it.
    at: usize,
    printed: String,
    meant: String,
}

impl Edit {
    fn place(&self, title: Span) -> Span {
        let start = title.start() + u32::try_from(self.at).unwrap_or(0);
        Span::new(start, start + u32::try_from(self.printed.len()).unwrap_or(0))
    }
}

/// The one-character edit that turns `printed` into `meant`; `None` when they differ by more, or not at all.
fn one_off(printed: &str, meant: &str) -> Option<Edit> {
    let shared: usize =
        printed.chars().zip(meant.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (from, to) = (printed.get(shared..)?, meant.get(shared..)?);
    let tail: usize =
        from.chars().rev().zip(to.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (from, to) = (from.get(..from.len() - tail)?, to.get(..to.len() - tail)?);
    // （上） and （下）, 之一 and 之二 are different works
    let counts =
        |s: &str| s.chars().any(|c| is_han_numeral(c) || c.is_ascii_digit() || "上中下甲乙丙续".contains(c));
    if counts(from) || counts(to) {
        return None;
    }
    let small = from.chars().count() <= 1 && to.chars().count() <= 1 && (from, to) != ("", "");
    small.then(|| Edit { at: shared, printed: from.to_owned(), meant: to.to_owned() })
}

/// Marks that end a sentence, with what may close behind them.
fn ends_well(excerpt: &Excerpt) -> bool {
    excerpt
        .text
        .trim_end()
        .ends_with(['。', '！', '？', '…', '”', '’', '）', '；', '!', '?', '」', '』', '：', '—'])
}

/// Reports an excerpt that ends without a mark where most others have one (s000 excerpt 31).
pub(super) fn missing_stops(text: &str, excerpts: &mut [Excerpt]) {
    let ending = excerpts.iter().filter(|e| ends_well(e)).count();
    if ending * 2 <= excerpts.len() {
        return;
    }
    for excerpt in excerpts.iter_mut().filter(|e| !ends_well(e)) {
        let Some(end) =
            excerpt.spans.last().map(|s| s.end()).filter(|end| text.is_char_boundary(*end as usize))
        else {
            continue;
        };
        if let Some(citation) = excerpt.citation.as_mut() {
            let message = "the excerpt ends without a full stop";
            citation.diagnostics.push(code::MISSING_FULL_STOP.repair(Span::empty(end), message, "。"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_character_and_no_more() {
        let edit = one_off("栋梁之材", "栋梁之才").unwrap();
        assert_eq!((edit.at, edit.printed.as_str(), edit.meant.as_str()), (9, "材", "才"));
        assert_eq!(one_off("人民至上", "坚人民至上").unwrap().meant, "坚");
        assert!(one_off("人民至上", "人民至上").is_none());
        assert!(one_off("人民至上", "人们志上").is_none());
        assert!(one_off("论持久战（上）", "论持久战（下）").is_none());
    }
}
