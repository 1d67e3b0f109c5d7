//! Which lines are headings, and where a heading that opens a paragraph ends. Levels are given elsewhere.

use super::ending::{self, Ending};
use super::habits::Habits;
use super::journal;
use super::lines::Line;
use super::marks::{self, Form, Mark, Offset};
use super::noise;
use std::ops::Range;

/// A heading as found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Heading {
    /// Its number, if it has one.
    pub(crate) mark: Option<Mark>,
    /// How many `#` of Markdown stand before it.
    pub(crate) hashes: u8,
    /// Where the number begins, in bytes of the line (behind the hashes).
    pub(crate) number: Offset,
    /// Where its words begin.
    pub(crate) words: Offset,
    /// Where it ends.
    pub(crate) end: Offset,
    /// Whether it opens a paragraph.
    pub(crate) run_in: bool,
}

impl Heading {
    /// A whole line as a heading, with its number if it has one.
    pub(crate) fn whole(line: &Line<'_>) -> Self {
        Self::numbered(line, marks::leading(line.words))
    }

    /// A whole line that opens with `mark`.
    fn numbered(line: &Line<'_>, mark: Option<Mark>) -> Self {
        let words = mark.map_or(Offset::default(), |m| m.words);
        Self { mark, words, ..Self::unnumbered(line) }
    }

    /// A whole line without a number.
    fn unnumbered(line: &Line<'_>) -> Self {
        let (start, end) = (Offset::default(), Offset::new(line.words.len()));
        Self { mark: None, hashes: 0, number: start, words: start, end, run_in: false }
    }
}

/// What a line is. Most are no heading: what is kept of them is one address.
pub(crate) type Slot = Option<Box<Heading>>;

/// The longest heading on a line of its own, in characters; s003 prints one of 45.
const LONGEST: usize = 70;
/// The longest heading without a number.
const LONGEST_UNNUMBERED: usize = 40;
/// A line shorter than this was hardly broken inside a sentence, in characters.
const BRIEF: usize = 10;
/// The longest first sentence that is read as a heading; s003 prints one of 47.
const LONGEST_RUN_IN: usize = 60;

/// What the lines of a piece are: a heading, or `None`. `lines` are those after the front matter,
/// `contents` those of them that are a table of contents.
pub(crate) fn find(lines: &[Line<'_>], contents: &Range<usize>, habits: &Habits) -> Vec<Slot> {
    let mut found = Vec::with_capacity(lines.len());
    // Noted in this one pass: each further one reads all lines again, and most texts need few of them.
    let (mut numbered, mut clauses, mut hashes) = (false, false, false);
    for line in lines {
        let heading = marked(line).map(Box::new);
        numbered |= line.mark.is_some() || heading.is_some();
        clauses |= is_clause(line);
        hashes |= heading.as_ref().is_some_and(|h| h.hashes > 0);
        found.push(heading);
    }
    if numbered {
        found.get_mut(contents.clone()).unwrap_or_default().iter_mut().for_each(|h| *h = None);
        drop_notes(lines, &mut found);
        drop_lists(lines, &mut found);
        drop_single_numbers(&mut found);
    }
    fixed(lines, &mut found);
    if clauses {
        found.iter_mut().filter(|h| h.as_ref().is_some_and(|h| is_list_of_law(h))).for_each(|h| *h = None);
        return found;
    }
    if numbered {
        with_full_stop(lines, &mut found);
    }
    let ruled = underlined(lines, &mut found);
    if !(ruled || hashes && found.iter().flatten().any(|h| h.hashes > 0)) {
        unnumbered(lines, &mut found, habits);
    }
    found
}

/// A line above a rule of = or -, as Markdown sets headings; whether there was one.
fn underlined(lines: &[Line<'_>], found: &mut [Slot]) -> bool {
    let mut any = false;
    let rule = |l: &Line<'_>, c: u8| l.words.len() >= 3 && l.words.bytes().all(|b| b == c);
    for (at, pair) in lines.windows(2).enumerate() {
        let ([line, next], Some(slot @ None)) = (pair, found.get_mut(at)) else { continue };
        if !next.after_blank && (rule(next, b'-') || rule(next, b'=')) && titles(line) {
            let hashes = if rule(next, b'=') { 1 } else { 2 };
            *slot = Some(Box::new(Heading { hashes, ..Heading::unnumbered(line) }));
            any = true;
        }
    }
    any
}

/// Below 参考文献 and 注释 numbers count entries, and so do ①② anywhere, and those right below 附件：.
fn drop_notes(lines: &[Line<'_>], found: &mut [Slot]) {
    const NOTES: [&str; 6] = ["参考文献", "主要参考文献", "注释", "注", "注解", "引用文献"];
    let (mut below_notes, mut in_list) = (false, false);
    for (line, slot) in lines.iter().zip(found) {
        let brief = line.is_shorter_than(16);
        below_notes |= brief
            && NOTES.iter().any(|notes| line.words.chars().filter(|c| c.is_alphabetic()).eq(notes.chars()));
        let counts = |m: Mark| m.form == Form::Circled || (below_notes || in_list) && m.form >= Form::Arabic;
        let counted = slot.as_ref().is_some_and(|h| h.hashes == 0 && h.mark.is_some_and(counts));
        if counted {
            *slot = None;
        }
        in_list = line.words.starts_with("附件：") || in_list && counted;
    }
}

/// A number alone on its line (一 / 二) is a heading when a second of its form stands so too.
fn drop_single_numbers(found: &mut [Slot]) {
    let bare = |h: &Heading| h.words == h.end && h.mark.is_some_and(|m| !m.form.is_division());
    if found.iter().flatten().filter(|h| bare(h)).take(2).count() < 2 {
        found.iter_mut().filter(|h| h.as_ref().is_some_and(|h| bare(h))).for_each(|h| *h = None);
    }
}

/// 三、组织实施。 on a line of its own, with text and no further entry below it, is a heading in spite of its
/// full stop.
fn with_full_stop(lines: &[Line<'_>], found: &mut [Slot]) {
    for (at, pair) in lines.windows(2).enumerate() {
        let ([line, next], Some(slot @ None)) = (pair, found.get_mut(at)) else { continue };
        let Some(mark) = line.mark.filter(|m| m.form <= Form::HanBracketed) else {
            continue;
        };
        let title = line.words.get(mark.words.get()..).and_then(|body| body.strip_suffix('。')).unwrap_or("");
        let is_title = (1..=30).contains(&title.chars().count()) && !title.contains(ending::ends_sentence);
        let listed = next.mark.is_some_and(|m| m.form == mark.form);
        if is_title && !listed && next.words.len() > line.words.len() {
            *slot = Some(Box::new(Heading::numbered(line, Some(mark))));
        }
    }
}

/// Words that head a part of a text beside the numbered ones, without the blanks that print sets between
/// their characters.
const FIXED: [&str; 26] = [
    "结语",
    "结束语",
    "结论",
    "余论",
    "附则",
    "附件",
    "附录",
    "附表",
    "参考文献",
    "主要参考文献",
    "引用文献",
    "注释",
    "注解",
    "序",
    "序言",
    "自序",
    "前言",
    "引言",
    "引论",
    "绪论",
    "导言",
    "导论",
    "后记",
    "跋",
    "总则",
    "小结",
];

/// Whether a heading says nothing but one of the fixed words: 结　语, 【参考文献】, 注释：.
pub(crate) fn is_fixed_word(words: &str) -> bool {
    const LONGEST: usize = 60;
    let mut letters = noise::letters(words);
    let Some(first) = letters.next().filter(|_| words.len() <= LONGEST) else { return false };
    FIXED.iter().any(|fixed| {
        let mut chars = fixed.chars();
        chars.next() == Some(first) && letters.clone().eq(chars)
    })
}

/// Whether a line does.
pub(crate) fn is_fixed(line: &Line<'_>) -> bool {
    const MARKS: [char; 8] = ['【', '】', '〔', '〕', '[', ']', '：', ':'];
    is_fixed_word(line.words)
        && line.words.chars().all(|c| c.is_alphanumeric() || chuchu_text::is_blank(c) || MARKS.contains(&c))
}

/// 结　语, 参考文献 alone on a line are headings.
fn fixed(lines: &[Line<'_>], found: &mut [Slot]) {
    for (line, slot) in lines.iter().zip(found).filter(|(line, slot)| slot.is_none() && is_fixed(line)) {
        *slot = Some(Box::new(Heading::unnumbered(line)));
    }
}

/// Whether a line opens a clause（第N条）of a law.
pub(crate) fn is_clause(line: &Line<'_>) -> bool {
    line.mark.is_some_and(|m| m.form == Form::Clause)
}

/// In a law the numbers below a clause count its items, even where an item has two sentences.
fn is_list_of_law(heading: &Heading) -> bool {
    heading.hashes == 0 && (heading.run_in || heading.mark.is_some_and(|m| m.form > Form::Han))
}

/// A line with Markdown's hashes or a number, as a heading on its own or at the head of its paragraph.
fn marked(line: &Line<'_>) -> Option<Heading> {
    let (hashes, number) = marks::hashes(line.words);
    let behind = line.words.get(number..)?;
    let leading = if number == 0 { line.mark } else { marks::leading(behind) };
    let mark = leading.filter(|m| m.form != Form::Clause).or_else(|| marks::alone(behind));
    let words = number + mark.map_or(0, |m| m.words.get());
    let heading = Heading {
        hashes,
        number: Offset::new(number),
        words: Offset::new(words),
        ..Heading::numbered(line, mark)
    };
    if hashes > 0 {
        return Some(heading);
    }
    let mark = mark?;
    let body = line.words.get(words..).unwrap_or("");
    if stands_alone(line, mark, body) {
        return Some(heading);
    }
    let end = run_in(mark, body)?;
    Some(Heading { end: Offset::new(words + end), run_in: true, ..heading })
}

/// Whether a numbered line can be a heading on a line of its own: short, and no sentence.
fn stands_alone(line: &Line<'_>, mark: Mark, body: &str) -> bool {
    let fits = line.is_shorter_than(LONGEST) && (!body.is_empty() || mark.form <= Form::HanBracketed);
    let ending = ending::of(body);
    let one_sentence = !body.trim_end_matches(ending::ends_sentence).contains(ending::ends_sentence);
    fits && match ending {
        Ending::Open => one_sentence,
        Ending::Colon => mark.form <= Form::HanBracketed && body.chars().count() <= 20 && one_sentence,
        Ending::Sentence => body.ends_with(['？', '?', '！']) && one_sentence,
        Ending::Clause => false,
    }
}

/// Where the first sentence of a numbered paragraph ends, when it can be read as its heading: it is
/// short, and more follows that is no next entry of the same list.
fn run_in(mark: Mark, body: &str) -> Option<usize> {
    let mut window = body.char_indices().take(LONGEST_RUN_IN);
    let sentence = window.find(|(_, c)| ending::ends_sentence(*c)).map(|(at, _)| at);
    let end = match sentence {
        Some(end) if !quotes_at_comma(body.get(..end)?) => end,
        _ => comma_before_quotation(body)?,
    };
    let rest = body.get(end..)?.trim_start_matches(|c| ending::ends_sentence(c) || ending::is_closing(c));
    let rest = rest.trim_start_matches(['，', ',']).trim_start_matches(chuchu_text::is_blank);
    let list = marks::leading(rest).is_some_and(|next| next.form == mark.form);
    let head = body.get(..end)?;
    let whole = head.matches('“').count() == head.matches('”').count();
    (end > 0 && whole && !rest.is_empty() && !list).then_some(end)
}

fn quotes_at_comma(sentence: &str) -> bool {
    comma_before_quotation(sentence).is_some()
}

/// 3、要从…的标志，“就是…: the words before a comma behind which a quotation opens. A cue (指出，“…) is no
/// heading.
fn comma_before_quotation(body: &str) -> Option<usize> {
    let mut before = None;
    for (at, c) in body.char_indices().take(LONGEST_RUN_IN) {
        match (c, before) {
            ('“' | '"' | '「' | '”', Some(comma)) => {
                let cue = ["指出", "强调", "说", "道", "讲", "提出", "要求", "认为", "写道", "明确"];
                return body.get(..comma).filter(|w| !cue.iter().any(|c| w.ends_with(c))).map(str::len);
            }
            ('，' | ',', _) => before = Some(at),
            _ => before = None,
        }
    }
    None
}

/// Numbered lines that follow each other without any text between them are a list, not headings.
fn drop_lists(lines: &[Line<'_>], found: &mut [Slot]) {
    let listed = |h: &Slot| {
        h.as_ref()
            .filter(|h| h.hashes == 0 && !h.run_in)
            .and_then(|h| h.mark)
            .filter(|m| !m.form.is_division())
    };
    let next_entry = |a: Mark, b: Mark| a.form == b.form && b.ordinal == a.ordinal + 1;
    let mut start = 0;
    while start < lines.len() {
        let mut end = start + 1;
        while let (Some(a), Some(b)) = (found.get(end - 1).and_then(listed), found.get(end).and_then(listed))
        {
            if !next_entry(a, b) {
                break;
            }
            end += 1;
        }
        if end - start > 1 {
            found.get_mut(start..end).unwrap_or_default().iter_mut().for_each(|h| *h = None);
        }
        start = end;
    }
}

/// Adds the headings without numbers: short lines without a final mark that stand between paragraphs, set
/// off by empty lines above and below, or a few characters long. Where the document has no other headings,
/// also longer ones that are not set off; elsewhere those are sentences broken by a line end (s004).
fn unnumbered(lines: &[Line<'_>], found: &mut [Slot], habits: &Habits) {
    let set_off = |line: &Line<'_>, next: &Line<'_>| line.after_blank && next.after_blank;
    let alone = |line: &Line<'_>, _: &Line<'_>| {
        (line.after_blank || !habits.spaced) && !line.words.contains(['，', ','])
    };
    let brief = |line: &Line<'_>, next: &Line<'_>| line.is_shorter_than(BRIEF) && alone(line, next);
    let like_title: Vec<bool> = lines.iter().map(titles).collect();
    if like_title.contains(&true) {
        let among = Lines { lines, like_title: &like_title, habits };
        among.between_paragraphs(found, set_off);
        among.between_paragraphs(found, brief);
        if !found.iter().flatten().any(|h| !h.run_in) {
            among.between_paragraphs(found, alone);
        }
    }
    questions(lines, found);
}

/// Short questions alone on their lines, each with text below it that is none, part an article where there
/// are at least two; spoken ones are dialogue.
fn questions(lines: &[Line<'_>], found: &mut [Slot]) {
    const LONGEST_QUESTION: usize = 26;
    let asks = |l: &Line<'_>| {
        l.is_shorter_than(LONGEST_QUESTION)
            && l.words
                .strip_suffix(['？', '?'])
                .is_some_and(|q| !q.contains(['。', '？', '！', '“', '”', '：', ':']))
    };
    let heads = |pair: &[Line<'_>]| matches!(pair, [l, next] if asks(l) && !asks(next) && next.words.len() > l.words.len());
    let free = |at: usize| matches!(found.get(at), Some(None));
    let at: Vec<usize> =
        (0..lines.len()).filter(|at| free(*at) && lines.get(*at..at + 2).is_some_and(heads)).collect();
    if at.len() < 2 {
        return;
    }
    for (line, slot) in at.into_iter().filter_map(|at| Some((lines.get(at)?, at))) {
        found.get_mut(slot).into_iter().for_each(|slot| *slot = Some(Box::new(Heading::unnumbered(line))));
    }
}

/// The lines of a piece, and which of them look like headings without a number.
struct Lines<'a, 't> {
    lines: &'a [Line<'t>],
    like_title: &'a [bool],
    habits: &'a Habits,
}

impl Lines<'_, '_> {
    fn is_like_title(&self, at: usize) -> bool {
        self.like_title.get(at) == Some(&true)
    }

    /// The lines among them that stand between paragraphs, `apart` from these.
    fn between_paragraphs(&self, found: &mut [Slot], apart: impl Fn(&Line<'_>, &Line<'_>) -> bool) {
        for (at, pair) in self.lines.windows(2).enumerate().filter(|(at, _)| self.is_like_title(*at)) {
            let [line, next] = pair else { continue };
            let previous = at.checked_sub(1).and_then(|i| self.lines.get(i));
            let follows =
                previous.is_none_or(|p| ending::of(p.words) != Ending::Open || is_heading(found, at));
            let before_text = found.get(at + 1).is_some_and(Option::is_some) || !self.is_like_title(at + 1);
            if let Some(slot @ None) = found.get_mut(at)
                && follows
                && before_text
                && !goes_on(line.words)
                && !self.habits.fills(line)
                && apart(line, next)
            {
                *slot = Some(Box::new(Heading::unnumbered(line)));
            }
        }
    }
}

fn is_heading(found: &[Slot], at: usize) -> bool {
    at.checked_sub(1).and_then(|i| found.get(i)).is_some_and(Option::is_some)
}

/// Whether a line looks like a heading without a number: short, and without a final mark or a sentence.
pub(crate) fn titles(line: &Line<'_>) -> bool {
    line.is_shorter_than(LONGEST_UNNUMBERED)
        && ending::of(line.words) == Ending::Open
        && !line.words.contains(['。', '；', ';'])
        && line.words.chars().filter(|c| chuchu_text::is_han(*c)).count() >= 2
        && !line.words.starts_with(['（', '('])
        && !closes_letter(line.words)
        && !journal::is_labelled(line.words)
}

/// 此致, 敬礼, 附件：…: what stands below a letter.
pub(crate) fn closes_letter(words: &str) -> bool {
    ["附件：", "此致", "敬礼", "顺颂", "顺祝", "谨启"].iter().any(|close| words.starts_with(close))
}

/// Whether a line ends with a word with which no heading ends: it was broken here.
pub(crate) fn goes_on(words: &str) -> bool {
    const NEVER_LAST: [&str; 19] = [
        "的", "和", "与", "及", "或", "而", "但", "把", "被", "于", "让", "很", "了", "成为", "进行", "并且",
        "对于", "从而", "以及",
    ];
    NEVER_LAST.iter().any(|word| words.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::lines::split;

    /// The words of all headings, a `…` behind those that open a paragraph.
    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let lines = split(text);
        let headings = find(&lines, &super::super::contents::find(&lines), &Habits::of(&lines));
        let found: Vec<String> = lines
            .iter()
            .zip(headings)
            .filter_map(|(l, h)| Some((l, h?)))
            .map(|(l, h)| {
                l.words.get(h.words.get()..h.end.get()).unwrap().to_owned()
                    + if h.run_in { "…" } else { "" }
            })
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn a_numbered_line_without_a_full_stop_is_a_heading() {
        check("一、总体要求\n坚持改革。\n（一）指导思想\n坚持发展。", &["总体要求", "指导思想"]);
        check("三、组织实施。\n各地区各部门要高度重视，抓好落实。", &["组织实施。"]);
    }

    #[test]
    fn a_short_first_sentence_behind_a_number_is_a_heading() {
        check("1. 强调始终。总书记指出，“很好。”\n2. 强调民生。民生为本。", &["强调始终…", "强调民生…"]);
        check("3、要把握标志，“就是党的理论，必须坚持。”就是说，要坚持。", &["要把握标志…"]);
        check("1. 总书记指出，“要坚持。”我们要坚持。", &[]);
        check("（一）甲；\n（二）乙。", &[]);
    }

    #[test]
    fn numbers_alone_part_an_essay_and_notes_are_no_headings() {
        check("一\n清晨的村庄醒来了。\n二\n干部们下乡了。", &["", ""]);
        check("（一）\n清晨的村庄醒来了。", &[]);
        check("注释：\n1. 《毛泽东选集》第3卷，第1031页\n全文完。", &["注释："]);
        check("①《毛泽东选集》第3卷，第1031页\n全文完，以上是注。", &[]);
    }

    #[test]
    fn numbered_lines_without_text_between_are_a_list() {
        check("要做到：\n一、甲\n二、乙\n三、丙\n总之要做好。", &[]);
    }

    #[test]
    fn a_short_line_between_paragraphs_is_a_heading() {
        check("文章开头说明。\n\n抓常抓细抓长\n\n作风建设不能一阵风。\n\n谢谢", &["抓常抓细抓长"]);
        check("文章开头说明。\n坚持主体地位\n人民是历史的创造者，是真正的英雄。", &["坚持主体地位"]);
        check("一、总体要求\n指导思想\n以人民为中心，坚持改革。", &["总体要求", "指导思想"]);
        check("一、实质\n贯彻宗旨的前提和决定性\n环节之一，是正确理解。", &["实质"]);
    }

    #[test]
    fn fixed_words_and_questions_are_headings() {
        check(
            "要坚持。必须。\n结　语\n要继续坚持。\n【参考文献】\n1. 《选集》第3卷",
            &["结　语", "【参考文献】"],
        );
        check(
            "为什么要坚持？\n因为人民是历史的创造者。\n怎样坚持？\n要深入群众，问计于民。",
            &["为什么要坚持？", "怎样坚持？"],
        );
        check("为什么要坚持？\n因为人民是历史的创造者。", &[]);
        check("三是要多思考。\n此致\n敬礼！", &[]);
        check("要求如下。\n附件：1. 任务分工表\n2. 进度安排表\n某办公厅", &[]);
    }

    #[test]
    fn below_the_clauses_of_a_law_numbers_are_no_headings() {
        check(
            "第一章 总则\n第一条 目的。\n（一）甲。乙。\n第五章法律责任\n第二条 责任。",
            &["总则", "法律责任"],
        );
    }

    #[test]
    fn a_table_of_contents_has_no_headings() {
        check("目  录\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 目的。\n第二章 附则", &["总则", "附则"]);
    }
}
