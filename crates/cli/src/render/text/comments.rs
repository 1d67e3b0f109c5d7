//! What is said in the margin of a checked Word file, in Chinese, since it is the author who reads it. Nothing is said
//! of a quotation that stands as quoted.

use super::{labels, marks};
use chuchu_ingest::Remark;
use chuchu_model::{CheckItem, CheckReport, Difference, DifferenceKind, Match, Verdict};
use chuchu_report::labels::house_rule;

/// Who makes the comments.
const AUTHOR: &str = "chuchu";

/// A remark for each quotation that an editor should look at, and for each field of a citation that disagrees.
pub(crate) fn comments(report: &CheckReport, fail_on: &[Verdict]) -> Vec<Remark> {
    let remark = |span, text| Remark { span, author: AUTHOR.to_owned(), text };
    let mut all = Vec::new();
    for item in report.items.iter().filter(|item| item.ignored.is_none()) {
        if item.is_finding(fail_on) {
            all.push(remark(item.quotation.span, finding(item)));
        }
        for field in &item.citation_check {
            let text = format!(
                "出处有异 {}：稿作“{}”，所据作“{}”",
                field.field,
                marks::flat(&field.printed),
                marks::flat(&field.expected)
            );
            all.push(remark(field.span, text));
        }
    }
    all
}

/// What is said of a quotation.
fn finding(item: &CheckItem) -> String {
    let verdict = item.trace.verdict;
    let mut lines = vec![labels::verdict(verdict).to_owned()];
    if verdict == Verdict::NotFound {
        lines.push("本库未见，不等于别处没有。".to_owned());
    }
    if let Some(found) = item.trace.matches.first() {
        lines.extend(
            found.differences.iter().filter(|d| d.kind != DifferenceKind::Punctuation).map(difference),
        );
        lines.push(format!("原文：{}", marks::flat(&found.text)));
        lines.push(format!("见 {}", source(found)));
        lines.extend(found.context.as_deref().map(marks::flat));
    }
    lines.extend(item.house.iter().map(|rule| format!("体例：{}", house_rule(*rule).zh)));
    lines.join("\n")
}

fn difference(difference: &Difference) -> String {
    let (printed, there) = (marks::flat(&difference.query_text), marks::flat(&difference.source_text));
    match (printed.is_empty(), there.is_empty()) {
        (true, _) => format!("稿脱“{there}”"),
        (_, true) => format!("稿衍“{printed}”"),
        _ => format!("稿作“{printed}”，原作“{there}”"),
    }
}

fn source(found: &Match) -> String {
    let date = found.date.map(|date| date.to_string());
    let work = found.work.as_ref().or(found.title.as_ref()).map(|work| marks::title(work));
    let known = [Some(found.passage.to_string()), date, found.speaker.clone(), work];
    known.into_iter().flatten().collect::<Vec<_>>().join("  ")
}
