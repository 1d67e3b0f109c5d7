//! Source notes right after a quotation: （毛泽东：《论联合政府》）, （同上）, ——《孟子》. Full citations are
//! read by the citation grammar; here only who and what a note names.

use super::{known, names, reach};
use crate::words::Words;
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
    if dashed.len() == rest.len() {
        return told(text, from, rest);
    }
    let from = from + rest.len() - dashed.len();
    let range = from..from + line_end(dashed);
    read(text, range.clone(), false).or_else(|| signed(text, range, at))
}

/// A name alone after a dash: ——鲁迅, ——鲁迅语. One told by its shape alone counts after a whole sentence.
fn signed(text: &str, range: Range<usize>, at: usize) -> Option<Note> {
    let name = person(text.get(range.clone())?, true)?;
    let printed = text.get(range.start + name.start..range.start + name.end)?;
    let whole = reach::near(text, at).trim_end_matches(reach::closes).ends_with(reach::ends_sentence);
    let person = Some(range.start + name.start..range.start + name.end);
    (known::is_known(printed) || whole && names::is_name(printed)).then(|| Note {
        range,
        person,
        ..Note::default()
    })
}

/// Words that point at what was just quoted.
static THIS: Words = Words::new(&[
    "这句话",
    "这段话",
    "这句诗",
    "这两句诗",
    "这句名言",
    "这句古语",
    "这句古训",
    "这一名言",
    "这话",
    "此语",
    "此句",
    "此言",
    "一语",
    "语",
    "这",
]);

/// Words that name the place of words.
static FROM: Words =
    Words::new(&["出自", "语出", "源自", "典出", "见于", "引自", "摘自", "取自", "语本", "源出", "来自"]);

/// What makes a person before it the author of what was quoted.
static OWN: Words = Words::new(&[
    "的话",
    "的名言",
    "的诗句",
    "的名句",
    "的诗",
    "的教导",
    "的教诲",
    "的警句",
    "的格言",
    "的论断",
    "说的",
    "讲的",
    "写的",
    "说过的",
    "的词句",
    "的一句话",
    "的一句名言",
    "的原话",
]);

/// A source told in words after the quotation: ，语出《礼记》; 这是毛泽东的话; 屈原的诗句. `rest` begins at `from`.
fn told(text: &str, from: usize, rest: &str) -> Option<Note> {
    let bare = THIS.starts(rest).and_then(|this| rest.get(this.len()..)).unwrap_or(rest);
    let at = from + rest.len() - bare.len();
    if let Some(verb) = FROM.starts(bare).or_else(|| FROM.starts(rest)) {
        let start = if FROM.starts(bare).is_some() { at } else { from } + verb.len();
        let length = line_end(text.get(start..)?.get(..).filter(|t| !t.is_empty())?).min(LONGEST);
        let end = (start..=start + length).rev().find(|i| text.is_char_boundary(*i))?;
        let clause = text.get(start..end)?.split(['，', ',']).next()?;
        return read(text, start..start + clause.len(), false);
    }
    let owned = ["正是", "就是", "便是", "是", ""].iter().find_map(|lead| {
        let tail = bare.strip_prefix(lead)?;
        let name =
            known::at_start(tail).or_else(|| names::at_start(tail, |rest| OWN.starts(rest).is_some()))?;
        let rest = tail.get(name.len()..)?;
        // 屈原的诗句“…: the words to come
        let after = rest.get(OWN.starts(rest)?.len()..)?.trim_start_matches(['：', '，', ':', ',']);
        let owns = !after.starts_with(['“', '「', '"', '‘', '『']);
        (owns && (!lead.is_empty() || known::is_known(name))).then_some((at + bare.len() - tail.len(), name))
    });
    let (start, name) = owned?;
    let person = Some(start..start + name.len());
    Some(Note { range: start..start + name.len(), person, ..Note::default() })
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
    // 鲁迅语
    let spoken = bare.strip_suffix(['语', '句', '诗']).filter(|b| known::is_known(b) || names::is_name(b));
    let (bare, head) =
        spoken.map_or((bare, head), |b| (b, head.get(..head.len() - '语'.len_utf8()).unwrap_or(head)));
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
    fn sources_told_in_words() {
        check("好。”——鲁迅语。", Some((Some("鲁迅"), None)));
        check("”（鲁迅语）", Some((Some("鲁迅"), None)));
        check("”，语出《礼记》。", Some((None, Some("礼记"))));
        check("”，这句话出自毛泽东《实践论》。", Some((Some("毛泽东"), Some("实践论"))));
        check("好。”这是王小明的话。", Some((Some("王小明"), None)));
        check("好。”屈原的诗句", Some((Some("屈原"), None)));
        check("”——丝路新篇", None);
        check("”，这是大家的话", None);
    }

    #[test]
    fn ibid_points_back() {
        let note = after("”（同上）", "”".len()).unwrap();
        assert!(note.same.is_some());
    }
}
