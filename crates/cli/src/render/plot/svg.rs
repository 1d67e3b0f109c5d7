//! SVG, written by hand: a handful of elements, text escaped, no script, nothing fetched from anywhere.
//!
//! Colours stand twice: as attributes, which every program understands, and in a style sheet for readers who
//! have their screen dark. What never lives here: what is drawn.

use crate::render::text::columns;
use crate::render::xml::escaped;
use std::fmt::Write as _;

/// The fonts, the first that there is; each system has one of them with Chinese characters.
const FONTS: &str = "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','Source Han Sans CN','PingFang SC',\
'Hiragino Sans GB','Microsoft YaHei','WenQuanYi Micro Hei','WenQuanYi Zen Hei','SimHei',sans-serif";

/// What a part of the picture is; it sets the colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The ground.
    Paper,
    /// Titles and labels.
    Ink,
    /// Axis labels and remarks.
    Quiet,
    /// Lines behind the bars.
    Grid,
    /// Bars.
    Bar,
    /// The bar that is pointed at; bars to the other side.
    Other,
}

impl Role {
    const ALL: [Self; 6] = [Self::Paper, Self::Ink, Self::Quiet, Self::Grid, Self::Bar, Self::Other];

    /// Its class, its colour on light paper and on dark.
    const fn look(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Paper => ("paper", "#ffffff", "#14181d"),
            Self::Ink => ("ink", "#1f2933", "#e5e9f0"),
            Self::Quiet => ("quiet", "#5b6675", "#a3aebb"),
            Self::Grid => ("grid", "#d9dee5", "#363d47"),
            Self::Bar => ("bar", "#2b6cb0", "#74aeea"),
            Self::Other => ("other", "#c2570c", "#f29b54"),
        }
    }
}

/// Where the point of a text lies in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type {
    pub(super) role: Role,
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) anchor: Anchor,
}

impl Type {
    pub(super) const fn new(role: Role, size: f64, anchor: Anchor) -> Self {
        Self { role, size, bold: false, anchor }
    }

    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
}

/// How wide a text will be, rather too much than too little: a hanzi is as wide as high.
pub(super) fn width(text: &str, size: f64) -> f64 {
    columns_of(columns::width(text)) * size * COLUMN
}

/// The text, or as much of its beginning as fits, with an ellipsis.
pub(super) fn fitted(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let fits = (1..=columns::width(text)).take_while(|n| columns_of(n + 2) * size * COLUMN <= room).count();
    format!("{}…", columns::beginning(text, fits))
}

/// The width of half a hanzi, in heights; letters and digits are a little wider than that.
const COLUMN: f64 = 0.56;

fn columns_of(columns: usize) -> f64 {
    u32::try_from(columns).map_or(f64::MAX, f64::from)
}

/// A picture on the way.
#[derive(Debug, Default)]
pub(super) struct Svg {
    body: String,
}

impl Svg {
    /// A filled box; `hint` shows where the pointer rests.
    pub(super) fn rect(&mut self, role: Role, (x, y): (f64, f64), (wide, high): (f64, f64), hint: &str) {
        let (class, fill, _) = role.look();
        let _ = write!(
            self.body,
            r#"<rect class="{class}" fill="{fill}" x="{x:.2}" y="{y:.2}" width="{wide:.2}" height="{high:.2}""#
        );
        if hint.is_empty() {
            self.body.push_str("/>\n");
        } else {
            let _ = writeln!(self.body, "><title>{}</title></rect>", escaped(hint));
        }
    }

    /// A straight line, thin; made of dashes if it points at something.
    pub(super) fn line(&mut self, role: Role, (x1, y1): (f64, f64), (x2, y2): (f64, f64), dashed: bool) {
        let (class, stroke, _) = role.look();
        let dashes = if dashed { r#" stroke-dasharray="3 3""# } else { "" };
        let _ = writeln!(
            self.body,
            r#"<line class="{class}-line" stroke="{stroke}"{dashes} x1="{x1:.2}" y1="{y1:.2}" x2="{x2:.2}" y2="{y2:.2}"/>"#
        );
    }

    /// A text on one line, its baseline at the point.
    pub(super) fn text(&mut self, look: Type, (x, y): (f64, f64), text: &str) {
        let (class, fill, _) = look.role.look();
        let anchor = match look.anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let weight = if look.bold { r#" font-weight="bold""# } else { "" };
        let size = look.size;
        let _ = writeln!(
            self.body,
            r#"<text class="{class}" fill="{fill}" x="{x:.2}" y="{y:.2}" font-size="{size}"{weight} text-anchor="{anchor}">{}</text>"#,
            escaped(text)
        );
    }

    /// The whole file.
    pub(super) fn finish(self, title: &str, (wide, high): (f64, f64)) -> String {
        let (class, paper, _) = Role::Paper.look();
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0}" height="{high:.0}" viewBox="0 0 {wide:.0} {high:.0}" role="img" font-family="{FONTS}">
<title>{}</title>
<style>
{}</style>
<rect class="{class}" fill="{paper}" width="100%" height="100%"/>
{}</svg>
"#,
            escaped(title),
            dark(),
            self.body
        )
    }
}

/// The style sheet for dark screens.
fn dark() -> String {
    let rules = Role::ALL.map(|role| {
        let (class, _, colour) = role.look();
        format!(".{class}{{fill:{colour}}}.{class}-line{{stroke:{colour}}}")
    });
    format!("@media (prefers-color-scheme:dark){{{}}}\n", rules.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_taken_for_markup() {
        let mut svg = Svg::default();
        svg.rect(Role::Bar, (0.0, 0.0), (1.0, 1.0), "</title><script>");
        svg.text(Type::new(Role::Ink, 12.0, Anchor::Start), (0.0, 0.0), "</text><script>");
        let file = svg.finish("</title><script>", (10.0, 10.0));
        assert!(!file.contains("<script>"), "{file}");
        assert_eq!(file.matches("&lt;script&gt;").count(), 3);
    }

    #[test]
    fn a_text_is_cut_to_its_room() {
        assert_eq!(fitted("群众路线", 10.0, 100.0), "群众路线");
        let cut = fitted(&"群众路线".repeat(9), 10.0, 100.0);
        assert!(cut.starts_with("群众") && cut.ends_with('…') && width(&cut, 10.0) <= 100.0, "{cut}");
        assert_eq!(fitted("群众", 10.0, 0.0), "…");
    }

    #[test]
    fn a_dark_screen_has_every_colour() {
        for role in Role::ALL {
            let (class, light, colour) = role.look();
            assert_ne!(light, colour);
            assert!(dark().contains(&format!(".{class}{{fill:{colour}}}")));
        }
    }
}
