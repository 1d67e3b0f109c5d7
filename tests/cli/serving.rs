//! Serving: from nothing to an answer over HTTP, to an assistant on standard input and output; and when not.

use crate::place::Place;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, Stdio};
use std::time::{Duration, Instant};

/// Ends the server however the test ends.
struct Server {
    child: Child,
    address: String,
    log: BufReader<ChildStderr>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(place: &Place, more: &[&str]) -> Server {
    let mut command = place.command(["serve", "--listen", "127.0.0.1:0"].iter().chain(more));
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut log = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    log.read_line(&mut line).unwrap();
    let address = line.trim().rsplit("http://").next().unwrap().to_owned();
    Server { child, address, log }
}

impl Server {
    /// Sends a request, and reads the answer to its end.
    fn ask(&self, head: &str) -> String {
        let mut stream =
            TcpStream::connect(&self.address).unwrap_or_else(|e| panic!("{}: {e}", self.address));
        write!(stream, "{head}\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

#[test]
fn serve_tells_its_address_and_answers_there() {
    let place = Place::with_empty_index();
    let server = serve(&place, &[]);
    let answer = server.ask("GET /healthz HTTP/1.1");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[test]
fn other_machines_are_not_served_unless_it_is_said_who_may_ask() {
    let place = Place::with_empty_index();
    let everywhere = ["serve", "--listen", "0.0.0.0:0"];
    place.run(everywhere).is_refused(&["0.0.0.0:0", "--token-file", "--no-auth"]);
    let short = place.file("short", "secret\n");
    place.run(everywhere.iter().chain(&["--token-file", &short])).is_refused(&["short", "line 1", "16"]);
    place.run(["serve", "--token-file", "nowhere"]).is_refused(&["nowhere"]);
    let readers = place.file("readers", "0123456789abcdef\n");
    place.run(["serve", "--admin"]).is_refused(&["--admin", "--token-file"]);
    place.run(["serve", "--admin", "--token-file", &readers]).is_refused(&["admin TOKEN"]);
}

#[test]
fn a_token_is_asked_for_and_every_request_has_a_line_of_json() {
    let place = Place::with_empty_index();
    let tokens = place.file("tokens", "0123456789abcdef\n");
    let mut server = serve(&place, &["--token-file", &tokens, "--log-format", "json"]);
    assert!(server.ask("GET /api/v1/documents HTTP/1.1").starts_with("HTTP/1.1 401"));
    let with = "GET /api/v1/documents HTTP/1.1\r\nAuthorization: Bearer 0123456789abcdef";
    assert!(server.ask(with).starts_with("HTTP/1.1 200"));
    let mut line = String::new();
    server.log.read_line(&mut line).unwrap();
    let record: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
    assert_eq!((&record["status"], &record["span"]["route"]), (&json!(401), &json!("/api/v1/documents")));
    assert!(!line.contains("0123456789abcdef"), "{line}");
}

#[test]
fn documents_added_beside_the_server_are_seen() {
    let place = Place::with_empty_index();
    let server = serve(&place, &[]);
    let total = || {
        let answer = server.ask("GET /api/v1/documents HTTP/1.1");
        let body = answer.split_once("\r\n\r\n").unwrap().1.to_owned();
        serde_json::from_str::<Value>(&body).unwrap()["total"].clone()
    };
    assert_eq!(total(), 0);
    place
        .run(["add", &place.file("渡口.txt", "渡口的话\n\n水能载舟，亦能覆舟。\n"), "--format", "json"])
        .ends(0);
    let patience = Instant::now();
    while total() != 1 {
        assert!(patience.elapsed() < Duration::from_secs(20), "the commit is not seen");
        std::thread::sleep(Duration::from_millis(300));
    }
}

#[cfg(unix)]
#[test]
fn a_server_that_is_told_to_stop_ends_well() {
    let place = Place::with_empty_index();
    let mut server = serve(&place, &[]);
    assert!(server.ask("GET /readyz HTTP/1.1").starts_with("HTTP/1.1 200"));
    let told = std::process::Command::new("kill").arg(server.child.id().to_string()).status().unwrap();
    assert!(told.success());
    let patience = Instant::now();
    let status = loop {
        if let Some(status) = server.child.try_wait().unwrap() {
            break status;
        }
        assert!(patience.elapsed() < Duration::from_secs(20), "it does not end");
        std::thread::sleep(Duration::from_millis(50));
    };
    assert_eq!(status.code(), Some(0));
}

#[test]
fn an_assistant_is_answered_on_standard_output() {
    let place = Place::with_empty_index();
    let mut command = place.command(["mcp"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut send = |message: Value| writeln!(input, "{message}").unwrap();
    let mut receive = || {
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        serde_json::from_str::<Value>(&line).unwrap_or_else(|error| panic!("{error}: {line}"))
    };
    let client = json!({"name": "test", "version": "1"});
    let hello = json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client});
    send(json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}));
    assert_eq!(receive()["result"]["serverInfo"]["name"], "chuchu");
    send(json!({"jsonrpc": "2.0", "method": "notifications/initialized"}));
    let arguments = json!({"text": "凡事要从最苦的人想起，这样才不会把路走偏"});
    let call = json!({"name": "trace_quotation", "arguments": arguments});
    send(json!({"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": call}));
    let answer = receive();
    let words = answer["result"]["content"][0]["text"].as_str().unwrap_or_else(|| panic!("{answer}"));
    assert!(words.contains("Cannot be checked") && words.contains("not make it false"), "{words}");
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
