//! BibTeX. Fields that only biblatex knows (`entrysubtype`, `translator`, `urldate`) are passed over by BibTeX.

use crate::reference::{Genre, Reference};
use crate::words;
use chuchu_model::Citation;
use std::fmt::Write as _;

/// An entry, with a line break at its end; `None` where the citation names no work.
///
/// The key is the id, with `-` for the characters that a key cannot hold.
#[must_use]
pub fn entry(id: &str, citation: &Citation) -> Option<String> {
    let reference = Reference::of(citation)?;
    let mut entry = format!("@{}{{{},\n", kind(reference.genre), key(id));
    for (name, value) in fields(&reference) {
        // A String takes everything.
        let _ = writeln!(entry, "  {name} = {{{value}}},");
    }
    entry.push_str("}\n");
    Some(entry)
}

fn kind(genre: Genre) -> &'static str {
    match genre {
        Genre::Book => "book",
        Genre::InBook => "incollection",
        Genre::InJournal | Genre::InNewspaper => "article",
        Genre::Thesis => "phdthesis",
        Genre::Report | Genre::Standard => "techreport",
        Genre::Periodical | Genre::Web | Genre::Patent | Genre::Law | Genre::Archive | Genre::Alone => "misc",
    }
}

fn fields(reference: &Reference<'_>) -> Vec<(&'static str, String)> {
    let citation = reference.citation;
    let mut fields = Vec::new();
    let mut put = |name: &'static str, value: Option<String>| {
        fields.extend(value.filter(|value| !value.is_empty()).map(|value| (name, value)));
    };
    let verbatim = |text: &String| words::one_line(text).replace(['{', '}'], "");
    put("title", Some(format!("{{{}}}", escaped(&words::unmarked(reference.title)))));
    let mut authors = names(if citation.author.is_empty() && reference.host().is_none() {
        reference.container.map_or(&[], |c| c.author.as_slice())
    } else {
        &citation.author
    });
    if citation.and_others && !authors.is_empty() {
        authors.push_str(" and others");
    }
    put("author", Some(authors));
    let issued = reference.issued().or_else(|| reference.dated());
    put("year", issued.map(|date| date.get_year().to_string()));
    put("month", issued.and_then(|date| date.get_month()).map(|month| month.to_string()));
    put("date", issued.filter(|date| date.get_day().is_some()).map(|date| date.to_string()));
    let Some(container) = reference.container else {
        put("note", citation.provision.as_deref().map(escaped));
        return fields;
    };
    let host = match reference.genre {
        Genre::InJournal | Genre::InNewspaper => "journal",
        Genre::Web => "organization",
        _ => "booktitle",
    };
    put(host, reference.host().map(|host| escaped(&words::unmarked(host))));
    let news = (reference.genre == Genre::InNewspaper).then(|| "newspaper".to_owned());
    put("entrysubtype", news);
    if reference.host().is_some() {
        put("bookauthor", Some(names(&container.author)));
    }
    put("editor", Some(names(&container.editor)));
    put("translator", Some(names(&container.translator)));
    put("volume", container.volume.map(|volume| volume.to_string()));
    put("part", container.part.as_deref().map(escaped));
    put("edition", container.edition.as_deref().map(escaped));
    let issue = container.issue.map(|issue| issue.to_string());
    put("number", issue.or_else(|| container.number.as_deref().map(escaped)));
    let press = match reference.genre {
        Genre::Thesis => "school",
        Genre::Report | Genre::Standard => "institution",
        _ => "publisher",
    };
    put(press, Some(escaped(&container.publishers.join("、"))));
    put("address", container.place.first().map(|place| escaped(place)));
    put("pages", words::pages(&container.pages, "--", ", ").or_else(|| container.newspaper_page.clone()));
    put("type", container.genre.as_deref().map(escaped));
    put("origdate", reference.dated().map(|date| date.to_string()));
    put("url", container.url.as_ref().map(verbatim));
    put("urldate", container.accessed.map(|day| day.to_string()));
    put("doi", container.doi.as_ref().map(verbatim));
    fields
}

/// Each name in braces, so that it is not taken apart.
fn names(names: &[String]) -> String {
    names.iter().map(|name| format!("{{{}}}", escaped(name))).collect::<Vec<_>>().join(" and ")
}

/// The key of an id. Two ids may have one key, and a file may not: whoever writes a file sees to that.
#[must_use]
pub fn key(id: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || "-_:./+".contains(c) { c } else { '-' };
    id.chars().map(kept).collect()
}

/// What is a command to TeX, as a character.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in words::one_line(text).chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => escaped.extend(['\\', c]),
            '{' => escaped.push_str("\\{"),
            '}' => escaped.push_str("\\}"),
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            other => escaped.push(other),
        }
    }
    escaped
}
