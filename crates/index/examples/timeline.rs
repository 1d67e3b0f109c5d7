//! A timeline by year: `timeline INDEX QUERY`, on an index that `search` has made.
#![allow(clippy::print_stdout, reason = "an example that prints its answer")]

use chuchu_index::{Corpus, SearchRequest, Step, TimelineRequest};
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: timeline INDEX QUERY";
    let (index, query) = (arguments.next().ok_or(usage)?, arguments.next().ok_or(usage)?);

    let corpus = Corpus::open(Path::new(&index))?;
    let search = SearchRequest { query, ..SearchRequest::default() };
    let timeline = corpus.timeline(&TimelineRequest { search, by: Step::Year })?;
    for period in &timeline.periods {
        let year = period.period.map(|date| date.to_string()).unwrap_or_default();
        println!("{year}  {:>4} hits  {:>8.1} per million characters", period.hits, period.per_million);
    }
    if let Some(undated) = &timeline.undated {
        println!("no date  {} hits", undated.hits);
    }
    if let Some(first) = &timeline.first {
        println!("first: {}  {}", first.id, first.citation.as_deref().unwrap_or("no citation"));
    }
    Ok(())
}
