//! [`Refusal`]: the one place where what went wrong becomes a status and `{"error":{"code","message"}}`.

use axum::Json;
use axum::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use chuchu_model::Span;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Display;
use thiserror::Error;

/// Why a request gets no answer.
#[derive(Debug, Error)]
pub(crate) enum Refusal {
    #[error("the address is not percent-encoded UTF-8")]
    Encoding,
    #[error("{name}: {reason}")]
    Parameter { name: String, reason: String },
    #[error("the query string has {found} bytes, at most {most} are read; send a longer text with POST")]
    AddressTooLong { found: usize, most: usize },
    #[error("the body is larger than {most} bytes")]
    BodyTooLarge { most: usize },
    #[error("the body cannot be read: {reason}")]
    Body { reason: String },
    #[error("the body must be {wanted}")]
    MediaType { wanted: &'static str },
    #[error("no {what} {id} in this corpus")]
    NotFound { what: &'static str, id: String },
    #[error("nothing is at {path}")]
    NoRoute { path: String },
    #[error("{method} is not answered here")]
    Method { method: String },
    #[error("this server does not answer to that name; its operator may allow it with --allow-host")]
    ForeignHost,
    #[error("pages of other sites may not ask this server")]
    ForeignOrigin,
    #[error("give a token: Authorization: Bearer …")]
    Unauthorised,
    #[error("this token may read, not change the corpus")]
    Forbidden,
    #[error("too many requests; wait {seconds} s")]
    TooMany { seconds: u64 },
    #[error("too many {what} are waiting already; try again later")]
    Busy { what: &'static str },
    #[error("{what} cannot be given: {reason}")]
    Unprocessable { what: &'static str, reason: String },
    #[error("no answer within {seconds} seconds")]
    Timeout { seconds: u64 },
    #[error(transparent)]
    Corpus(#[from] chuchu_index::Error),
    #[error("the server failed; nothing is wrong with the request")]
    Failed,
}

/// The shape of every refusal.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ErrorBody {
    error: Details,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Details {
    /// What kind of refusal, for programs.
    code: &'static str,
    /// What is wrong, for people.
    message: String,
    /// Where in the query, in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    span: Option<Span>,
}

impl Refusal {
    /// A parameter that cannot be read.
    pub(crate) fn parameter(name: &str, reason: &(impl Display + ?Sized)) -> Self {
        Self::Parameter { name: name.to_owned(), reason: reason.to_string() }
    }

    fn status_and_code(&self) -> (StatusCode, &'static str) {
        match self {
            Self::Encoding => (StatusCode::BAD_REQUEST, "bad_encoding"),
            Self::Parameter { .. } => (StatusCode::BAD_REQUEST, "bad_parameter"),
            Self::AddressTooLong { .. } => (StatusCode::URI_TOO_LONG, "query_too_long"),
            Self::BodyTooLarge { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "body_too_large"),
            Self::Body { .. } => (StatusCode::BAD_REQUEST, "bad_body"),
            Self::MediaType { .. } => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "bad_media_type"),
            Self::NotFound { .. } | Self::NoRoute { .. } => (StatusCode::NOT_FOUND, "not_found"),
            Self::Method { .. } => (StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"),
            Self::ForeignHost => (StatusCode::MISDIRECTED_REQUEST, "foreign_host"),
            Self::ForeignOrigin => (StatusCode::FORBIDDEN, "foreign_origin"),
            Self::Unauthorised => (StatusCode::UNAUTHORIZED, "unauthorised"),
            Self::Forbidden => (StatusCode::FORBIDDEN, "forbidden"),
            Self::TooMany { .. } => (StatusCode::TOO_MANY_REQUESTS, "too_many_requests"),
            Self::Unprocessable { .. } => (StatusCode::UNPROCESSABLE_ENTITY, "unprocessable"),
            Self::Busy { .. } => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
            Self::Timeout { .. } => (StatusCode::SERVICE_UNAVAILABLE, "timeout"),
            Self::Corpus(error) => of_corpus(error),
            Self::Failed => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
        }
    }

    /// Whether the cause is ours, and nobody's business outside.
    pub(crate) fn is_internal(&self) -> bool {
        self.status_and_code().0 == StatusCode::INTERNAL_SERVER_ERROR
    }

    /// What may be told: errors of the machine name paths.
    pub(crate) fn message(&self) -> String {
        match self {
            Self::Corpus(chuchu_index::Error::Locked { .. }) => {
                "the index is being written by another process; try again when it has finished".to_owned()
            }
            Self::Corpus(chuchu_index::Error::NoSpace { .. }) => "the disk of the index is full".to_owned(),
            refusal if refusal.is_internal() => Self::Failed.to_string(),
            refusal => refusal.to_string(),
        }
    }

    /// As it is sent.
    pub(crate) fn body(&self) -> ErrorBody {
        let (_, code) = self.status_and_code();
        ErrorBody { error: Details { code, message: self.message(), span: place(self) } }
    }

    /// As the last line of a stream.
    pub(crate) fn line(&self) -> Vec<u8> {
        let mut line = serde_json::to_vec(&self.body()).unwrap_or_default();
        line.push(b'\n');
        line
    }
}

fn of_corpus(error: &chuchu_index::Error) -> (StatusCode, &'static str) {
    use chuchu_index::Error as E;
    match error {
        E::Query { .. } => (StatusCode::BAD_REQUEST, "bad_query"),
        E::Empty => (StatusCode::BAD_REQUEST, "empty"),
        E::TooLong { .. } => (StatusCode::BAD_REQUEST, "too_long"),
        E::NoDocument { .. } => (StatusCode::NOT_FOUND, "not_found"),
        E::Locked { .. } => (StatusCode::CONFLICT, "locked"),
        E::NoSpace { .. } => (StatusCode::INSUFFICIENT_STORAGE, "no_space"),
        E::BrokenOff => (StatusCode::REQUEST_TIMEOUT, "broken_off"),
        _ => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
    }
}

fn place(refusal: &Refusal) -> Option<Span> {
    match refusal {
        Refusal::Corpus(chuchu_index::Error::Query { span, .. }) => Some(*span),
        _ => None,
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = (self.status_and_code().0, Json(self.body())).into_response();
        let header = match self {
            Self::Unauthorised => Some((WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))),
            Self::TooMany { seconds } => Some((RETRY_AFTER, HeaderValue::from(seconds))),
            Self::Timeout { .. } | Self::Busy { .. } => Some((RETRY_AFTER, HeaderValue::from(1))),
            _ => None,
        };
        response.headers_mut().extend(header);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;
    use std::path::PathBuf;

    #[tokio::test]
    async fn a_failure_of_the_corpus_names_no_path_and_no_cause() {
        let (path, cause) = (PathBuf::from("/home/editor/index"), "segment 7f3a".to_owned());
        let response = Refusal::Corpus(chuchu_index::Error::Engine { path, cause }).into_response();
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        assert!(body.contains(r#""code":"internal""#), "{body}");
        assert!(!body.contains("editor") && !body.contains("7f3a"), "{body}");
    }
}
