//! What the endpoints answer: the same records as the command line.

use crate::desk::{HOSTILE, PLAIN, check_refusal, desk, encode};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::json;

const SENTENCE: &str = "水能载舟，亦能覆舟，这个道理我们必须牢记，任何时候都不能忘却";

#[tokio::test]
async fn a_concordance_is_streamed_a_record_a_line() {
    let reply = desk().get(&format!("/api/v1/kwic?q={}&width=3&sort=doc", encode("必须"))).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.body);
    assert_eq!(reply.headers[header::CONTENT_TYPE], "application/x-ndjson");
    let lines = reply.lines();
    let shown = |n: usize| (&lines[n]["doc"], &lines[n]["left"], &lines[n]["hit"], &lines[n]["right"]);
    assert_eq!(lines.len(), 2);
    assert_eq!(shown(0), (&json!("plain"), &json!("理我们"), &json!("必须"), &json!("牢记，")));
}

#[tokio::test]
async fn a_stream_that_cannot_begin_is_an_ordinary_refusal() {
    let desk = desk();
    desk.refuses("/api/v1/kwic?q=%28", StatusCode::BAD_REQUEST, "bad_query").await;
    desk.refuses("/api/v1/reuse?doc=none", StatusCode::NOT_FOUND, "not_found").await;
}

#[tokio::test]
async fn what_is_counted_comes_as_the_command_line_prints_it() {
    let desk = desk();
    let word = encode("舟");
    for (uri, pointer, expect) in [
        (format!("/api/v1/freq?by=char&limit=3&q={word}"), "/error/code", json!("bad_parameter")),
        ("/api/v1/freq?by=char&limit=1&doc=plain".to_owned(), "/items/0/count", json!(3)),
        ("/api/v1/ngrams?by=char&n=2&limit=1&min=1&doc=plain".to_owned(), "/items/0/documents", json!(1)),
        (format!("/api/v1/collocates?word={word}&min=1&span=2"), "/node", json!("舟")),
        (format!("/api/v1/dispersion?q={word}"), "/0/count", json!(2)),
        ("/api/v1/keywords?doc=plain&min=1&limit=2".to_owned(), "/items/1/direction", json!("more")),
        (format!("/api/v1/timeline?q={word}"), "/undated/hits", json!(3)),
    ] {
        let answer = desk.get(&uri).await.json();
        assert_eq!(answer.pointer(pointer), Some(&expect), "{uri}: {answer}");
    }
}

#[tokio::test]
async fn hits_are_counted_by_facets_and_repaired_queries_are_told() {
    let desk = desk();
    let found =
        desk.get(&format!("/api/v1/search?q={}&facets=doc,kind&sort=doc", encode("必须"))).await.json();
    let doc = json!([{"value": "plain", "count": 1}, {"value": "文集/恶意", "count": 1}]);
    assert_eq!(found["facets"]["doc"], doc, "{found}");
    assert!(found["facets"]["kind"].is_array());
    let found = desk.get(&format!("/api/v1/search?q={}&lenient=1", encode("必须 AND"))).await.json();
    assert!(found["read_as"].is_string() && found["notes"][0]["message"].is_string(), "{found}");
}

#[tokio::test]
async fn a_batch_is_answered_in_its_order_and_a_bad_line_is_named() {
    let desk = desk();
    let line = |id: &str, text: &str| json!({"id": id, "text": text}).to_string();
    let body = format!("{}\n\n{}\n", line("b", SENTENCE), line("a", "别处也没有的一句长长的话语"));
    let reply = desk.post("/api/v1/trace/batch", "application/x-ndjson", body).await;
    let verdicts: Vec<_> = reply.lines().iter().map(|l| (l["id"].clone(), l["verdict"].clone())).collect();
    assert_eq!(verdicts, [(json!("b"), json!("exact")), (json!("a"), json!("not_found"))]);
    let reply = desk.post("/api/v1/trace/batch", "application/x-ndjson", "{\"id\":\"a\"}\n").await;
    check_refusal(&reply, "line", StatusCode::BAD_REQUEST, "bad_body");
    assert!(reply.body.contains("line 1"), "{}", reply.body);
}

#[tokio::test]
async fn a_report_comes_in_every_form() {
    let desk = desk();
    let text = format!("古人说：“{SENTENCE}。”又说：“<b>别处也没有的一句长长的话语</b>。”");
    let uri = |format: &str| format!("/api/v1/check?name={}&format={format}", encode("稿<b>.txt"));
    for (format, media_type, part) in [
        ("html", "text/html; charset=utf-8", "&lt;b&gt;"),
        ("sarif", "application/sarif+json", "\"2.1.0\""),
        ("csv", "text/csv; charset=utf-8", "exact"),
    ] {
        let reply = desk.post(&uri(format), "application/octet-stream", text.clone()).await;
        assert_eq!(reply.status, StatusCode::OK, "{format}: {}", reply.body);
        assert_eq!(reply.headers[header::CONTENT_TYPE], media_type);
        let kept = reply.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(kept.starts_with("attachment; filename*=UTF-8''%E7%A8%BF%3Cb%3E.txt."), "{kept}");
        assert!(
            reply.body.contains(part) && (format != "html" || !reply.body.contains("<b>别处")),
            "{format}"
        );
    }
    let reply = desk.post(&uri("docx"), "text/plain", text).await;
    check_refusal(&reply, "docx", StatusCode::UNPROCESSABLE_ENTITY, "unprocessable");
}

#[tokio::test]
async fn a_check_tells_its_progress_and_then_its_report() {
    let desk = desk();
    let text = format!("古人说：“{SENTENCE}。”");
    let ask = |body: Vec<u8>| {
        let request = Request::post("/api/v1/check?name=a.txt").header(header::ACCEPT, "text/event-stream");
        request.body(Body::from(body)).unwrap()
    };
    let reply = desk.send(ask(text.into_bytes())).await;
    assert_eq!(reply.headers[header::CONTENT_TYPE], "text/event-stream");
    let (progress, report) = reply.body.split_once("\n\n").unwrap();
    assert_eq!(progress, "event: progress\ndata: {\"done\":1,\"total\":1}");
    assert!(report.starts_with("event: report\ndata: {") && report.contains("\"exact\""), "{report}");
    let reply = desk.send(ask(vec![b'a', 0, b'b'])).await;
    assert!(reply.body.starts_with("event: error\ndata: {\"error\""), "{}", reply.body);
}

#[tokio::test]
async fn words_without_marks_are_looked_for_on_request() {
    let desk = desk();
    let manuscript = "有人这样写道。\n\n水能载舟，亦能覆舟，这个道理我们必须牢记，任何时候都不能忘却。\n";
    let plain = desk.post("/api/v1/check?name=a.txt", "text/plain", manuscript).await.json();
    assert!(plain.get("unmarked").is_none(), "{plain}");
    let asked = desk.post("/api/v1/check?name=a.txt&unmarked=1", "text/plain", manuscript).await.json();
    assert_eq!(asked["unmarked"][0]["trace"]["matches"][0]["doc"], "plain", "{asked}");
}

#[tokio::test]
async fn a_file_is_parsed_and_a_citation_read() {
    let desk = desk();
    let document = desk.post("/api/v1/parse?name=%E8%88%9F.txt", "", PLAIN).await.json();
    assert_eq!((&document["schema"], &document["id"]), (&json!("chuchu.document/1"), &json!("舟")));
    let text = encode("《坚持人民至上》（2020年5月22日），《求是》杂志2022年第20期");
    let citation = desk.get(&format!("/api/v1/cite?text={text}")).await.json();
    assert_eq!(citation["containers"][0]["issue"], 20, "{citation}");
    let printed = desk.get(&format!("/api/v1/cite?text={text}&style=renmin")).await.json();
    assert_eq!((&printed["style"], &printed["citation"]["raw"]), (&"renmin".into(), &citation["raw"]));
    let stored = desk.get("/api/v1/cite?id=plain%23p1&style=zhaibian").await.json();
    assert_eq!(stored["text"], "《论水与舟》");
    let hostile = desk.get(&format!("/api/v1/cite?id={}&format=bibtex", encode("文集/恶意"))).await.json();
    assert!(
        hostile["text"].as_str().unwrap().starts_with("@misc{文集/恶意,\n  title = {{标题<img"),
        "{hostile}"
    );
    desk.refuses("/api/v1/cite", StatusCode::BAD_REQUEST, "bad_parameter").await;
    desk.refuses("/api/v1/cite?id=plain&text=x", StatusCode::BAD_REQUEST, "bad_parameter").await;
    desk.refuses("/api/v1/cite?id=plain&style=apa", StatusCode::BAD_REQUEST, "bad_parameter").await;
    desk.refuses("/api/v1/cite?id=plain&style=renmin&format=ris", StatusCode::BAD_REQUEST, "bad_parameter")
        .await;
    desk.refuses("/api/v1/cite?id=s009", StatusCode::NOT_FOUND, "not_found").await;
    let back = encode("同上，第7页");
    let path = format!("/api/v1/cite?text={back}&style=renmin");
    desk.refuses(&path, StatusCode::UNPROCESSABLE_ENTITY, "unprocessable").await;
    desk.refuses("/api/v1/cite?text=+", StatusCode::BAD_REQUEST, "empty").await;
}

#[tokio::test]
async fn a_document_has_its_record_its_text_and_its_passages() {
    let desk = desk();
    let id = encode("文集/恶意");
    let text = desk.get(&format!("/api/v1/documents/{id}/text")).await;
    assert_eq!(
        (text.body.as_str(), &text.headers[header::CONTENT_TYPE]),
        (HOSTILE, &"text/plain; charset=utf-8".parse().unwrap())
    );
    let record = desk.get(&format!("/api/v1/documents/{id}/record")).await.json();
    assert_eq!((&record["schema"], &record["text"]), (&json!("chuchu.document/1"), &json!(null)));
    let whole = desk.get(&format!("/api/v1/documents/{id}")).await.json();
    assert_eq!(whole["passages"].as_array().unwrap().len(), 3, "{whole}");
    let passage = desk.get(&format!("/api/v1/passages/{}?context=1", encode("文集/恶意#p1"))).await.json();
    assert_eq!(
        (passage["preceding"].as_array().unwrap().len(), passage["following"].as_array().unwrap().len()),
        (1, 1)
    );
    let list = desk.get(&format!("/api/v1/documents?q={}", encode("水與"))).await.json();
    assert_eq!((&list["total"], &list["documents"][0]["id"]), (&json!(1), &json!("plain")));
}

#[tokio::test]
async fn what_a_client_has_is_not_sent_again() {
    let desk = desk();
    for uri in ["/api/v1/documents/plain", "/api/v1/openapi.json", "/", "/web/style.css"] {
        let first = desk.get(uri).await;
        let tag = first.headers[header::ETAG].to_str().unwrap().to_owned();
        let again = desk.get_with(uri, header::IF_NONE_MATCH, &tag).await;
        assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0), "{uri}");
        assert_eq!(desk.get_with(uri, header::IF_NONE_MATCH, "\"other\"").await.status, StatusCode::OK);
    }
    let missing = desk.get("/api/v1/documents/none").await;
    assert!(!missing.headers.contains_key(header::ETAG));
}

#[tokio::test]
async fn answers_are_compressed_for_those_who_can_read_it() {
    let desk = desk();
    for (accepted, expect) in [("gzip", Some("gzip")), ("br, gzip", Some("br")), ("identity", None)] {
        let reply = desk.get_with("/api/v1/openapi.json", header::ACCEPT_ENCODING, accepted).await;
        let encoding = reply.headers.get(header::CONTENT_ENCODING).map(|value| value.to_str().unwrap());
        assert_eq!(encoding, expect, "{accepted}");
    }
}

#[tokio::test]
async fn every_page_has_its_address() {
    let desk = desk();
    let shell = desk.get("/").await.body;
    for uri in [
        "/kwic?q=a",
        "/timeline",
        "/read/a%2Fb%23p1",
        "/read/a/b",
        "/trace",
        "/check",
        "/compare?a=x&b=y",
        "/stats",
    ] {
        let page = desk.get(uri).await;
        assert_eq!((page.status, page.body == shell), (StatusCode::OK, true), "{uri}");
    }
    let script = desk.get("/web/api.js").await;
    assert_eq!(script.headers[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
    for uri in ["/web/none.js", "/web/../src/lib.rs", "/web/%2e%2e/Cargo.toml", "/web/"] {
        desk.refuses(uri, StatusCode::NOT_FOUND, "not_found").await;
    }
}

#[tokio::test]
async fn metrics_count_by_route_and_know_the_corpus() {
    let desk = desk();
    desk.get("/api/v1/documents/plain").await;
    let metrics = desk.get("/metrics").await.body;
    for line in [
        "chuchu_http_requests_total{method=\"GET\",route=\"/api/v1/documents/{*id}\",status=\"200\"} 1",
        "chuchu_corpus_documents 2",
        "chuchu_http_requests_under_way 1",
    ] {
        assert!(metrics.contains(line), "{line}\n{metrics}");
    }
    assert_eq!(desk.get("/readyz").await.body, "ready\n");
}
