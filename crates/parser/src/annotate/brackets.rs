//! Brackets and title marks of running text that have no partner: 《江州志》 printed 《江州志, （见前文 left open.
//!
//! The brackets of citations are `citation`'s, quotation marks are `damage`'s. What is opened in one block and closed in
//! one of the next is sound: headings run over two lines, asides over two paragraphs. So are （ closed by ), and
//! the one bracket of a list's numbers: 1）.

use super::damage::MOST;
use super::landmarks::{Landmarks, Sight};
use super::reach;
use super::strand::Strand;
use crate::code;
use chuchu_model::{Diagnostic, Document};
use std::ops::Range;

/// In how many blocks after its own a mark may still be closed.
const BLOCKS: usize = 2;

/// The stretches of the strand that are citations, in order.
pub(super) fn cited(document: &Document, strand: &Strand) -> Vec<Range<usize>> {
    let citations = document.excerpts.iter().flat_map(|e| e.citation.iter().chain(&e.further_citations));
    let mut places: Vec<_> = citations.filter_map(|c| strand.local(c.span?)).collect();
    places.sort_unstable_by_key(|p| p.start);
    places
}

/// Whether a place stands in one of `stretches`, which are in order.
pub(super) fn within(stretches: &[Range<usize>], at: usize) -> bool {
    let next = stretches.partition_point(|s| s.start <= at);
    stretches.get(..next).unwrap_or_default().iter().rev().take(2).any(|s| at < s.end)
}

/// A mark that waits for its partner.
#[derive(Clone, Copy, Debug)]
struct Open {
    at: usize,
    mark: char,
    /// The number of its block.
    block: usize,
}

/// A remark on each mark without a partner. Cost: linear in the brackets.
pub(super) fn unbalanced(
    strand: &Strand,
    landmarks: &Landmarks<'_>,
    cited: &[Range<usize>],
) -> Vec<Diagnostic> {
    let text = landmarks.text();
    let mut reader = Reader::default();
    for (at, c) in landmarks.characters(Sight::Pair) {
        match c {
            '\n' => reader.end_block(),
            _ if within(cited, at) => {}
            '《' | '（' | '(' => reader.open.push(Open { at, mark: sound(c), block: reader.block }),
            _ => reader.close(text, at, sound(c)),
        }
    }
    reader.loose.extend(reader.open.drain(..).chain(reader.waiting.drain(..)).map(|o| (o.at, o.mark)));
    reader.loose.sort_unstable();
    let remark = |(at, mark): &(usize, char)| {
        let width = text.get(*at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let what = if matches!(mark, '《' | '（') { "not closed" } else { "closed but not opened" };
        code::UNBALANCED_MARK.at(strand.span(&(*at..at + width)), format!("{mark} is {what} here"))
    };
    reader.loose.iter().take(MOST).map(remark).collect()
}

/// A mark in full width.
fn sound(mark: char) -> char {
    match mark {
        '(' => '（',
        ')' => '）',
        other => other,
    }
}

#[derive(Default)]
struct Reader {
    /// Open marks of this block.
    open: Vec<Open>,
    /// Marks that earlier blocks left open.
    waiting: Vec<Open>,
    /// Marks without a partner.
    loose: Vec<(usize, char)>,
    block: usize,
}

impl Reader {
    fn end_block(&mut self) {
        let block = self.block;
        let loose = &mut self.loose;
        self.waiting.retain(|o| {
            let near = o.block + BLOCKS > block;
            loose.extend(Some((o.at, o.mark)).filter(|_| !near));
            near
        });
        self.waiting.append(&mut self.open);
        self.block += 1;
    }

    /// Takes a closing mark: its partner is the last mark of its kind that is open; marks opened after that one
    /// have none.
    fn close(&mut self, text: &str, at: usize, mark: char) {
        let opens = if mark == '》' { '《' } else { '（' };
        if self.open.iter().rev().any(|o| o.mark == opens) {
            while let Some(last) = self.open.pop() {
                if last.mark == opens {
                    break;
                }
                self.loose.push((last.at, last.mark));
            }
        } else if let Some(n) = self.waiting.iter().rposition(|o| o.mark == opens) {
            self.waiting.truncate(n);
        } else if mark == '》' || !counts(reach::near(text, at)) {
            self.loose.push((at, mark));
        }
    }
}

/// Whether a closing bracket after `head` closes nothing by custom: behind the number of a list (1）, a), 一）), in a
/// face of chat.
fn counts(head: &str) -> bool {
    let line = head.rsplit('\n').next().unwrap_or(head);
    if line.ends_with([':', ';', '^', '：']) {
        return true; // :) is a face
    }
    let number = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '①'..='⑳' | '０'..='９')
            || chuchu_text::numeral::is_han_numeral(c)
    };
    let before = line.trim_end_matches(number);
    let length = line.get(before.len()..).map_or(0, |n| n.chars().count());
    (1..=3).contains(&length) && !before.ends_with(chuchu_text::is_han)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[(usize, &str)]) {
        let strand = Strand::of(text);
        let found = unbalanced(&strand, &Landmarks::of(strand.text()), &[]);
        let place = |d: &Diagnostic| {
            let before = text.get(..d.span.range().start).unwrap();
            (before.chars().count(), d.span.of(text).unwrap())
        };
        assert_eq!(found.iter().map(place).collect::<Vec<_>>(), expect, "{text}");
    }

    #[test]
    fn marks_without_a_partner_are_named() {
        check("读《江州志一书，又读《江州续志》。", &[(1, "《")]);
        check("读江州志》一书。", &[(4, "》")]);
        check("他去过江州（见前文，也去过江南。", &[(5, "（")]);
        check("他去过江州见前文），也去过江南。", &[(8, "）")]);
        check("他说（见《江州志）一书。", &[(4, "《")]);
    }

    #[test]
    fn sound_marks_are_left_alone() {
        for text in [
            "读《论〈江州志〉的体例》（上）。",
            "（一）总则\n（二）附则",
            "1）水利\n2）教育\na) 乡村；b) 城镇",
            "水位（米)，流量(立方米）",
            "《关于江州\n水利的意见》的通知",
            "（以下为原文。\n第一段。\n第二段。）",
            "一是治水，1）修堤，2）浚河。",
            "他笑了:) 很高兴。",
        ] {
            check(text, &[]);
        }
    }
}
