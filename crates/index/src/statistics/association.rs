//! How strongly two words keep company: the measures of collocation.

use super::cell;

/// What was counted of a node word and one collocate, in tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// How often the collocate stands within the window of the node.
    pub together: u64,
    /// How often the node occurs.
    pub node: u64,
    /// How often the collocate occurs.
    pub collocate: u64,
    /// How many tokens the corpus has.
    pub corpus: u64,
    /// How many tokens the windows of all nodes have together; the number of nodes, where words that
    /// follow each other are counted.
    pub windows: u64,
}

/// The measures of one pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Association {
    /// How often chance alone would bring the two together.
    pub expected: f64,
    /// logDice: 14 + log₂(2·together / (node + collocate)). At most 14; independent of the size of the
    /// corpus; one point more is twice the company. Rychlý 2008, “A lexicographer-friendly association score”.
    pub log_dice: f64,
    /// The log-likelihood ratio G² over the four cells of the contingency table. Dunning 1993, “Accurate
    /// methods for the statistics of surprise and coincidence”. Negative where the two avoid each other.
    pub log_likelihood: f64,
    /// Mutual information in bits, log₂(together / expected). Church and Hanks 1990, “Word association norms”.
    pub mi: f64,
    /// (together − expected) / √together. Church, Gale, Hanks and Hindle 1991, “Using statistics in lexical analysis”.
    pub t_score: f64,
    /// (together − expected) / √expected. Berry-Rogghe 1973, “The computation of collocations”.
    pub z_score: f64,
}

/// The measures of a pair. Zero throughout, where the two never meet or a count is zero.
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "counts of tokens stay far below 2^52")]
pub fn association(pair: Pair) -> Association {
    let [together, node, collocate, corpus, windows] =
        [pair.together, pair.node, pair.collocate, pair.corpus, pair.windows].map(|n| n as f64);
    if pair.together == 0 || pair.node == 0 || pair.collocate == 0 || pair.corpus == 0 || pair.windows == 0 {
        let nothing = 0.0;
        return Association {
            expected: nothing,
            log_dice: nothing,
            log_likelihood: nothing,
            mi: nothing,
            t_score: nothing,
            z_score: nothing,
        };
    }
    let expected = windows * collocate / corpus;
    let sign = if together < expected { -1.0 } else { 1.0 };
    Association {
        expected,
        log_dice: 14.0 + (2.0 * together / (node + collocate)).log2().min(0.0),
        log_likelihood: sign * ratio(together, windows, collocate, corpus),
        mi: (together / expected).log2(),
        t_score: (together - expected) / together.sqrt(),
        z_score: (together - expected) / expected.sqrt(),
    }
}

/// G² of a table with one cell and its margins given. Cells that windows counted twice would make negative are empty.
fn ratio(together: f64, row: f64, column: f64, total: f64) -> f64 {
    let rows = [row, (total - row).max(0.0)];
    let columns = [column, (total - column).max(0.0)];
    let other_column = (row - together).max(0.0);
    let other_row = (column - together).max(0.0);
    let rest = (total - together - other_column - other_row).max(0.0);
    let observed = [[together, other_column], [other_row, rest]];
    let expected = |i: usize, j: usize| rows[i] * columns[j] / total;
    (0..2).flat_map(|i| (0..2).map(move |j| (i, j))).map(|(i, j)| cell(observed[i][j], expected(i, j))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn adjacent(together: u64, node: u64, collocate: u64, corpus: u64) -> Association {
        association(Pair { together, node, collocate, corpus, windows: node })
    }

    #[track_caller]
    fn close(found: f64, printed: f64, digits: i32) {
        assert!((found - printed).abs() <= 0.51 * 10f64.powi(-digits), "{found} is not {printed}");
    }

    #[test]
    fn likelihood_as_printed_by_dunning() {
        // Table of bigrams in 31,777 words about Swiss banks: cells 110, 2442, 111, 29114 give 270.72.
        close(adjacent(110, 110 + 2442, 110 + 111, 31777).log_likelihood, 270.72, 2);
        close(adjacent(29, 29 + 13, 29 + 123, 31777).log_likelihood, 263.90, 2);
    }

    #[test]
    fn information_as_printed_by_church_and_hanks() {
        close(adjacent(12, 111, 621, 15_000_000).mi, 11.3, 1);
    }

    #[test]
    fn scores_as_printed_by_manning_and_schuetze() {
        close(adjacent(8, 15828, 4675, 14_307_668).t_score, 0.999_932, 5);
        close(adjacent(20, 42, 20, 14_307_668).mi, 18.38, 2);
    }

    #[test]
    fn dice_has_its_fixed_points() {
        close(adjacent(500, 500, 500, 1_000_000).log_dice, 14.0, 6);
        close(adjacent(250, 500, 500, 1_000_000).log_dice, 13.0, 6);
        close(adjacent(1, 16000, 16000, 1_000_000_000).log_dice, 14.0 - 16000f64.log2(), 6);
    }

    #[test]
    fn company_by_chance_scores_nothing_and_avoidance_less() {
        let by_chance = adjacent(100, 1000, 1000, 10_000);
        close(by_chance.mi, 0.0, 9);
        close(by_chance.z_score, 0.0, 9);
        close(by_chance.log_likelihood, 0.0, 6);
        assert!(adjacent(10, 1000, 1000, 10_000).log_likelihood < -50.0);
    }

    #[test]
    fn counts_of_nothing_give_nothing() {
        for pair in [(0, 5, 5, 100), (0, 0, 0, 0), (3, 0, 5, 100)] {
            let (together, node, collocate, corpus) = pair;
            let found = adjacent(together, node, collocate, corpus);
            assert_eq!((found.expected, found.log_likelihood, found.t_score), (0.0, 0.0, 0.0));
        }
    }

    #[test]
    fn windows_that_overlap_stay_finite() {
        let found = association(Pair { together: 90, node: 50, collocate: 60, corpus: 100, windows: 500 });
        assert!(found.log_likelihood.is_finite() && found.log_dice <= 14.0);
    }
}
