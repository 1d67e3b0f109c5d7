//! Bars that lie, one below the other: each with its label on the left and its value at its end.

use super::scale::Scale;
use super::svg::{Anchor, Role, Svg, Type, fitted, width};
use super::{MARGIN, NOTHING, WIDTH};

/// The height of a line.
const LINE: f64 = 24.0;
/// The height of a bar.
const THICK: f64 = 15.0;
/// The most that labels take.
const LABELS: f64 = 300.0;

const LABEL: Type = Type::new(Role::Ink, 14.0, Anchor::End);
const VALUE: Type = Type::new(Role::Quiet, 12.0, Anchor::Start);
const TICK: Type = Type::new(Role::Quiet, 12.0, Anchor::Middle);

/// Bars that lie.
#[derive(Clone, Debug)]
pub(super) struct Level {
    /// What the values are.
    pub(super) axis: String,
    /// From top to bottom.
    pub(super) bars: Vec<Bar>,
    /// Whether values are whole numbers.
    pub(super) whole: bool,
}

/// One of them.
#[derive(Clone, Debug)]
pub(super) struct Bar {
    pub(super) label: String,
    pub(super) value: f64,
    /// The value as it is written at the end of the bar.
    pub(super) shown: String,
    /// What more there is to say, for the pointer.
    pub(super) hint: String,
}

impl Level {
    /// Draws them below a height, and gives that of their lower end.
    pub(super) fn draw(&self, svg: &mut Svg, top: f64) -> f64 {
        let scale = Scale::of(self.bars.iter().map(|bar| bar.value), self.whole);
        let (from, to) = self.sides();
        let top = top + 8.0;
        if self.bars.is_empty() {
            svg.text(TICK, (WIDTH / 2.0, top + LINE), NOTHING);
            return top + LINE;
        }
        let bottom = self.bars.iter().fold(top, |y, _| y + LINE);
        for (value, label) in scale.ticks() {
            let x = scale.place(value, from, to);
            svg.line(Role::Grid, (x, top), (x, bottom + 4.0), false);
            svg.text(TICK, (x, bottom + 20.0), &label);
        }
        for (number, bar) in (0u32..).zip(&self.bars) {
            self.bar(svg, bar, (&scale, from, to), LINE.mul_add(f64::from(number), top));
        }
        let zero = scale.place(0.0, from, to);
        svg.line(Role::Quiet, (zero, top), (zero, bottom + 4.0), false);
        svg.text(TICK, (f64::midpoint(from, to), bottom + 42.0), &self.axis);
        bottom + 46.0
    }

    /// Where the scale begins and ends: labels stand left of it, values have room at the ends of bars.
    fn sides(&self) -> (f64, f64) {
        let widest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
        let labels = widest(&mut self.bars.iter().map(|bar| width(&bar.label, LABEL.size))).min(LABELS);
        let values = |negative: bool| {
            let there = self.bars.iter().filter(|bar| (bar.value < 0.0) == negative);
            widest(&mut there.map(|bar| width(&bar.shown, VALUE.size))) + 8.0
        };
        (MARGIN + labels + 8.0 + values(true), WIDTH - MARGIN - values(false).max(16.0))
    }

    fn bar(&self, svg: &mut Svg, bar: &Bar, (scale, from, to): (&Scale, f64, f64), y: f64) {
        let (zero, end) = (scale.place(0.0, from, to), scale.place(bar.value, from, to));
        let less = bar.value < 0.0;
        let role = if less { Role::Other } else { Role::Bar };
        let at = (zero.min(end), y + (LINE - THICK) / 2.0);
        // Something is never nothing.
        let long = if bar.value == 0.0 { 0.0 } else { (zero - end).abs().max(1.0) };
        svg.rect(role, at, (long, THICK), &bar.hint);
        let baseline = y + LINE / 2.0 + 4.5;
        let side = if less { Type { anchor: Anchor::End, ..VALUE } } else { VALUE };
        svg.text(side, (if less { end - 5.0 } else { zero + long + 5.0 }, baseline), &bar.shown);
        let negative = self.bars.iter().filter(|bar| bar.value < 0.0);
        let room = negative.map(|bar| width(&bar.shown, VALUE.size)).fold(0.0, f64::max) + 8.0;
        let label = fitted(&bar.label, LABEL.size, LABELS);
        svg.text(LABEL, (from - room - 4.0, baseline), &label);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(values: &[f64]) -> Level {
        let bar = |value: &f64| Bar {
            label: format!("词{value}"),
            value: *value,
            shown: format!("{value:.1}"),
            hint: String::new(),
        };
        Level { axis: "log ratio".to_owned(), bars: values.iter().map(bar).collect(), whole: false }
    }

    #[test]
    fn every_bar_has_label_and_value_and_goes_to_its_side() {
        let mut svg = Svg::default();
        let end = level(&[2.0, -1.0, 0.0]).draw(&mut svg, 100.0);
        assert!(end > 100.0 + 3.0 * LINE);
        let file = svg.finish("", (WIDTH, end));
        for text in ["词2", "词-1", ">2.0<", ">-1.0<", "log ratio"] {
            assert!(file.contains(text), "{text}: {file}");
        }
        assert_eq!(file.matches(r#"class="other""#).count(), 1);
        assert!(file.contains(r#"width="0.00""#));
    }

    #[test]
    fn the_scale_keeps_off_labels_and_edges() {
        let (from, to) = level(&[1.0, -1.0]).sides();
        assert!(MARGIN < from && from < to && to < WIDTH - MARGIN);
        let mut long = level(&[1.0]);
        long.bars[0].label = "很长的题名".repeat(40);
        assert!(long.sides().0 < WIDTH / 2.0);
    }
}
