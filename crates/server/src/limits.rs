//! Every limit of the server in one place. What is over a limit is refused by name, never cut silently.

use std::time::Duration;

/// Longest query string of a request, in bytes as sent: some 3,600 percent-encoded Chinese characters.
pub(crate) const QUERY_STRING_BYTES: usize = 32 * 1024;

/// Largest body of a trace request, in bytes.
pub(crate) const SENTENCE_BYTES: usize = 256 * 1024;

/// Largest batch of sentences, in bytes.
pub(crate) const BATCH_BYTES: usize = 8 * 1024 * 1024;

/// Largest manuscript, in bytes: as text some 2.7 million Chinese characters.
pub(crate) const MANUSCRIPT_BYTES: usize = 8 * 1024 * 1024;

/// Largest message of an MCP client, in bytes.
pub(crate) const MESSAGE_BYTES: usize = 1024 * 1024;

/// Longest time from the first header to the beginning of the answer.
pub(crate) const REQUEST_TIME: Duration = Duration::from_secs(60);

/// Longest time from there to the end of an answer that is streamed.
pub(crate) const STREAM_TIME: Duration = Duration::from_secs(600);

/// Longest time that a reader of a stream may take to make room for more.
pub(crate) const STALL_TIME: Duration = Duration::from_secs(30);

/// Longest time that requests under way are waited for when the server is told to stop.
pub(crate) const STOP_TIME: Duration = Duration::from_secs(30);

/// Shortest time between two looks for new commits.
pub(crate) const RELOAD_TIME: Duration = Duration::from_secs(1);

/// Streams at a time; more wait.
pub(crate) const STREAMS: usize = 64;

/// Manuscripts in memory, in KiB: of checks under way and of those that wait their turn; more are refused.
pub(crate) const WAITING_KIB: usize = 256 * 1024;

/// What the least manuscript counts for, in KiB: a check holds more than its text.
pub(crate) const LEAST_KIB: usize = 128;

/// Longest time from the connection, or the answer before, to the last header of a request.
pub(crate) const HEADER_TIME: Duration = Duration::from_secs(15);

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

/// Lines of a concordance.
pub(crate) const LINES: Page = Page { usual: 1_000, most: 100_000 };

/// Pairs of reuse.
pub(crate) const PAIRS: Page = Page { usual: 200, most: 100_000 };

/// Lines of a table that counts.
pub(crate) const ITEMS: Page = Page { usual: 50, most: 10_000 };

/// Matches of a traced sentence.
pub(crate) const MATCHES: Page = Page { usual: 10, most: 100 };

/// Lines of the list of documents.
pub(crate) const DOCUMENTS: Page = Page { usual: 100, most: 1000 };

/// How far into a list a request may begin.
pub(crate) const OFFSET: usize = 100_000;

/// Characters on each side of a line of a concordance.
pub(crate) const WIDTH: usize = 200;

/// Words on each side of a word whose company is asked for.
pub(crate) const SPAN: usize = 100;

/// Neighbours of a passage on each side.
pub(crate) const CONTEXT: usize = 50;
