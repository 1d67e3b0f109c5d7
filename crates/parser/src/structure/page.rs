//! What print sets at the head and foot of each page, as it comes out of a PDF: page numbers, running heads.
//! Such lines are taken out before anything else is read, so that a sentence goes on over the page.

use super::ending::{self, Ending};
use super::lines::Line;
use super::{journal, marks, noise};
use chuchu_model::Span;
use chuchu_text::is_blank;
use std::collections::HashMap;

/// The longest page number, in characters.
const LONGEST_NUMBER: usize = 14;
/// The longest running head, in characters.
const LONGEST_HEAD: usize = 40;
/// A running head stands on so many pages at least.
const FEWEST_PAGES: usize = 3;
/// A page has more lines than this.
const SHORTEST_PAGE: usize = 4;

/// Takes page numbers and running heads out of `lines`; their places. Linear.
pub(crate) fn part(lines: &mut Vec<Line<'_>>) -> Vec<Span> {
    let mut furniture: Vec<bool> = lines.iter().map(is_number).collect();
    pages_of_citations(lines, &mut furniture);
    bare_numbers(lines, &mut furniture);
    running_heads(lines, &mut furniture);
    numbered_heads(lines, &mut furniture);
    facing_heads(lines, &mut furniture);
    let taken: Vec<Span> = lines.iter().zip(&furniture).filter(|(_, f)| **f).map(|(l, _)| l.span).collect();
    if !taken.is_empty() {
        take_out(lines, &furniture);
    }
    taken
}

/// A sentence goes on over the page, whatever blank lines stand there.
fn take_out(lines: &mut Vec<Line<'_>>, furniture: &[bool]) {
    let mut broken = false;
    let mut kept: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    for (line, is_furniture) in lines.iter().zip(furniture) {
        if *is_furniture {
            broken = true;
            continue;
        }
        let open = kept.last().is_some_and(|l| ending::of(l.words) != Ending::Sentence);
        let after_blank = line.after_blank && !(broken && open);
        kept.push(Line { after_blank, ..*line });
        broken = false;
    }
    *lines = kept;
}

/// - 3 -, 第3页, 第 3 页 共 5 页, Page 3 of 5: at least one mark or 页 beside the figures.
fn is_number(line: &Line<'_>) -> bool {
    if !line.is_shorter_than(LONGEST_NUMBER) {
        return false;
    }
    let words = line.words.strip_prefix("Page").unwrap_or(line.words);
    let figures = words.chars().filter(char::is_ascii_digit).count();
    let dash = |c: char| matches!(c, '-' | '—' | '–' | '·' | '－' | '─' | '~' | '•');
    let beside = |c: char| is_blank(c) || dash(c) || matches!(c, '第' | '页' | '共' | '/' | '，' | 'o' | 'f');
    (1..=8).contains(&figures)
        && words.chars().all(|c| c.is_ascii_digit() || beside(c))
        && (words.contains('页')
            || words.len() < line.words.len()
            || words.starts_with(dash) && words.ends_with(dash))
}

/// 第112页 below a line that ends with a comma or 版 is the end of a citation.
fn pages_of_citations(lines: &[Line<'_>], furniture: &mut [bool]) {
    let broken = |l: &Line<'_>, next: &Line<'_>| {
        let ends =
            l.words.ends_with('第') || l.words.ends_with(['，', ',', '版']) && next.words.starts_with('第');
        ends && l.words.contains(['《', '年'])
    };
    for (pair, slot) in lines.windows(2).zip(furniture.iter_mut().skip(1)) {
        if let [above, line] = pair
            && *slot
            && broken(above, line)
        {
            *slot = false;
        }
    }
}

/// Figures alone on their lines, at least three and each larger than the one before, a page apart.
fn bare_numbers(lines: &[Line<'_>], furniture: &mut [bool]) {
    let figures = |l: &Line<'_>| l.words.len() <= 4 && l.words.bytes().all(|b| b.is_ascii_digit());
    let found: Vec<(usize, u32)> = lines
        .iter()
        .enumerate()
        .filter(|(_, l)| figures(l))
        .filter_map(|(at, l)| Some((at, l.words.parse().ok()?)))
        .collect();
    let pages = found.windows(2).all(|p| matches!(p, [(a, m), (b, n)] if n > m && b - a > SHORTEST_PAGE));
    if found.len() >= FEWEST_PAGES && pages {
        for (at, _) in found {
            furniture.get_mut(at).into_iter().for_each(|f| *f = true);
        }
    }
}

/// Lines beside page numbers that say the same on several pages. The first line of all is the title.
fn running_heads(lines: &[Line<'_>], furniture: &mut [bool]) {
    let numbers: Vec<usize> = (0..lines.len()).filter(|at| furniture.get(*at) == Some(&true)).collect();
    if numbers.len() < 2 {
        return;
    }
    // a head stands at the same distance from the number on every page
    let mut pages: HashMap<(usize, String), Vec<usize>> = HashMap::new();
    for (number, distance) in numbers.iter().flat_map(|at| (0..=4).map(move |distance| (at, distance))) {
        let Some(at) = (number + distance).checked_sub(2).filter(|at| *at > 0) else { continue };
        if let Some(key) = lines.get(at).filter(|_| furniture.get(at) == Some(&false)).and_then(head_key) {
            pages.entry((distance, key)).or_default().push(at);
        }
    }
    let issues = |at: &&usize| lines.get(**at).is_some_and(journal::is_issue);
    let recurring = pages.values().filter(|at| at.len() >= 2).flatten();
    for at in recurring.chain(pages.values().filter(|at| at.len() == 1).flatten().filter(issues)) {
        furniture.get_mut(*at).into_iter().for_each(|f| *f = true);
    }
}

/// 12　党建研究, 党建研究　13: a head with its page number on one line, on several pages.
fn numbered_heads(lines: &[Line<'_>], furniture: &mut [bool]) {
    let mut pages: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(number) = page_beside(line)
            && let Some(key) = head_key(line)
        {
            pages.entry(key).or_default().push((at, number));
        }
    }
    let turns = |p: &[(usize, u32)]| {
        p.windows(2).all(|p| matches!(p, [(a, m), (b, n)] if n > m && b - a > SHORTEST_PAGE))
    };
    for found in pages.values().filter(|p| p.len() >= FEWEST_PAGES && turns(p)) {
        for (at, _) in found {
            furniture.get_mut(*at).into_iter().for_each(|f| *f = true);
        }
    }
}

/// 江州水利志　第三章　87 on one page and 88　江州水利志 on the next: the heads of facing pages share words.
fn facing_heads(lines: &[Line<'_>], furniture: &mut [bool]) {
    let mut last: Option<(usize, u32, String)> = None;
    for (at, line) in lines.iter().enumerate() {
        let Some((number, key)) = page_beside(line).zip(head_key(line)) else { continue };
        if let Some((before, page, other)) = &last
            && number == page + 1
            && at > before + 1
            && (key.contains(other.as_str()) || other.contains(key.as_str()))
            && [*before, at].iter().all(|at| lines.get(*at).is_some_and(is_spread))
        {
            for head in [*before, at] {
                furniture.get_mut(head).into_iter().for_each(|f| *f = true);
            }
        }
        last = Some((at, number, key));
    }
}

/// Whether the page number is set off by more than one narrow blank.
fn is_spread(line: &Line<'_>) -> bool {
    line.words.contains('\u{3000}') || line.words.contains("  ") || line.words.contains('\t')
}

/// The figures at an end of a short line, parted from it by a blank.
fn page_beside(line: &Line<'_>) -> Option<u32> {
    let words = line.words;
    let at_end = words.ends_with(|c: char| c.is_ascii_digit());
    if !line.is_shorter_than(LONGEST_HEAD) || !at_end && !words.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (before, behind) = if at_end { words.rsplit_once(is_blank)? } else { words.split_once(is_blank)? };
    if at_end { behind } else { before }.parse().ok().filter(|n| *n < 10_000)
}

/// What a running head says on every page: its letters without figures. A sentence is none.
fn head_key(line: &Line<'_>) -> Option<String> {
    if !line.is_shorter_than(LONGEST_HEAD + 40)
        || matches!(ending::of(line.words), Ending::Sentence | Ending::Clause)
    {
        return None;
    }
    if line.mark.is_some_and(|m| m.form != marks::Form::Arabic) {
        return None;
    }
    let key: String = noise::letters(line.words).filter(|c| !c.is_ascii_digit()).take(LONGEST_HEAD).collect();
    (key.chars().count() >= 3).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::lines::split;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let mut lines = split(text);
        let taken: Vec<_> = part(&mut lines).into_iter().map(|s| s.of(text).unwrap()).collect();
        assert_eq!(taken, expect, "{text}");
    }

    #[test]
    fn page_numbers_are_told() {
        check(
            "- 3 -\n－ 12 －\n第 3 页 共 5 页\n第1页\nPage 3 of 5",
            &["- 3 -", "－ 12 －", "第 3 页 共 5 页", "第1页", "Page 3 of 5"],
        );
        check("3\n第3条\n3.5", &[]);
    }

    #[test]
    fn figures_alone_are_page_numbers_where_they_count_pages() {
        let page = "文字甲。\n文字乙。\n文字丙。\n文字丁。\n文字戊。\n";
        let text = format!("{page}12\n{page}13\n{page}14\n");
        check(&text, &["12", "13", "14"]);
        check("合计\n1\n2\n3\n", &[]);
    }

    #[test]
    fn heads_that_run_over_the_pages_are_told() {
        let page = "文字甲。\n文字乙。\n文字丙。\n文字丁。\n文字戊。\n";
        let text =
            format!("党建研究　2014年\n{page}- 1 -\n党建研究　2014年\n{page}- 2 -\n党建研究　2014年\n{page}");
        check(&text, &["- 1 -", "党建研究　2014年", "- 2 -", "党建研究　2014年"]);
        let text = format!("12　党建研究\n{page}13　党建研究\n{page}14　党建研究\n{page}");
        check(&text, &["12　党建研究", "13　党建研究", "14　党建研究"]);
        check(
            "江州志　第三章　堤防　　87\n文字甲。\n文字乙。\n88　　江州志\n文字丙。",
            &["江州志　第三章　堤防　　87", "88　　江州志"],
        );
        check(
            "文字。\n· 56 ·\n江州学报　2010年第3期\n文字乙。\n· 57 ·",
            &["· 56 ·", "江州学报　2010年第3期", "· 57 ·"],
        );
        check(&format!("合计　12\n合计　13\n合计　14\n{page}"), &[]);
    }
}
