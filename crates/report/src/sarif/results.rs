//! The findings of one manuscript: a result for each thing that an editor would mark.

use super::address;
use super::rules::{self, Level, Rules};
use crate::Checked;
use crate::escape::is_unseen;
use crate::labels;
use crate::positions::Positions;
use crate::right::{edits, joined, right_text};
use chuchu_model::{
    Attribution, Borrowing, BorrowingKind, CheckItem, Coverage, Diagnostic, DifferenceKind, HouseRule, Place,
    Severity, Span, Verdict,
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;

/// All results of a manuscript, which is number `at` of the log's artifacts.
pub(super) fn of(file: &Checked<'_>, at: usize, rules: &mut Rules) -> Vec<Value> {
    let positions = Positions::of(file.text);
    let mut sheet = Sheet { file, at, positions, rules, results: Vec::new(), seen: HashMap::new() };
    file.report.items.iter().for_each(|item| sheet.quotation(item));
    file.report.unmarked.iter().for_each(|one| sheet.unmarked(one));
    let cited = file.report.citations.iter().flat_map(|citation| &citation.diagnostics);
    file.report.diagnostics.iter().chain(cited).for_each(|remark| sheet.remark(remark));
    sheet.results
}

/// The results of one manuscript in the making.
struct Sheet<'a> {
    file: &'a Checked<'a>,
    at: usize,
    positions: Positions<'a>,
    rules: &'a mut Rules,
    results: Vec<Value>,
    /// How often the same finding on the same words came up, which tells their fingerprints apart.
    seen: HashMap<String, usize>,
}

/// A finding before it is written.
struct Finding<'a> {
    id: String,
    level: Level,
    says: String,
    span: Span,
    /// The words that tell the finding from others wherever they stand.
    words: &'a str,
}

impl Sheet<'_> {
    fn quotation(&mut self, item: &CheckItem) {
        let strict = |rule| item.house.contains(&rule);
        if let Some(usual) = rules::level(item.trace.verdict) {
            let verdict = item.trace.verdict;
            let by_house = (verdict == Verdict::Punctuation && strict(HouseRule::Punctuation))
                || (verdict == Verdict::Script && strict(HouseRule::Script));
            let excused = verdict == Verdict::NotFound && item.coverage == Coverage::NotCovered;
            let level = if by_house {
                Level::Error
            } else if excused {
                Level::Note
            } else {
                usual
            };
            let finding = self.finding(item, rules::of_verdict(verdict), level, verdict_says(item));
            self.push(item, &finding, self.fixes(item));
        }
        if let Some(context) = item.trace.matches.first().and_then(|found| found.context.as_ref()) {
            let level = graver(strict(HouseRule::Context));
            let finding = self.finding(item, rules::CONTEXT.to_owned(), level, format!("上下文: {context}"));
            self.push(item, &finding, None);
        }
        self.citation(item);
        for rule in [HouseRule::RequireNote, HouseRule::QuotationMarks].into_iter().filter(|r| strict(*r)) {
            let says = labels::house_rule(rule);
            let says = format!("{} {}", says.zh, says.en);
            let finding = self.finding(item, rules::of_house(rule), Level::Warning, says);
            self.push(item, &finding, None);
        }
    }

    /// Words without marks that may have a source; formulas are none.
    fn unmarked(&mut self, one: &Borrowing) {
        let Some(found) = one.trace.matches.first().filter(|_| one.kind == BorrowingKind::Source) else {
            return;
        };
        let work = found.work.as_deref().or(found.title.as_deref()).unwrap_or_default();
        let says = format!(
            "未加引号，而与{}《{work}》雷同 stands there, without quotation marks here",
            found.passage
        );
        let (id, words) = (rules::UNMARKED.to_owned(), one.trace.text.as_str());
        let finding = Finding { id, level: Level::Note, says, span: one.span, words };
        let result = self.result(&finding, one.place.as_ref());
        self.results.push(result);
    }

    /// What the manuscript prints about the source and the source contradicts.
    fn citation(&mut self, item: &CheckItem) {
        let level = graver(item.house.contains(&HouseRule::Citations));
        if item.attribution == Attribution::Differs {
            let named = item.quotation.speaker.as_ref().map_or("—", |speaker| speaker.name.as_str());
            let says = format!("稿中署{named}，原文为他人所说 the place found gives the words to another");
            let finding = self.finding(item, rules::SPEAKER_DIFFERS.to_owned(), level, says);
            self.push(item, &finding, None);
        }
        for check in &item.citation_check {
            let name = labels::field(&check.field);
            let says = format!(
                "出处{}不合: 稿中印“{}”，原文为“{}” the {} disagrees",
                name.zh, check.printed, check.expected, name.en
            );
            let id = rules::of_field(&check.field);
            let finding = Finding { span: check.span, ..self.finding(item, id, level, says) };
            self.push(item, &finding, None);
        }
    }

    fn finding<'b>(&self, item: &'b CheckItem, id: String, level: Level, says: String) -> Finding<'b> {
        Finding { id, level, says, span: item.quotation.span, words: &item.quotation.text }
    }

    fn push(&mut self, item: &CheckItem, finding: &Finding<'_>, fixes: Option<Value>) {
        let mut result = self.result(finding, item.place.as_ref());
        if let Some(found) = item.trace.matches.first() {
            let named = found.work.as_deref().or(found.title.as_deref()).unwrap_or_default();
            let says = found.citation.clone().unwrap_or_else(|| named.to_owned());
            result["relatedLocations"] = json!([{
                "message": {"text": clean(&says)},
                "logicalLocations": [{"fullyQualifiedName": found.passage.to_string(), "kind": "member"}]
            }]);
        }
        if let Some(fixes) = fixes {
            result["fixes"] = fixes;
        }
        if let Some(ignored) = &item.ignored {
            result["suppressions"] =
                json!([{"kind": "external", "status": "accepted", "justification": clean(&ignored.reason)}]);
        }
        self.results.push(result);
    }

    /// A remark on the text; mere hints are left out.
    fn remark(&mut self, remark: &Diagnostic) {
        if remark.severity == Severity::Info {
            return;
        }
        let finding = Finding {
            id: format!("text/{}", remark.code),
            level: remark.severity.into(),
            says: remark.message.clone(),
            span: remark.span,
            words: remark.span.of(self.file.text).unwrap_or(&remark.message),
        };
        let mut result = self.result(&finding, None);
        if let Some(suggestion) = remark.suggestion.as_ref() {
            let edit = [(suggestion.span, suggestion.replacement.clone())];
            result["fixes"] = self.fix("校改 mend the text", &edit);
        }
        self.results.push(result);
    }

    fn result(&mut self, finding: &Finding<'_>, place: Option<&Place>) -> Value {
        let index = self.rules.index(&finding.id, finding.level);
        json!({
            "ruleId": finding.id,
            "ruleIndex": index,
            "level": finding.level.as_str(),
            "message": {"text": clean(&finding.says)},
            "locations": [self.location(finding.span, place)],
            "partialFingerprints": {"words/v1": self.fingerprint(finding)}
        })
    }

    /// A file that is no plain text has places of its own, and no lines.
    fn location(&self, span: Span, place: Option<&Place>) -> Value {
        let artifact = json!({"uri": address::uri(&self.file.report.file), "index": self.at});
        match place.filter(|place| !is_line_alone(place)) {
            Some(place) => json!({
                "physicalLocation": {"artifactLocation": artifact},
                "logicalLocations": [{"fullyQualifiedName": place.to_string(), "kind": "member"}]
            }),
            None => json!({"physicalLocation": {"artifactLocation": artifact, "region": self.region(span)}}),
        }
    }

    fn region(&self, span: Span) -> Value {
        let (start, end) = (self.positions.point(span.start()), self.positions.point(span.end()));
        json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "charOffset": start.offset,
            "charLength": end.offset.saturating_sub(start.offset)
        })
    }

    /// The same for the same finding on the same words, wherever in the file they stand.
    fn fingerprint(&mut self, finding: &Finding<'_>) -> String {
        let key = format!("{}\n{}", finding.id, finding.words);
        let times = self.seen.entry(key.clone()).or_insert(0);
        *times += 1;
        let digest = Sha256::digest(format!("{key}\n{times}").as_bytes());
        digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// The right text for a quotation that is altered, where it stands in one piece in a plain text.
    fn fixes(&self, item: &CheckItem) -> Option<Value> {
        let wanted = matches!(item.trace.verdict, Verdict::Altered | Verdict::Punctuation | Verdict::Script);
        let plain = item.place.as_ref().is_none_or(is_line_alone);
        let span = item.quotation.span;
        if !wanted || !plain || span.of(self.file.text) != Some(item.trace.text.as_str()) {
            return None;
        }
        let found = item.trace.matches.first()?;
        let changes: Vec<(Span, String)> = match edits(found) {
            Some(edits) => {
                edits.iter().map(|d| (d.query.shifted(span.start()), joined(&d.source_text))).collect()
            }
            None => vec![(span, right_text(item)?)],
        };
        Some(self.fix("改从原文 put the words of the source", &changes))
    }

    fn fix(&self, says: &str, changes: &[(Span, String)]) -> Value {
        let replacement = |(span, words): &(Span, String)| json!({"deletedRegion": self.region(*span), "insertedContent": {"text": words}});
        let artifact = json!({"uri": address::uri(&self.file.report.file), "index": self.at});
        json!([{
            "description": {"text": says},
            "artifactChanges": [{
                "artifactLocation": artifact,
                "replacements": changes.iter().map(replacement).collect::<Vec<_>>()
            }]
        }])
    }
}

fn graver(strict: bool) -> Level {
    if strict { Level::Error } else { Level::Warning }
}

fn is_line_alone(place: &Place) -> bool {
    *place == Place { line: place.line, ..Place::default() }
}

/// The verdict, the quotation, and its differences from the source.
fn verdict_says(item: &CheckItem) -> String {
    let label = labels::verdict(item.trace.verdict);
    let mut says = format!("{} {}: “{}”", label.zh, label.en, item.quotation.text);
    let differences = item.trace.matches.first().map_or(&[][..], |found| &found.differences);
    for d in differences.iter().filter(|d| d.kind != DifferenceKind::Ellipsis) {
        let kind = labels::difference(d.kind);
        says.push_str(&format!("; {}（{}） “{}” → “{}”", kind.zh, kind.en, d.query_text, d.source_text));
    }
    if item.trace.verdict == Verdict::NotFound {
        says.push_str("; 库外的文献无从得知 this says nothing about other texts");
    }
    says
}

/// On one line, without characters that a terminal obeys.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !is_unseen(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect()
}
