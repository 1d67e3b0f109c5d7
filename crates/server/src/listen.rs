//! Taking an address and answering on it until the process is told to stop. Routes are not made here.

use crate::Error;
use crate::access::Report;
use crate::routes::reporting;
use chuchu_index::Corpus;
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;

/// A server that has its address and waits to be run.
pub struct Bound {
    address: SocketAddr,
    listener: TcpListener,
    corpus: Corpus,
    report: Report,
}

impl fmt::Debug for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bound").field("address", &self.address).finish_non_exhaustive()
    }
}

/// Takes the address; port 0 takes any free one, told by [`Bound::address`].
///
/// ```no_run
/// # async fn start(corpus: chuchu_index::Corpus) -> Result<(), chuchu_server::Error> {
/// let bound = chuchu_server::bind(corpus, "127.0.0.1:0".parse().expect("an address")).await?;
/// println!("listening on http://{}", bound.address());
/// bound.on_failure(|cause| eprintln!("{cause}")).run().await
/// # }
/// ```
///
/// # Errors
/// [`Error::NotLoopback`] for an address that other machines can reach, [`Error::Bind`] for one that
/// cannot be taken.
pub async fn bind(corpus: Corpus, listen: SocketAddr) -> Result<Bound, Error> {
    if !listen.ip().is_loopback() {
        return Err(Error::NotLoopback { listen });
    }
    let failed = |cause| Error::Bind { listen, cause };
    let listener = TcpListener::bind(listen).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok(Bound { address, listener, corpus, report: Arc::new(|_| {}) })
}

/// Takes the address and answers on it until Ctrl-C or SIGTERM.
///
/// # Errors
/// Those of [`bind`] and [`Bound::run`].
pub async fn serve(corpus: Corpus, listen: SocketAddr) -> Result<(), Error> {
    bind(corpus, listen).await?.run().await
}

impl Bound {
    /// The address taken.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Has somebody told, in one line each, the causes of failures that clients are not shown.
    #[must_use]
    pub fn on_failure(self, report: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self { report: Arc::new(report), ..self }
    }

    /// Answers until Ctrl-C or SIGTERM, then finishes the requests under way.
    ///
    /// # Errors
    /// [`Error::Stopped`] when connections can no longer be accepted.
    pub async fn run(self) -> Result<(), Error> {
        let service = reporting(self.corpus, self.report).into_make_service();
        let serving = axum::serve(self.listener, service).with_graceful_shutdown(told_to_stop());
        serving.await.map_err(|cause| Error::Stopped { cause })
    }
}

/// Ends when the process is told to stop.
async fn told_to_stop() {
    tokio::select! {
        () = interrupted() => {}
        () = terminated() => {}
    }
}

/// Ends at Ctrl-C; never, where the signal cannot be heard.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Ends at SIGTERM; never, where the signal cannot be heard.
#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut signal) => drop(signal.recv().await),
        Err(_) => std::future::pending().await,
    }
}

/// There is no SIGTERM here.
#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}
