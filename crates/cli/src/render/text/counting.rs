//! Word lists, collocates, dispersion, keywords and set phrases in text: aligned columns, small bars.

use super::bars::bar;
use super::columns::width;
use super::corpus::count;
use super::{GOOD, LOOK, QUIET, STRONG, marks};
use crate::render::measure;
use chuchu_index::lexis::{
    Collocates, Direction, Expansion, Frequencies, Keywords, Measure, Mention, PartKind, Phrase, Spread,
};
use std::io::{self, Write};

/// The length of the longest bar.
const BAR: usize = 24;

/// The same beside the many numbers of a collocate.
const COMPANY: usize = 12;

/// Columns under their names; the first to the left, numbers to the right, what comes after them as it is.
fn columns(out: &mut dyn Write, names: &[&str], rows: &[Vec<String>]) -> io::Result<()> {
    let widest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell));
        cells.chain(names.get(column).map(|name| width(name))).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..names.len()).map(widest).collect();
    let line = |cells: &[&str]| {
        let mut line = String::new();
        for (column, cell) in cells.iter().enumerate() {
            let gap = " ".repeat(widths.get(column).map_or(0, |w| w.saturating_sub(width(cell))));
            match column {
                0 => line.push_str(&format!("{cell}{gap}")),
                _ if column < widths.len() => line.push_str(&format!("  {gap}{cell}")),
                _ => line.push_str(&format!("  {cell}")),
            }
        }
        line.trim_end().to_owned()
    };
    writeln!(out, "{QUIET}{}{QUIET:#}", line(names))?;
    for row in rows {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        writeln!(out, "{}", line(&cells))?;
    }
    Ok(())
}

fn none(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{LOOK}nothing to list{LOOK:#}")
}

/// A frequency list of words, characters or sequences.
pub(crate) fn frequencies(out: &mut dyn Write, found: &Frequencies) -> io::Result<()> {
    let Frequencies { total, different, documents, passages, items } = found;
    writeln!(
        out,
        "{total} counted in {passages} passages of {documents} documents; {different} different\n"
    )?;
    let greatest = items.first().map_or(0.0, |item| item.per_million);
    let row = |item: &chuchu_index::lexis::Frequency| {
        let numbers =
            [item.count.to_string(), item.documents.to_string(), format!("{:.1}", item.per_million)];
        let item_and_bar = (marks::flat(&item.item), bar(item.per_million, greatest, BAR));
        std::iter::once(item_and_bar.0).chain(numbers).chain([item_and_bar.1]).collect()
    };
    let rows: Vec<Vec<String>> = items.iter().map(row).collect();
    if rows.is_empty() {
        return none(out);
    }
    columns(out, &["item", "count", "documents", "per million"], &rows)
}

/// The company of a word; bars are of what the list is sorted by.
pub(crate) fn collocates(out: &mut dyn Write, found: &Collocates, by: Measure) -> io::Result<()> {
    let Collocates { node, count, passages, windows, total, items } = found;
    writeln!(
        out,
        "{STRONG}{}{STRONG:#}  {count} times in {passages} passages; {windows} words in its windows, {total} in all\n",
        marks::flat(node)
    )?;
    let greatest = items.iter().map(|item| measure::value(item, by)).fold(0.0, f64::max);
    let row = |item: &chuchu_index::lexis::Collocate| {
        let measures =
            [item.expected, item.log_dice, item.log_likelihood, item.mi, item.t_score, item.z_score];
        let counts = [item.count.to_string(), item.total.to_string()];
        let measures = measures.map(|m| format!("{m:.2}"));
        let bar = bar(measure::value(item, by), greatest, COMPANY);
        std::iter::once(marks::flat(&item.item)).chain(counts).chain(measures).chain([bar]).collect()
    };
    let rows: Vec<Vec<String>> = items.iter().map(row).collect();
    if rows.is_empty() {
        return none(out);
    }
    let names = ["item", "count", "in all", "expected", "logDice", "G²", "MI", "t", "z"];
    columns(out, &names, &rows)
}

/// How words are spread.
pub(crate) fn spreads(out: &mut dyn Write, found: &[Spread]) -> io::Result<()> {
    for (number, spread) in found.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        one_spread(out, spread)?;
    }
    Ok(())
}

/// Parts shown; all of them are in the other formats.
const SHOWN: usize = 30;

fn one_spread(out: &mut dyn Write, spread: &Spread) -> io::Result<()> {
    let Spread { item, by, count, parts, range, .. } = spread;
    let noun = if *by == PartKind::Year { "years" } else { "documents" };
    let item = marks::flat(item);
    writeln!(out, "{STRONG}{item}{STRONG:#}  {count} times, in {range} of {parts} {noun}")?;
    if let (Some(dp), Some(norm), Some(d)) = (spread.dp, spread.dp_norm, spread.juilland_d) {
        writeln!(out, "DP {dp:.3}  DPnorm {norm:.3}  Juilland's D {d:.3}\n")?;
    }
    let greatest = spread.shares.iter().map(|share| share.per_million).fold(0.0, f64::max);
    let row = |share: &chuchu_index::lexis::Share| {
        vec![
            marks::flat(&share.part),
            share.count.to_string(),
            share.chars.to_string(),
            format!("{:.1}", share.per_million),
            bar(share.per_million, greatest, BAR),
        ]
    };
    // By year every one counts, the empty ones too; of many documents those that have the word.
    let all = *by == PartKind::Year || spread.shares.len() <= SHOWN;
    let wanted = spread.shares.iter().filter(|share| all || share.count > 0);
    let mut rows: Vec<Vec<String>> = wanted.map(row).collect();
    let left_out = if *by == PartKind::Year { 0 } else { rows.len().saturating_sub(SHOWN) };
    rows.truncate(rows.len() - left_out);
    columns(out, &[noun.trim_end_matches('s'), "count", "characters", "per million"], &rows)?;
    if left_out > 0 {
        writeln!(out, "{QUIET}{left_out} more with --format csv or jsonl{QUIET:#}")?;
    }
    Ok(())
}

/// What sets passages apart.
pub(crate) fn keywords(out: &mut dyn Write, found: &Keywords) -> io::Result<()> {
    let Keywords { total, reference_total, tested, items } = found;
    writeln!(out, "{total} words against {reference_total}; {tested} different ones tested\n")?;
    let row = |item: &chuchu_index::lexis::Keyword| {
        let arrow = if item.direction == Direction::More { "↑" } else { "↓" };
        vec![
            format!("{arrow} {}", marks::flat(&item.item)),
            item.count.to_string(),
            item.reference.to_string(),
            format!("{:.1}", item.per_million),
            format!("{:.1}", item.reference_per_million),
            format!("{:.2}", item.log_likelihood),
            format!("{:.2}", item.log_ratio),
            probability(item.p),
        ]
    };
    let rows: Vec<Vec<String>> = items.iter().map(row).collect();
    if rows.is_empty() {
        return none(out);
    }
    let names = ["  item", "count", "reference", "per million", "reference", "G²", "log ratio", "p"];
    columns(out, &names, &rows)
}

/// A probability; one too small for a number is not said to be none.
fn probability(p: f64) -> String {
    match p {
        p if p < 1e-300 => "<1e-300".to_owned(),
        p if p < 1e-4 => format!("{p:.0e}"),
        p => format!("{p:.4}"),
    }
}

/// Set phrases with what they mean.
pub(crate) fn phrases(out: &mut dyn Write, found: &[Phrase]) -> io::Result<()> {
    if found.is_empty() {
        return none(out);
    }
    found.iter().try_for_each(|phrase| one_phrase(out, phrase))
}

fn one_phrase(out: &mut dyn Write, phrase: &Phrase) -> io::Result<()> {
    let Phrase { mentions, documents, first, expansions, .. } = phrase;
    let spread = format!("{} in {}", times(*mentions), count_of(*documents, "document"));
    writeln!(out, "{STRONG}{}{STRONG:#}  {spread}", marks::flat(&phrase.phrase))?;
    if let Some(first) = first {
        writeln!(out, "  since {}", mention(first))?;
    }
    expansions.iter().try_for_each(|expansion| members(out, expansion))
}

fn members(out: &mut dyn Write, expansion: &Expansion) -> io::Result<()> {
    let members: Vec<String> = expansion.members.iter().map(|member| marks::flat(member)).collect();
    let more = expansion.passages.saturating_sub(1);
    let more = if more > 0 { format!(", and {}", count_of(more, "passage")) } else { String::new() };
    writeln!(out, "  {GOOD}＝{GOOD:#} {}", members.join("；"))?;
    writeln!(out, "     {QUIET}{}{more}{QUIET:#}", mention(&expansion.source))
}

fn mention(mention: &Mention) -> String {
    let date = mention.date.map(|date| format!("{date}  ")).unwrap_or_default();
    let citation = mention.citation.as_deref().map(marks::flat);
    let title = || mention.title.as_deref().map(marks::title);
    let source = citation.or_else(title).map(|source| format!("  {source}")).unwrap_or_default();
    format!("{date}{}{source}", mention.passage)
}

fn times(n: u64) -> String {
    count_of(n, "time")
}

fn count_of(n: u64, noun: &str) -> String {
    count(usize::try_from(n).unwrap_or(usize::MAX), noun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_by_width() {
        let mut out = Vec::new();
        let rows =
            [vec!["群众".to_owned(), "7".to_owned(), "██".to_owned()], vec!["a".to_owned(), "12".to_owned()]];
        columns(&mut out, &["item", "count"], &rows).unwrap();
        let shown = anstream::adapter::strip_bytes(&out).into_vec();
        assert_eq!(String::from_utf8(shown).unwrap(), "item  count\n群众      7  ██\na        12\n");
    }
}
