//! Prints documents or citations as JSON lines, with the parser alone: no index, no command line crate.
//!
//! `parse FILE…` prints a document a line; `cite parse --batch FILE.jsonl` a citation for every `{"id","text"}`.
#![allow(clippy::print_stdout, reason = "an example that prints its answer")]

use chuchu_model::{DocumentId, Source};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["parse", files @ ..] => {
            files.iter().filter(|f| !f.starts_with("json")).try_for_each(|f| document(f))
        }
        ["cite", "parse", file, ..] => citations(file),
        _ => Err("usage: parse FILE… | cite parse --batch FILE.jsonl".into()),
    }
}

fn document(path: &str) -> Result<(), Box<dyn Error>> {
    let text = String::from_utf8(std::fs::read(path)?)?;
    let file = std::path::Path::new(path);
    let stem = file.file_stem().and_then(|s| s.to_str()).unwrap_or("document");
    let source = Source {
        name: file.file_name().and_then(|s| s.to_str()).unwrap_or(stem).to_owned(),
        encoding: "UTF-8".to_owned(),
        bytes: text.len() as u64,
        chars: text.chars().count() as u64,
        sha256: String::new(),
    };
    println!("{}", serde_json::to_string(&chuchu_parser::parse(&DocumentId::new(stem)?, source, &text))?);
    Ok(())
}

fn citations(path: &str) -> Result<(), Box<dyn Error>> {
    for line in std::fs::read_to_string(path)?.lines() {
        let record: serde_json::Value = serde_json::from_str(line)?;
        let text = record["text"].as_str().or_else(|| record["formatted"].as_str()).unwrap_or("");
        let mut answer = serde_json::to_value(chuchu_parser::parse_citation(text))?;
        answer["id"] = record["id"].clone();
        println!("{answer}");
    }
    Ok(())
}
