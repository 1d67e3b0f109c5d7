//! The concordance gives every place, exactly; the timeline counts what the concordance shows.

use chuchu_index::{
    ConcordanceLine, ConcordanceRequest, Error, LineSort, SearchRequest, Step, TimelineRequest,
};
use chuchu_model::{PassageKind, Span};
use chuchu_tests::TemporaryCorpus;
use chuchu_text::{Folding, fold_to_string};
use std::collections::{BTreeMap, BTreeSet};

fn corpus() -> TemporaryCorpus {
    TemporaryCorpus::new(&chuchu_tests::records())
}

fn asked(query: &str) -> SearchRequest {
    SearchRequest { query: query.to_owned(), ..SearchRequest::default() }
}

fn lines(corpus: &TemporaryCorpus, request: &ConcordanceRequest) -> Vec<ConcordanceLine> {
    let mut lines = Vec::new();
    let summary = corpus.corpus.concordance(request, |line| {
        lines.push(line);
        Ok::<(), Error>(())
    });
    assert_eq!(summary.expect("a concordance").lines, lines.len());
    lines
}

fn all(query: &str) -> ConcordanceRequest {
    ConcordanceRequest { search: asked(query), width: 12, sort: None }
}

#[test]
fn every_place_is_a_line_and_every_line_stands_there() {
    let corpus = corpus();
    for query in ["群众", "血肉联系", "\"人民群众\"", "党*群众", "群众 NEAR/5 路线"] {
        let lines = lines(&corpus, &all(query));
        let answer = corpus.corpus.search(&asked(query)).expect("an answer");
        let places: BTreeSet<_> =
            answer.hits.iter().flat_map(|hit| hit.hits.iter().map(|span| (hit.id.clone(), *span))).collect();
        let shown: BTreeSet<_> = lines.iter().map(|line| (line.passage.clone(), line.span)).collect();
        assert_eq!((shown, lines.len()), (places.clone(), places.len()), "{query}");
        for line in &lines {
            let text = chuchu_tests::text_of(line.doc.as_str());
            assert_eq!(line.span.of(&text), Some(line.hit.as_str()));
            let part = |span: Span| span.of(&text).expect("a part of the text");
            let before = part(Span::new(0, line.span.start()));
            let after = part(Span::from_range(line.span.end() as usize..text.len()));
            assert!(before.ends_with(&line.left) && after.starts_with(&line.right), "{line:?}");
            assert!(line.left.chars().count() <= 12 && line.right.chars().count() <= 12);
            let hit = answer.hits.iter().find(|hit| hit.id == line.passage).expect("its passage");
            assert_eq!(hit.date, line.date);
            let reach = |side: &str, end: bool| side.chars().count() == 12 || end;
            let (start, end) =
                (line.span.start() as usize - line.left.len(), line.span.end() as usize + line.right.len());
            assert!(reach(&line.left, start == hit.span.start() as usize), "{line:?}");
            assert!(reach(&line.right, end == hit.span.end() as usize), "{line:?}");
        }
    }
}

#[test]
fn sorted_lines_are_the_same_lines_in_order_and_pages_join() {
    let corpus = corpus();
    let folded = |text: &str| fold_to_string(text, Folding::LETTERS);
    let set = |lines: &[ConcordanceLine]| {
        lines.iter().map(|l| (l.passage.clone(), l.span)).collect::<BTreeSet<_>>()
    };
    let plain = lines(&corpus, &all("群众"));
    for sort in [LineSort::Left, LineSort::Right, LineSort::Date] {
        let request = ConcordanceRequest { sort: Some(sort), width: 4, ..all("群众") };
        let sorted = lines(&corpus, &request);
        assert_eq!(set(&sorted), set(&plain));
        let in_order = match sort {
            LineSort::Left => {
                sorted.is_sorted_by_key(|l| folded(&l.left).chars().rev().take(2).collect::<String>())
            }
            LineSort::Right => {
                sorted.is_sorted_by_key(|l| folded(&l.right).chars().take(2).collect::<String>())
            }
            LineSort::Date => sorted.is_sorted_by_key(|l| l.date.map_or(u32::MAX, |date| date.earliest())),
        };
        assert!(in_order, "{sort:?}");
        let mut pages = Vec::new();
        for offset in (0..sorted.len() + 7).step_by(7) {
            let search = SearchRequest { offset, limit: Some(7), ..asked("群众") };
            pages.extend(lines(&corpus, &ConcordanceRequest { search, ..request.clone() }));
        }
        assert_eq!(pages, sorted);
    }
    let search = SearchRequest { offset: 3, limit: Some(5), ..asked("群众") };
    assert_eq!(lines(&corpus, &ConcordanceRequest { search, ..all("群众") }), plain[3..8]);
}

#[test]
fn whoever_has_seen_enough_ends_it() {
    let corpus = corpus();
    let mut seen = 0;
    let ended = corpus.corpus.concordance(&all("群众"), |_| {
        seen += 1;
        if seen == 3 { Err(Error::Empty) } else { Ok(()) }
    });
    assert!(matches!(ended, Err(Error::Empty)) && seen == 3);
}

#[test]
fn the_timeline_counts_what_the_concordance_shows() {
    let corpus = corpus();
    for (query, by) in
        [("群众", Step::Year), ("群众", Step::Month), ("血肉联系 kind:excerpt_compilation", Step::Year)]
    {
        let request = TimelineRequest { search: asked(query), by };
        let timeline = corpus.corpus.timeline(&request).expect("a timeline");
        let shown = lines(&corpus, &all(query));
        let mut expect: BTreeMap<String, (BTreeSet<_>, usize)> = BTreeMap::new();
        let mut undated = 0;
        for line in shown.into_iter().filter(|line| line.passage.kind != PassageKind::Noise) {
            let text = line.date.map(|date| date.to_string()).unwrap_or_default();
            let Some(period) = text.get(..if by == Step::Year { 4 } else { 7 }) else {
                undated += 1;
                continue;
            };
            let row = expect.entry(period.to_owned()).or_default();
            row.0.insert(line.passage);
            row.1 += 1;
        }
        let found: BTreeMap<String, (usize, usize)> = timeline
            .periods
            .iter()
            .filter(|period| period.hits > 0)
            .map(|p| (p.period.expect("a date").to_string(), (p.passages, p.hits)))
            .collect();
        let expect: BTreeMap<String, (usize, usize)> =
            expect.into_iter().map(|(period, (passages, hits))| (period, (passages.len(), hits))).collect();
        assert_eq!(found, expect, "{query}");
        assert_eq!(timeline.undated.map_or(0, |p| p.hits), undated, "{query}");
        let periods: Vec<String> =
            timeline.periods.iter().map(|p| p.period.expect("a date").to_string()).collect();
        assert!(periods.is_sorted() && periods.len() > 1);
        if by == Step::Year {
            let first: usize = periods[0].parse().expect("a year");
            assert!(
                periods.iter().enumerate().all(|(i, year)| *year == (first + i).to_string()),
                "{periods:?}"
            );
        }
    }
}

#[test]
fn rates_are_over_the_characters_of_all_passages_that_count() {
    let corpus = corpus();
    let search = SearchRequest { from: "2013".parse().ok(), to: "2013".parse().ok(), ..asked("作风") };
    let timeline = corpus.corpus.timeline(&TimelineRequest { search, by: Step::Year }).expect("a timeline");
    let everything = SearchRequest { query: "year:2013".to_owned(), ..SearchRequest::default() };
    let passages = corpus.corpus.search(&everything).expect("all passages").hits;
    let text = passages.iter().filter(|hit| hit.id.kind != PassageKind::Noise);
    let letters = |text: &str| fold_to_string(text, Folding::LETTERS).chars().count();
    let chars: usize = text.map(|hit| letters(&hit.text)).sum();
    let [year] = timeline.periods.as_slice() else { panic!("{timeline:?}") };
    assert_eq!(year.chars, chars as u64);
    assert!((year.per_million - year.hits as f64 * 1e6 / chars as f64).abs() < 1e-9);
    let oldest = SearchRequest {
        sort: Some(chuchu_index::Sort::Date),
        from: "2013".parse().ok(),
        limit: Some(1),
        ..asked("作风")
    };
    let oldest = corpus.corpus.search(&oldest).expect("an answer").hits;
    let first = timeline.first.expect("a first passage");
    assert_eq!((first.date, first.citation.is_some()), (oldest[0].date, true));
}
