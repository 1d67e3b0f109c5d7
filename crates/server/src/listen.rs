//! Taking an address and answering on it until the process is told to stop. Routes are not made here.

use crate::limits::STOP_TIME;
use crate::routes::router_at;
use crate::{Error, Settings};
use chuchu_index::Corpus;
use std::fmt;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// A server that has its address and waits to be run.
pub struct Bound {
    address: SocketAddr,
    listener: TcpListener,
    corpus: Corpus,
    settings: Settings,
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
/// let listen = "127.0.0.1:0".parse().expect("an address");
/// let bound = chuchu_server::bind(corpus, listen, chuchu_server::Settings::default()).await?;
/// println!("listening on http://{}", bound.address());
/// bound.run().await
/// # }
/// ```
///
/// # Errors
/// [`Error::NotLoopback`] for an address that other machines can reach where the settings do not say who may ask,
/// [`Error::NoAdminToken`], [`Error::Bind`] for an address that cannot be taken.
pub async fn bind(corpus: Corpus, listen: SocketAddr, settings: Settings) -> Result<Bound, Error> {
    settings.check(listen)?;
    let failed = |cause| Error::Bind { listen, cause };
    let listener = TcpListener::bind(listen).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok(Bound { address, listener, corpus, settings })
}

impl Bound {
    /// The address taken.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until Ctrl-C or SIGTERM, then finishes the requests under way, for half a minute at most.
    ///
    /// # Errors
    /// [`Error::Stopped`] when connections can no longer be accepted.
    pub async fn run(self) -> Result<(), Error> {
        let (tell, told) = watch::channel(false);
        let router = router_at(self.corpus, &self.settings, self.address, told.clone());
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let stop = async move {
            told_to_stop().await;
            tracing::info!("stopping: no new connections, requests under way are finished");
            tell.send_replace(true);
        };
        let serving = axum::serve(self.listener, service).with_graceful_shutdown(stop);
        tokio::select! {
            served = serving.into_future() => served.map_err(|cause| Error::Stopped { cause }),
            () = long_after(told) => {
                tracing::warn!("requests were still under way when the time to stop was over");
                Ok(())
            }
        }
    }
}

/// Ends some time after the server was told to stop.
async fn long_after(mut told: watch::Receiver<bool>) {
    if told.wait_for(|stopping| *stopping).await.is_err() {
        std::future::pending::<()>().await;
    }
    tokio::time::sleep(STOP_TIME).await;
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
