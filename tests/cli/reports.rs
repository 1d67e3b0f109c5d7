//! Reports to hand on: the page, the log for the checks of a repository, the table, and the file they go to.

use crate::place::{ABSENT, ALTERED, EXACT, Place};
use serde_json::{Value, json};
use std::fs;

fn place() -> Place {
    let place = Place::with_starter();
    let text = format!(
        "文件指出：“{EXACT}”。\n\n总书记说：“{ALTERED}”（《讲话》，2013年）。\n\n有人说：“{ABSENT}”。\n"
    );
    place.file("书稿/第 1 章.txt", text);
    place
}

const FILE: &str = "书稿/第 1 章.txt";

#[test]
fn the_page_is_one_file_with_everything_in_it() {
    let place = place();
    let page = place.run(["check", FILE, "--format", "html"]).ends(1).out;
    for part in [
        "<!DOCTYPE html>",
        "书稿/第 1 章.txt",
        "第3行",
        "<mark class=\"d replaced quoted\">大",
        "<mark class=\"d replaced source\">小",
        "data-copy=\"工作作风上的问题绝对不是小事，如果不坚决纠正不良风气\"",
        "任其发展下去",
        "s000#e4",
        "id=\"show-altered\"",
        "对照语料：5篇",
    ] {
        assert!(page.contains(part), "{part} is missing in:\n{page}");
    }
    for fetched in ["http://", "https://", " src=", "<link"] {
        assert!(!page.contains(fetched), "{fetched}");
    }
    assert_eq!(page.matches("<article ").count(), 3);
    let both = place.run(["check", FILE, FILE, "--format", "html"]).ends(1).out;
    assert_eq!((both.matches("<article ").count(), both.matches("<section class=\"file\"").count()), (6, 2));
}

#[test]
fn a_hostile_manuscript_does_not_get_into_the_page() {
    let place = Place::with_starter();
    let evil = "<script>alert('a')</script><img src=x onerror=y>群众\u{202e}路线";
    let file = place.file("a.txt", format!("他说：“{evil}”（《><script>b</script>》，2013年）。\n"));
    let page = place.run(["check", &file, "--format", "html"]).ends(1).out;
    assert_eq!(page.matches("<script>").count(), 1, "its own");
    assert!(!page.contains("<img") && !page.contains('\u{202e}'));
}

fn results(log: &Value) -> &[Value] {
    assert_eq!((log["version"].as_str(), log["runs"].as_array().map(Vec::len)), (Some("2.1.0"), Some(1)));
    log["runs"][0]["results"].as_array().unwrap()
}

#[test]
fn the_log_has_places_that_a_viewer_finds_and_a_fix() {
    let place = place();
    let log = place.run(["check", FILE, "--format", "sarif"]).ends(1).json();
    let altered = results(&log).iter().find(|r| r["ruleId"] == "quotation/altered").unwrap();
    let location = &altered["locations"][0]["physicalLocation"];
    let text = fs::read_to_string(place.path().join(FILE)).unwrap();
    let line = text.lines().nth(2).unwrap();
    let column = line.chars().position(|c| c == '“').unwrap() + 2;
    assert_eq!(location["artifactLocation"]["uri"], "%E4%B9%A6%E7%A8%BF/%E7%AC%AC%201%20%E7%AB%A0.txt");
    assert_eq!(location["region"]["startLine"], 3);
    assert_eq!(location["region"]["startColumn"], column);
    let change = &altered["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(change["insertedContent"]["text"], "小");
    let at = change["deletedRegion"]["charOffset"].as_u64().unwrap();
    assert_eq!(text.encode_utf16().nth(usize::try_from(at).unwrap()), "大".encode_utf16().next());
    assert!(results(&log).iter().all(|r| r["ruleId"] != "quotation/exact"), "what is in order is no result");
}

#[test]
fn fingerprints_outlive_moved_lines_and_ignored_findings_are_suppressed() {
    let place = place();
    let prints = |log: &Value| -> Vec<Value> {
        results(log).iter().map(|r| r["partialFingerprints"]["words/v1"].clone()).collect()
    };
    let before = place.run(["check", FILE, "--format", "sarif"]).ends(1).json();
    let text = fs::read_to_string(place.path().join(FILE)).unwrap();
    place.file(FILE, format!("新加的一段。\n\n{text}"));
    place.file("chuchu.toml", "ignore = [\"工作作风…\"] # ignore: 意引\n");
    let after = place.run(["check", FILE, "--format", "sarif"]).ends(1).json();
    assert_eq!(prints(&after), prints(&before));
    let altered = results(&after).iter().find(|r| r["ruleId"] == "quotation/altered").unwrap();
    let expect = json!([{"kind": "external", "status": "accepted", "justification": "意引"}]);
    assert_eq!(altered["suppressions"], expect);
}

#[test]
fn the_table_has_a_line_a_quotation() {
    let place = place();
    let table = place.run(["check", FILE, "--format", "csv", "--bom"]).ends(1).out;
    assert!(table.starts_with("\u{feff}file,place,verdict,"), "{table}");
    assert_eq!(table.lines().count(), 4, "{table}");
    assert!(table.contains("line 3,altered,1,"), "{table}");
}

#[test]
fn a_report_goes_to_its_file_whole_or_not_at_all() {
    let place = place();
    for (format, part) in
        [("text", "合计"), ("json", "\"summary\""), ("html", "</html>"), ("sarif", "\"runs\"")]
    {
        let run = place.run(["check", FILE, "--format", format, "-o", "report"]).ends(1);
        let report = fs::read_to_string(place.path().join("report")).unwrap();
        assert!(run.out.is_empty() && report.contains(part) && !report.contains('\u{1b}'), "{report}");
    }
    place.run(["check", FILE, "--format", "html", "-o", "none/report"]).is_refused(&["none/report"]);
    place.run(["check", "none.txt", "--format", "html", "-o", "other"]).is_refused(&["none.txt"]);
    assert_eq!(place.names(), ["index", "report", "书稿"]);
}

#[test]
fn what_cannot_be_read_is_named_in_the_page_and_the_rest_goes_on() {
    let place = place();
    let run = place.run(["check", FILE, "none.txt", "--format", "html"]);
    run.complains(&["none.txt"]);
    assert!(run.out.contains("<ul class=\"notices\">\n<li>none.txt: "), "{}", run.out);
    let log = place.run(["check", FILE, "none.txt", "--format", "sarif"]).json();
    let run = &log["runs"][0]["invocations"][0];
    assert_eq!((&run["executionSuccessful"], results(&log).is_empty()), (&false.into(), false));
}

#[test]
fn borrowings_without_marks_are_in_every_report_that_asks_for_them() {
    let place = Place::with_starter();
    place.file("稿.txt", format!("论作风\n\n大家都要记得，{EXACT}，这一点要紧。\n"));
    let plain = place.run(["check", "稿.txt", "--format", "json"]).ends(0).json();
    assert!(plain.get("unmarked").is_none());
    let asked = |format: &str| place.run(["check", "稿.txt", "--unmarked", "--format", format]).ends(0);
    let report = asked("json").json();
    let one = &report["unmarked"][0];
    assert_eq!((one["kind"].as_str(), one["trace"]["verdict"].as_str()), (Some("source"), Some("exact")));
    assert_eq!(one["trace"]["text"], EXACT);
    let log = asked("sarif").json();
    let [result] = results(&log) else { panic!("{log}") };
    assert_eq!(
        (result["ruleId"].as_str(), result["level"].as_str()),
        (Some("quotation/unmarked"), Some("note"))
    );
    assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], 3);
    for format in ["text", "html"] {
        let shown = asked(format).out;
        assert!(shown.contains("未加引号") && shown.contains(EXACT), "{shown}");
    }
}
