//! [`Window`]: a text, or a part of one, in which a quotation is looked for.

use crate::Query;
use chuchu_model::Span;
use chuchu_text::clause::ends_clause;
use chuchu_text::{Folded, Folding};

/// A stretch of a source, folded, with its place in the whole text.
///
/// ```
/// use chuchu_trace::Window;
/// use chuchu_model::Span;
/// let text = "群众路线是生命线。一切为了群众。";
/// let window = Window::part(text, Span::new(27, 48));
/// assert_eq!(window.text(), "一切为了群众。");
/// ```
#[derive(Clone, Debug)]
pub struct Window<'a> {
    /// The whole text; differences and warnings look no further than the window, but spans point here.
    whole: &'a str,
    span: Span,
    pub(crate) folded: Folded,
}

impl<'a> Window<'a> {
    /// The whole of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self::part(text, Span::from_range(0..text.len()))
    }

    /// A part of a text; one that reaches outside or cuts a character is empty.
    /// Cost: linear in the part.
    #[must_use]
    pub fn part(text: &'a str, span: Span) -> Self {
        let part = span.of(text).unwrap_or("");
        let span = if part.is_empty() { Span::empty(0) } else { span };
        Self { whole: text, span, folded: Folded::of_part(part, span.start(), Folding::LETTERS) }
    }

    /// What stands in the window.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.span.of(self.whole).unwrap_or("")
    }

    /// The whole text that the window is a part of.
    #[must_use]
    pub fn whole(&self) -> &'a str {
        self.whole
    }

    /// The place of the window in the whole text, in bytes.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// `true` for every letter that begins a clause: a mark or a line break stands before it. One entry more
    /// than letters, for the end.
    pub(crate) fn clause_starts(&self) -> Vec<bool> {
        let mut starts = Vec::with_capacity(self.folded.len() + 1);
        let mut end = self.span.start();
        for i in 0..self.folded.len() {
            let place = self.folded.place(i).unwrap_or_default();
            let between = Span::new(end, place.start()).of(self.whole).unwrap_or("");
            starts.push(i == 0 || between.chars().any(ends_clause));
            end = place.end();
        }
        starts.push(true);
        starts
    }

    /// The letters, by the numbers of a quotation.
    pub(crate) fn ids(&self, query: &Query) -> Vec<u16> {
        self.folded.chars().iter().map(|c| query.id_of(*c)).collect()
    }
}
