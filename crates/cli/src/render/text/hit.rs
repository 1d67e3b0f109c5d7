//! Search hits in text: where, when, and the words around what was found.

use super::corpus::count;
use super::{GOOD, LOOK, QUIET, STRONG, marks};
use crate::answer::{Found, Hits};
use chuchu_model::{Hit, PassageId, Span};
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
        Hits::Ids(ids) => ids.iter().try_for_each(|id| writeln!(out, "  {id}")),
        Hits::Records(hits) => hits.iter().try_for_each(|one| hit(out, one)),
    }
}

/// A hit on its own, with a blank line before it where hits follow each other.
pub(crate) fn hit(out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
    let Hit { id, title, date, .. } = hit;
    let date = date.map(|date| format!("  {date}")).unwrap_or_default();
    let title = title.as_deref().map(|title| format!("  {}", marks::flat(title))).unwrap_or_default();
    writeln!(out, "{STRONG}{id}{STRONG:#}{date}{QUIET}{title}{QUIET:#}")?;
    writeln!(out, "  {}", snippet(hit))?;
    match &hit.citation {
        Some(citation) => writeln!(out, "  {QUIET}出处{QUIET:#} {}", marks::flat(citation)),
        None => Ok(()),
    }
}

/// The words around the first hit, every hit among them marked.
fn snippet(hit: &Hit) -> String {
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

/// An id on a line.
pub(crate) fn id(out: &mut dyn Write, id: &PassageId) -> io::Result<()> {
    writeln!(out, "{id}")
}

/// The line above the hits.
pub(crate) fn total(out: &mut dyn Write, total: usize) -> io::Result<()> {
    match total {
        0 => writeln!(out, "{LOOK}no passage of this corpus{LOOK:#}"),
        _ => writeln!(out, "{}\n", count(total, "passage")),
    }
}

/// The line below the hits, where some were left out.
pub(crate) fn tail(out: &mut dyn Write, shown: usize, total: usize) -> io::Result<()> {
    if shown < total {
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
