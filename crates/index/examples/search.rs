//! Indexes folders and searches them: `search INDEX QUERY PATH…`. The index is made if there is none; files
//! that it has are not parsed again.
#![allow(clippy::print_stdout, reason = "an example that prints its answer")]

use chuchu_index::{Corpus, SearchRequest, intake};
use std::error::Error;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: search INDEX QUERY PATH…";
    let (index, query) = (arguments.next().ok_or(usage)?, arguments.next().ok_or(usage)?);
    let paths: Vec<PathBuf> = arguments.map(PathBuf::from).collect();

    let index = Path::new(&index);
    let corpus = if Corpus::exists(index) { Corpus::open(index)? } else { Corpus::create(index)? };
    let mut writer = corpus.writer()?;
    for record in intake::read_all(&paths) {
        match record {
            Ok(record) => drop(writer.add(&record)?),
            Err(failure) => println!("passed over: {}: {}", failure.path, failure.error),
        }
    }
    writer.commit()?;

    let answer = corpus.search(&SearchRequest { query, limit: Some(5), ..SearchRequest::default() })?;
    println!("{} passages", answer.total);
    for hit in answer.hits {
        let date = hit.date.map(|date| date.to_string()).unwrap_or_default();
        println!("{}  {date}  {}", hit.id, hit.citation.or(hit.title).unwrap_or_default());
    }
    Ok(())
}
