//! Bars that stand, along time: years or months on the ground, gaps where there is nothing.

use super::scale::Scale;
use super::svg::{Anchor, Role, Svg, Type, width};
use super::{MARGIN, NOTHING, WIDTH};
use chuchu_index::Step;

/// The height of the greatest bar.
const HIGH: f64 = 260.0;
/// The widest a bar may be.
const WIDEST: f64 = 48.0;
/// Where the scale of time begins: numbers stand left of it.
const LEFT: f64 = MARGIN + 64.0;
const RIGHT: f64 = WIDTH - MARGIN;

const TICK: Type = Type::new(Role::Quiet, 12.0, Anchor::Middle);
const MARK: Type = Type::new(Role::Other, 13.0, Anchor::Start);

/// Bars that stand.
#[derive(Clone, Debug)]
pub(super) struct Upright {
    /// What the values are.
    pub(super) axis: String,
    /// What the places are.
    pub(super) by: Step,
    /// In order of time.
    pub(super) columns: Vec<Column>,
    /// A period that is pointed at, and what is said of it.
    pub(super) mark: Option<(i64, String)>,
    /// Whether values are whole numbers.
    pub(super) whole: bool,
}

/// One of them.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// The year, or the number of months since the year 0.
    pub(super) place: i64,
    pub(super) value: f64,
    /// What more there is to say, for the pointer.
    pub(super) hint: String,
}

/// The periods of a plot, and how wide each is.
#[derive(Clone, Copy, Debug)]
struct Ground {
    first: i64,
    last: i64,
    slot: f64,
}

impl Ground {
    fn middle(&self, place: i64) -> f64 {
        self.slot.mul_add(number(place - self.first) + 0.5, LEFT)
    }
}

/// Periods that lie as far apart as this many are not to be told apart on a screen.
fn number(periods: i64) -> f64 {
    i32::try_from(periods).map_or(f64::from(i32::MAX), f64::from)
}

impl Upright {
    /// Draws them below a height, and gives that of their lower end.
    pub(super) fn draw(&self, svg: &mut Svg, top: f64) -> f64 {
        let top = top + if self.mark.is_some() { 56.0 } else { 30.0 };
        let bottom = top + HIGH;
        let scale = Scale::of(self.columns.iter().map(|column| column.value), self.whole);
        for (value, label) in scale.ticks() {
            let y = scale.place(value, bottom, top);
            svg.line(Role::Grid, (LEFT, y), (RIGHT, y), false);
            svg.text(Type { anchor: Anchor::End, ..TICK }, (LEFT - 8.0, y + 4.0), &label);
        }
        let above = top - if self.mark.is_some() { 44.0 } else { 18.0 };
        svg.text(Type { anchor: Anchor::Start, ..TICK }, (MARGIN, above), &self.axis);
        if let Some(ground) = self.ground() {
            self.columns.iter().for_each(|column| self.column(svg, column, &ground, (&scale, top, bottom)));
            self.periods(svg, &ground, bottom);
            self.point(svg, &ground, top);
        } else {
            svg.text(TICK, (f64::midpoint(LEFT, RIGHT), f64::midpoint(top, bottom)), NOTHING);
        }
        svg.line(Role::Quiet, (LEFT, bottom), (RIGHT, bottom), false);
        bottom + 30.0
    }

    fn ground(&self) -> Option<Ground> {
        let places = || self.columns.iter().map(|column| column.place);
        let (first, last) = (places().min()?, places().max()?);
        Some(Ground { first, last, slot: (RIGHT - LEFT) / number(last - first + 1) })
    }

    fn column(
        &self,
        svg: &mut Svg,
        column: &Column,
        ground: &Ground,
        (scale, top, bottom): (&Scale, f64, f64),
    ) {
        if column.value == 0.0 {
            return;
        }
        let wide = (ground.slot * 0.8).clamp(0.6, WIDEST);
        // Something is never nothing.
        let y = scale.place(column.value, bottom, top).min(bottom - 1.0);
        let marked = self.mark.as_ref().is_some_and(|(place, _)| *place == column.place);
        let role = if marked { Role::Other } else { Role::Bar };
        svg.rect(role, (ground.middle(column.place) - wide / 2.0, y), (wide, bottom - y), &column.hint);
    }

    /// The labels of time: as many as have room, at round years or months.
    fn periods(&self, svg: &mut Svg, ground: &Ground, bottom: f64) {
        let longest = width(&self.label(ground.last), TICK.size) + 12.0;
        let step = self.step(longest / ground.slot);
        let round = (ground.first..=ground.last).filter(|place| place.rem_euclid(step) == 0);
        for place in round {
            let x = ground.middle(place);
            svg.line(Role::Quiet, (x, bottom), (x, bottom + 5.0), false);
            svg.text(TICK, (x, bottom + 20.0), &self.label(place));
        }
    }

    /// The least round number of periods that is no smaller.
    fn step(&self, least: f64) -> i64 {
        const YEARS: [i64; 10] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
        const MONTHS: [i64; 10] = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
        let steps = if self.by == Step::Year { YEARS } else { MONTHS };
        steps.into_iter().find(|step| number(*step) >= least).unwrap_or(12_000)
    }

    fn label(&self, place: i64) -> String {
        match self.by {
            Step::Year => place.to_string(),
            Step::Month => format!("{}-{:02}", place.div_euclid(12), place.rem_euclid(12) + 1),
        }
    }

    /// Points at the marked period from above.
    fn point(&self, svg: &mut Svg, ground: &Ground, top: f64) {
        let Some((place, said)) = &self.mark else { return };
        if !(ground.first..=ground.last).contains(place) {
            return;
        }
        let x = ground.middle(*place);
        svg.line(Role::Other, (x, top - 14.0), (x, top + HIGH), true);
        let right = x > f64::midpoint(LEFT, RIGHT);
        let (anchor, x) = if right { (Anchor::End, x + 6.0) } else { (Anchor::Start, x - 6.0) };
        svg.text(Type { anchor, ..MARK }, (x, top - 18.0), said);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upright(by: Step, places: impl Iterator<Item = i64>) -> Upright {
        let columns = places.map(|place| Column { place, value: 1.5, hint: String::new() }).collect();
        Upright { axis: "per million".to_owned(), by, columns, mark: None, whole: false }
    }

    fn drawn(plot: &Upright) -> String {
        let mut svg = Svg::default();
        let end = plot.draw(&mut svg, 0.0);
        svg.finish("", (WIDTH, end))
    }

    #[test]
    fn labels_of_time_are_round_and_have_room() {
        let file = drawn(&upright(Step::Year, 1921..=2021));
        assert!(file.contains(">1925<") && file.contains(">2020<") && !file.contains(">1923<"), "{file}");
        let file = drawn(&upright(Step::Month, 2012 * 12..2013 * 12));
        assert!(file.contains(">2012-01<") && file.contains(">2012-12<"), "{file}");
        let file = drawn(&upright(Step::Month, 1950 * 12..2020 * 12));
        assert!(file.contains(">1960-01<") && !file.contains(">1960-07<"), "{file}");
    }

    #[test]
    fn the_marked_period_is_pointed_at() {
        let mark = Some((2013, "最早见于 2013-01-22".to_owned()));
        let file = drawn(&Upright { mark, ..upright(Step::Year, [2012, 2013, 2020].into_iter()) });
        assert!(file.contains("最早见于 2013-01-22"));
        assert_eq!(file.matches(r#"<rect class="other""#).count(), 1);
        assert_eq!(file.matches(r#"<rect class="bar""#).count(), 2);
    }

    #[test]
    fn nothing_found_is_an_empty_plot() {
        let file = drawn(&upright(Step::Year, std::iter::empty()));
        assert!(file.contains(NOTHING) && !file.contains(r#"class="bar""#), "{file}");
    }
}
