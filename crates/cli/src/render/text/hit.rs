//! Search hits in text: where, when, and the words around what was found.

use super::corpus::count;
use super::facets::facets;
use super::{GOOD, LOOK, QUIET, STRONG, marks};
use crate::answer::{Found, Hits, Line};
use chuchu_model::{Explanation, Hit, Shelf, Span};
use std::io::{self, Write};

/// Characters shown before and after what was found.
const BEFORE: usize = 40;
const AFTER: usize = 80;

/// The answer to one query of a batch.
pub(crate) fn found(out: &mut dyn Write, found: &Found) -> io::Result<()> {
    let Found { id, query, total, .. } = found;
    let query = marks::beginning(query, 60);
    writeln!(out, "{STRONG}{}{STRONG:#}  {query}  {}", marks::flat(id), count(*total, "passage"))?;
    match &found.hits {
        Hits::Ids(ids) => ids.iter().try_for_each(|id| writeln!(out, "  {id}"))?,
        Hits::Records(hits) => hits.iter().try_for_each(|one| hit(out, one))?,
    }
    facets(out, &found.facets)
}

/// A part of the answer to one query.
pub(crate) fn line(out: &mut dyn Write, line: &Line<'_>) -> io::Result<()> {
    match line {
        Line::Id(id) => writeln!(out, "{id}"),
        Line::Hit(one) => hit(out, one),
        Line::Facets { facets: counts, .. } => facets(out, counts),
    }
}

/// A hit on its own, with a blank line before it where hits follow each other.
fn hit(out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
    let Hit { id, title, date, .. } = hit;
    let date = date.map(|date| format!("  {date}")).unwrap_or_default();
    let title = title.as_deref().map(|title| format!("  {}", marks::flat(title))).unwrap_or_default();
    writeln!(out, "{STRONG}{id}{STRONG:#}{date}{QUIET}{title}{QUIET:#}")?;
    writeln!(out, "  {}", snippet(hit))?;
    if let Some(citation) = &hit.citation {
        writeln!(out, "  {QUIET}出处{QUIET:#} {}", marks::flat(citation))?;
    }
    hit.explanation.as_ref().map_or(Ok(()), |why| writeln!(out, "  {QUIET}{}{QUIET:#}", explained(why)))
}

/// The parts of a score in one line.
fn explained(why: &Explanation) -> String {
    let Explanation { shelf, words, adjacent, title, score, day } = why;
    let shelf = match shelf {
        Shelf::Text => "text",
        Shelf::Heading => "heading, after all text",
        Shelf::Noise => "noise, after all headings",
    };
    let words = words.iter().map(|w| format!("{} {:.2}", marks::flat(&w.word), w.score));
    let others = [("side by side", adjacent), ("title", title)];
    let others = others.into_iter().filter(|(_, part)| **part > 0.0);
    let parts: Vec<String> = words.chain(others.map(|(name, part)| format!("{name} {part:.2}"))).collect();
    let day = day.map(|day| format!("; from {day}")).unwrap_or_default();
    format!("score {score:.2} = {}; {shelf}{day}", parts.join(" + "))
}

/// The words around the first hit, every hit among them marked.
pub(super) fn snippet(hit: &Hit) -> String {
    let start = hit.span.start();
    let first = hit.hits.iter().min().copied().unwrap_or(Span::empty(start));
    let place = Span::new(first.start().saturating_sub(start), first.end().saturating_sub(start)).range();
    let window = marks::around(&hit.text, &place, BEFORE, AFTER);
    let origin = start.saturating_add(u32::try_from(window.start).unwrap_or(u32::MAX));
    let head = if window.start > 0 { "…" } else { "" };
    let tail = if window.end < hit.text.len() { "…" } else { "" };
    let shown = hit.text.get(window).unwrap_or_default();
    format!("{head}{}{tail}", marks::marked(shown, origin, &hit.hits, GOOD))
}

/// The line above the hits.
pub(crate) fn total(out: &mut dyn Write, total: usize) -> io::Result<()> {
    match total {
        0 => writeln!(out, "{LOOK}no passage of this corpus{LOOK:#}"),
        _ => writeln!(out, "{}\n", count(total, "passage")),
    }
}

/// The line below the hits, where some were left out.
pub(crate) fn tail(out: &mut dyn Write, offset: usize, shown: usize, total: usize) -> io::Result<()> {
    if offset > 0 {
        let next = offset + shown;
        let more = if next < total { format!("; --offset {next} goes on") } else { String::new() };
        writeln!(out, "\n{QUIET}{} to {next} of {total} shown{more}{QUIET:#}", (offset + 1).min(next))?;
    } else if shown < total {
        writeln!(out, "\n{QUIET}{shown} of {total} shown; --all shows every one{QUIET:#}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(text: &str, start: u32, hits: &[(u32, u32)]) -> Hit {
        Hit {
            id: "x1#p1".parse().unwrap(),
            doc: "x1".parse().unwrap(),
            title: Some("题目".into()),
            date: "2013-01".parse().ok(),
            score: 1.0,
            span: Span::from_range(start as usize..start as usize + text.len()),
            text: text.into(),
            hits: hits.iter().map(|(from, to)| Span::new(*from, *to)).collect(),
            citation: None,
            explanation: None,
        }
    }

    fn check(hit: &Hit, expect: &str) {
        let shown = snippet(hit);
        assert_eq!(anstream::adapter::strip_str(&shown).to_string(), expect);
    }

    #[test]
    fn hits_are_marked_where_they_stand_in_the_passage() {
        check(&passage("密切联系群众", 90, &[(96, 102), (102, 108)]), "密切【联系】【群众】");
        check(&passage("密切联系群众", 0, &[]), "密切联系群众");
    }

    #[test]
    fn a_long_passage_shows_the_words_around_the_first_hit() {
        let text = format!("{}群众{}", "前".repeat(100), "后".repeat(100));
        let expect = format!("…{}【群众】{}…", "前".repeat(BEFORE), "后".repeat(AFTER));
        check(&passage(&text, 0, &[(300, 306)]), &expect);
    }

    #[test]
    fn a_hit_outside_its_passage_marks_nothing() {
        check(&passage("群众", 50, &[(0, 6)]), "群众");
    }
}
