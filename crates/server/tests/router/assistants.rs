//! `/mcp`, spoken to as an assistant's client does.

use crate::desk::{Desk, desk, encode};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};

async fn message(desk: &Desk, method: &str, params: Value) -> Value {
    let body = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).to_string();
    let request = Request::post("/mcp").header(header::CONTENT_TYPE, "application/json");
    let request = request.header(header::HOST, "localhost:7878");
    let request = request.header(header::ACCEPT, "application/json, text/event-stream");
    let request = request.header("mcp-protocol-version", "2025-06-18");
    let reply = desk.send(request.body(Body::from(body)).unwrap()).await;
    assert_eq!(reply.status, StatusCode::OK, "{method}: {}", reply.body);
    reply.json()
}

async fn call(desk: &Desk, tool: &str, arguments: Value) -> (String, Value) {
    let answer = message(desk, "tools/call", json!({"name": tool, "arguments": arguments})).await;
    let words = answer["result"]["content"][0]["text"].as_str();
    (words.unwrap_or_else(|| panic!("{answer}")).to_owned(), answer["result"].clone())
}

#[tokio::test]
async fn tools_are_named_with_what_they_take() {
    let tools = message(&desk(), "tools/list", json!({})).await["result"]["tools"].clone();
    let names: Vec<&str> =
        tools.as_array().unwrap().iter().filter_map(|tool| tool["name"].as_str()).collect();
    assert_eq!(
        names,
        ["trace_quotation", "check_text", "search", "read_passage", "timeline", "parse_citation"]
    );
    assert_eq!(tools[0]["inputSchema"]["required"], json!(["text"]));
    assert_eq!(tools[0]["annotations"]["readOnlyHint"], true);
}

#[tokio::test]
async fn what_is_not_there_cannot_be_checked_and_is_not_called_false() {
    let desk = desk();
    let (words, result) = call(&desk, "trace_quotation", json!({"text": "别处也没有的一句长长的话语"})).await;
    assert!(words.contains("Cannot be checked") && words.contains("does not make it false"), "{words}");
    assert_eq!(result["structuredContent"]["verdict"], "not_found");
    let text = "古人说：“水能载舟，亦能覆船，这个道理我们必须牢记，任何时候都不能忘却。”";
    let (words, _) = call(&desk, "check_text", json!({"text": text})).await;
    assert!(
        words.contains("Altered") && words.contains("“船” for “舟”") && words.contains("plain#p1"),
        "{words}"
    );
}

#[tokio::test]
async fn every_tool_answers_in_words_and_with_ids() {
    let desk = desk();
    for (tool, arguments, part) in [
        ("search", json!({"query": "载舟"}), "plain#p1"),
        ("read_passage", json!({"id": "plain#p1"}), "[plain#p1] 水能载舟"),
        ("timeline", json!({"query": "载舟"}), "undated: 1 times"),
        ("parse_citation", json!({"text": "《求是》杂志2022年第20期"}), "第20期"),
    ] {
        let (words, result) = call(&desk, tool, arguments).await;
        assert!(words.contains(part), "{tool}: {words}");
        assert_eq!(result["isError"], false, "{tool}");
    }
}

#[tokio::test]
async fn what_a_caller_can_put_right_is_told_as_an_answer() {
    let desk = desk();
    for (tool, arguments, part) in [
        ("read_passage", json!({"id": "plain#p99"}), "no passage plain#p99"),
        ("search", json!({"query": "("}), "【"),
        ("trace_quotation", json!({"sentence": "水"}), "unknown field"),
    ] {
        let (words, result) = call(&desk, tool, arguments).await;
        assert!(words.contains(part), "{tool}: {words}");
        assert_eq!(result["isError"], true, "{tool}");
    }
}

#[tokio::test]
async fn documents_are_resources() {
    let desk = desk();
    let list = message(&desk, "resources/list", json!({})).await["result"]["resources"].clone();
    assert_eq!(list[0]["uri"], "chuchu://document/plain");
    let uri = format!("chuchu://document/{}", encode("文集/恶意"));
    assert_eq!(list[1]["uri"], uri);
    let read = message(&desk, "resources/read", json!({"uri": "chuchu://passage/plain%23p1"})).await;
    assert!(read["result"]["contents"][0]["text"].as_str().unwrap().starts_with("水能载舟"), "{read}");
    let missing = message(&desk, "resources/read", json!({"uri": "chuchu://document/none"})).await;
    assert!(missing["error"]["message"].as_str().unwrap().contains("nothing is at"), "{missing}");
}
