//! Which reference is tied to a quotation, and what is a note.

use super::*;
use chuchu_model::QuotationKind;

fn quotation(text: &str, nth: usize) -> Quotation {
    let open = text.match_indices('“').nth(nth).unwrap().0;
    let close = text.match_indices('”').nth(nth).unwrap().0;
    let span = Span::from_range(open + 3..close);
    Quotation {
        span,
        spans: vec![span],
        text: span.of(text).unwrap().to_owned(),
        marks: Some(Span::from_range(open..close + 3)),
        kind: QuotationKind::Speech,
        speaker: None,
        cue: None,
        work: None,
        date: None,
        depth: 1,
    }
}

fn tied(text: &str, nth: usize) -> Option<Tied> {
    Apparatus::of(text, &[]).tied(&quotation(text, nth), &[])
}

#[track_caller]
fn check(text: &str, expect: Option<&str>) {
    let title = tied(text, 0).and_then(|t| t.citation.title().map(str::to_owned));
    assert_eq!(title.as_deref(), expect, "{text}");
}

#[test]
fn a_bracket_right_after_is_the_source() {
    check("“一切为了群众”（《论联合政府》，1945年）。", Some("论联合政府"));
    check("“一切为了群众。”（笑声）", None);
    check("“一切为了群众”，他说（《论联合政府》）", None);
    check("“一切为了群众。”\n\n——《论联合政府》\n", Some("论联合政府"));
    check("“一切为了群众。”\n\n——他说。\n", None);
}

#[test]
fn a_label_points_to_its_note() {
    check("“一切为了群众”[2]。\n注释\n[1] 《矛盾论》。\n[2] 《论联合政府》，1945年。", Some("论联合政府"));
    check("“一切为了群众”①。\n①《论联合政府》", Some("论联合政府"));
    check("“一切为了群众”[^甲]。\n\n[^甲]: 《论联合政府》\n", Some("论联合政府"));
    check("“一切为了群众”[3]。\n[1] 《矛盾论》。", None);
}

#[test]
fn a_note_that_points_back_is_read_as_the_one_it_points_to() {
    let notes = "[1]《论联合政府》，《毛泽东选集》第三卷，人民出版社1991年版，第1094页。\n[2]同上，第1096页。\n\
                 [3]《矛盾论》。\n[4] 同注[1]，第1097页。\n";
    for (label, title, page) in [(2, "论联合政府", 1096), (4, "论联合政府", 1097)] {
        let text = format!("“一切为了群众”[{label}]。\n\n注释\n\n{notes}");
        let tied = tied(&text, 0).unwrap();
        assert_eq!(tied.citation.title(), Some(title));
        assert_eq!(tied.citation.containers[0].pages[0].from, page);
        assert!(tied.back.is_some() && tied.citation.containers[0].year.is_none());
    }
    let text = "“一切为了群众”（《矛盾论》，1937年）。又说：“一切依靠群众”（同上）。";
    assert_eq!(tied(text, 1).unwrap().citation.title(), Some("矛盾论"));
}

fn kinds(text: &str) -> Vec<Kind> {
    Apparatus::of(text, &[]).notes.iter().map(|note| note.kind).collect()
}

#[test]
fn notes_are_told_from_lines_of_the_text() {
    assert_eq!(kinds("要求：\n①坚持原则；\n②联系群众。\n完。\n"), [Kind::Line, Kind::Line]);
    assert_eq!(kinds("正文[1][2]。\n注 释\n[1] 《矛盾论》。\n[2] 同意。\n"), [Kind::Note, Kind::Note]);
    assert_eq!(kinds("正文①②。\n\n①《矛盾论》。\n②同意。\n"), [Kind::Note, Kind::Note]);
    assert_eq!(kinds("正文。\n\n参考文献\n[1] 《矛盾论》，人民出版社1991年版。\n"), [Kind::Work]);
    assert_eq!(kinds("正文①。\n①《矛盾论》，1937年。\n正文又一页。\n"), [Kind::Note]);
}

#[test]
fn works_and_references_in_the_text_are_read() {
    let text = "正文（参见《实践论》，1937年）（以下简称《条例》）。\n\n参考文献：\n1. 《矛盾论》，人民出版社1991年版。\n\
                毛泽东：《论持久战》，人民出版社1975年版。\n作者单位：某校\n";
    let apparatus = Apparatus::of(text, &[]);
    let titles =
        |all: &[Citation]| all.iter().filter_map(|c| c.title().map(str::to_owned)).collect::<Vec<_>>();
    assert_eq!(titles(&apparatus.works), ["矛盾论", "论持久战"]);
    assert_eq!(titles(&apparatus.brackets), ["实践论"]);
}
