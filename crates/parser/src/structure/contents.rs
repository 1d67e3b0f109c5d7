//! Tables of contents: entries with leaders and page numbers, and the list below 目录 whose entries stand
//! again in the text.

use super::lines::Line;
use super::noise;
use chuchu_text::is_blank;
use std::ops::Range;

/// The most entries of a table of contents.
const MOST_ENTRIES: usize = 400;
/// The longest entry, in characters.
const LONGEST: usize = 70;

/// Whether a line is an entry with leaders and a page number: 第一章　总论……………3, 后记 ..... (35).
pub(crate) fn is_entry(words: &str) -> bool {
    let leads = |c: char| matches!(c, '…' | '.' | '．' | '·' | '・' | '⋯' | '-' | '─' | '—' | '_');
    let bare = words.trim_end_matches(['）', ')']);
    let title = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let title = title.trim_end_matches(['（', '(']).trim_end_matches(is_blank);
    if title.len() == bare.len() || bare.len() - title.len() > 12 {
        return false;
    }
    let leaders = title.chars().rev().take_while(|c| leads(*c) || is_blank(*c)).filter(|c| leads(*c)).count();
    let dots = title.ends_with(['…', '⋯']) && leaders >= 2 || leaders >= 3;
    dots && noise::letters(title).next().is_some()
}

/// Whether a line heads a table of contents.
pub(crate) fn heads(line: &Line<'_>) -> bool {
    line.is_shorter_than(12)
        && ["目录", "目次"].iter().any(|head| noise::letters(line.words).eq(head.chars()))
}

/// The lines of the table of contents below 目录, its heading included: from there to where the first of its
/// entries stands again, or as long as lines are entries with page numbers. Linear.
pub(crate) fn find(lines: &[Line<'_>]) -> Range<usize> {
    let Some(start) = lines.iter().position(heads) else { return 0..0 };
    let entries = lines.get(start + 1..).unwrap_or_default();
    let Some(first) = entries.first() else { return 0..0 };
    let brief = entries.iter().skip(1).take(MOST_ENTRIES).take_while(|l| l.is_shorter_than(LONGEST));
    let again = brief.clone().position(|l| same(first.words, l.words));
    let led = entries.iter().take(MOST_ENTRIES).take_while(|l| is_entry(l.words)).count();
    let count = again.map_or(led, |at| at + 1).max(led);
    if count == 0 { 0..0 } else { start..start + 1 + count }
}

/// Whether an entry, without its page number, and a heading say the same.
fn same(entry: &str, heading: &str) -> bool {
    let bare = entry.trim_end_matches(|c: char| !c.is_alphabetic());
    let bare = if bare.len() == entry.len() || noise::letters(bare).next().is_none() { entry } else { bare };
    noise::letters(bare).eq(noise::letters(heading)) || noise::letters(entry).eq(noise::letters(heading))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::lines::split;

    #[test]
    fn entries_have_leaders_and_a_page_number() {
        for words in ["第一章　总论……………3", "后记 ..... (35)", "前　言…… 12", "附录·····120"]
        {
            assert!(is_entry(words), "{words}");
        }
        for words in ["他说……", "3.14159", "第一章 总论", "2010", "……12", "从1949年……到2010年"]
        {
            assert!(!is_entry(words), "{words}");
        }
    }

    #[test]
    fn the_list_ends_where_its_first_entry_stands_again() {
        let check = |text, expect| assert_eq!(find(&split(text)), expect, "{text}");
        check("目　录\n第一章 总则\n第二章 附则\n第一章 总则\n文。", 0..3);
        check("题\n目次\n前言……1\n一、甲……3\n二、乙……12\n前　言\n文。", 1..5);
        check("目录学是一门学问。", 0..0);
        check("目录\n文字很多。", 0..0);
    }
}
