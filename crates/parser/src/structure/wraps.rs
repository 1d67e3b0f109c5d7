//! Line breaks inside a sentence: which line goes on in the next one.

use super::ending::{self, Ending};
use super::habits::{Habits, is_indented};
use super::lines::Line;
use super::marks;

/// How many broken lines in a row are believed; more are a list or verse.
const LONGEST_CHAIN: usize = 3;
/// How many lines behind a break are looked at.
pub(crate) const LOOK_AHEAD: usize = LONGEST_CHAIN + 1;
/// Where more than one line in a row is broken, none is shorter than this, in characters.
const LEAST: usize = 20;

/// Whether the text of `lines[at]` goes on in the next line. Both, and the lines looked ahead at, must be
/// body text: the caller cuts `lines` where a heading or other block begins.
pub(crate) fn goes_on(lines: &[Line<'_>], at: usize, habits: &Habits) -> bool {
    let (Some(line), Some(next)) = (lines.get(at), lines.get(at + 1)) else { return false };
    if next.after_blank || starts_block(next, habits) {
        return false;
    }
    let ending = ending::of(line.words);
    if habits.width.is_some() {
        let ended = ending == Ending::Sentence || ending == Ending::Colon;
        return habits.fills(line) && (!ended || habits.indented || habits.spaced);
    }
    match ending {
        Ending::Sentence | Ending::Colon => false,
        Ending::Clause | Ending::Open => !is_verse(line, next) && sentence_ends_soon(lines, at, habits),
    }
}

/// Whether a line shows by itself that it begins something.
fn starts_block(line: &Line<'_>, habits: &Habits) -> bool {
    habits.indented && is_indented(line)
        || marks::leading(line.words).is_some()
        || marks::hashes(line.words).0 > 0
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

/// Two short lines of one length are verse.
fn is_verse(line: &Line<'_>, next: &Line<'_>) -> bool {
    line.is_shorter_than(LEAST) && line.words.len() == next.words.len()
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
        check("要做到以下几点\n一、加强领导。", &[false]);
    }
}
