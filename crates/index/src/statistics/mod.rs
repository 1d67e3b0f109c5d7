//! The measures of corpus linguistics, as plain functions of counts: no index, no words, no text.
//!
//! Each function names the publication of its formula, and its tests hold the worked example printed there
//! or in a textbook. Counts are numbers of tokens; results are never infinite for counts that can occur.

pub mod association;
pub mod dispersion;
pub mod keyness;

/// 2 · o · ln(o / e), a cell's part in a log-likelihood ratio; nothing for an empty cell.
fn cell(observed: f64, expected: f64) -> f64 {
    if observed > 0.0 && expected > 0.0 { 2.0 * observed * (observed / expected).ln() } else { 0.0 }
}
