//! Seeds: stretches that quotation and source share letter for letter. Which of them belong together is
//! told in `chain`.

use crate::Query;

/// A stretch of letters that stands in both, and can be made no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// First letter in the quotation.
    pub(crate) query: usize,
    /// First letter in the source.
    pub(crate) source: usize,
    /// Number of letters.
    pub(crate) length: usize,
}

impl Run {
    pub(crate) fn query_end(self) -> usize {
        self.query + self.length
    }

    pub(crate) fn source_end(self) -> usize {
        self.source + self.length
    }

    /// The same run without its first letters.
    pub(crate) fn without_first(self, count: usize) -> Self {
        let count = count.min(self.length);
        Self { query: self.query + count, source: self.source + count, length: self.length - count }
    }
}

/// All shared runs of two letters or more, by place in the source. `source` is renumbered by the query. No run
/// reaches over an ellipsis. Cost: one step for each pair of like letters.
pub(crate) fn runs(query: &Query, source: &[u16]) -> Vec<Run> {
    let ids = &query.ids;
    let mut found = Vec::new();
    for (at, pair) in source.windows(2).enumerate() {
        if pair[0] == 0 || pair[1] == 0 {
            continue;
        }
        for place in query.places_of(pair[0]) {
            let place = *place as usize;
            let begins = at == 0 || query.breaks[place] || place == 0 || ids[place - 1] != source[at - 1];
            if begins && ids.get(place + 1) == Some(&pair[1]) && !query.breaks[place + 1] {
                let length = shared(query, place, &source[at..]);
                found.push(Run { query: place, source: at, length });
            }
        }
    }
    found
}

/// How many letters from `place` on stand at the beginning of `source`, up to an ellipsis.
fn shared(query: &Query, place: usize, source: &[u16]) -> usize {
    let like = query.ids[place..].iter().zip(source).take_while(|(a, b)| a == b).count();
    let marks = query.breaks[place + 1..place + like].iter();
    marks.take_while(|marked| !**marked).count() + 1
}

/// How many letters of the quotation stand in one of the runs.
pub(crate) fn coverage(letters: usize, runs: &[Run]) -> usize {
    let mut covered = vec![false; letters];
    for run in runs {
        covered[run.query..run.query_end()].fill(true);
    }
    covered.iter().filter(|c| **c).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Window;

    #[track_caller]
    fn check(query: &str, source: &str, expect: &[&str]) {
        let query = Query::new(query);
        let window = Window::new(source);
        let ids = window.ids(&query);
        let runs = runs(&query, &ids);
        let texts: Vec<String> =
            runs.iter().map(|r| window.folded.chars()[r.source..r.source_end()].iter().collect()).collect();
        assert_eq!(texts, expect);
    }

    #[test]
    fn runs_are_as_long_as_can_be() {
        check("从群众中来", "要从群众中来到群众中去", &["从群众中来", "群众中"]);
        check("群众", "人民", &[]);
    }

    #[test]
    fn letters_of_several_runs_count_once() {
        let runs = [Run { query: 0, source: 0, length: 3 }, Run { query: 1, source: 9, length: 4 }];
        assert_eq!(coverage(6, &runs), 5);
    }
}
