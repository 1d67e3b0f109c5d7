//! The lines of one piece (a document, or an article of an anthology) below its front matter, classed one by
//! one: heading, paragraph, repeated title, noise, publication, byline.

use super::ending::{self, Ending};
use super::habits::Habits;
use super::headings::{self, Heading};
use super::lines::Line;
use super::marks::Offset;
use super::{byline, contents, front, journal, noise, publication, site};
use chuchu_model::{NoiseKind, Publication};

/// What a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role<'t> {
    /// A heading on a line of its own.
    Heading(Box<Heading>),
    /// Text; the bytes at its beginning that repeat the title; the heading that opens it; the publication
    /// behind its last sentence.
    Body { repeated: Offset, run_in: Option<Box<Heading>>, publication: Option<Box<Publication>> },
    /// Not of the text.
    Noise(NoiseKind),
    /// The newspaper, day and page.
    Publication(Box<Publication>),
    /// Who signed, below the text.
    Byline(&'t str),
}

/// How many lines at the beginning and at the end of a piece are looked at for source lines and a site's
/// words.
const EDGE: usize = 6;
/// The most lines at the end of a piece that are looked at.
const MOST_AT_END: usize = 120;

/// Classes the lines below the front matter; `title` is the piece's own.
pub(crate) fn roles<'t>(lines: &[Line<'t>], habits: &Habits, title: Option<&str>) -> Vec<Role<'t>> {
    let contents = contents::find(lines);
    let headings = headings::find(lines, &contents, habits);
    let end = end(lines);
    let mut related = false;
    let mut roles = Vec::with_capacity(lines.len());
    for (at, (line, heading)) in lines.iter().zip(headings).enumerate() {
        if roles.len() > at {
            continue; // the second line of a repeated title
        }
        if contents.contains(&at) {
            roles.push(Role::Noise(NoiseKind::Other));
            continue;
        }
        let rest = lines.get(at..).unwrap_or_default();
        let repeated = title.map_or(0, |title| front::repeats(rest, title));
        if repeated > 0 {
            roles.extend((0..repeated).map(|_| Role::Noise(NoiseKind::OwnTitleRepeat)));
            continue;
        }
        let near_end = at >= end;
        let at_edge = at < EDGE || near_end;
        let above = at.checked_sub(1).and_then(|above| Some((lines.get(above)?, roles.get(above)?)));
        let ended = above.is_none_or(|(line, role)| {
            !matches!(role, Role::Body { .. }) || ending::of(line.words) == Ending::Sentence
        });
        related = near_end && (site::heads_related(line.words) || related && headings::titles(line));
        if related {
            roles.push(Role::Noise(NoiseKind::Boilerplate));
            continue;
        }
        let unmarked = heading.as_ref().is_some_and(|h| h.mark.is_none() && h.hashes == 0);
        let labelled = line.words.starts_with("作者") && at_edge;
        let may_sign =
            labelled || near_end && ended && (heading.is_none() || line.words.contains(['：', '（']));
        let is_open = heading.is_none() || unmarked && !headings::is_fixed(line);
        let aside = is_open.then(|| aside(line, at_edge, near_end, may_sign)).flatten();
        roles.push(aside.unwrap_or_else(|| text(line, heading, title.filter(|_| at < EDGE), near_end)));
    }
    roles
}

/// The first of the last lines: a site's own words do not count among the [`EDGE`] lines.
fn end(lines: &[Line<'_>]) -> usize {
    let mut own = 0;
    let last = lines.iter().rev().take(MOST_AT_END).take_while(|line| {
        own += usize::from(noise::kind(line, true).is_none());
        own <= EDGE
    });
    lines.len() - last.count()
}

/// What stands beside the text, most often above or below it. Who signs (`may_sign`) signs below the last
/// sentence; names in a list do not sign.
fn aside<'t>(line: &Line<'t>, at_edge: bool, near_end: bool, may_sign: bool) -> Option<Role<'t>> {
    if near_end && let Some(found) = publication::of(line) {
        return Some(Role::Publication(Box::new(found)));
    }
    if let Some(kind) = noise::kind(line, at_edge) {
        return Some(Role::Noise(kind));
    }
    if near_end && journal::is_affiliation(line.words) {
        return Some(Role::Noise(NoiseKind::Other));
    }
    if near_end && noise::is_dateline(line) {
        return Some(Role::Noise(NoiseKind::SourceLine));
    }
    may_sign.then(|| byline::name(line).map(Role::Byline)).flatten()
}

/// A heading, or text with what opens it.
fn text<'t>(line: &Line<'t>, heading: headings::Slot, title: Option<&str>, near_end: bool) -> Role<'t> {
    match heading {
        Some(heading) if !heading.run_in => Role::Heading(heading),
        run_in => {
            let repeated = title.and_then(|title| noise::title_in_front(line.words, title)).unwrap_or(0);
            let tail = near_end.then(|| publication::behind_text(line)).flatten();
            let publication = tail.filter(|(at, _)| *at > repeated).map(|(_, found)| found);
            Role::Body { repeated: Offset::new(repeated), run_in, publication: publication.map(Box::new) }
        }
    }
}
