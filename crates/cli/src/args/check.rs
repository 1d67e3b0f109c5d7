//! What was typed after `chuchu trace` and `chuchu check`.

use super::{Reading, RecordForm};
use chuchu_text::Encoding;
use clap::{Args as ClapArgs, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

#[derive(Debug, ClapArgs)]
pub(crate) struct Trace {
    #[command(flatten)]
    pub(crate) input: SentenceInput,
    /// At most so many places for each sentence
    #[arg(long, value_name = "N", default_value = "10")]
    pub(crate) limit: NonZeroUsize,
    /// The encoding of standard input, where it cannot be told: utf-8, gb18030, big5, utf-16le or utf-16be
    #[arg(long, value_name = "NAME", value_parser = super::encoding)]
    pub(crate) encoding: Option<Encoding>,
    #[command(flatten)]
    pub(crate) form: RecordForm,
}

/// A sentence, a file of sentences, or what is piped in.
#[derive(Debug, ClapArgs)]
#[group(required = false, multiple = false)]
pub(crate) struct SentenceInput {
    /// The sentence; - or nothing reads all of standard input as one sentence
    #[arg(value_name = "TEXT")]
    pub(crate) text: Option<String>,
    /// A file with a line {"id","text"} for each; - reads such lines from standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) batch: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Check {
    /// Manuscripts: .txt, .md, .docx, .odt, .html, .epub, .pdf
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "VERDICTS", value_delimiter = ',', help = FAIL_ON_HELP)]
    pub(crate) fail_on: Option<Vec<String>>,
    #[arg(long, value_name = "FORMAT", help = FORMAT_HELP)]
    pub(crate) format: Option<ReportFormat>,
    /// Write the report to this file, whole or not at all, instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Hand the Word file back with a comment at each finding, as this file 批注
    #[arg(long, value_name = "FILE.docx")]
    pub(crate) annotate: Option<PathBuf>,
    /// Look for words outside quotation marks that stand in the corpus as well 未加引号的雷同
    #[arg(long)]
    pub(crate) unmarked: bool,
    /// Check again whenever a manuscript is saved, until Ctrl-C 随存随查
    #[arg(long)]
    pub(crate) watch: bool,
    /// Rules of the house from this file [else: the nearest chuchu.toml above each manuscript, or in this folder]
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(crate) config: Option<PathBuf>,
    /// Look for no chuchu.toml
    #[arg(long)]
    pub(crate) no_config: bool,
    /// Begin CSV with a byte-order mark, by which Excel knows UTF-8
    #[arg(long)]
    pub(crate) bom: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

const FAIL_ON_HELP: &str = "The verdicts that end with exit status 1, separated by commas; `none` for never \
    [default: altered,partial,not_found]";

const FORMAT_HELP: &str = "text or html for people, csv for a spreadsheet, json for programs, sarif for the checks of a \
    repository [default: text]";

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ReportFormat {
    Text,
    Json,
    Html,
    Sarif,
    Csv,
}
