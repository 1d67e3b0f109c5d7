//! Loads and asks an index with this crate alone: no command line crate.
//!
//! `create DIR` makes an empty index, `add DIR PATH…` adds files, `ask DIR QUERY` prints hits as JSON lines,
//! `batch DIR FILE.jsonl` prints `{"id","query","total","took_us","hits"}` for every `{"id","query"}`.
#![allow(clippy::print_stdout, reason = "an example that prints its answer")]

use chuchu_index::{Corpus, SearchRequest, intake};
use serde_json::json;
use std::error::Error;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["create", dir] => Corpus::create(Path::new(dir)).map(drop)?,
        ["add", dir, paths @ ..] => add(&Corpus::open(Path::new(dir))?, paths)?,
        ["ask", dir, query] => ask(&Corpus::open(Path::new(dir))?, query)?,
        ["batch", dir, file] => batch(&Corpus::open(Path::new(dir))?, file)?,
        _ => return Err("usage: create DIR | add DIR PATH… | ask DIR QUERY | batch DIR FILE.jsonl".into()),
    }
    Ok(())
}

fn add(corpus: &Corpus, paths: &[&str]) -> Result<(), Box<dyn Error>> {
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    let mut writer = corpus.writer()?;
    let mut added = 0;
    let mut failed = Vec::new();
    for record in intake::read_all(&paths) {
        match record {
            Ok(record) => {
                writer.add(&record)?;
                added += 1;
            }
            Err(failure) => failed.push(failure),
        }
    }
    writer.commit()?;
    println!("{}", json!({ "added": added, "failed": failed }));
    Ok(())
}

fn ask(corpus: &Corpus, query: &str) -> Result<(), Box<dyn Error>> {
    let request = SearchRequest { query: query.to_owned(), limit: Some(10), ..SearchRequest::default() };
    for hit in corpus.search(&request)?.hits {
        println!("{}", serde_json::to_string(&hit)?);
    }
    Ok(())
}

fn batch(corpus: &Corpus, file: &str) -> Result<(), Box<dyn Error>> {
    for line in std::fs::read_to_string(file)?.lines() {
        let asked: serde_json::Value = serde_json::from_str(line)?;
        let query = asked["query"].as_str().unwrap_or_default().to_owned();
        let answer = corpus.search(&SearchRequest { query, ids_only: true, ..SearchRequest::default() })?;
        let (id, query, total, took_us) = (&asked["id"], &asked["query"], answer.total, answer.took_us);
        println!(
            "{}",
            json!({ "id": id, "query": query, "total": total, "took_us": took_us, "hits": answer.ids })
        );
    }
    Ok(())
}
