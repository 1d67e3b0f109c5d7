//! The desk: checking every quotation of a manuscript against the corpus.

use crate::trace::TraceOptions;
use crate::{Corpus, Error, Record};
use chuchu_model::CheckReport;

/// How to check.
#[derive(Clone, Copy, Debug, Default)]
pub struct CheckOptions {
    /// How to trace each quotation.
    pub trace: TraceOptions,
}

impl Corpus {
    /// Checks a manuscript. `file` is only repeated in the report.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn check(
        &self,
        file: &str,
        manuscript: &Record,
        options: &CheckOptions,
    ) -> Result<CheckReport, Error> {
        let _ = (file, manuscript, options);
        unimplemented!()
    }
}
