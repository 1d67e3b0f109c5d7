//! Quotations, terms, reported speech and speakers, on labelled sentences: `quotations/cases.txt` tells its form.
//!
//! Every case passes whole, but for those marked `?`, which are known not to; one of these that passes must
//! lose its mark. `cargo test --test quotations -- --nocapture` prints precision and recall.

use chuchu_model::{Document, DocumentId, Quotation, Source};

const CASES: &str = include_str!("quotations/cases.txt");

/// A text and what must be found in it.
struct Case {
    line: usize,
    missed: bool,
    text: String,
    expect: Vec<Expected>,
}

/// One line of what must be found.
struct Expected {
    kind: char,
    words: String,
    speaker: Option<String>,
    more: Vec<(String, String)>,
}

/// Hits, false alarms and misses.
#[derive(Default)]
struct Tally(usize, usize, usize);

impl Tally {
    fn show(&self, name: &str) -> String {
        let thousandth = |n: usize, m: usize| (n * 1000 + m / 2).checked_div(m).unwrap_or(1000);
        let (hits, alarms, misses) = (self.0, self.1, self.2);
        let (p, r) = (thousandth(hits, hits + alarms), thousandth(hits, hits + misses));
        format!(
            "{name}: P {}.{:03} R {}.{:03} (n {})\n",
            p / 1000,
            p % 1000,
            r / 1000,
            r % 1000,
            hits + misses
        )
    }
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for (i, line) in CASES.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match line.strip_prefix(' ') {
            Some(rest) => cases.last_mut().expect("a text stands before").expect.push(expected(rest)),
            None => cases.push(Case {
                line: i + 1,
                missed: line.starts_with("? "),
                text: line.trim_start_matches("? ").replace("\\n", "\n"),
                expect: Vec::new(),
            }),
        }
    }
    cases
}

fn expected(line: &str) -> Expected {
    let mut parts = line.split('|').map(str::trim);
    let head = parts.next().unwrap_or_default();
    let kind = head.chars().next().expect("a letter tells the kind");
    let words = head.chars().skip(2).collect();
    let speaker = parts.next().filter(|s| *s != "-").map(str::to_owned);
    let pair = |p: &str| p.split_once('=').map(|(k, v)| (k.to_owned(), v.replace("\\n", "\n")));
    Expected { kind, words, speaker, more: parts.filter_map(pair).collect() }
}

fn parse(text: &str) -> Document {
    let source = Source { name: "case.txt".to_owned(), ..Source::default() };
    chuchu_parser::parse(&DocumentId::new("case").expect("a sound id"), source, text)
}

/// A field of a quotation by its key, as the case writes it.
fn field(q: &Quotation, key: &str, text: &str) -> String {
    let value = match key {
        "printed" => q.speaker.as_ref().map(|s| s.printed.clone()),
        "work" => q.work.as_ref().map(|w| w.title.clone()),
        "cue" => q.cue.and_then(|c| c.of(text)).map(str::to_owned),
        "kind" => serde_json::to_value(q.kind).ok().and_then(|v| v.as_str().map(str::to_owned)),
        "depth" => Some(q.depth.to_string()),
        "marks" => q.marks.map(|m| m.to_string()),
        "text" => Some(q.text.clone()),
        _ => panic!("no such key: {key}"),
    };
    value.unwrap_or_else(|| "null".to_owned())
}

#[derive(Default)]
struct Figures {
    quotations: Tally,
    terms: Tally,
    reported: Tally,
    speakers: Tally,
    works: Tally,
}

/// What is wrong in a case; empty where it passes.
fn judge(case: &Case, figures: &mut Figures) -> Vec<String> {
    let document = parse(&case.text);
    let mut wrong = Vec::new();
    quotations(case, &document, figures, &mut wrong);
    let terms: Vec<_> = document.terms.iter().map(|t| t.text.clone()).collect();
    listed(case, 't', &terms, &mut figures.terms, &mut wrong);
    let reported: Vec<_> =
        document.reported.iter().map(|r| r.span.of(&case.text).unwrap_or("").to_owned()).collect();
    listed(case, 'r', &reported, &mut figures.reported, &mut wrong);
    for e in case.expect.iter().filter(|e| e.kind == 'r') {
        let found =
            document.reported.iter().find(|r| r.span.of(&case.text).unwrap_or("").starts_with(&e.words));
        if let Some(found) = found {
            let name = found.speaker.as_ref().map(|s| s.name.clone());
            named("speaker", &e.speaker, &name, &mut figures.speakers, &mut wrong);
        }
    }
    wrong
}

fn quotations(case: &Case, document: &Document, figures: &mut Figures, wrong: &mut Vec<String>) {
    let texts: Vec<_> = document.quotations.iter().map(|q| q.text.clone()).collect();
    listed(case, 'q', &texts, &mut figures.quotations, wrong);
    for e in case.expect.iter().filter(|e| e.kind == 'q') {
        let Some(q) = document.quotations.iter().find(|q| q.text.starts_with(&e.words)) else { continue };
        let name = q.speaker.as_ref().map(|s| s.name.clone());
        named("speaker", &e.speaker, &name, &mut figures.speakers, wrong);
        let work = e.more.iter().find(|(k, _)| k == "work").map(|(_, v)| v.clone());
        named("work", &work, &q.work.as_ref().map(|w| w.title.clone()), &mut figures.works, wrong);
        for (key, value) in e.more.iter().filter(|(k, _)| k != "work") {
            let found = field(q, key, &case.text);
            if found != *value {
                wrong.push(format!("   {key}: {found}, not {value}"));
            }
        }
    }
}

fn named(
    what: &str,
    expect: &Option<String>,
    found: &Option<String>,
    tally: &mut Tally,
    wrong: &mut Vec<String>,
) {
    match (expect, found) {
        (Some(e), Some(f)) if e == f => tally.0 += 1,
        (None, None) => {}
        _ => {
            tally.1 += usize::from(found.is_some());
            tally.2 += usize::from(expect.is_some());
            wrong.push(format!("   {what}: {found:?}, not {expect:?}"));
        }
    }
}

fn listed(case: &Case, kind: char, found: &[String], tally: &mut Tally, wrong: &mut Vec<String>) {
    let mut left: Vec<&String> = found.iter().collect();
    for e in case.expect.iter().filter(|e| e.kind == kind) {
        if let Some(i) = left.iter().position(|f| f.starts_with(&e.words)) {
            left.remove(i);
            tally.0 += 1;
        } else {
            tally.2 += 1;
            wrong.push(format!("   {kind} missing: {}", e.words));
        }
    }
    tally.1 += left.len();
    left.iter().for_each(|f| wrong.push(format!("   {kind} beyond: {f}")));
}

#[test]
fn labelled_sentences_are_read() {
    let mut figures = Figures::default();
    let (mut broken, mut mended, mut passed) = (Vec::new(), Vec::new(), 0);
    let cases = cases();
    for case in &cases {
        let wrong = judge(case, &mut figures);
        passed += usize::from(wrong.is_empty());
        match (wrong.is_empty(), case.missed) {
            (true, true) => mended.push(format!("line {}: {}", case.line, case.text)),
            (false, false) => {
                broken.push(format!("line {}: {}\n{}", case.line, case.text, wrong.join("\n")));
            }
            _ => {}
        }
    }
    let figures = [
        figures.quotations.show("quotations"),
        figures.terms.show("terms"),
        figures.speakers.show("speakers"),
        figures.works.show("works"),
        figures.reported.show("reported"),
    ];
    println!("{}cases passed whole: {passed} of {}", figures.concat(), cases.len());
    assert!(broken.is_empty(), "these fail:\n{}", broken.join("\n"));
    assert!(mended.is_empty(), "these pass and are marked as misses:\n{}", mended.join("\n"));
}
