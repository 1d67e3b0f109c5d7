//! What is wrong with a query, where, and how it is put right: [`Fault`], [`Trouble`], [`Edit`]. No reading.

use chuchu_model::Span;

/// Why a query cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing is left of it after folding.
    Empty,
    /// It breaks the grammar.
    At(Trouble),
}

/// A place where a query breaks the grammar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trouble {
    /// Where, in bytes of the query.
    pub(crate) span: Span,
    /// What is wrong, and what would be right.
    pub(crate) message: String,
    /// What to change, where that can be told.
    pub(crate) repair: Option<Edit>,
    /// What to leave out where it cannot: the place and what makes no sense without it.
    pub(crate) whole: Span,
}

impl Trouble {
    /// A trouble without a remedy.
    pub(crate) fn at(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), repair: None, whole: span }
    }

    /// With a remedy.
    pub(crate) fn mended(self, repair: Edit) -> Self {
        Self { repair: Some(repair), ..self }
    }

    /// Together with what stands before it.
    pub(crate) fn within(self, whole: Span) -> Self {
        Self { whole: self.whole.hull(whole), ..self }
    }

    /// The query put right; `None` where nothing is known or nothing would be left.
    pub(crate) fn repaired(&self, text: &str) -> Option<String> {
        let repaired = self.repair.as_ref()?.applied(text)?;
        (!repaired.trim().is_empty()).then(|| repaired.trim().to_owned())
    }
}

impl From<Trouble> for Fault {
    fn from(trouble: Trouble) -> Self {
        Self::At(trouble)
    }
}

/// A change of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// What goes.
    pub(crate) span: Span,
    /// What comes in its place.
    pub(crate) replacement: String,
}

impl Edit {
    /// Puts `replacement` in the place of a stretch.
    pub(crate) fn new(span: Span, replacement: impl Into<String>) -> Self {
        Self { span, replacement: replacement.into() }
    }

    /// Takes a stretch away.
    pub(crate) fn removal(span: Span) -> Self {
        Self::new(span, "")
    }

    /// The text after the change; `None` where the place is none of it. Blanks that meet become one.
    pub(crate) fn applied(&self, text: &str) -> Option<String> {
        let range = self.span.range();
        let (before, after) = (text.get(..range.start)?, text.get(range.end..)?);
        let meet =
            self.replacement.is_empty() && (before.is_empty() || before.ends_with(char::is_whitespace));
        let after = if meet { after.trim_start() } else { after };
        Some([before, &self.replacement, after].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repair_changes_one_place() {
        let insert = Edit::new(Span::empty(6), ")");
        assert_eq!(insert.applied("群众").as_deref(), Some("群众)"));
        assert_eq!(Edit::removal(Span::new(4, 7)).applied("一 OR  二").as_deref(), Some("一 二"));
        assert_eq!(Edit::removal(Span::new(1, 2)).applied("一"), None);
        let gone = Trouble::at(Span::new(0, 2), "").mended(Edit::removal(Span::new(0, 2)));
        assert_eq!(gone.repaired("OR"), None);
    }
}
