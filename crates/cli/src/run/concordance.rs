//! Concordance and timeline.

use super::find::remarks;
use super::plot::draw;
use crate::answer::First;
use crate::output::{Outcome, answer, columns, notice};
use crate::render::{self, Rows, json, text};
use crate::request::plot::PlotFile;
use crate::request::{Beside, Format};
use chuchu_index::{
    ConcordanceLine, ConcordanceRequest, ConcordanceSummary, Corpus, Period, Timeline, TimelineRequest,
};
use std::io::Write;

const LINE: [&str; 8] = ["doc", "passage", "date", "start", "end", "left", "hit", "right"];

fn line(line: &ConcordanceLine) -> Vec<String> {
    let ConcordanceLine { doc, passage, date, span, left, hit, right } = line;
    let date = date.map(|date| date.to_string()).unwrap_or_default();
    let places = [span.start().to_string(), span.end().to_string()];
    let [start, end] = places;
    vec![doc.to_string(), passage.to_string(), date, start, end, left.clone(), hit.clone(), right.clone()]
}

pub(super) fn kwic(corpus: &Corpus, request: &ConcordanceRequest, format: Format) -> anyhow::Result<Outcome> {
    let mut out = answer(format);
    let out = &mut *out;
    let summary: ConcordanceSummary = if format == Format::Text {
        let mut lines = text::Kwic::new(columns(), request.width);
        let summary =
            corpus.concordance(request, |line| lines.print(out, &line).map_err(anyhow::Error::from))?;
        text::kwic_tail(out, &summary, request.search.offset)?;
        summary
    } else {
        let mut rows = Rows::new(out, format, &LINE, line)?;
        corpus.concordance(request, |line| rows.print(&line).map_err(anyhow::Error::from))?
    };
    out.flush()?;
    remarks(&request.search.query, summary.read_as.as_deref(), &summary.notes);
    Ok(Outcome::Done)
}

const PERIOD: [&str; 5] = ["period", "passages", "hits", "chars", "per_million"];

fn period(period: &Period) -> Vec<String> {
    let Period { period, passages, hits, chars, per_million } = period;
    let period = period.map(|date| date.to_string()).unwrap_or_default();
    vec![period, passages.to_string(), hits.to_string(), chars.to_string(), per_million.to_string()]
}

/// `more`: what programs want beside the periods; `plot`: where it is drawn.
pub(super) fn timeline(
    corpus: &Corpus,
    request: &TimelineRequest,
    (more, plot): (Beside, Option<&PlotFile>),
    format: Format,
) -> anyhow::Result<Outcome> {
    let timeline = corpus.timeline(request)?;
    draw(plot, || render::plot::timeline(&timeline, request))?;
    let mut out = answer(format);
    let out = &mut *out;
    if format == Format::Text {
        text::timeline(out, &timeline, columns())?;
    } else {
        rows(out, &timeline, more, format)?;
    }
    out.flush()?;
    remarks(&request.search.query, timeline.read_as.as_deref(), &timeline.notes);
    Ok(Outcome::Done)
}

fn rows(
    out: &mut dyn Write,
    timeline: &Timeline,
    Beside { first, undated }: Beside,
    format: Format,
) -> anyhow::Result<()> {
    let mut rows = Rows::new(out, format, &PERIOD, period)?;
    timeline.periods.iter().try_for_each(|period| rows.print(period))?;
    match &timeline.undated {
        Some(period) if undated => rows.print(period)?,
        Some(period) => notice(&text::undated(period)),
        None => {}
    }
    if timeline.noise > 0 {
        notice(&text::noise(timeline.noise));
    }
    if first && format == Format::Jsonl {
        json::line(out, &First { first: timeline.first.as_ref() })?;
    }
    Ok(())
}
