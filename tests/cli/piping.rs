//! Sentences and batches that are piped in, and the exit status that scripts read.

use crate::place::{ABSENT, ALTERED, EXACT, Place, Run};
use std::io::Write as _;
use std::process::Stdio;

fn piped(place: &Place, arguments: &[&str], input: &[u8]) -> Run {
    let mut command = place.command(arguments);
    let streams = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = streams.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap().into()
}

#[test]
fn all_of_standard_input_is_one_sentence() {
    let place = Place::with_starter();
    for arguments in [&["trace", "-", "--format", "json"][..], &["trace", "--format", "json"]] {
        let trace = piped(&place, arguments, format!("{EXACT}\n").as_bytes()).ends(0).json();
        assert_eq!((trace["id"].as_str(), trace["verdict"].as_str()), (Some("q1"), Some("exact")));
        assert_eq!(trace["text"], EXACT);
    }
    let (first, rest) = EXACT.split_at("历史和现实都告诉我们，".len());
    let broken = piped(&place, &["trace", "-", "--format", "json"], format!("{first}\n{rest}").as_bytes());
    assert_eq!(broken.json()["matches"][0]["passage"], "s000#e5");
}

#[test]
fn the_exit_status_tells_a_script() {
    let place = Place::with_starter();
    piped(&place, &["trace", "-"], ALTERED.as_bytes()).ends(1);
    piped(&place, &["trace", "-"], ABSENT.as_bytes()).ends(1);
    piped(&place, &["trace"], b"").is_refused(&["nothing"]);
    piped(&place, &["trace", "-"], b"\xff\xfe\xff").complains(&["standard input"]);
}

#[test]
fn another_encoding_is_found_out_or_named() {
    let place = Place::with_starter();
    let bytes = [0xc8, 0xba, 0xd6, 0xda, 0xc2, 0xb7, 0xcf, 0xdf, 0xca, 0xc7, 0xce, 0xd2, 0xc3, 0xc7];
    piped(&place, &["trace"], &bytes).complains(&["standard input", "--encoding"]);
    let run = piped(&place, &["trace", "-", "--encoding", "gb18030", "--format", "json"], &bytes);
    assert_eq!(run.json()["text"], "群众路线是我们");
}

#[test]
fn a_batch_is_read_from_a_pipe() {
    let place = Place::with_starter();
    let lines = format!("{{\"id\":\"a\",\"text\":\"{EXACT}\"}}\n{{\"id\":\"b\",\"text\":\"{ALTERED}\"}}\n");
    let run = piped(&place, &["trace", "--batch", "-", "--format", "jsonl"], lines.as_bytes()).ends(1);
    let seen: Vec<_> = run.lines().iter().map(|r| r["verdict"].as_str().unwrap().to_owned()).collect();
    assert_eq!(seen, ["exact", "altered"]);
    let bad = piped(&place, &["trace", "--batch", "-", "--format", "jsonl"], b"{}\n");
    bad.complains(&["standard input:1:"]);
}
