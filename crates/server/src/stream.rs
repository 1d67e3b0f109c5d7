//! Answers that are written while they are found: a record a line (NDJSON), at the reader's pace.
//!
//! The finding thread waits when the reader does not keep up, gives up when the reader is gone or stands still, and
//! so holds little more than one piece in memory. What fails before the first line is an ordinary refusal; later, the
//! last line is `{"error":{…}}`.

use crate::access::{Access, Turn, told};
use crate::limits::{STALL_TIME, STREAM_TIME};
use crate::operation::NDJSON;
use crate::refusal::Refusal;
use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use chuchu_index::{Corpus, Error};
use serde::Serialize;
use std::convert::Infallible;
use std::time::Instant;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio_stream::Stream;
use tracing::Span;

/// A piece is sent when it is so long.
const PIECE_BYTES: usize = 16 * 1024;

/// Pieces that may wait for the reader.
const PIECES: usize = 2;

/// Why writing lines ended before their end.
#[derive(Debug)]
pub(crate) enum Halt {
    /// Nobody reads any more.
    Gone,
    /// Something is to be told to the reader.
    Told(Refusal),
}

impl From<Error> for Halt {
    fn from(error: Error) -> Self {
        Self::Told(error.into())
    }
}

impl From<Refusal> for Halt {
    fn from(refusal: Refusal) -> Self {
        Self::Told(refusal)
    }
}

/// Where a thread writes its records.
#[derive(Debug)]
pub(crate) struct Lines {
    to: Sender<Result<Bytes, Refusal>>,
    piece: Vec<u8>,
    runtime: Handle,
    begun: Instant,
    sent: bool,
}

impl Lines {
    /// Writes a record; waits where the reader does not keep up.
    pub(crate) fn push(&mut self, record: &impl Serialize) -> Result<(), Halt> {
        serde_json::to_writer(&mut self.piece, record).map_err(|_| Halt::Told(Refusal::Failed))?;
        self.piece.push(b'\n');
        if self.piece.len() < PIECE_BYTES && !self.to.is_closed() {
            return Ok(());
        }
        if self.begun.elapsed() > STREAM_TIME {
            return Err(Refusal::Timeout { seconds: STREAM_TIME.as_secs() }.into());
        }
        self.send()
    }

    fn send(&mut self) -> Result<(), Halt> {
        let piece = Ok(Bytes::from(std::mem::take(&mut self.piece)));
        self.sent = true;
        self.runtime.block_on(self.to.send_timeout(piece, STALL_TIME)).map_err(|_| Halt::Gone)
    }

    /// Sends what is left, and what went wrong.
    fn finish(mut self, done: Result<(), Halt>) {
        match done {
            Err(Halt::Gone) => return,
            Ok(()) => {}
            Err(Halt::Told(refusal)) => {
                let refusal = told(refusal);
                if !self.sent {
                    let _ = self.to.try_send(Err(refusal));
                    return;
                }
                self.piece.extend(refusal.line());
            }
        }
        if !self.piece.is_empty() {
            let _ = self.send();
        }
    }
}

impl Access {
    /// Answers with the lines that `write` writes, in its turn.
    pub(crate) async fn stream<F>(&self, turn: Turn, write: F) -> Result<Response, Refusal>
    where
        F: FnOnce(&Corpus, &mut Lines) -> Result<(), Halt> + Send + 'static,
    {
        let (to, mut pieces) = channel(PIECES);
        let (access, runtime, span) = (self.clone(), Handle::current(), Span::current());
        tokio::task::spawn_blocking(move || {
            let (_turn, _span) = (turn, span.enter());
            let mut lines = Lines { to, piece: Vec::new(), runtime, begun: Instant::now(), sent: false };
            let done = write(access.corpus(), &mut lines);
            lines.finish(done);
        });
        let first = pieces.recv().await.transpose()?;
        let body = Body::from_stream(Pieces { first, rest: pieces });
        Ok(([(CONTENT_TYPE, NDJSON), (CACHE_CONTROL, "no-store")], body).into_response())
    }
}

/// The pieces of a body.
struct Pieces {
    first: Option<Bytes>,
    rest: Receiver<Result<Bytes, Refusal>>,
}

impl Stream for Pieces {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        if let Some(first) = self.first.take() {
            return std::task::Poll::Ready(Some(Ok(first)));
        }
        let piece = self.rest.poll_recv(context);
        piece.map(|piece| piece.map(|piece| Ok(piece.unwrap_or_else(|refusal| refusal.line().into()))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;
    use tokio::sync::oneshot;
    use tokio::time::timeout;

    /// A stream without end; how many records were pushed, and word of its end.
    async fn endless() -> (Response, Arc<AtomicUsize>, oneshot::Receiver<Halt>, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let access = Access::new(Corpus::create(&folder.path().join("index")).unwrap());
        let (pushed, (end, ended)) = (Arc::new(AtomicUsize::new(0)), oneshot::channel());
        let counted = Arc::clone(&pushed);
        let write = move |_: &Corpus, lines: &mut Lines| {
            let halt = loop {
                if let Err(halt) = lines.push(&"群众路线".repeat(500)) {
                    break halt;
                }
                counted.fetch_add(1, Ordering::Relaxed);
            };
            let _ = end.send(halt);
            Ok(())
        };
        let turn = access.stream_turn().await.unwrap();
        (access.stream(turn, write).await.unwrap(), pushed, ended, folder)
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn the_work_stops_when_the_reader_is_gone() {
        let (response, _, ended, _folder) = endless().await;
        drop(response);
        let halt = timeout(Duration::from_secs(20), ended).await.expect("it stops").unwrap();
        assert!(matches!(halt, Halt::Gone), "{halt:?}");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn the_work_waits_for_a_reader_who_does_not_read() {
        let (response, pushed, mut ended, _folder) = endless().await;
        tokio::time::sleep(Duration::from_millis(500)).await;
        let so_far = pushed.load(Ordering::Relaxed);
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert_eq!(pushed.load(Ordering::Relaxed), so_far, "nothing is written that nobody takes");
        assert!(so_far <= (PIECES + 2) * (PIECE_BYTES / 6_000 + 1), "{so_far}");
        assert!(ended.try_recv().is_err(), "and it has not given up");
        drop(response);
    }
}
