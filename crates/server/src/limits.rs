//! Every limit of the server in one place. What is over a limit is refused by name, never cut silently.

use std::time::Duration;

/// Longest query string of a request, in bytes as sent: some 3,600 percent-encoded Chinese characters.
pub(crate) const QUERY_STRING_BYTES: usize = 32 * 1024;

/// Largest body of a trace request, in bytes.
pub(crate) const SENTENCE_BYTES: usize = 256 * 1024;

/// Largest manuscript, in bytes: some 2.7 million Chinese characters.
pub(crate) const MANUSCRIPT_BYTES: usize = 8 * 1024 * 1024;

/// Longest time from the first header to the answer.
pub(crate) const REQUEST_TIME: Duration = Duration::from_secs(60);

/// Shortest time between two looks for new commits.
pub(crate) const RELOAD_TIME: Duration = Duration::from_secs(1);

/// How many of a list are given when the request does not say, and how many at most.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page {
    /// When the request does not say.
    pub(crate) usual: usize,
    /// At most.
    pub(crate) most: usize,
}

/// Hits of a search.
pub(crate) const HITS: Page = Page { usual: 20, most: 200 };

/// Matches of a traced sentence.
pub(crate) const MATCHES: Page = Page { usual: 10, most: 100 };

/// Lines of the list of documents.
pub(crate) const DOCUMENTS: Page = Page { usual: 100, most: 1000 };

/// How far into a list a request may begin.
pub(crate) const OFFSET: usize = 100_000;
