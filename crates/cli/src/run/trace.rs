//! Trace: one sentence, or a file of them.

use crate::batch::{self, TextLine};
use crate::output::{Outcome, answer};
use crate::render::{self, Records, text};
use crate::request::{Format, Input};
use chuchu_index::{Corpus, TraceOptions};
use chuchu_model::{Trace, Verdict};

/// The id of a sentence that was given without one.
const FIRST: &str = "q1";

pub(super) fn trace(
    corpus: &Corpus,
    input: &Input,
    options: TraceOptions,
    format: Format,
) -> anyhow::Result<Outcome> {
    let mut out = answer(format);
    let mut outcome = Outcome::Done;
    match input {
        Input::One(sentence) => {
            let trace = corpus.trace(FIRST, sentence, &options)?;
            render::value(&mut *out, format, &trace, text::trace)?;
            outcome = found(&trace);
        }
        Input::Batch(path) => {
            let mut records = Records::new(&mut *out, format, text::trace);
            batch::for_each(path, "sentences", |line: TextLine| {
                let trace = corpus.trace(&line.id, &line.text, &options)?;
                outcome = outcome.and(found(&trace));
                Ok(records.print(&trace)?)
            })?;
            records.finish()?;
        }
    }
    Ok(outcome)
}

fn found(trace: &Trace) -> Outcome {
    if Verdict::wants_attention(trace.verdict) { Outcome::Attention } else { Outcome::Done }
}
