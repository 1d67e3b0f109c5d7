//! The user dictionary and the stop list of an index: what they change, when, and what is refused.

use crate::place::{Place, Run};
use serde_json::{Value, json};
use std::fs;

/// How often a word stands in the frequency list; `None` where it has no line.
fn frequency(place: &Place, word: &str, options: &[&str]) -> Option<u64> {
    let whole = ["freq", "--all", "--headings", "--format", "jsonl"];
    let lines = place.run(whole.iter().chain(options)).ends(0).lines();
    let line = lines.into_iter().find(|line| line["item"] == word)?;
    line["count"].as_u64()
}

fn set(place: &Place, options: &[&str]) -> Run {
    place.run(["words", "set", "--format", "json"].iter().chain(options)).ends(0)
}

fn number(run: &Run) -> u64 {
    run.out.trim().parse().unwrap()
}

#[test]
fn a_word_of_the_dictionary_is_one_word_until_it_is_cleared() {
    let place = Place::with_starter();
    let list = place.run(["list", "--format", "json"]).ends(0).out;
    let shown = place.run(["show", "s002", "--format", "json"]).ends(0).out;
    let parts = frequency(&place, "血肉", &[]).unwrap();
    assert_eq!(frequency(&place, "血肉联系", &[]), None);
    let words = place.file("words.txt", "# 提法\n血肉聯繫 n\nＣ９１９\n");
    let report = set(&place, &["--dictionary", &words]).json();
    assert_eq!(report, json!({"user_words": 2, "stop_words": 0, "recut": 5}));
    let joined = frequency(&place, "血肉联系", &[]).unwrap();
    let stands = number(&place.run(["count", "血肉联系"]).ends(0));
    assert!(joined >= stands && stands > 0, "{joined} {stands}");
    assert_eq!(frequency(&place, "血肉", &[]).unwrap_or(0), parts - joined);
    // Nothing but the words has changed, and what is added later is cut by them too.
    assert_eq!(place.run(["list", "--format", "json"]).ends(0).out, list);
    assert_eq!(place.run(["show", "s002", "--format", "json"]).ends(0).out, shown);
    place.run(["status", "--verify"]).ends(0);
    let sources = crate::place::source("s002.txt");
    let again = place.run(["add", &sources, "--format", "json"]).ends(0).json();
    assert_eq!(again["unchanged"], 1, "{again}");
    let later = place.file("later.txt", "保持同人民群众的血肉联系。\n");
    place.run(["add", &later]).ends(0);
    assert_eq!(frequency(&place, "血肉联系", &[]), Some(joined + 1));
    let explained = place.run(["search", "血肉联系", "--explain", "--format", "json"]).ends(0).json();
    let ranked: Vec<&Value> = explained[0]["explanation"]["words"].as_array().unwrap().iter().collect();
    assert!(ranked.len() == 1 && ranked[0]["word"] == "血肉联系", "{ranked:?}");
    let report = set(&place, &["--clear-dictionary"]).json();
    assert_eq!(report, json!({"user_words": 0, "stop_words": 0, "recut": 6}));
    assert_eq!(frequency(&place, "血肉联系", &[]), None);
    assert_eq!(frequency(&place, "血肉", &[]), Some(parts + 1));
}

#[test]
fn the_stop_list_of_the_index_counts_unless_it_is_not_wanted() {
    let place = Place::with_starter();
    let whole = frequency(&place, "的", &[]);
    let stop = place.file("stop.txt", "的\n嗎\n");
    let report = set(&place, &["--stop", &stop]).json();
    assert_eq!(report, json!({"user_words": 0, "stop_words": 2, "recut": 0}));
    assert!(whole.is_some() && frequency(&place, "的", &[]).is_none());
    assert_eq!(frequency(&place, "的", &["--no-stop"]), whole);
    let more = place.file("more.txt", "和\n");
    assert!(frequency(&place, "和", &[]).is_some());
    let both = frequency(&place, "的", &["--stop", &more]).or(frequency(&place, "和", &["--stop", &more]));
    assert_eq!(both, None);
    assert_eq!(frequency(&place, "的", &["--stop", &more, "--no-stop"]), whole);
    for command in [&["ngrams", "-n", "2"][..], &["collocates", "群众"], &["keywords", "s002", "s003"]] {
        let has = |options: &[&str]| {
            let run = place.run(command.iter().chain(&["--all", "--format", "jsonl"]).chain(options)).ends(0);
            run.lines().iter().any(|line| line["item"].as_str().unwrap().split(' ').any(|word| word == "的"))
        };
        assert!(!has(&[]) && has(&["--no-stop"]), "{command:?}");
    }
    set(&place, &["--clear-stop"]);
    assert_eq!(frequency(&place, "的", &[]), whole);
}

#[test]
fn words_are_shown_and_counted() {
    let place = Place::new();
    let words = place.file("words.txt", "血肉联系 20 n\n四风问题\n");
    // 的 and 了 in GB 18030.
    let stop = place.file("stop.txt", [0xb5, 0xc4, b'\n', 0xc1, 0xcb, b'\n']);
    let given = ["--dictionary", &words, "--stop", &stop];
    place.run(["init", "--empty"].iter().chain(&given)).is_refused(&["--stop", "stop.txt", "--encoding"]);
    assert!(!place.index().exists());
    fs::write(&words, chuchu_gb(&["血肉联系 20 n", "四风问题"])).unwrap();
    place.run(["init", "--encoding", "gb18030"].iter().chain(&given)).ends(0);
    assert!(frequency(&place, "血肉联系", &[]).is_some() && frequency(&place, "的", &[]).is_none());
    let shown = place.run(["words", "show", "--format", "json"]).ends(0).json();
    let dictionary = json!([
        {"word": "四风问题", "freq": null, "tag": null},
        {"word": "血肉联系", "freq": 20, "tag": "n"},
    ]);
    assert_eq!(shown, json!({"dictionary": dictionary, "stop": ["了", "的"]}));
    let text = place.run(["words", "show"]).ends(0).out;
    assert_eq!(text, "# dictionary: 2 words\n四风问题\n血肉联系 20 n\n# stop list: 2 words\n了\n的\n");
    let status = place.run(["status", "--format", "json"]).ends(0).json();
    assert!(status["user_words"] == 2 && status["stop_words"] == 2, "{status}");
    // Setting one list leaves the other; setting the same again changes nothing.
    let one = place.file("one.txt", "血肉联系 20 n\n四风问题\n");
    let meta = fs::read(place.index().join("meta.json")).unwrap();
    assert_eq!(set(&place, &["--dictionary", &one]).json()["recut"], 0);
    assert_eq!(fs::read(place.index().join("meta.json")).unwrap(), meta);
    let text = place.run(["words", "set", "--clear-dictionary"]).ends(0).out;
    assert_eq!(text, "0 user words, 2 stop words; 5 documents cut anew\n");
}

/// Lines in GB 18030, of the few characters that the test needs.
fn chuchu_gb(lines: &[&str]) -> Vec<u8> {
    let code = |c: char| match c {
        '血' => vec![0xd1, 0xaa],
        '肉' => vec![0xc8, 0xe2],
        '联' => vec![0xc1, 0xaa],
        '系' => vec![0xcf, 0xb5],
        '四' => vec![0xcb, 0xc4],
        '风' => vec![0xb7, 0xe7],
        '问' => vec![0xce, 0xca],
        '题' => vec![0xcc, 0xe2],
        c => c.to_string().into_bytes(),
    };
    lines.iter().flat_map(|line| line.chars().chain(['\n'])).flat_map(code).collect()
}

#[test]
fn what_cannot_be_set_is_refused_and_changes_nothing() {
    let place = Place::with_starter();
    let meta = fs::read(place.index().join("meta.json")).unwrap();
    place.run(["words", "set"]).is_refused(&["--dictionary"]);
    place.run(["words", "set", "--dictionary", "none.txt"]).is_refused(&["--dictionary", "none.txt"]);
    for (line, part) in [
        ("血肉·联系", "no marks"),
        ("血肉 联系", "without blanks"),
        ("血肉联系 0", "frequency"),
        ("café", "a to z"),
    ] {
        let file = place.file("bad.txt", format!("群众路线\n{line}\n"));
        place.run(["words", "set", "--dictionary", &file]).is_refused(&["bad.txt:2:", part]);
    }
    let file = place.file("words.txt", "血肉联系\n");
    place
        .run(["words", "set", "--dictionary", &file, "--clear-dictionary"])
        .is_refused(&["--clear-dictionary"]);
    let large: String = (0..120_000).map(|n| format!("词{n:06}\n")).collect();
    let large = place.file("large.txt", large);
    place.run(["words", "set", "--stop", &large]).is_refused(&["1200000", "1048576"]);
    let corpus = chuchu_index::Corpus::open(&place.index()).unwrap();
    let writer = corpus.writer().unwrap();
    place.run(["words", "set", "--dictionary", &file]).is_refused(&["another process"]);
    drop(writer);
    assert_eq!(fs::read(place.index().join("meta.json")).unwrap(), meta);
}

#[test]
fn a_damaged_list_is_named() {
    let place = Place::with_starter();
    let stop = place.file("stop.txt", "stopword\n");
    set(&place, &["--stop", &stop]);
    let meta = place.index().join("meta.json");
    let changed = fs::read_to_string(&meta).unwrap().replace("stopword", "stopward");
    fs::write(&meta, changed).unwrap();
    place.run(["freq"]).is_refused(&["damaged", "stop list"]);
    place.run(["status", "--verify"]).complains(&["damaged", "stop list"]);
}
