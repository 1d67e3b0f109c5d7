//! A word a line: CoNLL-U, and the vertical format of CWB, `CQPweb` and Sketch Engine.
//!
//! Both hold the passages of the corpus, cut into words as the index cuts them; the citation of an excerpt is
//! its `source`, not its text.

use super::WordsOf;
use crate::render::xml::escaped as xml;
use chuchu_index::{PassageView, StoredDocument};
use chuchu_model::{PassageKind, Span};
use chuchu_text::clause::{Cut, cut};
use chuchu_text::is_letter;
use std::io::{self, Write};

/// Sentences as blocks, with `newdoc`, `newpar`, `sent_id` and `text`; marks are `PUNCT`, words are not tagged.
/// Words that touch have `SpaceAfter=No`.
pub(super) fn conllu(
    out: &mut dyn Write,
    stored: &StoredDocument,
    passages: &[PassageView],
    words: WordsOf<'_>,
) -> io::Result<()> {
    writeln!(out, "# newdoc id = {}", stored.document.id)?;
    if let Some(title) = &stored.title {
        writeln!(out, "# title = {}", line(title))?;
    }
    if let Some(date) = stored.date {
        writeln!(out, "# date = {date}")?;
    }
    for passage in passages {
        writeln!(out, "# newpar id = {}", passage.id)?;
        if let Some(citation) = &passage.citation {
            writeln!(out, "# source = {}", line(citation))?;
        }
        for (number, sentence) in (1..).zip(sentences(passage.body())) {
            writeln!(out, "# sent_id = {}-{number}\n# text = {}", passage.id, line(sentence))?;
            block(out, sentence, &words(sentence))?;
        }
    }
    Ok(())
}

fn block(out: &mut dyn Write, sentence: &str, words: &[Span]) -> io::Result<()> {
    for (at, span) in words.iter().enumerate() {
        let form = span.of(sentence).unwrap_or_default();
        let tag = if form.chars().any(is_letter) { "_" } else { "PUNCT" };
        let touches = words.get(at + 1).is_none_or(|next| next.start() == span.end());
        let space = if touches { "SpaceAfter=No" } else { "_" };
        writeln!(out, "{}\t{form}\t_\t{tag}\t_\t_\t_\t_\t_\t{space}", at + 1)?;
    }
    out.write_all(b"\n")
}

/// `<doc>`, `<p>` and `<s>` with a word a line between them.
pub(super) fn vertical(
    out: &mut dyn Write,
    stored: &StoredDocument,
    passages: &[PassageView],
    words: WordsOf<'_>,
) -> io::Result<()> {
    write!(out, "<doc id=\"{}\"", xml(stored.document.id.as_str()))?;
    let attributes = [
        ("title", stored.title.as_deref().map(line)),
        ("author", stored.author.as_deref().map(line)),
        ("date", stored.date.map(|date| date.to_string())),
        ("year", stored.date.map(|date| date.get_year().to_string())),
    ];
    for (name, value) in attributes {
        write!(out, " {name}=\"{}\"", xml(&value.unwrap_or_default()))?;
    }
    out.write_all(b">\n")?;
    for passage in passages {
        write!(out, "<p id=\"{}\" type=\"{}\"", xml(&passage.id.to_string()), kind(passage.id.kind))?;
        let source = passage.citation.as_deref().map(line).unwrap_or_default();
        writeln!(out, " source=\"{}\">", xml(&source))?;
        for sentence in sentences(passage.body()) {
            out.write_all(b"<s>\n")?;
            for span in words(sentence) {
                writeln!(out, "{}", xml(span.of(sentence).unwrap_or_default()))?;
            }
            out.write_all(b"</s>\n")?;
        }
        out.write_all(b"</p>\n")?;
    }
    out.write_all(b"</doc>\n")
}

/// Word lists count paragraphs and excerpts; the other kinds are told apart here.
fn kind(kind: PassageKind) -> &'static str {
    match kind {
        PassageKind::Paragraph => "paragraph",
        PassageKind::Excerpt => "excerpt",
        PassageKind::Heading => "heading",
        PassageKind::Front => "front",
        PassageKind::Noise => "noise",
    }
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    cut(text, Cut::Sentence).into_iter().filter_map(|span| span.of(text))
}

/// Without line breaks.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
