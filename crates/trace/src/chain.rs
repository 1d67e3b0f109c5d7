//! Chains: the seeds that can belong to one place, in order in both texts, and which of all chains is best.
//!
//! A chain pays for the letters between its runs as the alignment does (see `alignment`), so that one
//! silently dropped clause, or an ellipsis, does not tear a quotation apart.

use crate::Query;
use crate::alignment::cost;
use crate::seeds::Run;

/// Chaining compares runs pairwise; of more than this many the longest are taken.
const MOST_RUNS: usize = 400;

/// The best chain: runs in order, without overlaps in either text. Empty when there are no runs.
/// Cost: square in the number of runs, at most 400.
pub(crate) fn best(query: &Query, mut runs: Vec<Run>) -> Vec<Run> {
    if runs.len() > MOST_RUNS {
        runs.sort_by_key(|r| std::cmp::Reverse(r.length));
        runs.truncate(MOST_RUNS);
    }
    runs.sort_by_key(|r| (r.source, r.query));
    let ellipses = ellipses_before(query);
    let mut scores: Vec<(i64, Option<usize>)> = Vec::with_capacity(runs.len());
    for (i, run) in runs.iter().enumerate() {
        let mut best = (gain(run.length), None);
        for (j, before) in runs.iter().enumerate().take(i) {
            if let Some(link) = link(&ellipses, *before, *run) {
                best = best.max_by_score((scores[j].0 + link, Some(j)));
            }
        }
        scores.push(best);
    }
    let last = (0..runs.len()).max_by_key(|i| (scores[*i].0, std::cmp::Reverse(*i)));
    follow(&runs, &scores, last)
}

trait Better {
    fn max_by_score(self, other: Self) -> Self;
}

impl Better for (i64, Option<usize>) {
    fn max_by_score(self, other: Self) -> Self {
        if other.0 > self.0 { other } else { self }
    }
}

fn gain(letters: usize) -> i64 {
    i64::try_from(letters).unwrap_or(i64::MAX / 1_000_000) * i64::from(cost::ADDED)
}

/// `counts[i]`: how many ellipses stand before letter `i`.
fn ellipses_before(query: &Query) -> Vec<usize> {
    query
        .breaks
        .iter()
        .scan(0, |n, b| {
            *n += usize::from(*b);
            Some(*n)
        })
        .collect()
}

/// What the second run adds to a chain that ends with the first; `None` when it cannot follow.
fn link(ellipses: &[usize], first: Run, second: Run) -> Option<i64> {
    if second.query <= first.query || second.source <= first.source {
        return None;
    }
    let overlap = overlap(first, second);
    if overlap >= second.length {
        return None;
    }
    let second = second.without_first(overlap);
    let (dq, ds) = (second.query - first.query_end(), second.source - first.source_end());
    let marked = ellipses[second.query] > ellipses[first.query_end() - 1];
    let gap = if ds > dq { cost::left_out(ds - dq, marked) } else { 0 };
    let replaced = gain(dq.min(ds)) * i64::from(cost::REPLACED - cost::ADDED) / i64::from(cost::ADDED);
    Some(gain(second.length) - i64::from(gap) - if marked { 0 } else { replaced })
}

fn overlap(first: Run, second: Run) -> usize {
    let in_query = first.query_end().saturating_sub(second.query);
    in_query.max(first.source_end().saturating_sub(second.source))
}

fn follow(runs: &[Run], scores: &[(i64, Option<usize>)], last: Option<usize>) -> Vec<Run> {
    let mut order: Vec<usize> = std::iter::successors(last, |i| scores[*i].1).collect();
    order.reverse();
    let mut chain: Vec<Run> = Vec::with_capacity(order.len());
    for i in order {
        let trim = chain.last().map_or(0, |before| overlap(*before, runs[i]));
        chain.push(runs[i].without_first(trim));
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Window, seeds};

    #[track_caller]
    fn check(query: &str, source: &str, expect: &[&str]) {
        let query = Query::new(query);
        let window = Window::new(source);
        let chain = best(&query, seeds::runs(&query, &window.ids(&query)));
        let texts: Vec<String> =
            chain.iter().map(|r| window.folded.chars()[r.source..r.source_end()].iter().collect()).collect();
        assert_eq!(texts, expect);
    }

    #[test]
    fn a_dropped_clause_does_not_tear_the_chain() {
        check(
            "一切为了群众从群众中来",
            "一切为了群众，一切依靠群众，从群众中来",
            &["一切为了群众", "从群众中来"],
        );
    }

    #[test]
    fn what_stands_elsewhere_is_left_out() {
        check("群众路线是生命线", "群众。群众路线是党的生命线", &["群众路线是", "生命线"]);
    }
}
