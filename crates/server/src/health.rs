//! `/healthz` and `/readyz`: for whoever starts, watches and replaces the server.

use crate::access::Access;
use crate::refusal::Refusal;
use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use tokio::sync::watch;

/// The process lives.
pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// The index can be read, and the server has not been told to stop.
pub(crate) async fn ready(
    State(access): State<Access>,
    Extension(stopping): Extension<watch::Receiver<bool>>,
) -> Result<Response, Refusal> {
    if *stopping.borrow() {
        return Ok((StatusCode::SERVICE_UNAVAILABLE, "stopping\n").into_response());
    }
    match access.ask(|corpus| corpus.reload()).await {
        Ok(()) => Ok("ready\n".into_response()),
        Err(_) => Ok((StatusCode::SERVICE_UNAVAILABLE, "the index cannot be read\n").into_response()),
    }
}
