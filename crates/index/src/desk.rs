//! The desk: checking every quotation of a manuscript against the corpus.

use crate::trace::TraceOptions;

/// How to check.
#[derive(Clone, Copy, Debug, Default)]
pub struct CheckOptions {
    /// How to trace each quotation.
    pub trace: TraceOptions,
}
