//! The measures of collocation, as the list is sorted by one of them: its value and its name.

use chuchu_index::lexis::{Collocate, Measure};

/// What a collocate has of a measure.
pub(super) fn value(item: &Collocate, by: Measure) -> f64 {
    match by {
        Measure::LogDice => item.log_dice,
        Measure::LogLikelihood => item.log_likelihood,
        Measure::Mi => item.mi,
        Measure::T => item.t_score,
        Measure::Z => item.z_score,
        Measure::Count => number(item.count),
    }
}

/// Its name on an axis.
pub(super) fn name(by: Measure) -> &'static str {
    match by {
        Measure::LogDice => "logDice",
        Measure::LogLikelihood => "log-likelihood G²",
        Measure::Mi => "mutual information MI",
        Measure::T => "t-score",
        Measure::Z => "z-score",
        Measure::Count => "times 次数",
    }
}

/// A count as the length of a bar.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
pub(super) fn number(count: u64) -> f64 {
    count as f64
}
