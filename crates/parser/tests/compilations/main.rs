//! Compilations of every house, as made-up documents: each with what must be read in it, in printed order.
//!
//! An outline has a line for each excerpt, `number text | work · container · date · page`, further citations
//! behind `+`; `#` heads a heading, `P` a plain paragraph, `~` a mark or label put aside, `T` the title.

#[path = "../sound/coverage.rs"]
mod coverage;
mod damage;
mod layout;
mod notes;
mod places;
mod shared;

use chuchu_model::{Citation, Document, DocumentId, DocumentKind, NoiseKind, Source, Span};
use coverage::covered_once;

fn parse(text: &str) -> Document {
    chuchu_parser::parse(&DocumentId::new("d").expect("a sound id"), Source::default(), text)
}

/// Author: work · container and volume · dates · pages, as far as they were read.
fn source(citation: &Citation) -> String {
    let mut fields: Vec<String> = Vec::new();
    fields.extend(citation.work.iter().filter_map(|w| w.title.clone()));
    for container in &citation.containers {
        let volume = container.volume.map(|v| v.to_string()).unwrap_or_default();
        fields.push(container.title.clone().unwrap_or_else(|| "?".to_owned()) + &volume);
    }
    let days = citation.dates.iter().map(|d| match (d.first(), d.last()) {
        (from, to) if from == to => from.to_string(),
        (from, to) => format!("{from}/{to}"),
    });
    fields.extend(days);
    let pages = citation.containers.iter().flat_map(|c| &c.pages);
    fields.extend(
        pages.map(|p| if p.from == p.to { format!("p{}", p.from) } else { format!("p{}-{}", p.from, p.to) }),
    );
    let author = if citation.author.is_empty() { String::new() } else { citation.author.join("、") + "：" };
    author + &fields.join("·")
}

fn outline(text: &str) -> (DocumentKind, Vec<String>) {
    let document = parse(text);
    covered_once(&document, text);
    let mut lines: Vec<(Span, String)> = Vec::new();
    lines.extend(document.title.iter().map(|t| (t.span, format!("T {}", t.text))));
    for excerpt in &document.excerpts {
        let cited = excerpt.citation.iter().map(source).collect::<String>();
        let further: String = excerpt.further_citations.iter().map(|c| format!(" + {}", source(c))).collect();
        let text = excerpt.text.replace('\n', "/");
        lines.push((excerpt.spans[0], format!("{} {text} | {cited}{further}", excerpt.number)));
    }
    lines.extend(document.all_sections().iter().map(|s| (s.heading.span, format!("# {}", s.heading.text))));
    let words = |span: Span| span.of(text).unwrap_or("").trim().to_owned();
    lines.extend(document.paragraphs.iter().map(|p| (p.span, format!("P {}", words(p.span)))));
    let marks = document.noise.iter().filter(|n| matches!(n.kind, NoiseKind::Other | NoiseKind::SourceLine));
    lines.extend(marks.map(|n| (n.span, format!("~ {}", words(n.span)))));
    lines.sort();
    (document.kind, lines.into_iter().map(|(_, line)| line.trim_end().to_owned()).collect())
}

/// A document, indented as suits the test, and its outline.
#[track_caller]
fn check(text: &str, expect: &str) {
    let (kind, found) = outline(&text.lines().map(str::trim).collect::<Vec<_>>().join("\n"));
    let expect: Vec<&str> = expect.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    assert_eq!(found.join("\n"), expect.join("\n"), "\n{}", text);
    assert_eq!(kind, DocumentKind::ExcerptCompilation);
}

/// A document that is no compilation.
#[track_caller]
fn check_article(text: &str) {
    let (kind, found) = outline(&text.lines().map(str::trim).collect::<Vec<_>>().join("\n"));
    assert_ne!(kind, DocumentKind::ExcerptCompilation, "{}", found.join("\n"));
}
