//! [`Place`]: where in the file that an editor holds a stretch of its text stands, in her words: page, paragraph,
//! note, line. Spans point into the decoded text; places lead back to the file. What never lives here: reading files.

use crate::Span;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Where in a file something stands; what a kind of file does not have is `None`. All numbers count from 1.
///
/// ```
/// use chuchu_model::{NoteKind, NotePlace, Place};
/// let place = Place { page: Some(3), paragraph: Some(12), ..Place::default() };
/// assert_eq!(place.to_string(), "page 3, paragraph 12");
/// let note = NotePlace { kind: NoteKind::Footnote, number: 5 };
/// let place = Place { note: Some(note), ..Place::default() };
/// assert_eq!(place.to_string(), "footnote 5");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// A part of the file: the chapter of an EPUB.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The page of a PDF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<NotePlace>,
    /// The paragraph of the body, as the file counts paragraphs (empty ones too).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// The line of a plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

/// A note of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotePlace {
    /// Its kind.
    pub kind: NoteKind,
    /// Its number as the reader sees it.
    pub number: u32,
}

/// The kinds of notes that files keep apart from their text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// At the foot of a page, 脚注.
    Footnote,
    /// At the end of a text, 尾注.
    Endnote,
    /// In the margin, 批注.
    Comment,
}

impl fmt::Display for NoteKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Footnote => "footnote",
            Self::Endnote => "endnote",
            Self::Comment => "comment",
        })
    }
}

impl fmt::Display for Place {
    /// The parts that are known, from the largest to the smallest.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = [
            self.part.clone(),
            self.page.map(|n| format!("page {n}")),
            self.note.map(|note| format!("{} {}", note.kind, note.number)),
            self.paragraph.map(|n| format!("paragraph {n}")),
            self.line.map(|n| format!("line {n}")),
        ];
        f.write_str(&known.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

/// The places of a whole text: each reaches from its own offset to the next.
///
/// ```
/// use chuchu_model::{Place, Places, Span};
/// let text = "甲\n乙";
/// let places = Places::of_lines(text);
/// assert_eq!(places.of(Span::new(4, 7)).and_then(|place| place.line), Some(2));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    starts: Vec<(u32, Place)>,
}

impl Places {
    /// The lines of a plain text. Cost: one pass over the text.
    #[must_use]
    pub fn of_lines(text: &str) -> Self {
        let mut places = Self::default();
        let mut at = 0;
        for (number, line) in (1..).zip(text.split_inclusive('\n')) {
            places.push(at, Place { line: Some(number), ..Place::default() });
            at += line.len();
        }
        places
    }

    /// From byte `at` on, what follows stands at `place`. Offsets come in ascending order; one that does not is
    /// taken as the last offset.
    pub fn push(&mut self, at: usize, place: Place) {
        let last = self.starts.last().map_or(0, |(at, _)| *at);
        self.starts.push((Span::from_range(at..at).start().max(last), place));
    }

    /// The place where a span begins. Cost: a binary search.
    #[must_use]
    pub fn of(&self, span: Span) -> Option<&Place> {
        let after = self.starts.partition_point(|(at, _)| *at <= span.start());
        after.checked_sub(1).and_then(|last| self.starts.get(last)).map(|(_, place)| place)
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_before_the_first_place_has_none_and_unordered_offsets_do_not_break_the_order() {
        let mut places = Places::default();
        places.push(5, Place { paragraph: Some(1), ..Place::default() });
        places.push(2, Place { paragraph: Some(2), ..Place::default() });
        assert_eq!(places.of(Span::new(0, 1)), None);
        assert_eq!(places.of(Span::new(5, 6)).and_then(|p| p.paragraph), Some(2));
        assert!(Places::of_lines("").is_empty());
    }
}
