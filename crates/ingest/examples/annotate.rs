//! Hands a Word file back with a comment at each place of a word:
//! `cargo run -p chuchu-ingest --example annotate -- IN.docx WORD OUT.docx`.
#![allow(clippy::print_stdout, reason = "an example prints")]

use chuchu_ingest::{Options, Remark, annotate_docx, ingest};
use chuchu_model::Span;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, word, to] = arguments.as_slice() else {
        return Err("give a file, a word and a new file".into());
    };
    let bytes = std::fs::read(from)?;
    let text = ingest(from, &bytes, &Options::default())?.text;
    let places = text.match_indices(word.as_str()).map(|(at, found)| Span::from_range(at..at + found.len()));
    let remark = |span| Remark { span, author: "示例".to_owned(), text: format!("此处有“{word}”") };
    let remarks: Vec<Remark> = places.map(remark).collect();
    std::fs::write(to, annotate_docx(&bytes, &remarks)?)?;
    println!("{} comments", remarks.len());
    Ok(())
}
