//! The timeline in text: a bar for each period, and where it is said first.

use super::bars::bar;
use super::corpus::count;
use super::{GOOD, LOOK, QUIET, STRONG, marks};
use chuchu_index::{Period, Timeline};
use chuchu_model::Hit;
use std::io::{self, Write};

/// Columns of a bar where the terminal does not set them.
const BAR: usize = 40;

/// Columns before the bar.
const NUMBERS: usize = 46;

/// The whole timeline.
pub(crate) fn timeline(out: &mut dyn Write, timeline: &Timeline, terminal: Option<usize>) -> io::Result<()> {
    let Timeline { periods, undated: without, first, noise: left_out, .. } = timeline;
    if periods.is_empty() && without.is_none() {
        writeln!(out, "{LOOK}no passage of this corpus{LOOK:#}")?;
    }
    if !periods.is_empty() {
        let heads = ["period", "passages", "hits", "chars", "per million"];
        let [period, passages, hits, chars, rate] = heads;
        writeln!(out, "{QUIET}{period:<7} {passages:>8} {hits:>8} {chars:>10} {rate:>9}{QUIET:#}")?;
    }
    let greatest = periods.iter().map(|p| p.per_million).fold(0.0, f64::max);
    let room = terminal.map_or(BAR, |all| all.saturating_sub(NUMBERS).clamp(4, BAR));
    for Period { period, passages, hits, chars, per_million } in periods {
        let period = period.map(|date| date.to_string()).unwrap_or_default();
        let bar = bar(*per_million, greatest, room);
        writeln!(
            out,
            "{period:<7} {passages:>8} {hits:>8} {chars:>10} {per_million:>9.1} {GOOD}{bar}{GOOD:#}"
        )?;
    }
    if let Some(period) = without {
        writeln!(out, "{LOOK}{}{LOOK:#}", undated(period))?;
    }
    if *left_out > 0 {
        writeln!(out, "{QUIET}{}{QUIET:#}", noise(*left_out))?;
    }
    first.as_ref().map_or(Ok(()), |hit| attestation(out, hit))
}

/// What has no date, in words.
pub(crate) fn undated(period: &Period) -> String {
    let Period { passages, hits, .. } = period;
    format!(
        "not in the table: {} without a date as exact as that, {}",
        count(*passages, "passage"),
        count(*hits, "hit")
    )
}

/// What is noise, in words.
pub(crate) fn noise(passages: usize) -> String {
    format!("not in the table: {} of noise, which is no text of a document", count(passages, "passage"))
}

/// Where it is said first in this corpus.
fn attestation(out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
    let date = hit.date.map(|date| date.to_string()).unwrap_or_default();
    let title = hit.title.as_deref().map(|title| format!("  {}", marks::flat(title))).unwrap_or_default();
    writeln!(
        out,
        "\n{STRONG}first in this corpus 最早见于{STRONG:#}  {date}  {}{QUIET}{title}{QUIET:#}",
        hit.id
    )?;
    writeln!(out, "  {}", super::hit::snippet(hit))?;
    match &hit.citation {
        Some(citation) => writeln!(out, "  {QUIET}出处{QUIET:#} {}", marks::flat(citation)),
        None => Ok(()),
    }
}
