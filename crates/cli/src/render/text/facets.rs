//! Counts of hits in text: a small table for each facet.

use super::{QUIET, STRONG, columns, marks};
use chuchu_index::{Facet, Facets};
use std::io::{self, Write};

/// Values shown of each facet; years all.
const SHOWN: usize = 10;

fn name(facet: Facet) -> &'static str {
    match facet {
        Facet::Kind => "kind 体裁",
        Facet::Speaker => "speaker 讲话人",
        Facet::Work => "work 著作",
        Facet::Year => "year 年份",
        Facet::Doc => "document 文档",
    }
}

/// A table for each facet.
pub(super) fn facets(out: &mut dyn Write, facets: &Facets) -> io::Result<()> {
    for (facet, counts) in facets {
        writeln!(out, "{STRONG}{}{STRONG:#}", name(*facet))?;
        let shown = if *facet == Facet::Year { counts.values.len() } else { SHOWN };
        let (values, rest) = counts.values.split_at(shown.min(counts.values.len()));
        let labels: Vec<String> = values.iter().map(|count| marks::beginning(&count.value, 30)).collect();
        let widest = labels.iter().map(|label| columns::width(label)).max().unwrap_or(0);
        for (label, count) in labels.iter().zip(values) {
            writeln!(out, "  {}  {:>7}", columns::padded(label, widest), count.passages)?;
        }
        let more = rest.len() + counts.left_out;
        if more > 0 {
            writeln!(out, "  {QUIET}and {more} more{QUIET:#}")?;
        }
        if counts.without > 0 {
            writeln!(out, "  {QUIET}{} without{QUIET:#}", counts.without)?;
        }
    }
    Ok(())
}
