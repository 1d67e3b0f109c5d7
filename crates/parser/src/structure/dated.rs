//! When a document was given, adopted or signed, as it says above or below its text.

use super::noise;
use chuchu_model::{Document, DocumentKind, NoiseKind, PartialDate, Span, Text};
use chuchu_text::{date, is_blank};

/// The date of a document whose other parts have been read; `text` is in simplified characters.
///
/// A law bears the date of its last revision. Elsewhere a date alone below the title, or in brackets behind
/// it, is when the words were given; then comes the day of publication, then what a site prints, and last
/// the date below the text.
pub(crate) fn of(document: &Document, text: &str) -> Option<PartialDate> {
    let lines: Vec<Span> =
        document.noise.iter().filter(|n| n.kind == NoiseKind::SourceLine).map(|n| n.span).collect();
    let (above, below) = lines.split_at(lines.partition_point(|span| span.end() <= body(document)));
    let above: Vec<&str> = above.iter().filter_map(|span| span.of(text)).collect();
    let bare = || above.iter().find_map(|line| alone(line));
    let given = if document.kind == DocumentKind::Law {
        revised(&above).or_else(bare)
    } else {
        bare().or_else(|| behind(&document.title)).or_else(|| inside(&document.subtitle))
    };
    given
        .or_else(|| document.publication.as_ref()?.date)
        .or_else(|| above.iter().find_map(|line| first(line)))
        .or_else(|| below.iter().rev().filter_map(|span| span.of(text)).find_map(alone))
}

/// Where the text begins.
fn body(document: &Document) -> u32 {
    let paragraph = document.paragraphs.first().map(|p| p.span.start());
    let section = document.sections.first().map(|s| s.span.start());
    let excerpt = document.excerpts.first().and_then(|e| e.spans.first()).map(|s| s.start());
    paragraph.into_iter().chain(section).chain(excerpt).min().unwrap_or(u32::MAX)
}

/// The date with which a line opens that says nothing else, or at which occasion.
fn alone(line: &str) -> Option<PartialDate> {
    let bare = noise::bare_date(line);
    let beside = ["来源", "作者", "编辑", "浏览", "字体", "点击"];
    (!beside.iter().any(|b| bare.contains(b))).then(|| date::leading(bare, 0)?.first())?
}

/// The last date in the history of a law at which it was changed; 施行 comes later.
fn revised(lines: &[&str]) -> Option<PartialDate> {
    let changes = ["通过", "修正", "修订", "公布", "发布", "批准", "颁布", "印发"];
    let mut last = None;
    for line in lines {
        let found = date::find_all(line);
        let ends = found.iter().skip(1).map(|f| f.span.range().start).chain([line.len()]);
        for (date, end) in found.iter().zip(ends) {
            let said = line.get(date.span.range().end..end).unwrap_or("");
            let whole = found.len() == 1 && date.span.len() as usize + 2 * '（'.len_utf8() >= line.len();
            if whole || changes.iter().any(|change| said.contains(change)) {
                last = date.first().or(last);
            }
        }
    }
    last
}

/// （二〇一三年六月十八日）at the end of a title.
fn behind(title: &Option<Text>) -> Option<PartialDate> {
    let words = title.as_ref()?.text.strip_suffix(['）', ')'])?;
    let bare = words.get(words.rfind(['（', '('])?..)?.trim_start_matches(['（', '(']);
    let found = date::leading(bare, 0)?;
    bare.get(found.span.range().end..)?.trim_matches(is_blank).is_empty().then(|| found.first())?
}

/// 2021年3月5日在第四次会议上, below a title.
fn inside(subtitle: &Option<Text>) -> Option<PartialDate> {
    let date = first(&subtitle.as_ref()?.text)?;
    date.get_month().map(|_| date)
}

fn first(line: &str) -> Option<PartialDate> {
    date::find_all(line).first()?.first()
}
