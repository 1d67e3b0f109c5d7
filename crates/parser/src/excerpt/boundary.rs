//! Where the text of an excerpt ends and its citation begins, and what a block is.

use crate::citation;
use crate::code;
use chuchu_model::{Citation, Span, WorkKind};
use chuchu_text::is_blank;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Text without a citation.
    Text,
    /// Text with its citation behind it: the text ends at one byte, the citation begins at the other.
    Cited { text_end: u32, citation_start: u32 },
    /// A citation alone.
    Citation,
    /// A heading, a note or anything else that is no part of an excerpt.
    Apart,
}

/// A block and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) span: Span,
    pub(super) shape: Shape,
    /// Whether its citation is full and stands without brackets.
    pub(super) full: bool,
}

/// A heading is no longer than this, in characters.
const LONGEST_HEADING: usize = 40;

/// How far back from the end of a block a citation may begin, in characters.
const LONGEST_CITATION: usize = 400;

/// How many places a citation may begin at are tried in one block.
const MOST_STARTS: usize = 12;

/// Words before a citation that say it is one.
const LABELS: [&str; 6] = ["出处：", "来源：", "出处:", "来源:", "引自：", "語出："];

/// Whether the last characters of a block may be those of a citation. Looks at no more than its end.
pub(super) fn may_end_citation(block: &str) -> bool {
    let mut from_end =
        block.chars().rev().filter(|c| !is_blank(*c)).skip_while(|c| matches!(c, '。' | '．' | '.'));
    let last = from_end.next();
    let ends = last.is_some_and(|c| {
        c.is_ascii_digit() || "页頁面期号號日年月版》）)〕]话信书条告辞词说言谈示電电".contains(c)
    });
    if matches!(last, Some('上' | '前' | '注')) && from_end.clone().take(2).any(|c| c == '同') {
        return true;
    }
    // Digits, a year or a title mark stand near the end of every citation.
    ends && (last == Some('》') || from_end.take(60).any(|c| c.is_ascii_digit() || "》年同".contains(c)))
}

/// Whether a block says 来源：.
pub(super) fn names_source(block: &str) -> bool {
    block.trim_start_matches(['（', '(', '—', '―']).starts_with("来源")
}

/// Whether a block heads collected notes: 注释：, 出处：.
pub(super) fn names_notes(block: &str) -> bool {
    let word = block.trim_end_matches(['：', ':']).trim_matches(['【', '】', '[', ']', '（', '）']);
    matches!(word, "注释" | "注" | "註釋" | "出处" | "引文出处" | "参考文献" | "参考资料" | "资料来源")
}

/// Whether a stretch reads as a citation.
pub(super) fn is_citation(text: &str, span: Span) -> bool {
    let words = span.of(text).unwrap_or("");
    may_end_citation(words) && convincing(&citation::parse_at(text, span))
}

/// What a block is, and where its citation begins.
pub(super) fn classify(text: &str, span: Span) -> Block {
    let block = span.of(text).unwrap_or("");
    if note_like(block) {
        return Block { span, shape: Shape::Apart, full: false };
    }
    if let Some((start, citation)) = may_end_citation(block).then(|| find(text, span, block)).flatten() {
        let head = block.get(..start).unwrap_or("");
        let text_end = head.trim_end_matches(is_blank).len();
        let full = full(&citation) && !block.get(start..).unwrap_or("").starts_with(['（', '(']);
        let at = |offset: usize| span.start() + u32::try_from(offset).unwrap_or(0);
        let shape = if text_end == 0 {
            Shape::Citation
        } else {
            Shape::Cited { text_end: at(text_end), citation_start: at(start) }
        };
        return Block { span, shape, full };
    }
    let shape = if heading_like(block) { Shape::Apart } else { Shape::Text };
    Block { span, shape, full: true }
}

/// [1] …, ① …: a collected note, not an excerpt.
fn note_like(block: &str) -> bool {
    let label =
        block.starts_with(['[', '［', '〔']) && block.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    (label || block.starts_with(|c| matches!(c, '①'..='⑳'))) && may_end_citation(block)
}

pub(super) fn heading_like(block: &str) -> bool {
    let closed =
        block.ends_with(['。', '！', '？', '；', '：', '…', '”', '，', '、', '!', '?', ':', '’', '」']);
    block.chars().take(LONGEST_HEADING + 1).count() <= LONGEST_HEADING && !closed
}

/// Where the citation at the end of a block begins (in bytes of the block), and the citation.
fn find(text: &str, span: Span, block: &str) -> Option<(usize, Citation)> {
    let tail = tail(block);
    let mut starts = starts(block, tail.unwrap_or_else(|| reach(block)));
    if tail.is_none() {
        starts.remove(0);
    }
    starts.truncate(MOST_STARTS);
    starts.into_iter().find_map(|start| {
        let place = Span::new(span.start() + u32::try_from(start).ok()?, span.end());
        let citation = citation::parse_at(text, place);
        let announced = block.get(start..).is_some_and(announced);
        (convincing(&citation) || (announced && titled(&citation))).then_some((start, citation))
    })
}

/// Where the last sentence of a block ends: behind its mark and the quotation marks that close it. `None`
/// when no sentence ends within the reach of a citation and the block is longer than that.
fn tail(block: &str) -> Option<usize> {
    let trimmed = block.trim_end_matches(|c| matches!(c, '。' | '．' | '.') || is_blank(c));
    let mut open = 0usize;
    for (seen, (at, c)) in trimmed.char_indices().rev().enumerate() {
        match c {
            _ if seen == LONGEST_CITATION => return None,
            '》' => open += 1,
            '《' => open = open.saturating_sub(1),
            '。' if page_follows(trimmed, at) => {}
            '。' | '\n' => return Some(behind(block, at + c.len_utf8())),
            '！' | '？' | '…' | '!' | '?' if open == 0 || title_follows(trimmed, at + c.len_utf8()) => {
                return Some(behind(block, at + c.len_utf8()));
            }
            _ => {}
        }
    }
    Some(0)
}

/// 2023年版。第211页: a full stop misprinted for the comma before the pages.
fn page_follows(block: &str, at: usize) -> bool {
    let (before, behind) = block.split_at_checked(at).unwrap_or((block, ""));
    let page = behind.trim_start_matches('。').strip_prefix('第').unwrap_or("").trim_start();
    before.ends_with(['版', '年'])
        && page.starts_with(|c: char| c.is_ascii_digit())
        && block.ends_with(['页', '頁', '）'])
}

/// Whether an opening mark stands at byte `at`: it cannot be inside a title that was not opened there.
fn title_follows(block: &str, at: usize) -> bool {
    block.get(at..).unwrap_or("").starts_with(['（', '(', '《', '〈', '—'])
}

/// The byte from which a citation may begin that reaches to the end of a block.
fn reach(block: &str) -> usize {
    block.char_indices().rev().nth(LONGEST_CITATION).map_or(0, |(at, _)| at)
}

/// Moves over closing marks and blanks.
fn behind(block: &str, at: usize) -> usize {
    let rest = block.get(at..).unwrap_or("");
    let kept =
        rest.trim_start_matches(|c| matches!(c, '”' | '’' | '」' | '』' | '！' | '？' | '…') || is_blank(c));
    at + rest.len() - kept.len()
}

/// The places where a citation may begin, most likely first.
fn starts(block: &str, tail: usize) -> Vec<usize> {
    let rest = block.get(tail..).unwrap_or("");
    let mut found = vec![tail];
    found.extend(speech(rest).map(|at| tail + at));
    found.extend(["——", "――", "──"].iter().filter_map(|dash| rest.rfind(dash)).map(|at| tail + at));
    found.extend(LABELS.iter().filter_map(|label| rest.rfind(label)).map(|at| tail + at));
    // An inline source before the closing full stop belongs to its sentence: …（《论语》）。
    if !block.ends_with("）。") && !block.ends_with(")。") {
        found.extend(rest.match_indices("（《").map(|(at, _)| tail + at));
        found.extend(rest.match_indices('《').map(|(at, _)| tail + at));
    }
    found
}

/// The last 在 outside marks, where a speech without marks may begin behind a lost full stop.
fn speech(rest: &str) -> Option<usize> {
    let outside = |at: usize| {
        let before = rest.get(..at).unwrap_or("");
        let open = before.matches(['《', '（', '“']).count();
        open == before.matches(['》', '）', '”']).count()
    };
    rest.match_indices('在').map(|(at, _)| at).rfind(|at| *at > 0 && outside(*at))
}

/// Whether a citation is announced by a dash, bracket or label, so that a title alone will do.
fn announced(citation: &str) -> bool {
    citation.starts_with("——")
        || citation.starts_with("（《")
        || LABELS.iter().any(|l| citation.starts_with(l))
}

fn has(citation: &Citation, code: code::Code) -> bool {
    citation.diagnostics.iter().any(|d| code.is(d))
}

fn titled(citation: &Citation) -> bool {
    citation.title().is_some() && !has(citation, code::NOT_READ) && plausible_title(citation)
}

/// Whether a title without marks is one: it names a speech or the like, or a date follows it.
fn plausible_title(citation: &Citation) -> bool {
    let bare = has(citation, code::BARE_TITLE);
    let told = citation.work.as_ref().is_some_and(|w| !matches!(w.kind, WorkKind::Article | WorkKind::Other));
    !bare
        || told
        || (!citation.dates.is_empty()
            && citation.title().is_some_and(|t| t.chars().count() <= LONGEST_HEADING))
}

/// Whether a parse is that of a citation: a title with a date, a place in a book or an issue; or a back reference.
fn convincing(citation: &Citation) -> bool {
    if has(citation, code::IBIDEM) && !has(citation, code::NOT_READ) {
        return true;
    }
    titled(citation) && names_plausible(citation) && (!citation.dates.is_empty() || published(citation))
}

fn published(citation: &Citation) -> bool {
    citation.containers.iter().any(|c| {
        c.year.is_some()
            || c.date.is_some()
            || !c.pages.is_empty()
            || c.issue.is_some()
            || !c.publishers.is_empty()
    })
}

/// Names are short; the end of a sentence taken for one is not. Where nothing stands between a name and the
/// title, it must be a person's by its length or a body's by its last character.
fn names_plausible(citation: &Citation) -> bool {
    citation.author.iter().all(|name| {
        let length = name.chars().count();
        let touches = ['《', '在'].iter().any(|next| citation.raw.contains(&format!("{name}{next}")));
        let body = name
            .ends_with(['会', '院', '部', '局', '委', '社', '组', '党', '室', '所', '厅', '府', '处', '校']);
        length <= 24 && (!touches || length <= 4 || name.contains('·') || body)
    })
}

fn full(citation: &Citation) -> bool {
    convincing(citation) && (published(citation) || !citation.dates.is_empty())
}
