//! What was typed after `cite render` and `export`.

use super::RecordForm;
use chuchu_cite::Style;
use chuchu_model::DocumentId;
use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

const STYLE_HELP: &str = "gb7714-2015, gb7714-2025, zhaibian 论述摘编 or renmin 人民出版社";

#[derive(Debug, ClapArgs)]
pub(crate) struct Render {
    #[command(flatten)]
    pub(crate) input: Source,
    #[arg(long, value_name = "STYLE", default_value = "gb7714-2025", help = STYLE_HELP)]
    pub(crate) style: Style,
    #[command(flatten)]
    pub(crate) form: RecordForm,
}

/// What is to be cited.
#[derive(Debug, ClapArgs)]
#[group(required = true, multiple = false)]
pub(crate) struct Source {
    /// The id of a document (s003), an article (s004#a2) or a passage (s000#e12)
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,
    /// A printed citation instead of an id (needs no index)
    #[arg(long, value_name = "CITATION")]
    pub(crate) text: Option<String>,
    /// A file of lines {"id"} that name what is in the index, or {"id","text"} with a printed citation
    #[arg(long, value_name = "FILE")]
    pub(crate) batch: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = EXPORT_HELP)]
pub(crate) struct Export {
    /// Only this document; may be given again [else: all]
    #[arg(long = "doc", value_name = "DOC")]
    pub(crate) documents: Vec<DocumentId>,
    /// What to write
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: ExportFormat,
}

const EXPORT_HELP: &str = "\
Citations, those of the documents and those printed behind their excerpts, each once:
  csl-json  for Zotero, pandoc and citeproc
  bibtex    for LaTeX
  ris       for reference managers
Texts:
  jsonl     a line {\"id\",\"title\",\"date\",\"author\",\"text\"} for each document, which `chuchu add` reads
  tei       TEI P5, with titles, sections, paragraphs, excerpts, quotations and citations
  conllu    CoNLL-U: a sentence a block, a word a line
  vertical  a word a line between <doc>, <p> and <s>, for CWB, CQPweb and Sketch Engine";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    Jsonl,
    CslJson,
    Bibtex,
    Ris,
    Tei,
    Conllu,
    Vertical,
}
