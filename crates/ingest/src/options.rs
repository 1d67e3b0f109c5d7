//! [`Options`] and [`Limits`]: how to read, and how much at most.

use chuchu_text::Encoding;

/// How to read a file.
///
/// ```
/// use chuchu_ingest::{Options, ingest};
/// use chuchu_text::Encoding;
/// let options = Options { encoding: Some(Encoding::Gb18030), ..Options::default() };
/// assert_eq!(ingest("党.txt", &[0xb5, 0xb3], &options)?.text, "党"); // too short to be told without
/// # Ok::<(), chuchu_ingest::IngestError>(())
/// ```
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
///
/// ```
/// use chuchu_ingest::{IngestError, Limits, Options, ingest};
/// let options = Options { limits: Limits { depth: 1, ..Limits::default() }, ..Options::default() };
/// let page = format!("<body>{}群众</body>", "<div>".repeat(20));
/// assert!(matches!(ingest("a.html", page.as_bytes(), &options), Err(IngestError::TooLarge { .. })));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes that all parts that are read may have after decompression. From it follow the bytes of one page of the
    /// web (an eighth) and the elements of one part (one for every 64 bytes).
    pub bytes: u64,
    /// Parts (files inside the file), and pages.
    pub parts: usize,
    /// How deep elements may stand in each other.
    pub depth: usize,
}

/// So many bytes at least are allowed for one element: what an element becomes takes more room than what it is.
const BYTES_AN_ELEMENT: u64 = 64;
/// A page of the web becomes many times its size.
const SHARE_OF_A_PAGE: u64 = 8;

impl Limits {
    /// How many elements a part may have.
    pub(crate) fn elements(self) -> u64 {
        self.bytes / BYTES_AN_ELEMENT
    }

    /// How many bytes a page of the web or a chapter may have.
    pub(crate) fn page(self) -> u64 {
        self.bytes / SHARE_OF_A_PAGE
    }
}

impl Default for Limits {
    /// 256 MiB, 20,000 parts, 400 levels: ten times what the largest books have.
    fn default() -> Self {
        Self { bytes: 256 << 20, parts: 20_000, depth: 400 }
    }
}
