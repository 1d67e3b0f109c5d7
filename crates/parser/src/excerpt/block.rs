//! The blocks of a compilation: lines, joined where a citation or a sentence was broken over two of them, each
//! with its mark and its shape. What a block is by itself stands here; what it is in its document, in `manner`.

use super::Line;
use super::attribution;
use super::boundary::{self, Boundary};
use super::mark::{self, Mark};
use super::several;
use chuchu_model::Span;
use chuchu_text::is_blank;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Text without a citation.
    Text,
    /// Text with its citation behind it: the text ends at one byte, the citation begins at the other.
    Cited { text_end: u32, citation_start: u32 },
    /// The citation first, the text behind it on the same line.
    Led { citation_end: u32, text_start: u32 },
    /// A citation alone.
    Citation,
    /// A heading.
    Heading,
    /// The heading of collected notes.
    NotesHead,
    /// The heading of a preface, an afterword or the like.
    Preface,
    /// A remark of the editor or a text of the preface: no part of an excerpt.
    Apart,
    /// A number alone on its line, before each excerpt.
    Number,
    /// The head or number of a page: it may stand inside an excerpt.
    PageHead,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// From its first to its last character, its mark included.
    pub(super) span: Span,
    /// Its first line.
    first: Span,
    /// Its other lines: hardly a block has any, and a list of one would cost each its own allocation.
    further: Vec<Span>,
    /// The mark at its beginning.
    pub(super) mark: Option<Mark>,
    /// Where its words begin behind the mark.
    pub(super) words: u32,
    pub(super) shape: Shape,
    /// Whether its citation, if it has one, is weak: a name, a title, a day alone.
    pub(super) weak: bool,
    /// Whether the citation is behind a dash (then it follows its text).
    pub(super) dashed: bool,
    /// Whether its citation is full and stands without brackets.
    pub(super) full: bool,
    /// Whether its citation says that it is that of all texts before it: 以上均见.
    pub(super) sums: bool,
    /// Whether an empty line stands before it.
    pub(super) after_blank: bool,
    /// Whether the last line fills the width of the page.
    runs_on: bool,
}

/// A stretch of text and its shape, as long as nothing else is known.
struct Read {
    shape: Shape,
    weak: bool,
    dashed: bool,
    full: bool,
}

impl Read {
    fn plain(shape: Shape) -> Self {
        Self { shape, weak: false, dashed: false, full: true }
    }
}

/// A running remark of the editor.
const EDITOR: [&str; 8] = ["编者按", "編者按", "编者注", "本书编者", "〔编者", "[编者", "（编者", "编辑按"];

/// Headings of what stands round the excerpts.
const PREFACES: [&str; 20] = [
    "出版说明",
    "出版說明",
    "编辑说明",
    "編輯說明",
    "编者的话",
    "編者的話",
    "前言",
    "序言",
    "序",
    "自序",
    "后记",
    "後記",
    "编后记",
    "編後記",
    "说明",
    "凡例",
    "编者按",
    "編者按",
    "跋",
    "再版说明",
];

/// Reads the blocks. Cost: a parse or more for each line that may end a citation.
pub(super) fn read(text: &str, lines: &[Line]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(lines.len());
    for line in lines {
        let ends = several::ends(line.span.of(text).unwrap_or(""));
        if !ends.is_empty() {
            blocks.extend(several::parts(text, line, &ends).iter().map(|part| Block::of(text, part)));
            continue;
        }
        let goes_on = blocks.last_mut().is_some_and(|last| joined(text, last, line));
        if !goes_on {
            blocks.push(Block::of(text, line));
        }
    }
    blocks
}

impl Block {
    fn of(text: &str, line: &Line) -> Self {
        let mut block = Self {
            span: line.span,
            first: line.span,
            further: Vec::new(),
            mark: None,
            words: line.span.start(),
            shape: Shape::Text,
            weak: false,
            dashed: false,
            full: true,
            sums: false,
            after_blank: line.after_blank,
            runs_on: line.runs_on,
        };
        block.classify(text);
        block
    }

    fn classify(&mut self, text: &str) {
        let whole = self.span.of(text).unwrap_or("");
        self.mark = mark::leading(whole);
        let length = self.mark.map_or(0, Mark::length);
        let rest = whole.get(length..).unwrap_or("");
        let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
        self.words = self.span.start() + u32::try_from(length + blanks).unwrap_or(0);
        let read = shape(text, Span::new(self.words, self.span.end()));
        self.shape = read.shape;
        self.weak = read.weak;
        self.dashed = read.dashed;
        self.full = read.full;
        let source = match self.shape {
            Shape::Cited { citation_start, .. } => Span::new(citation_start, self.span.end()).of(text),
            Shape::Citation => Some(rest.trim_start_matches(is_blank)),
            _ => None,
        };
        self.sums = source.is_some_and(several::sums);
    }

    pub(super) fn text<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text).unwrap_or("")
    }

    pub(super) fn body<'t>(&self, text: &'t str) -> &'t str {
        Span::new(self.words, self.span.end()).of(text).unwrap_or("")
    }

    /// Its lines, in order.
    pub(super) fn lines(&self) -> impl Iterator<Item = Span> + '_ {
        [self.first].into_iter().chain(self.further.iter().copied())
    }

    /// Whether it holds text of an excerpt.
    pub(super) fn bears_text(&self) -> bool {
        matches!(self.shape, Shape::Text | Shape::Cited { .. } | Shape::Led { .. })
    }

    /// The stretches of its lines between two places.
    pub(super) fn stretch(&self, from: u32, to: u32) -> Vec<Span> {
        let cut = |line: Span| Span::new(line.start().max(from), line.end().min(to));
        self.lines().map(cut).filter(|s| !s.is_empty()).collect()
    }
}

/// What a stretch is by itself.
fn shape(text: &str, span: Span) -> Read {
    let words = span.of(text).unwrap_or("");
    if is_preface(words) || PREFACES.contains(&bare(words).as_str()) {
        return Read::plain(Shape::Preface);
    }
    if boundary::names_notes(words) {
        return Read::plain(Shape::NotesHead);
    }
    if is_page_number(words) {
        return Read::plain(Shape::PageHead);
    }
    if EDITOR.iter().any(|e| words.starts_with(e)) {
        return Read::plain(Shape::Apart);
    }
    if let Some(Boundary { text_end, citation_start, full }) = boundary::find(text, span) {
        let shape = if text_end <= span.start() {
            Shape::Citation
        } else {
            Shape::Cited { text_end, citation_start }
        };
        let dashed = shape == Shape::Citation && words.starts_with(attribution::is_dash);
        return Read { shape, weak: false, dashed, full };
    }
    weak(words, span).unwrap_or_else(|| {
        Read::plain(if boundary::heading_like(words) { Shape::Heading } else { Shape::Text })
    })
}

/// Sources that are none but by the custom of their document.
fn weak(words: &str, span: Span) -> Option<Read> {
    let at = |offset: usize| span.start() + u32::try_from(offset).unwrap_or(0);
    if attribution::may_open(words) {
        let framed = attribution::unframe(words);
        if attribution::names_source(framed.words) {
            return Some(Read { shape: Shape::Citation, weak: true, dashed: framed.dashed, full: false });
        }
    }
    if let Some(start) = attribution::behind_text(words).filter(|at| *at > 0) {
        let text_end = words.get(..start).unwrap_or("").trim_end_matches(is_blank).len();
        let shape = Shape::Cited { text_end: at(text_end), citation_start: at(start) };
        return Some(Read { shape, weak: true, dashed: true, full: false });
    }
    let (end, start) = attribution::before_text(words)?;
    let shape = if start >= words.len() {
        Shape::Citation
    } else {
        Shape::Led { citation_end: at(end), text_start: at(start) }
    };
    Some(Read { shape, weak: true, dashed: false, full: false })
}

/// - 45 -, 第45页, · 45 ·.
fn is_page_number(words: &str) -> bool {
    let figures = words.chars().filter(char::is_ascii_digit).count();
    let beside = |c: char| is_blank(c) || "-—–·第页共/，•.〔〕[]".contains(c);
    (1..=6).contains(&figures)
        && words.chars().count() <= 12
        && words.chars().all(|c| c.is_ascii_digit() || beside(c))
        && words.starts_with(['-', '—', '–', '·', '第', '•'])
        && words.ends_with(['-', '—', '–', '·', '页', '•'])
}

/// Joins a line to the block before it where a sentence or a citation was broken between them.
fn joined(text: &str, last: &mut Block, line: &Line) -> bool {
    if line.after_blank || line.opens && !continues(line.span.of(text).unwrap_or("")) {
        return false;
    }
    let filled = last.runs_on
        && matches!(last.shape, Shape::Text | Shape::Heading | Shape::Cited { .. } | Shape::Citation);
    let whole = Span::new(last.span.start(), line.span.end());
    let breaks_citation =
        last.further.len() + 1 < MOST_LINES && breaks_citation(text, last, line.span, whole);
    let complete = matches!(last.shape, Shape::Cited { .. } | Shape::Citation);
    if !breaks_citation && (!filled || complete) {
        return false;
    }
    last.span = whole;
    last.further.push(line.span);
    last.runs_on = line.runs_on;
    let settled = last.runs_on && !boundary::may_end_citation(line.span.of(text).unwrap_or(""));
    if settled {
        last.shape = Shape::Text;
    } else {
        last.classify(text);
    }
    true
}

/// Whether a line begins as the middle of a citation would, and no sentence does.
fn continues(line: &str) -> bool {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let behind = line.chars().nth(digits);
    let counted = digits > 0 && behind.is_some_and(|c| "年月日期页卷版号）》-—、".contains(c));
    let numbered = line.strip_prefix('第').is_some_and(|rest| {
        let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit() || is_blank(c));
        unit.len() < rest.len() && unit.starts_with(['页', '期', '卷', '版', '册', '辑', '-', '—'])
    });
    let press = ["社", "版社", "出版社", "书店", "书局", "书馆"].iter().any(|p| {
        line.strip_prefix(p).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '，'))
    });
    counted
        || numbered
        || press
        || line.starts_with(['，', '、', '：', '）', '》', '〉', ',', ':', ')', '年', '月', '日', '期', '页'])
}

/// A citation is not broken over more lines.
const MOST_LINES: usize = 4;

/// How far back from a line break a title or bracket that it cuts may have opened, in characters.
const REACH: usize = 120;

/// Whether a citation goes over the end of `last` into the line at `next`.
fn breaks_citation(text: &str, last: &Block, next: Span, whole: Span) -> bool {
    let (line, before) = (next.of(text).unwrap_or(""), last.text(text));
    let short = line.char_indices().nth(REACH).is_none();
    if !short || !boundary::may_end_citation(line) || before.ends_with(['。', '！', '？', '”', '…']) {
        return false;
    }
    let from = before.char_indices().rev().take(REACH).last().map_or(0, |(at, _)| at);
    let tail = before.get(from..).unwrap_or("");
    let open = tail.matches(['《', '（']).count() > tail.matches(['》', '）']).count();
    let titled = tail.contains('《') && last.shape == Shape::Text;
    // a title alone, its date on the next line
    let parted = before.starts_with('《') && before.ends_with('》') && line.starts_with(['（', '(', '，']);
    if !(continues(line) || open || titled || parted || before.ends_with(['，', '：', '、'])) {
        return false;
    }
    let alone = boundary::find(text, next).is_some_and(|found| found.text_end <= next.start());
    if alone && !open && !parted {
        return false;
    }
    boundary::find(text, Span::new(last.words.min(whole.end()), whole.end()))
        .is_some_and(|found| found.citation_start < last.span.end())
}

/// A heading without blanks and the marks round it; nothing when it is too long for one.
fn bare(words: &str) -> String {
    let inside = words.trim_matches(|c: char| is_blank(c) || "【】[]〔〕（）()：:*#—《》".contains(c));
    if inside.len() > 40 {
        return String::new();
    }
    inside.chars().filter(|c| !is_blank(*c)).collect()
}

/// 《…》出版说明 and its like.
fn is_preface(words: &str) -> bool {
    words.len() <= 90 && ["出版说明", "编辑说明", "编选说明", "出版說明"].iter().any(|p| words.ends_with(p))
}
