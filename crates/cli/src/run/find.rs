//! Search and count.

use crate::answer::{Counted, Found, Hits, Line};
use crate::batch::{self, QueryLine};
use crate::output::{Outcome, answer, notice};
use crate::render::{self, Records, text};
use crate::request::{Format, Input};
use chuchu_index::{Corpus, Note, SearchAnswer, SearchRequest};
use std::io::Write;
use std::path::Path;

pub(super) fn search(
    corpus: &Corpus,
    input: &Input,
    filters: &SearchRequest,
    format: Format,
) -> anyhow::Result<Outcome> {
    let mut out = answer(format);
    match input {
        Input::Batch(path) => each(&mut *out, corpus, path, filters, format)?,
        Input::One(query) => {
            let found = corpus.search(&asked(query, filters))?;
            hits(&mut *out, &found, filters, format)?;
            remarks(query, found.read_as.as_deref(), &found.notes);
        }
    }
    Ok(Outcome::Done)
}

/// Tells people what was repaired in a query, or may have been meant otherwise.
pub(super) fn remarks(query: &str, read_as: Option<&str>, notes: &[Note]) {
    notes.iter().for_each(|note| notice(&text::note(query, note)));
    if let Some(read_as) = read_as {
        notice(&format!("the query was read as: {read_as}"));
    }
}

fn asked(query: &str, filters: &SearchRequest) -> SearchRequest {
    SearchRequest { query: query.to_owned(), ..filters.clone() }
}

/// One query: a record for each hit; for people also how many there are.
fn hits(
    out: &mut dyn Write,
    found: &SearchAnswer,
    request: &SearchRequest,
    format: Format,
) -> anyhow::Result<()> {
    let framed = format == Format::Text && !request.ids_only;
    if framed {
        text::total(out, found.total)?;
    }
    let mut records = if request.ids_only {
        Records::list(out, format, text::line)
    } else {
        Records::new(out, format, text::line)
    };
    if request.ids_only {
        found.ids.iter().try_for_each(|id| records.print(&Line::Id(id)))?;
    } else {
        found.hits.iter().try_for_each(|hit| records.print(&Line::Hit(hit)))?;
    }
    if !found.facets.is_empty() {
        records.print(&Line::Facets { total: found.total, facets: &found.facets })?;
    }
    records.finish()?;
    if framed {
        text::tail(out, request.offset, found.ids.len(), found.total)?;
        out.flush()?;
    }
    Ok(())
}

/// A batch: a record for each query, in the order of the file.
fn each(
    out: &mut dyn Write,
    corpus: &Corpus,
    path: &Path,
    filters: &SearchRequest,
    format: Format,
) -> anyhow::Result<()> {
    let mut records = Records::new(out, format, text::found);
    batch::for_each(path, "queries", |line: QueryLine| {
        let answer = corpus.search(&asked(&line.query, filters))?;
        let hits = if filters.ids_only { Hits::Ids(answer.ids) } else { Hits::Records(answer.hits) };
        let QueryLine { id, query } = line;
        let SearchAnswer { total, took_us, facets, read_as, notes, .. } = answer;
        records.print(&Found { id, query, total, took_us, hits, facets, read_as, notes })?;
        Ok(())
    })?;
    records.finish()?;
    Ok(())
}

pub(super) fn count(corpus: &Corpus, request: &SearchRequest, format: Format) -> anyhow::Result<Outcome> {
    let SearchAnswer { total, took_us, read_as, notes, .. } = corpus.search(request)?;
    remarks(&request.query, read_as.as_deref(), &notes);
    let counted = Counted { query: request.query.clone(), total, took_us };
    render::value(&mut *answer(format), format, &counted, text::counted)?;
    Ok(Outcome::Done)
}
