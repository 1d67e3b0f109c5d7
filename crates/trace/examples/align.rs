//! A quotation in files: where it stands and what differs.
//!
//! ```text
//! cargo run -p chuchu-trace --example align -- 从群众中来，到群众里去 speech.txt essay.txt
//! ```

use chuchu_model::Verdict;
use chuchu_trace::{Place, Query, Window, places};
use std::error::Error;
use std::io::{self, Write};

fn told(out: &mut impl Write, name: &str, source: &str, place: &Place) -> io::Result<()> {
    let text = place.span.of(source).unwrap_or_default();
    writeln!(out, "{name} [{}]  {} {:.3}\n  {text}", place.span, place.verdict.as_str(), place.similarity)?;
    for d in &place.differences {
        writeln!(out, "  {:?}: 【{}】 is 【{}】 there", d.kind, d.query_text, d.source_text)?;
    }
    place.context.iter().try_for_each(|warning| writeln!(out, "  {warning}"))
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let quotation = arguments.next().ok_or("usage: align QUOTATION FILE…")?;
    let query = Query::new(&quotation);
    let mut out = io::stdout().lock();
    for name in arguments {
        let source = std::fs::read_to_string(&name).map_err(|e| format!("{name}: {e}"))?;
        let found = places(&query, &Window::new(&source));
        for place in found.iter().filter(|place| place.verdict != Verdict::NotFound) {
            told(&mut out, &name, &source, place)?;
        }
    }
    Ok(())
}
