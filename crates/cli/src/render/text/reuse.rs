//! What documents share, in text: pairs and clusters, the oldest place first.

use super::corpus::count;
use super::{GOOD, LOOK, QUIET, STRONG, marks};
use chuchu_index::{ReuseCluster, ReuseKind, ReusePair, ReusePlace};
use std::io::{self, Write};

/// Characters of a place that are shown.
const SHOWN: usize = 120;

/// Two places with the same words.
pub(crate) fn reuse_pair(out: &mut dyn Write, pair: &ReusePair) -> io::Result<()> {
    let style = if pair.likeness == "near" { LOOK } else { GOOD };
    let order = if pair.earlier.is_some() { "the first is older" } else { "which is older is not known" };
    let likeness = pair.likeness;
    writeln!(out, "{style}{likeness}{style:#} {:.2}  {QUIET}{order}{QUIET:#}", pair.similarity)?;
    place(out, &pair.a)?;
    place(out, &pair.b)
}

/// All places of a shared passage.
pub(crate) fn reuse_cluster(out: &mut dyn Write, cluster: &ReuseCluster) -> io::Result<()> {
    let ReuseCluster { kind, documents, speakers, count: places, .. } = cluster;
    let kind = match kind {
        ReuseKind::Source => "shared passage",
        ReuseKind::Formula => "formula 套语",
    };
    let spread = format!("{} in {}", count(*places, "place"), count(*documents, "document"));
    let speakers = speakers.iter().map(|name| marks::flat(name)).collect::<Vec<_>>().join("、");
    writeln!(out, "{STRONG}{kind}{STRONG:#}  {spread}  {QUIET}{speakers}{QUIET:#}")?;
    cluster.places.iter().try_for_each(|one| place(out, one))?;
    match places - cluster.places.len() {
        0 => Ok(()),
        more => writeln!(out, "  {QUIET}… and {}{QUIET:#}", count(more, "more place")),
    }
}

fn place(out: &mut dyn Write, place: &ReusePlace) -> io::Result<()> {
    let date = place.date.map(|date| format!("  {date}")).unwrap_or_default();
    let speaker = place.speaker.as_deref().map(|name| format!("  {}", marks::flat(name))).unwrap_or_default();
    writeln!(out, "  {}{date}{QUIET}{speaker}{QUIET:#}", place.passage)?;
    writeln!(out, "    {}", marks::beginning(&place.text, SHOWN))
}
