//! Whether the citation that a manuscript ties to a quotation agrees with the source that was found.

use super::coverage::{cited_titles, is_of};
use super::titles;
use chuchu_model::{Citation, Container, Coverage, FieldCheck, Match, PageRange, PartialDate, Span, Verdict};
use chuchu_text::date;

/// The fields of a citation that disagree with the place found: that one of the best places which agrees
/// most. A place in another work says nothing about the date or page of the one that is cited.
pub(super) fn check(
    note: &Citation,
    verdict: Verdict,
    matches: &[Match],
    coverage: Coverage,
) -> Vec<FieldCheck> {
    if matches!(verdict, Verdict::NotFound | Verdict::Partial | Verdict::Formula) {
        return Vec::new();
    }
    let cited = cited_titles(note);
    let of_work = |m: &&Match| cited.iter().any(|title| is_of(m, title));
    let same: Vec<Vec<FieldCheck>> = matches.iter().filter(of_work).map(|m| disagreements(note, m)).collect();
    let faithful = matches!(verdict, Verdict::Exact | Verdict::Punctuation | Verdict::Script);
    if same.is_empty() && coverage == Coverage::Covered && faithful {
        return matches.first().and_then(|m| other_work(note, m)).into_iter().collect();
    }
    same.into_iter().min_by_key(Vec::len).unwrap_or_default()
}

/// The cited work is in the corpus and has not got the words; another has.
fn other_work(note: &Citation, place: &Match) -> Option<FieldCheck> {
    let printed = note.title()?;
    let span = note.work.as_ref().and_then(|w| w.span).or(note.span)?;
    let expected = place.work.clone()?;
    Some(FieldCheck { field: "title".to_owned(), printed: printed.to_owned(), expected, span })
}

fn disagreements(note: &Citation, place: &Match) -> Vec<FieldCheck> {
    let source = place.citation.as_deref().map(chuchu_parser::parse_citation);
    let mut found: Vec<FieldCheck> = date_of(note, place, source.as_ref()).into_iter().collect();
    for (own, other) in same_containers(note, source.as_ref()) {
        found.extend(pages_of(note, own, other));
        found.extend(publisher_of(note, own, other));
    }
    found
}

/// Containers that both citations name.
fn same_containers<'a>(
    note: &'a Citation,
    source: Option<&'a Citation>,
) -> impl Iterator<Item = (&'a Container, &'a Container)> {
    let others = source.map_or(&[][..], |s| s.containers.as_slice());
    let same = |a: &Container, b: &Container| {
        a.title.as_deref().zip(b.title.as_deref()).is_some_and(|(a, b)| titles::agree(a, b))
            && a.volume == b.volume
    };
    note.containers.iter().flat_map(move |own| {
        others.iter().filter(move |other| same(own, other)).map(move |other| (own, other))
    })
}

/// The dates of a citation that can be compared with that of a text: those of the work; those of a
/// newspaper or of a title that stands alone; never the year of an edition.
fn comparable(citation: &Citation) -> Vec<PartialDate> {
    let of_work = citation.dates.iter().flat_map(|item| [item.first(), item.last()]);
    let own: Vec<PartialDate> = of_work.collect();
    if !own.is_empty() {
        return own;
    }
    let year = |c: &Container| c.year.and_then(PartialDate::year).filter(|_| c.publishers.is_empty());
    citation.containers.iter().filter_map(|c| c.date.or_else(|| year(c))).collect()
}

fn date_of(note: &Citation, place: &Match, source: Option<&Citation>) -> Option<FieldCheck> {
    let printed = comparable(note);
    let mut expected = source.map(comparable).unwrap_or_default();
    expected.extend(place.date);
    let first = *printed.first()?;
    let shown = expected.first()?.to_string();
    let agree = printed.iter().any(|p| expected.iter().any(|e| p.agrees_with(*e)));
    if agree {
        return None;
    }
    let field = if first.get_month().is_some() { "date" } else { "year" };
    let (printed, span) = printed_date(note, first);
    Some(FieldCheck { field: field.to_owned(), printed, expected: shown, span })
}

/// How and where a citation prints a date; the whole citation where that cannot be told.
fn printed_date(note: &Citation, wanted: PartialDate) -> (String, Span) {
    let whole = note.span.unwrap_or_default();
    let found = date::find_all(&note.raw).into_iter().find(|d| d.items.iter().any(|i| i.first() == wanted));
    let place = found.and_then(|d| Some((d.span.of(&note.raw)?.to_owned(), d.span.shifted(whole.start()))));
    place.unwrap_or_else(|| (wanted.to_string(), whole))
}

fn pages_of(note: &Citation, own: &Container, other: &Container) -> Option<FieldCheck> {
    let overlap = |a: &PageRange, b: &PageRange| a.from <= b.to && b.from <= a.to;
    let known = !own.pages.is_empty() && !other.pages.is_empty();
    let agree = own.pages.iter().any(|a| other.pages.iter().any(|b| overlap(a, b)));
    (known && !agree).then(|| FieldCheck {
        field: "pages".to_owned(),
        printed: pages(&own.pages),
        expected: pages(&other.pages),
        span: note.span.unwrap_or_default(),
    })
}

fn pages(ranges: &[PageRange]) -> String {
    let one =
        |r: &PageRange| if r.from == r.to { r.from.to_string() } else { format!("{}-{}", r.from, r.to) };
    ranges.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn publisher_of(note: &Citation, own: &Container, other: &Container) -> Option<FieldCheck> {
    let known = !own.publishers.is_empty() && !other.publishers.is_empty();
    let agree = own.publishers.iter().any(|p| other.publishers.contains(p));
    (known && !agree).then(|| FieldCheck {
        field: "publisher".to_owned(),
        printed: own.publishers.join("、"),
        expected: other.publishers.join("、"),
        span: note.span.unwrap_or_default(),
    })
}
