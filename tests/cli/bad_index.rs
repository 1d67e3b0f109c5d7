//! Indexes that cannot be used: damaged, of another version, being written, or no index at all.

use crate::place::{EXACT, Place};
use chuchu_index::Corpus;
use std::fs;
use std::process::Stdio;
use std::time::Duration;

/// Every command that opens an index.
const COMMANDS: [&[&str]; 8] = [
    &["list"],
    &["status"],
    &["search", "群众"],
    &["count", "群众"],
    &["trace", EXACT],
    &["show", "s000"],
    &["add", "note.txt"],
    &["remove", "s000"],
];

#[test]
fn an_index_of_another_version_is_refused_with_the_remedy() {
    let place = Place::with_starter();
    place.file("note.txt", "群众路线");
    let meta = place.index().join("meta.json");
    let written = fs::read_to_string(&meta).unwrap();
    let other = written.replacen("\\\"format\\\":", "\\\"format\\\":9", 1);
    assert_ne!(written, other, "the stored version was not where this test looks for it");
    fs::write(&meta, &other).unwrap();
    for command in COMMANDS {
        place.run(command).is_refused(&["index", "format 9", "chuchu init"]);
    }
    assert_eq!(fs::read_to_string(&meta).unwrap(), other, "a refused index must stay as it is");
}

#[test]
fn a_folder_of_other_things_is_refused_and_left_alone() {
    let place = Place::new();
    place.file("note.txt", "群众路线");
    place.file("index/holiday.jpg", "not an index");
    for command in COMMANDS {
        place.run(command).is_refused(&["index", "no index"]);
    }
    for arguments in [&["init"][..], &["init", "--empty"]] {
        place.run(arguments).is_refused(&["index", "not empty"]);
    }
    assert_eq!(fs::read_dir(place.index()).unwrap().count(), 1);
}

#[test]
fn a_file_in_place_of_the_index_is_refused() {
    let place = Place::new();
    place.file("index", "a file");
    place.run(["list"]).is_refused(&["index"]);
    place.run(["init"]).is_refused(&["index"]);
}

#[test]
fn a_damaged_index_is_refused() {
    for damage in ["{", "", "\u{0}\u{0}", "{\"segments\":[]}"] {
        let place = Place::with_starter();
        fs::write(place.index().join("meta.json"), damage).unwrap();
        place.run(["search", "群众"]).is_refused(&["index", "damaged"]);
    }
}

#[test]
fn an_index_that_lost_a_file_is_refused() {
    let place = Place::with_starter();
    for entry in fs::read_dir(place.index()).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().is_some_and(|name| name != "meta.json") {
            fs::remove_file(path).unwrap();
        }
    }
    for command in [&["list"][..], &["search", "群众"], &["trace", EXACT]] {
        place.run(command).is_refused(&["index"]);
    }
}

#[test]
fn init_keeps_an_index_that_is_there() {
    let place = Place::with_starter();
    let before = place.run(["list"]).ends(0).out;
    place.run(["init", "--empty"]).is_refused(&["index", "not empty"]);
    assert_eq!(place.run(["list"]).ends(0).out, before);
}

#[test]
fn a_second_writer_is_told_to_wait_and_readers_go_on() {
    let place = Place::with_empty_index();
    let file = place.file("note.txt", "群众路线");
    let corpus = Corpus::open(&place.index()).unwrap();
    let writer = corpus.writer().unwrap();
    for command in [&["add", &file][..], &["remove", "note"]] {
        place.run(command).is_refused(&["index", "another process"]);
    }
    place.run(["list"]).ends(0);
    drop(writer);
    place.run(["add", &file]).ends(0);
}

#[test]
fn a_killed_add_leaves_the_last_commit() {
    let place = Place::with_empty_index();
    let first = place.file("first.txt", "群众路线");
    place.run(["add", &first]).ends(0);
    let line = |n: usize| format!("{{\"id\":\"d{n}\",\"text\":\"{}\"}}\n", "密切联系群众。".repeat(100));
    let many = place.file("many.jsonl", (0..500).map(line).collect::<String>());
    for wait in [20, 100, 300, 700] {
        let mut child =
            place.command(["add", &many]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        let documents = place.run(["list", "--format", "jsonl"]).ends(0).lines().len();
        assert!([1, 501].contains(&documents), "{documents} documents after {wait} ms");
        assert_eq!(place.run(["count", "群众路线"]).ends(0).out, "1\n");
    }
    place.run(["add", &many]).ends(0);
    assert_eq!(place.run(["list", "--format", "jsonl"]).ends(0).lines().len(), 501);
}

#[test]
fn a_killed_first_use_leaves_no_half_index() {
    let place = Place::new();
    for wait in [5, 30, 80, 160] {
        let mut child =
            place.command(["count", "血肉联系"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        if place.index().exists() {
            assert_eq!(place.run(["list"]).ends(0).out.lines().count(), 5, "killed after {wait} ms");
        }
    }
    assert_eq!(place.run(["list"]).out.lines().count(), 5);
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let place = Place::new();
    place.file("blocked", "a file, so that no folder can be made below it");
    place.run(["--index", "blocked/index", "list"]).is_refused(&["blocked/index"]);
    place.run(["init", "--index", "blocked/index"]).is_refused(&["blocked/index"]);
    assert_eq!(place.names(), ["blocked"]);
}
