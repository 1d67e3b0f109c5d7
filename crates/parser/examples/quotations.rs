//! Lists the quotations of a text with their speakers; terms in quotation marks are left out.
//!
//! `cargo run -p chuchu-parser --example quotations -- FILE` (UTF-8 text; without a file, a sample)
#![allow(clippy::print_stdout, reason = "an example that prints its answer")]

use chuchu_model::{DocumentId, Source};

const SAMPLE: &str = "孟子说：“民为贵，社稷次之，君为轻。”这里的“民”不是个别人。\n毛泽东在《论联合政府》中指出：“人民，只有人民，才是创造世界历史的动力。”";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = std::env::args().nth(1).map_or(Ok(SAMPLE.to_owned()), std::fs::read_to_string)?;
    let document = chuchu_parser::parse(&DocumentId::new("text")?, Source::default(), &text);
    for quotation in &document.quotations {
        let name = quotation.speaker.as_ref().map_or("?", |speaker| speaker.name.as_str());
        let work = quotation.work.as_ref().map_or(String::new(), |w| format!("《{}》", w.title));
        println!("{name}{work}: {}", quotation.text);
    }
    Ok(())
}
