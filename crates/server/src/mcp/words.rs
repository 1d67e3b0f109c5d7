//! What tools say, in words that an assistant can repeat without saying more than is known: what is not in the corpus
//! cannot be checked here, which is not the same as false.

use chuchu_index::{Neighbour, PassageContext, PassageView, Period, SearchAnswer, Timeline};
use chuchu_model::{
    Attribution, CheckItem, CheckReport, Citation, Container, Coverage, Difference, Hit, Match, Trace,
    Verdict,
};

/// Periods, and passages of a search, are listed up to so many.
const LISTED: usize = 100;

/// What is said of a traced sentence.
pub(super) fn trace(trace: &Trace, documents: usize) -> String {
    let mut lines = vec![verdict(trace.verdict, documents)];
    if trace.verdict == Verdict::NotFound && !trace.matches.is_empty() {
        lines
            .push("The nearest passages 最相近, for comparison only: none of them is its source.".to_owned());
    }
    lines.extend(trace.matches.iter().map(place));
    lines.join("\n")
}

fn verdict(verdict: Verdict, documents: usize) -> String {
    match verdict {
        Verdict::Exact => "Exact 一字不差: it stands in the corpus character for character.".to_owned(),
        Verdict::Punctuation => {
            "Exact but for punctuation 标点不同: all its characters stand in the corpus.".to_owned()
        }
        Verdict::Script => "Exact but for simplified, traditional or variant characters 字形不同.".to_owned(),
        Verdict::Ellipsis => "Exact but for what its ellipsis says is left out 省略相符.".to_owned(),
        Verdict::Altered => {
            "Altered 文字有异: the corpus has it with other words in the places named below. Do not print it as it is."
                .to_owned()
        }
        Verdict::Partial => {
            "Found in part 部分相符: only a part of it stands in the corpus; the rest cannot be checked.".to_owned()
        }
        Verdict::Formula => {
            "A set phrase 套语: too common for one source to be named. It can be used, not attributed.".to_owned()
        }
        Verdict::NotFound => format!(
            "Cannot be checked 本库未见: it is not in this corpus of {documents} documents. That does not make it \
             false; it may stand in texts that are not in the corpus."
        ),
    }
}

fn place(found: &Match) -> String {
    let mut line = format!("- {}", found.passage);
    line.extend(found.date.map(|date| format!(", {date}")));
    line.extend(found.speaker.as_ref().map(|speaker| format!(", {speaker}")));
    line.extend(found.work.as_ref().or(found.title.as_ref()).map(|work| format!(", {}", titled(work))));
    line.push_str(&format!("\n  text 原文: {}", found.text));
    line.extend(found.citation.as_ref().map(|citation| format!("\n  citation 出处: {citation}")));
    line.extend(found.differences.iter().map(|different| format!("\n  {}", difference(different))));
    line.extend(found.context.as_ref().map(|warning| format!("\n  context: {warning}")));
    line
}

fn titled(title: &str) -> String {
    if title.contains('《') { title.to_owned() } else { format!("《{title}》") }
}

fn difference(difference: &Difference) -> String {
    let Difference { query_text, source_text, .. } = difference;
    match (query_text.is_empty(), source_text.is_empty()) {
        (true, _) => format!("left out: “{source_text}”"),
        (_, true) => format!("added: “{query_text}”"),
        _ => format!("“{query_text}” for “{source_text}”"),
    }
}

/// What is said of a checked text.
pub(super) fn check(report: &CheckReport, documents: usize) -> String {
    if report.items.is_empty() {
        return "There is no quotation in it: nothing stands in quotation marks, or only terms do."
            .to_owned();
    }
    let counts: Vec<String> = report.summary.iter().map(|(verdict, n)| format!("{n} {verdict}")).collect();
    let head = format!("{} quotations: {}.", report.items.len(), counts.join(", "));
    let items = report.items.iter().map(|item| checked(item, documents));
    std::iter::once(head).chain(items).collect::<Vec<_>>().join("\n\n")
}

fn checked(item: &CheckItem, documents: usize) -> String {
    let mut lines = vec![format!("“{}”", item.quotation.text), verdict(item.trace.verdict, documents)];
    lines.extend(item.trace.matches.first().map(place));
    lines.extend(attribution(item.attribution).map(str::to_owned));
    lines.extend(coverage(item.coverage).map(str::to_owned));
    lines.extend(item.citation_check.iter().map(|field| {
        format!(
            "Its citation differs in {}: printed “{}”, known “{}”.",
            field.field, field.printed, field.expected
        )
    }));
    lines.join("\n")
}

fn attribution(attribution: Attribution) -> Option<&'static str> {
    match attribution {
        Attribution::Agrees => Some("The speaker agrees with the corpus."),
        Attribution::Differs => Some("The corpus gives these words to another speaker."),
        Attribution::NotStated | Attribution::Unknown => None,
    }
}

fn coverage(coverage: Coverage) -> Option<&'static str> {
    match coverage {
        Coverage::Covered => Some("The work that is cited is in the corpus."),
        Coverage::NotCovered => Some(
            "The work that is cited is not in the corpus, so nothing can be said of it; that is no fault.",
        ),
        Coverage::Unknown => None,
    }
}

/// What is said of a search.
pub(super) fn search(answer: &SearchAnswer, offset: usize) -> String {
    if answer.total == 0 {
        return "Nothing in this corpus holds that, which says nothing about other texts.".to_owned();
    }
    let from = offset.saturating_add(1).min(answer.total);
    let head = format!("{} passages; from number {from}:", answer.total);
    let hits = answer.hits.iter().take(LISTED).map(hit);
    std::iter::once(head).chain(hits).collect::<Vec<_>>().join("\n")
}

fn hit(hit: &Hit) -> String {
    let mut line = format!("- {}", hit.id);
    line.extend(hit.date.map(|date| format!(", {date}")));
    line.extend(hit.title.as_ref().map(|title| format!(", {}", titled(title))));
    line.push_str(&format!("\n  {}", hit.text));
    line.extend(hit.citation.as_ref().map(|citation| format!("\n  citation 出处: {citation}")));
    line
}

/// A passage and its neighbours, each under its id.
pub(super) fn passage(among: &PassageContext) -> String {
    let PassageContext { passage: PassageView { id, title, date, text, citation, .. }, preceding, following } =
        among;
    let beside = |Neighbour { id, text, .. }: &Neighbour| format!("[{id}] {text}");
    let mut head = format!("Passage {id}");
    head.extend(date.map(|date| format!(", {date}")));
    head.extend(title.as_ref().map(|title| format!(", {}", titled(title))));
    head.extend(citation.as_ref().map(|citation| format!("\ncitation 出处: {citation}")));
    let before = preceding.iter().map(beside);
    let after = following.iter().map(beside);
    let lines = std::iter::once(head).chain(before).chain([format!("[{id}] {text}")]).chain(after);
    lines.collect::<Vec<_>>().join("\n")
}

/// What is said of a timeline.
pub(super) fn timeline(timeline: &Timeline) -> String {
    let mut lines = Vec::new();
    match &timeline.first {
        Some(first) => lines.push(format!("First dated place in this corpus:\n{}", hit(first))),
        None => lines.push("No dated passage of this corpus holds that.".to_owned()),
    }
    let periods = timeline.periods.iter().filter(|period| period.hits > 0);
    lines.extend(periods.take(LISTED).map(period));
    lines.extend(timeline.undated.as_ref().map(period));
    lines.push("Earlier texts may have it that are not in this corpus.".to_owned());
    lines.join("\n")
}

fn period(period: &Period) -> String {
    let name = period.period.map_or_else(|| "undated".to_owned(), |date| date.to_string());
    format!(
        "{name}: {} times in {} passages, {:.1} per million characters",
        period.hits, period.passages, period.per_million
    )
}

/// What was read from a citation, and what could not be.
pub(super) fn citation(citation: &Citation) -> String {
    let mut lines = Vec::new();
    if !citation.author.is_empty() {
        lines.push(format!("author: {}", citation.author.join("、")));
    }
    lines.extend(
        citation.work.iter().filter_map(|work| Some(format!("work: {}", titled(work.title.as_ref()?)))),
    );
    lines.extend(citation.date().map(|date| format!("date: {date}")));
    lines.extend(citation.containers.iter().map(container));
    lines.extend(citation.diagnostics.iter().map(|remark| format!("remark: {}", remark.message)));
    if lines.is_empty() { "No field could be read from it.".to_owned() } else { lines.join("\n") }
}

fn container(container: &Container) -> String {
    let mut line = "in: ".to_owned();
    line.extend(container.title.as_ref().map(|title| titled(title)));
    line.extend(container.volume.map(|volume| format!(" 第{volume}卷")));
    line.extend((!container.publishers.is_empty()).then(|| format!(", {}", container.publishers.join("、"))));
    line.extend(container.year.map(|year| format!(", {year}")));
    line.extend(container.issue.map(|issue| format!(", 第{issue}期")));
    line.extend(container.date.map(|date| format!(", {date}")));
    line.extend(container.newspaper_page.as_ref().map(|page| format!(", 第{page}版")));
    let pages: Vec<String> =
        container.pages.iter().map(|pages| format!("{}-{}", pages.from, pages.to)).collect();
    line.extend((!pages.is_empty()).then(|| format!(", 页 {}", pages.join("、"))));
    line
}
