//! Source notes right after a quotation: （毛泽东：《论联合政府》）, （同上）, ——《孟子》. Full citations are
//! read by the citation grammar; here only who and what a note names.

use super::{known, names, reach};
use chuchu_model::PartialDate;
use std::ops::Range;

/// What a note after a quotation names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Note {
    /// The note without brackets, in the strand.
    pub(crate) range: Range<usize>,
    /// The person printed in it.
    pub(crate) person: Option<Range<usize>>,
    /// The title printed in it, without marks.
    pub(crate) work: Option<Range<usize>>,
    /// The place of 同上, where the note only points back.
    pub(crate) same: Option<Range<usize>>,
    /// The first date printed in it.
    pub(crate) date: Option<PartialDate>,
}

/// Words that point back to the note before.
const SAME: &[&str] = &["同上", "同前", "同注", "出处同上"];

/// Words that may open a note.
const OPENERS: &[&str] = &["参见", "转引自", "引自", "语出", "出自", "见", "载", "摘自", "源自"];

/// Most bytes in a note.
const LONGEST: usize = 600;

/// The note that follows a closing mark at `at`, a full stop or comma between them passed over.
pub(crate) fn after(text: &str, at: usize) -> Option<Note> {
    let tail = reach::after(text, at);
    let rest = tail.trim_start_matches(['。', '，', '；', ',', ';', ' ']);
    let from = at + tail.len() - rest.len();
    if let Some(inner) = rest.strip_prefix(['（', '(', '［', '[', '〔']) {
        let opening = rest.len() - inner.len();
        let length = closing(inner).filter(|n| *n <= LONGEST)?;
        return read(text, from + opening..from + opening + length, true);
    }
    let dashed = rest.trim_start_matches(['—', '─', '―']);
    let from = from + rest.len() - dashed.len();
    (dashed.len() < rest.len()).then(|| line_end(dashed)).and_then(|n| read(text, from..from + n, false))
}

/// Where the bracket closes that stands open before `inner`.
fn closing(inner: &str) -> Option<usize> {
    let mut depth = 0;
    for (offset, c) in inner.char_indices() {
        match c {
            '（' | '(' | '［' | '[' | '〔' => depth += 1,
            '）' | ')' | '］' | ']' | '〕' if depth == 0 => return Some(offset),
            '）' | ')' | '］' | ']' | '〕' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Where a note after a dash ends.
fn line_end(rest: &str) -> usize {
    rest.find(['。', '\n', '；']).unwrap_or(rest.len())
}

fn read(text: &str, range: Range<usize>, bracketed: bool) -> Option<Note> {
    let inner = text.get(range.clone())?;
    if inner.contains("简称") {
        return None;
    }
    let mut note = Note { range: range.clone(), ..Note::default() };
    if let Some(word) = SAME.iter().find(|w| inner.trim_start().starts_with(**w)) {
        note.same = Some(range.start..range.start + word.len());
        return Some(note);
    }
    note.work = title(inner).map(|t| range.start + t.start..range.start + t.end);
    note.person =
        person(inner, bracketed && note.work.is_none()).map(|p| range.start + p.start..range.start + p.end);
    // a year of publication is not when the words were said
    let dates = if inner.contains("出版") { Vec::new() } else { chuchu_text::date::find_all(inner) };
    note.date = dates.first().and_then(chuchu_text::date::FoundDate::first);
    (note.work.is_some() || note.person.is_some()).then_some(note)
}

/// The first title in 《》.
fn title(inner: &str) -> Option<Range<usize>> {
    let start = inner.find('《')? + '《'.len_utf8();
    let length = inner.get(start..)?.find('》')?;
    let begins = inner.get(..start - '《'.len_utf8())?;
    (length > 0 && reach::han_count(begins) <= 16).then_some(start..start + length)
}

/// The person before the title, or the only words of a note that is a name alone.
fn person(inner: &str, alone: bool) -> Option<Range<usize>> {
    let end = if alone { inner.len() } else { inner.find('《')? };
    let head = inner.get(..end)?.trim_end_matches(['：', ':', ' ', '，', ',', '在']);
    let opened = OPENERS.iter().find_map(|o| head.strip_prefix(o)).unwrap_or(head);
    let bare = opened.trim_start_matches(['：', ':', ' ']);
    let bare = after_country(bare);
    let whole = known::is_known(bare) || names::is_name(bare);
    let foreign = bare.contains('·') && reach::han_count(bare) <= 14;
    let plain = !alone && (2..=8).contains(&reach::han_count(bare)) && bare.chars().all(chuchu_text::is_han);
    let start = head.len() - bare.len();
    (!bare.is_empty() && (whole || foreign || plain)).then_some(start..head.len())
}

/// A name without the country or dynasty in brackets before it.
fn after_country(name: &str) -> &str {
    let bracketed = name.starts_with(['［', '[', '（', '(', '〔']);
    let end = bracketed.then(|| name.find(['］', ']', '）', ')', '〕'])).flatten();
    end.and_then(|e| name.get(e..)).map_or(name, |rest| {
        let mut chars = rest.chars();
        chars.next();
        chars.as_str()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<(Option<&str>, Option<&str>)>) {
        let at = text.find('”').unwrap() + '”'.len_utf8();
        let note = after(text, at);
        let part = |r: &Option<Range<usize>>| r.clone().and_then(|r| text.get(r));
        assert_eq!(note.as_ref().map(|n| (part(&n.person), part(&n.work))), expect, "{text}");
    }

    #[test]
    fn notes_in_brackets_and_after_dashes() {
        check("”（毛泽东：《论联合政府》）", Some((Some("毛泽东"), Some("论联合政府"))));
        check("”。（《论联合政府》）", Some((None, Some("论联合政府"))));
        check("”——《孟子》", Some((None, Some("孟子"))));
        check("”（列宁）", Some((Some("列宁"), None)));
        check("”（[德]马克思《资本论》第一卷）", Some((Some("马克思"), Some("资本论"))));
    }

    #[test]
    fn other_brackets_are_no_notes() {
        check("”（是否拥护某项措施）", None);
        check("”（以下简称《决议》）", None);
        check("”，他说。", None);
    }

    #[test]
    fn ibid_points_back() {
        let note = after("”（同上）", "”".len()).unwrap();
        assert!(note.same.is_some());
    }
}
