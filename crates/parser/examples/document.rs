//! Takes files apart: kind, title, headings, excerpts with their citations, and what was remarked on.
//!
//! `cargo run -p chuchu-parser --example document -- FILE…` (UTF-8 text)
#![allow(clippy::print_stdout, reason = "an example that prints its answer")]

use chuchu_model::{Citation, Document, DocumentId, Section, Source};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{path}: {e}"))?;
        let source = Source { name: path, ..Source::default() };
        print(&chuchu_parser::parse(&DocumentId::new("document")?, source, &text), &text);
    }
    Ok(())
}

fn print(document: &Document, text: &str) {
    let title = document.title.as_ref().map_or("(no title)", |t| t.text.as_str());
    println!("{}: {:?} · {title}", document.source.name, document.kind);
    document.sections.iter().for_each(|section| heading(section, 1));
    for excerpt in &document.excerpts {
        let source = excerpt.citation.as_ref().map_or_else(|| "no citation".to_owned(), fields);
        let letters = excerpt.text.chars().count();
        println!("  {:>3}  {letters} characters · {source}", excerpt.number);
    }
    for remark in &document.diagnostics {
        let line = 1 + text.bytes().take(remark.span.range().start).filter(|b| *b == b'\n').count();
        println!("  {} in line {line}: {}", remark.code, remark.message);
    }
}

fn heading(section: &Section, depth: usize) {
    println!("{}{}", "  ".repeat(depth), section.heading.text);
    section.children.iter().for_each(|child| heading(child, depth + 1));
}

fn fields(citation: &Citation) -> String {
    let title = citation.title().unwrap_or("untitled");
    let days: Vec<_> = citation.dates.iter().map(|day| day.first().to_string()).collect();
    format!("《{title}》 {}", days.join(", "))
}
