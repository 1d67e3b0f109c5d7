//! Tracing a sentence in the corpus: candidates from the postings, alignment by `chuchu-trace`.

use crate::{Corpus, Error};
use chuchu_model::Trace;

/// How to trace.
#[derive(Clone, Copy, Debug)]
pub struct TraceOptions {
    /// At most so many matches.
    pub limit: usize,
}

impl Default for TraceOptions {
    fn default() -> Self {
        Self { limit: 10 }
    }
}

impl Corpus {
    /// Traces a sentence.
    ///
    /// # Errors
    /// [`Error::Empty`], [`Error::TooLong`], [`Error::Engine`].
    pub fn trace(&self, id: &str, text: &str, options: &TraceOptions) -> Result<Trace, Error> {
        let _ = (id, text, options);
        unimplemented!()
    }
}
