//! One line of the log for each request, under an id that the client is told too. Queries, sentences and tokens are
//! never logged: what people look up is nobody's business.

use crate::metrics::Metrics;
use crate::rate::client;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Instant, SystemTime};
use tracing::Instrument as _;

/// The header with the id.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The longest id that is taken over from a client.
const LONGEST_ID: usize = 64;

/// Names the request, times it, counts it, writes its line.
pub(crate) async fn keep(State(metrics): State<Arc<Metrics>>, request: Request, next: Next) -> Response {
    let (id, method) = (id(&request), request.method().clone());
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let shown = id.to_str().unwrap_or_default();
    let span = tracing::info_span!("request", id = shown, %method, route, client = %client(&request));
    let (begun, under_way) = (Instant::now(), metrics.begin());
    let mut response = next.run(request).instrument(span.clone()).await;
    drop(under_way);
    let (status, took) = (response.status().as_u16(), begun.elapsed());
    metrics.answered(&method, &route, status, took);
    let ms = took.as_secs_f64() * 1e3;
    span.in_scope(|| tracing::info!(status, ms, "answered"));
    response.headers_mut().insert(REQUEST_ID, id);
    response
}

/// The id that the client gave, if it is a plain one; else a new one.
fn id(request: &Request) -> HeaderValue {
    let given = request.headers().get(REQUEST_ID).filter(|id| {
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._".contains(byte);
        (1..=LONGEST_ID).contains(&id.len()) && id.as_bytes().iter().all(plain)
    });
    given.cloned().unwrap_or_else(new_id)
}

/// An id that no other request to this process has; the time it began tells processes apart.
fn new_id() -> HeaderValue {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |time| time.as_millis());
    HeaderValue::try_from(format!("{now:x}-{number:x}")).unwrap_or(HeaderValue::from_static("0"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    #[test]
    fn a_plain_id_is_kept_and_any_other_replaced() {
        let of = |given: &str| id(&Request::builder().header(REQUEST_ID, given).body(Body::empty()).unwrap());
        assert_eq!(of("a-1.B_2"), "a-1.B_2");
        for given in ["", "a b", "a\"b", &"x".repeat(65)] {
            assert_ne!(of(given), given);
        }
        assert_ne!(new_id(), new_id());
    }
}
