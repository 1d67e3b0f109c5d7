//! What was typed after the commands that count: freq, ngrams, collocates, dispersion, keywords, phrases, reuse.

use super::{Filters, RecordForm};
use chuchu_model::DocumentId;
use clap::{Args as ClapArgs, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Which passages are counted.
#[derive(Debug, ClapArgs)]
pub(crate) struct Counted {
    /// Only passages that answer this query, as in search, such as year:2012..2014
    #[arg(long, value_name = "QUERY")]
    pub(crate) filter: Option<String>,
    #[command(flatten)]
    pub(crate) filters: Filters,
    /// Count headings and titles as well
    #[arg(long)]
    pub(crate) headings: bool,
}

/// What of a list is shown.
#[derive(Debug, ClapArgs)]
pub(crate) struct Listed {
    /// At most so many lines
    #[arg(long, value_name = "N", default_value = "50", conflicts_with = "all")]
    pub(crate) limit: NonZeroUsize,
    /// Every line
    #[arg(long)]
    pub(crate) all: bool,
    /// A file of words, one a line, that are left out of the list, as those of the index's own stop list are 停用词
    #[arg(long, value_name = "FILE")]
    pub(crate) stop: Option<PathBuf>,
    /// Do not leave out the words of the index's own stop list
    #[arg(long)]
    pub(crate) no_stop: bool,
}

/// How to print a table.
#[derive(Debug, ClapArgs)]
pub(crate) struct TableForm {
    /// text for people, csv for a spreadsheet, json (one value) or jsonl (one record a line) for programs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: TableFormat,
}

/// How to print a table that can be drawn as well.
#[derive(Debug, ClapArgs)]
pub(crate) struct DrawnForm {
    #[command(flatten)]
    pub(crate) table: TableForm,
    #[arg(long, value_name = "FILE", help = super::PLOT_HELP)]
    pub(crate) plot: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    Text,
    Json,
    Jsonl,
    Csv,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Freq {
    /// Count characters instead of words
    #[arg(long)]
    pub(crate) chars: bool,
    /// Only what occurs so often
    #[arg(long, value_name = "N", default_value = "1")]
    pub(crate) min: u64,
    #[command(flatten)]
    pub(crate) counted: Counted,
    #[command(flatten)]
    pub(crate) listed: Listed,
    #[command(flatten)]
    pub(crate) form: DrawnForm,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Ngrams {
    /// How many words or characters in a sequence, 1 to 100
    #[arg(short = 'n', long = "length", value_name = "N", value_parser = clap::value_parser!(u8).range(1..=100))]
    pub(crate) length: u8,
    /// Sequences of words [the default]
    #[arg(long, conflicts_with = "chars")]
    pub(crate) words: bool,
    /// Sequences of characters
    #[arg(long)]
    pub(crate) chars: bool,
    /// Only what occurs so often
    #[arg(long, value_name = "N", default_value = "2")]
    pub(crate) min: u64,
    #[command(flatten)]
    pub(crate) counted: Counted,
    #[command(flatten)]
    pub(crate) listed: Listed,
    #[command(flatten)]
    pub(crate) form: DrawnForm,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Collocates {
    /// A word, several, or any run of characters; word borders do not matter
    #[arg(value_name = "WORD")]
    pub(crate) word: String,
    /// How many words on both sides, or left and right: 5 or 2,3
    #[arg(long, value_name = "L,R", default_value = "5", value_parser = window)]
    pub(crate) window: (usize, usize),
    /// What to sort by
    #[arg(long, value_name = "MEASURE", default_value = "log_dice")]
    pub(crate) by: MeasureName,
    /// Only words that stand so often in the window
    #[arg(long, value_name = "N", default_value = "3")]
    pub(crate) min: u64,
    #[command(flatten)]
    pub(crate) counted: Counted,
    #[command(flatten)]
    pub(crate) listed: Listed,
    #[command(flatten)]
    pub(crate) form: DrawnForm,
}

/// The widest window, in words.
const WIDEST: usize = 100;

fn window(typed: &str) -> Result<(usize, usize), String> {
    let side = |number: &str| number.trim().parse().ok().filter(|n| *n <= WIDEST);
    let (left, right) = typed.split_once(',').unwrap_or((typed, typed));
    let window = side(left).zip(side(right)).filter(|(left, right)| left + right > 0);
    window.ok_or_else(|| format!("give a number of words such as 5, or two such as 2,3, at most {WIDEST}"))
}

#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum MeasureName {
    LogDice,
    LogLikelihood,
    Mi,
    #[value(alias = "t_score")]
    T,
    #[value(alias = "z_score")]
    Z,
    Count,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Dispersion {
    /// Words, or any runs of characters
    #[arg(required = true, value_name = "WORD")]
    pub(crate) words: Vec<String>,
    /// What the parts are
    #[arg(long, value_name = "PART", default_value = "document")]
    pub(crate) by: PartName,
    #[command(flatten)]
    pub(crate) counted: Counted,
    #[command(flatten)]
    pub(crate) form: DrawnForm,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum PartName {
    Document,
    Year,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Keywords {
    /// The documents that are looked at; or say with --filter, --from and the like which passages
    #[arg(value_name = "DOC")]
    pub(crate) documents: Vec<DocumentId>,
    /// The documents they are held against [else: all other passages]
    #[arg(long, value_name = "DOC", num_args = 1..)]
    pub(crate) reference: Vec<DocumentId>,
    /// What to sort by; the greatest difference first, in either direction
    #[arg(long, value_name = "MEASURE", default_value = "log_likelihood")]
    pub(crate) by: OrderName,
    /// How p allows for many words being tested: bh (Benjamini and Hochberg), bonferroni or none
    #[arg(long, value_name = "METHOD", default_value = "bh")]
    pub(crate) correction: CorrectionName,
    /// Only words that occur so often, both sides together
    #[arg(long, value_name = "N", default_value = "3")]
    pub(crate) min: u64,
    #[command(flatten)]
    pub(crate) counted: Counted,
    #[command(flatten)]
    pub(crate) listed: Listed,
    #[command(flatten)]
    pub(crate) form: DrawnForm,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum OrderName {
    LogLikelihood,
    LogRatio,
    P,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum CorrectionName {
    None,
    Bonferroni,
    Bh,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Phrases {
    /// Only what is mentioned so often
    #[arg(long, value_name = "N", default_value = "1")]
    pub(crate) min: u64,
    #[command(flatten)]
    pub(crate) counted: Counted,
    #[command(flatten)]
    pub(crate) listed: Listed,
    #[command(flatten)]
    pub(crate) form: TableForm,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Reuse {
    /// Only what these documents have a part in; they are compared with all
    #[arg(value_name = "DOC")]
    pub(crate) documents: Vec<DocumentId>,
    /// The least number of characters in common
    #[arg(long, value_name = "N", default_value = "12", value_parser = clap::value_parser!(u16).range(8..=1000))]
    pub(crate) min_chars: u16,
    /// All places of a shared passage together, formulas too, instead of pairs
    #[arg(long)]
    pub(crate) clusters: bool,
    #[command(flatten)]
    pub(crate) form: RecordForm,
}

#[cfg(test)]
mod tests {
    use super::window;

    #[test]
    fn a_window_has_one_side_or_two() {
        assert_eq!(window("5"), Ok((5, 5)));
        assert_eq!(window("2, 0"), Ok((2, 0)));
        for wrong in ["", "0", "0,0", "-1", "2,3,4", "101", "五"] {
            assert!(window(wrong).is_err(), "{wrong}");
        }
    }
}
