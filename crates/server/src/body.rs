//! Reading the body of a request: its length, its media type, its encoding. Files are [`upload`](crate::upload).

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

/// Reads JSON lines; blank ones are passed over, the first bad one is named.
pub(crate) fn lines<T: DeserializeOwned>(bytes: &[u8]) -> Result<Vec<T>, Refusal> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let numbered = (1..).zip(bytes.split(|byte| *byte == b'\n'));
    let inked = numbered.filter(|(_, line)| !line.trim_ascii().is_empty());
    let record = |(number, line): (usize, &[u8])| {
        serde_json::from_slice(line)
            .map_err(|error| Refusal::Body { reason: format!("line {number}: {error}") })
    };
    let records: Vec<T> = inked.map(record).collect::<Result<_, _>>()?;
    if records.is_empty() {
        Err(Refusal::Body { reason: "there is no line in it".to_owned() })
    } else {
        Ok(records)
    }
}

/// Whether the body says that it is JSON.
pub(crate) fn is_json(headers: &HeaderMap) -> bool {
    media_type(headers).split(';').next().is_some_and(|t| t.trim().eq_ignore_ascii_case("application/json"))
}

fn media_type(headers: &HeaderMap) -> &str {
    headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The encoding that is named beside the media type.
pub(crate) fn charset(headers: &HeaderMap) -> Result<Option<Encoding>, Refusal> {
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
    fn an_encoding_is_named_beside_the_media_type() {
        let named = |media_type| charset(&headers(media_type));
        assert_eq!(named("text/plain; charset=\"GBK\"").unwrap(), Encoding::from_name("gbk"));
        assert_eq!(named("text/plain").unwrap(), None);
        assert!(named("text/plain; charset=koi8-r").is_err());
    }

    #[test]
    fn the_first_bad_line_is_named() {
        let read = |text: &str| lines::<Vec<u8>>(text.as_bytes());
        assert_eq!(read("\u{feff}[1]\r\n\n[2]").unwrap(), [vec![1], vec![2]]);
        assert!(read("[1]\n\n[").unwrap_err().to_string().contains("line 3"));
    }
}
