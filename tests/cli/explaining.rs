//! `chuchu explain`: every code that a report can hold is explained.

use crate::place::{Place, source};
use serde_json::Value;
use std::collections::BTreeSet;

#[test]
fn every_remark_of_a_parse_can_be_looked_up() {
    let place = Place::new();
    let files = (0..5).map(|n| source(&format!("s00{n}.txt")));
    let parsed =
        place.run(["parse".to_owned()].into_iter().chain(files).chain(["--format=jsonl".to_owned()]));
    let mut codes = BTreeSet::new();
    parsed.ends(0).lines().iter().for_each(|document| collect(document, &mut codes));
    assert!(codes.len() > 5, "{codes:?}");
    let run =
        place.run(["explain"].into_iter().chain(codes.iter().map(String::as_str)).chain(["--format=jsonl"]));
    for (record, code) in run.ends(0).lines().iter().zip(&codes) {
        assert_eq!(record["code"], code.as_str());
        assert!(record["explanation"].as_str().is_some_and(|e| e.len() > 20), "{record}");
    }
}

fn collect(value: &Value, codes: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            let code = fields.get("code").filter(|_| fields.contains_key("severity"));
            codes.extend(code.and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|v| collect(v, codes));
        }
        Value::Array(members) => members.iter().for_each(|v| collect(v, codes)),
        _ => {}
    }
}

#[test]
fn a_code_is_explained_with_an_example_and_without_one_all_are_listed() {
    let place = Place::new();
    let one = place.run(["explain", "c011"]).ends(0).out;
    assert!(one.starts_with("C011") && one.contains("publisher") && one.contains("读作"), "{one}");
    let all = place.run(["explain"]).ends(0).out;
    let listed: Vec<&str> = all.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert!(
        listed.len() > 20 && listed.is_sorted_by_key(|code| (code.starts_with('K'), *code)),
        "{listed:?}"
    );
    assert!(listed.contains(&"K001"));
    let desk = place.run(["explain", "K009"]).ends(0).out;
    assert!(desk.contains("著录不一") && desk.contains("处理"), "{desk}");
    place.run(["explain", "C011", "C999"]).is_refused(&["C999", "chuchu explain"]);
    assert!(place.names().is_empty(), "no index is made for it");
}
