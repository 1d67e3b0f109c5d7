//! What is to be cited.

use crate::args;
use std::path::PathBuf;

/// Something to cite, or a file of such.
#[derive(Debug)]
pub(crate) enum Source {
    /// A document, article or passage of the index.
    Id(String),
    /// A citation as printed.
    Printed(String),
    /// A JSONL file of either.
    Batch(PathBuf),
}

impl Source {
    /// Clap sees to it that one of the three is given.
    pub(crate) fn of(typed: args::cite::Source) -> Self {
        match (typed.batch, typed.text) {
            (Some(path), _) => Self::Batch(path),
            (None, Some(text)) => Self::Printed(text),
            (None, None) => Self::Id(typed.id.unwrap_or_default()),
        }
    }
}
