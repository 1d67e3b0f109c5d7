//! The endpoints that count: each a request of the library and its value as JSON; reuse is streamed.

use crate::access::Access;
use crate::filters::{listing, scope};
use crate::limits::{PAIRS, SPAN};
use crate::operation::{COLLOCATES, DISPERSION, FREQ, KEYWORDS, NGRAMS, REUSE};
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::stream::Lines;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use chuchu_index::lexis::{
    CollocateOptions, Collocates, Correction, Frequencies, FrequencyOptions, GramOptions, KeywordOptions,
    Keywords, Measure, Order, PartKind, Scope, Spread, SpreadOptions, Unit,
};
use chuchu_index::{Corpus, ReuseOptions};

type Answer<T> = Result<Json<T>, Refusal>;

const MEASURES: [(&str, Measure); 6] = [
    ("log_dice", Measure::LogDice),
    ("log_likelihood", Measure::LogLikelihood),
    ("mi", Measure::Mi),
    ("t_score", Measure::T),
    ("z_score", Measure::Z),
    ("count", Measure::Count),
];

fn unit(parameters: &Parameters) -> Result<Unit, Refusal> {
    Ok(parameters.choice("by", &[("word", Unit::Words), ("char", Unit::Chars)])?.unwrap_or(Unit::Words))
}

pub(crate) async fn freq(State(access): State<Access>, parameters: Parameters) -> Answer<Frequencies> {
    let parameters = parameters.of(&FREQ)?;
    let (scope, unit, listing) = (scope(&parameters)?, unit(&parameters)?, listing(&parameters, 1)?);
    let options = FrequencyOptions { scope, unit, listing };
    access.ask(move |corpus| corpus.frequencies(&options)).await.map(Json)
}

pub(crate) async fn ngrams(State(access): State<Access>, parameters: Parameters) -> Answer<Frequencies> {
    let parameters = parameters.of(&NGRAMS)?;
    let (scope, unit, listing) = (scope(&parameters)?, unit(&parameters)?, listing(&parameters, 2)?);
    let options = GramOptions { scope, unit, length: parameters.number("n", 2, 1..=100)?, listing };
    access.ask(move |corpus| corpus.grams(&options)).await.map(Json)
}

pub(crate) async fn collocates(State(access): State<Access>, parameters: Parameters) -> Answer<Collocates> {
    let parameters = parameters.of(&COLLOCATES)?;
    let word = parameters.required("word")?.to_owned();
    let span = parameters.number("span", 5, 1..=SPAN)?;
    let by = parameters.choice("sort", &MEASURES)?.unwrap_or_default();
    let (scope, listing) = (scope(&parameters)?, listing(&parameters, 3)?);
    let options = CollocateOptions { scope, left: span, right: span, by, listing };
    access.ask(move |corpus| corpus.collocates(&word, &options)).await.map(Json)
}

pub(crate) async fn keywords(State(access): State<Access>, parameters: Parameters) -> Answer<Keywords> {
    let parameters = parameters.of(&KEYWORDS)?;
    parameters.required("doc")?;
    let scope = Scope { documents: parameters.documents("doc")?, ..Scope::default() };
    let (by, correction) = (Order::default(), Correction::default());
    let options =
        KeywordOptions { scope, reference: None, by, correction, listing: listing(&parameters, 3)? };
    access.ask(move |corpus| corpus.keywords(&options)).await.map(Json)
}

pub(crate) async fn dispersion(State(access): State<Access>, parameters: Parameters) -> Answer<Vec<Spread>> {
    let parameters = parameters.of(&DISPERSION)?;
    let words = vec![parameters.required("q")?.to_owned()];
    let parts = [("document", PartKind::Document), ("year", PartKind::Year)];
    let by = parameters.choice("by", &parts)?.unwrap_or_default();
    let options = SpreadOptions { scope: scope(&parameters)?, by };
    access.ask(move |corpus| corpus.spread(&words, &options)).await.map(Json)
}

pub(crate) async fn reuse(State(access): State<Access>, parameters: Parameters) -> Result<Response, Refusal> {
    let parameters = parameters.of(&REUSE)?;
    let usual = ReuseOptions::default().min_chars;
    let min_chars = parameters.number("min_chars", usual, 8..=1000)?;
    let options = ReuseOptions { documents: parameters.documents("doc")?, min_chars };
    let limit = parameters.limit(PAIRS)?;
    let (turn, comparing) = (access.stream_turn().await?, access.comparison_turn().await?);
    let write = move |corpus: &Corpus, lines: &mut Lines| {
        let shared = corpus.reuse(&options)?;
        drop(comparing); // a slow reader keeps nobody from comparing
        shared.pairs().take(limit).try_for_each(|pair| lines.push(&pair?))
    };
    access.stream(turn, write).await
}
