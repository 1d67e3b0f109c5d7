//! Answers: the contract's shapes, the order of batches, counts, and the exit status.

use crate::place::{ABSENT, ALTERED, EXACT, Place, source};
use serde_json::{Value, json};

#[track_caller]
fn has_keys(record: &Value, keys: &str) {
    for key in keys.split_whitespace() {
        assert!(record.get(key).is_some(), "{key} is missing in {record}");
    }
}

const DOCUMENT: &str = "schema id source kind title subtitle bylines publication date sections paragraphs articles \
    excerpts quotations terms reported works meetings set_phrases noise diagnostics";
const CITATION: &str = "raw span author work dates containers diagnostics";

#[test]
fn parse_gives_one_record_a_file_in_the_contracts_shape() {
    let place = Place::new();
    let files: Vec<String> = (0..5).map(|n| source(&format!("s00{n}.txt"))).collect();
    let arguments = |format: &'static str| {
        ["parse".to_owned()]
            .into_iter()
            .chain(files.clone())
            .chain(["--format".to_owned(), format.to_owned()])
    };
    let lines = place.run(arguments("jsonl")).ends(0).lines();
    assert_eq!(place.run(arguments("json")).ends(0).json(), Value::Array(lines.clone()));
    for (record, file) in lines.iter().zip(&files) {
        has_keys(record, DOCUMENT);
        let bytes = std::fs::read(file).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert_eq!(record["source"]["bytes"], bytes.len());
        assert_eq!(record["source"]["chars"], text.chars().count());
        let name = format!("{}.txt", record["id"].as_str().unwrap());
        assert!(file.ends_with(&name) && record["source"]["name"] == name.as_str(), "{file} {name}");
    }
    let text = place.run(["parse", &files[2]]).ends(0).out;
    assert!(text.contains("s002") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn a_batch_of_citations_keeps_ids_and_order() {
    let place = Place::new();
    let ids = ["b", "a", "c"];
    let lines = ids.map(|id| format!("{}\n", json!({"id": id, "text": "《讲话》（2013年1月22日）"})));
    let batch = place.file("cites.jsonl", lines.concat());
    let records = place.run(["cite", "parse", "--batch", &batch, "--format", "jsonl"]).ends(0).lines();
    assert_eq!(records.iter().map(|r| r["id"].as_str().unwrap()).collect::<Vec<_>>(), ids);
    records.iter().for_each(|record| has_keys(record, CITATION));
    let one = place.run(["cite", "parse", "《讲话》（2013年1月22日）", "--format", "json"]).ends(0).json();
    has_keys(&one, CITATION);
    assert_eq!(one["raw"], "《讲话》（2013年1月22日）");
}

#[test]
fn search_gives_one_record_a_hit() {
    let place = Place::with_starter();
    let hits = place.run(["search", "血肉联系", "--all", "--format", "jsonl"]).ends(0).lines();
    let count: usize = place.run(["count", "血肉联系"]).ends(0).out.trim().parse().unwrap();
    assert_eq!(hits.len(), count);
    assert!(count > 10);
    for hit in &hits {
        has_keys(hit, "id doc title date score text hits citation");
        assert!(hit["id"].as_str().unwrap().starts_with(&format!("{}#", hit["doc"].as_str().unwrap())));
    }
    let ten = place.run(["search", "血肉联系", "--format", "json"]).ends(0).json();
    assert_eq!(ten.as_array().map(Vec::len), Some(10));
    let ids = place.run(["search", "血肉联系", "--all", "--ids", "--format", "json"]).ends(0).json();
    assert_eq!(ids.as_array().map(Vec::len), Some(count));
}

#[test]
fn search_for_people_marks_what_was_found_without_colour_in_a_pipe() {
    let place = Place::with_starter();
    let out = place.run(["search", "血肉联系", "--doc", "s000"]).ends(0).out;
    assert!(out.contains("【血肉联系】") && out.contains("s000#e") && !out.contains('\u{1b}'), "{out}");
    let none = place.run(["search", "量子计算"]).ends(0).out;
    assert!(none.contains("no passage"), "{none}");
}

#[test]
fn filters_narrow_a_search() {
    let place = Place::with_starter();
    let docs = |more: &[&str]| {
        let arguments = ["search", "群众", "--all", "--format", "jsonl"].iter().chain(more);
        place.run(arguments).ends(0).lines()
    };
    let all = docs(&[]).len();
    let one = docs(&["--doc", "s002"]);
    assert!(!one.is_empty() && one.len() < all && one.iter().all(|hit| hit["doc"] == "s002"));
    let dated = docs(&["--from", "2013", "--to", "2013-06"]);
    assert!(
        dated.iter().all(|hit| hit["date"].as_str().is_some_and(|date| date.starts_with("2013"))),
        "{dated:?}"
    );
    assert!(docs(&["--kind", "law"]).is_empty());
}

#[test]
fn a_batch_of_queries_answers_in_order_with_ids_or_records() {
    let place = Place::with_starter();
    let queries = [("z", "血肉联系"), ("a", "量子计算"), ("m", "群众 AND 路线")];
    let lines = queries.map(|(id, query)| format!("{}\n", json!({"id": id, "query": query})));
    let batch = place.file("q.jsonl", lines.concat());
    let ids = place.run(["search", "--batch", &batch, "--all", "--ids", "--format", "jsonl"]).ends(0).lines();
    let records = place.run(["search", "--batch", &batch, "--all", "--format", "json"]).ends(0).json();
    for (n, (id, query)) in queries.iter().enumerate() {
        let (bare, full) = (&ids[n], &records[n]);
        assert_eq!((bare["id"].as_str(), bare["query"].as_str()), (Some(*id), Some(*query)));
        has_keys(full, "id query total took_us hits");
        assert_eq!(bare["total"], full["total"]);
        assert_eq!(bare["total"], bare["hits"].as_array().unwrap().len());
        assert!(bare["hits"].as_array().unwrap().iter().all(Value::is_string));
        assert!(full["hits"].as_array().unwrap().iter().all(Value::is_object));
    }
    assert_eq!(ids[1]["total"], 0);
    let text = place.run(["search", "--batch", &batch]).ends(0).out;
    assert!(text.find("量子计算").unwrap() > text.find("血肉联系").unwrap(), "{text}");
}

#[test]
fn trace_tells_by_its_exit_status_whether_to_look() {
    let place = Place::with_starter();
    let exact = place.run(["trace", EXACT, "--format", "json"]).ends(0).json();
    assert_eq!((exact["id"].as_str(), exact["verdict"].as_str()), (Some("q1"), Some("exact")));
    has_keys(
        &exact["matches"][0],
        "passage doc span text similarity verdict date work speaker citation context differences",
    );
    assert_eq!(exact["matches"][0]["passage"], "s000#e5");
    let altered = place.run(["trace", ALTERED, "--format", "json"]).ends(1).json();
    assert_eq!(altered["verdict"], "altered");
    let difference = &altered["matches"][0]["differences"][0];
    assert_eq!(
        (difference["query_text"].as_str(), difference["source_text"].as_str()),
        (Some("大"), Some("小"))
    );
    assert_eq!(place.run(["trace", ABSENT, "--format", "json"]).ends(1).json()["verdict"], "not_found");
}

#[test]
fn trace_for_people_shows_source_and_marked_differences() {
    let place = Place::with_starter();
    let out = place.run(["trace", ALTERED]).ends(1).out;
    for part in ["altered", "s000#e4", "2013-01-22", "不是【大】事", "不是【小】事", "出处", "“大” → “小”"]
    {
        assert!(out.contains(part), "{part} is missing in:\n{out}");
    }
    assert!(!out.contains('\u{1b}'));
    assert!(place.run(["trace", ABSENT]).ends(1).out.contains("says nothing about other texts"));
}

#[test]
fn a_batch_of_sentences_answers_in_order() {
    let place = Place::with_starter();
    let sentences = [("z", ABSENT), ("a", EXACT), ("m", ALTERED)];
    let lines = sentences.map(|(id, text)| format!("{}\n", json!({"id": id, "text": text})));
    let batch = place.file("t.jsonl", lines.concat());
    let records =
        place.run(["trace", "--batch", &batch, "--format", "jsonl", "--limit", "2"]).ends(1).lines();
    let seen: Vec<_> =
        records.iter().map(|r| (r["id"].as_str().unwrap(), r["verdict"].as_str().unwrap())).collect();
    assert_eq!(seen, [("z", "not_found"), ("a", "exact"), ("m", "altered")]);
    assert!(records.iter().all(|record| record["matches"].as_array().unwrap().len() <= 2));
    let good = place.file("good.jsonl", &lines[1]);
    place.run(["trace", "--batch", &good]).ends(0);
}

#[test]
fn check_gives_one_report_a_file_and_fails_on_what_it_is_told_to() {
    let place = Place::with_starter();
    let file = source("s003.txt");
    let report = place.run(["check", &file, "--format", "json"]).ends(1).json();
    has_keys(&report, "file summary items citations diagnostics");
    let items = report["items"].as_array().unwrap();
    items.iter().for_each(|item| has_keys(item, "quotation trace attribution coverage citation_check"));
    let counted: u64 = report["summary"].as_object().unwrap().values().filter_map(Value::as_u64).sum();
    assert_eq!(counted, items.len() as u64);
    place.run(["check", &file, "--fail-on", "none"]).ends(0);
    let altered = report["summary"].get("altered").is_some();
    place.run(["check", &file, "--fail-on", "altered"]).ends(i32::from(altered));
    let both = place.run(["check", &file, &file, "--format", "json"]).ends(1).json();
    assert_eq!(both.as_array().map(Vec::len), Some(2));
}

#[test]
fn check_for_people_gives_lines_verdicts_and_sources_and_accuses_nobody() {
    let place = Place::with_starter();
    let text =
        format!("某报告\n\n文件指出：“{EXACT}”。\n\n报告又说：“{ALTERED}”。\n\n还有人说：“{ABSENT}”。\n");
    let file = place.file("report.txt", text);
    let out = place.run(["check", &file]).ends(1).out;
    for part in ["report.txt", "line 3", "line 5", "line 7", "s000#e5", "不是【大】事", "本库未见"]
    {
        assert!(out.contains(part), "{part} is missing in:\n{out}");
    }
    for word in ["false", "fake", "wrong"] {
        assert!(!out.contains(word), "{word} in:\n{out}");
    }
}

#[test]
fn add_counts_and_the_last_version_counts() {
    let place = Place::with_empty_index();
    let add = |content: &str| {
        let file = place.file("texts/note.txt", content);
        place.file(
            "lines.jsonl",
            "{\"id\":\"x1\",\"title\":\"题\",\"date\":\"2013-01\",\"text\":\"密切联系群众\"}\n",
        );
        let report = place.run(["add", &file, "lines.jsonl", "--format", "json"]).ends(0).json();
        assert_eq!(report["failed"], json!([]));
        ["added", "replaced", "unchanged"].map(|key| report[key].as_u64().unwrap())
    };
    assert_eq!(add("群众路线"), [2, 0, 0]);
    assert_eq!(add("群众路线"), [0, 0, 2]);
    assert_eq!(add("实事求是"), [0, 1, 1]);
    assert_eq!(place.run(["count", "群众路线"]).ends(0).out, "0\n");
    assert_eq!(place.run(["count", "实事求是"]).ends(0).out, "1\n");
    let list = place.run(["list", "--format", "jsonl"]).ends(0).lines();
    assert_eq!(list.iter().map(|d| d["id"].as_str().unwrap()).collect::<Vec<_>>(), ["note", "x1"]);
    assert_eq!((list[1]["title"].as_str(), list[1]["date"].as_str()), (Some("题"), Some("2013-01")));
}

#[test]
fn remove_takes_what_is_there_and_names_what_is_not() {
    let place = Place::with_starter();
    let run = place.run(["remove", "s001", "nobody", "--format", "json"]);
    run.complains(&["nobody"]);
    assert_eq!(run.json(), json!({"removed": 1, "missing": ["nobody"]}));
    assert_eq!(place.run(["list", "--format", "json"]).ends(0).json().as_array().map(Vec::len), Some(4));
    assert_eq!(place.run(["remove", "s002"]).ends(0).out, "1 removed\n");
}

#[test]
fn show_gives_documents_and_passages() {
    let place = Place::with_starter();
    let document = place.run(["show", "s000", "--format", "json"]).ends(0).json();
    has_keys(&document, DOCUMENT);
    assert_eq!(document["text"], std::fs::read_to_string(source("s000.txt")).unwrap());
    let passage = place.run(["show", "s000#e5", "--format", "json"]).ends(0).json();
    assert_eq!((passage["id"].as_str(), passage["doc"].as_str()), (Some("s000#e5"), Some("s000")));
    assert!(passage["text"].as_str().unwrap().contains(EXACT));
    assert!(place.run(["show", "s000#e5"]).ends(0).out.contains(EXACT));
    let article = place.run(["show", "s004#a2", "--format", "json"]).ends(0).json();
    has_keys(&article, "id number title bylines abstract span text");
    assert!(place.run(["show", "s004#a2"]).ends(0).out.contains("s004#a2"));
    place.run(["show", "s004#a99"]).is_refused(&["s004#a99"]);
    place.run(["show", "nobody"]).is_refused(&["nobody"]);
    place.run(["show", "s000#e999"]).is_refused(&["s000#e999"]);
}

#[test]
fn status_counts_what_list_lists() {
    let place = Place::with_starter();
    let status = place.run(["status", "--format", "json"]).ends(0).json();
    let list = place.run(["list", "--format", "json"]).ends(0).json();
    let sum = |key: &str| list.as_array().unwrap().iter().filter_map(|d| d[key].as_u64()).sum::<u64>();
    assert_eq!(status["documents"], 5);
    assert_eq!(status["passages"].as_u64(), Some(sum("passages")));
    assert_eq!(status["chars"].as_u64(), Some(sum("chars")));
    assert!(place.run(["status"]).ends(0).out.contains("documents"));
    assert_eq!(place.run(["list"]).ends(0).out.lines().count(), 5);
}
