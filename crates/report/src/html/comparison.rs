//! Two wordings side by side, every difference marked on both sides with its number and its name. The kind shows by
//! line and sign, so that it is seen without colour and in print, and is read out.

use crate::escape::{Both, Text};
use crate::labels;
use chuchu_model::{Difference, DifferenceKind, Match, Span, Surroundings};
use std::io::{self, Write};

/// Characters of a stretch left out at an ellipsis that are shown at each of its ends.
const ENDS: usize = 30;

/// Which wording is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// That of the manuscript.
    Quoted,
    /// That of the source.
    Source,
}

impl Side {
    fn span(self, difference: &Difference) -> Span {
        match self {
            Self::Quoted => difference.query,
            Self::Source => difference.source,
        }
    }
}

/// The quotation with its differences from a place marked.
pub(super) fn quoted(out: &mut dyn Write, sentence: &str, found: &Match) -> io::Result<()> {
    marked(out, (sentence, 0), &found.differences, Side::Quoted)
}

/// The words of a place with their differences from the quotation marked, and what stands around them.
pub(super) fn source(out: &mut dyn Write, found: &Match, around: Option<&Surroundings>) -> io::Result<()> {
    if let Some(around) = around.filter(|around| !around.before.trim().is_empty()) {
        write!(out, "<span class=\"around\">…{}</span>", Text(around.before.trim_start()))?;
    }
    marked(out, (&found.text, found.span.start()), &found.differences, Side::Source)?;
    match around.filter(|around| !around.after.trim().is_empty()) {
        Some(around) => write!(out, "<span class=\"around\">{}…</span>", Text(around.after.trim_end())),
        None => Ok(()),
    }
}

/// A text that begins at `origin` in the coordinates of its side. Spans that reach beyond it or into each other
/// are cut; one that cuts a character marks nothing, and its text stays.
fn marked(
    out: &mut dyn Write,
    (text, origin): (&str, u32),
    differences: &[Difference],
    side: Side,
) -> io::Result<()> {
    let mut marks: Vec<(usize, usize, usize, DifferenceKind)> = (1..)
        .zip(differences)
        .map(|(number, d)| {
            let range = side.span(d).shifted(0).range();
            let cut = |at: usize| at.saturating_sub(origin as usize).min(text.len());
            (cut(range.start), cut(range.end), number, d.kind)
        })
        .collect();
    marks.sort_unstable_by_key(|(start, end, number, _)| (*start, *end, *number));
    let mut at = 0;
    for (start, end, number, kind) in marks {
        let start = start.max(at);
        let end = end.max(start);
        let (Some(before), Some(words)) = (text.get(at..start), text.get(start..end)) else { continue };
        write!(out, "{}", Text(before))?;
        mark(out, words, (number, kind), side)?;
        at = end;
    }
    write!(out, "{}", Text(text.get(at..).unwrap_or_default()))
}

/// One marked stretch; an empty one shows the gap.
fn mark(
    out: &mut dyn Write,
    words: &str,
    (number, kind): (usize, DifferenceKind),
    side: Side,
) -> io::Result<()> {
    let name = labels::difference_name(kind);
    let place = if side == Side::Quoted { "quoted" } else { "source" };
    let gap = if words.is_empty() { " gap" } else { "" };
    write!(out, "<mark class=\"d {name} {place}{gap}\">")?;
    if words.is_empty() {
        write!(out, "<span aria-hidden=\"true\">‸</span>")?;
    } else if kind == DifferenceKind::Ellipsis && side == Side::Source {
        write!(out, "{}", Text(&ends(words)))?;
    } else {
        write!(out, "{}", Text(words))?;
    }
    // Of these there may be one in every other character; their line tells them, and the list below names them.
    let dense = matches!(kind, DifferenceKind::Punctuation | DifferenceKind::Script) && !words.is_empty();
    let name = Both(&labels::difference(kind)).to_string();
    let name = if dense { format!("<span class=\"unseen\">{name}</span>") } else { name };
    write!(out, "<sup>{number} {name}</sup></mark>")
}

/// A long stretch by its two ends.
fn ends(words: &str) -> String {
    let count = words.chars().count();
    if count <= 3 * ENDS {
        return words.to_owned();
    }
    let first: String = words.chars().take(ENDS).collect();
    let last: String = words.chars().skip(count - ENDS).collect();
    format!("{first}…（{count}字）…{last}")
}

/// The list of differences by number: what is printed, and what stands in the source.
pub(super) fn list(out: &mut dyn Write, differences: &[Difference]) -> io::Result<()> {
    writeln!(out, "<ol class=\"differences\">")?;
    for d in differences {
        let (from, to) = (words(&d.query_text), words(&d.source_text));
        let kind = labels::difference(d.kind);
        let name = labels::difference_name(d.kind);
        writeln!(
            out,
            "<li><span class=\"kind {name}\">{}</span> <span class=\"pair\" lang=\"zh\">{from} \
             <span aria-hidden=\"true\">→</span> {to}</span></li>",
            Both(&kind)
        )?;
    }
    writeln!(out, "</ol>")
}

fn words(text: &str) -> String {
    if text.is_empty() {
        let none = labels::label("（无）", "(nothing)");
        return format!("<span class=\"faint\">{}</span>", Both(&none));
    }
    format!("<q>{}</q>", Text(&ends(&text.replace('\n', "¶"))))
}
