//! Traces every quotation of a JSONL file (`{"id","text"}` a line) in every text of another, without an
//! index: `cargo run --release --example scan -- docs.jsonl queries.jsonl > records.jsonl`.

use chuchu_trace::{Place, Query, Window, places};
use serde_json::{Value, json};
use std::cmp::Ordering;
use std::error::Error;
use std::io::Write;

fn lines(path: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    Ok(std::fs::read_to_string(path)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or("").to_owned()
}

fn better(a: &Place, b: &Place) -> Ordering {
    a.verdict.cmp(&b.verdict).then(b.similarity.total_cmp(&a.similarity))
}

fn record(query: &Value, documents: &[(String, String)]) -> Value {
    let sentence = text(query, "text");
    let begun = std::time::Instant::now();
    let mut found: Vec<(&str, &str, Place)> = Vec::new();
    let quotation = Query::new(&sentence);
    for (id, source) in documents {
        let here = places(&quotation, &Window::new(source));
        found.extend(here.into_iter().map(|place| (id.as_str(), source.as_str(), place)));
    }
    found.sort_by(|a, b| better(&a.2, &b.2));
    found.truncate(20);
    let verdict = found.first().map_or("not_found", |(_, _, place)| place.verdict.as_str());
    let matches: Vec<Value> = found
        .iter()
        .map(|(id, source, p)| {
            json!({"doc": id, "span": p.span, "text": p.span.of(source), "similarity": p.similarity,
                "verdict": p.verdict, "run": p.longest_run, "context": p.context, "differences": p.differences})
        })
        .collect();
    let took = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
    json!({"id": query["id"], "text": sentence, "verdict": verdict, "took_us": took, "matches": matches})
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = std::env::args().skip(1);
    let (Some(documents), Some(queries)) = (paths.next(), paths.next()) else {
        return Err("usage: scan DOCS.jsonl QUERIES.jsonl".into());
    };
    let documents: Vec<(String, String)> =
        lines(&documents)?.iter().map(|d| (text(d, "id"), text(d, "text"))).collect();
    let mut out = std::io::stdout().lock();
    for query in lines(&queries)? {
        writeln!(out, "{}", record(&query, &documents))?;
    }
    Ok(())
}
