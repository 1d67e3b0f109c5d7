//! Scales: round numbers for ticks, and where a value stands between two ends of the paper.

/// An axis of numbers from a round low end to a round high end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    step: f64,
}

/// About how many ticks an axis has.
const TICKS: f64 = 5.0;

impl Scale {
    /// The scale that holds zero and all the values; of whole numbers it has no tick between two of them.
    pub(super) fn of(values: impl Iterator<Item = f64>, whole: bool) -> Self {
        let ends =
            values.filter(|v| v.is_finite()).fold((0.0, 0.0), |(low, high), v| (v.min(low), v.max(high)));
        let (least, greatest): (f64, f64) = ends;
        let span = greatest - least;
        let step = if span > 0.0 { round_step(span / TICKS) } else { 1.0 };
        let step = if whole { step.max(1.0) } else { step };
        let high = (greatest / step).ceil() * step;
        let low = (least / step).floor() * step;
        Self { low, high: if high > low { high } else { low + step }, step }
    }

    /// Where a value stands if the low end is at `from` and the high end at `to`; what lies beyond an end,
    /// infinity too, stands at that end.
    pub(super) fn place(&self, value: f64, from: f64, to: f64) -> f64 {
        let value = if value.is_nan() { 0.0 } else { value.clamp(self.low, self.high) };
        from + (value - self.low) / (self.high - self.low) * (to - from)
    }

    /// The ticks with their labels, from low to high.
    pub(super) fn ticks(&self) -> Vec<(f64, String)> {
        let powers = std::iter::successors(Some(self.step), |step| Some(step * 10.0));
        let decimals = (0..12).zip(powers).find(|(_, step)| *step > 0.999).map_or(12, |(n, _)| n);
        let numbers = (0u32..).map(|n| self.low + f64::from(n) * self.step);
        let numbers = numbers.take_while(|v| *v <= self.high + self.step / 2.0);
        // Zero on the way is rarely exact, and would show as -0.
        let numbers = numbers.map(|v| if v.abs() < self.step / 1e6 { 0.0 } else { v });
        numbers.map(|v| (v, format!("{v:.decimals$}"))).collect()
    }
}

/// The least of 1, 2 and 5 times a power of ten that is no smaller.
fn round_step(least: f64) -> f64 {
    let power = 10f64.powf(least.log10().floor());
    let round = [1.0, 2.0, 5.0].into_iter().find(|n| n * power >= least * 0.999_999);
    round.unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(values: &[f64], whole: bool, expect: &[&str]) {
        let ticks = Scale::of(values.iter().copied(), whole).ticks();
        let labels: Vec<&str> = ticks.iter().map(|(_, label)| label.as_str()).collect();
        assert_eq!(labels, expect);
    }

    #[test]
    fn ticks_are_round_and_hold_all_values_and_zero() {
        check(&[3.0, 93.0], false, &["0", "20", "40", "60", "80", "100"]);
        check(&[0.31], false, &["0.0", "0.1", "0.2", "0.3", "0.4"]);
        check(&[-2.2, 5.1], false, &["-4", "-2", "0", "2", "4", "6"]);
        check(&[12_345.6], false, &["0", "5000", "10000", "15000"]);
    }

    #[test]
    fn whole_numbers_have_no_tick_between_them() {
        check(&[2.0], true, &["0", "1", "2"]);
        check(&[2.0], false, &["0.0", "0.5", "1.0", "1.5", "2.0"]);
    }

    #[test]
    fn nothing_and_infinity_have_a_scale_too() {
        check(&[], false, &["0", "1"]);
        check(&[f64::INFINITY, 1.0, f64::NAN], true, &["0", "1"]);
        let scale = Scale::of([1.0].into_iter(), true);
        assert_eq!(scale.place(f64::INFINITY, 0.0, 100.0), 100.0);
        assert_eq!(scale.place(f64::NAN, 0.0, 100.0), 0.0);
        assert_eq!(scale.place(0.25, 10.0, 50.0), 20.0);
    }
}
