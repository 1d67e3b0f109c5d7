//! How well misprints are repaired: every kind of damage at every place of sound citations of many styles.
//!
//! For each kind of damage three shares are measured: *read*, all fields are as in the sound citation;
//! *told*, a remark of a fitting code touches the damaged place; *mended*, the text with the proposed readings
//! put in is sound and says the same. The table is printed (`cargo test --test misprints -- --nocapture`);
//! the floors only rise.

mod clean;
mod damage;

use chuchu_model::{Citation, Severity};
use chuchu_parser::parse_citation;
use damage::{Kind, Mutant};

/// The fields alone, without places and remarks.
fn fields(mut citation: Citation) -> Citation {
    citation.raw = String::new();
    citation.span = None;
    citation.diagnostics = Vec::new();
    if let Some(work) = &mut citation.work {
        work.span = None;
    }
    citation
}

fn grave(citation: &Citation) -> bool {
    citation.diagnostics.iter().any(|d| d.severity > Severity::Info)
}

/// The text with all proposed readings of warnings put in, from the last to the first.
fn mended(text: &str, citation: &Citation) -> String {
    let mut suggestions: Vec<_> = citation
        .diagnostics
        .iter()
        .filter(|d| d.severity > Severity::Info)
        .filter_map(|d| d.suggestion.clone())
        .collect();
    suggestions.sort_by_key(|s| std::cmp::Reverse(s.span));
    let mut text = text.to_owned();
    let mut limit = text.len();
    for suggestion in suggestions {
        let range = suggestion.span.range();
        if range.end <= limit {
            limit = range.start;
            text.replace_range(range, &suggestion.replacement);
        }
    }
    text
}

/// How one kind of damage fared.
#[derive(Debug, Default)]
struct Tally {
    all: usize,
    read: usize,
    told: usize,
    mended: usize,
    failures: Vec<String>,
}

impl Tally {
    fn add(&mut self, kind: &Kind, clean: &Citation, mutant: &Mutant) {
        let citation = parse_citation(&mutant.text);
        let touches = |d: &chuchu_model::Diagnostic| {
            let (start, end) = (d.span.range().start, d.span.range().end);
            let own = kind.codes.contains(&d.code.as_str());
            own && start <= mutant.place.end && mutant.place.start <= end
        };
        let told = if kind.variant { !grave(&citation) } else { citation.diagnostics.iter().any(touches) };
        let again = parse_citation(&mended(&mutant.text, &citation));
        let mended = !grave(&again) && fields(again) == *clean;
        let shown: Vec<String> =
            citation.diagnostics.iter().map(|d| format!("{}@{}", d.code, d.span)).collect();
        let read = fields(citation) == *clean;
        self.all += 1;
        self.read += usize::from(read);
        self.told += usize::from(told);
        self.mended += usize::from(mended);
        if !(read && told && mended) {
            self.failures.push(format!(
                "{}{}{} {} {}",
                if read { '.' } else { 'R' },
                if told { '.' } else { 'T' },
                if mended { '.' } else { 'M' },
                mutant.text,
                shown.join(" ")
            ));
        }
    }

    fn share(&self, part: usize) -> f64 {
        part as f64 / self.all.max(1) as f64
    }
}

/// How many damaged citations of a kind are tried: every one of few, a part of many.
const MOST: usize = 350;

fn measure(kind: &Kind, sound: &[(&str, Citation)]) -> Tally {
    let all: Vec<(&Citation, Mutant)> = sound
        .iter()
        .flat_map(|(text, clean)| (kind.make)(text, clean).into_iter().map(move |mutant| (clean, mutant)))
        .collect();
    let mut tally = Tally::default();
    for (clean, mutant) in all.iter().step_by(all.len().div_ceil(MOST).max(1)) {
        tally.add(kind, &fields((*clean).clone()), mutant);
    }
    tally
}

#[test]
fn sound_citations_have_no_remarks() {
    for text in clean::CLEAN {
        let citation = parse_citation(text);
        assert!(!grave(&citation), "{text}: {:?}", citation.diagnostics);
    }
}

#[test]
fn damage_of_every_kind_is_read_told_and_mended() {
    let shown = std::env::var("MISPRINTS").unwrap_or_default();
    println!("{:<24} {:>6} {:>6} {:>6} {:>6}", "damage", "count", "read", "told", "mended");
    let sound: Vec<(&str, Citation)> =
        clean::CLEAN.iter().map(|text| (*text, parse_citation(text))).collect();
    let mut below = Vec::new();
    for kind in damage::KINDS {
        let tally = measure(kind, &sound);
        let shares = [tally.share(tally.read), tally.share(tally.told), tally.share(tally.mended)];
        println!(
            "{:<24} {:>6} {:>6.3} {:>6.3} {:>6.3}",
            kind.name, tally.all, shares[0], shares[1], shares[2]
        );
        if shown == kind.name || shown == "all" {
            tally.failures.iter().for_each(|f| println!("    {f}"));
        }
        if shares.iter().zip(kind.floors).any(|(share, floor)| *share < floor) {
            below.push(format!("{} {shares:.3?} < {:?}", kind.name, kind.floors));
        }
    }
    assert!(below.is_empty(), "below the floor: {below:#?}");
}

#[test]
fn a_day_that_does_not_exist_is_told_and_kept_as_far_as_it_goes() {
    for (text, date) in [
        ("《在江州的讲话》（2012年13月5日），《人民日报》2012年12月6日", "2012"),
        ("《在江州的讲话》（2012年12月32日），《人民日报》2013年1月2日", "2012-12"),
        ("《在江州的讲话》（2013年2月29日），《人民日报》2013年3月2日", "2013-02"),
        ("《在江州的讲话》（1962年0月3日），《江州文集》，人民出版社1995年版，第6页", "1962"),
    ] {
        let citation = parse_citation(text);
        assert_eq!(citation.dates.first().map(|d| d.first().to_string()).as_deref(), Some(date), "{text}");
        assert!(citation.diagnostics.iter().any(|d| d.code == "C017"), "{text}: {:?}", citation.diagnostics);
    }
}
