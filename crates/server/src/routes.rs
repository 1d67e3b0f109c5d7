//! The table of routes, and the layers around them.

use crate::access::Access;
use crate::guard::Names;
use crate::limits::{BATCH_BYTES, MANUSCRIPT_BYTES, SENTENCE_BYTES};
use crate::metrics::Metrics;
use crate::rate::{Rates, within_rate};
use crate::refusal::Refusal;
use crate::tokens::bearers_only;
use crate::{
    Settings, admin, check, concordance, counting, documents, freshness, guard, health, journal, mcp,
    metrics, openapi, page, read, search, trace,
};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Extension};
use axum::http::Method;
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::routing::{delete, get, post};
use chuchu_index::Corpus;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::sync::watch;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

/// Everything the server answers, over one corpus, called by this machine's own names.
///
/// Whoever puts the router behind an address of their own sees to who can reach it; [`bind`](crate::bind) does.
pub fn router(corpus: Corpus, settings: &Settings) -> Router {
    let (_, running) = watch::channel(false);
    router_at(corpus, settings, (Ipv4Addr::LOCALHOST, 0).into(), running)
}

/// The same at an address, with word of when it is told to stop.
pub(crate) fn router_at(
    corpus: Corpus,
    settings: &Settings,
    address: SocketAddr,
    stopping: watch::Receiver<bool>,
) -> Router {
    let (access, counters) = (Access::new(corpus), Arc::new(Metrics::default()));
    let names =
        Names { any_address: !address.ip().is_loopback(), allowed: settings.hosts.iter().cloned().collect() };
    let open = Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .merge(page::routes());
    Router::new()
        .merge(open)
        .merge(closed(&access, settings, settings.rate_at(address)))
        .fallback(page::elsewhere)
        .method_not_allowed_fallback(no_method)
        .layer(CatchPanicLayer::custom(guard::panicked))
        .layer(from_fn(guard::in_time))
        .layer(from_fn_with_state(names, guard::own_names_only))
        .layer(CompressionLayer::new())
        .layer(map_response(guard::with_headers))
        .layer(from_fn_with_state(Arc::clone(&counters), journal::keep))
        .layer(Extension(counters))
        .layer(Extension(stopping))
        .with_state(access)
}

/// What only those may ask who may, and only so often.
fn closed(access: &Access, settings: &Settings, rate: u32) -> Router<Access> {
    Router::new()
        .nest("/api/v1", api(access, settings.admin))
        .route("/metrics", get(metrics::metrics))
        .route_service("/mcp", mcp::over_http(access.clone()))
        .route_layer(from_fn_with_state(settings.tokens.clone(), bearers_only))
        .route_layer(from_fn_with_state(Rates::new(rate), within_rate))
}

fn api(access: &Access, admin: bool) -> Router<Access> {
    let large = || DefaultBodyLimit::max(MANUSCRIPT_BYTES);
    Router::new()
        .route("/search", get(search::search))
        .route("/kwic", get(concordance::kwic))
        .route("/timeline", get(concordance::timeline))
        .route("/freq", get(counting::freq))
        .route("/ngrams", get(counting::ngrams))
        .route("/collocates", get(counting::collocates))
        .route("/keywords", get(counting::keywords))
        .route("/dispersion", get(counting::dispersion))
        .route("/reuse", get(counting::reuse))
        .route("/trace", get(trace::get).post(trace::post).layer(DefaultBodyLimit::max(SENTENCE_BYTES)))
        .route("/trace/batch", post(trace::batch).layer(DefaultBodyLimit::max(BATCH_BYTES)))
        .route("/check", post(check::check).layer(large()))
        .route("/parse", post(read::parse).layer(large()))
        .route("/cite", get(read::cite))
        .route("/openapi.json", openapi::route(admin))
        .merge(holdings(access))
        .merge(if admin { admin_calls().layer(large()) } else { Router::new() })
}

/// What stays the same as long as the corpus does.
fn holdings(access: &Access) -> Router<Access> {
    Router::new()
        .route("/documents", get(documents::list))
        .route("/documents/{*id}", get(documents::document))
        .route("/passages/{*id}", get(documents::passage))
        .layer(from_fn_with_state(access.clone(), freshness::of_commit))
}

fn admin_calls() -> Router<Access> {
    Router::new().route("/documents", post(admin::add)).route("/documents/{*id}", delete(admin::remove))
}

async fn no_method(method: Method) -> Refusal {
    Refusal::Method { method: method.to_string() }
}
