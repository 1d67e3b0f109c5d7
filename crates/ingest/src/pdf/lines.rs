//! The lines of a page: characters on one height, blanks where there is a gap that print means.

use super::glyph::{Drawn, Glyph};
use std::ops::Range;

/// A line.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    /// Its height on the page, counted from the bottom.
    pub(super) y: f64,
    /// The size of its largest characters.
    pub(super) size: f64,
    /// Small raised numbers in it, as offsets: references to notes.
    pub(super) raised: Vec<Range<usize>>,
}

/// A page.
#[derive(Clone, Debug)]
pub(super) struct Page {
    pub(super) number: u32,
    pub(super) lines: Vec<Line>,
    pub(super) bottom: f64,
    pub(super) top: f64,
}

/// Heights that differ by less than this share of the size are one line.
const LEVEL: f64 = 0.3;
/// A raised or lowered sign, such as the number of a note, is within this share of the size.
const RAISED: f64 = 0.75;
/// And stands higher by this share at least.
const LEAST_RAISED: f64 = 0.12;
/// From this share of the size on, a gap between letters is a blank.
const GAP: f64 = 0.2;
/// From this share on, a gap between Chinese characters is one.
const WIDE_GAP: f64 = 0.9;
/// The same character drawn again so near is for boldness.
const AGAIN: f64 = 0.15;

impl Page {
    /// The lines of what is drawn. A page whose characters nobody can tell has none. Cost: linear.
    pub(super) fn of(number: u32, drawn: &Drawn) -> Self {
        let unknown = drawn.glyphs.iter().filter(|glyph| glyph.text.contains('\u{fffd}')).count();
        let mut lines: Vec<Line> = Vec::new();
        let mut last: Option<&Glyph> = None;
        if unknown * 2 <= drawn.glyphs.len() {
            for glyph in drawn.glyphs.iter().filter(|glyph| !glyph.text.is_empty()) {
                let again = last.is_some_and(|last| last.text == glyph.text && is_near(last, glyph));
                if !again {
                    add(&mut lines, glyph);
                    last = Some(glyph);
                }
            }
        }
        for line in &mut lines {
            line.text.truncate(line.text.trim_end().len());
        }
        lines.retain(|line| !line.text.trim().is_empty());
        Self { number, lines, bottom: drawn.bottom, top: drawn.top }
    }
}

fn is_near(a: &Glyph, b: &Glyph) -> bool {
    let most = AGAIN * a.size;
    (a.x - b.x).abs() < most && (a.y - b.y).abs() < most
}

fn add(lines: &mut Vec<Line>, glyph: &Glyph) {
    let blank = glyph.text.trim().is_empty();
    if let Some(line) = lines.last_mut() {
        let size = line.size.max(glyph.size);
        let height = (line.y - glyph.y).abs();
        let small = glyph.size < 0.85 * line.size || line.size < 0.85 * glyph.size;
        let level = height < LEVEL * size || small && height < RAISED * size;
        if level && glyph.x > line.right - size {
            if !blank {
                push_gap(line, glyph);
            }
            let start = line.text.len();
            line.text.push_str(&glyph.text);
            line.right = line.right.max(glyph.end);
            if glyph.size < 0.85 * line.size && glyph.y > line.y + LEAST_RAISED * line.size {
                line.raise(start);
            }
            if glyph.size > line.size && !blank {
                (line.size, line.y) = (glyph.size, glyph.y);
            }
            return;
        }
    }
    if !blank {
        let text = glyph.text.clone();
        let (left, right, y, size) = (glyph.x, glyph.end, glyph.y, glyph.size);
        lines.push(Line { text, left, right, y, size, raised: Vec::new() });
    }
}

impl Line {
    /// What was added last, from `start`, is raised.
    fn raise(&mut self, start: usize) {
        let end = self.text.len();
        let number = self.text.get(start..end).is_some_and(|t| t.bytes().all(|b| b.is_ascii_digit()));
        match self.raised.last_mut() {
            _ if !number => {}
            Some(last) if last.end == start => last.end = end,
            _ => self.raised.push(start..end),
        }
    }
}

fn push_gap(line: &mut Line, glyph: &Glyph) {
    let gap = (glyph.x - line.right) / line.size.max(0.1);
    let (Some(last), Some(next)) = (line.text.chars().next_back(), glyph.text.chars().next()) else { return };
    let narrow = last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric();
    if last != ' ' && (gap > WIDE_GAP || narrow && gap > GAP) {
        line.text.push(' ');
    }
}

/// Whether a character is written without blanks around it.
pub(super) fn is_wide(c: char) -> bool {
    chuchu_text::is_han(c)
        || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}
