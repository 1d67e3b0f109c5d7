//! Tracing a sentence in the corpus: candidates from the postings, alignment by `chuchu-trace`.

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
