//! Block quotations: a paragraph of somebody's words after a colon, without marks (《…》写道：⏎…). The paragraph
//! after the cue is quoted, and those after it that are set in as deep; a source note at its end is read.

use super::attribution::{self, Ground};
use super::cue::{Cue, Link, Voice};
use super::cue_words::VERBS;
use super::{cue, kinds, lead, reach, shape, source_note, speaker};
use crate::words::Words;
use chuchu_model::{Document, Quotation, QuotedWork, Speaker};
use std::ops::Range;

/// Most paragraphs of a block quotation.
const MOST: usize = 12;

/// Fewest Chinese characters of its first paragraph.
const SHORTEST: usize = 12;

/// Texts that speak without being named: 文章最后说：.
static TEXTS: Words = Words::new(&[
    "文章", "该文", "此文", "文中", "该书", "书中", "信中", "日记", "序言", "序中", "诗中", "社论", "声明",
    "报道", "原文",
]);

/// Finds block quotations, in order of place. `text`: the document in print. Cost: linear in the blocks.
pub(crate) fn find(ground: &Ground<'_>, document: &Document, text: &str) -> Vec<(Range<usize>, Quotation)> {
    let strand = ground.strand.text();
    let mut found = Vec::new();
    let mut blocks = Blocks { strand, at: 0 }.peekable();
    while let Some(lead) = blocks.next() {
        let Some(first) = blocks.peek().cloned() else { break };
        if !leads(strand, &lead) || !may_quote(strand, &first) || !is_prose(ground, document, &first) {
            continue;
        }
        let Some(words) = ground.words_of(&lead) else { continue };
        let depth = |block: &Range<usize>| indent(text, ground.strand.span(block).range().start);
        let (base, deep) = (depth(&lead), depth(&first));
        blocks.next();
        let mut parts = vec![first];
        let mut ahead = blocks.clone();
        while deep > base
            && parts.len() < MOST
            && let Some(next) = ahead.next_if(|b| depth(b) == deep && may_quote(strand, b))
        {
            parts.push(next);
        }
        // set in, and back out again: else the deeper margin is that of the text
        if parts.len() > 1 && ahead.peek().is_some_and(|next| depth(next) < deep) {
            blocks = ahead;
        } else {
            parts.truncate(1);
        }
        found.extend(ground.block(&words, parts));
    }
    found
}

/// The blocks of the strand.
#[derive(Clone)]
struct Blocks<'t> {
    strand: &'t str,
    at: usize,
}

impl Iterator for Blocks<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.strand.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').unwrap_or(rest.len());
        let block = self.at..self.at + length;
        self.at = block.end + 1;
        Some(block)
    }
}

/// Whether a block ends in a colon.
fn leads(strand: &str, block: &Range<usize>) -> bool {
    strand.get(block.clone()).is_some_and(|b| b.ends_with(['：', ':']))
}

/// Whether a block may be somebody's words: prose to its end, neither marked nor numbered.
fn may_quote(strand: &str, block: &Range<usize>) -> bool {
    let Some(words) = strand.get(block.clone()) else { return false };
    let marks = ['“', '”', '「', '『', '"', '‘', '《', '（', '(', '—', '【', '[', '·', '●'];
    let opens = words.starts_with(marks) || lead::numbered(words);
    let ends = words.ends_with(['。', '！', '？', '…', '）', ')', '.']);
    !opens && ends && reach::han_count(words) >= SHORTEST
}

/// Whether a block is a paragraph of running text, no excerpt and no heading.
fn is_prose(ground: &Ground<'_>, document: &Document, block: &Range<usize>) -> bool {
    let span = ground.strand.span(block);
    let next = document.paragraphs.partition_point(|p| p.span.end() <= span.start());
    document
        .paragraphs
        .get(next)
        .is_some_and(|p| p.span.start() <= span.start() && span.end() <= p.span.end())
}

/// The blanks before a place in its line, in columns.
fn indent(text: &str, at: usize) -> usize {
    let head = text.get(..at).unwrap_or("");
    let blanks = head.chars().rev().take(40).take_while(|c| *c != '\n' && chuchu_text::is_blank(*c));
    blanks.map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Whose words a block is said to hold.
struct Source {
    cue: Cue,
    speaker: Option<speaker::Voice>,
    work: Option<(String, Range<usize>)>,
}

impl Ground<'_> {
    /// The cue at the end of a block, where it names a person or a text.
    fn words_of(&self, lead: &Range<usize>) -> Option<Source> {
        let text = self.strand.text();
        let end = lead.end - text.get(lead.clone())?.chars().next_back()?.len_utf8();
        let clause = reach::last_clause(reach::before(text, end));
        VERBS
            .ends(clause.trim_end_matches(['过', '着', '了']))
            .or_else(|| clause.ends_with("如下").then_some(""))?;
        cue::verb_at_end(clause).or_else(|| clause.ends_with("如下").then_some(false))?;
        let cue = Cue { range: end - clause.len()..end, link: Link::Colon, voice: cue::voice_of(clause) };
        let speaker = self.people.of_cue(&cue.range, None, false).filter(|v| v.sort != speaker::Sort::Body);
        let work = attribution::work_of_cue(self, &cue, speaker.as_ref());
        let named_before = || {
            let next = self.works.partition_point(|w| w.at.end <= cue.range.start);
            let work = self.works.get(next.checked_sub(1)?)?;
            (work.at.start >= lead.start && !work.is_periodical)
                .then(|| (work.title.clone(), work.at.clone()))
        };
        let work = work.or_else(|| TEXTS.within(clause).then(named_before).flatten());
        (speaker.is_some() || work.is_some()).then_some(Source { cue, speaker, work })
    }

    /// A block quotation of the given paragraphs.
    fn block(&self, source: &Source, parts: Vec<Range<usize>>) -> Option<(Range<usize>, Quotation)> {
        let text = self.strand.text();
        let (parts, note) = without_note(text, parts);
        let inside = parts.first()?.start..parts.last()?.end;
        let by_note = note.as_ref().and_then(|n| n.person.clone()).map(|at| self.people.named(at));
        let speaker = source.speaker.clone().or(by_note);
        let noted =
            note.as_ref().and_then(|n| n.work.clone()).map(|at| (self.strand.printed(&at).to_owned(), at));
        let in_note = noted.is_some();
        let work = noted.or_else(|| source.work.clone());
        let kind = kinds::of(&kinds::Signs {
            shape: shape::of(text.get(inside.clone())?),
            voice: Some(source.cue.voice).filter(|v| *v != Voice::Popular),
            speaker: speaker.as_ref().map(|v| v.sort),
            work: work.as_ref().and_then(|(_, at)| text.get(at.clone())),
            in_note,
        });
        let words: Vec<&str> = parts.iter().map(|part| self.strand.printed(part)).collect();
        let quotation = Quotation {
            span: self.strand.span(&inside),
            spans: parts.iter().flat_map(|part| self.strand.spans(part)).collect(),
            text: words.join("\n"),
            marks: None,
            kind,
            speaker: speaker.map(|v| Speaker {
                printed: self.strand.printed(&v.at).to_owned(),
                span: self.strand.span(&v.at),
                name: v.name,
            }),
            cue: Some(self.strand.span(&source.cue.range)),
            work: work.map(|(title, at)| QuotedWork { title, span: self.strand.span(&at) }),
            date: note.and_then(|n| n.date),
            depth: 1,
        };
        Some((inside, quotation))
    }
}

/// The paragraphs without the source note in brackets that ends the last one, and the note.
fn without_note(text: &str, mut parts: Vec<Range<usize>>) -> (Vec<Range<usize>>, Option<source_note::Note>) {
    let Some(last) = parts.last_mut() else { return (parts, None) };
    let words = text.get(last.clone()).unwrap_or("");
    let near = words.len() - reach::before(words, words.len()).len();
    let opening =
        words.ends_with(['）', ')']).then(|| words.rfind(['（', '('])).flatten().filter(|at| *at >= near);
    let note = opening.and_then(|at| source_note::after(text, last.start + at)).filter(|n| n.work.is_some());
    if note.is_some() {
        last.end = last.start + opening.unwrap_or(words.len());
    }
    (parts, note)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_lines_of_the_strand() {
        let blocks: Vec<_> = Blocks { strand: "甲：\n乙", at: 0 }.collect();
        assert_eq!(blocks, [0..6, 7..10]);
    }

    #[test]
    fn lists_and_marked_paragraphs_are_no_blocks() {
        let check =
            |text: &str, expect: bool| assert_eq!(may_quote(text, &(0..text.len())), expect, "{text}");
        check("从基层上看去，这个社会是乡土性的，很有意思。", true);
        check("“从基层上看去，这个社会是乡土性的，很有意思。”", false);
        check("一个外国人，毫无利己的动机，这是什么精神？", true);
        check("一、提高认识，加强领导，落实责任，按时完成。", false);
        check("很短。", false);
    }
}
