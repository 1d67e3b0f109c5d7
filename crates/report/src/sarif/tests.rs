//! The log as a whole. That it agrees with the published schema is tried on the binary's output, from outside.

use super::*;
use crate::samples;
use chuchu_model::{CheckItem, Coverage, HouseRule, Ignored, NoteKind, NotePlace, Place, Verdict};

fn run(file: &str, items: Vec<CheckItem>, text: &str) -> Value {
    let report = samples::report(file, items);
    let mut out = Vec::new();
    log(
        &mut out,
        &[Checked { report: &report, text, surroundings: &[], fail_on: &[Verdict::Altered] }],
        &About::default(),
    )
    .unwrap();
    let log: Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    log["runs"][0].clone()
}

#[test]
fn an_altered_quotation_is_an_error_with_its_place_and_its_fix() {
    let run = run("稿 1.txt", vec![samples::altered()], samples::TEXT);
    let result = &run["results"][0];
    assert_eq!(
        (result["ruleId"].as_str(), result["level"].as_str()),
        (Some("quotation/altered"), Some("error"))
    );
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "%E7%A8%BF%201.txt");
    let region = json!({"startLine": 2, "startColumn": 2, "endLine": 2, "endColumn": 9, "charOffset": 5, "charLength": 7});
    assert_eq!(place["region"], region);
    let change = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(change["insertedContent"]["text"], "生命线");
    assert_eq!(change["deletedRegion"]["charOffset"], 10);
    let ids: Vec<_> =
        run["results"].as_array().unwrap().iter().map(|r| r["ruleId"].as_str().unwrap()).collect();
    assert_eq!(ids, ["quotation/altered", "context/turned", "citation/year"]);
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }
}

fn fingerprints(text: &str, items: Vec<CheckItem>) -> Vec<String> {
    let run = run("a.txt", items, text);
    let results = run["results"].as_array().unwrap();
    results.iter().map(|r| r["partialFingerprints"]["words/v1"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn fingerprints_stay_when_lines_move_and_tell_repetitions_apart() {
    let moved = format!("\n\n{}", samples::TEXT);
    let mut item = samples::altered();
    item.quotation.span = item.quotation.span.shifted(2);
    let here = fingerprints(samples::TEXT, vec![samples::altered()]);
    assert_eq!(fingerprints(&moved, vec![item]), here);
    let twice = fingerprints(samples::TEXT, vec![samples::altered(), samples::altered()]);
    assert_eq!(twice[..3], here);
    assert_ne!(twice[3], here[0]);
}

#[test]
fn what_is_set_aside_is_suppressed_with_its_reason() {
    let mut item = samples::altered();
    item.ignored = Some(Ignored { entry: "群众…".into(), reason: "作者意引".into() });
    let run = run("a.txt", vec![item], samples::TEXT);
    for result in run["results"].as_array().unwrap() {
        let expect = json!([{"kind": "external", "status": "accepted", "justification": "作者意引"}]);
        assert_eq!(result["suppressions"], expect);
    }
}

#[test]
fn levels_follow_coverage_and_the_house() {
    let mut absent = samples::altered();
    absent.trace.verdict = Verdict::NotFound;
    absent.trace.matches.clear();
    absent.coverage = Coverage::NotCovered;
    let mut marks = samples::altered();
    marks.trace.verdict = Verdict::Punctuation;
    marks.house = vec![HouseRule::Punctuation];
    let run = run("a.txt", vec![absent, marks], samples::TEXT);
    let level = |id: &str| {
        let results = run["results"].as_array().unwrap();
        results.iter().find(|r| r["ruleId"] == id).unwrap()["level"].clone()
    };
    assert_eq!(
        (level("quotation/not_found"), level("quotation/punctuation")),
        ("note".into(), "error".into())
    );
}

#[test]
fn a_file_that_is_no_plain_text_has_no_lines() {
    let mut item = samples::altered();
    let note = NotePlace { kind: NoteKind::Footnote, number: 5 };
    item.place = Some(Place { note: Some(note), ..Place::default() });
    let run = run("a.docx", vec![item], samples::TEXT);
    let location = &run["results"][0]["locations"][0];
    assert_eq!(location["logicalLocations"][0]["fullyQualifiedName"], "footnote 5");
    assert!(location["physicalLocation"].get("region").is_none());
    assert!(run["results"][0].get("fixes").is_none());
}

#[test]
fn controls_do_not_reach_a_viewer() {
    let mut item = samples::altered();
    item.quotation.text = "群众\u{1b}[31m\u{202e}路线".into();
    let run = run("a.txt", vec![item], samples::TEXT);
    let says = run["results"][0]["message"]["text"].as_str().unwrap();
    assert!(!says.contains(['\u{1b}', '\u{202e}']), "{says:?}");
}
