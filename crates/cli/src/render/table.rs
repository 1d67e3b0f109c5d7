//! Tables for programs: comma-separated values (RFC 4180, UTF-8) and JSON lines.

use super::json;
use chuchu_index::lexis::{Collocate, Frequency, Keyword, Phrase, Spread};
use chuchu_report::csv;
use serde::Serialize;
use std::io::{self, Write};

/// What becomes lines of a CSV file.
pub(crate) trait Row {
    /// The names of the columns.
    const HEAD: &'static [&'static str];

    /// The lines: one for most, one for each part of a dispersion.
    fn lines(&self) -> Vec<Vec<String>>;
}

/// One JSON record a line.
pub(crate) fn lines<R: Serialize>(out: &mut dyn Write, rows: &[R]) -> io::Result<()> {
    rows.iter().try_for_each(|row| json::line(out, row))?;
    out.flush()
}

/// A line of names, then the rows.
pub(crate) fn csv<R: Row>(out: &mut dyn Write, rows: &[R]) -> io::Result<()> {
    csv::header(out, R::HEAD, false)?;
    rows.iter().flat_map(Row::lines).try_for_each(|line| csv::row(out, &line))?;
    out.flush()
}

fn cell<T: ToString>(value: &T) -> String {
    value.to_string()
}

fn maybe<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// A measure with the digits that mean something.
fn real(value: f64) -> String {
    if value != 0.0 && value.abs() < 1e-3 { format!("{value:.4e}") } else { format!("{value:.4}") }
}

impl Row for Frequency {
    const HEAD: &'static [&'static str] = &["item", "count", "documents", "per_million"];

    fn lines(&self) -> Vec<Vec<String>> {
        vec![vec![self.item.clone(), cell(&self.count), cell(&self.documents), real(self.per_million)]]
    }
}

impl Row for Collocate {
    const HEAD: &'static [&'static str] =
        &["item", "count", "total", "expected", "log_dice", "log_likelihood", "mi", "t_score", "z_score"];

    fn lines(&self) -> Vec<Vec<String>> {
        let measures =
            [self.expected, self.log_dice, self.log_likelihood, self.mi, self.t_score, self.z_score];
        let counts = [self.item.clone(), cell(&self.count), cell(&self.total)];
        vec![counts.into_iter().chain(measures.map(real)).collect()]
    }
}

impl Row for Keyword {
    const HEAD: &'static [&'static str] = &[
        "item",
        "count",
        "reference",
        "per_million",
        "reference_per_million",
        "log_likelihood",
        "log_ratio",
        "p",
        "direction",
    ];

    fn lines(&self) -> Vec<Vec<String>> {
        let measures =
            [self.per_million, self.reference_per_million, self.log_likelihood, self.log_ratio, self.p];
        let counts = [self.item.clone(), cell(&self.count), cell(&self.reference)];
        let direction = self.direction.as_str().to_owned();
        vec![counts.into_iter().chain(measures.map(real)).chain([direction]).collect()]
    }
}

impl Row for Spread {
    const HEAD: &'static [&'static str] =
        &["item", "part", "chars", "count", "per_million", "dp", "dp_norm", "juilland_d"];

    fn lines(&self) -> Vec<Vec<String>> {
        let measures = [self.dp, self.dp_norm, self.juilland_d].map(|m| m.map(real).unwrap_or_default());
        let line = |share: &chuchu_index::lexis::Share| {
            let own = [self.item.clone(), share.part.clone(), cell(&share.chars), cell(&share.count)];
            own.into_iter().chain([real(share.per_million)]).chain(measures.clone()).collect()
        };
        self.shares.iter().map(line).collect()
    }
}

impl Row for Phrase {
    const HEAD: &'static [&'static str] =
        &["phrase", "mentions", "documents", "date", "passage", "citation", "members", "members_source"];

    fn lines(&self) -> Vec<Vec<String>> {
        let first = self.first.as_ref();
        let expansion = self.expansions.first();
        vec![vec![
            self.phrase.clone(),
            cell(&self.mentions),
            cell(&self.documents),
            maybe(self.date.as_ref()),
            maybe(first.map(|f| &f.passage)),
            maybe(first.and_then(|f| f.citation.as_ref())),
            expansion.map(|e| e.members.join("；")).unwrap_or_default(),
            maybe(expansion.map(|e| &e.source.passage)),
        ]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_a_line_of_names_and_its_rows() {
        let item = "三,十".to_owned();
        let row = Frequency { item, count: 2, documents: 1, per_million: 0.5 };
        let mut out = Vec::new();
        csv(&mut out, &[row]).unwrap();
        let expect = "item,count,documents,per_million\r\n\"三,十\",2,1,0.5000\r\n";
        assert_eq!(String::from_utf8(out).unwrap(), expect);
    }

    #[test]
    fn small_probabilities_keep_their_digits() {
        assert_eq!(
            (real(0.0), real(1.5), real(2.5e-9)),
            ("0.0000".into(), "1.5000".into(), "2.5000e-9".into())
        );
    }
}
