//! `chuchu.toml`: rules of the house, quotations set aside with a reason, and what is refused.

use crate::place::{ABSENT, ALTERED, EXACT, Place};

fn manuscript() -> String {
    format!("文件指出：“{EXACT}”。\n\n报告又说：“{ALTERED}”。\n\n还有人说：“{ABSENT}”。\n")
}

/// A place with a manuscript in a folder, and these rules above it.
fn place(rules: &str) -> Place {
    let place = Place::with_starter();
    place.file("书稿/一.txt", manuscript());
    place.file("chuchu.toml", rules);
    place
}

#[test]
fn what_is_set_aside_stays_in_the_report_and_fails_nothing() {
    let place = place(&format!(
        "fail_on = [\"altered\", \"not_found\"]\nignore = [\n  \"工作作风上的问题…\", # ignore: 作者意引\n  \"{ABSENT}\", # ignore: 待补\n]\n"
    ));
    let report = place.run(["check", "书稿/一.txt", "--format", "json"]).ends(0).json();
    assert_eq!((&report["summary"], &report["ignored"]), (&serde_json::json!({"exact": 1}), &2.into()));
    assert_eq!(report["items"][1]["trace"]["verdict"], "altered");
    assert_eq!(report["items"][1]["ignored"]["reason"], "作者意引");
    let out = place.run(["check", "书稿/一.txt"]).ends(0).out;
    assert!(
        out.contains("set aside 不计 (altered 文字有异): 作者意引") && out.contains("2 set aside"),
        "{out}"
    );
    let report = place.run(["check", "书稿/一.txt", "--no-config", "--format", "json"]).ends(1).json();
    assert!(report.get("ignored").is_none(), "{report}");
}

#[test]
fn an_entry_that_names_nothing_is_told_and_fails_nothing() {
    let place = place("fail_on = [\"none\"]\n\n[[ignore]]\ntext = \"不在稿中\"\nreason = \"试\"\n");
    let run = place.run(["check", "书稿/一.txt"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.err, "chuchu: chuchu.toml:3: this ignore entry names no quotation: “不在稿中”\n");
    place.run(["check", "书稿/一.txt", "--quiet"]).ends(0);
}

#[test]
fn a_reason_must_be_given_and_every_key_known() {
    for (rules, parts) in [
        ("ignore = [\n  \"一切为了群众\",\n]\n", ["chuchu.toml:2:", "no reason"]),
        ("\n[house]\npunctation = \"strict\"\n", ["chuchu.toml:3:", "\"punctuation\""]),
        ("fail_on = [\"altered\"\n", ["chuchu.toml:", ""]),
    ] {
        place(rules).run(["check", "书稿/一.txt"]).is_refused(&parts);
    }
    place("").run(["check", "书稿/一.txt", "--config", "none.toml"]).is_refused(&["none.toml"]);
}

#[test]
fn arguments_come_before_the_house_and_the_nearer_file_before_the_farther() {
    let place = place("format = \"json\"\nfail_on = [\"none\"]\n");
    assert_eq!(place.run(["check", "书稿/一.txt"]).ends(0).json()["summary"]["exact"], 1);
    place.run(["check", "书稿/一.txt", "--fail-on", "altered"]).ends(1);
    assert!(place.run(["check", "书稿/一.txt", "--format", "text"]).ends(0).out.contains("合计"));
    let other = place.file("other.toml", "fail_on = [\"not_found\"]\n");
    place.run(["check", "书稿/一.txt", "--config", &other]).ends(1);
    place.file("书稿/chuchu.toml", "fail_on = [\"partial\"]\n");
    assert!(place.run(["check", "书稿/一.txt"]).ends(0).out.contains("合计"));
}

#[test]
fn rules_of_the_house_are_findings() {
    let traditional = "歷史和現實都告訴我們，密切聯系群眾，是黨的性質和宗旨的體現";
    let text = format!("他说：「{traditional}」（《讲话》，2013年）。\n\n他说：“{EXACT}”。\n");
    let check = |rules: &str| {
        let place = Place::with_starter();
        place.file("稿.txt", &text);
        place.file("chuchu.toml", rules);
        let run = place.run(["check", "稿.txt", "--format", "json"]);
        let report = run.json();
        let broken = |at: usize| report["items"][at]["house"].clone();
        (run.code, [broken(0), broken(1)])
    };
    let none = serde_json::Value::Null;
    assert_eq!(check(""), (0, [none.clone(), none.clone()]));
    assert_eq!(check("[house]\nscript = \"strict\"\n"), (1, [["script"].into(), none.clone()]));
    assert_eq!(check("[house]\nrequire_note = true\n"), (1, [none.clone(), ["require_note"].into()]));
    assert_eq!(check("[house]\nquotation_marks = \"curly\"\n"), (1, [["quotation_marks"].into(), none]));
}

#[test]
fn a_threshold_turns_the_farthest_finds_away() {
    let place = place("[thresholds]\nsimilarity = 0.99\n");
    let report = place.run(["check", "书稿/一.txt", "--format", "json"]).ends(1).json();
    assert_eq!(report["items"][0]["trace"]["verdict"], "exact");
    assert_eq!(report["items"][1]["trace"]["verdict"], "not_found");
}
