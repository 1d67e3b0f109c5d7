//! [`Draft`]: the lines and notes of a file before markers stand in them, and its layout as a [`SourceText`].
//!
//! Every reader makes a draft; only here is decided how markers look and which number a note gets.

use crate::Options;
use crate::markers::Style;
use crate::source::{Comment, Format, Heading, Hints, LeftOut, Matter, SourceText};
use chuchu_model::{NoteKind, NotePlace, Place, Places, Span};
use std::collections::{BTreeMap, BTreeSet};

/// One paragraph.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) place: Place,
    /// Where it goes on elsewhere, as on the next page: offsets, in order.
    pub(crate) further: Vec<(usize, Place)>,
    pub(crate) heading: Option<u8>,
    /// Where notes are referred to, in order.
    pub(crate) references: Vec<Reference>,
}

/// A reference to a note.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    /// Offset into the line.
    pub(crate) at: usize,
    pub(crate) note: NoteKey,
    /// The run that holds it, where the reader counts runs.
    pub(crate) source: usize,
}

/// Which note.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NoteKey {
    pub(crate) endnote: bool,
    /// The file's own name of it.
    pub(crate) id: String,
}

/// A place in a draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) line: usize,
    /// Offset into the line.
    pub(crate) at: usize,
    /// How many references of the line stand before it.
    pub(crate) references: usize,
}

/// A comment, with both ends of what it is about.
#[derive(Clone, Debug, Default)]
pub(crate) struct Remark {
    /// The file's own name of it.
    pub(crate) id: String,
    pub(crate) author: String,
    pub(crate) text: String,
    pub(crate) from: Option<Spot>,
    pub(crate) to: Option<Spot>,
}

/// A file before its layout.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) lines: Vec<Line>,
    pub(crate) notes: BTreeMap<NoteKey, String>,
    /// The pages of notes, where the file has pages.
    pub(crate) note_pages: BTreeMap<NoteKey, u32>,
    pub(crate) comments: Vec<Remark>,
    pub(crate) left_out: BTreeMap<Matter, usize>,
    pub(crate) hints: Hints,
}

/// Where a line of the draft stands in the text.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The marker of each reference of the line.
    pub(crate) markers: Vec<Span>,
}

/// A text laid out, and the way back to its draft.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) source: SourceText,
    pub(crate) lines: Vec<Line>,
    pub(crate) rows: Vec<Row>,
    /// The lines of notes, each with the line and the reference that it is tied to.
    pub(crate) notes: Vec<(Span, (usize, usize))>,
}

impl Draft {
    /// Remembers that something is left out.
    pub(crate) fn leave_out(&mut self, what: Matter) {
        *self.left_out.entry(what).or_default() += 1;
    }

    /// The text. Cost: linear.
    pub(crate) fn lay_out(mut self, format: Format, options: &Options) -> Layout {
        let numbers = self.number();
        let style = self.style();
        let mut out = Writer { style, ..Writer::default() };
        let rows: Vec<Row> = self.lines.iter().map(|line| out.line(line, &numbers)).collect();
        let notes = self.write_notes(&mut out, &numbers);
        if options.comments {
            self.write_comments(&mut out);
        }
        let comments = self.comments.iter().map(|comment| comment.laid(&self.lines, &rows)).collect();
        let left_out = self.left_out.iter().map(|(what, count)| LeftOut { what: *what, count: *count });
        let source = SourceText {
            text: out.text,
            format,
            encoding: None,
            places: out.places,
            markers: out.markers,
            headings: out.headings,
            comments,
            left_out: left_out.collect(),
            hints: self.hints,
        };
        Layout { source, lines: self.lines, rows, notes }
    }

    /// Numbers of notes in order of their first reference: footnotes from 1, endnotes after them, so that no two
    /// heads are alike. References to notes that are missing are dropped.
    fn number(&mut self) -> BTreeMap<NoteKey, Number> {
        let mut missing = 0;
        for line in &mut self.lines {
            line.references.retain(|r| {
                let there = self.notes.contains_key(&r.note);
                missing += usize::from(!there);
                there
            });
        }
        let mut seen: [Vec<&NoteKey>; 2] = [Vec::new(), Vec::new()];
        let mut known = BTreeSet::new();
        for reference in self.lines.iter().flat_map(|line| &line.references) {
            if known.insert(&reference.note) {
                seen[usize::from(reference.note.endnote)].push(&reference.note);
            }
        }
        missing += self.notes.len() - known.len();
        let footnotes = seen[0].len();
        let mut numbers = BTreeMap::new();
        for (first, keys) in [(0, &seen[0]), (footnotes, &seen[1])] {
            for (own, key) in (1..).zip(keys) {
                let kind = if key.endnote { NoteKind::Endnote } else { NoteKind::Footnote };
                let place = NotePlace { kind, number: own };
                numbers.insert((*key).clone(), Number { head: first + own as usize, place });
            }
        }
        if missing > 0 {
            self.left_out.insert(Matter::Note, missing);
        }
        numbers
    }

    fn style(&self) -> Style {
        if self.notes.is_empty() {
            return Style::default();
        }
        let lines = self.lines.iter().map(|line| line.text.as_str());
        Style::unused(lines.chain(self.notes.values().map(String::as_str)))
    }

    fn write_notes(
        &self,
        out: &mut Writer,
        numbers: &BTreeMap<NoteKey, Number>,
    ) -> Vec<(Span, (usize, usize))> {
        let mut first = BTreeMap::new();
        for (row, line) in self.lines.iter().enumerate() {
            for (at, reference) in line.references.iter().enumerate() {
                first.entry(&reference.note).or_insert((row, at));
            }
        }
        let mut sorted: Vec<(&NoteKey, &Number)> = numbers.iter().collect();
        sorted.sort_by_key(|(_, number)| number.head);
        let mut lines = Vec::new();
        for (key, number) in sorted {
            let start = out.text.len();
            out.places.push(
                start,
                Place {
                    note: Some(number.place),
                    page: self.note_pages.get(key).copied(),
                    ..Place::default()
                },
            );
            out.marker(number.head);
            out.text.push_str(self.notes.get(key).map_or("", |text| text.trim()));
            let span = Span::from_range(start..out.text.len());
            out.text.push('\n');
            lines.extend(first.get(key).map(|tie| (span, *tie)));
        }
        lines
    }

    fn write_comments(&self, out: &mut Writer) {
        for (number, comment) in (1..).zip(&self.comments) {
            let note = NotePlace { kind: NoteKind::Comment, number };
            out.places.push(out.text.len(), Place { note: Some(note), ..Place::default() });
            out.text.push_str(&comment.text);
            out.text.push('\n');
        }
    }
}

/// The numbers of a note.
#[derive(Clone, Copy, Debug)]
struct Number {
    /// In its marker.
    head: usize,
    /// As the reader sees it.
    place: NotePlace,
}

/// A text being written.
#[derive(Debug, Default)]
struct Writer {
    text: String,
    places: Places,
    markers: Vec<Span>,
    headings: Vec<Heading>,
    style: Style,
}

impl Writer {
    fn line(&mut self, line: &Line, numbers: &BTreeMap<NoteKey, Number>) -> Row {
        let start = self.text.len();
        self.places.push(start, line.place.clone());
        let mut done = 0;
        let mut markers = Vec::with_capacity(line.references.len());
        for reference in &line.references {
            self.text.push_str(line.text.get(done..reference.at).unwrap_or_default());
            done = reference.at;
            let head = numbers.get(&reference.note).map_or(0, |number| number.head);
            markers.push(self.marker(head));
        }
        self.text.push_str(line.text.get(done..).unwrap_or_default());
        for (at, place) in &line.further {
            let before = line.references.iter().zip(&markers).filter(|(reference, _)| reference.at <= *at);
            let shift: usize = before.map(|(_, marker)| marker.len() as usize).sum();
            self.places.push(start + at + shift, place.clone());
        }
        let end = self.text.len();
        let heading = line.heading.filter(|_| end > start);
        let span = Span::from_range(start..end);
        self.headings.extend(heading.map(|level| Heading { span, level }));
        self.text.push('\n');
        Row { start, end, markers }
    }

    fn marker(&mut self, number: usize) -> Span {
        let start = self.text.len();
        self.style.write(number, &mut self.text);
        let span = Span::from_range(start..self.text.len());
        self.markers.push(span);
        span
    }
}

impl Remark {
    fn laid(&self, lines: &[Line], rows: &[Row]) -> Comment {
        let offset = |spot: Spot| {
            let (line, row) = (lines.get(spot.line)?, rows.get(spot.line)?);
            let before = row.markers.iter().take(spot.references);
            let at = row.start + spot.at.min(line.text.len());
            Some(at + before.map(|marker| marker.len() as usize).sum::<usize>())
        };
        let ends = self.from.and_then(offset).zip(self.to.and_then(offset));
        Comment {
            author: self.author.clone(),
            text: self.text.clone(),
            anchor: ends.filter(|(from, to)| from <= to).map(|(from, to)| Span::from_range(from..to)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(endnote: bool, id: &str) -> NoteKey {
        NoteKey { endnote, id: id.to_owned() }
    }

    fn line(text: &str, references: &[(usize, bool, &str)]) -> Line {
        let references = references
            .iter()
            .map(|(at, end, id)| Reference { at: *at, note: key(*end, id), source: 0 })
            .collect();
        Line { text: text.to_owned(), references, ..Line::default() }
    }

    fn draft(lines: Vec<Line>, notes: &[(bool, &str, &str)]) -> Draft {
        let notes = notes.iter().map(|(end, id, text)| (key(*end, id), (*text).to_owned())).collect();
        Draft { lines, notes, ..Draft::default() }
    }

    #[test]
    fn endnotes_are_numbered_after_footnotes_and_places_say_their_own_number() {
        let lines = vec![line("甲乙", &[(3, true, "9"), (6, false, "2")])];
        let draft = draft(lines, &[(true, "9", "尾"), (false, "2", "脚")]);
        let laid = draft.lay_out(Format::Docx, &Options::default());
        assert_eq!(laid.source.text, "甲〔2〕乙〔1〕\n〔1〕脚\n〔2〕尾\n");
        let places: Vec<String> = laid
            .notes
            .iter()
            .map(|(span, _)| laid.source.places.of(*span).map(ToString::to_string).unwrap_or_default())
            .collect();
        assert_eq!(places, ["footnote 1", "endnote 1"]);
        assert!(laid.source.markers.iter().all(|span| span.of(&laid.source.text).unwrap().starts_with('〔')));
    }

    #[test]
    fn a_text_that_prints_such_markers_gets_others() {
        let lines = vec![line("甲〔1〕", &[(3, false, "1")])];
        let laid = draft(lines, &[(false, "1", "注")]).lay_out(Format::Docx, &Options::default());
        assert_eq!(laid.source.text, "甲［1］〔1〕\n［1］注\n");
    }

    #[test]
    fn what_has_no_partner_is_told_not_printed() {
        let lines = vec![line("甲", &[(3, false, "7")])];
        let laid = draft(lines, &[(false, "1", "注")]).lay_out(Format::Docx, &Options::default());
        assert_eq!(laid.source.text, "甲\n");
        assert_eq!(laid.source.left_out, [LeftOut { what: Matter::Note, count: 2 }]);
    }
}
