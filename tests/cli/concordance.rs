//! Queries, concordance and timeline on the command line: the contract's shapes, tables, repairs.

use crate::place::Place;
use serde_json::{Value, json};

#[test]
fn kwic_gives_a_record_for_each_place() {
    let place = Place::with_starter();
    let lines = place.run(["kwic", "血肉联系", "--format", "jsonl", "--width", "6"]).ends(0).lines();
    let count: usize = place.run(["count", "血肉联系"]).ends(0).out.trim().parse().unwrap();
    assert!(lines.len() >= count && count > 10);
    for line in &lines {
        let keys: Vec<&str> = line.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys.len(), 7, "{keys:?}");
        for key in ["doc", "passage", "date", "span", "left", "hit", "right"] {
            assert!(line.get(key).is_some(), "{key} is missing in {line}");
        }
        assert!(line["left"].as_str().unwrap().chars().count() <= 6);
        assert!(line["hit"].as_str().unwrap().starts_with('血'));
    }
    let two = place.run(["kwic", "血肉联系", "--format", "jsonl", "--width", "6", "--limit", "2"]).ends(0);
    assert_eq!(two.lines(), lines[..2]);
}

#[test]
fn kwic_for_people_puts_the_places_below_each_other() {
    let place = Place::with_starter();
    let out = place.run(["kwic", "血肉联系", "--limit", "5", "--sort", "right"]).ends(0).out;
    let lines: Vec<&str> = out.lines().filter(|line| line.contains('【')).collect();
    assert_eq!(lines.len(), 5, "{out}");
    assert!(out.contains("--all shows every one") && !out.contains('\u{1b}'), "{out}");
    let columns = |line: &str| -> usize {
        line.split('【').next().unwrap().chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
    };
    let hanzi: Vec<usize> =
        lines.iter().filter(|l| !l.contains(['“', '”', '…', '—', '·'])).map(|l| columns(l)).collect();
    assert!(hanzi.windows(2).all(|pair| pair[0] == pair[1]), "{out}");
    assert!(place.run(["kwic", "量子计算"]).ends(0).out.contains("no passage"));
}

#[test]
fn a_spreadsheet_reads_the_tables() {
    let place = Place::with_starter();
    let csv = place.run(["kwic", "群众", "--format", "csv", "--sort", "left"]).ends(0).out;
    assert!(csv.starts_with("doc,passage,date,start,end,left,hit,right\r\n"), "{csv}");
    let records = place.run(["kwic", "群众", "--format", "jsonl"]).ends(0).lines();
    assert_eq!(csv.matches("\r\n").count(), records.len() + 1);
    let marked = place.run(["timeline", "群众", "--format", "csv", "--bom", "--undated"]);
    assert!(marked.err.contains("noise"), "{marked:?}");
    let marked = marked.out;
    assert!(marked.starts_with("\u{feff}period,passages,hits,chars,per_million\r\n"), "{marked}");
}

#[test]
fn timeline_gives_a_record_for_each_period() {
    let place = Place::with_starter();
    let run = place.run(["timeline", "群众", "--format", "jsonl", "--first", "--undated"]);
    assert_eq!(run.code, 0, "{run:?}");
    let mut lines = run.lines();
    let first = lines.pop().unwrap();
    assert!(
        first["first"]["id"].is_string() && first["first"]["text"].as_str().unwrap().contains("群"),
        "{first}"
    );
    for line in &lines {
        for key in ["period", "passages", "hits", "chars", "per_million"] {
            assert!(line.get(key).is_some(), "{key} is missing in {line}");
        }
    }
    let years: Vec<&str> = lines.iter().filter_map(|line| line["period"].as_str()).collect();
    assert!(years.len() > 3 && years.is_sorted(), "{years:?}");
    let earliest = lines.iter().find(|line| line["hits"].as_u64() > Some(0)).unwrap();
    let date = first["first"]["date"].as_str().unwrap();
    assert!(date.starts_with(earliest["period"].as_str().unwrap()), "{date}");
    let out = place.run(["timeline", "群众", "--by", "month"]).ends(0).out;
    for part in ["█", "最早见于", "per million", first["first"]["id"].as_str().unwrap()] {
        assert!(out.contains(part), "{part} is missing in:\n{out}");
    }
}

#[test]
fn a_query_that_cannot_be_read_is_repaired_or_refused_with_a_proposal() {
    let place = Place::with_starter();
    let wrong = "(群众 OR 路线";
    for command in ["search", "count", "kwic", "timeline"] {
        place.run([command, wrong]).is_refused(&["not closed", "【(】群众", "did you mean: (群众 OR 路线)"]);
    }
    let right: Value = place.run(["search", "(群众 OR 路线)", "--format", "json"]).ends(0).json();
    let run = place.run(["search", wrong, "--lenient", "--format", "json"]);
    assert_eq!((run.code, run.json()), (0, right), "{run:?}");
    assert!(run.err.contains("read as: (群众 OR 路线)"), "{run:?}");
    let none = place.run(["search", "。", "--lenient", "--format", "json"]);
    assert_eq!((none.code, none.json()), (0, json!([])), "{none:?}");
    assert!(none.err.contains("nothing to look for"), "{none:?}");
    let batch = place.file("q.jsonl", json!({"id": "1", "query": "群众 and 路线 )"}).to_string());
    let found = place.run(["search", "--batch", &batch, "--lenient", "--format", "jsonl"]).ends(0).lines();
    assert_eq!(found[0]["read_as"], "群众 AND 路线");
    assert_eq!(found[0]["notes"].as_array().map(Vec::len), Some(2), "{found:?}");
    place.run(["search", "--batch", &batch]).is_refused(&["q.jsonl:1", "did you mean"]);
}

#[test]
fn facets_follow_the_hits() {
    let place = Place::with_starter();
    let arguments = ["search", "群众", "--facets", "kind,year,doc", "--limit", "2"];
    let run = |format: &str| place.run(arguments.iter().copied().chain(["--format", format])).ends(0);
    let lines = run("jsonl").lines();
    assert_eq!(run("json").json(), Value::Array(lines.clone()));
    let last = lines.last().unwrap();
    assert_eq!(lines.len(), 3);
    let total = last["total"].as_u64().unwrap();
    let kinds = last["facets"]["kind"]["values"].as_array().unwrap();
    let sum: u64 = kinds.iter().filter_map(|kind| kind["passages"].as_u64()).sum();
    assert_eq!(sum, total);
    let out = run("text").out;
    assert!(out.contains("kind 体裁") && out.contains("s002"), "{out}");
    let batch = place.file("q.jsonl", json!({"id": "1", "query": "群众"}).to_string());
    let found = place
        .run(["search", "--batch", &batch, "--ids", "--facets", "kind", "--format", "jsonl"])
        .ends(0)
        .lines();
    assert_eq!(found[0]["facets"]["kind"], last["facets"]["kind"]);
}

#[test]
fn explanations_and_pages_are_shown_when_asked_for() {
    let place = Place::with_starter();
    let hits = place.run(["search", "群众 路线", "--explain", "--format", "jsonl"]).ends(0).lines();
    assert!(hits.iter().all(|hit| hit["explanation"]["words"].is_array()), "{hits:?}");
    let plain = place.run(["search", "群众 路线", "--format", "jsonl"]).ends(0).lines();
    assert!(plain.iter().all(|hit| hit.get("explanation").is_none()));
    let out = place.run(["search", "群众 路线", "--explain", "--limit", "1"]).ends(0).out;
    assert!(out.contains("score ") && out.contains("side by side"), "{out}");
    let second =
        place.run(["search", "群众 路线", "--offset", "1", "--limit", "1", "--format", "jsonl"]).ends(0);
    assert_eq!(second.lines(), plain[1..2]);
    let text = place.run(["search", "群众 路线", "--offset", "1", "--limit", "1"]).ends(0).out;
    assert!(text.contains("2 to 2 of"), "{text}");
}
