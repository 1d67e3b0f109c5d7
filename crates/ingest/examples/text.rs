//! Prints the text of a file, each line with its place: `cargo run -p chuchu-ingest --example text -- FILE`.
#![allow(clippy::print_stdout, reason = "an example prints")]

use chuchu_ingest::{Options, ingest};
use chuchu_model::Span;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("give a file")?;
    let source = ingest(&path, &std::fs::read(&path)?, &Options::default())?;
    let encoding = source.encoding.map_or("", |encoding| encoding.name());
    println!("{} {encoding}", source.format);
    for left_out in &source.left_out {
        println!("left out: {left_out}");
    }
    let mut at = 0;
    for line in source.text.split_inclusive('\n') {
        let place = source.places.of(Span::from_range(at..at + line.len()));
        let level = source.headings.iter().find(|h| h.span.start() as usize == at).map(|h| h.level);
        let heading = level.map(|level| format!(" (heading {level})")).unwrap_or_default();
        println!("{}{heading}: {}", place.map(ToString::to_string).unwrap_or_default(), line.trim_end());
        at += line.len();
    }
    Ok(())
}
