//! What stands in a manuscript beside its quotations: reported speech and unmarked borrowings, in closed lists, each
//! with its first place. Neither is judged.

use crate::Checked;
use crate::escape::{Both, Text};
use crate::labels::{self, Label, label};
use crate::positions::Positions;
use chuchu_model::{BorrowingKind, Place, Span, Trace};
use std::io::{self, Write};

pub(super) fn beside(out: &mut dyn Write, file: &Checked<'_>, positions: &Positions<'_>) -> io::Result<()> {
    let reported = file.report.reported.iter().map(|r| (r.reported.span, r.place.as_ref(), &r.trace));
    let name = label("转述（不作逐字引文）", "reported speech, not claimed to be verbatim");
    list(out, &name, reported.collect(), positions)?;
    for (kind, name) in [
        (
            BorrowingKind::Source,
            label("未加引号的雷同", "words outside quotation marks that stand in the corpus"),
        ),
        (BorrowingKind::Formula, label("套语（多处通用）", "formulas, spread over many documents")),
    ] {
        let all = file.report.unmarked.iter().filter(|one| one.kind == kind);
        list(out, &name, all.map(|one| (one.span, one.place.as_ref(), &one.trace)).collect(), positions)?;
    }
    Ok(())
}

/// Some words: where they stand, and what was found.
type Words<'a> = (Span, Option<&'a Place>, &'a Trace);

fn list(out: &mut dyn Write, name: &Label, all: Vec<Words<'_>>, positions: &Positions<'_>) -> io::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<details class=\"list\"><summary>{} <span class=\"n\">{}</span></summary>\n<ol class=\"places\">",
        Both(name),
        all.len()
    )?;
    for (span, place, trace) in all {
        let place = labels::place(place, positions.line(span));
        writeln!(
            out,
            "<li><p class=\"says\"><span class=\"where\">{}</span> {}</p><blockquote lang=\"zh\">{}</blockquote>",
            Both(&place),
            Both(&labels::verdict(trace.verdict)),
            Text(&trace.text)
        )?;
        if let Some(found) = trace.matches.first() {
            super::quotation::origin(out, found)?;
        }
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ol></details>")
}
