//! Plots: what is drawn ([`Plot`]), and its renderings as SVG and, from that, as PNG.
//!
//! [`answers`] makes plots of the library's answers; [`level`] and [`upright`] draw bars that lie or stand;
//! [`scale`] has the numbers, [`svg`] the elements, [`mod@png`] the pixels. What never lives here: counting, files.

mod answers;
mod level;
mod png;
mod scale;
mod svg;
mod upright;

pub(crate) use answers::{collocates, frequencies, grams, keywords, spreads, timeline};
pub(crate) use png::{png, system_fonts};

use self::level::Level;
use self::svg::{Anchor, Role, Svg, Type, fitted};
use self::upright::Upright;

/// How wide every plot is, in pixels of the screen.
const WIDTH: f64 = 960.0;

/// What is left blank at the edges.
const MARGIN: f64 = 24.0;

/// What stands where no bar does.
const NOTHING: &str = "nothing found 未见";

const TITLE: Type = Type::new(Role::Ink, 20.0, Anchor::Start).bold();
const REMARK: Type = Type::new(Role::Quiet, 13.0, Anchor::Start);
const HEADING: Type = Type::new(Role::Ink, 15.0, Anchor::Start).bold();

/// A plot: a title, remarks below it, and one or more panels below each other.
#[derive(Clone, Debug)]
pub(crate) struct Plot {
    title: String,
    remarks: Vec<String>,
    panels: Vec<Panel>,
}

/// One diagram.
#[derive(Clone, Debug)]
struct Panel {
    heading: Option<String>,
    bars: Bars,
}

#[derive(Clone, Debug)]
enum Bars {
    Level(Level),
    Upright(Upright),
}

impl Plot {
    /// The plot as an SVG file.
    pub(crate) fn svg(&self) -> String {
        let room = 2.0f64.mul_add(-MARGIN, WIDTH);
        let mut svg = Svg::default();
        let mut y = 44.0;
        svg.text(TITLE, (MARGIN, y), &fitted(&self.title, TITLE.size, room));
        for remark in &self.remarks {
            y += 22.0;
            svg.text(REMARK, (MARGIN, y), &fitted(remark, REMARK.size, room));
        }
        for panel in &self.panels {
            y += 20.0;
            if let Some(heading) = &panel.heading {
                y += 16.0;
                svg.text(HEADING, (MARGIN, y), &fitted(heading, HEADING.size, room));
                y += 8.0;
            }
            y = match &panel.bars {
                Bars::Level(level) => level.draw(&mut svg, y),
                Bars::Upright(upright) => upright.draw(&mut svg, y),
            };
        }
        svg.finish(&self.title, (WIDTH, y + MARGIN))
    }
}
