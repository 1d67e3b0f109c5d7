//! Running heads and page numbers: short lines at the edge of pages that come again at the same height, or that are
//! nothing but the number of the page.

use super::glyph::steps;
use super::lines::{Line, Page};
use crate::source::Matter;
use std::collections::{BTreeMap, BTreeSet};

/// The share of a page at its upper and its lower edge where running heads stand.
const EDGE: f64 = 0.15;
/// How many lines at an edge are looked at.
const LINES: usize = 3;
/// The longest running head, in characters.
const LONGEST: usize = 60;
/// On so many pages at least, and on one of so many, a line must come again.
const TIMES: usize = 2;
const ONE_OF: usize = 6;

/// A line as it comes again: its words, the number at either end as its distance from the page's, and its height, in
/// steps.
type Print = (String, i64);

/// What print puts around the number of a page: — 3 —, 第3页, 3/12, ·3·.
const AROUND: &str = "—–-－~·•.|/第页頁共()（）[]【】";

/// Takes them off the pages; says how many of each. Cost: linear.
pub(super) fn remove(pages: &mut [Page]) -> BTreeMap<Matter, usize> {
    let mut seen: BTreeMap<Print, usize> = BTreeMap::new();
    for page in pages.iter() {
        let prints: BTreeSet<Print> = edges(page).into_iter().map(|at| print(page, at)).collect();
        for (words, height) in prints {
            // A height between two steps counts for both.
            for step in [height - 1, height, height + 1] {
                *seen.entry((words.clone(), step)).or_default() += 1;
            }
        }
    }
    let enough = TIMES.max(pages.len() / ONE_OF);
    let mut removed = BTreeMap::new();
    for page in pages.iter_mut() {
        let mut gone = BTreeMap::new();
        for at in edges(page) {
            let print = print(page, at);
            let again = pages_with(&seen, &print) >= enough;
            let text = page.lines.get(at).map_or("", |line| line.text.as_str());
            let number = is_number(text);
            let own = says(text, page.number);
            if again || number && own {
                gone.insert(at, if number { Matter::PageNumber } else { Matter::RunningHead });
            }
        }
        gone.values().for_each(|what| *removed.entry(*what).or_default() += 1);
        let mut at = 0;
        page.lines.retain(|_| {
            at += 1;
            !gone.contains_key(&(at - 1))
        });
    }
    removed
}

fn pages_with(seen: &BTreeMap<Print, usize>, print: &Print) -> usize {
    seen.get(print).copied().unwrap_or(0)
}

/// The lines at the edges of a page, the outermost first.
fn edges(page: &Page) -> Vec<usize> {
    let reach = (page.top - page.bottom) * EDGE;
    let mut order: Vec<usize> = (0..page.lines.len()).collect();
    let height = |at: &usize| page.lines.get(*at).map_or(0.0, |line| line.y);
    order.sort_by(|a, b| height(b).total_cmp(&height(a)));
    let short = |at: &&usize| page.lines.get(**at).is_some_and(|line| line.text.chars().count() <= LONGEST);
    let upper = order.iter().take(LINES).filter(|at| height(at) > page.top - reach);
    let lower = order.iter().rev().take(LINES).filter(|at| height(at) < page.bottom + reach);
    let all: BTreeSet<usize> = upper.chain(lower).filter(short).copied().collect();
    all.into_iter().collect()
}

/// Notes at the foot of pages begin with numbers and are alike too (3 同上): only a head may begin with one.
fn print(page: &Page, at: usize) -> Print {
    let Some(Line { text, y, .. }) = page.lines.get(at) else { return Print::default() };
    let words: String = text.chars().filter(|c| !chuchu_text::is_blank(*c)).collect();
    let head = *y > (page.top + page.bottom) / 2.0;
    let digit = |c: char| c.is_ascii_digit();
    let inner = words.trim_start_matches(|c| AROUND.contains(c));
    let front = inner.len() - inner.trim_start_matches(digit).len();
    let around = words.len() - inner.len();
    let back = words.trim_end_matches(|c| AROUND.contains(c));
    let tail = back.len() - back.trim_end_matches(digit).len();
    let from = if (head || is_number(&words)) && front > 0 {
        around..around + front
    } else {
        back.len() - tail..back.len()
    };
    let distance =
        words.get(from.clone()).and_then(|n| n.parse::<i64>().ok()).map(|n| n - i64::from(page.number));
    let words = match distance {
        Some(distance) => format!(
            "{}#{distance}{}",
            words.get(..from.start).unwrap_or_default(),
            words.get(from.end..).unwrap_or_default()
        ),
        None => words,
    };
    // A page has a few hundred steps.
    (words, steps((y - page.bottom) / 4.0))
}

/// Whether a line is a number and what print puts around it.
fn is_number(words: &str) -> bool {
    let bare = || words.chars().filter(|c| !chuchu_text::is_blank(*c) && !AROUND.contains(*c));
    bare().next().is_some() && bare().all(|c| c.is_ascii_digit())
}

/// Whether a line prints this number.
fn says(text: &str, number: u32) -> bool {
    let digits: String = text
        .chars()
        .filter(|c| !chuchu_text::is_blank(*c))
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits == number.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(number: u32, lines: &[(f64, String)]) -> Page {
        let line = |(y, text): &(f64, String)| Line {
            text: text.clone(),
            left: 0.0,
            right: 9.0,
            y: *y,
            size: 10.0,
            raised: Vec::new(),
        };
        Page { number, lines: lines.iter().map(line).collect(), bottom: 0.0, top: 800.0 }
    }

    #[test]
    fn heads_come_again_and_notes_that_are_alike_stay() {
        let lines = |n: u32| {
            vec![
                (780.0, format!("{} 渡口札记", n + 10)),
                (400.0, "正文".to_owned()),
                (60.0, format!("{n} 同上，第{n}页。")),
                (30.0, format!("— {} —", n + 10)),
            ]
        };
        let mut pages: Vec<Page> = (1..5).map(|n| page(n, &lines(n))).collect();
        let removed = remove(&mut pages);
        assert_eq!(removed, BTreeMap::from([(Matter::RunningHead, 4), (Matter::PageNumber, 4)]));
        let left: Vec<&str> = pages[1].lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(left, ["正文", "2 同上，第2页。"]);
    }

    #[test]
    fn the_only_page_loses_its_own_number_only() {
        let mut pages =
            [page(1, &[(780.0, "题".to_owned()), (30.0, "第 1 页".to_owned()), (40.0, "1987".to_owned())])];
        assert_eq!(remove(&mut pages), BTreeMap::from([(Matter::PageNumber, 1)]));
    }
}
