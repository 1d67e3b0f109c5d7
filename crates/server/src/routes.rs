//! The table of routes.

use crate::access::{Access, Report};
use crate::limits::{MANUSCRIPT_BYTES, SENTENCE_BYTES};
use crate::refusal::Refusal;
use crate::{check, documents, guard, page, search, trace};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{Method, Uri};
use axum::middleware::{from_fn, map_response};
use axum::routing::{get, post};
use chuchu_index::Corpus;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;

/// Everything the server answers, over one corpus. Causes of failures are told to nobody; see
/// [`Bound::on_failure`](crate::Bound::on_failure).
pub fn router(corpus: Corpus) -> Router {
    reporting(corpus, Arc::new(|_| {}))
}

/// The same, with somebody who is told the causes of failures.
pub(crate) fn reporting(corpus: Corpus, report: Report) -> Router {
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .nest("/api/v1", api())
        .merge(page::routes())
        .fallback(no_route)
        .method_not_allowed_fallback(no_method)
        .layer(CatchPanicLayer::custom(guard::panicked))
        .layer(from_fn(guard::in_time))
        .layer(from_fn(guard::own_host_only))
        .layer(map_response(guard::with_headers))
        .with_state(Access::new(corpus, report))
}

fn api() -> Router<Access> {
    Router::new()
        .route("/search", get(search::search))
        .route("/trace", get(trace::get).post(trace::post).layer(DefaultBodyLimit::max(SENTENCE_BYTES)))
        .route("/check", post(check::check).layer(DefaultBodyLimit::max(MANUSCRIPT_BYTES)))
        .route("/documents", get(documents::list))
        .route("/documents/{*id}", get(documents::document))
        .route("/passages/{*id}", get(documents::passage))
}

async fn no_route(uri: Uri) -> Refusal {
    Refusal::NoRoute { path: uri.path().chars().take(200).collect() }
}

async fn no_method(method: Method) -> Refusal {
    Refusal::Method { method: method.to_string() }
}
