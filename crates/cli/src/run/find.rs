//! Search and count.

use crate::answer::{Counted, Found, Hits};
use crate::batch::{self, QueryLine};
use crate::output::{Outcome, answer};
use crate::render::{self, Records, text};
use crate::request::{Format, Input};
use chuchu_index::{Corpus, SearchAnswer, SearchRequest};
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
            hits(&mut *out, &found, filters.ids_only, format)?;
        }
    }
    Ok(Outcome::Done)
}

fn asked(query: &str, filters: &SearchRequest) -> SearchRequest {
    SearchRequest { query: query.to_owned(), ..filters.clone() }
}

/// One query: a record for each hit; for people also how many there are.
fn hits(out: &mut dyn Write, found: &SearchAnswer, ids_only: bool, format: Format) -> anyhow::Result<()> {
    let shown = found.ids.len().max(found.hits.len());
    let framed = format == Format::Text && !ids_only;
    if framed {
        text::total(out, found.total)?;
    }
    if ids_only {
        let mut records = Records::new(out, format, text::id);
        found.ids.iter().try_for_each(|id| records.print(id))?;
        records.finish()?;
    } else {
        let mut records = Records::new(out, format, text::hit);
        found.hits.iter().try_for_each(|hit| records.print(hit))?;
        records.finish()?;
    }
    if framed {
        text::tail(out, shown, found.total)?;
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
        records.print(&Found { id, query, total: answer.total, took_us: answer.took_us, hits })?;
        Ok(())
    })?;
    records.finish()?;
    Ok(())
}

pub(super) fn count(corpus: &Corpus, request: &SearchRequest, format: Format) -> anyhow::Result<Outcome> {
    let SearchAnswer { total, took_us, .. } = corpus.search(request)?;
    let counted = Counted { query: request.query.clone(), total, took_us };
    render::value(&mut *answer(format), format, &counted, text::counted)?;
    Ok(Outcome::Done)
}
