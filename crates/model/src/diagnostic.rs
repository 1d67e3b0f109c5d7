//! [`Diagnostic`]: what a parser noticed, where, and what it read instead. No rendering.

use crate::Span;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A variant form or a resolution, not a fault.
    Info,
    /// A misprint that was repaired in the reading.
    Warning,
    /// Something that could not be read.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// The reading proposed for a misprint: put `replacement` where `span` is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Suggestion {
    /// What to replace; empty where something is missing.
    pub span: Span,
    /// What should stand there; empty where something is to go.
    pub replacement: String,
}

/// One thing noticed about a text: a code that can be looked up, a place, and often a reading.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Diagnostic {
    /// A stable code such as `C012`; documented by `chuchu explain`.
    pub code: String,
    /// How grave.
    pub severity: Severity,
    /// One sentence for people.
    pub message: String,
    /// Where, in the text that was parsed.
    pub span: Span,
    /// The proposed reading.
    pub suggestion: Option<Suggestion>,
}

impl Diagnostic {
    /// A diagnostic without a suggestion.
    #[must_use]
    pub fn new(code: &str, severity: Severity, span: Span, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), severity, message: message.into(), span, suggestion: None }
    }

    /// The same, proposing that `replacement` should stand at `span`.
    #[must_use]
    pub fn suggesting(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.suggestion = Some(Suggestion { span, replacement: replacement.into() });
        self
    }

    /// The same, moved `by` bytes: for a part that was parsed on its own.
    #[must_use]
    pub fn shifted(mut self, by: u32) -> Self {
        self.span = self.span.shifted(by);
        if let Some(suggestion) = &mut self.suggestion {
            suggestion.span = suggestion.span.shifted(by);
        }
        self
    }
}

/// The result of a parse that never fails: a value, and what was noticed on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed<T> {
    /// What was read.
    pub value: T,
    /// What was noticed, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Parsed<T> {
    /// A value with nothing to remark.
    #[must_use]
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }
}
