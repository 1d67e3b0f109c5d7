//! Where the text of an excerpt ends and its citation begins.

use super::source;
use crate::code;
use chuchu_model::{Citation, Span, WorkKind};
use chuchu_text::{is_blank, numeral};

/// Where a citation stands in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Boundary {
    /// Where the text before it ends; not behind the beginning of the block where there is none.
    pub(super) text_end: u32,
    pub(super) citation_start: u32,
    /// Whether it is full and stands without brackets.
    pub(super) full: bool,
}

/// A heading is no longer than this, in characters.
const LONGEST_HEADING: usize = 40;

/// How far back from the end of a block a citation may begin, in characters.
const LONGEST_CITATION: usize = 400;

/// How many places a citation may begin at are tried in one block.
const MOST_STARTS: usize = 12;

/// Words before a citation that say it is one.
const LABELS: [&str; 16] = [
    "出处：",
    "来源：",
    "出处:",
    "来源:",
    "引自：",
    "語出：",
    "出處：",
    "來源：",
    "选自《",
    "摘自《",
    "引自《",
    "載《",
    "【出处】",
    "【来源】",
    "摘编自《",
    "原载《",
];

/// Whether the last characters of a block may be those of a citation. Looks at no more than its end.
pub(super) fn may_end_citation(block: &str) -> bool {
    let mut from_end =
        block.chars().rev().filter(|c| !is_blank(*c)).skip_while(|c| matches!(c, '。' | '．' | '.'));
    let last = from_end.next();
    let ends = last.is_some_and(|c| {
        c.is_ascii_digit()
            || "页頁面期号號日年月版》〉）)〕]］】话話信书書条告辞词說说言谈談示電电讲講访訪".contains(c)
    });
    if matches!(last, Some('上' | '前' | '注')) && from_end.clone().take(2).any(|c| c == '同') {
        return true;
    }
    // 頁六三五
    if last.is_some_and(numeral::is_han_numeral) && from_end.clone().take(8).any(|c| matches!(c, '页' | '頁'))
    {
        return true;
    }
    // Digits, a year or a title mark stand near the end of every citation.
    ends && (matches!(last, Some('》' | '〉'))
        || from_end.take(60).any(|c| c.is_ascii_digit() || "》〉年同".contains(c)))
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

/// Whether a block can be a heading by its length and its last mark.
pub(super) fn heading_like(block: &str) -> bool {
    let closed = block.ends_with([
        '。', '！', '？', '；', '：', '…', '”', '，', '、', '!', '?', ':', '’', '」', '』', '；',
    ]);
    block.chars().take(LONGEST_HEADING + 1).count() <= LONGEST_HEADING && !closed
}

/// How many citations in a row are looked for at the end of a block.
const MOST_CITATIONS: usize = 6;

/// The citations at the end of the block at `span`; `None` when there is none.
pub(super) fn find(text: &str, span: Span) -> Option<Boundary> {
    let block = span.of(text)?;
    if !may_end_citation(block) {
        return None;
    }
    let (mut start, citation) = last_citation(text, span, block)?;
    for _ in 0..MOST_CITATIONS {
        let head = block.get(..start)?.trim_end_matches(|c| is_blank(c) || matches!(c, '；' | ';' | '。'));
        let before = Span::new(span.start(), span.start() + u32::try_from(head.len()).ok()?);
        let earlier = may_end_citation(head).then(|| last_citation(text, before, head)).flatten();
        match earlier.map(|(at, _)| at).or_else(|| title_before(block, start)) {
            Some(earlier) if earlier < start => start = earlier,
            _ => break,
        }
    }
    let full = full(&citation) && !block.get(start..)?.starts_with(['（', '(']);
    let text_end = block.get(..start)?.trim_end_matches(is_blank).len();
    let at = |offset: usize| span.start() + u32::try_from(offset).unwrap_or(0);
    Some(Boundary { text_end: at(text_end), citation_start: at(start), full })
}

/// 《…》。《…》第1卷。: where a title begins that is a sentence by itself before a citation.
fn title_before(block: &str, start: usize) -> Option<usize> {
    let head = block.get(..start)?.trim_end_matches(is_blank).strip_suffix('。')?;
    let from = tail(head, head.len())?;
    let words = head.get(from..)?;
    let titled = words.starts_with('《') && words.ends_with('》') && words.matches('《').count() == 1;
    (titled && from > 0).then_some(from)
}

/// How many full stops a citation may hold.
const MOST_STOPS: usize = 4;

/// Where the last citation of a block begins (in bytes of the block), and the citation.
fn last_citation(text: &str, span: Span, block: &str) -> Option<(usize, Citation)> {
    if !worth_reading(block) {
        return None; // nor is any part of it
    }
    let first = tail(block, block.len());
    let mut starts = starts(block, first.unwrap_or_else(|| reach(block)));
    if first.is_none() {
        starts.remove(0);
    }
    starts.truncate(MOST_STARTS);
    let mut stop = first;
    for _ in 0..MOST_STOPS {
        // a citation with full stops inside begins behind one of the earlier sentences
        stop = stop.and_then(|at| tail(block, block.get(..at)?.trim_end_matches(closes_sentence).len()));
        starts.extend(stop.filter(|at| opens_source(block, *at)));
    }
    starts.into_iter().filter(|at| worth_reading(block.get(*at..).unwrap_or(""))).find_map(|start| {
        let place = Span::new(span.start() + u32::try_from(start).ok()?, span.end());
        let citation = source::read(text, place);
        let announced = block.get(start..).is_some_and(announced);
        (convincing(&citation) || (announced && titled(&citation))).then_some((start, citation))
    })
}

/// Whether there is anything of a citation in a stretch: a title mark, a date with words beside it, 同上, a speech or
/// a type code. A day alone names nothing; texts may hold thousands of lines of them.
fn worth_reading(words: &str) -> bool {
    let (mut dated, mut other, mut bracket) = (false, false, false);
    for c in words.chars() {
        match c {
            '《' | '》' | '〈' | '〉' | '同' | '前' | '在' => return true,
            '年' | '月' => dated = true,
            '[' => bracket = true,
            '0'..='9' | '日' | '（' | '）' | '(' | ')' | '，' | '、' | ' ' | '\u{3000}' | '\n' | '\r' => {
            }
            _ => other = other || !numeral::is_han_numeral(c),
        }
        if dated && other {
            return true;
        }
    }
    let code = |pair: &[u8]| matches!(pair, [b'[', letter] if letter.is_ascii_alphabetic());
    bracket && words.as_bytes().windows(2).any(code)
}

fn closes_sentence(c: char) -> bool {
    is_blank(c) || matches!(c, '。' | '！' | '？' | '…' | '”' | '’' | '」' | '』')
}

/// Whether what begins at `at` can be a citation in which full stops part the fields: a title or a type code
/// stands near its beginning.
fn opens_source(block: &str, at: usize) -> bool {
    let rest = block.get(at..).unwrap_or("");
    let near = rest.char_indices().nth(40).map_or(rest, |(end, _)| rest.get(..end).unwrap_or(rest));
    let titled = near.find('《').is_some_and(|open| open <= 36);
    titled || near.contains(['[', '［'])
}

/// Where the last sentence of a block before byte `end` ends: behind its mark and the quotation marks that close it. `None`
/// when no sentence ends within the reach of a citation and the block is longer than that.
fn tail(block: &str, end: usize) -> Option<usize> {
    let trimmed = block.get(..end)?.trim_end_matches(|c| matches!(c, '。' | '．' | '.') || is_blank(c));
    let mut open = 0usize;
    for (seen, (at, c)) in trimmed.char_indices().rev().enumerate() {
        match c {
            _ if seen == LONGEST_CITATION => return None,
            '》' => open += 1,
            '《' => open = open.saturating_sub(1),
            '。' if page_follows(trimmed, at) => {}
            '。' => return Some(behind(block, at + c.len_utf8())),
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

/// What before 见 makes another word of it: 意见, 看见.
const SEEING: [char; 8] = ['意', '看', '会', '听', '偏', '可', '成', '主'];

/// The places where a citation may begin, most likely first.
fn starts(block: &str, tail: usize) -> Vec<usize> {
    let rest = block.get(tail..).unwrap_or("");
    let mut found = vec![tail];
    found.extend(speech(rest).map(|at| tail + at));
    found.extend(["——", "――", "──"].iter().filter_map(|dash| rest.rfind(dash)).map(|at| tail + at));
    found.extend(LABELS.iter().filter_map(|label| rest.rfind(label)).map(|at| tail + at));
    let seen = rest.rfind("见《").filter(|at| !rest.get(..*at).unwrap_or("").ends_with(SEEING));
    found.extend(seen.map(|at| tail + at));
    // An inline source before the closing full stop belongs to its sentence: …（《论语》）。
    if !block.ends_with("）。") && !block.ends_with(")。") {
        let enclosed =
            ["（《", "［《", "[《", "〔《", "【《"].iter().flat_map(|open| rest.match_indices(open));
        found.extend(enclosed.map(|(at, _)| tail + at));
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
