//! Paragraphs from lines: a line goes on in the next unless it stops short of the margin, or the next is indented, of
//! another size, or set off by a gap. Notes at the foot of a page come after the paragraph that they interrupt.

use super::glyph::steps;
use super::lines::{Line, Page, is_wide};
use crate::draft::{self, Draft, NoteKey, Reference};
use chuchu_model::Place;
use std::collections::BTreeMap;

/// A sentence stops short of the margin when so many of its characters would still fit; the rules against marks at
/// the head of a line take two from it.
const SHORT: f64 = 1.8;
/// Anything stops short there.
const VERY_SHORT: f64 = 4.0;
/// A line is indented by so many characters at least, and at most.
const INDENT: std::ops::Range<f64> = 0.8..6.0;
/// Sizes that differ by this share are different.
const OTHER_SIZE: f64 = 0.1;
/// Paragraphs are indented in a document when more than one line of so many is.
const ONE_INDENTED_OF: usize = 12;
/// A gap is so many times the usual distance of lines.
const SET_OFF: f64 = 1.4;

/// What is usual in a document.
#[derive(Debug)]
struct Habits {
    size: f64,
    pitch: f64,
    /// Whether paragraphs are indented, so that a line that is not goes on.
    indented: bool,
}

/// The margins of one page.
#[derive(Clone, Copy, Debug)]
struct Margins {
    left: f64,
    right: f64,
}

/// A line with its page.
#[derive(Clone, Copy)]
struct Placed<'a> {
    line: &'a Line,
    page: u32,
    margins: Margins,
}

/// Joins the lines of all pages into paragraphs and notes. Cost: linear.
pub(super) fn join(pages: &[Page], draft: &mut Draft) {
    let habits = Habits::of(pages);
    let mut waiting: Vec<draft::Line> = Vec::new();
    let mut open: Option<(draft::Line, Placed<'_>)> = None;
    for page in pages {
        let margins = Margins::of(page, &habits);
        let (body, foot) = page.lines.split_at(foot(page, &habits));
        let placed = |line| Placed { line, page: page.number, margins };
        let (notes, others) = numbered(foot.iter().map(placed), &habits);
        for next in body.iter().map(placed) {
            open = Some(match open.take() {
                Some((paragraph, last)) if goes_on(last, next, &habits) => {
                    (continued(paragraph, last, next, &notes), next)
                }
                ended => {
                    draft.lines.extend(ended.map(|(paragraph, _)| paragraph));
                    draft.lines.append(&mut waiting);
                    (begun(next, &notes), next)
                }
            });
        }
        waiting.extend(others);
        for (number, text) in notes {
            let key = key(page.number, &number);
            draft.note_pages.insert(key.clone(), page.number);
            draft.notes.insert(key, text);
        }
    }
    draft.lines.extend(open.map(|(paragraph, _)| paragraph));
    draft.lines.append(&mut waiting);
}

/// The notes at the foot of a page that begin with a number which is raised in its text, by number.
type Notes = BTreeMap<String, String>;

/// The name of a note.
fn key(page: u32, number: &str) -> NoteKey {
    NoteKey { endnote: false, id: format!("{page}:{number}") }
}

/// The notes at the foot of a page, and what else stands there.
fn numbered<'a>(foot: impl Iterator<Item = Placed<'a>>, habits: &Habits) -> (Notes, Vec<draft::Line>) {
    let mut all: Vec<(draft::Line, Placed<'a>)> = Vec::new();
    for next in foot {
        let label = |c: char| matches!(c, '①'..='⑳' | '[' | '［' | '〔' | '*' | '注') || c.is_ascii_digit();
        match all.last_mut() {
            Some((note, last)) if !next.line.text.starts_with(label) && goes_on(*last, next, habits) => {
                let text = std::mem::take(note);
                *note = continued(text, *last, next, &Notes::new());
                *last = next;
            }
            _ => all.push((begun(next, &Notes::new()), next)),
        }
    }
    let (mut notes, mut others) = (Notes::new(), Vec::new());
    for (line, _) in all {
        let number: String = line.text.chars().take_while(char::is_ascii_digit).collect();
        let text = line.text.get(number.len()..).unwrap_or_default().trim();
        if number.is_empty() || text.is_empty() || notes.contains_key(&number) {
            others.push(line);
        } else {
            notes.insert(number, text.to_owned());
        }
    }
    (notes, others)
}

fn begun(first: Placed<'_>, notes: &Notes) -> draft::Line {
    let place = Place { page: Some(first.page), ..Place::default() };
    let mut paragraph = draft::Line { place, ..draft::Line::default() };
    add(&mut paragraph, first, notes);
    paragraph
}

fn continued(mut paragraph: draft::Line, last: Placed<'_>, next: Placed<'_>, notes: &Notes) -> draft::Line {
    let ends = (paragraph.text.chars().next_back(), next.line.text.trim_start().chars().next());
    match ends {
        (Some('-'), Some(c)) if c.is_ascii_lowercase() => drop(paragraph.text.pop()),
        (Some(a), Some(b)) if !is_wide(a) && !is_wide(b) => paragraph.text.push(' '),
        _ => {}
    }
    if next.page != last.page {
        let place = Place { page: Some(next.page), ..Place::default() };
        paragraph.further.push((paragraph.text.len(), place));
    }
    add(&mut paragraph, next, notes);
    paragraph
}

/// Adds a line; raised numbers of notes of its page become references.
fn add(paragraph: &mut draft::Line, placed: Placed<'_>, notes: &Notes) {
    let text = &placed.line.text;
    let mut done = text.len() - text.trim_start().len();
    for raised in &placed.line.raised {
        let Some(number) = text.get(raised.clone()).filter(|number| notes.contains_key(*number)) else {
            continue;
        };
        paragraph.text.push_str(text.get(done..raised.start).unwrap_or_default());
        let (at, note) = (paragraph.text.len(), key(placed.page, number));
        paragraph.references.push(Reference { at, note, source: 0 });
        done = raised.end;
    }
    paragraph.text.push_str(text.get(done..).unwrap_or_default());
}

fn goes_on(last: Placed<'_>, next: Placed<'_>, habits: &Habits) -> bool {
    let size = next.line.size.max(1.0);
    if (last.line.size - next.line.size).abs() > OTHER_SIZE * size {
        return false;
    }
    let sentence = last.line.text.ends_with(['。', '！', '？', '”', '’', '：', '.', '!', '?']);
    let short = (last.margins.right - last.line.right) / size;
    if short > VERY_SHORT || short > SHORT && sentence && !habits.indented {
        return false;
    }
    let gap = last.line.y - next.line.y;
    if last.page == next.page && gap > SET_OFF * habits.pitch.max(size) {
        return false;
    }
    let indent = |placed: Placed<'_>| (placed.line.left - placed.margins.left) / size;
    if !INDENT.contains(&indent(next)) {
        return true;
    }
    let alike = (indent(last) - indent(next)).abs() < 0.3;
    alike && !sentence
}

/// Where the notes at the foot of a page begin: its last lines that are smaller than the text.
fn foot(page: &Page, habits: &Habits) -> usize {
    let small = page.lines.iter().rev().take_while(|line| line.size < (1.0 - OTHER_SIZE / 2.0) * habits.size);
    let small = small.count();
    if small == page.lines.len() { small } else { page.lines.len() - small }
}

impl Habits {
    fn of(pages: &[Page]) -> Self {
        let lines = || pages.iter().flat_map(|page| &page.lines);
        let sizes = lines().map(|line| (line.size, line.text.chars().count()));
        let pairs = pages.iter().flat_map(|page| page.lines.windows(2));
        let pitches = pairs.filter_map(|pair| match pair {
            [a, b] if a.y > b.y => Some((a.y - b.y, 1)),
            _ => None,
        });
        let mut habits =
            Self { size: most(sizes).unwrap_or(12.0), pitch: most(pitches).unwrap_or(0.0), indented: false };
        let indented = pages.iter().map(|page| {
            let Margins { left, .. } = Margins::of(page, &habits);
            let inner =
                page.lines.iter().filter(|l| INDENT.contains(&((l.left - left) / habits.size.max(1.0))));
            inner.count()
        });
        habits.indented = indented.sum::<usize>() * ONE_INDENTED_OF > lines().count();
        habits
    }
}

impl Margins {
    /// The left margin is where most lines of the text begin, or begin but for an indent; the right one is where
    /// the longest end.
    fn of(page: &Page, habits: &Habits) -> Self {
        let text = || page.lines.iter().filter(|l| (l.size - habits.size).abs() <= OTHER_SIZE * habits.size);
        let left = text().map(|line| line.left).fold(f64::INFINITY, f64::min);
        let right = text().map(|line| line.right).fold(f64::NEG_INFINITY, f64::max);
        let usual = most(text().map(|line| (line.left, 1)));
        let near = usual.filter(|usual| usual - left > 6.0 * habits.size).unwrap_or(left);
        if left.is_finite() { Self { left: near, right } } else { Self { left: 0.0, right: f64::MAX } }
    }
}

/// The value that weighs most, values being alike to half a point.
fn most(values: impl Iterator<Item = (f64, usize)>) -> Option<f64> {
    let mut weights = BTreeMap::new();
    for (value, weight) in values.filter(|(value, _)| value.is_finite()) {
        *weights.entry(steps(value * 2.0)).or_insert(0usize) += weight;
    }
    let best = weights.into_iter().max_by_key(|(_, weight)| *weight)?;
    Some(best.0 as f64 / 2.0)
}
