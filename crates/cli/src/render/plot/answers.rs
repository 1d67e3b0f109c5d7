//! Plots of the library's answers: which numbers become bars, and what is written beside them.

use super::level::{Bar, Level};
use super::upright::{Column, Upright};
use super::{Bars, Panel, Plot};
use crate::render::measure::{self, number};
use chuchu_index::lexis::{
    CollocateOptions, Collocates, Frequencies, FrequencyOptions, GramOptions, KeywordOptions, Keywords,
    Measure, PartKind, Scope, Share, Spread, SpreadOptions, Unit,
};
use chuchu_index::{Period, SearchRequest, Step, Timeline, TimelineRequest};
use chuchu_model::PartialDate;

/// The most bars that lie in one panel: as many as a page can show.
const MOST: usize = 60;

const PER_MILLION: &str = "per million characters 每百万字次数";

/// Hits by period for each million characters; the period of the first attestation is pointed at.
pub(crate) fn timeline(timeline: &Timeline, request: &TimelineRequest) -> Plot {
    let Timeline { periods, undated, first, .. } = timeline;
    let by = request.by;
    let sum = |count: fn(&Period) -> usize| periods.iter().map(count).sum::<usize>();
    let (hits, passages) = (sum(|p| p.hits), sum(|p| p.passages));
    let mut found = format!("{hits} hits in {passages} dated passages 有日期者");
    if let Some(Period { hits, .. }) = undated {
        found.push_str(&format!("; {hits} more without a date as exact as that 日期不详"));
    }
    let column = |period: &Period| {
        let place = place(period.period?, by)?;
        let label = period.period.map(|date| date.to_string()).unwrap_or_default();
        let hint = format!(
            "{label}: {} hits in {} passages, {:.1} per million of {} characters",
            period.hits, period.passages, period.per_million, period.chars
        );
        Some(Column { place, value: period.per_million, hint })
    };
    let mark = first.as_ref().and_then(|hit| {
        let date = hit.date?;
        Some((place(date, by)?, format!("最早见于 first {date} · {}", hit.id)))
    });
    let columns = periods.iter().filter_map(column).collect();
    let upright = Upright { axis: PER_MILLION.to_owned(), by, columns, mark, whole: false };
    let step = if by == Step::Year { "by year 逐年" } else { "by month 逐月" };
    Plot {
        title: format!("{} · timeline {step}", timeline.read_as.as_ref().unwrap_or(&request.search.query)),
        remarks: remarks(found, narrowed(&request.search)),
        panels: vec![Panel { heading: None, bars: Bars::Upright(upright) }],
    }
}

/// Where a date stands among years or months; `None` where it is not known so exactly.
fn place(date: PartialDate, by: Step) -> Option<i64> {
    let year = i64::from(date.get_year());
    match by {
        Step::Year => Some(year),
        Step::Month => Some(year * 12 + i64::from(date.get_month()?) - 1),
    }
}

/// The most frequent words or characters.
pub(crate) fn frequencies(found: &Frequencies, options: &FrequencyOptions) -> Plot {
    let what = if options.unit == Unit::Words { "words 词频" } else { "characters 字频" };
    counts(found, what.to_owned(), &options.scope)
}

/// The most frequent sequences.
pub(crate) fn grams(found: &Frequencies, options: &GramOptions) -> Plot {
    let unit = if options.unit == Unit::Words { "words 词" } else { "characters 字" };
    counts(found, format!("sequences of {} {unit}", options.length), &options.scope)
}

fn counts(found: &Frequencies, title: String, scope: &Scope) -> Plot {
    let Frequencies { total, documents, items, .. } = found;
    let bar = |item: &chuchu_index::lexis::Frequency| Bar {
        label: item.item.clone(),
        value: number(item.count),
        shown: item.count.to_string(),
        hint: format!(
            "{}: {} times in {} documents, {:.1} per million",
            item.item, item.count, item.documents, item.per_million
        ),
    };
    let counted = format!("{total} counted in {documents} documents{}", left_out(items.len()));
    let bars = items.iter().take(MOST).map(bar).collect();
    let level = Level { axis: "times 次数".to_owned(), bars, whole: true };
    lying(title, remarks(counted, of_scope(scope)), level)
}

/// The company of a word, by the measure that the list is sorted by.
pub(crate) fn collocates(found: &Collocates, options: &CollocateOptions) -> Plot {
    let Collocates { node, count, passages, items, .. } = found;
    let bar = |item: &chuchu_index::lexis::Collocate| {
        let value = measure::value(item, options.by);
        let whole = options.by == Measure::Count;
        Bar {
            label: item.item.clone(),
            value,
            shown: if whole { item.count.to_string() } else { format!("{value:.2}") },
            hint: format!("{}: {} times in the window, {} in all", item.item, item.count, item.total),
        }
    };
    let axis = measure::name(options.by);
    let window = format!(
        "{count} times in {passages} passages; {} words before, {} after{}",
        options.left,
        options.right,
        left_out(items.len())
    );
    let bars = items.iter().take(MOST).map(bar).collect();
    let level = Level { axis: axis.to_owned(), bars, whole: options.by == Measure::Count };
    lying(format!("{node} · collocates 搭配"), remarks(window, of_scope(&options.scope)), level)
}

/// Keywords by their log ratio, to the right what is more frequent than in the reference.
pub(crate) fn keywords(found: &Keywords, options: &KeywordOptions) -> Plot {
    let Keywords { total, reference_total, items, .. } = found;
    let bar = |item: &chuchu_index::lexis::Keyword| Bar {
        label: item.item.clone(),
        value: item.log_ratio,
        shown: format!("{:+.2}", item.log_ratio),
        hint: format!(
            "{}: {} times, {} in the reference; G² {:.2}, p {:.2e}",
            item.item, item.count, item.reference, item.log_likelihood, item.p
        ),
    };
    let mut bars: Vec<Bar> = items.iter().take(MOST).map(bar).collect();
    bars.sort_by(|a, b| b.value.total_cmp(&a.value));
    let against = format!("{total} words against {reference_total}{}", left_out(items.len()));
    let axis = "less than in the reference 少于参照 ← log ratio → more 多于参照";
    let level = Level { axis: axis.to_owned(), bars, whole: false };
    let documents: Vec<&str> = options.scope.documents.iter().map(chuchu_model::DocumentId::as_str).collect();
    let title = std::iter::once("keywords 关键词").chain(documents).collect::<Vec<_>>().join(" · ");
    let narrowed = narrowed(&options.scope.filter);
    lying(title, remarks(against, narrowed), level)
}

/// How words are spread, a panel for each.
pub(crate) fn spreads(found: &[Spread], options: &SpreadOptions) -> Plot {
    let words: Vec<&str> = found.iter().map(|spread| spread.item.as_str()).collect();
    let by = if options.by == PartKind::Year { "over years 逐年" } else { "over documents 逐篇" };
    Plot {
        title: format!("{} · dispersion {by}", words.join("、")),
        remarks: of_scope(&options.scope).into_iter().collect(),
        panels: found.iter().map(spread).collect(),
    }
}

fn spread(spread: &Spread) -> Panel {
    let Spread { item, by, count, parts, range, .. } = spread;
    let measures = match (spread.dp, spread.juilland_d) {
        (Some(dp), Some(d)) => format!("; DP {dp:.3}, Juilland's D {d:.3}"),
        _ => String::new(),
    };
    let noun = if *by == PartKind::Year { "years" } else { "documents" };
    let (bars, left_out) = match by {
        PartKind::Year => (Bars::Upright(years(&spread.shares)), String::new()),
        PartKind::Document => documents(&spread.shares),
    };
    let heading = format!("{item} · {count} times, in {range} of {parts} {noun}{measures}{left_out}");
    Panel { heading: Some(heading), bars }
}

fn hint(share: &Share) -> String {
    format!("{}: {} times in {} characters", share.part, share.count, share.chars)
}

fn years(shares: &[Share]) -> Upright {
    let column = |share: &Share| {
        Some(Column { place: share.part.parse().ok()?, value: share.per_million, hint: hint(share) })
    };
    let columns = shares.iter().filter_map(column).collect();
    Upright { axis: PER_MILLION.to_owned(), by: Step::Year, columns, mark: None, whole: false }
}

/// Every document where they are few; of many those that have most of the word, in order of id.
fn documents(shares: &[Share]) -> (Bars, String) {
    let mut wanted: Vec<&Share> = shares.iter().collect();
    if wanted.len() > MOST {
        wanted.sort_by(|a, b| b.per_million.total_cmp(&a.per_million));
        wanted.truncate(MOST);
        wanted.sort_by(|a, b| a.part.cmp(&b.part));
    }
    let bar = |share: &&Share| Bar {
        label: share.part.clone(),
        value: share.per_million,
        shown: format!("{:.1}", share.per_million),
        hint: hint(share),
    };
    let bars = wanted.iter().map(bar).collect();
    (Bars::Level(Level { axis: PER_MILLION.to_owned(), bars, whole: false }), left_out(shares.len()))
}

fn lying(title: String, remarks: Vec<String>, level: Level) -> Plot {
    Plot { title, remarks, panels: vec![Panel { heading: None, bars: Bars::Level(level) }] }
}

/// What the plot does not show.
fn left_out(all: usize) -> String {
    match all.checked_sub(MOST) {
        None | Some(0) => String::new(),
        Some(_) => format!("; {MOST} of {all} are drawn"),
    }
}

fn remarks(found: String, narrowed: Option<String>) -> Vec<String> {
    std::iter::once(found).chain(narrowed).collect()
}

/// Which passages were counted, if not all.
fn of_scope(scope: &Scope) -> Option<String> {
    let query = Some(scope.filter.query.trim()).filter(|query| !query.is_empty()).map(str::to_owned);
    let parts: Vec<String> = query.into_iter().chain(narrowed(&scope.filter)).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// The filters, in the words of the command line.
fn narrowed(request: &SearchRequest) -> Option<String> {
    let SearchRequest { kind, speaker, work, doc, from, to, .. } = request;
    let kind =
        kind.and_then(|kind| serde_json::to_value(kind).ok()).and_then(|k| Some(k.as_str()?.to_owned()));
    let parts = [
        ("kind", kind),
        ("speaker", speaker.clone()),
        ("work", work.clone()),
        ("doc", doc.as_ref().map(ToString::to_string)),
        ("from", from.map(|date| date.to_string())),
        ("to", to.map(|date| date.to_string())),
    ];
    let parts: Vec<String> =
        parts.into_iter().filter_map(|(name, value)| Some(format!("{name} {}", value?))).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_index::lexis::Frequency;

    fn list(n: u64) -> Frequencies {
        let item = |n: u64| Frequency { item: format!("词{n}"), count: n, documents: 1, per_million: 1.0 };
        let items = (1..=n).rev().map(item).collect();
        Frequencies { total: 9999, different: n, documents: 3, passages: 7, items }
    }

    #[test]
    fn a_long_list_is_cut_and_says_so() {
        let svg = frequencies(&list(100), &FrequencyOptions::default()).svg();
        assert!(svg.contains(">词41<") && !svg.contains(">词40<"));
        assert!(svg.contains("60 of 100 are drawn"));
        assert!(!frequencies(&list(9), &FrequencyOptions::default()).svg().contains("are drawn"));
    }

    #[test]
    fn the_part_of_the_corpus_is_named() {
        let mut options = FrequencyOptions::default();
        options.scope.filter = SearchRequest {
            query: "year:2012..2014".to_owned(),
            kind: Some(chuchu_model::DocumentKind::Speech),
            ..SearchRequest::default()
        };
        let svg = frequencies(&list(1), &options).svg();
        assert!(svg.contains(">year:2012..2014; kind speech<"), "{svg}");
    }

    #[test]
    fn months_and_years_have_their_places() {
        let date = PartialDate::month(2012, 12).unwrap();
        assert_eq!((place(date, Step::Year), place(date, Step::Month)), (Some(2012), Some(2012 * 12 + 11)));
        assert_eq!(place(PartialDate::year(2012).unwrap(), Step::Month), None);
    }
}
