//! Statuses, shapes and hostile input of the questions that a page asks.

use crate::desk::{HOSTILE, check_refusal, desk, encode};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chuchu_index::Corpus;
use chuchu_server::Settings;
use serde_json::{Value, json};

#[tokio::test]
async fn search_answers_in_the_shape_of_the_contract() {
    let reply = desk().get(&format!("/api/v1/search?q={}&limit=5", encode("载舟"))).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.body);
    let found = reply.json();
    assert_eq!((&found["total"], &found["limit"], &found["offset"]), (&json!(1), &json!(5), &json!(0)));
    let hit = &found["hits"][0];
    assert_eq!(hit["doc"], "plain");
    let (text, span) = (hit["text"].as_str().unwrap(), &hit["hits"][0]);
    let at = |v: &Value| usize::try_from(v.as_u64().unwrap()).unwrap();
    let start = at(&hit["span"]["start"]);
    assert_eq!(text.get(at(&span["start"]) - start..at(&span["end"]) - start), Some("载舟"));
}

#[tokio::test]
async fn search_applies_its_filters() {
    let desk = desk();
    let total = async |filter: &str| {
        desk.get(&format!("/api/v1/search?q={}{filter}", encode("必须"))).await.json()["total"].clone()
    };
    assert_eq!(total("").await, 2);
    assert_eq!(total("&doc=plain").await, 1);
    assert_eq!(total("&kind=law").await, 0);
    assert_eq!(total("&kind=&speaker=&from=").await, 2);
    assert_eq!(total("&from=2012-12").await, 0);
}

#[tokio::test]
async fn trace_answers_get_and_post_alike() {
    let desk = desk();
    let sentence = "水能载舟，亦能覆船，这个道理我们必须牢记，任何时候都不能忘却";
    let get = desk.get(&format!("/api/v1/trace?q={}", encode(sentence))).await;
    assert_eq!(get.status, StatusCode::OK, "{}", get.body);
    let body = json!({"text": sentence, "limit": 3}).to_string();
    let post = desk.post("/api/v1/trace", "application/json; charset=utf-8", body).await;
    let (get, post) = (get.json(), post.json());
    assert_eq!(get["verdict"], "altered", "{get}");
    assert_eq!(get["matches"], post["matches"]);
    let difference = &get["matches"][0]["differences"][0];
    assert_eq!((&difference["query_text"], &difference["source_text"]), (&json!("船"), &json!("舟")));
}

#[tokio::test]
async fn check_reads_plain_text_and_json() {
    let desk = desk();
    let text = "古人说：“水能载舟，亦能覆舟，这个道理我们必须牢记，任何时候都不能忘却。”说得好。";
    let plain = desk.post("/api/v1/check", "text/plain; charset=utf-8", text).await;
    assert_eq!(plain.status, StatusCode::OK, "{}", plain.body);
    let named = json!({"name": "稿.txt", "text": text}).to_string();
    let named = desk.post("/api/v1/check", "application/json", named).await.json();
    assert_eq!(named["file"], "稿.txt");
    assert_eq!(named["items"][0]["trace"]["verdict"], "exact", "{named}");
    assert_eq!(plain.json()["summary"], named["summary"]);
}

#[tokio::test]
async fn ids_with_slashes_chinese_and_hashes_are_found() {
    let desk = desk();
    for path in [encode("文集/恶意"), format!("{}/{}", encode("文集"), encode("恶意"))] {
        let reply = desk.get(&format!("/api/v1/documents/{path}")).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.body);
        let document = reply.json();
        assert_eq!((&document["schema"], &document["text"]), (&json!("chuchu.document/1"), &json!(HOSTILE)));
    }
    let list = desk.get("/api/v1/documents").await.json();
    assert_eq!((&list["total"], &list["documents"][0]["id"]), (&json!(2), &json!("plain")));
    let passage = desk.get(&format!("/api/v1/passages/{}", encode("plain#p1"))).await;
    assert_eq!(passage.status, StatusCode::OK, "{}", passage.body);
    assert_eq!(passage.json()["doc"], "plain");
}

#[tokio::test]
async fn what_is_not_there_is_404_in_json() {
    let desk = desk();
    for uri in [
        "/api/v1/documents/none",
        "/api/v1/passages/none%23p1",
        "/api/v1/nothing",
        "/api/v1/documents/",
        "/api",
        "/wp-login.php",
        "/../../etc/passwd",
    ] {
        desk.refuses(uri, StatusCode::NOT_FOUND, "not_found").await;
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_400_in_json() {
    let desk = desk();
    for (uri, code) in [
        ("/api/v1/search", "bad_parameter"),
        ("/api/v1/search?q=%", "bad_encoding"),
        ("/api/v1/search?q=%FF%FE", "bad_encoding"),
        ("/api/v1/documents/%FF", "bad_encoding"),
        ("/api/v1/passages/plain", "bad_parameter"),
        ("/api/v1/documents/a%23b", "bad_parameter"),
        ("/api/v1/search?q=a&limit=1000000", "bad_parameter"),
        ("/api/v1/search?q=a&limit=0", "bad_parameter"),
        ("/api/v1/search?q=a&offset=99999999999999999999", "bad_parameter"),
        ("/api/v1/search?q=a&kind=sonnet", "bad_parameter"),
        ("/api/v1/search?q=a&from=2012-13", "bad_parameter"),
        ("/api/v1/search?q=a&q=b", "bad_parameter"),
        ("/api/v1/search?q=a&speeker=b", "bad_parameter"),
        ("/api/v1/search?q=%28", "bad_query"),
        ("/api/v1/documents?limit=1001", "bad_parameter"),
    ] {
        desk.refuses(uri, StatusCode::BAD_REQUEST, code).await;
    }
}

#[tokio::test]
async fn a_sentence_of_nothing_is_refused() {
    let desk = desk();
    desk.refuses("/api/v1/trace?q=%EF%BC%8C", StatusCode::BAD_REQUEST, "empty").await;
    let reply = desk.post("/api/v1/trace", "application/json", r#"{"text":""}"#).await;
    check_refusal(&reply, "empty", StatusCode::BAD_REQUEST, "empty");
}

#[tokio::test]
async fn a_bad_query_is_answered_in_the_words_of_the_library_and_with_its_place() {
    let error = desk().get("/api/v1/search?q=%28").await.json()["error"].clone();
    assert!(error["span"]["start"].is_u64(), "{error}");
}

#[tokio::test]
async fn bodies_that_cannot_be_read_are_refused() {
    let desk = desk();
    for (uri, media_type, body, code) in [
        ("/api/v1/trace", "application/json", r#"{"text":"#, "bad_body"),
        ("/api/v1/trace", "application/json", "{}", "bad_body"),
        ("/api/v1/trace", "application/json", r#"{"text":"水","limt":1}"#, "bad_body"),
        ("/api/v1/trace", "application/json", r#"{"text":"水","limit":100000}"#, "bad_parameter"),
        ("/api/v1/check", "application/json", r#"{"name":"a#b","text":"水"}"#, "bad_body"),
        ("/api/v1/check", "text/plain", "a\0b", "bad_body"),
        ("/api/v1/check", "text/plain; charset=koi8-r", "水", "bad_body"),
    ] {
        let reply = desk.post(uri, media_type, body).await;
        check_refusal(&reply, body, StatusCode::BAD_REQUEST, code);
    }
    let reply = desk.post("/api/v1/trace", "text/plain", "水").await;
    check_refusal(&reply, "text/plain", StatusCode::UNSUPPORTED_MEDIA_TYPE, "bad_media_type");
}

#[tokio::test]
async fn what_is_too_large_is_refused() {
    let desk = desk();
    let long = format!("/api/v1/trace?q={}", "a".repeat(40_000));
    desk.refuses(&long, StatusCode::URI_TOO_LONG, "query_too_long").await;
    let sentence = json!({"text": "水".repeat(100_000)}).to_string();
    let reply = desk.post("/api/v1/trace", "application/json", sentence).await;
    check_refusal(&reply, "sentence", StatusCode::PAYLOAD_TOO_LARGE, "body_too_large");
    let reply = desk.post("/api/v1/check", "text/plain", vec![b'a'; 9 << 20]).await;
    check_refusal(&reply, "manuscript", StatusCode::PAYLOAD_TOO_LARGE, "body_too_large");
    let query = format!("/api/v1/search?q={}", "a".repeat(20_000));
    desk.refuses(&query, StatusCode::BAD_REQUEST, "too_long").await;
}

#[tokio::test]
async fn other_methods_are_405_and_name_those_that_work() {
    let desk = desk();
    for (method, uri) in [
        (Method::POST, "/api/v1/search"),
        (Method::DELETE, "/api/v1/documents/plain"),
        (Method::GET, "/api/v1/check"),
        (Method::PUT, "/api/v1/trace"),
        (Method::POST, "/"),
    ] {
        let request = Request::builder().method(method).uri(uri).body(Body::empty()).unwrap();
        let reply = desk.send(request).await;
        check_refusal(&reply, uri, StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed");
        assert!(reply.headers.contains_key(header::ALLOW), "{uri}");
    }
}

#[tokio::test]
async fn requests_sent_to_another_name_are_refused() {
    let desk = desk();
    let to = |host: &str| Request::get("/api/v1/documents").header(header::HOST, host);
    let reply = desk.send(to("evil.example:7878").body(Body::empty()).unwrap()).await;
    check_refusal(&reply, "evil.example", StatusCode::MISDIRECTED_REQUEST, "foreign_host");
    assert_eq!(desk.send(to("localhost:7878").body(Body::empty()).unwrap()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let desk = desk();
    for uri in ["/", "/app.js", "/healthz", "/api/v1/documents", "/api/v1/nothing", "/api/v1/search?q=%"] {
        let headers = desk.get(uri).await.headers;
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        for part in ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"] {
            assert!(policy.contains(part), "{uri}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{uri}");
        assert_eq!(headers[header::REFERRER_POLICY], "no-referrer", "{uri}");
    }
}

#[tokio::test]
async fn a_hostile_document_comes_as_data_and_never_as_html() {
    let desk = desk();
    let reply = desk.get(&format!("/api/v1/search?q={}", encode("当作文字"))).await;
    assert_eq!(reply.headers[header::CONTENT_TYPE], "application/json");
    assert!(reply.json()["hits"][0]["text"].as_str().unwrap().contains("<script>"));
}

#[tokio::test]
async fn the_page_needs_no_other_host_and_holds_nothing_inline() {
    let desk = desk();
    let page = desk.get("/").await;
    assert_eq!(page.headers[header::CONTENT_TYPE], "text/html; charset=utf-8");
    for forbidden in ["http://", "https://", "<style", " style=", " onclick=", "javascript:"] {
        assert!(!page.body.contains(forbidden), "{forbidden}");
    }
    let scripts: Vec<&str> = page.body.split("<script").skip(1).collect();
    assert!(!scripts.is_empty());
    for script in scripts {
        let (tag, inside) = script.split_once('>').unwrap();
        assert!(tag.contains(" src=\"/web/") && inside.starts_with("</script>"), "{script}");
    }
}

#[tokio::test]
async fn every_file_that_the_page_names_is_there() {
    let desk = desk();
    let mut wanted = vec!["/".to_owned()];
    let mut seen = 0;
    while let Some(path) = wanted.get(seen).cloned() {
        seen += 1;
        let reply = desk.get(&path).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}");
        let named = reply.body.split(['"', '\'']).filter(|name| names_a_file(name));
        let named = named.map(|name| format!("/{}", name.trim_start_matches(['.', '/'])));
        let new: Vec<_> = named.filter(|name| !wanted.contains(name)).collect();
        wanted.extend(new);
    }
    assert!(seen > 8, "{wanted:?}");
}

fn names_a_file(name: &str) -> bool {
    let local = name.starts_with("./") || name.starts_with('/');
    local && [".js", ".css", ".svg"].iter().any(|end| name.ends_with(end)) && !name.contains(['$', ' '])
}

#[tokio::test]
async fn healthz_answers() {
    assert_eq!(desk().get("/healthz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn addresses_that_other_machines_can_reach_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = Corpus::create(&folder.path().join("index")).unwrap();
    let refused =
        chuchu_server::bind(corpus.clone(), "0.0.0.0:0".parse().unwrap(), Settings::default()).await;
    assert!(matches!(refused, Err(chuchu_server::Error::NotLoopback { .. })));
    let bound = chuchu_server::bind(corpus.clone(), "127.0.0.1:0".parse().unwrap(), Settings::default())
        .await
        .unwrap();
    let taken = chuchu_server::bind(corpus, bound.address(), Settings::default()).await;
    assert!(matches!(taken, Err(chuchu_server::Error::Bind { .. })));
}
