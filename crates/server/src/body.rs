//! Reading the body of a request: its length, its media type, its encoding.

use crate::refusal::Refusal;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use chuchu_text::Encoding;
use serde::de::DeserializeOwned;

/// The bytes, unless there were more than the route allows.
pub(crate) fn bytes(read: Result<Bytes, BytesRejection>, most: usize) -> Result<Bytes, Refusal> {
    read.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::BodyTooLarge { most },
        _ => Refusal::Body { reason: "it broke off".to_owned() },
    })
}

/// Reads JSON.
pub(crate) fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(bytes).map_err(|error| Refusal::Body { reason: error.to_string() })
}

/// Reads a text, in the named encoding or the one that its bytes show.
pub(crate) fn text(bytes: &[u8], headers: &HeaderMap) -> Result<String, Refusal> {
    let decoded = match charset(headers)? {
        Some(encoding) => chuchu_text::decode_as(bytes, encoding),
        None => chuchu_text::decode(bytes),
    };
    decoded.map(|decoded| decoded.text).map_err(|error| Refusal::Body { reason: error.to_string() })
}

/// Whether the body says that it is JSON.
pub(crate) fn is_json(headers: &HeaderMap) -> bool {
    media_type(headers).split(';').next().is_some_and(|t| t.trim().eq_ignore_ascii_case("application/json"))
}

fn media_type(headers: &HeaderMap) -> &str {
    headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn charset(headers: &HeaderMap) -> Result<Option<Encoding>, Refusal> {
    let named = media_type(headers).split(';').skip(1).filter_map(|p| p.trim().split_once('='));
    let Some((_, name)) = named.into_iter().find(|(key, _)| key.eq_ignore_ascii_case("charset")) else {
        return Ok(None);
    };
    let unknown = || Refusal::Body { reason: format!("unknown charset {name}") };
    Encoding::from_name(name.trim_matches('"')).map(Some).ok_or_else(unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(media_type: &str) -> HeaderMap {
        HeaderMap::from_iter([(CONTENT_TYPE, media_type.parse().unwrap())])
    }

    #[test]
    fn json_is_told_by_its_media_type() {
        assert!(is_json(&headers("Application/JSON; charset=utf-8")));
        assert!(!is_json(&headers("application/json-seq")));
        assert!(!is_json(&HeaderMap::new()));
    }

    #[test]
    fn a_text_is_read_in_the_encoding_it_names() {
        let gbk = [0xc8, 0xba, 0xd6, 0xda];
        assert_eq!(text(&gbk, &headers("text/plain; charset=\"GBK\"")).unwrap(), "群众");
        assert!(text(&gbk, &HeaderMap::new()).is_err());
        assert!(text(&gbk, &headers("text/plain; charset=koi8-r")).is_err());
    }
}
