//! Where the articles of an anthology begin: 第一篇：…, 篇一：…, 【篇1】….

use super::ending::{self, Ending};
use super::lines::Line;
use super::marks::{self, Form, Mark, Offset};
use chuchu_text::{is_blank, numeral};

/// The first line of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// Which line.
    pub(crate) line: usize,
    /// Its number.
    pub(crate) mark: Mark,
    /// Where the number begins, in bytes of the line.
    pub(crate) number: usize,
}

/// The longest such line, in characters.
const LONGEST: usize = 80;

/// The heads of the articles when there are at least two, numbered without a gap from one. A book whose
/// 篇 hold 章 is no anthology.
pub(crate) fn heads(lines: &[Line<'_>]) -> Vec<Head> {
    let mut found: Vec<Head> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some((number, mark)) = piece(line) else { continue };
        let listed =
            || found.len() > 1 && found.windows(2).all(|p| matches!(p, [a, b] if b.line == a.line + 1));
        if mark.ordinal == 1 && listed() {
            found.clear(); // it was a table of contents
        }
        let wanted = found.last().map_or(1, |h| h.mark.ordinal + 1);
        if mark.ordinal == wanted {
            found.push(Head { line: at, mark, number });
        }
    }
    let has_text = found.windows(2).all(|pair| matches!(pair, [a, b] if b.line > a.line + 1));
    let chapters = lines.iter().any(|l| l.mark.is_some_and(|m| m.form == Form::Chapter));
    if found.len() < 2 || !has_text || chapters { Vec::new() } else { found }
}

/// The number of an article at the beginning of a line, and where it begins.
fn piece(line: &Line<'_>) -> Option<(usize, Mark)> {
    if !line.is_shorter_than(LONGEST) || ending::of(line.words) == Ending::Sentence {
        return None;
    }
    let (_, number) = marks::hashes(line.words);
    let words = line.words.get(number..)?;
    let leading = if number == 0 { line.mark } else { marks::leading(words) };
    let mark = leading.filter(|m| m.form == Form::Piece).or_else(|| labelled(words))?;
    Some((number, mark))
}

/// 篇一：, 篇1, 【篇一】, （第一篇）, 范文一：
fn labelled(words: &str) -> Option<Mark> {
    let bare = words.trim_start_matches(['【', '（', '(', '[']);
    let inner = bare.strip_prefix('第').unwrap_or(bare);
    let label = ["篇", "范文", "例文", "文章"].iter().find_map(|l| inner.strip_prefix(l)).unwrap_or(inner);
    let (ordinal, length) = numeral::leading(label)?;
    let behind = label.get(length..)?;
    let unit = behind.strip_prefix('篇').unwrap_or(behind);
    let named = label.len() < inner.len() || unit.len() < behind.len();
    let rest = unit.trim_start_matches(|c: char| {
        is_blank(c) || matches!(c, '】' | '）' | ')' | ']' | '：' | ':' | '、' | '.')
    });
    let parted = rest.len() < unit.len() || rest.is_empty();
    let length = words.len() - rest.len();
    let number = words.get(..length)?.trim_end_matches(is_blank).len();
    let ordinal = u16::try_from(ordinal).ok().filter(|n| (1..1000).contains(n))?;
    let (length, words) = (Offset::new(number), Offset::new(length));
    (named && parted).then_some(Mark { form: Form::Piece, ordinal, length, words })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::lines::split;

    #[track_caller]
    fn check(text: &str, expect: &[(usize, &str)]) {
        let lines = split(text);
        let found = heads(&lines);
        let shown: Vec<_> = found
            .iter()
            .map(|h| (h.line, lines[h.line].words.get(h.number + h.mark.words.get()..).unwrap()))
            .collect();
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn articles_are_numbered_from_one_without_a_gap() {
        check("第一篇：如何\n文。\n第二篇：怎样\n文。", &[(0, "如何"), (2, "怎样")]);
        check("范文\n篇一：如何\n文。\n篇二：怎样\n文。", &[(1, "如何"), (3, "怎样")]);
        check("【篇1】如何\n文。\n【篇2】怎样\n文。", &[(0, "如何"), (2, "怎样")]);
        check("第一篇：甲\n第二篇：乙\n第一篇：甲\n文。\n第二篇：乙\n文。", &[(2, "甲"), (4, "乙")]);
        check("第一篇：如何\n文。", &[]);
        check("第二篇：如何\n文。\n第三篇：怎样\n文。", &[]);
        check("第一篇 总论\n第一章 甲\n文。\n第二篇 分论\n文。", &[]);
    }
}
