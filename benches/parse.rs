//! Parse speed, in megabytes (10^6 bytes) of text a second: each of the five documents, laws where there are
//! any, the anthology repeated to 50 MB as one document, hostile lines, one citation.
#![allow(missing_docs, reason = "criterion's macros make public items")]

use chuchu_benches::{documents, laws, parse};
use chuchu_model::{Document, DocumentId, Source};
use chuchu_text::{Folded, Folding, fold_to_string};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn parsing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("parse");
    for record in documents() {
        let document = parse(&record);
        assert!(!document.paragraphs.is_empty() || !document.excerpts.is_empty(), "{} was read", record.id);
        group.throughput(Throughput::BytesDecimal(record.text.len() as u64));
        group.bench_function(record.id.as_str(), |b| b.iter(|| parse(black_box(&record))));
    }
    let laws = laws(1_000_000);
    if !laws.is_empty() {
        let articles: usize = laws.iter().map(|r| parse(r).paragraphs.len()).sum();
        assert!(articles > 1_000, "laws have articles: {articles}");
        group.throughput(Throughput::BytesDecimal(laws.iter().map(|r| r.text.len() as u64).sum()));
        group.sample_size(10);
        group.bench_function("laws", |b| {
            b.iter(|| laws.iter().map(|r| parse(black_box(r)).paragraphs.len()).sum::<usize>());
        });
    }
    group.finish();
}

/// One document of 50 MB: the anthology again and again, and lines that mean no good.
fn long(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("long");
    group.sample_size(10);
    let anthology = documents().pop().expect("the anthology is the last document");
    let quotations = parse(&anthology).quotations.len();
    let times = 50_000_000 / anthology.text.len();
    let text = anthology.text.repeat(times);
    let found = document(&text).quotations.len();
    assert!(found > quotations * times / 2, "{found} quotations, {quotations} in one of {times}");
    group.throughput(Throughput::BytesDecimal(text.len() as u64));
    group.bench_function("anthology", |b| b.iter(|| document(black_box(&text)).quotations.len()));
    for (name, unit) in
        [("open marks", "“"), ("ordinals", "第"), ("figures", "1"), ("days", "2012年12月29日\n")]
    {
        let text = unit.repeat(1_000_000 / unit.len());
        assert_eq!(document(&text).quotations.len(), 0, "{name}");
        group.throughput(Throughput::BytesDecimal(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| document(black_box(&text)).quotations.len()));
    }
    group.finish();
}

fn document(text: &str) -> Document {
    chuchu_parser::parse(&DocumentId::new("long").expect("a sound id"), Source::default(), text)
}

fn citing(criterion: &mut Criterion) {
    let text = "《在河北省阜平县考察扶贫开发工作时的讲话》（2012年12月29日、30日），习近平《论“三农”工作》，中央文献出版社2022年版，第30页";
    let citation = chuchu_parser::parse_citation(text);
    assert_eq!(citation.dates.len(), 2);
    assert_eq!(citation.containers[0].year, Some(2022));
    let mut group = criterion.benchmark_group("cite");
    group.throughput(Throughput::BytesDecimal(text.len() as u64));
    group.bench_function("one", |b| b.iter(|| chuchu_parser::parse_citation(black_box(text))));
    group.finish();
}

fn folding(criterion: &mut Criterion) {
    let text: String = documents().into_iter().map(|r| r.text).collect();
    assert!(Folded::new(&text, Folding::LETTERS).len() > 30_000);
    let mut group = criterion.benchmark_group("fold");
    group.throughput(Throughput::BytesDecimal(text.len() as u64));
    group.bench_function("with map", |b| b.iter(|| Folded::new(black_box(&text), Folding::LETTERS).len()));
    group.bench_function("text alone", |b| {
        b.iter(|| fold_to_string(black_box(&text), Folding::LETTERS).len());
    });
    group.finish();
}

criterion_group!(benches, parsing, long, citing, folding);
criterion_main!(benches);
