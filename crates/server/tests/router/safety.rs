//! Who may ask: tokens, rates, names, origins, admin calls.

use crate::desk::{Desk, PLAIN, Reply, check_refusal, desk, desk_with};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chuchu_server::{Settings, Tokens};
use serde_json::json;
use std::io::Write as _;

const READER: &str = "reader-0123456789";
const ADMIN: &str = "keeper-0123456789";

fn tokens() -> Tokens {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    write!(file, "# who may ask\n{READER}\nadmin {ADMIN}\n").unwrap();
    Tokens::read(file.path()).unwrap()
}

fn guarded(admin: bool) -> Desk {
    desk_with(&Settings { tokens: Some(tokens()), admin, ..Settings::default() })
}

async fn send(desk: &Desk, method: Method, uri: &str, token: &str, body: &'static str) -> Reply {
    let request = Request::builder().method(method).uri(uri);
    let request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    desk.send(request.body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn only_bearers_of_a_token_are_answered() {
    let desk = guarded(false);
    for uri in ["/api/v1/documents", "/api/v1/openapi.json", "/metrics", "/mcp"] {
        let reply = desk.get(uri).await;
        check_refusal(&reply, uri, StatusCode::UNAUTHORIZED, "unauthorised");
        assert_eq!(reply.headers[header::WWW_AUTHENTICATE], "Bearer");
        let reply = send(&desk, Method::GET, uri, "reader-012345678", "").await;
        check_refusal(&reply, uri, StatusCode::UNAUTHORIZED, "unauthorised");
        assert_ne!(send(&desk, Method::GET, uri, READER, "").await.status, StatusCode::UNAUTHORIZED, "{uri}");
    }
    for uri in ["/", "/check", "/web/style.css", "/healthz", "/readyz"] {
        assert_eq!(desk.get(uri).await.status, StatusCode::OK, "{uri} tells nothing of the corpus");
    }
}

#[tokio::test]
async fn the_corpus_is_changed_by_admins_alone() {
    let desk = guarded(true);
    let add = "/api/v1/documents?name=..%2F..%2Fetc%2F%E8%88%B9.txt";
    let reply = send(&desk, Method::POST, add, READER, PLAIN).await;
    check_refusal(&reply, "reader", StatusCode::FORBIDDEN, "forbidden");
    let added = send(&desk, Method::POST, add, ADMIN, PLAIN).await.json();
    assert_eq!((&added["id"], &added["added"]), (&json!("船"), &json!(1)), "{added}");
    let one = "/api/v1/documents/%E8%88%B9";
    assert_eq!(send(&desk, Method::GET, one, READER, "").await.status, StatusCode::OK);
    check_refusal(
        &send(&desk, Method::DELETE, one, READER, "").await,
        "reader",
        StatusCode::FORBIDDEN,
        "forbidden",
    );
    assert_eq!(send(&desk, Method::DELETE, one, ADMIN, "").await.json()["removed"], 1);
    check_refusal(
        &send(&desk, Method::DELETE, one, ADMIN, "").await,
        "gone",
        StatusCode::NOT_FOUND,
        "not_found",
    );
}

#[tokio::test]
async fn admin_calls_are_not_there_unless_enabled() {
    let desk = guarded(false);
    let reply = send(&desk, Method::POST, "/api/v1/documents?name=a.txt", ADMIN, PLAIN).await;
    check_refusal(&reply, "off", StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed");
    let openapi = send(&desk, Method::GET, "/api/v1/openapi.json", READER, "").await.json();
    assert!(openapi["paths"]["/documents"]["post"].is_null());
}

#[tokio::test]
async fn a_client_that_asks_too_often_is_told_to_wait() {
    let desk = desk_with(&Settings { rate: Some(2), ..Settings::default() });
    for _ in 0..10 {
        assert_eq!(desk.get("/api/v1/documents").await.status, StatusCode::OK);
    }
    let reply = desk.get("/api/v1/documents").await;
    check_refusal(&reply, "eleventh", StatusCode::TOO_MANY_REQUESTS, "too_many_requests");
    assert_eq!(reply.headers[header::RETRY_AFTER], "1");
    assert_eq!(desk.get("/healthz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn pages_of_other_sites_may_not_ask() {
    let desk = desk_with(&Settings { hosts: vec!["chuchu.example".to_owned()], ..Settings::default() });
    for origin in ["https://evil.example", "null", "http://localhost.evil", "file://"] {
        let reply = desk.get_with("/api/v1/documents", header::ORIGIN, origin).await;
        check_refusal(&reply, origin, StatusCode::FORBIDDEN, "foreign_origin");
    }
    for origin in ["http://127.0.0.1:7878", "http://localhost", "https://chuchu.example"] {
        assert_eq!(desk.get_with("/api/v1/documents", header::ORIGIN, origin).await.status, StatusCode::OK);
    }
    assert_eq!(desk.get_with("/", header::HOST, "chuchu.example:443").await.status, StatusCode::OK);
}

#[tokio::test]
async fn every_answer_has_an_id() {
    let desk = desk();
    let new = desk.get("/api/v1/nothing").await.headers["x-request-id"].clone();
    assert_ne!(desk.get("/").await.headers["x-request-id"], new);
    assert_eq!(desk.get_with("/", "x-request-id", "abc-1").await.headers["x-request-id"], "abc-1");
}
