//! One quotation: its verdict and place, the two wordings, the source with its citation, what disagrees, what else
//! was found, and the right text to copy.

use super::comparison;
use crate::escape::{Both, Plain, Text};
use crate::labels::{self, label};
use crate::positions::Positions;
use crate::{Checked, right_text};
use chuchu_model::{CheckItem, FieldCheck, Match, Verdict};
use std::io::{self, Write};

/// A quotation, and what is needed to show it.
pub(super) struct Entry<'a> {
    /// Its number in the page.
    pub(super) number: usize,
    /// Its place in the report on its manuscript.
    pub(super) at: usize,
    pub(super) item: &'a CheckItem,
    pub(super) file: &'a Checked<'a>,
    pub(super) positions: &'a Positions<'a>,
}

impl Entry<'_> {
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { number, item, .. } = self;
        let classes = super::classes(item, self.file.fail_on);
        writeln!(out, "<article class=\"q {classes}\" id=\"q{number}\" aria-labelledby=\"h{number}\">")?;
        self.heading(out)?;
        self.set_aside(out)?;
        self.wordings(out)?;
        self.remarks(out)?;
        self.others(out)?;
        writeln!(out, "</article>")
    }

    fn heading(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { number, item, .. } = self;
        let (sign, says) = super::heading(item);
        let place = labels::place(item.place.as_ref(), self.positions.line(item.quotation.span));
        writeln!(
            out,
            "<header><h3 id=\"h{number}\"><a class=\"no\" href=\"#q{number}\">{number}</a> <span class=\"badge\">\
             <span class=\"sign\" aria-hidden=\"true\">{sign}</span>{}</span></h3>",
            Both(&says)
        )?;
        let kind = labels::quotation(item.quotation.kind);
        writeln!(
            out,
            "<p class=\"where\">{}<span class=\"kindof\">{}</span></p>",
            Both(&place),
            Both(&kind)
        )?;
        if let Some(right) = right_text(item) {
            let copy = label("复制原文", "Copy the right text");
            let right = Plain(&right).to_string();
            writeln!(
                out,
                "<button type=\"button\" class=\"copy\" hidden data-copy=\"{right}\">{}</button>",
                Both(&copy)
            )?;
        }
        writeln!(out, "</header>")
    }

    fn set_aside(&self, out: &mut dyn Write) -> io::Result<()> {
        let Some(ignored) = &self.item.ignored else { return Ok(()) };
        let why = label("不计入；理由：", "set aside; the reason: ");
        let verdict = labels::verdict(self.item.trace.verdict);
        writeln!(
            out,
            "<p class=\"aside\">{}<strong lang=\"zh\">{}</strong> <span class=\"faint\">({})</span></p>",
            Both(&why),
            Text(&ignored.reason),
            Both(&verdict)
        )
    }

    /// The quotation, and beside it the best place.
    fn wordings(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { item, .. } = self;
        let best = item.trace.matches.first();
        let name = label("稿中引文", "in the manuscript");
        let alone = if best.is_some() { "" } else { " alone" };
        writeln!(out, "<div class=\"sides{alone}\">\n<figure class=\"side\">")?;
        writeln!(out, "<figcaption>{}</figcaption>", Both(&name))?;
        write!(out, "<blockquote class=\"source-text\" lang=\"zh\">")?;
        match best {
            Some(found) => comparison::quoted(out, &item.trace.text, found)?,
            None => write!(out, "{}", Text(&item.trace.text))?,
        }
        writeln!(out, "</blockquote>")?;
        self.attributed(out)?;
        writeln!(out, "</figure>")?;
        if let Some(found) = best {
            let around = self.file.surroundings_of(self.at, 0);
            writeln!(
                out,
                "<figure class=\"side\">\n<figcaption>{}</figcaption>",
                Both(&label("原文", "in the source"))
            )?;
            write!(out, "<blockquote class=\"source-text\" lang=\"zh\">")?;
            comparison::source(out, found, around)?;
            writeln!(out, "</blockquote>")?;
            origin(out, found)?;
            writeln!(out, "</figure>")?;
        }
        writeln!(out, "</div>")?;
        match best.filter(|found| !found.differences.is_empty()) {
            Some(found) => comparison::list(out, &found.differences),
            None => Ok(()),
        }
    }

    /// To whom and to what the manuscript gives the words, as printed.
    fn attributed(&self, out: &mut dyn Write) -> io::Result<()> {
        let quotation = &self.item.quotation;
        let speaker = quotation.speaker.as_ref().map(|s| {
            let printed = if s.printed == s.name { String::new() } else { format!("（{}）", s.printed) };
            format!("{}{printed}", s.name)
        });
        let work = quotation.work.as_ref().map(|work| format!("《{}》", work.title));
        let date = quotation.date.map(|date| date.to_string());
        let given: Vec<String> = [speaker, work, date].into_iter().flatten().collect();
        if given.is_empty() {
            return Ok(());
        }
        let name = label("稿中所署：", "attributed to ");
        let given = given.join(" ");
        writeln!(out, "<p class=\"origin\">{}<span lang=\"zh\">{}</span></p>", Both(&name), Text(&given))
    }

    /// What disagrees, what is warned of, and what cannot be said.
    fn remarks(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { item, .. } = self;
        if let Some(context) = item.trace.matches.first().and_then(|found| found.context.as_deref()) {
            let name = label("上下文：", "context: ");
            writeln!(out, "<p class=\"warn\">{}{}</p>", Both(&name), Both(&labels::context(context)))?;
        }
        fields(out, &item.citation_check)?;
        for rule in &item.house {
            let name = label("体例：", "house rule: ");
            writeln!(out, "<p class=\"warn\">{}{}</p>", Both(&name), Both(&labels::house_rule(*rule)))?;
        }
        if item.trace.verdict == Verdict::NotFound {
            let fair = label(
                "本库未见，不等于引文有误：库外的文献无从得知。",
                "Not in this corpus says nothing about other texts.",
            );
            writeln!(out, "<p class=\"faint\">{}</p>", Both(&fair))?;
        }
        let said = [labels::attribution(item.attribution), labels::coverage(item.coverage)];
        let said: Vec<String> =
            said.iter().flatten().map(|label| format!("<li>{}</li>", Both(label))).collect();
        if said.is_empty() { Ok(()) } else { writeln!(out, "<ul class=\"notes\">{}</ul>", said.concat()) }
    }

    /// Other places with the words, and texts that are like but no sources.
    fn others(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { item, .. } = self;
        let more = item.trace.matches.get(1..).unwrap_or_default();
        let name = label("其他出处", "other places");
        places(out, &name, more, |at| self.file.surroundings_of(self.at, at + 1))?;
        let name = label(
            "另见（后出，或为他人之语，不作出处）",
            "like words that are no source (later, or of somebody else)",
        );
        places(out, &name, &item.parallels, |_| None)
    }
}

/// The fields of a citation that disagree.
fn fields(out: &mut dyn Write, checks: &[FieldCheck]) -> io::Result<()> {
    if checks.is_empty() {
        return Ok(());
    }
    let [caption, field, printed, expected] = [
        label("出处有出入", "the citation disagrees"),
        label("项目", "field"),
        label("稿中所印", "printed"),
        label("原文出处", "in the source"),
    ];
    writeln!(out, "<table class=\"fields\"><caption>{}</caption>", Both(&caption))?;
    let [a, b, c] =
        [&field, &printed, &expected].map(|name| format!("<th scope=\"col\">{}</th>", Both(name)));
    writeln!(out, "<thead><tr>{a}{b}{c}</tr></thead>\n<tbody>")?;
    for check in checks {
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td lang=\"zh\">{}</td><td lang=\"zh\">{}</td></tr>",
            Both(&labels::field(&check.field)),
            Text(&check.printed),
            Text(&check.expected)
        )?;
    }
    writeln!(out, "</tbody></table>")
}

/// Where a place stands: speaker, work, date; the citation as printed; the passage.
pub(super) fn origin(out: &mut dyn Write, found: &Match) -> io::Result<()> {
    let work = found.work.as_deref().or(found.title.as_deref());
    let work = work.map(|work| if work.contains('《') { work.to_owned() } else { format!("《{work}》") });
    let date = found.date.map(|date| date.to_string());
    let named: Vec<String> = [found.speaker.clone(), work, date].into_iter().flatten().collect();
    let named = named.join(" · ");
    writeln!(out, "<p class=\"origin\" lang=\"zh\">{} <code>{}</code></p>", Text(&named), found.passage)?;
    if let Some(citation) = &found.citation {
        writeln!(
            out,
            "<p class=\"cited\" lang=\"zh\"><span class=\"faint\">出处</span> {}</p>",
            Text(citation)
        )?;
    }
    Ok(())
}

/// Of which place this one is a reprint.
fn reprint(found: &Match) -> String {
    let name = label("重刊：", "a reprint of ");
    let reprint = found.reprint_of.as_ref();
    reprint.map(|of| format!(" · {}<code>{of}</code>", Both(&name))).unwrap_or_default()
}

/// A closed list of places.
fn places<'a>(
    out: &mut dyn Write,
    name: &labels::Label,
    all: &[Match],
    around: impl Fn(usize) -> Option<&'a chuchu_model::Surroundings>,
) -> io::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<details><summary>{} <span class=\"n\">{}</span></summary>\n<ol class=\"places\">",
        Both(name),
        all.len()
    )?;
    for (at, found) in all.iter().enumerate() {
        let verdict = labels::verdict(found.verdict);
        write!(
            out,
            "<li><p class=\"says\">{}{}</p><blockquote class=\"source-text\" lang=\"zh\">",
            Both(&verdict),
            reprint(found)
        )?;
        comparison::source(out, found, around(at))?;
        writeln!(out, "</blockquote>")?;
        origin(out, found)?;
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ol></details>")
}
