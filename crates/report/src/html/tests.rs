//! The page as a whole: what it says, what it lets through, what it is made of.

use super::*;
use crate::samples;
use chuchu_model::{CheckReport, HouseRule, Ignored, Surroundings};

fn page_of(report: &CheckReport, text: &str, around: &[Vec<Surroundings>]) -> String {
    let mut out = Vec::new();
    page(
        &mut out,
        &[Checked { report, text, surroundings: around, fail_on: &[Verdict::Altered] }],
        &About::default(),
    )
    .unwrap();
    String::from_utf8(out).unwrap()
}

#[track_caller]
fn holds(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "{part} is missing in:\n{page}");
    }
}

#[test]
fn a_quotation_has_everything_an_editor_asks_for() {
    let around = [vec![Surroundings { before: "他说，".into(), after: "，但是不够".into() }]];
    let mut item = samples::altered();
    item.house = vec![HouseRule::RequireNote];
    let shown = page_of(&samples::report("稿.txt", vec![item]), samples::TEXT, &around);
    holds(
        &shown,
        &[
            "第2行",
            "line 2",
            "<mark class=\"d replaced quoted\">命脉<sup>1 ",
            "<mark class=\"d replaced source\">生命线<sup>1 ",
            "…他说，",
            "，但是不够…",
            "data-copy=\"群众路线是生命线\"",
            "某人（他）",
            "出处</span> 某人：《讲话》（2013年6月18日）",
            "the source goes on: ，但是",
            "<td lang=\"zh\">2012年</td><td lang=\"zh\">2013-06-18</td>",
            "引文须有注",
            "class=\"q v-altered look miscited\"",
        ],
    );
}

#[test]
fn what_is_set_aside_keeps_its_reason() {
    let mut item = samples::altered();
    item.ignored = Some(Ignored { entry: "群众…".into(), reason: "作者意引".into() });
    let shown = page_of(&samples::report("稿.txt", vec![item]), samples::TEXT, &[]);
    holds(&shown, &["作者意引", "class=\"q v-ignored miscited\"", "id=\"show-ignored\""]);
}

#[test]
fn strangers_text_is_never_obeyed() {
    let evil = "\"><script>alert(1)</script><img src=x onerror=y>\u{202e}\u{0}'&";
    let mut item = samples::altered();
    item.quotation.text = evil.into();
    item.trace.text = evil.into();
    item.ignored = Some(Ignored { entry: evil.into(), reason: evil.into() });
    item.citation_check[0].printed = evil.into();
    item.citation_check[0].field = evil.into();
    let found = &mut item.trace.matches[0];
    (found.text, found.work, found.speaker) = (evil.into(), Some(evil.into()), Some(evil.into()));
    (found.citation, found.context) = (Some(evil.into()), Some(evil.into()));
    found.differences[0].query_text = evil.into();
    found.differences[0].source_text = evil.into();
    item.parallels = item.trace.matches.clone();
    let shown = page_of(&samples::report(evil, vec![item]), evil, &[]);
    assert_eq!(shown.matches("<script>").count(), 1, "its own");
    assert!(!shown.contains("<img") && !shown.contains(['\u{202e}', '\u{0}']));
    holds(&shown, &["&lt;script&gt;", "U+202E", "U+0000"]);
}

#[test]
fn nothing_is_fetched_and_only_its_own_script_may_run() {
    let shown = page_of(&samples::report("稿.txt", vec![samples::altered()]), samples::TEXT, &[]);
    holds(&shown, &["default-src 'none'", "script-src 'sha256-"]);
    for fetched in ["http://", "https://", "src=", "url(", "@import", "<link", " style=\""] {
        assert!(!shown.contains(fetched), "{fetched}");
    }
}

#[test]
fn tags_are_closed_and_ids_are_unique() {
    let items = vec![samples::altered(), samples::altered()];
    let report = samples::report("稿.txt", items);
    let shown = page_of(&report, samples::TEXT, &[]);
    for tag in
        ["article", "section", "details", "figure", "blockquote", "mark", "span", "table", "ol", "ul", "li"]
    {
        let opened = shown.matches(&format!("<{tag} ")).count() + shown.matches(&format!("<{tag}>")).count();
        assert_eq!(opened, shown.matches(&format!("</{tag}>")).count(), "{tag}");
    }
    let mut ids: Vec<&str> =
        shown.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{ids:?}");
}
