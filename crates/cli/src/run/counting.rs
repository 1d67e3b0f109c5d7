//! The commands that count: one library call and one table each; reuse streams its records.

use crate::output::{Outcome, answer};
use crate::render::{self, Records, table, text};
use crate::request::Format;
use crate::request::counting::{Counting, TableFormat};
use chuchu_index::{Corpus, ReuseOptions};

pub(super) fn count(corpus: &Corpus, counting: &Counting) -> anyhow::Result<Outcome> {
    match counting {
        Counting::Freq { options, format } => {
            let found = corpus.frequencies(options)?;
            print(*format, &found, &found.items, text::frequencies)?;
        }
        Counting::Ngrams { options, format } => {
            let found = corpus.grams(options)?;
            print(*format, &found, &found.items, text::frequencies)?;
        }
        Counting::Collocates { word, options, format } => {
            let found = corpus.collocates(word, options)?;
            print(*format, &found, &found.items, text::collocates)?;
        }
        Counting::Dispersion { words, options, format } => {
            let found = corpus.spread(words, options)?;
            print(*format, found.as_slice(), &found, text::spreads)?;
        }
        Counting::Keywords { options, format } => {
            let found = corpus.keywords(options)?;
            print(*format, &found, &found.items, text::keywords)?;
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
    text: render::TextOf<T>,
) -> anyhow::Result<()> {
    let stream = if format == TableFormat::Text { Format::Text } else { Format::Jsonl };
    let mut out = answer(stream);
    match format {
        TableFormat::Text => render::value(&mut *out, Format::Text, answered, text)?,
        TableFormat::Json => render::value(&mut *out, Format::Json, answered, text)?,
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
