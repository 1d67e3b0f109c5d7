//! Bad input: whatever is given, there is the right answer, or exit status 2 and one line that names the cause.

use crate::place::{ABSENT, EXACT, Place, source};
use std::io::Read as _;
use std::process::Stdio;

/// A megabyte of text on one line, ten times: longer than any paragraph ever printed.
fn ten_megabytes_on_a_line() -> String {
    let sentence = "群众路线是我们党的生命线和根本工作路线，";
    sentence.repeat(10_000_000 / sentence.len() + 1)
}

#[test]
fn an_empty_file_parses_to_an_empty_record() {
    let place = Place::new();
    let file = place.file("empty.txt", "");
    let run = place.run(["parse", &file, "--format", "jsonl"]).ends(0);
    let record = &run.lines()[0];
    assert_eq!((record["id"].as_str(), record["source"]["chars"].as_u64()), (Some("empty"), Some(0)));
    assert_eq!(record["paragraphs"], serde_json::json!([]));
}

#[test]
fn an_empty_file_is_added_without_passages_and_checked_without_quotations() {
    let place = Place::with_empty_index();
    let file = place.file("empty.txt", "");
    let report = place.run(["add", &file, "--format", "json"]).ends(0).json();
    assert_eq!((report["added"].as_u64(), report["failed"].as_array().map(Vec::len)), (Some(1), Some(0)));
    assert_eq!(place.run(["list", "--format", "json"]).ends(0).json()[0]["passages"], 0);
    let checked = place.run(["check", &file, "--format", "json"]).ends(0).json();
    assert_eq!(checked["items"], serde_json::json!([]));
}

#[test]
fn a_line_of_ten_megabytes_is_parsed_added_and_found() {
    let place = Place::with_empty_index();
    let file = place.file("long.txt", ten_megabytes_on_a_line());
    assert_eq!(place.run(["parse", &file, "--format", "jsonl"]).ends(0).lines().len(), 1);
    assert_eq!(place.run(["add", &file, "--format", "json"]).ends(0).json()["added"], 1);
    let count = place.run(["count", "生命线和根本工作"]).ends(0);
    assert_ne!(count.out.trim(), "0");
}

#[test]
fn bytes_that_are_no_text_are_refused_by_parse_and_check() {
    let place = Place::with_empty_index();
    let file = place.file("broken.txt", b"\xe7\xbe\xa4\xe4\xbc");
    place.run(["parse", &file]).is_refused(&["broken.txt", "not UTF-8"]);
    place.run(["check", &file]).is_refused(&["broken.txt", "not UTF-8"]);
}

#[test]
fn a_short_text_in_another_encoding_asks_for_its_name() {
    let place = Place::with_empty_index();
    let file = place.file("gbk.txt", b"\xc8\xba\xd6\xda");
    place.run(["parse", &file]).is_refused(&["gbk.txt", "--encoding"]);
    let record = place.run(["parse", &file, "--encoding", "gbk", "--format", "json"]).ends(0).json();
    assert_eq!(record[0]["source"]["encoding"], "GB18030");
    place.run(["add", &file, "--encoding", "gbk"]).ends(0);
    assert_eq!(place.run(["count", "群众"]).ends(0).out, "1\n");
    place.run(["parse", &file, "--encoding", "klingon"]).is_refused(&["klingon", "gb18030"]);
}

#[test]
fn one_unreadable_file_does_not_stop_the_rest() {
    let place = Place::with_empty_index();
    place.file("in/broken.txt", b"\xe7\xbe\xa4\xe4\xbc");
    place.file("in/nul.txt", b"a\0b");
    place.file("in/good.txt", "群众路线");
    let run = place.run(["add", "in", "--format", "json"]);
    assert_eq!((run.code, run.err.lines().count()), (2, 2), "{run:?}");
    let report = run.json();
    assert_eq!(report["added"], 1);
    let failed: Vec<_> =
        report["failed"].as_array().unwrap().iter().map(|f| f["path"].as_str().unwrap()).collect();
    assert_eq!(failed, ["in/broken.txt", "in/nul.txt"]);
    assert_eq!(place.run(["list", "--format", "json"]).ends(0).json().as_array().map(Vec::len), Some(1));
}

#[test]
fn nul_bytes_are_no_text() {
    let place = Place::with_empty_index();
    let file = place.file("nul.txt", "群众\0路线");
    for command in ["parse", "check"] {
        place.run([command, &file]).is_refused(&["nul.txt", "NUL"]);
    }
    place.run(["add", &file]).complains(&["nul.txt", "NUL"]);
}

#[test]
fn a_query_with_a_nul_character_is_answered_or_refused() {
    let place = Place::with_starter();
    let batch = place.file("q.jsonl", "{\"id\":\"1\",\"query\":\"血肉\\u0000联系\"}\n");
    let run = place.run(["search", "--batch", &batch, "--format", "jsonl"]);
    assert!([0, 2].contains(&run.code) && !run.err.contains("internal error"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_named_and_the_rest_goes_on() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let place = Place::with_empty_index();
    place.file("good.txt", "群众路线");
    place.file("locked/inside.txt", "群众路线");
    let locked = place.path().join("locked");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read_dir(&locked).is_ok() {
        // The superuser may read everything: something that nobody can read stands in.
        std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o755)).unwrap();
        std::fs::remove_dir_all(&locked).unwrap();
        symlink("locked", &locked).unwrap();
    }
    let run = place.run(["add", "locked", "good.txt", "--format", "json"]);
    run.complains(&["locked"]);
    assert_eq!(run.json()["added"], 1);
}

#[test]
fn a_missing_file_is_named() {
    let place = Place::with_empty_index();
    place.run(["parse", "none.txt"]).is_refused(&["none.txt"]);
    place.run(["check", "none.txt"]).is_refused(&["none.txt"]);
    place.run(["add", "none.txt"]).complains(&["none.txt"]);
    place.run(["trace", "--batch", "none.jsonl"]).is_refused(&["none.jsonl"]);
    place.run(["search", "--batch", "none.jsonl"]).is_refused(&["none.jsonl"]);
    place.run(["cite", "parse", "--batch", "none.jsonl"]).is_refused(&["none.jsonl"]);
}

#[test]
fn a_folder_is_no_file() {
    let place = Place::with_empty_index();
    place.file("folder/a.txt", "群众");
    for command in [&["parse", "folder"][..], &["check", "folder"], &["trace", "--batch", "folder"]] {
        place.run(command).is_refused(&["chuchu: folder: "]);
    }
}

#[test]
fn one_missing_file_among_several_is_named_and_the_answer_stays_whole() {
    let place = Place::with_empty_index();
    let good = place.file("good.txt", "群众路线");
    for command in ["parse", "check"] {
        let run = place.run([command, &good, "none.txt", &good, "--format", "json"]);
        run.complains(&["none.txt"]);
        assert_eq!(run.json().as_array().map(Vec::len), Some(2));
    }
}

#[test]
fn a_bad_line_of_a_batch_is_named_by_file_and_line() {
    let place = Place::with_starter();
    let good = format!("{{\"id\":\"1\",\"text\":\"{ABSENT}\",\"query\":\"血肉联系\"}}\n");
    let bad_lines: [&[u8]; 5] = [
        b"nonsense\n",
        b"{\"id\":\"2\"}\n",
        b"[1]\n",
        b"{\"id\":\"2\",\"text\":\"\xff\",\"query\":\"\xff\"}\n",
        b"{\"id\":\"2\",\"text\":\"\",\"query\":\"\"}",
    ];
    for bad in bad_lines {
        let batch = place.file("batch.jsonl", [good.as_bytes(), b"\n", bad].concat());
        for command in [&["trace"][..], &["search"], &["cite", "parse"]] {
            let run = place.run(command.iter().copied().chain(["--batch", &batch, "--format", "jsonl"]));
            run.complains(&["batch.jsonl:3: "]);
            assert_eq!(run.lines().len(), 1, "{run:?}");
        }
    }
}

#[test]
fn a_query_of_punctuation_alone_has_nothing_to_look_for() {
    let place = Place::with_starter();
    for query in ["。", "，、；：", "……", "???", "***", " ", "", "“”", "()"] {
        for command in ["search", "count"] {
            place.run([command, query]).is_refused(&[]);
        }
    }
}

#[test]
fn a_query_that_cannot_be_read_says_where() {
    let place = Place::with_starter();
    for query in ["\"群众", "(群众", "群众 AND", "NEAR/", "year:二〇一二", "nofield:x"] {
        let run = place.run(["search", query, "--format", "jsonl"]);
        assert!([0, 2].contains(&run.code) && !run.err.contains("internal error"), "{run:?}");
        if run.code == 2 {
            run.is_refused(&[]);
        }
    }
}

#[test]
fn a_query_of_a_hundred_thousand_characters_is_answered_or_refused() {
    let place = Place::with_starter();
    let batch =
        place.file("q.jsonl", format!("{{\"id\":\"1\",\"query\":\"{}\"}}\n", "群众路线".repeat(25_000)));
    let runs = [
        place.run(["search", &"x".repeat(100_000), "--format", "jsonl"]),
        place.run(["search", &"? ".repeat(50_000), "--format", "jsonl"]),
        place.run(["search", &"(".repeat(100_000), "--format", "jsonl"]),
        place.run(["search", &"NOT ".repeat(25_000), "--format", "jsonl"]),
        place.run(["search", "--batch", &batch, "--format", "jsonl"]),
    ];
    for run in runs {
        match run.code {
            0 => assert_eq!(run.err, "", "{run:?}"),
            _ => run.is_refused(&[]),
        }
    }
}

#[test]
fn a_sentence_of_a_hundred_thousand_characters_is_answered_or_refused() {
    let place = Place::with_starter();
    let batch =
        place.file("t.jsonl", format!("{{\"id\":\"1\",\"text\":\"{}\"}}\n", "群众路线".repeat(25_000)));
    let run = place.run(["trace", "--batch", &batch, "--format", "jsonl"]);
    match run.code {
        0 | 1 => assert_eq!(run.lines().len(), 1),
        _ => run.is_refused(&["t.jsonl:1"]),
    }
}

#[test]
fn nothing_to_trace_is_refused() {
    let place = Place::with_starter();
    for text in ["", " ", "。。。", "“”"] {
        place.run(["trace", text]).is_refused(&["nothing"]);
    }
}

#[test]
fn an_empty_citation_is_refused() {
    Place::new().run(["cite", "parse", ""]).is_refused(&["nothing"]);
}

#[test]
fn bad_usage_is_one_line_that_points_to_the_help() {
    let place = Place::new();
    let cases: [(&[&str], &[&str]); 16] = [
        (&["--nope"], &["--nope", "--help"]),
        (&["search", "党", "--nope"], &["--nope", "chuchu search --help"]),
        (&["serch", "党"], &["serch", "search"]),
        (&["search"], &["QUERY"]),
        (&["search", "党", "--format", "xml"], &["xml", "jsonl"]),
        (&["check", "a.txt", "--format", "docx"], &["docx", "html"]),
        (&["check", "a.txt", "--format", "html", "--watch"], &["--watch", "--output"]),
        (&["check", "a.txt", "--no-config", "--config", "b"], &["--config"]),
        (&["search", "党", "--from", "2013-13"], &["2013-13", "YYYY"]),
        (&["search", "党", "--to", "昨天"], &["昨天", "YYYY"]),
        (&["search", "党", "--kind", "novel"], &["novel", "speech"]),
        (&["search", "党", "--limit", "0"], &["--limit"]),
        (&["search", "党", "--doc", "a#b"], &["a#b"]),
        (&["check", "a.txt", "--fail-on", "wrong"], &["wrong", "not_found"]),
        (&["show", "x#zz9"], &["x#zz9"]),
        (&["trace", "党", "--batch", "f"], &["--batch"]),
    ];
    for (arguments, parts) in cases {
        place.run(arguments).is_refused(parts);
    }
    place.run(["--index", "", "list"]).is_refused(&["--index"]);
    assert_eq!(place.names(), Vec::<String>::new(), "bad usage must not leave anything behind");
}

#[test]
fn an_address_that_cannot_be_used_is_named() {
    let place = Place::with_empty_index();
    place.run(["serve", "--listen", "nowhere"]).is_refused(&["nowhere"]);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    place.run(["serve", "--listen", &address]).is_refused(&[&address]);
}

#[test]
fn a_reader_that_goes_away_ends_the_answer_quietly() {
    let place = Place::with_starter();
    let file = source("s004.txt");
    let many = format!("{{\"id\":\"1\",\"text\":\"{EXACT}\"}}\n").repeat(300);
    let batch = place.file("many.jsonl", many);
    let commands: [&[&str]; 5] = [
        &["parse", &file],
        &["show", "s004"],
        &["search", "党", "--all", "--format", "jsonl"],
        &["trace", "--batch", &batch],
        &["completions", "bash"],
    ];
    for arguments in commands {
        let mut child =
            place.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_an_error() {
    let place = Place::with_starter();
    for arguments in [&["list"][..], &["list", "--format", "json"], &["completions", "bash"]] {
        let full = std::fs::File::create("/dev/full").unwrap();
        let output = place.command(arguments).stdout(full).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), said.lines().count()), (Some(2), 1), "{said}");
    }
}
