//! What holds for every request and answer: who may ask, how long it may take, what browsers are told.

use crate::limits::REQUEST_TIME;
use crate::refusal::Refusal;
use axum::extract::{Request, State};
use axum::http::header::{self, HOST, HeaderName, HeaderValue, ORIGIN};
use axum::http::uri::Authority;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::any::Any;
use std::net::IpAddr;
use std::sync::Arc;

/// Scripts, styles and data from this server alone, nothing inline, nobody's frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, HeaderValue); 5] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
];

/// Tells browsers the rules, with every answer.
pub(crate) async fn with_headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    HEADERS.into_iter().for_each(|(name, value)| drop(headers.insert(name, value)));
    response
}

/// The names by which the server may be called.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    /// Whether every address will do, not this machine's own alone. Addresses are nobody's names.
    pub(crate) any_address: bool,
    /// Names that the operator allows.
    pub(crate) allowed: Arc<[String]>,
}

/// Refuses requests that were sent to another name than the server's own, or by a page of another site.
///
/// A page anywhere on the web can point a name of its own at 127.0.0.1 and then read what we answer
/// (DNS rebinding); the name it used still stands in `Host`, and in `Origin` where it sends something.
pub(crate) async fn own_names_only(State(names): State<Names>, request: Request, next: Next) -> Response {
    let (uri, headers) = (request.uri(), request.headers());
    let hosts = headers.get_all(HOST).iter().map(|host| host.to_str().unwrap_or_default());
    if hosts.chain(uri.authority().map(Authority::as_str)).any(|host| !names.has(host)) {
        return Refusal::ForeignHost.into_response();
    }
    let mut origins = headers.get_all(ORIGIN).iter().map(|origin| origin.to_str().unwrap_or_default());
    let own = |origin: &str| origin.split_once("://").is_some_and(|(_, host)| names.has(host));
    if origins.all(own) { next.run(request).await } else { Refusal::ForeignOrigin.into_response() }
}

impl Names {
    fn has(&self, host: &str) -> bool {
        host.parse::<Authority>().is_ok_and(|authority| {
            let name = authority.host().trim_start_matches('[').trim_end_matches(']');
            let allowed = || self.allowed.iter().any(|known| known.eq_ignore_ascii_case(name));
            let address = |ip: IpAddr| self.any_address || ip.is_loopback();
            name.eq_ignore_ascii_case("localhost") || name.parse().is_ok_and(address) || allowed()
        })
    }
}

/// Gives up on a request that takes too long, its body included.
pub(crate) async fn in_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(REQUEST_TIME, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Refusal::Timeout { seconds: REQUEST_TIME.as_secs() }.into_response(),
    }
}

/// The answer when a handler panics; the panic itself has been told on stderr.
pub(crate) fn panicked(_: Box<dyn Any + Send>) -> Response {
    Refusal::Failed.into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(any_address: bool) -> Names {
        Names { any_address, allowed: ["chuchu.example".to_owned()].into() }
    }

    #[test]
    fn only_names_of_this_machine_and_allowed_ones_are_its_own() {
        for host in
            ["localhost", "LOCALHOST:7878", "127.0.0.1:80", "127.1.2.3", "[::1]:7878", "chuchu.example:1"]
        {
            assert!(names(false).has(host), "{host}");
        }
        for host in ["evil.example", "127.0.0.1.evil.example", "localhost.evil", "10.0.0.1:7878", "", "[::2]"]
        {
            assert!(!names(false).has(host), "{host}");
        }
        assert!(names(true).has("10.0.0.1:7878") && !names(true).has("evil.example"));
    }
}
