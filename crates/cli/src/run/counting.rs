//! The commands that count: one library call, one table and perhaps one plot each; reuse streams its records.

use super::plot::draw;
use crate::output::{Outcome, answer};
use crate::render::{Records, json, plot, table, text};
use crate::request::Format;
use crate::request::counting::{Counting, TableFormat};
use chuchu_index::{Corpus, ReuseOptions};
use std::io::{self, Write};

pub(super) fn count(corpus: &Corpus, counting: &Counting) -> anyhow::Result<Outcome> {
    match counting {
        Counting::Freq { options, form } => {
            let found = corpus.frequencies(options)?;
            draw(form.plot.as_ref(), || plot::frequencies(&found, options))?;
            print(form.format, &found, &found.items, text::frequencies)?;
        }
        Counting::Ngrams { options, form } => {
            let found = corpus.grams(options)?;
            draw(form.plot.as_ref(), || plot::grams(&found, options))?;
            print(form.format, &found, &found.items, text::frequencies)?;
        }
        Counting::Collocates { word, options, form } => {
            let found = corpus.collocates(word, options)?;
            draw(form.plot.as_ref(), || plot::collocates(&found, options))?;
            let text = |out: &mut dyn Write, found: &_| text::collocates(out, found, options.by);
            print(form.format, &found, &found.items, text)?;
        }
        Counting::Dispersion { words, options, form } => {
            let found = corpus.spread(words, options)?;
            draw(form.plot.as_ref(), || plot::spreads(&found, options))?;
            print(form.format, found.as_slice(), &found, text::spreads)?;
        }
        Counting::Keywords { options, form } => {
            let found = corpus.keywords(options)?;
            draw(form.plot.as_ref(), || plot::keywords(&found, options))?;
            print(form.format, &found, &found.items, text::keywords)?;
        }
        Counting::Phrases { options, format } => {
            let found = corpus.phrases(options)?;
            print(*format, found.as_slice(), &found, text::phrases)?;
        }
        Counting::Reuse { options, clusters, format } => reuse(corpus, options, *clusters, *format)?,
    }
    Ok(Outcome::Done)
}

fn print<T: serde::Serialize + ?Sized, R: table::Row + serde::Serialize>(
    format: TableFormat,
    answered: &T,
    rows: &[R],
    text: impl Fn(&mut dyn Write, &T) -> io::Result<()>,
) -> anyhow::Result<()> {
    let stream = if format == TableFormat::Text { Format::Text } else { Format::Jsonl };
    let mut out = answer(stream);
    match format {
        TableFormat::Text => {
            text(&mut *out, answered)?;
            out.flush()?;
        }
        TableFormat::Json => {
            json::line(&mut *out, answered)?;
            out.flush()?;
        }
        TableFormat::Jsonl => table::lines(&mut *out, rows)?,
        TableFormat::Csv => table::csv(&mut *out, rows)?,
    }
    Ok(())
}

fn reuse(corpus: &Corpus, options: &ReuseOptions, clusters: bool, format: Format) -> anyhow::Result<()> {
    let shared = corpus.reuse(options)?;
    let mut out = answer(format);
    if clusters {
        let mut records = Records::new(&mut *out, format, text::reuse_cluster);
        for cluster in shared.clusters() {
            records.print(&cluster?)?;
        }
        records.finish()?;
    } else {
        let mut records = Records::new(&mut *out, format, text::reuse_pair);
        for pair in shared.pairs() {
            records.print(&pair?)?;
        }
        records.finish()?;
    }
    Ok(())
}
