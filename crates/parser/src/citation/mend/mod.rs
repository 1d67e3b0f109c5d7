//! Misprints mended before the grammar reads: the glyphs of a citation in, sound glyphs and remarks out.
//!
//! Damage is local, and what belongs at a place follows from its neighbours: a digit among digits, a closing
//! mark before the next field, a comma between two fields. So each pass walks the glyphs once, looks a bounded
//! way ahead and proposes edits; the next pass sees what the one before has mended, and the grammar sees only
//! what should have been printed. A sound citation passes through unchanged. Spans remain those of print.
//!
//! In the order of work: `doubled`, `digits`, `titles`, `inner`, `rounds`, `units`, `commas`, `names`. What never lives
//! here: reading fields.

mod commas;
mod digits;
mod doubled;
mod inner;
mod names;
mod rounds;
mod titles;
mod units;

use super::scan::Scan;
use crate::code::{self, Code};
use chuchu_model::Diagnostic;
use chuchu_text::numeral::is_han_numeral;
use std::ops::Range;

/// A misprint and what should stand in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// The glyphs to replace; empty where something is missing before its first glyph.
    pub(super) range: Range<usize>,
    /// What belongs there. Nothing for nothing stands for the blank before a glyph, which is closed up.
    pub(super) put: String,
    code: Code,
    message: String,
}

impl Edit {
    /// `put` belongs in place of what is printed.
    fn wrong(scan: &Scan<'_>, range: Range<usize>, put: &str, code: Code) -> Self {
        let message = format!("{} stands where {put} belongs", scan.raw(range.clone()));
        Self { range, put: put.to_owned(), code, message }
    }

    /// `put` is lost before glyph `at`.
    fn lost(at: usize, put: &str, code: Code) -> Self {
        Self { range: at..at, put: put.to_owned(), code, message: format!("{put} is missing") }
    }

    /// The glyph at `at` is one too many.
    fn surplus(scan: &Scan<'_>, at: usize, code: Code) -> Self {
        let message = format!("{} is printed once too often", scan.at(at));
        Self { range: at..at + 1, put: String::new(), code, message }
    }

    /// `put` is not printed before glyph `at`, which is a manner of print and no fault.
    fn unprinted(at: usize, put: &str) -> Self {
        Self { range: at..at, put: put.to_owned(), code: code::MISSING_UNIT, message: String::new() }
    }

    /// The name on `range` is read as `meant`.
    fn read_as(scan: &Scan<'_>, range: Range<usize>, meant: &str, code: Code) -> Self {
        let message = format!("{} is read as {meant}", scan.raw(range.clone()));
        Self { range, put: meant.to_owned(), code, message }
    }

    /// The blank before glyph `at` does not belong there.
    fn blank(at: usize, code: Code) -> Self {
        Self { range: at..at, put: String::new(), code, message: "a blank inside a name".to_owned() }
    }

    /// What is said of the misprint; nothing of what is none.
    fn remark(&self, scan: &Scan<'_>) -> Option<Diagnostic> {
        if self.message.is_empty() {
            return None;
        }
        let blank = scan.gap(self.range.start).filter(|_| self.range.is_empty() && self.put.is_empty());
        let span = blank.unwrap_or_else(|| scan.span(self.range.clone()));
        Some(self.code.repair(span, self.message.clone(), self.put.clone()))
    }
}

/// A pass over the glyphs.
type Pass = fn(&Scan<'_>) -> Vec<Edit>;

/// The passes in order, and whether one has work only where a title mark stands.
const PASSES: [(Pass, bool); 8] = [
    (doubled::edits, false),
    (digits::edits, false),
    (titles::edits, true),
    (inner::edits, true),
    (rounds::edits, false),
    (units::edits, true),
    (commas::edits, true),
    (names::edits, false),
];

/// The citation as it should have been printed, and a remark for every difference.
pub(super) fn mend(scan: Scan<'_>) -> (Scan<'_>, Vec<Diagnostic>) {
    let mut scan = scan;
    let mut remarks = Vec::new();
    for (pass, titled) in PASSES {
        if titled && scan.find(0..scan.len(), |c| matches!(c, '《' | '》')).is_none() {
            continue;
        }
        let mut edits = pass(&scan);
        if edits.is_empty() {
            continue;
        }
        edits.sort_by_key(|e| (e.range.start, e.range.end));
        let mut free = 0;
        edits.retain(|e| {
            let sound = e.range.start >= free;
            free = if sound { e.range.end.max(e.range.start) } else { free };
            sound
        });
        remarks.extend(edits.iter().filter_map(|e| e.remark(&scan)));
        scan = scan.mended(&edits);
    }
    (scan, remarks)
}

/// Which glyphs stand inside a title in 《》, marks included.
fn inside(scan: &Scan<'_>) -> Vec<bool> {
    let mut depth = 0usize;
    (0..scan.len())
        .map(|n| match scan.at(n) {
            '《' => {
                depth += 1;
                true
            }
            '》' => {
                let within = depth > 0;
                depth = depth.saturating_sub(1);
                within
            }
            _ => depth > 0,
        })
        .collect()
}

/// Whether glyph `n` ends a field that is not a name: a closing mark, a counted unit, the last character of a press.
fn ends_field(scan: &Scan<'_>, n: usize) -> bool {
    let before = scan.before(n);
    match scan.at(n) {
        '》' | '）' | ')' | '〕' | ']' | '社' | '局' | '馆' | '館' | '店' => true,
        '年' | '月' | '日' | '期' | '卷' | '號' | '号' | '集' | '辑' | '輯' | '册' | '冊' | '页' | '頁'
        | '本' => before.is_ascii_digit() || is_han_numeral(before) || "上中下".contains(before),
        '版' => before == '年' || before.is_ascii_digit() || is_han_numeral(before),
        _ => false,
    }
}
