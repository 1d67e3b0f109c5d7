//! Chains: the seeds that can belong to one place, in order in both texts, and which of all chains is best.
//!
//! A chain pays for the letters between its runs as the alignment does (see `alignment`), so that one
//! silently dropped clause, or an ellipsis, does not tear a quotation apart.

use crate::Query;
use crate::alignment::cost;
use crate::seeds::Run;

/// Chaining compares runs pairwise; of more than this many the longest are taken.
const MOST_RUNS: usize = 400;

/// How much less a chain in another place may be worth to be aligned as well, in letters: what is shared letter by letter
/// between the runs decides among places whose runs are much alike.
const RIVAL: usize = 3;
/// Longer quotations have no rival: their runs tell enough, and aligning them costs most.
const MOST_WITH_RIVAL: usize = 64;

/// The best chain, and of a short quotation the best one elsewhere in the source if it is worth nearly as much. A chain is runs in order,
/// without overlaps in either text. None when there are no runs.
/// Cost: square in the number of runs, at most 400.
pub(crate) fn best(query: &Query, mut runs: Vec<Run>) -> Vec<Vec<Run>> {
    if runs.len() > MOST_RUNS {
        runs.sort_by_key(|r| std::cmp::Reverse(r.length));
        runs.truncate(MOST_RUNS);
    }
    runs.sort_by_key(|r| (r.source, r.query));
    let ellipses = ellipses_before(query);
    let mut scores: Vec<(i64, Option<usize>)> = Vec::with_capacity(runs.len());
    // where in the source the best chain that ends with a run begins
    let mut begins: Vec<usize> = Vec::with_capacity(runs.len());
    for (i, run) in runs.iter().enumerate() {
        let mut best = (gain(run.length), None);
        for (j, before) in runs.iter().enumerate().take(i) {
            if let Some(link) = link(&ellipses, *before, *run) {
                best = best.max_by_score((scores[j].0 + link, Some(j)));
            }
        }
        begins.push(best.1.map_or(run.source, |before: usize| begins[before]));
        scores.push(best);
    }
    let worth = |i: &usize| (scores[*i].0, std::cmp::Reverse(*i));
    let Some(last) = (0..runs.len()).max_by_key(worth) else { return Vec::new() };
    let elsewhere =
        |i: &usize| begins[*i] >= runs[last].source_end() || runs[*i].source_end() <= begins[last];
    let short = query.letters() <= MOST_WITH_RIVAL;
    let rival = (0..runs.len()).filter(|i| short && elsewhere(i)).max_by_key(worth);
    let rival = rival.filter(|i| scores[*i].0 + gain(RIVAL) >= scores[last].0);
    [Some(last), rival].into_iter().flatten().map(|last| follow(&runs, &scores, last)).collect()
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

fn follow(runs: &[Run], scores: &[(i64, Option<usize>)], last: usize) -> Vec<Run> {
    let mut order: Vec<usize> = std::iter::successors(Some(last), |i| scores[*i].1).collect();
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

    fn chains(query: &str, source: &str) -> Vec<Vec<String>> {
        let query = Query::new(query);
        let window = Window::new(source);
        let text = |r: &Run| window.folded.chars()[r.source..r.source_end()].iter().collect();
        let chains = best(&query, seeds::runs(&query, &window.ids(&query)));
        chains.iter().map(|chain| chain.iter().map(text).collect()).collect()
    }

    #[track_caller]
    fn check(query: &str, source: &str, expect: &[&str]) {
        assert_eq!(chains(query, source)[0], expect);
    }

    #[test]
    fn a_place_that_is_nearly_as_good_is_a_rival() {
        let source = "公民不服向同一法院起诉的。公民不服分别向同一法院起诉的";
        let found = chains("公民服别向同一法院起诉的", source);
        let expect: [&[&str]; 2] = [&["公民", "向同一法院起诉的"], &["别向同一法院起诉的"]];
        assert_eq!(found, expect);
        assert_eq!(chains("公民不服向同一法院起诉的", "公民不服向同一法院起诉的。公民应当守法").len(), 1);
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
