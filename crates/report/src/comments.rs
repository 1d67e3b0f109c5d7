//! What is said in the margin of a checked Word file, in Chinese, since it is the author who reads it. Nothing is said
//! of a quotation that stands as quoted.

use crate::labels;
use chuchu_model::{
    Borrowing, BorrowingKind, CheckItem, CheckReport, Difference, DifferenceKind, Match, Span, Verdict,
};

/// Who makes the comments.
pub const AUTHOR: &str = "chuchu";

/// What is said of a stretch of the manuscript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The stretch, in bytes of the manuscript's text.
    pub span: Span,
    /// What is said, in lines.
    pub text: String,
}

/// A comment for each quotation that an editor should look at, for each field of a citation that disagrees, and for
/// words without quotation marks that may have a source, where they were looked for.
/// Cost: linear in the report.
///
/// ```
/// use chuchu_model::{CheckReport, Verdict};
/// use chuchu_report::comments::comments;
/// let report = CheckReport { file: "稿.docx".into(), ..CheckReport::default() };
/// assert!(comments(&report, &Verdict::ALL).is_empty(), "no quotation, no comment");
/// ```
#[must_use]
pub fn comments(report: &CheckReport, fail_on: &[Verdict]) -> Vec<Comment> {
    let remark = |span, text| Comment { span, text };
    let mut all = Vec::new();
    for item in report.items.iter().filter(|item| item.ignored.is_none()) {
        if item.is_finding(fail_on) {
            all.push(remark(item.quotation.span, finding(item)));
        }
        for field in &item.citation_check {
            let text = format!(
                "出处有异 {}：稿作“{}”，所据作“{}”",
                field.field,
                flat(&field.printed),
                flat(&field.expected)
            );
            all.push(remark(field.span, text));
        }
    }
    let borrowed = report.unmarked.iter().filter(|one| one.kind == BorrowingKind::Source);
    all.extend(borrowed.filter_map(|one| Some(remark(one.span, borrowing(one)?))));
    all
}

/// What is said of words that stand in the corpus and have no quotation marks here.
fn borrowing(one: &Borrowing) -> Option<String> {
    let found = one.trace.matches.first()?;
    Some(format!("未加引号，而与下文雷同：{}\n见 {}", flat(&found.text), source(found)))
}

/// What is said of a quotation.
fn finding(item: &CheckItem) -> String {
    let verdict = item.trace.verdict;
    let label = labels::verdict(verdict);
    let mut lines = vec![format!("{} {}", label.zh, label.en)];
    if verdict == Verdict::NotFound {
        lines.push("本库未见，不等于别处没有。".to_owned());
    }
    if let Some(found) = item.trace.matches.first() {
        lines.extend(
            found.differences.iter().filter(|d| d.kind != DifferenceKind::Punctuation).map(difference),
        );
        lines.push(format!("原文：{}", flat(&found.text)));
        lines.push(format!("见 {}", source(found)));
        lines.extend(found.context.as_deref().map(flat));
    }
    lines.extend(item.house.iter().map(|rule| format!("体例：{}", labels::house_rule(*rule).zh)));
    lines.join("\n")
}

fn difference(difference: &Difference) -> String {
    let (printed, there) = (flat(&difference.query_text), flat(&difference.source_text));
    match (printed.is_empty(), there.is_empty()) {
        (true, _) => format!("稿脱“{there}”"),
        (_, true) => format!("稿衍“{printed}”"),
        _ => format!("稿作“{printed}”，原作“{there}”"),
    }
}

fn source(found: &Match) -> String {
    let date = found.date.map(|date| date.to_string());
    let work = found.work.as_ref().or(found.title.as_ref()).map(|work| title(work));
    let known = [Some(found.passage.to_string()), date, found.speaker.clone(), work];
    known.into_iter().flatten().collect::<Vec<_>>().join("  ")
}

/// A text on one line, without characters that command.
fn flat(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A title in its marks; one that has marks inside already is left as it is.
fn title(title: &str) -> String {
    if title.contains('《') { flat(title) } else { format!("《{}》", flat(title)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn words_without_marks_are_told_with_their_source_and_formulas_are_not() {
        let one = |kind| Borrowing {
            span: Span::new(7, 22),
            place: None,
            kind,
            documents: 3,
            trace: samples::altered().trace,
        };
        let unmarked = vec![one(BorrowingKind::Source), one(BorrowingKind::Formula)];
        let passage = unmarked[0].trace.matches[0].passage.to_string();
        let report = CheckReport { unmarked, ..CheckReport::default() };
        let all = comments(&report, &Verdict::ALL);
        let [comment] = all.as_slice() else { panic!("one comment: {all:?}") };
        assert_eq!(comment.span, Span::new(7, 22));
        assert!(comment.text.starts_with("未加引号") && comment.text.contains(&passage), "{}", comment.text);
    }
}
