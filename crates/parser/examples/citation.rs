//! Reads citations field by field and shows what was repaired.
//!
//! `cargo run -p chuchu-parser --example citation -- '《实践论》，《毛泽东选集》第一卷，人民出版社1991年版：第292页'`
#![allow(clippy::print_stdout, reason = "an example that prints its answer")]

use chuchu_parser::parse_citation;

const SAMPLE: &str = "毛泽东：《实践论》，《毛泽东选集》第一卷，人民出版社1991年版：第292页";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let texts = if given.is_empty() { vec![SAMPLE.to_owned()] } else { given };
    for text in texts {
        let citation = parse_citation(&text);
        println!("{}", serde_json::to_string_pretty(&citation)?);
        for remark in &citation.diagnostics {
            let printed = remark.span.of(&text).unwrap_or_default();
            println!("{} at “{printed}”: {}", remark.code, remark.message);
        }
    }
    Ok(())
}
