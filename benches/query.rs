//! Latency of search and trace on an index on disk: the five documents, and laws where there are any.
#![allow(missing_docs, reason = "criterion's macros make public items")]

use chuchu_benches::{documents, laws};
use chuchu_index::{Corpus, Record, SearchRequest, TraceOptions};
use chuchu_model::Verdict;
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn corpus(folder: &tempfile::TempDir, records: &[Record]) -> Corpus {
    let corpus = Corpus::create(&folder.path().join("index")).expect("an empty index");
    let mut writer = corpus.writer().expect("the only writer");
    for record in records {
        writer.add(record).expect("adding a record");
    }
    writer.commit().expect("the commit");
    corpus.reload().expect("the new state");
    corpus
}

fn search(corpus: &Corpus, query: &str) -> usize {
    let request = SearchRequest { query: query.to_owned(), limit: Some(10), ..SearchRequest::default() };
    corpus.search(&request).expect("an answer").total
}

fn trace(corpus: &Corpus, text: &str) -> Verdict {
    corpus.trace("q1", text, &TraceOptions::default()).expect("an answer").verdict
}

/// Queries and sentences of each kind; the answers are asserted before anything is timed.
fn five_documents(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let corpus = corpus(&folder, &documents());
    let mut group = criterion.benchmark_group("search");
    for (name, query, least) in
        [("one character", "党", 100), ("two characters", "群众", 50), ("phrase", "血肉联系", 30)]
    {
        assert!(search(&corpus, query) >= least, "{query}");
        group.bench_function(name, |b| b.iter(|| search(&corpus, black_box(query))));
    }
    group.finish();
    let mut group = criterion.benchmark_group("trace");
    let exact = "工作作风上的问题绝对不是小事，如果不坚决纠正不良风气，任其发展下去，就会像一座无形的墙把我们党和人民群众隔开";
    let altered = "工作作风上的问题绝对不是大事，如果不坚决纠正不良风气，任其发展下去，就会像一堵无形的墙把我们党和人民群众隔开";
    let absent = "石拱桥的矢跨比决定了主拱圈的受力状态与施工方法";
    for (name, text, verdict) in [
        ("exact", exact, Verdict::Exact),
        ("altered", altered, Verdict::Altered),
        ("absent", absent, Verdict::NotFound),
    ] {
        assert_eq!(trace(&corpus, text), verdict, "{text}");
        group.bench_function(name, |b| b.iter(|| trace(&corpus, black_box(text))));
    }
    group.finish();
}

/// The same on laws: a sentence cut from the middle of them, and the commonest words.
fn many_laws(criterion: &mut Criterion) {
    let records = laws(5_000_000);
    let Some(middle) = records.get(records.len() / 2) else { return };
    let line = middle.text.lines().map(str::trim).max_by_key(|l| l.len()).unwrap_or("");
    let sentence: String = line.chars().take(60).collect();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let corpus = corpus(&folder, &records);
    assert_eq!(trace(&corpus, &sentence), Verdict::Exact, "{sentence}");
    assert!(search(&corpus, "人民政府") > 1_000);
    let mut group = criterion.benchmark_group("laws");
    group.sample_size(30);
    group.bench_function("search, a common phrase", |b| b.iter(|| search(&corpus, black_box("人民政府"))));
    group.bench_function("trace, exact", |b| b.iter(|| trace(&corpus, black_box(&sentence))));
    group.finish();
}

criterion_group!(benches, five_documents, many_laws);
criterion_main!(benches);
