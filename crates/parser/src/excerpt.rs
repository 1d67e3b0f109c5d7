//! Excerpt compilations（论述摘编）: which blocks are excerpts, and where the text ends and its citation begins.

use chuchu_model::{DocumentId, Excerpt, Span};

/// What the blocks of a compilation are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Compilation {
    /// The excerpts with their citations.
    pub(crate) excerpts: Vec<Excerpt>,
    /// Blocks that belong to no excerpt (headings, source lines, plain paragraphs), in order.
    pub(crate) rest: Vec<Span>,
}

/// Reads `blocks` (the non-empty lines or paragraphs after the front matter, in order, without blanks at
/// their ends) as a compilation; `None` when they are not one: too few blocks carry a citation.
pub(crate) fn read(id: &DocumentId, text: &str, blocks: &[Span]) -> Option<Compilation> {
    let _ = (id, text, blocks);
    None
}
