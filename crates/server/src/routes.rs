//! The table of routes.

use axum::Router;
use axum::routing::get;
use chuchu_index::Corpus;

/// Everything the server answers, over one corpus.
pub fn router(corpus: Corpus) -> Router {
    Router::new().route("/healthz", get(async || "ok\n")).with_state(corpus)
}
