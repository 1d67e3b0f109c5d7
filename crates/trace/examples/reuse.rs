//! Prints what documents share, without an index: a pair a line, or with `--clusters` a cluster a line.
//!
//! `cargo run --release -p chuchu-trace --example reuse -- [--clusters] [--min-chars N] FILE…`
//! Files are texts, or `.jsonl` with lines `{"id","date"?,"text"}`. A formula has its places listed, the oldest
//! dozen of them, but no pairs. Figures go to stderr.
#![allow(clippy::print_stderr, reason = "an example that tells what it took")]

use chuchu_model::{Document, DocumentId, PartialDate, PassageId, PassageKind, Source, Span};
use chuchu_trace::reuse::{
    Cluster, ClusterKind, Likeness, Occurrence, Reuse, Settings, SharedPair, TextPassage,
};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::error::Error;
use std::io::{BufWriter, Write};
use std::time::Instant;

/// Places of a formula that are printed.
const LISTED: usize = 12;

/// The texts by document.
type Texts = HashMap<DocumentId, String>;

struct Arguments {
    clusters: bool,
    settings: Settings,
    files: Vec<String>,
}

fn arguments() -> Result<Arguments, Box<dyn Error>> {
    let mut read = Arguments { clusters: false, settings: Settings::default(), files: Vec::new() };
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        let mut number = || given.next().and_then(|n| n.parse::<usize>().ok()).ok_or("a number is missing");
        match argument.as_str() {
            "--clusters" => read.clusters = true,
            "--min-chars" => read.settings.min_chars = number()?,
            "--gram" => read.settings.gram = u32::try_from(number()?)?,
            "--crowd" => read.settings.crowd = number()?,
            "--formula" => read.settings.formula = number()?,
            "--threads" => read.settings.threads = number()?,
            file => read.files.push(file.to_owned()),
        }
    }
    Ok(read)
}

/// Id, date and text of a document.
type Text = (DocumentId, Option<PartialDate>, String);

/// The documents of a file.
fn documents(path: &str) -> Result<Vec<Text>, Box<dyn Error>> {
    let content = std::fs::read_to_string(path)?;
    if !path.ends_with(".jsonl") {
        let stem = std::path::Path::new(path).file_stem().and_then(|s| s.to_str()).unwrap_or("document");
        return Ok(vec![(DocumentId::new(stem)?, None, content)]);
    }
    let mut documents = Vec::new();
    for line in content.lines() {
        let record: Value = serde_json::from_str(line)?;
        let field = |name: &str| record[name].as_str().unwrap_or("").to_owned();
        documents.push((DocumentId::new(field("id"))?, field("date").parse().ok(), field("text")));
    }
    Ok(documents)
}

/// The parts of a document that somebody wrote: excerpts with their citation, paragraphs, headings.
fn passages(document: &Document, date: Option<PartialDate>) -> Vec<TextPassage> {
    let date = date.or_else(|| document.publication.as_ref().and_then(|p| p.date));
    let mut passages = Vec::new();
    for excerpt in &document.excerpts {
        let citation = excerpt.citation.as_ref();
        let own = citation.and_then(|c| c.dates.first()).map(|d| d.first());
        let parts = excerpt.spans.iter().copied().chain(citation.and_then(|c| c.span));
        let span = parts.reduce(Span::hull).unwrap_or_default();
        passages.push(TextPassage { id: excerpt.id.clone(), span, date: own.or(date) });
    }
    let paragraphs = document.paragraphs.iter();
    passages.extend(paragraphs.map(|p| TextPassage { id: p.id.clone(), span: p.span, date }));
    let headings = document.all_sections().into_iter().filter(|s| !s.run_in).map(|s| s.heading.span);
    for (number, span) in (1..).zip(headings) {
        let article = document.articles.iter().position(|a| a.span.contains(span));
        let article = article.and_then(|n| u32::try_from(n + 1).ok());
        let id = PassageId { document: document.id.clone(), article, kind: PassageKind::Heading, number };
        passages.push(TextPassage { id, span, date });
    }
    passages
}

fn gather(arguments: &Arguments) -> Result<(Reuse, Texts), Box<dyn Error>> {
    let (mut reuse, mut texts) = (Reuse::new(arguments.settings.clone()), Texts::new());
    for path in &arguments.files {
        for (id, date, text) in documents(path)? {
            let source = Source {
                name: path.clone(),
                encoding: "UTF-8".to_owned(),
                bytes: text.len() as u64,
                chars: text.chars().count() as u64,
                sha256: String::new(),
            };
            let document = chuchu_parser::parse(&id, source, &text);
            reuse.add(&text, passages(&document, date))?;
            texts.insert(id, text);
        }
    }
    Ok((reuse, texts))
}

fn text_of<'a>(place: &Occurrence, texts: &'a Texts) -> &'a str {
    texts.get(&place.passage.document).and_then(|text| place.span.of(text)).unwrap_or("")
}

fn place(place: &Occurrence, texts: &Texts) -> Value {
    json!({"doc": place.passage.document, "passage": place.passage, "span": place.span,
        "text": text_of(place, texts), "date": place.date})
}

fn pair(pair: &SharedPair, texts: &Texts) -> Value {
    let likeness = Likeness::of(text_of(&pair.a, texts), text_of(&pair.b, texts));
    let earlier = pair.is_earlier().then_some("a");
    json!({"a": place(&pair.a, texts), "b": place(&pair.b, texts), "match": likeness.as_str(),
        "similarity": pair.similarity, "earlier": earlier})
}

fn cluster(cluster: &Cluster, texts: &Texts) -> Value {
    let kind = if cluster.kind == ClusterKind::Formula { "formula" } else { "passage" };
    let most = if cluster.kind == ClusterKind::Formula { LISTED } else { usize::MAX };
    let places: Vec<Value> = cluster.occurrences.iter().take(most).map(|o| place(o, texts)).collect();
    json!({"kind": kind, "works": cluster.works, "count": cluster.occurrences.len(), "occurrences": places})
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = arguments()?;
    let begun = Instant::now();
    let (reuse, texts) = gather(&arguments)?;
    let parsed = begun.elapsed();
    let findings = reuse.finish();
    let found = begun.elapsed() - parsed;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let (mut passages, mut formulas, mut places, mut pairs) = (0, 0, 0, 0);
    for shared in findings.clusters() {
        let formula = shared.kind == ClusterKind::Formula;
        *if formula { &mut formulas } else { &mut passages } += 1;
        places += shared.occurrences.len();
        pairs += if formula { 0 } else { shared.pairs.len() };
        if arguments.clusters {
            writeln!(out, "{}", cluster(&shared, &texts))?;
        } else if !formula {
            shared.pairs.iter().try_for_each(|p| writeln!(out, "{}", pair(p, &texts)))?;
        }
    }
    eprintln!("read and parsed in {parsed:.1?}, compared in {found:.1?}");
    eprintln!("{passages} passages, {formulas} formulas, {places} places, {pairs} pairs");
    Ok(())
}
