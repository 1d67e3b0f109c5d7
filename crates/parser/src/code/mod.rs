//! Every code the parser remarks with, and what a person should know about it: what is wrong, how it is read
//! all the same, what to do, and an example. The wording of a single remark stands where it is made.
//!
//! This is the only place that makes a diagnostic, so that no code goes without its entry. `C` codes are
//! about citations, `Q` codes about quotation marks and damage, `S` codes about lines and blocks;
//! `K` codes, of the desk that checks manuscripts, stand in the crate that has it.

mod table;

pub use table::*;

use chuchu_model::{Diagnostic, Severity, Span};

/// A kind of remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// `C001` …: stable, never used again for something else.
    pub id: &'static str,
    /// How grave such a remark is.
    pub severity: Severity,
    /// What is printed, in one line.
    pub explanation: &'static str,
    /// How the parser reads it, and when it does.
    pub reading: &'static str,
    /// What an editor should do about it.
    pub remedy: &'static str,
    /// A text that is remarked on with this code; `None` where only a very long one is.
    pub example: Option<Example>,
}

/// A text that shows a code: parsed, it gives a remark of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// What kind of text it is.
    pub kind: ExampleKind,
    /// The text as printed.
    pub before: &'static str,
    /// The text with the reading put in; `None` where the parser proposes none.
    pub after: Option<&'static str>,
}

/// Whether an example is a citation or running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExampleKind {
    /// A citation that stands alone, for [`parse_citation`](crate::parse_citation).
    Citation,
    /// A document, for [`parse`](crate::parse()).
    Text,
}

impl Code {
    /// A remark of this kind at a place, without a proposed reading.
    #[must_use]
    pub fn at(self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.id, self.severity, span, message)
    }

    /// A remark of this kind that proposes `replacement` for what stands at `span`.
    pub(crate) fn repair(
        self,
        span: Span,
        message: impl Into<String>,
        replacement: impl Into<String>,
    ) -> Diagnostic {
        self.at(span, message).suggesting(span, replacement)
    }

    /// Whether a diagnostic is of this kind.
    pub(crate) fn is(self, diagnostic: &Diagnostic) -> bool {
        diagnostic.code == self.id
    }
}

/// The code with an identifier such as `C012`, in either case; `None` when there is none.
///
/// ```
/// let code = chuchu_parser::code::find("c012").unwrap();
/// assert!(code.explanation.contains("journal"));
/// assert!(chuchu_parser::code::find("C999").is_none());
/// ```
#[must_use]
pub fn find(id: &str) -> Option<Code> {
    ALL.iter().copied().find(|code| code.id.eq_ignore_ascii_case(id))
}

#[cfg(test)]
mod tests;
