//! The commands that count, and reuse: the contract's shapes in every format, and what is refused.

use crate::place::{Place, source};
use serde_json::Value;

#[track_caller]
fn has_keys(record: &Value, keys: &str) {
    for key in keys.split_whitespace() {
        assert!(record.get(key).is_some(), "{key} is missing in {record}");
    }
}

/// The commands, the fields of a record, the list in the answer as one value, and the columns of a table.
const TABLES: [(&[&str], &str, Option<&str>, &str); 7] = [
    (&["freq"], "item count documents per_million", Some("items"), "item,count,documents,per_million"),
    (
        &["freq", "--chars", "--headings"],
        "item count documents per_million",
        Some("items"),
        "item,count,documents,per_million",
    ),
    (
        &["ngrams", "-n", "3"],
        "item count documents per_million",
        Some("items"),
        "item,count,documents,per_million",
    ),
    (
        &["collocates", "群众", "--window", "2,3"],
        "item count expected log_dice log_likelihood mi t_score z_score",
        Some("items"),
        "item,count,total,expected,log_dice,log_likelihood,mi,t_score,z_score",
    ),
    (
        &["keywords", "s002", "--reference", "s000", "s001"],
        "item count reference log_likelihood log_ratio p direction",
        Some("items"),
        "item,count,reference,per_million,reference_per_million,log_likelihood,log_ratio,p,direction",
    ),
    (
        &["dispersion", "群众", "民群"],
        "item by count parts range dp dp_norm juilland_d shares",
        None,
        "item,part,chars,count,per_million,dp,dp_norm,juilland_d",
    ),
    (
        &["phrases"],
        "phrase mentions documents date first expansions",
        None,
        "phrase,mentions,documents,date,passage,citation,members,members_source",
    ),
];

#[test]
fn every_table_has_its_fields_in_every_format() {
    let place = Place::with_starter();
    for (command, fields, list, columns) in TABLES {
        let run = |format: &str| place.run(command.iter().copied().chain(["--format", format])).ends(0);
        let lines = run("jsonl").lines();
        assert!(lines.len() > 1, "{command:?}");
        lines.iter().for_each(|record| has_keys(record, fields));
        let whole = run("json").json();
        let items = list.map_or(&whole, |list| &whole[list]);
        assert_eq!(items, &Value::Array(lines), "{command:?}");
        let csv = run("csv").out;
        let mut rows = csv.lines();
        assert_eq!(rows.next(), Some(columns));
        assert!(rows.count() >= items.as_array().unwrap().len(), "{csv}");
        let text = run("text").out;
        assert!(!text.contains('\u{1b}') && text.lines().count() > 3, "{text}");
    }
}

#[test]
fn a_collocate_stands_beside_its_word() {
    let place = Place::with_starter();
    let lines = place.run(["collocates", "血肉", "--window", "1", "--format", "jsonl"]).ends(0).lines();
    assert_eq!(lines[0]["item"], "联系");
    let stands = place.run(["count", "血肉联系"]).ends(0).out.trim().parse::<u64>().unwrap();
    assert!(lines[0]["count"].as_u64() >= Some(stands / 2), "{lines:?}");
    let by =
        place.run(["collocates", "血肉", "--by", "t", "--limit", "3", "--format", "jsonl"]).ends(0).lines();
    let scores: Vec<f64> = by.iter().map(|line| -line["t_score"].as_f64().unwrap()).collect();
    assert!(scores.len() == 3 && scores.is_sorted(), "{by:?}");
}

#[test]
fn filters_and_stop_lists_narrow_a_list() {
    let place = Place::with_starter();
    let whole = place.run(["freq", "--format", "json"]).ends(0).json();
    let some = place.run(["freq", "--filter", "year:2013", "--format", "json"]).ends(0).json();
    let doc = place.run(["freq", "--doc", "s003", "--min", "9", "--format", "json"]).ends(0).json();
    assert!(some["total"].as_u64() < whole["total"].as_u64() && some["total"].as_u64() > Some(0));
    assert_eq!(doc["documents"], 1);
    assert!(doc["items"].as_array().unwrap().iter().all(|item| item["count"].as_u64() >= Some(9)));
    let stop = place.file("stop.txt", "# 虚词\n的\n");
    let stopped = place.run(["freq", "--stop", &stop, "--format", "json"]).ends(0).json();
    assert_eq!(stopped["total"], whole["total"]);
    assert!(whole["items"][0]["item"] == "的" && stopped["items"][0] == whole["items"][1]);
}

#[test]
fn reuse_gives_pairs_or_clusters() {
    let place = Place::with_starter();
    let pairs = place.run(["reuse", "--format", "jsonl"]).ends(0).lines();
    for pair in &pairs {
        has_keys(pair, "a b match similarity earlier");
        for side in ["a", "b"] {
            has_keys(&pair[side], "doc passage span text");
            let file = source(&format!("{}.txt", pair[side]["doc"].as_str().unwrap()));
            let (start, end) = (&pair[side]["span"]["start"], &pair[side]["span"]["end"]);
            let range = |n: &Value| usize::try_from(n.as_u64().unwrap()).unwrap();
            let text = std::fs::read_to_string(file).unwrap();
            assert_eq!(text.get(range(start)..range(end)), pair[side]["text"].as_str());
        }
        assert!(["exact", "punctuation", "near"].contains(&pair["match"].as_str().unwrap()));
    }
    let clusters = place.run(["reuse", "--clusters", "--format", "jsonl"]).ends(0).lines();
    clusters.iter().for_each(|cluster| has_keys(cluster, "kind documents speakers count places"));
    assert!(
        clusters.iter().any(|c| c["kind"] == "formula") && clusters.iter().any(|c| c["kind"] == "source")
    );
    let long = place.run(["reuse", "s003", "--min-chars", "40", "--format", "jsonl"]).ends(0).lines();
    assert!(!long.is_empty() && long.len() < pairs.len());
    assert!(long.iter().all(|p| p["a"]["doc"] == "s003" || p["b"]["doc"] == "s003"));
    let text = place.run(["reuse", "s003"]).ends(0).out;
    assert!(text.contains("s003#p6") && text.contains("exact"), "{text}");
}

#[test]
fn what_cannot_be_counted_is_said_in_one_line() {
    let place = Place::with_starter();
    place.run(["keywords"]).is_refused(&["DOC", "--filter"]);
    place.run(["keywords", "s999"]).is_refused(&["s999"]);
    place.run(["keywords", "s000", "--reference", "s998"]).is_refused(&["s998"]);
    place.run(["reuse", "s999"]).is_refused(&["s999"]);
    place.run(["ngrams"]).is_refused(&["--length"]);
    place.run(["ngrams", "-n", "0"]).is_refused(&["1..=100"]);
    place.run(["collocates", "，。"]).is_refused(&["nothing to look for"]);
    place.run(["collocates", "党", "--window", "0"]).is_refused(&["--window"]);
    place.run(["freq", "--filter", "(党"]).is_refused(&["bracket", "【(】党"]);
    place.run(["freq", "--stop", "missing.txt"]).is_refused(&["--stop", "missing.txt"]);
}

#[test]
fn an_empty_index_has_nothing_to_count() {
    let place = Place::with_empty_index();
    for command in
        [&["freq"][..], &["ngrams", "-n", "2"], &["collocates", "党"], &["phrases"], &["dispersion", "党"]]
    {
        place.run(command).ends(0);
        let table = place.run(command.iter().copied().chain(["--format", "csv"])).ends(0).out;
        assert_eq!(table.lines().count(), 1, "{command:?}: {table}");
    }
    assert_eq!(place.run(["reuse", "--format", "jsonl"]).ends(0).out, "");
    assert_eq!(place.run(["reuse", "--format", "json"]).ends(0).json(), Value::Array(Vec::new()));
}
