//! Taking an address and answering on it until the process is told to stop. Routes are not made here.
//!
//! Connections are taken here and not by the framework, which gives a client for ever to send its headers.

use crate::limits::{HEADER_TIME, STOP_TIME};
use crate::routes::router_at;
use crate::{Error, Settings};
use axum::Router;
use axum::extract::connect_info::IntoMakeServiceWithConnectInfo;
use chuchu_index::Corpus;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::fmt;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower_service::Service;

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
/// bound.run().await;
/// # Ok(())
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
    /// Where no connection can be taken, for want of files, that is tried again.
    pub async fn run(self) {
        let (tell, told) = watch::channel(false);
        prepare(self.corpus.clone());
        let router = router_at(self.corpus, &self.settings, self.address, told.clone());
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let stop = async move {
            told_to_stop().await;
            tracing::info!("stopping: no new connections, requests under way are finished");
            tell.send_replace(true);
        };
        tokio::select! {
            () = serve(self.listener, service, HEADER_TIME, stop) => {}
            () = long_after(told) => {
                tracing::warn!("requests were still under way when the time to stop was over");
            }
        }
    }
}

/// Spares the first questions the wait for what is read once; nobody waits for this.
fn prepare(corpus: Corpus) {
    tokio::task::spawn_blocking(move || {
        if let Err(error) = corpus.prepare() {
            tracing::error!(%error, "the corpus cannot be made ready");
        }
    });
}

/// What answers a connection from an address.
type Connected = IntoMakeServiceWithConnectInfo<Router, SocketAddr>;

/// Takes connections and answers on them until `stop` ends, then finishes the requests under way. Who takes longer than
/// `header_time` for the headers of a request is cut off.
async fn serve(
    listener: TcpListener,
    mut service: Connected,
    header_time: Duration,
    stop: impl Future<Output = ()>,
) {
    // One version alone: to tell two apart, the first bytes would be waited for without end.
    let mut http = Builder::new(TokioExecutor::new()).http1_only();
    http.http1().timer(TokioTimer::new()).header_read_timeout(header_time);
    let open = GracefulShutdown::new();
    tokio::pin!(stop);
    loop {
        let (stream, address) = tokio::select! {
            taken = accept(&listener) => taken,
            () = &mut stop => break,
        };
        let Ok(service) = service.call(address).await;
        let connection = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        let connection = open.watch(connection.into_owned());
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, %address, "a connection ended early");
            }
        });
    }
    drop(listener);
    open.shutdown().await;
}

/// The next connection. Clients that hang up at once are passed over; where the machine has no more to give, it is
/// given time.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    const BREATH: Duration = Duration::from_secs(1);
    loop {
        match listener.accept().await {
            Ok(taken) => return taken,
            Err(error) => match error.kind() {
                ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset => {}
                _ => {
                    tracing::error!(%error, "no connection can be taken; trying again");
                    tokio::time::sleep(BREATH).await;
                }
            },
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

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use std::time::Instant;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::oneshot;

    /// A server with one page, its address, and what stops it.
    async fn server() -> (SocketAddr, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
        let slow = || async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            "ready"
        };
        let router = Router::new().route("/", get(|| async { "here" })).route("/slow", get(slow));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let serving = serve(listener, service, Duration::from_millis(200), async {
            let _ = stopped.await;
        });
        (address, stop, tokio::spawn(serving))
    }

    async fn ask(address: SocketAddr, request: &str) -> String {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    #[tokio::test]
    async fn who_never_ends_its_headers_is_cut_off_and_others_are_answered() {
        let (address, _stop, _serving) = server().await;
        let begun = Instant::now();
        let half = tokio::spawn(async move { ask(address, "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ").await });
        let silent = tokio::spawn(async move { ask(address, "").await });
        let answer = ask(address, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await;
        assert!(answer.ends_with("here"), "{answer}");
        assert!(!half.await.unwrap().contains("200 OK"));
        assert_eq!(silent.await.unwrap(), "");
        assert!(begun.elapsed() < Duration::from_secs(10));
    }

    #[tokio::test]
    async fn a_connection_that_is_kept_and_asks_nothing_more_is_closed() {
        let (address, _stop, _serving) = server().await;
        let begun = Instant::now();
        let answer = ask(address, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").await;
        assert!(answer.ends_with("here"), "{answer}");
        assert!(begun.elapsed() < Duration::from_secs(10));
    }

    #[tokio::test]
    async fn a_request_under_way_is_answered_when_the_server_is_told_to_stop() {
        let (address, stop, serving) = server().await;
        let slow = tokio::spawn(async move { ask(address, "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n").await });
        tokio::time::sleep(Duration::from_millis(100)).await;
        stop.send(()).unwrap();
        assert!(slow.await.unwrap().ends_with("ready"));
        serving.await.unwrap();
        assert!(TcpStream::connect(address).await.is_err());
    }
}
