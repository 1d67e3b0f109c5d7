//! A concordance, sorted by what follows: `concordance INDEX QUERY`, on an index that `search` has made.
#![allow(clippy::print_stdout, reason = "an example that prints its answer")]

use chuchu_index::{ConcordanceRequest, Corpus, LineSort, SearchRequest};
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: concordance INDEX QUERY";
    let (index, query) = (arguments.next().ok_or(usage)?, arguments.next().ok_or(usage)?);

    let corpus = Corpus::open(Path::new(&index))?;
    let search = SearchRequest { query, limit: Some(20), ..SearchRequest::default() };
    let request = ConcordanceRequest { search, width: 12, sort: Some(LineSort::Right) };
    // Lines come one after the other; an error of ours would end it.
    let summary = corpus.concordance(&request, |line| {
        println!("{:<12}  {}【{}】{}", line.passage.to_string(), line.left, line.hit, line.right);
        Ok::<(), chuchu_index::Error>(())
    })?;
    println!(
        "{} lines of {} passages{}",
        summary.lines,
        summary.passages,
        if summary.more { ", and more" } else { "" }
    );
    Ok(())
}
