//! The commands about the words of the index: `words set` and `words show`.

use crate::output::{Outcome, answer};
use crate::progress::Progress;
use crate::render::{self, text};
use crate::request::Format;
use chuchu_index::{Corpus, WordsChange, WriterOptions};

pub(super) fn set(
    corpus: &Corpus,
    change: &WordsChange,
    options: WriterOptions,
    format: Format,
) -> anyhow::Result<Outcome> {
    let mut progress = Progress::of_number("documents");
    let set = corpus.set_words(change.clone(), options, |done, all| progress.step_of(done, all));
    drop(progress);
    // What a writer that failed has written takes room on a disk that may be full.
    let set = set.inspect_err(|_| corpus.sweep())?;
    render::value(&mut *answer(format), format, &set, text::words_set)?;
    Ok(Outcome::Done)
}

pub(super) fn show(corpus: &Corpus, format: Format) -> anyhow::Result<Outcome> {
    render::value(&mut *answer(format), format, &corpus.user_words(), text::user_words)?;
    Ok(Outcome::Done)
}
