//! What stands at the end of a manuscript's section: its citations as printed with what was noticed in each, and
//! what was noticed about its text.

use crate::Checked;
use crate::escape::{Both, Text};
use crate::labels::{self, label};
use crate::positions::Positions;
use chuchu_model::{Citation, Diagnostic, Severity};
use std::io::{self, Write};

pub(super) fn citations(
    out: &mut dyn Write,
    file: &Checked<'_>,
    positions: &Positions<'_>,
) -> io::Result<()> {
    let (all, remarks) = (&file.report.citations, &file.report.diagnostics);
    if !all.is_empty() {
        let name = label("稿中的出处", "citations of the manuscript");
        writeln!(
            out,
            "<details class=\"list\"><summary>{} <span class=\"n\">{}</span></summary>",
            Both(&name),
            all.len()
        )?;
        writeln!(out, "<ol class=\"citations\">")?;
        all.iter().try_for_each(|citation| one(out, citation, positions))?;
        writeln!(out, "</ol></details>")?;
    }
    if !remarks.is_empty() {
        let name = label("文本校勘", "remarks on the text");
        writeln!(
            out,
            "<details class=\"list\"><summary>{} <span class=\"n\">{}</span></summary>",
            Both(&name),
            remarks.len()
        )?;
        diagnostics(out, remarks, Some(positions))?;
        writeln!(out, "</details>")?;
    }
    Ok(())
}

fn one(out: &mut dyn Write, citation: &Citation, positions: &Positions<'_>) -> io::Result<()> {
    let place = citation.span.map(|span| labels::place(None, positions.line(span)));
    let place =
        place.map(|place| format!("<span class=\"where\">{}</span> ", Both(&place))).unwrap_or_default();
    writeln!(out, "<li>{place}<span lang=\"zh\">{}</span>", Text(&citation.raw))?;
    diagnostics(out, &citation.diagnostics, None)?;
    writeln!(out, "</li>")
}

/// What was noticed, with the code that `chuchu explain` knows.
fn diagnostics(out: &mut dyn Write, all: &[Diagnostic], positions: Option<&Positions<'_>>) -> io::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    writeln!(out, "<ul class=\"diagnostics\">")?;
    for Diagnostic { code, severity, message, span, suggestion } in all {
        let place = positions.map(|p| labels::place(None, p.line(*span)));
        let place =
            place.map(|place| format!("<span class=\"where\">{}</span> ", Both(&place))).unwrap_or_default();
        let name = match severity {
            Severity::Info => label("提示", "note"),
            Severity::Warning => label("警告", "warning"),
            Severity::Error => label("错误", "error"),
        };
        let reading = suggestion.as_ref().map(|s| format!(" → <q>{}</q>", Text(&s.replacement)));
        writeln!(
            out,
            "<li>{place}<span class=\"severity {severity}\">{}</span> <code>{}</code> {}{}</li>",
            Both(&name),
            Text(code),
            Text(message),
            reading.unwrap_or_default()
        )?;
    }
    writeln!(out, "</ul>")
}
