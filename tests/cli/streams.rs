//! Adding streams and folders: standard input, lines without end, unchanged files, dry runs.

use crate::place::{Place, Run};
use std::fs;
use std::io::Write as _;
use std::process::Stdio;

/// Runs `add -` on an input.
fn add_input(place: &Place, input: impl Iterator<Item = Vec<u8>>) -> Run {
    let mut command = place.command(["add", "-", "--format", "json"]);
    let streams = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = streams.spawn().unwrap();
    let mut stream = child.stdin.take().unwrap();
    input.for_each(|part| stream.write_all(&part).unwrap());
    drop(stream);
    child.wait_with_output().unwrap().into()
}

fn line(id: &str, text: &str) -> Vec<u8> {
    format!("{{\"id\":\"{id}\",\"text\":\"{text}\"}}\n").into_bytes()
}

#[test]
fn standard_input_is_read_as_json_lines() {
    let place = Place::with_empty_index();
    let run = add_input(&place, [line("a", "群众路线"), b"{bad\n".to_vec(), line("b", "人民")].into_iter());
    run.complains(&["standard input:2:"]);
    assert_eq!(run.json()["added"], 2);
    assert_eq!(place.run(["count", "群众路线"]).ends(0).out, "1\n");
}

#[test]
fn a_line_without_end_is_passed_over_and_named() {
    let place = Place::with_empty_index();
    let endless = std::iter::repeat_n(vec![b'a'; 1 << 20], 70);
    let input = std::iter::once(line("a", "群众")).chain(endless);
    let run = add_input(&place, input.chain([b"\n".to_vec(), line("b", "人民")]));
    run.complains(&["standard input:2:", "70 MiB", "64 MiB", "a file of its own"]);
    assert_eq!(run.json()["added"], 2);
}

#[test]
fn an_unchanged_folder_is_left_alone() {
    let place = Place::with_empty_index();
    place.file("texts/a.txt", "群众路线");
    place.file("texts/b.jsonl", line("b", "人民"));
    place.run(["add", "texts"]).ends(0);
    let meta = fs::read(place.index().join("meta.json")).unwrap();
    let again = place.run(["add", "texts", "--format", "json"]).ends(0).json();
    assert_eq!((&again["added"], &again["replaced"], &again["unchanged"]), (&0.into(), &0.into(), &2.into()));
    assert_eq!(fs::read(place.index().join("meta.json")).unwrap(), meta, "nothing was to be committed");
}

#[test]
fn a_dry_run_tells_and_changes_nothing() {
    let place = Place::with_empty_index();
    place.file("texts/a.txt", "群众路线");
    place.file("texts/b.txt", "人民");
    place.run(["add", "texts"]).ends(0);
    place.file("texts/b.txt", "人民群众");
    place.file("texts/c.txt", "新");
    let told = place.run(["add", "texts", "--dry-run", "--format", "json"]).ends(0).json();
    assert_eq!((&told["added"], &told["replaced"], &told["unchanged"]), (&1.into(), &1.into(), &1.into()));
    assert_eq!(told["dry_run"], true);
    assert_eq!(place.run(["count", "人民群众"]).ends(0).out, "0\n");
}

#[test]
fn threads_and_memory_change_nothing_but_the_way() {
    let place = Place::with_empty_index();
    place.file("a.txt", "群众路线");
    for arguments in [["--threads", "1", "--memory", "1K"], ["--threads", "9", "--memory", "300M"]] {
        place.file("a.txt", format!("群众路线{}", arguments[1]));
        place.run(["add", "a.txt"].iter().chain(&arguments)).ends(0);
        assert_eq!(place.run(["count", "群众路线"]).ends(0).out, "1\n");
    }
    place.run(["add", "a.txt", "--threads", "0"]).is_refused(&["--threads"]);
    place.run(["add", "a.txt", "--memory", "much"]).is_refused(&["--memory", "200M"]);
}

#[test]
fn nothing_but_errors_is_told_where_quiet_is_asked_for() {
    let place = Place::new();
    place.run(["list", "--quiet"]).ends(0);
    place.run(["--quiet", "show", "none"]).is_refused(&["none"]);
}
