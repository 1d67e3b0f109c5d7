//! How much more frequent a word is in one corpus than in another.

use super::cell;

/// A word's frequency in two corpora, and their sizes, in tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frequencies {
    /// How often in the corpus that is looked at.
    pub count: u64,
    /// The size of that corpus.
    pub size: u64,
    /// How often in the reference corpus.
    pub reference: u64,
    /// The size of the reference corpus.
    pub reference_size: u64,
}

/// What sets a word apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Keyness {
    /// The log-likelihood ratio over the two frequencies; negative where the word is rarer than in the reference.
    /// Rayson and Garside 2000, “Comparing corpora using frequency profiling”.
    pub log_likelihood: f64,
    /// log₂ of the ratio of the relative frequencies; 1: twice as frequent. A zero counts as one half.
    /// Hardie 2014, “Log Ratio: an informal introduction”.
    pub log_ratio: f64,
    /// The probability of a likelihood ratio as great as this by chance, of χ² with one degree of freedom.
    pub p: f64,
}

/// The keyness of a word. Zero (and p 1) where a corpus has no tokens or the word occurs in neither.
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "counts of tokens stay far below 2^52")]
pub fn keyness(f: Frequencies) -> Keyness {
    let [a, c, b, d] = [f.count, f.size, f.reference, f.reference_size].map(|n| n as f64);
    if f.size == 0 || f.reference_size == 0 || f.count + f.reference == 0 {
        return Keyness { log_likelihood: 0.0, log_ratio: 0.0, p: 1.0 };
    }
    let overall = (a + b) / (c + d);
    let likelihood = (cell(a, c * overall) + cell(b, d * overall)).max(0.0);
    let sign = if a / c < b / d { -1.0 } else { 1.0 };
    let half = |n: f64| if n == 0.0 { 0.5 } else { n };
    Keyness {
        log_likelihood: sign * likelihood,
        log_ratio: ((half(a) / c) / (half(b) / d)).log2(),
        p: upper_tail(likelihood),
    }
}

/// The p-values with the false discovery rate controlled: each times the number of tests over its rank, made
/// monotone. Order as given. Benjamini and Hochberg 1995, “Controlling the false discovery rate”.
/// Cost: one sort.
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "numbers of tests are small")]
pub fn corrected(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&i, &j| p[j].total_cmp(&p[i]));
    let mut corrected = vec![1.0; p.len()];
    let mut least = 1.0_f64;
    for (above, &i) in order.iter().enumerate() {
        let rank = (p.len() - above) as f64;
        least = least.min(p[i] * p.len() as f64 / rank);
        corrected[i] = least;
    }
    corrected
}

/// The probability that χ² with one degree of freedom is greater: erfc(√(x/2)).
fn upper_tail(x: f64) -> f64 {
    complementary_error((x / 2.0).sqrt())
}

/// erfc for x ≥ 0 by the continued fraction (x > 2) or the series of erf; relative error below 1e-12.
/// Abramowitz and Stegun 7.1.5 and 7.1.14.
fn complementary_error(x: f64) -> f64 {
    let root_pi = std::f64::consts::PI.sqrt();
    if x > 2.0 {
        let fraction = (1..=60).rev().fold(0.0, |below, k| f64::from(k) / 2.0 / (x + below));
        return (-x * x).exp() / root_pi / (x + fraction);
    }
    let mut term = x;
    let mut sum = x;
    for n in 1..100 {
        let n = f64::from(n);
        term *= -x * x / n;
        sum += term / (2.0 * n + 1.0);
    }
    1.0 - 2.0 / root_pi * sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(count: u64, size: u64, reference: u64, reference_size: u64) -> Keyness {
        keyness(Frequencies { count, size, reference, reference_size })
    }

    #[test]
    fn quantiles_of_the_tables() {
        // The usual critical values of χ² with one degree of freedom.
        for (x, p) in [(2.706, 0.1), (3.841, 0.05), (6.635, 0.01), (10.828, 0.001), (15.137, 0.0001)] {
            assert!((upper_tail(x) / p - 1.0).abs() < 1e-3, "{x}: {}", upper_tail(x));
        }
        assert!((upper_tail(0.0) - 1.0).abs() < 1e-12);
        let (below, above) = (complementary_error(2.0), complementary_error(2.0 + 1e-9));
        assert!((below / above - 1.0).abs() < 1e-7, "{below} {above}");
    }

    #[test]
    fn the_formula_of_rayson_and_garside() {
        // 2·(a·ln(a/E1) + b·ln(b/E2)) with E1 = c·(a+b)/(c+d), E2 = d·(a+b)/(c+d).
        let found = of(20, 1000, 10, 1000);
        let by_hand = 2.0 * (20.0 * (20.0_f64 / 15.0).ln() + 10.0 * (10.0_f64 / 15.0).ln());
        assert!((found.log_likelihood - by_hand).abs() < 1e-9 && (found.log_ratio - 1.0).abs() < 1e-12);
        assert!(found.p > 0.05 && found.p < 0.1, "{found:?}");
    }

    #[test]
    fn rarer_words_and_missing_ones() {
        let rarer = of(10, 1000, 20, 1000);
        assert!(rarer.log_likelihood < 0.0 && (rarer.log_ratio + 1.0).abs() < 1e-12);
        assert!((of(8, 1000, 0, 1000).log_ratio - 4.0).abs() < 1e-12, "a zero counts as one half");
        assert_eq!(of(0, 10, 0, 10), Keyness { log_likelihood: 0.0, log_ratio: 0.0, p: 1.0 });
        assert_eq!(of(3, 0, 1, 10).p, 1.0);
    }

    #[test]
    fn discoveries_are_corrected_in_the_order_given() {
        let found = corrected(&[0.01, 0.04, 0.03, 0.005]);
        let expect = [0.02, 0.04, 0.04, 0.02];
        assert!(found.iter().zip(expect).all(|(f, e)| (f - e).abs() < 1e-12), "{found:?}");
        assert!(corrected(&[]).is_empty());
    }
}
