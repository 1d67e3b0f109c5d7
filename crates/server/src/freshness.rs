//! What a client has already need not be sent again: an `ETag` that holds as long as the corpus stays as it is.

use crate::access::Access;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Kept by the client alone, and asked after each time.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("private, no-cache");

/// Answers 304 without doing the work where the client has what this commit says.
pub(crate) async fn of_commit(State(access): State<Access>, request: Request, next: Next) -> Response {
    let readers = matches!(*request.method(), Method::GET | Method::HEAD);
    let Some(tag) = tag(&access).await.filter(|_| readers) else { return next.run(request).await };
    if has(request.headers(), &tag) {
        return unchanged(tag);
    }
    let mut response = next.run(request).await;
    if response.status().is_success() {
        response.headers_mut().extend([(ETAG, tag), (CACHE_CONTROL, ASK_AGAIN)]);
    }
    response
}

/// The version of the program counts: another one may answer otherwise.
async fn tag(access: &Access) -> Option<HeaderValue> {
    let state = access.state().await.ok()?;
    HeaderValue::try_from(format!("W/\"{}-{state}\"", env!("CARGO_PKG_VERSION"))).ok()
}

/// Whether the client has it already. The comparison is a weak one, as answers may come compressed.
pub(crate) fn has(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let wanted = tag.to_str().map(opaque).unwrap_or_default();
    let given = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    given.flat_map(|tags| tags.split(',')).any(|tag| opaque(tag) == wanted || tag.trim() == "*")
}

/// 304.
pub(crate) fn unchanged(tag: HeaderValue) -> Response {
    (StatusCode::NOT_MODIFIED, [(ETAG, tag), (CACHE_CONTROL, ASK_AGAIN)]).into_response()
}

/// A value that changes only with the program: its bytes, unless the client has them.
pub(crate) fn constant(
    headers: &HeaderMap,
    tag: HeaderValue,
    media_type: &'static str,
    bytes: Vec<u8>,
) -> Response {
    if has(headers, &tag) {
        return unchanged(tag);
    }
    let media_type = HeaderValue::from_static(media_type);
    let head = [(axum::http::header::CONTENT_TYPE, media_type), (ETAG, tag), (CACHE_CONTROL, ASK_AGAIN)];
    (head, bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_compared_weakly_and_in_lists() {
        let tag = HeaderValue::from_static("W/\"1-a\"");
        for (given, expect) in
            [("\"1-a\"", true), ("\"x\", W/\"1-a\"", true), ("*", true), ("\"1-b\"", false)]
        {
            let headers = HeaderMap::from_iter([(IF_NONE_MATCH, given.parse().unwrap())]);
            assert_eq!(has(&headers, &tag), expect, "{given}");
        }
        assert!(!has(&HeaderMap::new(), &tag));
    }
}
