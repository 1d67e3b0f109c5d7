//! First use: with no index anywhere the main jobs just work, and say once what was built.

use crate::place::{EXACT, Place, source};
use std::fs;
use std::process::Stdio;

#[track_caller]
fn one_notice(said: &str, place: &str) {
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("starter corpus") && said.contains(place), "{said}");
}

#[test]
fn search_trace_and_check_build_the_index_once_and_say_so_once() {
    let article = source("s003.txt");
    for (arguments, code) in
        [(&["search", "血肉联系"][..], 0), (&["trace", EXACT], 0), (&["check", &article], 1)]
    {
        let place = Place::new();
        let first = place.run(arguments);
        assert_eq!(first.code, code, "{first:?}");
        one_notice(&first.err, "index");
        let second = place.run(arguments).ends(code);
        assert_eq!(second.out, first.out);
        assert_eq!(place.names(), ["index"], "nothing but the index may stay");
    }
}

#[test]
fn the_index_lies_in_the_data_directory_unless_told_otherwise() {
    let place = Place::new();
    let output = place.command(["list"]).env_remove("CHUCHU_INDEX").output().unwrap();
    one_notice(&String::from_utf8(output.stderr).unwrap(), ".local/share/chuchu/index");
    assert!(place.path().join(".local/share/chuchu/index").is_dir());

    let output = place
        .command(["list"])
        .env("CHUCHU_INDEX", "")
        .env("XDG_DATA_HOME", place.path().join("xdg"))
        .output();
    one_notice(&String::from_utf8(output.unwrap().stderr).unwrap(), "xdg/chuchu/index");

    let run = place.run(["list", "--index", "elsewhere/deep"]);
    one_notice(&run.err, "elsewhere/deep");
    assert!(!place.index().exists(), "--index comes before CHUCHU_INDEX");
}

#[test]
fn processes_that_start_at_once_do_not_break_each_other() {
    let place = Place::new();
    let start = || {
        let mut command = place.command(["count", "血肉联系"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let children: Vec<_> = (0..4).map(|_| start()).collect();
    let answers: Vec<_> = children.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
    for answer in &answers {
        assert!(answer.status.success(), "{answer:?}");
        assert_eq!(answer.stdout, answers[0].stdout);
    }
    assert_eq!(place.names(), ["index"]);
}

#[test]
fn init_fills_an_empty_folder_and_refuses_another() {
    let place = Place::new();
    fs::create_dir(place.index()).unwrap();
    let made = place.run(["init", "--format", "json"]).ends(0).json();
    assert_eq!(made["documents"], 5);
    place.run(["init"]).is_refused(&["index", "not empty"]);
}

#[test]
fn a_folder_that_cannot_be_replaced_is_filled() {
    let place = Place::new();
    place.run(["init", "--index", "."]).ends(0);
    assert_eq!(place.run(["list", "--index", "."]).ends(0).out.lines().count(), 5);
}

#[test]
fn an_empty_index_is_used_as_it_is() {
    let place = Place::with_empty_index();
    assert_eq!(place.run(["list", "--format", "json"]).ends(0).json(), serde_json::json!([]));
    assert_eq!(place.run(["count", "群众"]).ends(0).out, "0\n");
    assert_eq!(place.run(["trace", EXACT, "--format", "json"]).ends(1).json()["verdict"], "not_found");
}

#[test]
fn adding_a_document_of_the_starter_corpus_changes_nothing() {
    let place = Place::with_starter();
    let report = place.run(["add", &source(""), "--format", "json"]).ends(0).json();
    assert_eq!((report["unchanged"].as_u64(), report["added"].as_u64()), (Some(5), Some(0)), "{report}");
}

#[test]
fn commands_that_need_no_index_make_none() {
    let place = Place::new();
    place.run(["parse", &source("s002.txt")]).ends(0);
    place.run(["cite", "parse", "《讲话》（2013年1月22日）"]).ends(0);
    place.run(["completions", "zsh"]).ends(0);
    place.run(["--version"]).ends(0);
    place.run(["help", "search"]).ends(0);
    assert_eq!(place.names(), Vec::<String>::new());
}
