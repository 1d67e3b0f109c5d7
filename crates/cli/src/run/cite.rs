//! `cite render`: a citation in a style.

use crate::answer::RenderedCitation;
use crate::batch::{self, SourceLine};
use crate::complaint;
use crate::output::{Outcome, answer, remark};
use crate::render::{self, Records, text};
use crate::request::Format;
use crate::request::cite::Source;
use anyhow::anyhow;
use chuchu_cite::Style;
use chuchu_index::Corpus;
use chuchu_model::Citation;
use std::path::Path;

/// The index is opened only where something of it is asked for.
pub(super) fn render(
    open: impl Fn() -> anyhow::Result<Corpus>,
    source: &Source,
    style: Style,
    format: Format,
) -> anyhow::Result<Outcome> {
    let mut out = answer(format);
    match source {
        Source::Id(id) => {
            let rendered = rendered(Some(id.clone()), stored(&open()?, id)??, style)?;
            tell_gaps(&rendered, format);
            render::value(&mut *out, format, &rendered, text::rendered)?;
        }
        Source::Printed(printed) => {
            let rendered = rendered(None, read(printed)?, style)?;
            tell_gaps(&rendered, format);
            render::value(&mut *out, format, &rendered, text::rendered)?;
        }
        Source::Batch(path) => {
            let mut records = Records::list(&mut *out, format, text::rendered);
            let outcome = each(open, path, style, &mut records)?;
            records.finish()?;
            return Ok(outcome);
        }
    }
    Ok(Outcome::Done)
}

/// What cannot be printed, 同上 above all, and ids that are not there are named; it shows in the exit status, and the rest
/// goes on.
fn each(
    open: impl Fn() -> anyhow::Result<Corpus>,
    path: &Path,
    style: Style,
    records: &mut Records<'_, RenderedCitation>,
) -> anyhow::Result<Outcome> {
    let mut corpus = None;
    let mut outcome = Outcome::Done;
    batch::for_each(path, "citations", |line: SourceLine| {
        let citation = match (&line.text, &corpus) {
            (Some(printed), _) => Ok(read(printed)?),
            (None, Some(corpus)) => stored(corpus, &line.id)?,
            (None, None) => stored(corpus.insert(open()?), &line.id)?,
        };
        match citation.and_then(|citation| rendered(Some(line.id.clone()), citation, style)) {
            Ok(rendered) => records.print(&rendered)?,
            Err(error) => outcome = complaint::report(&error.context(line.id)),
        }
        Ok(())
    })?;
    Ok(outcome)
}

/// The citation of an id; the inner error says that there is none such.
fn stored(corpus: &Corpus, id: &str) -> anyhow::Result<anyhow::Result<Citation>> {
    let found = corpus.citation_of(id)?;
    Ok(found.ok_or_else(|| anyhow!("no document, article or passage {id} in this index")))
}

fn read(printed: &str) -> anyhow::Result<Citation> {
    if printed.trim().is_empty() {
        return Err(chuchu_index::Error::Empty.into());
    }
    Ok(chuchu_parser::parse_citation(printed))
}

fn rendered(id: Option<String>, citation: Citation, style: Style) -> anyhow::Result<RenderedCitation> {
    let rendered = chuchu_cite::render(&citation, style)?;
    Ok(RenderedCitation { id, rendered, citation })
}

/// What people should add or know, beside the answer; programs read it in the record.
fn tell_gaps(printed: &RenderedCitation, format: Format) {
    if format != Format::Text {
        return;
    }
    let list = |elements: &[chuchu_cite::Element]| {
        elements.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    };
    let chuchu_cite::Rendered { missing, left_out, style, .. } = &printed.rendered;
    if !missing.is_empty() {
        remark(&format!("{style} asks for what the citation does not say: {}", list(missing)));
    }
    if !left_out.is_empty() {
        remark(&format!("{style} has no place for: {}", list(left_out)));
    }
}
