//! What the API can be asked: one [`Operation`] for each endpoint, with its parameters, its body and its answer.
//!
//! Handlers read their parameters by these, and `openapi` prints them: what is documented and what is accepted
//! cannot drift apart.

use crate::limits::{
    BATCH_BYTES, CONTEXT, DOCUMENTS, HITS, ITEMS, LINES, MANUSCRIPT_BYTES, MATCHES, OFFSET, PAIRS, Page,
    SENTENCE_BYTES, SPAN, WIDTH,
};
use crate::{answer, documents, search};
use chuchu_index::lexis::{Collocates, Frequencies, Keywords, Spread};
use chuchu_index::{ConcordanceLine, PassageContext, ReusePair, Timeline};
use chuchu_model::{CheckReport, Document, Trace};
use schemars::{Schema, SchemaGenerator};

/// What a parameter's value looks like.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    /// Any text.
    Text,
    /// A whole number within bounds.
    Number(usize, usize),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Some of these words, separated by commas.
    Choices(&'static [&'static str]),
    /// `1` or `true`, `0` or `false`.
    Flag,
    /// `2012`, `2012-12` or `2012-12-29`.
    Date,
    /// The id of a document.
    Document,
    /// Ids of documents, separated by commas.
    Documents,
}

/// A parameter of the query string.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parameter {
    /// Its name.
    pub(crate) name: &'static str,
    /// What its value looks like.
    pub(crate) shape: Shape,
    /// Whether it must be given.
    pub(crate) required: bool,
    /// What it means.
    pub(crate) about: &'static str,
}

const fn may(name: &'static str, shape: Shape, about: &'static str) -> Parameter {
    Parameter { name, shape, required: false, about }
}

const fn must(name: &'static str, shape: Shape, about: &'static str) -> Parameter {
    Parameter { name, shape, required: true, about }
}

const fn limit(page: Page) -> Parameter {
    may("limit", Shape::Number(1, page.most), "At most so many")
}

/// What an operation reads from the body of a request.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Takes {
    /// Nothing.
    Nothing,
    /// One of these media types, at most so many bytes.
    Body(&'static [(&'static str, SchemaOf)], usize),
}

/// The schema of a value, its parts put among the generator's definitions.
pub(crate) type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// A question to the server.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Operation {
    /// Its name for generated clients.
    pub(crate) id: &'static str,
    /// `get`, `post` or `delete`.
    pub(crate) method: &'static str,
    /// Where, below `/api/v1`.
    pub(crate) path: &'static str,
    /// What it does.
    pub(crate) summary: &'static str,
    /// Its parameters, in groups that operations share.
    pub(crate) parameters: &'static [&'static [Parameter]],
    /// What it reads.
    pub(crate) takes: Takes,
    /// What it answers, by media type.
    pub(crate) gives: &'static [(&'static str, SchemaOf)],
    /// Whether it exists only with `--admin`.
    pub(crate) admin: bool,
}

impl Operation {
    /// All parameters.
    pub(crate) fn all(&self) -> impl Iterator<Item = &'static Parameter> {
        self.parameters.iter().copied().flatten()
    }
}

const JSON: &str = "application/json";
/// Newline-delimited JSON: a record a line.
pub(crate) const NDJSON: &str = "application/x-ndjson";
const BYTES: &str = "application/octet-stream";

fn text(_: &mut SchemaGenerator) -> Schema {
    schemars::json_schema!({"type": "string"})
}

fn bytes(_: &mut SchemaGenerator) -> Schema {
    schemars::json_schema!({"type": "string", "format": "binary", "minLength": 1})
}

fn any(_: &mut SchemaGenerator) -> Schema {
    schemars::json_schema!({"type": "object"})
}

const KINDS: Shape = Shape::Choice(&[
    "excerpt_compilation",
    "article",
    "newspaper_article",
    "anthology",
    "speech",
    "interview",
    "report",
    "law",
    "other",
]);

const STYLES: Shape = Shape::Choice(&["gb7714-2015", "gb7714-2025", "zhaibian", "renmin"]);

const FILTERS: &[Parameter] = &[
    may("kind", KINDS, "Only documents of this kind"),
    may("speaker", Shape::Text, "Only passages of this speaker"),
    may("work", Shape::Text, "Only passages that name or cite a work of such a title"),
    may("doc", Shape::Document, "Only this document"),
    may("from", Shape::Date, "Not before this date"),
    may("to", Shape::Date, "Not after this date"),
];

const Q: &[Parameter] = &[must("q", Shape::Text, "The query, in the language of docs/query.md 检索式")];
const PART: &[Parameter] = &[may("offset", Shape::Number(0, OFFSET), "Leave out so many of the first")];
const UNIT: Parameter = may("by", Shape::Choice(&["word", "char"]), "What is counted");
const DOCS: Parameter = may("doc", Shape::Documents, "These documents, separated by commas");
const MIN: Parameter = may("min", Shape::Number(1, 1_000_000), "Only what occurs so often");

const READ: Operation = Operation {
    id: "",
    method: "get",
    path: "",
    summary: "",
    parameters: &[],
    takes: Takes::Nothing,
    gives: &[],
    admin: false,
};

pub(crate) const SEARCH: Operation = Operation {
    id: "search",
    path: "/search",
    summary: "Passages that hold what is looked for 检索",
    parameters: &[
        Q,
        &[
            limit(HITS),
            may("sort", Shape::Choice(&["relevance", "date", "date-desc", "doc"]), "In which order"),
            may(
                "facets",
                Shape::Choices(&["kind", "speaker", "year", "work", "doc"]),
                "Count all hits by these, separated by commas",
            ),
            may("lenient", Shape::Flag, "Repair a query that cannot be read, and say how"),
            may("explain", Shape::Flag, "Say of each hit why it stands where it does"),
        ],
        PART,
        FILTERS,
    ],
    gives: &[(JSON, |g| g.subschema_for::<search::Found>())],
    ..READ
};

pub(crate) const KWIC: Operation = Operation {
    id: "kwic",
    path: "/kwic",
    summary: "Every place in its context, streamed, one record a line 逐行索引",
    parameters: &[
        Q,
        &[
            limit(LINES),
            may("width", Shape::Number(0, WIDTH), "Characters on each side"),
            may("sort", Shape::Choice(&["left", "right", "date", "doc"]), "In which order"),
        ],
        PART,
        FILTERS,
    ],
    gives: &[(NDJSON, |g| g.subschema_for::<ConcordanceLine>())],
    ..READ
};

pub(crate) const TIMELINE: Operation = Operation {
    id: "timeline",
    path: "/timeline",
    summary: "How often something is said, period by period, and where first 年表",
    parameters: &[Q, &[may("by", Shape::Choice(&["year", "month"]), "The length of a period")], FILTERS],
    gives: &[(JSON, |g| g.subschema_for::<Timeline>())],
    ..READ
};

pub(crate) const FREQ: Operation = Operation {
    id: "freq",
    path: "/freq",
    summary: "The most frequent words or characters 词频",
    parameters: &[&[UNIT, limit(ITEMS), MIN], FILTERS],
    gives: &[(JSON, |g| g.subschema_for::<Frequencies>())],
    ..READ
};

pub(crate) const NGRAMS: Operation = Operation {
    id: "ngrams",
    path: "/ngrams",
    summary: "The most frequent sequences of words or characters",
    parameters: &[
        &[UNIT, limit(ITEMS), MIN, may("n", Shape::Number(1, 100), "How many in a sequence")],
        FILTERS,
    ],
    gives: &[(JSON, |g| g.subschema_for::<Frequencies>())],
    ..READ
};

pub(crate) const COLLOCATES: Operation = Operation {
    id: "collocates",
    path: "/collocates",
    summary: "The words that keep company with a word 搭配",
    parameters: &[
        &[
            must("word", Shape::Text, "A word, several, or any run of characters"),
            may("span", Shape::Number(1, SPAN), "How many words on each side are its company"),
            may(
                "sort",
                Shape::Choice(&["log_dice", "log_likelihood", "mi", "t_score", "z_score", "count"]),
                "The measure to sort by",
            ),
            limit(ITEMS),
            MIN,
        ],
        FILTERS,
    ],
    gives: &[(JSON, |g| g.subschema_for::<Collocates>())],
    ..READ
};

pub(crate) const KEYWORDS: Operation = Operation {
    id: "keywords",
    path: "/keywords",
    summary: "The words that set documents apart from the rest of the corpus 关键词",
    parameters: &[&[Parameter { required: true, ..DOCS }, limit(ITEMS), MIN]],
    gives: &[(JSON, |g| g.subschema_for::<Keywords>())],
    ..READ
};

pub(crate) const DISPERSION: Operation = Operation {
    id: "dispersion",
    path: "/dispersion",
    summary: "How evenly a word is spread 分布",
    parameters: &[
        &[
            must("q", Shape::Text, "A word, or any run of characters"),
            may("by", Shape::Choice(&["document", "year"]), "What the parts are"),
        ],
        FILTERS,
    ],
    gives: &[(JSON, |g| g.subschema_for::<Vec<Spread>>())],
    ..READ
};

pub(crate) const REUSE: Operation = Operation {
    id: "reuse",
    path: "/reuse",
    summary: "Pairs of passages with the same words, streamed 互见",
    parameters: &[&[
        DOCS,
        may("min_chars", Shape::Number(8, 1000), "The least number of characters in common"),
        limit(PAIRS),
    ]],
    gives: &[(NDJSON, |g| g.subschema_for::<ReusePair>())],
    ..READ
};

const SENTENCE: &[(&str, SchemaOf)] = &[(JSON, |g| g.subschema_for::<answer::Sentence>())];

pub(crate) const TRACE: Operation = Operation {
    id: "trace",
    path: "/trace",
    summary: "Where a sentence stands, and every difference 查证一句",
    parameters: &[&[must("q", Shape::Text, "The sentence"), limit(MATCHES)]],
    gives: &[(JSON, |g| g.subschema_for::<Trace>())],
    ..READ
};

pub(crate) const TRACE_POST: Operation = Operation {
    id: "traceLong",
    method: "post",
    summary: "The same for a sentence of any length",
    parameters: &[],
    takes: Takes::Body(SENTENCE, SENTENCE_BYTES),
    ..TRACE
};

pub(crate) const TRACE_BATCH: Operation = Operation {
    id: "traceBatch",
    method: "post",
    path: "/trace/batch",
    summary: "Many sentences, a record of {id, text} a line; answers are streamed in the same order",
    parameters: &[&[limit(MATCHES)]],
    takes: Takes::Body(&[(NDJSON, |g| g.subschema_for::<answer::Line>())], BATCH_BYTES),
    gives: &[(NDJSON, |g| g.subschema_for::<Trace>())],
    ..READ
};

const FILE: &[(&str, SchemaOf)] = &[(BYTES, bytes)];
const NAME: Parameter = may("name", Shape::Text, "The name of the file; it is never opened under it");

pub(crate) const CHECK: Operation = Operation {
    id: "check",
    method: "post",
    path: "/check",
    summary: "Every quotation of a manuscript, checked 引文核对; with Accept: text/event-stream, progress as well",
    parameters: &[&[
        NAME,
        may("format", Shape::Choice(&["json", "html", "sarif", "csv", "docx"]), "What the report is"),
        may("unmarked", Shape::Flag, "Look for what stands in the corpus and has no quotation marks as well"),
    ]],
    takes: Takes::Body(
        &[(BYTES, bytes), (JSON, |g| g.subschema_for::<answer::Manuscript>())],
        MANUSCRIPT_BYTES,
    ),
    gives: &[
        (JSON, |g| g.subschema_for::<CheckReport>()),
        ("text/event-stream", text),
        ("text/html", text),
        ("application/sarif+json", any),
        ("text/csv", text),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", bytes),
    ],
    ..READ
};

pub(crate) const PARSE: Operation = Operation {
    id: "parse",
    method: "post",
    path: "/parse",
    summary: "A file as a typed document record; nothing is kept of it",
    parameters: &[&[NAME]],
    takes: Takes::Body(FILE, MANUSCRIPT_BYTES),
    gives: &[(JSON, |g| g.subschema_for::<Document>())],
    ..READ
};

pub(crate) const CITE: Operation = Operation {
    id: "cite",
    path: "/cite",
    summary: "The citation of a passage, or one as printed: its fields, or it in a style or format 著录",
    parameters: &[&[
        may("text", Shape::Text, "A citation as printed"),
        may("id", Shape::Text, "Instead of it, the id of a document, an article or a passage of the corpus"),
        may("style", STYLES, "Print it in this style"),
        may(
            "format",
            Shape::Choice(&["csl-json", "bibtex", "ris"]),
            "Instead of it, a record of this format",
        ),
    ]],
    gives: &[(JSON, |g| g.subschema_for::<answer::Cited>())],
    ..READ
};

pub(crate) const LIST: Operation = Operation {
    id: "documents",
    path: "/documents",
    summary: "The documents of the corpus",
    parameters: &[
        &[limit(DOCUMENTS), may("q", Shape::Text, "Only those with this in their title or id")],
        PART,
    ],
    gives: &[(JSON, |g| g.subschema_for::<documents::Documents>())],
    ..READ
};

pub(crate) const DOCUMENT: Operation = Operation {
    id: "document",
    path: "/documents/{id}",
    summary: "A document: its record, its text, its passages",
    gives: &[(JSON, |g| g.subschema_for::<documents::DocumentView>())],
    ..READ
};

const RECORD: Operation = Operation {
    id: "documentRecord",
    path: "/documents/{id}/record",
    summary: "The record alone, parsed again from the stored text",
    gives: &[(JSON, |g| g.subschema_for::<Document>())],
    ..READ
};

const TEXT: Operation = Operation {
    id: "documentText",
    path: "/documents/{id}/text",
    summary: "The text alone",
    gives: &[("text/plain", text)],
    ..READ
};

pub(crate) const PASSAGE: Operation = Operation {
    id: "passage",
    path: "/passages/{id}",
    summary: "A passage and its neighbours",
    parameters: &[&[may("context", Shape::Number(0, CONTEXT), "How many neighbours on each side")]],
    gives: &[(JSON, |g| g.subschema_for::<PassageContext>())],
    ..READ
};

pub(crate) const ADD: Operation = Operation {
    id: "add",
    method: "post",
    path: "/documents",
    summary: "Adds a file to the corpus, or puts it in the place of the document with its id",
    parameters: &[&[Parameter { required: true, ..NAME }]],
    takes: Takes::Body(FILE, MANUSCRIPT_BYTES),
    gives: &[(JSON, |g| g.subschema_for::<answer::Added>())],
    admin: true,
};

pub(crate) const REMOVE: Operation = Operation {
    id: "remove",
    method: "delete",
    path: "/documents/{id}",
    summary: "Removes a document from the corpus",
    gives: &[(JSON, |g| g.subschema_for::<answer::Removed>())],
    admin: true,
    ..READ
};

/// All of them.
pub(crate) const ALL: [Operation; 22] = [
    SEARCH,
    KWIC,
    TIMELINE,
    FREQ,
    NGRAMS,
    COLLOCATES,
    KEYWORDS,
    DISPERSION,
    REUSE,
    TRACE,
    TRACE_POST,
    TRACE_BATCH,
    CHECK,
    PARSE,
    CITE,
    LIST,
    DOCUMENT,
    RECORD,
    TEXT,
    PASSAGE,
    ADD,
    REMOVE,
];
