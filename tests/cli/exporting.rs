//! `export`: what is written for other programs is well-formed, whole, and agrees with what the corpus says.

use crate::markup::is_well_formed;
use crate::place::Place;
use serde_json::Value;
use std::collections::HashSet;

/// Two documents with what the formats use for themselves, and an excerpt.
const HOSTILE: &str = r#"{"id":"a&<b>\"'","title":"甲<b>&\"乙\"\n丙","date":"2012-03-04","author":"丁\t戊","text":"第一句“<q>&amp;”。\u0001第二句……\n# text = 冒充\n1\t冒充\t_\n</p></s>"}
{"id":"d2","text":"一、群众路线\n党的群众路线是根本工作路线。群众观点“四风”……"}
"#;

fn hostile() -> Place {
    let place = Place::with_empty_index();
    let file = place.file("hostile.jsonl", HOSTILE);
    place.run(["add", &file]).ends(0);
    place
}

fn export(place: &Place, format: &str) -> String {
    place.run(["export", "--format", format]).ends(0).out
}

/// Every character but blanks.
fn ink(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"\u{feff}\u{200b}".contains(*c)).collect()
}

#[test]
fn what_is_exported_as_lines_can_be_added_again() {
    let place = Place::with_starter();
    let other = Place::with_empty_index();
    let lines = other.file("corpus.jsonl", export(&place, "jsonl"));
    let added = other.run(["add", &lines, "--format", "json"]).ends(0).json();
    assert_eq!((&added["added"], &added["failed"]), (&5.into(), &Value::Array(vec![])));
    for command in
        [&["list", "--format", "jsonl"][..], &["search", "群众 路线", "--all", "--format", "jsonl"]]
    {
        assert_eq!(other.run(command).ends(0).out, place.run(command).ends(0).out);
    }
    assert_eq!(export(&other, "jsonl"), export(&place, "jsonl"));
}

#[test]
fn citations_are_exported_once_each() {
    let place = Place::with_starter();
    let items: Vec<Value> = serde_json::from_str(&export(&place, "csl-json")).unwrap();
    let ids: HashSet<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), items.len());
    assert!(ids.contains("s002") && ids.contains("s000#e1"));
    for item in &items {
        assert!(item["title"].as_str().is_some_and(|t| !t.is_empty()) && item["type"].is_string(), "{item}");
    }
    let mut fields: Vec<String> = items
        .iter()
        .map(|item| {
            let mut item = item.clone();
            item.as_object_mut().unwrap().remove("id");
            item.to_string()
        })
        .collect();
    fields.sort();
    fields.dedup();
    assert_eq!(fields.len(), items.len(), "each once");

    let bibtex = export(&place, "bibtex");
    assert_eq!(bibtex.matches("\n@").count() + 1, items.len());
    assert_eq!(bibtex.matches('{').count(), bibtex.matches('}').count());
    let ris = export(&place, "ris");
    assert_eq!(ris.matches("TY  - ").count(), items.len());
    assert_eq!(ris.matches("ER  - \r\n").count(), items.len());
    assert!(ris.split_terminator("\r\n").all(|line| line.get(2..6) == Some("  - ")), "{ris}");

    let one = place.run(["export", "--doc", "s002", "--format", "csl-json"]).ends(0).json();
    assert_eq!(one[0]["container-title"], "人民日报");
    assert_eq!(one[0]["issued"], serde_json::json!({"date-parts": [[2021, 12, 28]]}));
}

#[test]
fn ids_that_give_one_key_get_two() {
    let place = Place::with_empty_index();
    let lines = r#"{"id":"a,b","title":"江州史","text":"江州的水。"}
{"id":"a;b","title":"江州志","text":"江州的山。"}
"#;
    place.run(["add", &place.file("two.jsonl", lines)]).ends(0);
    let bibtex = export(&place, "bibtex");
    assert!(bibtex.contains("@misc{a-b,") && bibtex.contains("@misc{a-b-2,"), "{bibtex}");
}

#[test]
fn tei_is_well_formed_and_holds_every_character() {
    let texts: [(Place, &[&str]); 2] = [
        (Place::with_starter(), &["s000", "s001", "s002", "s003", "s004"]),
        (hostile(), &["a&<b>\"'", "d2"]),
    ];
    for (place, ids) in texts {
        for id in ids {
            let file = place.run(["export", "--doc", id, "--format", "tei"]).ends(0).out;
            is_well_formed(&file);
            let line = place.run(["export", "--doc", id, "--format", "jsonl"]).ends(0).json();
            let body = file.split_once("<body>").unwrap().1.split_once("</body>").unwrap().0;
            let mut shown = String::new();
            for piece in body.split('<') {
                shown.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
            }
            for (entity, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
                shown = shown.replace(entity, sign);
            }
            let text = line["text"].as_str().unwrap().replace('\u{1}', "\u{fffd}");
            assert_eq!(ink(&shown), ink(&text), "{id}");
        }
    }
    let file = export(&Place::with_starter(), "tei");
    is_well_formed(&file);
    assert_eq!(file.matches("<TEI n=").count(), 5);
    assert_eq!(file.matches("<cit n=").count(), 31);
}

#[test]
fn conllu_has_ten_columns_and_the_words_of_each_sentence() {
    for place in [Place::with_starter(), hostile()] {
        let file = export(&place, "conllu");
        let mut blocks = 0;
        for block in file.split_terminator("\n\n") {
            let text = block.lines().find_map(|line| line.strip_prefix("# text = ")).unwrap();
            let words: Vec<Vec<&str>> = block
                .lines()
                .filter(|line| !line.starts_with("# "))
                .map(|line| line.split('\t').collect())
                .collect();
            assert!(words.iter().zip(1..).all(|(w, n)| w.len() == 10 && w[0] == n.to_string()), "{block}");
            let joined: String = words.iter().map(|word| word[1]).collect();
            assert_eq!(ink(&joined), ink(text), "{block}");
            blocks += 1;
        }
        assert!(blocks >= 3);
    }
}

#[test]
fn the_words_of_the_vertical_format_are_those_that_freq_counts() {
    let place = Place::with_starter();
    let file = export(&place, "vertical");
    for word in ["群众", "血肉", "作风", "路线"] {
        // word lists leave headings out
        let mut body = false;
        let counts = |line: &&str| {
            body = if line.starts_with("<p ") {
                line.contains("\"paragraph\"") || line.contains("\"excerpt\"")
            } else {
                body
            };
            body && *line == word
        };
        let lines = file.lines().filter(counts).count();
        let list = place.run(["freq", "--limit", "9999", "--format", "jsonl"]).ends(0).lines();
        let counted = list.iter().find(|item| item["item"] == word).unwrap();
        assert_eq!(counted["count"], lines, "{word}");
    }
    for place in [Place::with_starter(), hostile()] {
        is_well_formed(&format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><all>{}</all>"#,
            export(&place, "vertical")
        ));
    }
}

#[test]
fn an_unknown_document_is_refused() {
    let place = Place::with_starter();
    place.run(["export", "--doc", "s009", "--format", "tei"]).is_refused(&["s009"]);
    place.run(["export", "--format", "marc"]).is_refused(&["marc"]);
    place.run(["export"]).is_refused(&["--format"]);
}

#[test]
fn an_empty_corpus_gives_empty_files() {
    let place = Place::with_empty_index();
    for (format, expect) in
        [("csl-json", "[]\n"), ("bibtex", ""), ("ris", ""), ("jsonl", ""), ("conllu", ""), ("vertical", "")]
    {
        assert_eq!(export(&place, format), expect, "{format}");
    }
    is_well_formed(&export(&place, "tei"));
}
