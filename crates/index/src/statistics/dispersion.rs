//! How evenly a word is spread over the parts of a corpus.

/// A part of a corpus: its size and the word's frequency in it, in tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// How many tokens it has.
    pub size: u64,
    /// How often the word occurs in it.
    pub count: u64,
}

/// The spread of a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dispersion {
    /// In how many parts it occurs.
    pub range: u64,
    /// Gries' deviation of proportions: half the sum of |share of the word − share of the corpus| over the parts.
    /// 0: spread as the parts are; towards 1: in one small part. Gries 2008, “Dispersions and adjusted frequencies
    /// in corpora”.
    pub dp: f64,
    /// DP divided by its greatest possible value, 1 − the share of the smallest part. Lijffijt and Gries 2012.
    pub dp_norm: f64,
    /// Juilland's D: 1 − V / √(parts − 1), V the coefficient of variation of the word's frequency relative to the size
    /// of each part. 1: even. Juilland and Chang-Rodríguez 1964, in the form for parts of unequal size. 1 for one part.
    pub juilland_d: f64,
}

/// The spread of a word over parts; parts without tokens do not count. `None` where the word does not occur.
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "counts of tokens stay far below 2^52")]
pub fn dispersion(parts: &[Part]) -> Option<Dispersion> {
    let parts = || parts.iter().filter(|p| p.size > 0).map(|p| (p.size as f64, p.count as f64));
    let (corpus, total) = parts().fold((0.0, 0.0), |(size, count), p| (size + p.0, count + p.1));
    if total <= 0.0 {
        return None;
    }
    let dp = parts().map(|(size, count)| (count / total - size / corpus).abs()).sum::<f64>() / 2.0;
    let smallest = parts().map(|(size, _)| size / corpus).fold(1.0, f64::min);
    let greatest = 1.0 - smallest;
    Some(Dispersion {
        range: parts().filter(|(_, count)| *count > 0.0).count() as u64,
        dp,
        dp_norm: if greatest > 0.0 { dp / greatest } else { 0.0 },
        juilland_d: juilland(parts().map(|(size, count)| count / size)),
    })
}

#[allow(clippy::cast_precision_loss, reason = "numbers of parts are small")]
fn juilland(rates: impl Iterator<Item = f64> + Clone) -> f64 {
    let n = rates.clone().count() as f64;
    if n < 2.0 {
        return 1.0;
    }
    let mean = rates.clone().sum::<f64>() / n;
    let variance = rates.map(|rate| (rate - mean).powi(2)).sum::<f64>() / n;
    1.0 - variance.sqrt() / mean / (n - 1.0).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(parts: &[(u64, u64)]) -> Dispersion {
        let parts: Vec<Part> = parts.iter().map(|&(size, count)| Part { size, count }).collect();
        dispersion(&parts).unwrap()
    }

    #[test]
    fn the_example_of_gries() {
        // The word `a` in his corpus of 50 letters in five parts.
        let found = of(&[(9, 1), (10, 2), (10, 3), (10, 4), (11, 5)]);
        assert_eq!(found.range, 5);
        assert!((found.dp - 0.18).abs() < 1e-9, "{found:?}");
        assert!((found.juilland_d - 0.785).abs() < 5e-4, "{found:?}");
        assert!((found.dp_norm - 0.18 / 0.82).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn even_and_clumped() {
        let even = of(&[(100, 3), (100, 3), (100, 3)]);
        assert!(even.dp.abs() < 1e-12 && (even.juilland_d - 1.0).abs() < 1e-12, "{even:?}");
        let clumped = of(&[(100, 9), (100, 0), (100, 0)]);
        assert!((clumped.dp_norm - 1.0).abs() < 1e-12 && clumped.juilland_d.abs() < 1e-12, "{clumped:?}");
    }

    #[test]
    fn nothing_and_a_single_part() {
        assert_eq!(dispersion(&[]), None);
        assert_eq!(dispersion(&[Part { size: 10, count: 0 }]), None);
        let single = of(&[(10, 2), (0, 0)]);
        assert!(
            single.dp.abs() < 1e-12
                && single.dp_norm.abs() < 1e-12
                && (single.juilland_d - 1.0).abs() < 1e-12
        );
    }
}
