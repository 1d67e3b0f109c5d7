//! What holds for every request and answer: who may ask, how long it may take, what browsers are told.

use crate::limits::REQUEST_TIME;
use crate::refusal::Refusal;
use axum::extract::Request;
use axum::http::header::{self, HOST, HeaderName, HeaderValue};
use axum::http::uri::Authority;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::any::Any;
use std::net::IpAddr;

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
    response.headers_mut().extend(HEADERS);
    response
}

/// Refuses requests that were sent to another name than this machine's own.
///
/// A page anywhere on the web can point a name of its own at 127.0.0.1 and then read what we answer
/// (DNS rebinding); the name it used still stands in `Host`.
pub(crate) async fn own_host_only(request: Request, next: Next) -> Response {
    let foreign = request.headers().get(HOST).is_some_and(|host| !is_own(host));
    if foreign { Refusal::ForeignHost.into_response() } else { next.run(request).await }
}

fn is_own(host: &HeaderValue) -> bool {
    let authority = host.to_str().ok().and_then(|host| host.parse::<Authority>().ok());
    authority.is_some_and(|authority| {
        let name = authority.host().trim_start_matches('[').trim_end_matches(']');
        name.eq_ignore_ascii_case("localhost") || name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
    })
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

    #[test]
    fn only_names_of_this_machine_are_its_own() {
        for host in ["localhost", "LOCALHOST:7878", "127.0.0.1:80", "127.1.2.3", "[::1]:7878"] {
            assert!(is_own(&host.parse().unwrap()), "{host}");
        }
        for host in ["evil.example", "127.0.0.1.evil.example", "localhost.evil", "10.0.0.1:7878", "", "[::2]"]
        {
            assert!(!is_own(&host.parse().unwrap()), "{host}");
        }
    }
}
