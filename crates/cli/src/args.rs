//! What was typed: the clap structs, with the help that people read. What it means is [`crate::request`]'s.

pub(crate) mod check;
pub(crate) mod cite;
pub(crate) mod counting;
pub(crate) mod serve;
pub(crate) mod words;

use chuchu_model::{DocumentId, PartialDate};
use chuchu_text::Encoding;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Who said it, where and when, and is it quoted right? 引文溯源与核对
#[derive(Debug, Parser)]
#[command(name = "chuchu", version, arg_required_else_help = true, subcommand_required = true)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[arg(long, global = true, value_name = "DIR", help = INDEX_HELP)]
    pub(crate) index: Option<PathBuf>,
    /// No progress bar and no remarks on stderr; errors are told all the same
    #[arg(long, global = true)]
    pub(crate) quiet: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const INDEX_HELP: &str =
    "The folder of the index [else: $CHUCHU_INDEX, else a folder of your data directory]";

const AFTER_HELP: &str = "\
Examples:
  chuchu check article.txt                   every quotation of an article, traced and compared
  chuchu trace 群众路线是我们党的生命线       one sentence: who said it, where, and is it quoted right
  chuchu search '群众 路线' --from 2013       passages that contain both

The first use builds an index from a small corpus that is part of the program; `chuchu add` adds your own texts.
Exit status: 0 done; 1 done, and trace or check found something to look at; 2 it could not be done.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a new index, with the starter corpus or empty
    Init(Init),
    /// Add files, folders or JSON lines to the index; the same id again replaces
    Add(Add),
    /// Remove documents from the index
    Remove(Remove),
    /// List the documents of the index
    List(List),
    /// Show a document (s000), a passage (s000#e12) or an article of an anthology (s004#a2)
    Show(Show),
    /// The user dictionary and the stop list of the index 用户词典、停用词
    #[command(subcommand)]
    Words(words::Words),
    /// Tell how large the index is and which versions it has
    Status(Status),
    /// Take files apart: titles, paragraphs, excerpts, quotations, citations (needs no index)
    Parse(Parse),
    /// Citations 引文出处
    #[command(subcommand)]
    Cite(Cite),
    /// Write the corpus or its citations for other programs 导出
    Export(cite::Export),
    /// Say what a code such as C012 in a report means; all of them without one
    Explain(Explain),
    /// Find passages
    Search(Search),
    /// Count the passages that a search would find
    Count(Count),
    /// Show every place with the words around it 语境共现
    Kwic(Kwic),
    /// Count by year or month, and say where it is said first 历时分布
    Timeline(Timeline),
    /// Trace a sentence to its source 溯源
    Trace(check::Trace),
    /// Check every quotation of a manuscript 引文核对
    Check(check::Check),
    /// How often every word occurs 词频
    Freq(counting::Freq),
    /// How often every sequence of n words or characters occurs
    Ngrams(counting::Ngrams),
    /// The words that keep company with a word 搭配
    Collocates(counting::Collocates),
    /// How evenly words are spread over documents or years 分布
    Dispersion(counting::Dispersion),
    /// The words that set documents apart from others 关键词
    Keywords(counting::Keywords),
    /// Set phrases such as 四大考验: how often, since when, and their members 提法
    Phrases(counting::Phrases),
    /// What documents have in common, word for word or nearly 重见
    Reuse(counting::Reuse),
    /// Answer over HTTP, with web pages
    Serve(serve::Serve),
    /// Answer an AI assistant on standard input and output (Model Context Protocol)
    Mcp,
    /// Print a completion script for a shell
    Completions(Completions),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Init {
    /// Make it empty instead of filling it with the starter corpus
    #[arg(long)]
    pub(crate) empty: bool,
    #[command(flatten)]
    pub(crate) lists: words::Lists,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) form: ValueForm,
}

/// What writing an index may take of the machine.
#[derive(Debug, Clone, Copy, ClapArgs)]
pub(crate) struct Writing {
    /// Threads that index
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// Memory for indexing, such as 200M or 2G [default: 600M]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub(crate) memory: Option<usize>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Add {
    /// Files (.txt, .md, .docx, .odt, .html, .epub, .pdf), folders, or .jsonl files with lines {"id","title"?,"date"?,"author"?,"text"}; - reads such lines from standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Change nothing; only tell what would be added, replaced or left alone
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) writing: Writing,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) form: ValueForm,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Remove {
    /// Ids of documents, as `chuchu list` prints them
    #[arg(required = true, value_name = "DOC")]
    pub(crate) documents: Vec<DocumentId>,
    #[command(flatten)]
    pub(crate) form: ValueForm,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) form: RecordForm,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Show {
    /// The id of a document, a passage or an article
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) form: ValueForm,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Status {
    /// Read the whole index and compare it with its checksums and records; exit status 2 if it is damaged
    #[arg(long)]
    pub(crate) verify: bool,
    #[command(flatten)]
    pub(crate) form: ValueForm,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Parse {
    /// Files: .txt, .md, .docx, .odt, .html, .epub, .pdf
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) form: RecordForm,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Cite {
    /// Read a printed citation, field by field (needs no index)
    Parse(CiteParse),
    /// Print the citation of a document or passage, or a printed one, in a style 著录格式
    Render(cite::Render),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Explain {
    /// Codes of remarks, such as C012
    #[arg(value_name = "CODE")]
    pub(crate) codes: Vec<String>,
    #[command(flatten)]
    pub(crate) form: RecordForm,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct CiteParse {
    #[command(flatten)]
    pub(crate) input: TextInput,
    #[command(flatten)]
    pub(crate) form: RecordForm,
}

/// How to read files.
#[derive(Debug, ClapArgs)]
pub(crate) struct Reading {
    /// The encoding of the files, where it cannot be told: utf-8, gb18030, big5, utf-16le or utf-16be
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(crate) encoding: Option<Encoding>,
}

fn encoding(name: &str) -> Result<Encoding, &'static str> {
    Encoding::from_name(name).ok_or("none of utf-8, gb18030, big5, utf-16le, utf-16be")
}

/// A number of bytes: `1000`, `200M`, `2G`, also `200MB` and `200MiB`; all units are powers of 1024.
fn size(typed: &str) -> Result<usize, &'static str> {
    const FORM: &str = "no size such as 200M or 2G";
    let digits = typed.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = typed.strip_prefix(digits).unwrap_or_default().to_ascii_uppercase();
    let shift = match unit.trim_end_matches("IB").trim_end_matches('B') {
        "" => 0,
        "K" => 10,
        "M" => 20,
        "G" => 30,
        _ => return Err(FORM),
    };
    let number: usize = digits.parse().map_err(|_| FORM)?;
    number.checked_mul(1 << shift).ok_or("more than this machine can address")
}

/// A text, or a file of texts.
#[derive(Debug, ClapArgs)]
#[group(required = true, multiple = false)]
pub(crate) struct TextInput {
    /// The text
    #[arg(value_name = "TEXT")]
    pub(crate) text: Option<String>,
    /// A file with a line {"id","text"} for each
    #[arg(long, value_name = "FILE")]
    pub(crate) batch: Option<PathBuf>,
}

/// A query, or a file of queries.
#[derive(Debug, ClapArgs)]
#[group(required = true, multiple = false)]
pub(crate) struct QueryInput {
    /// What to look for: 血肉联系 · '群众 路线' · '"punctuation, too"' · 'a OR b' · 'a NEAR/9 b' · year:2012..2014
    #[arg(value_name = "QUERY")]
    pub(crate) query: Option<String>,
    /// A file with a line {"id","query"} for each
    #[arg(long, value_name = "FILE")]
    pub(crate) batch: Option<PathBuf>,
}

/// Which passages count, and how the query is read.
#[derive(Debug, ClapArgs)]
pub(crate) struct Filters {
    #[arg(long, help = "Only documents of this kind, such as speech or newspaper_article")]
    pub(crate) kind: Option<String>,
    /// Only words of this speaker
    #[arg(long, value_name = "NAME")]
    pub(crate) speaker: Option<String>,
    /// Only passages that name or cite a work of such a title
    #[arg(long, value_name = "TITLE")]
    pub(crate) work: Option<String>,
    /// Only this document
    #[arg(long, value_name = "ID")]
    pub(crate) doc: Option<DocumentId>,
    /// Not before this date: 2012, 2012-12 or 2012-12-29
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<PartialDate>,
    /// Not after this date
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<PartialDate>,
    /// Repair a query that cannot be read instead of refusing it
    #[arg(long)]
    pub(crate) lenient: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Search {
    #[command(flatten)]
    pub(crate) input: QueryInput,
    #[command(flatten)]
    pub(crate) filters: Filters,
    /// At most so many hits
    #[arg(long, value_name = "N", default_value = "10", conflicts_with = "all")]
    pub(crate) limit: NonZeroUsize,
    /// Every hit
    #[arg(long)]
    pub(crate) all: bool,
    /// Leave out so many of the first hits
    #[arg(long, value_name = "N", default_value = "0")]
    pub(crate) offset: usize,
    /// Only the ids of the passages
    #[arg(long)]
    pub(crate) ids: bool,
    #[arg(long, value_name = "ORDER", help = SORT_HELP)]
    pub(crate) sort: Option<Order>,
    /// Count all hits by some of kind, speaker, work, year, doc
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) facets: Vec<FacetName>,
    /// Say of each hit why it stands where it does
    #[arg(long, conflicts_with = "ids")]
    pub(crate) explain: bool,
    #[command(flatten)]
    pub(crate) form: RecordForm,
}

const SORT_HELP: &str = "relevance, date, date-desc or doc [else: relevance, and with --ids doc]";

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Order {
    Relevance,
    Date,
    DateDesc,
    Doc,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FacetName {
    Kind,
    Speaker,
    Work,
    Year,
    Doc,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Kwic {
    /// What to look for, as in search
    #[arg(value_name = "QUERY")]
    pub(crate) query: String,
    #[command(flatten)]
    pub(crate) filters: Filters,
    /// So many characters on each side; the context ends where the passage ends
    #[arg(long, value_name = "N", default_value = "20")]
    pub(crate) width: usize,
    /// By the words to the left, to the right, by date, or none: as they stand in the corpus
    #[arg(long, value_name = "ORDER", default_value = "none")]
    pub(crate) sort: LineOrder,
    /// At most so many lines [else: 50 for people, all for programs]
    #[arg(long, value_name = "N", conflicts_with = "all")]
    pub(crate) limit: Option<NonZeroUsize>,
    /// Every line
    #[arg(long)]
    pub(crate) all: bool,
    /// Leave out so many of the first lines
    #[arg(long, value_name = "N", default_value = "0")]
    pub(crate) offset: usize,
    #[command(flatten)]
    pub(crate) form: TableForm,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LineOrder {
    Left,
    Right,
    Date,
    None,
}

const PLOT_HELP: &str = "Draw it as well: a picture FILE.svg or FILE.png 绘图";

#[derive(Debug, ClapArgs)]
pub(crate) struct Timeline {
    /// What to look for, as in search
    #[arg(value_name = "QUERY")]
    pub(crate) query: String,
    #[command(flatten)]
    pub(crate) filters: Filters,
    /// The length of a period: year or month
    #[arg(long, value_name = "STEP", default_value = "year")]
    pub(crate) by: Step,
    /// For programs: a last record {"first": …} with the earliest dated passage
    #[arg(long)]
    pub(crate) first: bool,
    /// For programs: a record of period null for what has no date, or none so exact
    #[arg(long)]
    pub(crate) undated: bool,
    #[arg(long, value_name = "FILE", help = PLOT_HELP)]
    pub(crate) plot: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) form: TableForm,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Step {
    Year,
    Month,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Count {
    /// What to look for, as in search
    #[arg(value_name = "QUERY")]
    pub(crate) query: String,
    #[command(flatten)]
    pub(crate) filters: Filters,
    #[command(flatten)]
    pub(crate) form: ValueForm,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}

/// How to print one value.
#[derive(Debug, ClapArgs)]
pub(crate) struct ValueForm {
    /// text for people, json for programs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ValueFormat,
}

/// How to print records.
#[derive(Debug, ClapArgs)]
pub(crate) struct RecordForm {
    /// text for people, json (one value) or jsonl (one record a line) for programs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: RecordFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ValueFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum RecordFormat {
    Text,
    Json,
    Jsonl,
}

/// How to print a table.
#[derive(Debug, ClapArgs)]
pub(crate) struct TableForm {
    /// text for people, jsonl (one record a line) for programs, csv for a spreadsheet
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: TableFormat,
    /// Begin CSV with a byte-order mark, by which Excel knows UTF-8
    #[arg(long)]
    pub(crate) bom: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum TableFormat {
    Text,
    Jsonl,
    Csv,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn sizes_are_read_with_their_units() {
        for (typed, expect) in
            [("7", 7), ("3k", 3 << 10), ("200M", 200 << 20), ("2GiB", 2 << 30), ("2gb", 2 << 30)]
        {
            assert_eq!(super::size(typed), Ok(expect), "{typed}");
        }
        for typed in ["", "M", "2X", "-1", "1.5G", "99999999999999999999", "99999999999999G"] {
            assert!(super::size(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn the_command_line_is_consistent() {
        super::Args::command().debug_assert();
    }
}
