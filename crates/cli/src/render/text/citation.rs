//! A citation in text: each field that print gives, on a line of its own.

use super::{LOOK, QUIET, STRONG, labels, marks};
use crate::answer::{ReadCitation, RenderedCitation};
use chuchu_model::{Citation, Container, DateItem, Diagnostic, PageRange};
use std::io::{self, Write};

pub(crate) fn citation(out: &mut dyn Write, read: &ReadCitation) -> io::Result<()> {
    if let Some(id) = &read.id {
        writeln!(out, "{STRONG}{}{STRONG:#}", marks::flat(id))?;
    }
    fields(out, &read.citation)?;
    read.citation.diagnostics.iter().try_for_each(|d| remark(out, d, &read.citation.raw))
}

/// A line.
pub(crate) fn rendered(out: &mut dyn Write, printed: &RenderedCitation) -> io::Result<()> {
    writeln!(out, "{}", marks::flat(&printed.rendered.text))
}

fn fields(out: &mut dyn Write, citation: &Citation) -> io::Result<()> {
    field(out, "author 作者", &citation.author.join("、"))?;
    if let Some(work) = &citation.work {
        let title = work.title.as_deref().map_or_else(|| "同上".to_owned(), marks::title);
        field(out, labels::work(work.kind), &title)?;
    }
    let dates: Vec<String> = citation.dates.iter().map(date).collect();
    field(out, "date 日期", &dates.join(", "))?;
    citation.containers.iter().try_for_each(|c| container(out, c))
}

fn container(out: &mut dyn Write, c: &Container) -> io::Result<()> {
    let title = c.title.as_deref().map_or_else(|| "(no title)".to_owned(), marks::title);
    field(out, labels::container(c.kind), &title)?;
    field(out, "  author 作者", &c.author.join("、"))?;
    field(out, "  editor 编者", &c.editor.join("、"))?;
    field(out, "  translator 译者", &c.translator.join("、"))?;
    field(out, "  volume 卷", &optional(c.volume))?;
    field(out, "  part 册", c.part.as_deref().unwrap_or_default())?;
    field(out, "  edition 版次", c.edition.as_deref().unwrap_or_default())?;
    field(out, "  place 出版地", &c.place.join("、"))?;
    field(out, "  publisher 出版者", &c.publishers.join("、"))?;
    field(out, "  year 年", &optional(c.year))?;
    field(out, "  month 月", &optional(c.month))?;
    field(out, "  issue 期", &optional(c.issue))?;
    field(out, "  day 出版日", &optional(c.date))?;
    field(out, "  page 版", c.newspaper_page.as_deref().unwrap_or_default())?;
    let pages: Vec<String> = c.pages.iter().map(page).collect();
    field(out, "  pages 页", &pages.join(", "))?;
    field(out, "  url 网址", c.url.as_deref().unwrap_or_default())
}

fn optional<T: ToString>(value: Option<T>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

fn date(item: &DateItem) -> String {
    match item {
        DateItem::On { date } => date.to_string(),
        DateItem::Range { from, to } => format!("{from} to {to}"),
    }
}

fn page(range: &PageRange) -> String {
    if range.from == range.to { range.from.to_string() } else { format!("{}–{}", range.from, range.to) }
}

/// A field that print gives; one that it does not give takes no line.
fn field(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    if value.is_empty() {
        return Ok(());
    }
    writeln!(out, "{QUIET}{name}{QUIET:#}  {}", marks::flat(value))
}

/// What was noticed in a citation, with the place bracketed.
fn remark(out: &mut dyn Write, diagnostic: &Diagnostic, raw: &str) -> io::Result<()> {
    let Diagnostic { code, severity, message, span, .. } = diagnostic;
    writeln!(out, "{LOOK}{severity} {code}{LOOK:#}  {message}")?;
    let range = span.range();
    let window = marks::around(raw, &range, 12, 12);
    let origin = u32::try_from(window.start).unwrap_or(u32::MAX);
    let shown = marks::marked(raw.get(window).unwrap_or_default(), origin, &[*span], LOOK);
    writeln!(out, "    {shown}{}", reading(diagnostic))
}

/// The proposed reading, where there is one.
pub(super) fn reading(diagnostic: &Diagnostic) -> String {
    let Some(suggestion) = &diagnostic.suggestion else { return String::new() };
    if suggestion.replacement.is_empty() {
        return "  → (leave out)".to_owned();
    }
    format!("  → {}", marks::flat(&suggestion.replacement))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_model::{CitedWork, ContainerKind, Severity, Span, WorkKind};

    fn shown(read: &ReadCitation) -> String {
        let mut out = Vec::new();
        citation(&mut out, read).unwrap();
        String::from_utf8(anstream::adapter::strip_bytes(&out).into_vec()).unwrap()
    }

    #[test]
    fn a_field_that_print_gives_has_a_line_and_another_has_none() {
        let mut book = Container::new(ContainerKind::Book);
        book.title = Some("文选".into());
        book.pages = vec![PageRange { from: 3, to: 5 }, PageRange { from: 7, to: 7 }];
        let work = CitedWork { title: Some("讲话".into()), kind: WorkKind::Speech, span: None };
        let misprint = Diagnostic::new("C001", Severity::Warning, Span::new(0, 3), "read as 《");
        let citation = Citation {
            raw: "（讲话》".into(),
            span: None,
            author: vec!["甲".into(), "乙".into()],
            work: Some(work),
            dates: vec![DateItem::On { date: "2012-12-29".parse().unwrap() }],
            containers: vec![book],
            diagnostics: vec![misprint.suggesting(Span::new(0, 3), "《")],
            and_others: false,
            document_type: None,
            provision: None,
            archive: None,
        };
        let expect = "k1\nauthor 作者  甲、乙\nspeech 讲话  《讲话》\ndate 日期  2012-12-29\nbook 书  《文选》\n  \
            pages 页  3–5, 7\nwarning C001  read as 《\n    【（】讲话》  → 《\n";
        assert_eq!(shown(&ReadCitation { id: Some("k1".into()), citation }), expect);
    }
}
