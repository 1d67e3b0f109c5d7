//! The tools: what each takes, and the one library call that it is.

use super::words;
use crate::access::Access;
use crate::check::Reader;
use crate::limits::{CONTEXT, HITS, MATCHES, Page};
use crate::refusal::Refusal;
use chuchu_index::{CheckOptions, Corpus, Error, Record, SearchRequest, Step, TimelineRequest, TraceOptions};
use chuchu_model::{DocumentId, PassageId};
use rmcp::ErrorData;
use rmcp::model::{CallToolResult, ContentBlock, JsonObject, Tool, ToolAnnotations};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Quotation {
    /// The quotation, without its quotation marks
    text: String,
    /// At most so many places [5]
    limit: Option<usize>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Manuscript {
    /// A text with quotations in quotation marks
    text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Query {
    /// Words looked for literally; blanks mean and; also AND OR NOT NEAR/n, "…", field:value
    query: String,
    /// At most so many passages [10]
    limit: Option<usize>,
    /// Leave out so many of the first
    offset: Option<usize>,
    /// Not before this date: 2012, 2012-12 or 2012-12-29
    from: Option<String>,
    /// Not after this date
    to: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Place {
    /// The id of a passage, such as s000#e4
    id: String,
    /// How many neighbours on each side [1]
    context: Option<usize>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Words {
    /// Words looked for literally, as in search
    query: String,
    /// Count by month instead of by year
    monthly: Option<bool>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Printed {
    /// A citation as printed
    text: String,
}

/// All tools. They read, and always answer the same of the same corpus.
pub(super) fn all() -> Vec<Tool> {
    vec![
        tool::<Quotation>(
            "trace_quotation",
            "Where a Chinese quotation stands in the corpus: verdict, passages with their ids, dates, speakers and \
             citations, and every difference in wording. Use it before you print a quotation.",
        ),
        tool::<Manuscript>(
            "check_text",
            "Checks every quotation of a text: wording, speaker, citation, and whether the cited work is in the \
             corpus at all.",
        ),
        tool::<Query>(
            "search",
            "Passages that hold the words, whatever the word borders, with ids and citations.",
        ),
        tool::<Place>("read_passage", "A passage by its id, with what stands before and after it."),
        tool::<Words>(
            "timeline",
            "How often words occur year by year, and the passage where they occur first.",
        ),
        tool::<Printed>(
            "parse_citation",
            "Reads a printed Chinese citation into its fields; needs no corpus.",
        ),
    ]
}

fn tool<T: JsonSchema + 'static>(name: &'static str, about: &'static str) -> Tool {
    let hints = ToolAnnotations::new().read_only(true).idempotent(true).open_world(false);
    Tool::new(name, about, JsonObject::default()).with_input_schema::<T>().with_annotations(hints)
}

/// Calls a tool. What a caller can put right is told as the tool's answer, not as a failure of the protocol.
pub(super) async fn call(
    access: &Access,
    name: &str,
    given: JsonObject,
) -> Result<CallToolResult, ErrorData> {
    let answer = match name {
        "trace_quotation" => ask(access, given, trace).await,
        "check_text" => check(access, given).await,
        "search" => ask(access, given, search).await,
        "read_passage" => ask(access, given, read).await,
        "timeline" => ask(access, given, timeline).await,
        "parse_citation" => ask(access, given, cite).await,
        _ => return Err(ErrorData::invalid_params(format!("no tool is named {name}"), None)),
    };
    Ok(match answer {
        Ok(Said { words, record }) => {
            let mut result = CallToolResult::success(vec![ContentBlock::text(words)]);
            result.structured_content = Some(record);
            result
        }
        Err(refusal) => CallToolResult::error(vec![ContentBlock::text(refusal.message())]),
    })
}

/// An answer in words, and the record it is about.
struct Said {
    words: String,
    record: Value,
}

fn said(words: String, record: &impl Serialize) -> Result<Said, Refusal> {
    let record = serde_json::to_value(record).map_err(|_| Refusal::Failed)?;
    Ok(Said { words, record })
}

async fn ask<T: DeserializeOwned + Send + 'static>(
    access: &Access,
    given: JsonObject,
    question: fn(&Corpus, T) -> Result<Said, Refusal>,
) -> Result<Said, Refusal> {
    let given: T = read_from(given)?;
    access.ask(move |corpus| question(corpus, given)).await
}

fn read_from<T: DeserializeOwned>(given: JsonObject) -> Result<T, Refusal> {
    serde_json::from_value(Value::Object(given)).map_err(|error| Refusal::Body { reason: error.to_string() })
}

fn within(name: &str, given: Option<usize>, page: Page) -> Result<usize, Refusal> {
    match given.unwrap_or(page.usual) {
        number if number <= page.most => Ok(number),
        _ => Err(Refusal::parameter(name, &format!("at most {}", page.most))),
    }
}

fn trace(corpus: &Corpus, Quotation { text, limit }: Quotation) -> Result<Said, Refusal> {
    let limit = within("limit", limit, Page { usual: 5, ..MATCHES })?.max(1);
    let trace = corpus.trace("q1", &text, &TraceOptions { limit })?;
    said(words::trace(&trace, corpus.status()?.documents), &trace)
}

/// Like every check it takes room, and stops where its client is gone.
async fn check(access: &Access, given: JsonObject) -> Result<Said, Refusal> {
    let Manuscript { text } = read_from(given)?;
    let room = access.room_for(text.len())?;
    let reader = Reader::default();
    let there = reader.clone();
    let answered = access.ask(move |corpus| {
        let _room = room;
        let id = DocumentId::new("text").map_err(|error| Refusal::parameter("text", &error))?;
        let record = Record::of_text(id, text);
        let mut told = |_, _| there.still_there();
        let report = corpus.check_with("text", &record, &CheckOptions::default(), &mut told)?;
        said(words::check(&report, corpus.status()?.documents), &report)
    });
    let answered = answered.await;
    drop(reader);
    answered
}

fn search(corpus: &Corpus, asked: Query) -> Result<Said, Refusal> {
    let date = |name: &str, date: Option<String>| {
        date.map(|date| date.parse()).transpose().map_err(|error| Refusal::parameter(name, &error))
    };
    let request = SearchRequest {
        query: asked.query,
        limit: Some(within("limit", asked.limit, Page { usual: 10, ..HITS })?),
        offset: asked.offset.unwrap_or(0),
        from: date("from", asked.from)?,
        to: date("to", asked.to)?,
        ..SearchRequest::default()
    };
    let answer = corpus.search(&request)?;
    let record = serde_json::json!({"total": answer.total, "hits": answer.hits});
    said(words::search(&answer, request.offset), &record)
}

fn read(corpus: &Corpus, Place { id, context }: Place) -> Result<Said, Refusal> {
    let beside = within("context", context, Page { usual: 1, most: CONTEXT })?;
    let known: PassageId = id.parse().map_err(|error| Refusal::parameter("id", &error))?;
    let found = corpus.passage_among(&known, beside)?;
    let passage = found.ok_or(Refusal::NotFound { what: "passage", id })?;
    said(words::passage(&passage), &passage)
}

fn timeline(corpus: &Corpus, Words { query, monthly }: Words) -> Result<Said, Refusal> {
    let by = if monthly == Some(true) { Step::Month } else { Step::Year };
    let search = SearchRequest { query, ..SearchRequest::default() };
    let timeline = corpus.timeline(&TimelineRequest { search, by })?;
    said(words::timeline(&timeline), &timeline)
}

fn cite(_: &Corpus, Printed { text }: Printed) -> Result<Said, Refusal> {
    if text.trim().is_empty() {
        return Err(Error::Empty.into());
    }
    let citation = chuchu_parser::parse_citation(&text);
    said(words::citation(&citation), &citation)
}
