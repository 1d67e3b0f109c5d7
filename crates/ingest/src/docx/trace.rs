//! Where in `word/document.xml` each character of a paragraph was read: the way back that annotating goes.

use std::ops::Range;

/// Characters read in one piece.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    /// Where in the line.
    pub(super) at: Range<usize>,
    /// Where in the part.
    pub(super) raw: Range<usize>,
    /// Whether it may be cut: byte for byte the characters of a `w:t` of an outermost run.
    pub(super) copied: bool,
    /// Whether it stands deeper than in an outermost run: in a box, a ruby, a formula.
    pub(super) nested: bool,
    /// The element that holds it, such as `w:t`.
    pub(super) element: usize,
    /// The outermost run that holds it.
    pub(super) outer: usize,
}

/// An outermost run, or something else that is anchored as one.
#[derive(Clone, Debug, Default)]
pub(super) struct Outer {
    /// Where in the part.
    pub(super) raw: Range<usize>,
    /// Its properties, as printed.
    pub(super) properties: Option<Range<usize>>,
    /// Its opening tag.
    pub(super) tag: Range<usize>,
    /// Whether it is a run that may be split.
    pub(super) run: bool,
}

/// Runs and elements of a part, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Trace {
    pub(super) outers: Vec<Outer>,
    /// Elements that hold characters.
    pub(super) elements: Vec<Range<usize>>,
}
