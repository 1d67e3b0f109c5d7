//! [`Access`]: the way from a handler to the corpus: on a blocking thread, and never more questions at
//! once than the machine has hands for.

use crate::limits::RELOAD_TIME;
use crate::refusal::Refusal;
use chuchu_index::{Corpus, Error};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;
use tokio::sync::Semaphore;

/// Told of each failure whose cause the client is not shown.
pub(crate) type Report = Arc<dyn Fn(&str) + Send + Sync>;

/// The corpus as the handlers see it. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Access {
    corpus: Corpus,
    places: Arc<Semaphore>,
    reloaded: Arc<Mutex<Instant>>,
    report: Report,
}

impl fmt::Debug for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Access").field("corpus", &self.corpus).finish_non_exhaustive()
    }
}

/// One question a core would leave the others idle while it reads from disk.
const QUESTIONS_PER_CORE: usize = 2;

impl Access {
    pub(crate) fn new(corpus: Corpus, report: Report) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let places = Arc::new(Semaphore::new(cores * QUESTIONS_PER_CORE));
        Self { corpus, places, reloaded: Arc::new(Mutex::new(Instant::now())), report }
    }

    /// Asks the corpus. A question whose client has gone away still runs to its end, and keeps its
    /// place until then, so that impatient clients cannot pile up work.
    pub(crate) async fn ask<T, F>(&self, question: F) -> Result<T, Refusal>
    where
        T: Send + 'static,
        F: FnOnce(&Corpus) -> Result<T, Error> + Send + 'static,
    {
        let place = self.places.clone().acquire_owned().await.map_err(|_| Refusal::Failed)?;
        let access = self.clone();
        let asked = tokio::task::spawn_blocking(move || {
            let _place = place;
            access.see_new_commits();
            question(&access.corpus)
        });
        match asked.await {
            Ok(answer) => answer.map_err(|error| self.refusal(error)),
            Err(broken) => {
                (self.report)(&format!("a question to the corpus broke off: {broken}"));
                Err(Refusal::Failed)
            }
        }
    }

    /// Looks for commits of other processes, at most once in [`RELOAD_TIME`]. Where that fails, the
    /// commit seen last goes on answering.
    fn see_new_commits(&self) {
        let mut reloaded = self.reloaded.lock().unwrap_or_else(PoisonError::into_inner);
        if reloaded.elapsed() < RELOAD_TIME {
            return;
        }
        *reloaded = Instant::now();
        drop(reloaded);
        if let Err(error) = self.corpus.reload() {
            (self.report)(&error.to_string());
        }
    }

    fn refusal(&self, error: Error) -> Refusal {
        let refusal = Refusal::Corpus(error);
        if refusal.is_internal() {
            (self.report)(&refusal.to_string());
        }
        refusal
    }
}
