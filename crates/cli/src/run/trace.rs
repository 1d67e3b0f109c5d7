//! Trace: one sentence, a file of them, or what is piped in.

use crate::batch::{self, TextLine};
use crate::output::{Outcome, answer};
use crate::render::{self, Records, text};
use crate::request::Format;
use crate::request::check::Sentences;
use anyhow::{Context as _, bail};
use chuchu_index::{Corpus, TraceOptions};
use chuchu_model::{Trace, Verdict};
use chuchu_text::{Encoding, decode, decode_as, is_blank};
use std::io::{self, IsTerminal as _, Read as _};

/// The id of a sentence that was given without one.
const FIRST: &str = "q1";

/// More bytes than the longest sentence has in any encoding: what is longer is told from it, and not read.
const MOST_BYTES: u64 = 1 << 20;

pub(super) fn trace(
    corpus: &Corpus,
    input: &Sentences,
    options: TraceOptions,
    format: Format,
) -> anyhow::Result<Outcome> {
    match input {
        Sentences::One(sentence) => one(corpus, sentence, options, format),
        Sentences::Standard { asked, encoding } => one(corpus, &piped(*asked, *encoding)?, options, format),
        Sentences::Batch(path) => {
            let mut out = answer(format);
            let mut outcome = Outcome::Done;
            let mut records = Records::new(&mut *out, format, text::trace);
            batch::for_each(path, "sentences", |line: TextLine| {
                let trace = corpus.trace(&line.id, &line.text, &options)?;
                outcome = outcome.and(found(&trace));
                Ok(records.print(&trace)?)
            })?;
            records.finish()?;
            Ok(outcome)
        }
    }
}

fn one(corpus: &Corpus, sentence: &str, options: TraceOptions, format: Format) -> anyhow::Result<Outcome> {
    let trace = corpus.trace(FIRST, sentence, &options)?;
    render::value(&mut *answer(format), format, &trace, text::trace)?;
    Ok(found(&trace))
}

/// All of standard input, in whatever encoding, without the blanks around it. Nobody waits at a terminal for what
/// was not asked.
fn piped(asked: bool, encoding: Option<Encoding>) -> anyhow::Result<String> {
    if !asked && io::stdin().is_terminal() {
        bail!("no sentence; give one, or - for standard input, or --batch FILE; see `chuchu trace --help`");
    }
    let mut bytes = Vec::new();
    io::stdin().lock().take(MOST_BYTES).read_to_end(&mut bytes).context("standard input")?;
    let decoded = encoding.map_or_else(|| decode(&bytes), |encoding| decode_as(&bytes, encoding));
    let decoded = decoded.context("standard input")?;
    Ok(decoded.text.trim_matches(|c| c == '\u{feff}' || is_blank(c)).to_owned())
}

fn found(trace: &Trace) -> Outcome {
    if Verdict::wants_attention(trace.verdict) { Outcome::Attention } else { Outcome::Done }
}
