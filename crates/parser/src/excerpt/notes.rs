//! Excerpts that end in a marker, [1] ① 〔1〕, whose citations are collected as notes below them.
//!
//! A scholarly article has such markers inside its sentences; a compilation has them at the ends of excerpts
//! only, one for each note. That is what tells the two apart.

use super::boundary;
use super::{Draft, Gathered};
use chuchu_model::Span;
use chuchu_text::{is_blank, numeral};

/// A marker: its number, and the bytes it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Marker {
    number: u64,
    length: usize,
}

/// The value of a number in a circle, brackets or before a stop as one character: ① ⑴ ⒈.
fn single(c: char) -> Option<u64> {
    let first = match c {
        '①'..='⑳' => '①',
        '⑴'..='⒇' => '⑴',
        '⒈'..='⒛' => '⒈',
        _ => return None,
    };
    Some(u64::from(u32::from(c) - u32::from(first)) + 1)
}

/// The marker at the beginning of a text: [1], 〔1〕, （21）, ①.
fn leading(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    if let Some(number) = single(first) {
        return Some(Marker { number, length: first.len_utf8() });
    }
    let close = match first {
        '[' => ']',
        '［' => '］',
        '〔' => '〕',
        '【' => '】',
        '（' => '）',
        '(' => ')',
        _ => return None,
    };
    let inside = text.get(first.len_utf8()..)?;
    let (number, digits) = numeral::leading(inside).filter(|(n, _)| *n < 1000)?;
    let ascii = inside.starts_with(|c| numeral::arabic_digit(c).is_some());
    let closed = inside.get(digits..)?.starts_with(close);
    (ascii && closed).then(|| Marker { number, length: first.len_utf8() + digits + close.len_utf8() })
}

/// The markers of a text, with the byte at which each begins.
fn markers(text: &str) -> Vec<(usize, Marker)> {
    text.char_indices().filter_map(|(at, _)| Some((at, leading(text.get(at..)?)?))).collect()
}

/// The number of the one marker of a text, if it stands at its end, before or behind the last mark.
fn closing(text: &str) -> Option<u64> {
    let found = markers(text);
    let [(at, marker)] = found.as_slice() else { return None };
    let rest = text.get(at + marker.length..)?;
    rest.chars()
        .all(|c| matches!(c, '。' | '”' | '！' | '？' | '；' | '’') || is_blank(c))
        .then_some(marker.number)
}

/// A note: its number, its label with the blanks behind it, and its citation.
struct Note {
    number: u64,
    label: Span,
    citation: Span,
    used: bool,
}

fn note(text: &str, block: Span) -> Option<Note> {
    let words = block.of(text)?;
    let marker = leading(words)?;
    let behind = words.get(marker.length..)?;
    let blanks = behind.len() - behind.trim_start_matches(is_blank).len();
    let at = |offset: usize| block.start() + u32::try_from(offset).unwrap_or(0);
    let citation = Span::new(at(marker.length + blanks), block.end());
    let label = Span::new(block.start(), at(marker.length));
    boundary::is_citation(text, citation).then_some(Note {
        number: marker.number,
        label,
        citation,
        used: false,
    })
}

/// Pairs excerpts with collected notes; `None` when the blocks are not of this manner. Cost: a parse a note.
pub(super) fn gather(text: &str, blocks: &[Span]) -> Option<Gathered> {
    let first = blocks.first()?;
    let notes_at = |block: &Span| block.of(text).is_some_and(|b| leading(b).is_some());
    if notes_at(first) || !blocks.iter().any(notes_at) {
        return None;
    }
    let mut notes: Vec<Note> = Vec::new();
    let mut texts: Vec<Span> = Vec::new();
    for block in blocks {
        match note(text, *block) {
            Some(note) => notes.push(note),
            None => texts.push(*block),
        }
    }
    let mut gathered = Gathered::default();
    pair(text, &texts, &mut notes, &mut gathered)?;
    let full = gathered.drafts.len() >= 2 && notes.iter().all(|n| n.used);
    full.then_some(gathered)
}

/// Joins texts up to each marker and takes the first unused note of its number. `None` where a marker stands
/// inside a text or has no note.
fn pair(text: &str, texts: &[Span], notes: &mut [Note], gathered: &mut Gathered) -> Option<()> {
    let mut open: Vec<Span> = Vec::new();
    for span in texts {
        let block = span.of(text)?;
        let apart = closing(block).is_none() && boundary::heading_like(block);
        if apart || boundary::names_notes(block) {
            gathered.rest.append(&mut open);
            gathered.rest.push(*span);
            continue;
        }
        open.push(*span);
        let Some(number) = closing(block) else {
            if !markers(block).is_empty() {
                return None;
            }
            continue;
        };
        let note = notes.iter_mut().find(|n| !n.used && n.number == number)?;
        note.used = true;
        gathered.rest.push(note.label);
        gathered.drafts.push(Draft { spans: std::mem::take(&mut open), citation: note.citation });
    }
    gathered.rest.append(&mut open);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_of_every_form() {
        for (text, number) in [("[12] 列宁", 12), ("〔3〕", 3), ("（21）", 21), ("①", 1), ("⑴", 1)]
        {
            assert_eq!(leading(text).map(|m| m.number), Some(number), "{text}");
        }
        assert_eq!(leading("（一）"), None);
        assert_eq!(leading("[德]黑格尔"), None);
        assert_eq!(closing("第三还是学习。[1]"), Some(1));
        assert_eq!(closing("第三还是学习②。"), Some(2));
        assert_eq!(closing("学习①，学习②。"), None);
    }
}
