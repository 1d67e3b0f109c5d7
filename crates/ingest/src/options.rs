//! [`Options`] and [`Limits`]: how to read, and how much at most.

use chuchu_text::Encoding;

/// How to read a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The encoding of a plain text or a page, where it is known; `None` finds it out.
    pub encoding: Option<Encoding>,
    /// Whether comments in the margin, 批注, are put behind the text; they are told apart in any case.
    pub comments: bool,
    /// How much at most.
    pub limits: Limits,
}

/// How much a file may hold. A file beyond is refused, so that no bomb takes the machine down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes that all parts that are read may have after decompression.
    pub bytes: u64,
    /// Parts (files inside the file), and pages.
    pub parts: usize,
    /// How deep elements may stand in each other.
    pub depth: usize,
}

impl Default for Limits {
    /// 256 MiB, 20,000 parts, 400 levels: ten times what the largest books have.
    fn default() -> Self {
        Self { bytes: 256 << 20, parts: 20_000, depth: 400 }
    }
}
