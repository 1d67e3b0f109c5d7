//! Running heads and page numbers: short lines at the edge of pages that come again at the same height, or that are
//! nothing but the number of the page.

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

/// A line as it comes again: its words without their numbers, and its height, in steps.
type Print = (String, i64);

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
            let number = is_number(&print.0);
            let own = page.lines.get(at).is_some_and(|line| says(&line.text, page.number));
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

fn print(page: &Page, at: usize) -> Print {
    let Some(Line { text, y, .. }) = page.lines.get(at) else { return Print::default() };
    let mut words = String::new();
    for c in text.chars().filter(|c| !chuchu_text::is_blank(*c)) {
        let digit = c.is_ascii_digit() || matches!(c, '０'..='９');
        if !(digit && words.ends_with('#')) {
            words.push(if digit { '#' } else { c });
        }
    }
    // Heights of a page are a few hundred steps.
    (words, ((y - page.bottom) / 4.0).round().clamp(-1e6, 1e6) as i64)
}

/// Whether a line is a number and what print puts around it: — 3 —, 第3页, 3/12, ·3·.
fn is_number(words: &str) -> bool {
    let bare: String = words.chars().filter(|c| !"—–-－~·•.|/第页頁共/()（）[]【】".contains(*c)).collect();
    !bare.is_empty() && bare.chars().all(|c| c == '#')
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
