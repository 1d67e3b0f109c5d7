//! What stands round a citation: outer brackets, a leading —— or 出处：, note labels, the final full stop, and
//! further citations in the same note.

use super::bracket;
use super::code;
use super::dates;
use super::scan::{Scan, Words, closes_round, is_colon, is_comma, opens_round, opens_square};
use chuchu_model::Diagnostic;
use chuchu_text::is_han;
use std::ops::Range;

/// Words before a citation that say it is one.
static LABELS: Words =
    Words::new(&["出处", "來源", "来源", "资料来源", "文献来源", "引文出处", "原文出处", "语出"]);

/// The glyphs of the citation proper, and what was noticed about its frame.
#[derive(Debug)]
pub(super) struct Framed {
    pub(super) range: Range<usize>,
    pub(super) remarks: Vec<Diagnostic>,
}

/// Takes the frame off.
pub(super) fn take_off(scan: &Scan<'_>) -> Framed {
    let mut framed = Framed { range: 0..scan.len(), remarks: Vec::new() };
    framed.stop(scan);
    framed.brackets(scan);
    framed.lead(scan);
    framed.stop(scan);
    framed.further(scan);
    framed.stop(scan);
    framed
}

impl Framed {
    fn stop(&mut self, scan: &Scan<'_>) {
        while self.range.len() > 1 && matches!(scan.at(self.range.end - 1), '。' | '．' | '；' | ';') {
            self.range.end -= 1;
        }
        if self.range.len() > 1 && scan.at(self.range.end - 1) == '.' {
            self.range.end -= 1;
        }
    }

    /// （《…》…，第145页）: the whole in brackets (s000 excerpt 20).
    fn brackets(&mut self, scan: &Scan<'_>) {
        let square = opens_square(scan.at(self.range.start)) && marked(scan, self.range.clone());
        if !opens_round(scan.at(self.range.start)) && !square {
            return;
        }
        let last = self.range.end - 1;
        match bracket::close(scan, self.range.start, scan.len()) {
            Some(close) if close == last => {
                let span = scan.span(self.range.clone());
                self.remarks.push(code::WHOLE_IN_BRACKETS.at(span, "the whole citation stands in brackets"));
                self.range = self.range.start + 1..last;
            }
            None if matches!(scan.at(self.range.start + 1), '《' | '“') => {
                let place = scan.after(self.range.end);
                self.remarks.push(code::UNBALANCED_BRACKET.repair(place, "） is missing", "）"));
                self.range.start += 1;
            }
            _ => {}
        }
        if self.range.len() > 1 && closes_round(scan.at(self.range.start)) {
            self.range.start += 1;
        }
    }

    /// ——, 出处：, [12], 〔3〕, ①.
    fn lead(&mut self, scan: &Scan<'_>) {
        loop {
            let at = self.range.start;
            if let Some(end) = note_label(scan, at) {
                self.range.start = end;
            } else if matches!(scan.at(at), '—' | '―' | '─' | '-' | '–')
                || matches!(scan.at(at), '①'..='⑳' | '⑴'..='⒇' | '⒈'..='⒛' | '＊' | '*' | '※' | '•')
            {
                self.range.start += 1;
            } else if let Some(end) =
                label(scan, at).or_else(|| note_number(scan, at)).or_else(|| for_several(scan, at))
            {
                self.range.start = end;
            } else {
                break;
            }
            if self.range.is_empty() {
                self.range = at..scan.len();
                break;
            }
        }
    }

    /// 黃光國（1988）。〈…〉。《…》。臺北：…: author–date manners where 。 parts fields.
    fn stops_part_fields(&self, scan: &Scan<'_>) -> bool {
        let first = scan.find(self.range.clone(), |c| matches!(c, '。' | '《' | '〈'));
        let Some(stop) = first.filter(|n| scan.at(*n) == '。' && closes_round(scan.before(*n))) else {
            return false;
        };
        stop.checked_sub(5).is_some_and(|n| {
            dates::bare_year(scan, n).is_some() || dates::bare_year(scan, n.saturating_sub(1)).is_some()
        })
    }

    /// Keeps the first of several citations in one note: …，第150页；又见冀朝鼎：《…》, …，第3页，转引自张三：《…》.
    fn further(&mut self, scan: &Scan<'_>) {
        let words = ["转引自", "轉引自", "并见", "並見", "亦见", "又见", "另见", "另參見", "另参见"];
        let leads = |n: usize| is_comma(scan.at(n)) && scan.any(n + 1, &words).is_some();
        let stops = self.stops_part_fields(scan);
        let cut = (self.range.start + 1..self.range.end).find(|n| {
            (matches!(scan.at(*n), '；' | ';') || (scan.at(*n) == '。' && !stops) || leads(*n))
                && !(scan.at(n + 1) == '第' && scan.number(n + 2).is_some())
                && level(scan, self.range.start..*n) == 0
                && (marked(scan, self.range.start..*n) && scan.any(n + 1, &words).is_some()
                    || both_cite(scan, self.range.start..*n, n + 1..self.range.end))
        });
        if let Some(cut) = cut {
            let span = scan.span(cut + 1..self.range.end);
            self.remarks.push(code::FURTHER_CITATION.at(span, "a further citation follows"));
            self.range.end = cut;
        }
    }
}

fn label(scan: &Scan<'_>, i: usize) -> Option<usize> {
    let (_, end) = scan.one_of(i, &LABELS)?;
    matches!(scan.at(end), '：' | ':').then_some(end + 1)
}

/// 以上均见, 以下各条引自: a source of several texts.
fn for_several(scan: &Scan<'_>, i: usize) -> Option<usize> {
    let (_, at) = scan.any(i, &["以上", "以下", "本文引文", "文中引文", "本编引文", "所引"])?;
    let verb = |n: usize| scan.any(n, &["见", "引自", "摘自", "选自", "出自", "据", "载"]);
    let (start, end) = (at + 1..at + 8).find_map(|n| verb(n).map(|(_, end)| (n, end)))?;
    let between = scan.ink(at..start);
    let all =
        ["均", "都", "皆", "各", "诸", "几", "两", "三", "四", "五"].iter().any(|w| between.starts_with(w));
    all.then_some(end)
}

/// 注1：, 注释①：, 注：: the label of a note.
fn note_label(scan: &Scan<'_>, i: usize) -> Option<usize> {
    let lettered = scan.at(i).is_ascii_alphabetic() && matches!(scan.at(i + 1), '.' | '．');
    if lettered && i == 0 && is_han(scan.at(i + 2)) && scan.gap(i + 2).is_none() {
        return Some(i + 2); // a.河南省文物研究所：《…》
    }
    let (_, at) = scan.any(i, &["注释", "註釋", "脚注", "注", "註"])?;
    let circled = at + usize::from(matches!(scan.at(at), '①'..='⑳'));
    let end = scan.number(at).map_or(circled, |n| n.end);
    is_colon(scan.at(end)).then_some(end + 1)
}

/// [12], 〔3〕, ［1］ before a citation; [德] before a name is none.
fn note_number(scan: &Scan<'_>, i: usize) -> Option<usize> {
    if !opens_square(scan.at(i)) {
        return None;
    }
    let number = scan.number(i + 1)?;
    matches!(scan.at(number.end), ']' | '］' | '〕' | '】').then_some(number.end + 1)
}

/// Whether both sides of a mark are citations: each with a title in 《》, or one in foreign letters with its year.
fn both_cite(scan: &Scan<'_>, before: Range<usize>, behind: Range<usize>) -> bool {
    let sides = (marked(scan, before.clone()), marked(scan, behind.clone()));
    match sides {
        (true, true) => true,
        (true, false) => foreign(scan, behind),
        (false, true) => {
            let first = scan.find(behind.clone(), |c| matches!(c, '；' | ';')).unwrap_or(behind.end);
            marked(scan, behind.start..first) && foreign(scan, before)
        }
        (false, false) => false,
    }
}

/// Whether a stretch is a reference in foreign letters: no Chinese character, a word or more, a year.
fn foreign(scan: &Scan<'_>, range: Range<usize>) -> bool {
    let letters = range.clone().filter(|n| scan.at(*n).is_alphabetic()).count();
    let dated = range.clone().any(|n| dates::bare_year(scan, n).is_some());
    letters >= 12 && dated && scan.find(range, is_han).is_none()
}

fn marked(scan: &Scan<'_>, range: Range<usize>) -> bool {
    scan.find(range, |c| matches!(c, '《' | '〈' | '》')).is_some()
}

/// How many titles and brackets are open at the end of a range.
fn level(scan: &Scan<'_>, range: Range<usize>) -> usize {
    let mut depth = 0usize;
    for n in range {
        match scan.at(n) {
            '《' | '（' | '(' | '“' | '〈' => depth += 1,
            '》' | '）' | ')' | '”' | '〉' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth
}
