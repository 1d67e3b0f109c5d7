//! The concordance in text: a line for each place, all places below each other.

use super::{GOOD, LOOK, QUIET, columns, marks};
use chuchu_index::{ConcordanceLine, ConcordanceSummary};
use std::io::{self, Write};

/// Columns kept for the id and the date of the passage, on a terminal.
const NAME: usize = 26;

/// Lines of a concordance.
#[derive(Debug)]
pub(crate) struct Kwic {
    /// Columns of each side.
    side: usize,
    /// Columns of the whole line, where it goes to a terminal.
    columns: Option<usize>,
}

impl Kwic {
    /// For contexts of so many characters; cut to the columns of the terminal, if there is one.
    pub(crate) fn new(columns: Option<usize>, width: usize) -> Self {
        let wide = width.saturating_mul(2);
        let side = columns.map_or(wide, |all| wide.min(all.saturating_sub(NAME + 12) / 2).max(4));
        Self { side, columns }
    }

    /// The next line: left context up to the hit, the hit in brackets, right context, date and id.
    pub(crate) fn print(&mut self, out: &mut dyn Write, line: &ConcordanceLine) -> io::Result<()> {
        let left = marks::flat(&line.left);
        let left = columns::end(&left, self.side);
        let blank = " ".repeat(self.side.saturating_sub(columns::width(left)));
        let hit = marks::beginning(&line.hit, 30);
        let room = self
            .columns
            .map_or(usize::MAX, |all| all.saturating_sub(NAME + self.side + columns::width(&hit) + 4));
        let right = marks::flat(&line.right);
        let right = columns::beginning(&right, self.side.min(room));
        let rest = columns::padded(right, self.side.min(room));
        let date = line.date.map(|date| format!("  {date}")).unwrap_or_default();
        writeln!(out, "{blank}{left}{GOOD}【{hit}】{GOOD:#}{rest}  {QUIET}{}{date}{QUIET:#}", line.passage)
    }
}

/// What stands below the lines.
pub(crate) fn tail(out: &mut dyn Write, summary: &ConcordanceSummary, offset: usize) -> io::Result<()> {
    let ConcordanceSummary { passages, lines, more, .. } = summary;
    match (passages, lines) {
        (0, _) => writeln!(out, "{LOOK}no passage of this corpus{LOOK:#}"),
        (_, 0) => writeln!(out, "{QUIET}no place to show in {passages} passages{QUIET:#}"),
        _ if *more => {
            let next = offset + lines;
            let on = format!("--offset {next} goes on, --all shows every one");
            writeln!(out, "{QUIET}{lines} lines shown of those in {passages} passages; {on}{QUIET:#}")
        }
        _ => writeln!(out, "{QUIET}{lines} lines from {passages} passages{QUIET:#}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_model::Span;

    fn printed(columns: Option<usize>, left: &str, right: &str) -> String {
        let line = ConcordanceLine {
            doc: "x".parse().unwrap(),
            passage: "x#p1".parse().unwrap(),
            date: "2013".parse().ok(),
            span: Span::new(0, 6),
            left: left.into(),
            hit: "群众".into(),
            right: right.into(),
        };
        let mut out = Vec::new();
        Kwic::new(columns, 4).print(&mut out, &line).unwrap();
        anstream::adapter::strip_str(&String::from_utf8(out).unwrap()).to_string()
    }

    #[test]
    fn hits_stand_below_each_other() {
        assert_eq!(printed(None, "联系", "路线a"), "    联系【群众】路线a     x#p1  2013\n");
        assert_eq!(printed(None, "a", ""), "       a【群众】          x#p1  2013\n");
        assert_eq!(printed(Some(42), "密切联系", "路线"), "联系【群众】路线  x#p1  2013\n");
    }
}
