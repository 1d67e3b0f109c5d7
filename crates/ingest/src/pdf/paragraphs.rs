//! Paragraphs from lines: a line goes on in the next unless it stops short of the margin, or the next is indented, of
//! another size, or set off by a gap. Notes at the foot of a page come after the paragraph that they interrupt.

use super::lines::{Line, Page, is_wide};
use crate::draft;
use chuchu_model::Place;

/// A line stops short when so many of its characters would still fit.
const SHORT: f64 = 1.8;
/// A line is indented by so many characters at least, and at most.
const INDENT: std::ops::Range<f64> = 0.8..6.0;
/// Sizes that differ by this share are different.
const OTHER_SIZE: f64 = 0.1;
/// A gap is so many times the usual distance of lines.
const SET_OFF: f64 = 1.4;

/// What is usual in a document.
#[derive(Debug)]
struct Habits {
    size: f64,
    pitch: f64,
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

/// Joins the lines of all pages. Cost: linear.
pub(super) fn join(pages: &[Page]) -> Vec<draft::Line> {
    let habits = Habits::of(pages);
    let (mut done, mut waiting): (Vec<draft::Line>, Vec<draft::Line>) = (Vec::new(), Vec::new());
    let mut open: Option<(draft::Line, Placed<'_>)> = None;
    for page in pages {
        let margins = Margins::of(page, &habits);
        let (body, foot) = page.lines.split_at(foot(page, &habits));
        for line in body {
            let next = Placed { line, page: page.number, margins };
            open = Some(match open.take() {
                Some((paragraph, last)) if goes_on(last, next, &habits) => (continued(paragraph, last, next), next),
                ended => {
                    done.extend(ended.map(|(paragraph, _)| paragraph));
                    done.append(&mut waiting);
                    (begun(next), next)
                }
            });
        }
        let mut notes: Option<(draft::Line, Placed<'_>)> = None;
        for line in foot {
            let next = Placed { line, page: page.number, margins };
            let labelled = line.text.starts_with(|c: char| matches!(c, '①'..='⑳' | '[' | '［' | '〔' | '*' | '注') || c.is_ascii_digit());
            notes = Some(match notes.take() {
                Some((note, last)) if !labelled && goes_on(last, next, &habits) => (continued(note, last, next), next),
                ended => {
                    waiting.extend(ended.map(|(note, _)| note));
                    (begun(next), next)
                }
            });
        }
        waiting.extend(notes.map(|(note, _)| note));
    }
    done.extend(open.map(|(paragraph, _)| paragraph));
    done.append(&mut waiting);
    done
}

fn begun(first: Placed<'_>) -> draft::Line {
    let place = Place { page: Some(first.page), ..Place::default() };
    draft::Line { text: first.line.text.trim_start().to_owned(), place, ..draft::Line::default() }
}

fn continued(mut paragraph: draft::Line, last: Placed<'_>, next: Placed<'_>) -> draft::Line {
    let text = next.line.text.trim_start();
    let ends = (paragraph.text.chars().next_back(), text.chars().next());
    match ends {
        (Some('-'), Some(c)) if c.is_ascii_lowercase() => drop(paragraph.text.pop()),
        (Some(a), Some(b)) if !is_wide(a) && !is_wide(b) => paragraph.text.push(' '),
        _ => {}
    }
    if next.page != last.page {
        let place = Place { page: Some(next.page), ..Place::default() };
        paragraph.further.push((paragraph.text.len(), place));
    }
    paragraph.text.push_str(text);
    paragraph
}

fn goes_on(last: Placed<'_>, next: Placed<'_>, habits: &Habits) -> bool {
    let size = next.line.size.max(1.0);
    if (last.line.size - next.line.size).abs() > OTHER_SIZE * size {
        return false;
    }
    if (last.margins.right - last.line.right) / size > SHORT {
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
    let sentence = last.line.text.ends_with(['。', '！', '？', '”', '’', '：', '.', '!', '?']);
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
        Self { size: most(sizes).unwrap_or(12.0), pitch: most(pitches).unwrap_or(0.0) }
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
    let mut weights = std::collections::BTreeMap::new();
    for (value, weight) in values.filter(|(value, _)| value.is_finite()) {
        *weights.entry((value * 2.0).round().clamp(-1e9, 1e9) as i64).or_insert(0usize) += weight;
    }
    let best = weights.into_iter().max_by_key(|(_, weight)| *weight)?;
    Some(best.0 as f64 / 2.0)
}
