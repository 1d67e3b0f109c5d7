//! `cite render`: the citation of what is in the index, or of what is printed, in a style.

use crate::place::Place;

#[test]
fn a_passage_is_cited_in_every_style() {
    let place = Place::with_starter();
    let check = |id: &str, style: &str, expect: &str| {
        let printed = place.run(["cite", "render", id, "--style", style, "--quiet"]).ends(0).out;
        assert_eq!(printed, format!("{expect}\n"));
    };
    let newspaper = "永远保持党同人民群众的血肉联系";
    check("s002#p3", "gb7714-2015", &format!("{newspaper}[N]. 人民日报, 2021-12-28(9)."));
    check("s002", "gb7714-2025", &format!("{newspaper}[N]. 人民日报，2021-12-28（9）."));
    check("s002#p1", "zhaibian", &format!("《{newspaper}》，《人民日报》2021年12月28日第9版"));
    check("s002", "renmin", &format!("《{newspaper}》，《人民日报》2021年12月28日第9版。"));
    check("s004#a4p2", "renmin", "张晨：《加强作风建设保持党同人民群众的血肉联系》。");
    check("s004#a4", "zhaibian", "张晨：《加强作风建设保持党同人民群众的血肉联系》");
    check(
        "s000#e8",
        "renmin",
        "《坚持和运用好毛泽东思想活的灵魂》，载《习近平著作选读》第一卷，人民出版社2023年版，第211页。",
    );
}

#[test]
fn what_the_style_asks_for_and_is_not_said_is_told() {
    let place = Place::new();
    let printed = "《江州史》（1930年5月），《江州文库》第一卷，江州出版社1990年版，第5页";
    let run = place.run(["cite", "render", "--text", printed, "--style", "renmin"]);
    assert_eq!(run.code, 0);
    assert_eq!(run.out, "《江州史》，载《江州文库》第一卷，江州出版社1990年版，第5页。\n");
    assert!(run.err.contains("author 责任者") && run.err.contains("date of the text 日期"), "{}", run.err);
    assert!(!place.index().exists(), "a printed citation needs no index");
    let json = place.run(["cite", "render", "--text", printed, "--format", "json"]).ends(0).json();
    assert_eq!(json["style"], "gb7714-2025");
    assert_eq!(json["missing"], serde_json::json!(["author", "place"]));
    assert_eq!(json["citation"]["containers"][0]["year"], 1990);
}

#[test]
fn a_batch_goes_on_behind_what_cannot_be_printed() {
    let place = Place::with_starter();
    let lines = [
        r#"{"id":"s000#e8"}"#,
        r#"{"id":"n2","text":"同上，第7页"}"#,
        r#"{"id":"s009"}"#,
        r#"{"id":"n3","text":"徐旭：《江州的桥》，《江州考古》1959年第11期"}"#,
    ];
    let batch = place.file("notes.jsonl", lines.join("\n"));
    let run = place.run(["cite", "render", "--batch", &batch, "--style", "gb7714-2015", "--format", "jsonl"]);
    assert!(run.err.contains("n2") && run.err.contains("同上"), "{}", run.err);
    assert!(run.err.contains("passage s009 in this index"), "{}", run.err);
    assert_eq!(run.code, 2);
    let records = run.lines();
    assert_eq!(records.len(), 2);
    assert_eq!((&records[0]["id"], &records[1]["id"]), (&"s000#e8".into(), &"n3".into()));
    assert_eq!(records[1]["text"], "徐旭. 江州的桥[J]. 江州考古, 1959(11).");
}

#[test]
fn what_is_not_there_is_refused() {
    let place = Place::with_starter();
    for id in ["s009", "s000#e99", "s004#a9", "s000#", "#", ""] {
        place.run(["cite", "render", id]).is_refused(&["no document, article or passage"]);
    }
    place.run(["cite", "render", "s001"]).is_refused(&["names no work"]);
    place.run(["cite", "render", "s002", "--style", "apa"]).is_refused(&["apa", "gb7714-2025"]);
    place.run(["cite", "render", "--text", " "]).is_refused(&["nothing"]);
    place.run(["cite", "render"]).is_refused(&["--batch"]);
}
