//! `/api/v1/kwic` and `/api/v1/timeline`: the places of a query in their context, and in time.

use crate::access::Access;
use crate::filters;
use crate::limits::{LINES, WIDTH};
use crate::operation::{KWIC, TIMELINE};
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::stream::Lines;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use chuchu_index::{ConcordanceRequest, Corpus, LineSort, SearchRequest, Step, Timeline, TimelineRequest};

const SORTS: [(&str, Option<LineSort>); 4] = [
    ("left", Some(LineSort::Left)),
    ("right", Some(LineSort::Right)),
    ("date", Some(LineSort::Date)),
    ("doc", None),
];

/// Characters on each side where the request does not say.
const USUAL_WIDTH: usize = 20;

pub(crate) async fn kwic(State(access): State<Access>, parameters: Parameters) -> Result<Response, Refusal> {
    let parameters = parameters.of(&KWIC)?;
    let (limit, offset) = (Some(parameters.limit(LINES)?), parameters.offset()?);
    let search = SearchRequest { limit, offset, ..filters::query(&parameters)? };
    let width = parameters.number("width", USUAL_WIDTH, 0..=WIDTH)?;
    let sort = parameters.choice("sort", &SORTS)?.flatten();
    let request = ConcordanceRequest { search, width, sort };
    let turn = access.stream_turn().await?;
    let write = move |corpus: &Corpus, lines: &mut Lines| {
        corpus.concordance(&request, |line| lines.push(&line)).map(drop)
    };
    access.stream(turn, write).await
}

pub(crate) async fn timeline(
    State(access): State<Access>,
    parameters: Parameters,
) -> Result<Json<Timeline>, Refusal> {
    let parameters = parameters.of(&TIMELINE)?;
    let by = parameters.choice("by", &[("year", Step::Year), ("month", Step::Month)])?.unwrap_or_default();
    let request = TimelineRequest { search: filters::query(&parameters)?, by };
    access.ask(move |corpus| corpus.timeline(&request)).await.map(Json)
}
