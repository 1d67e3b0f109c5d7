//! What the arguments mean: plain values of the libraries' types, checked, with no trace of clap.

pub(crate) mod check;
pub(crate) mod cite;
pub(crate) mod counting;
pub(crate) mod plot;
pub(crate) mod serve;
mod words;

use self::check::{Checking, Sentences};
use self::counting::Counting;
use self::plot::PlotFile;
use self::serve::Serving;
use crate::args::cite::ExportFormat;
use crate::args::{self, Args, Command, RecordFormat, TableFormat, ValueFormat};
use anyhow::Context as _;
use chuchu_cite::Style;
use chuchu_index::{
    ConcordanceRequest, Facet, LineSort, SearchRequest, Sort, Step, TimelineRequest, TraceOptions,
    WordsChange, WriterOptions,
};
use chuchu_model::{DocumentId, DocumentKind, PassageId};
use chuchu_text::Encoding;
use serde::Deserialize as _;
use serde::de::IntoDeserializer as _;
use serde::de::value::{Error as WordError, StrDeserializer};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// A request, and the index that it is about.
#[derive(Debug)]
pub(crate) struct Meaning {
    /// The folder given with `--index`.
    pub(crate) index: Option<PathBuf>,
    /// Whether progress and remarks are unwanted.
    pub(crate) quiet: bool,
    /// What is asked.
    pub(crate) request: Request,
}

/// How the answer is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// One JSON value.
    Json,
    /// One JSON record a line.
    Jsonl,
    /// A table for a spreadsheet (RFC 4180); with a byte-order mark or without.
    Csv {
        /// Whether it begins with one.
        bom: bool,
    },
}

/// One thing given on the command line, or a file of them.
#[derive(Debug)]
pub(crate) enum Input {
    /// The thing itself.
    One(String),
    /// A JSONL file.
    Batch(PathBuf),
}

/// Files, and how to read them.
#[derive(Debug)]
pub(crate) struct Files {
    pub(crate) paths: Vec<PathBuf>,
    /// `None` where it is to be found out.
    pub(crate) encoding: Option<Encoding>,
}

/// How `add` goes about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AddMode {
    /// Only tell what would be done.
    Dry,
    /// Do it.
    Write(WriterOptions),
}

/// What `show` is to show.
#[derive(Debug)]
pub(crate) enum Target {
    /// A document.
    Document(DocumentId),
    /// A passage of one.
    Passage(PassageId),
    /// An article of an anthology, by the anthology's id and its own.
    Article(DocumentId, String),
}

/// What programs want beside the periods of a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Beside {
    /// A record of the earliest passage.
    pub(crate) first: bool,
    /// A record of what has no date.
    pub(crate) undated: bool,
}

/// What is asked of chuchu.
#[derive(Debug)]
pub(crate) enum Request {
    Init { empty: bool, words: WordsChange, format: Format },
    Add { files: Files, mode: AddMode, format: Format },
    Remove { documents: Vec<DocumentId>, format: Format },
    List { format: Format },
    Show { target: Target, format: Format },
    Status { verify: bool, format: Format },
    WordsSet { change: WordsChange, options: WriterOptions, format: Format },
    WordsShow { format: Format },
    Parse { files: Files, format: Format },
    CiteParse { input: Input, format: Format },
    CiteRender { source: cite::Source, style: Style, format: Format },
    Export { documents: Vec<DocumentId>, to: ExportFormat },
    Explain { codes: Vec<String>, format: Format },
    Search { input: Input, filters: SearchRequest, format: Format },
    Count { request: SearchRequest, format: Format },
    Kwic { request: ConcordanceRequest, format: Format },
    Timeline { request: TimelineRequest, more: Beside, plot: Option<PlotFile>, format: Format },
    Statistics(Box<Counting>),
    Trace { input: Sentences, options: TraceOptions, format: Format },
    Check(Box<Checking>),
    Serve(Box<Serving>),
    Mcp,
    Completions { shell: clap_complete::Shell },
}

impl Meaning {
    /// Reads what was typed.
    ///
    /// # Errors
    /// A word that names no kind, verdict or id, and an empty `--index`.
    pub(crate) fn of(typed: Args) -> anyhow::Result<Self> {
        Ok(Self { index: typed.index, quiet: typed.quiet, request: Request::of(typed.command)? })
    }
}

impl Request {
    fn of(command: Command) -> anyhow::Result<Self> {
        Ok(match command {
            Command::Init(a) => {
                let words = words::change(&a.lists, &a.reading)?;
                Self::Init { empty: a.empty, words, format: a.form.format.into() }
            }
            Command::Add(a) => {
                let mode = if a.dry_run { AddMode::Dry } else { AddMode::Write(writer(a.writing)) };
                Self::Add { files: files(a.paths, &a.reading), mode, format: a.form.format.into() }
            }
            Command::Remove(a) => Self::Remove { documents: a.documents, format: a.form.format.into() },
            Command::List(a) => Self::List { format: a.form.format.into() },
            Command::Show(a) => Self::Show { target: Target::of(&a.id)?, format: a.form.format.into() },
            Command::Words(a) => words::words(a)?,
            Command::Status(a) => Self::Status { verify: a.verify, format: a.form.format.into() },
            Command::Parse(a) => {
                Self::Parse { files: files(a.files, &a.reading), format: a.form.format.into() }
            }
            Command::Cite(args::Cite::Parse(a)) => {
                Self::CiteParse { input: a.input.into(), format: a.form.format.into() }
            }
            Command::Cite(args::Cite::Render(a)) => Self::CiteRender {
                source: cite::Source::of(a.input),
                style: a.style,
                format: a.form.format.into(),
            },
            Command::Export(a) => Self::Export { documents: a.documents, to: a.format },
            Command::Explain(a) => Self::Explain { codes: a.codes, format: a.form.format.into() },
            Command::Search(a) => search(a)?,
            Command::Count(a) => {
                Self::Count { request: count(a.query, a.filters)?, format: a.form.format.into() }
            }
            Command::Kwic(a) => kwic(a)?,
            Command::Timeline(a) => timeline(a)?,
            Command::Trace(a) => Self::Trace {
                input: Sentences::of(a.input, a.encoding),
                options: TraceOptions { limit: a.limit.get() },
                format: a.form.format.into(),
            },
            Command::Check(a) => Self::Check(Checking::of(a)?.into()),
            Command::Freq(a) => Self::Statistics(counting::freq(a)?.into()),
            Command::Ngrams(a) => Self::Statistics(counting::ngrams(a)?.into()),
            Command::Collocates(a) => Self::Statistics(counting::collocates(a)?.into()),
            Command::Dispersion(a) => Self::Statistics(counting::dispersion(a)?.into()),
            Command::Keywords(a) => Self::Statistics(counting::keywords(a)?.into()),
            Command::Phrases(a) => Self::Statistics(counting::phrases(a)?.into()),
            Command::Reuse(a) => Self::Statistics(counting::reuse(a).into()),
            Command::Serve(a) => Self::Serve(Serving::of(a)?.into()),
            Command::Mcp => Self::Mcp,
            Command::Completions(a) => Self::Completions { shell: a.shell },
        })
    }
}

fn files(paths: Vec<PathBuf>, reading: &args::Reading) -> Files {
    Files { paths, encoding: reading.encoding }
}

fn writer(typed: args::Writing) -> WriterOptions {
    let usual = WriterOptions::default();
    WriterOptions {
        threads: typed.threads.unwrap_or(usual.threads),
        memory: typed.memory.unwrap_or(usual.memory),
    }
}

fn search(typed: args::Search) -> anyhow::Result<Request> {
    let limit = (!typed.all).then_some(typed.limit.get());
    let filters = SearchRequest {
        limit,
        offset: typed.offset,
        ids_only: typed.ids,
        sort: typed.sort.map(Sort::from),
        facets: typed.facets.into_iter().map(Facet::from).collect(),
        explain: typed.explain,
        ..filters(typed.filters)?
    };
    Ok(Request::Search { input: typed.input.into(), filters, format: typed.form.format.into() })
}

fn count(query: String, typed: args::Filters) -> anyhow::Result<SearchRequest> {
    Ok(SearchRequest { query, limit: Some(0), ids_only: true, ..filters(typed)? })
}

/// Lines that people are shown unless they ask for more.
const LINES: usize = 50;

fn kwic(typed: args::Kwic) -> anyhow::Result<Request> {
    let format = Format::from(&typed.form);
    let usual = (format == Format::Text && !typed.all).then_some(LINES);
    let limit = typed.limit.map(NonZeroUsize::get).or(usual);
    let search = SearchRequest { query: typed.query, limit, offset: typed.offset, ..filters(typed.filters)? };
    let sort = match typed.sort {
        args::LineOrder::Left => Some(LineSort::Left),
        args::LineOrder::Right => Some(LineSort::Right),
        args::LineOrder::Date => Some(LineSort::Date),
        args::LineOrder::None => None,
    };
    Ok(Request::Kwic { request: ConcordanceRequest { search, width: typed.width, sort }, format })
}

fn timeline(typed: args::Timeline) -> anyhow::Result<Request> {
    let search = SearchRequest { query: typed.query, ..filters(typed.filters)? };
    let by = match typed.by {
        args::Step::Year => Step::Year,
        args::Step::Month => Step::Month,
    };
    let format = Format::from(&typed.form);
    let more = Beside { first: typed.first, undated: typed.undated };
    let plot = typed.plot.map(PlotFile::of).transpose()?;
    Ok(Request::Timeline { request: TimelineRequest { search, by }, more, plot, format })
}

fn filters(typed: args::Filters) -> anyhow::Result<SearchRequest> {
    let kind = typed.kind.as_deref().map(document_kind).transpose()?;
    let request = SearchRequest {
        kind,
        speaker: typed.speaker,
        work: typed.work,
        doc: typed.doc,
        from: typed.from,
        to: typed.to,
        lenient: typed.lenient,
        ..SearchRequest::default()
    };
    Ok(request)
}

/// The model's own names are the words of the command line: there is no second list to keep in step.
fn document_kind(word: &str) -> anyhow::Result<DocumentKind> {
    let reader: StrDeserializer<'_, WordError> = word.into_deserializer();
    DocumentKind::deserialize(reader).context("--kind")
}

impl Target {
    fn of(id: &str) -> anyhow::Result<Self> {
        let Some((document, local)) = id.split_once('#') else {
            return Ok(Self::Document(id.parse()?));
        };
        if is_article(local) {
            return Ok(Self::Article(document.parse()?, id.to_owned()));
        }
        Ok(Self::Passage(id.parse().context("no passage is named so")?))
    }
}

/// `a2`, with no passage after it.
fn is_article(local: &str) -> bool {
    local.strip_prefix('a').is_some_and(|number| number.parse::<u32>().is_ok())
}

/// The first of the two that was given; clap sees to it that exactly one is.
fn input(text: Option<String>, batch: Option<PathBuf>) -> Input {
    batch.map_or_else(|| Input::One(text.unwrap_or_default()), Input::Batch)
}

impl From<args::TextInput> for Input {
    fn from(typed: args::TextInput) -> Self {
        input(typed.text, typed.batch)
    }
}

impl From<args::QueryInput> for Input {
    fn from(typed: args::QueryInput) -> Self {
        input(typed.query, typed.batch)
    }
}

impl From<ValueFormat> for Format {
    fn from(typed: ValueFormat) -> Self {
        match typed {
            ValueFormat::Text => Self::Text,
            ValueFormat::Json => Self::Json,
        }
    }
}

impl From<RecordFormat> for Format {
    fn from(typed: RecordFormat) -> Self {
        match typed {
            RecordFormat::Text => Self::Text,
            RecordFormat::Json => Self::Json,
            RecordFormat::Jsonl => Self::Jsonl,
        }
    }
}

impl From<&args::TableForm> for Format {
    fn from(typed: &args::TableForm) -> Self {
        match typed.format {
            TableFormat::Text => Self::Text,
            TableFormat::Jsonl => Self::Jsonl,
            TableFormat::Csv => Self::Csv { bom: typed.bom },
        }
    }
}

impl From<args::Order> for Sort {
    fn from(typed: args::Order) -> Self {
        match typed {
            args::Order::Relevance => Self::Relevance,
            args::Order::Date => Self::Date,
            args::Order::DateDesc => Self::DateDescending,
            args::Order::Doc => Self::Document,
        }
    }
}

impl From<args::FacetName> for Facet {
    fn from(typed: args::FacetName) -> Self {
        match typed {
            args::FacetName::Kind => Self::Kind,
            args::FacetName::Speaker => Self::Speaker,
            args::FacetName::Work => Self::Work,
            args::FacetName::Year => Self::Year,
            args::FacetName::Doc => Self::Doc,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_model::Verdict;
    use clap::Parser as _;

    fn check(typed: &[&str], expect: impl Fn(Request) -> bool) {
        let typed = Args::try_parse_from(std::iter::once(&"chuchu").chain(typed)).unwrap();
        let request = Meaning::of(typed).unwrap().request;
        let shown = format!("{request:?}");
        assert!(expect(request), "{shown}");
    }

    fn refused(typed: &[&str]) -> String {
        let typed = Args::try_parse_from(std::iter::once(&"chuchu").chain(typed)).unwrap();
        format!("{:#}", Meaning::of(typed).unwrap_err())
    }

    #[test]
    fn all_lifts_the_limit() {
        check(
            &["search", "党"],
            |r| matches!(r, Request::Search { filters, .. } if filters.limit == Some(10)),
        );
        check(
            &["search", "党", "--all"],
            |r| matches!(r, Request::Search { filters, .. } if filters.limit.is_none()),
        );
    }

    #[test]
    fn an_id_with_a_hash_is_a_passage() {
        check(&["show", "s000"], |r| matches!(r, Request::Show { target: Target::Document(_), .. }));
        check(&["show", "s000#e1"], |r| matches!(r, Request::Show { target: Target::Passage(_), .. }));
        check(&["show", "s000#a2p1"], |r| matches!(r, Request::Show { target: Target::Passage(_), .. }));
        check(&["show", "s000#a2"], |r| matches!(r, Request::Show { target: Target::Article(..), .. }));
        assert!(refused(&["show", "s000#"]).contains("s000#"));
    }

    #[test]
    fn kinds_and_verdicts_are_the_models_words() {
        check(
            &["search", "党", "--kind", "newspaper_article"],
            |r| matches!(r, Request::Search { filters, .. } if filters.kind == Some(DocumentKind::NewspaperArticle)),
        );
        assert!(refused(&["search", "党", "--kind", "novel"]).contains("novel"));
        let fails = |r: Request, expect: &[Verdict]| match r {
            Request::Check(checking) => checking.fail_on.as_deref() == Some(expect),
            _ => false,
        };
        let two = [Verdict::Altered, Verdict::Partial];
        check(&["check", "a", "--fail-on", "altered,partial"], |r| fails(r, &two));
        check(&["check", "a", "--fail-on", "none"], |r| fails(r, &[]));
        assert!(refused(&["check", "a", "--fail-on", "wrong"]).contains("not_found"));
    }
}
