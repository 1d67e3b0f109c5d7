//! [`Access`]: the way from a handler to the corpus: on a blocking thread, and never more questions at
//! once than the machine has hands for.

use crate::limits::{LEAST_KIB, RELOAD_TIME, STREAMS, WAITING_KIB};
use crate::refusal::Refusal;
use chuchu_index::{Corpus, Error};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tracing::Span;

/// The corpus as the handlers see it. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Access {
    corpus: Corpus,
    questions: Arc<Semaphore>,
    streams: Arc<Semaphore>,
    checks: Arc<Semaphore>,
    comparisons: Arc<Semaphore>,
    reloaded: Arc<Mutex<Instant>>,
}

impl fmt::Debug for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Access").field("corpus", &self.corpus).finish_non_exhaustive()
    }
}

/// One question a core would leave the others idle while it reads from disk.
const QUESTIONS_PER_CORE: usize = 2;

/// A place among those who may use the machine, given back when dropped.
pub(crate) type Turn = OwnedSemaphorePermit;

impl Access {
    pub(crate) fn new(corpus: Corpus) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let places = |n: usize| Arc::new(Semaphore::new(n));
        Self {
            corpus,
            questions: places(cores * QUESTIONS_PER_CORE),
            streams: places(STREAMS),
            checks: places(WAITING_KIB),
            comparisons: places(1),
            reloaded: Arc::new(Mutex::new(Instant::now())),
        }
    }

    /// Asks the corpus. A question whose client has gone away keeps its place until it ends, so that impatient
    /// clients cannot pile up work; all but checks, which may be long, run to their end.
    pub(crate) async fn ask<T, E, F>(&self, question: F) -> Result<T, Refusal>
    where
        T: Send + 'static,
        E: Into<Refusal> + Send + 'static,
        F: FnOnce(&Corpus) -> Result<T, E> + Send + 'static,
    {
        let turn = self.turn().await?;
        self.ask_in(turn, question).await
    }

    /// The same by somebody who has a turn already.
    pub(crate) async fn ask_in<T, E, F>(&self, turn: Turn, question: F) -> Result<T, Refusal>
    where
        T: Send + 'static,
        E: Into<Refusal> + Send + 'static,
        F: FnOnce(&Corpus) -> Result<T, E> + Send + 'static,
    {
        let (access, span) = (self.clone(), Span::current());
        let asked = tokio::task::spawn_blocking(move || {
            let (_turn, _span) = (turn, span.enter());
            access.see_new_commits();
            question(&access.corpus).map_err(|error| told(error.into()))
        });
        asked.await.unwrap_or_else(|broken| {
            tracing::error!(%broken, "a question to the corpus broke off");
            Err(Refusal::Failed)
        })
    }

    /// A turn to put a question.
    pub(crate) async fn turn(&self) -> Result<Turn, Refusal> {
        turn(&self.questions).await
    }

    /// A turn to stream an answer: readers that are slow must not keep questions waiting.
    pub(crate) async fn stream_turn(&self) -> Result<Turn, Refusal> {
        turn(&self.streams).await
    }

    /// Room for a manuscript of so many bytes, until its check is done or its client gone.
    pub(crate) fn room_for(&self, bytes: usize) -> Result<Turn, Refusal> {
        let kib = u32::try_from(bytes.div_ceil(1024).max(LEAST_KIB)).unwrap_or(u32::MAX);
        Arc::clone(&self.checks).try_acquire_many_owned(kib).map_err(|_| Refusal::Busy { what: "checks" })
    }

    /// A turn to compare the whole corpus with itself, which takes all cores and much memory.
    pub(crate) async fn comparison_turn(&self) -> Result<Turn, Refusal> {
        turn(&self.comparisons).await
    }

    /// The name of the state that answers are given from.
    pub(crate) async fn state(&self) -> Result<String, Refusal> {
        let access = self.clone();
        let look = tokio::task::spawn_blocking(move || {
            access.see_new_commits();
            access.corpus.state()
        });
        look.await.map_err(|_| Refusal::Failed)
    }

    /// The corpus itself, for whoever is on a blocking thread already.
    pub(crate) fn corpus(&self) -> &Corpus {
        self.see_new_commits();
        &self.corpus
    }

    /// Looks for commits of other processes, at most once in [`RELOAD_TIME`]. Where that fails, the
    /// commit seen last goes on answering. Questions under way keep the commit that they began with.
    fn see_new_commits(&self) {
        let mut reloaded = self.reloaded.lock().unwrap_or_else(PoisonError::into_inner);
        if reloaded.elapsed() < RELOAD_TIME {
            return;
        }
        *reloaded = Instant::now();
        drop(reloaded);
        if let Err(error) = self.corpus.reload() {
            tracing::error!(%error, "new commits cannot be seen");
        }
    }

    /// Sees a commit that this server has just made.
    pub(crate) fn look_again(&self) -> Result<(), Error> {
        self.corpus.reload()
    }
}

async fn turn(places: &Arc<Semaphore>) -> Result<Turn, Refusal> {
    Arc::clone(places).acquire_owned().await.map_err(|_| Refusal::Failed)
}

/// Tells the log what clients are not shown.
pub(crate) fn told(refusal: Refusal) -> Refusal {
    if refusal.is_internal() {
        tracing::error!(cause = %refusal, "a question to the corpus failed");
    }
    refusal
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::MANUSCRIPT_BYTES;
    use axum::http::StatusCode;
    use axum::response::IntoResponse;

    #[test]
    fn manuscripts_that_wait_are_bound_by_their_size_and_room_comes_free() {
        let folder = tempfile::tempdir().unwrap();
        let access = Access::new(Corpus::create(folder.path()).unwrap());
        let check = |bytes: usize, expect: usize| {
            let mut held: Vec<Turn> = (0..expect).map(|_| access.room_for(bytes).unwrap()).collect();
            let refused = access.room_for(bytes).unwrap_err().into_response();
            assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
            assert!(refused.headers().contains_key(axum::http::header::RETRY_AFTER));
            held.pop();
            assert!(access.room_for(bytes).is_ok());
        };
        check(1, WAITING_KIB / LEAST_KIB);
        check(MANUSCRIPT_BYTES, WAITING_KIB * 1024 / MANUSCRIPT_BYTES);
    }
}
