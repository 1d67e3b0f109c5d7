//! Line breaks inside a sentence: which line goes on in the next one.

use super::byline;
use super::ending::{self, Ending};
use super::habits::{Habits, is_indented};
use super::lines::Line;
use super::{headings, journal, marks, noise, turns};

/// How many broken lines in a row are believed; more are a list or verse.
const LONGEST_CHAIN: usize = 3;
/// How many lines behind a break are looked at.
pub(crate) const LOOK_AHEAD: usize = LONGEST_CHAIN + 1;
/// Where more than one line in a row is broken, none is shorter than this, in characters.
const LEAST: usize = 20;
/// A line shorter than this may be a word by itself.
const BRIEF: usize = 8;
/// The longest line of verse, in characters.
const LONGEST_VERSE: usize = 16;

/// Whether the text of `lines[at]` goes on in the next line. Both, and the lines looked ahead at, must be
/// body text: the caller cuts `lines` where a heading or other block begins.
pub(crate) fn goes_on(lines: &[Line<'_>], at: usize, habits: &Habits) -> bool {
    let (Some(line), Some(next)) = (lines.get(at), lines.get(at + 1)) else { return false };
    if starts_block(next, habits) || is_complete(line) {
        return false;
    }
    let ending = ending::of(line.words);
    if next.after_blank {
        return crosses_blank(line, next, ending, habits);
    }
    if habits.width.is_some() {
        let ended = ending == Ending::Sentence || ending == Ending::Colon;
        return habits.fills(line) && (!ended || habits.indented || habits.spaced);
    }
    match ending {
        Ending::Sentence | Ending::Colon => false,
        Ending::Clause | Ending::Open => !is_verse(lines, at) && sentence_ends_soon(lines, at, habits),
    }
}

/// Keywords and names have no full stop, and what has no Chinese character (markup, a rule) is no sentence.
fn is_complete(line: &Line<'_>) -> bool {
    let words = line.words;
    let keywords = || words.chars().take(8).any(|c| matches!(c, '键' | '号')) && journal::is_labelled(words);
    keywords()
        || noise::is_dateline(line)
        || line.is_shorter_than(BRIEF) && headings::closes_letter(words)
        || !words.contains(chuchu_text::is_han)
        || byline::name(line).is_some()
}

/// Where empty lines stand between paragraphs a break may have one too: the line before it is running text
/// that stops at a comma, or stops at all where the next line lacks the indent of a paragraph.
fn crosses_blank(line: &Line<'_>, next: &Line<'_>, ending: Ending, habits: &Habits) -> bool {
    let prose = |l: &Line<'_>| !l.is_shorter_than(LEAST) && l.words.contains(['，', ',', '。', '；']);
    let broken = ending == Ending::Clause || ending == Ending::Open && habits.indented && is_indented(line);
    habits.spaced && habits.width.is_none() && broken && prose(line) && prose(next) && !is_open(next)
}

/// Whether a heading on `line` goes on in `next`: it reaches the width at which lines are broken, and the
/// rest does not.
pub(crate) fn heading_goes_on(line: &Line<'_>, next: &Line<'_>, habits: &Habits) -> bool {
    let open = ending::of(line.words) == Ending::Open && ending::of(next.words) == Ending::Open;
    habits.fills(line) && open && !next.after_blank && !habits.fills(next) && !starts_block(next, habits)
}

/// Whether a line shows by itself that it begins something.
fn starts_block(line: &Line<'_>, habits: &Habits) -> bool {
    habits.indented && is_indented(line)
        || line.mark.is_some()
        || marks::hashes(line.words).0 > 0
        || line.words.starts_with(['>', '|', '•'])
        || ["- ", "* ", "+ ", "——"].iter().any(|item| line.words.starts_with(item))
        || is_note(line.words)
        || journal::is_labelled(line.words)
        || turns::opens(line)
}

/// [1], [^1]: a note.
fn is_note(words: &str) -> bool {
    let bare = words.trim_start_matches(['[', '［', '〔', '【']);
    bare.len() < words.len() && bare.starts_with(|c: char| c.is_ascii_digit() || c == '^')
}

/// Whether the sentence broken at `lines[at]` ends within a few lines.
fn sentence_ends_soon(lines: &[Line<'_>], at: usize, habits: &Habits) -> bool {
    let above = lines.get(..=at).unwrap_or_default().iter().rev().take(LONGEST_CHAIN);
    let above = above.take_while(|l| is_open(l));
    let ahead = lines.get(at + 1..).unwrap_or_default();
    let below = ahead.iter().take(LONGEST_CHAIN).take_while(|l| is_open(l)).count();
    let ended = below < LONGEST_CHAIN && below < ahead.len();
    let apart = |line: &Line<'_>| line.after_blank || starts_block(line, habits);
    let chain = || above.clone().chain(ahead.iter().take(below));
    let length = chain().count();
    ended
        && !ahead.iter().skip(1).take(below).any(apart)
        && (length == 1 || length <= LONGEST_CHAIN && !chain().any(|l| l.is_shorter_than(LEAST)))
}

fn is_open(line: &Line<'_>) -> bool {
    matches!(ending::of(line.words), Ending::Open | Ending::Clause)
}

/// Two short lines of one length are verse, and so are three short ones in a row.
fn is_verse(lines: &[Line<'_>], at: usize) -> bool {
    let brief =
        |at: Option<usize>| at.and_then(|at| lines.get(at)).filter(|l| l.is_shorter_than(LONGEST_VERSE));
    let (above, line, next, below) =
        (brief(at.checked_sub(1)), brief(Some(at)), brief(Some(at + 1)), brief(Some(at + 2)));
    let marked = |l: &Line<'_>| ending::of(l.words) != Ending::Open;
    match (line, next) {
        (Some(line), Some(next)) => {
            line.words.len() == next.words.len()
                || marked(line) && marked(next) && (above.is_some_and(marked) || below.is_some_and(marked))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::lines::split;

    #[track_caller]
    fn check(text: &str, expect: &[bool]) {
        let lines = split(text);
        let habits = Habits::of(&lines);
        let found: Vec<bool> = (0..lines.len() - 1).map(|at| goes_on(&lines, at, &habits)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn a_sentence_broken_anywhere_goes_on() {
        check("冷战结束后，和平与发展成为\n时代主题。世界多极化。\n下一段。", &[true, false]);
    }

    #[test]
    fn lists_verse_and_set_off_lines_do_not_go_on() {
        check("苹果\n香蕉\n葡萄\n橘子\n以上各种水果都有。", &[false; 4]);
        check("日照香炉生紫烟，\n遥看瀑布挂前川。", &[false]);
        check("加强制度建设\n\n制度更带有根本性。", &[false]);
        check("【关键词】作风；群众\n作风建设是永恒课题。", &[false]);
        check("独立寒秋，\n湘江北去，\n橘子洲头。\n看万山红遍，\n层林尽染；\n漫江碧透，", &[false; 5]);
        check("（一九四四年九月八日）\n我们的队伍是革命的队伍。", &[false]);
        check("这是讨论\n问：怎么看？", &[false]);
        check("张晨\n作风建设是永恒课题。", &[false]);
        check("要做到以下几点\n一、加强领导。", &[false]);
        check("各部部长，\n\n各委员会主任，\n\n审计长。", &[false, false]);
    }

    #[test]
    fn an_empty_line_may_stand_in_a_broken_sentence() {
        let text = "实验区可以开展融资租赁业务，对入驻实验区的金融租赁公司、\n\n融资租赁公司，应当在设立、审批上给予优先支持。\n\n以上各项工作由省人民政府负责，各部门配合。";
        check(text, &[true, false]);
    }
}
