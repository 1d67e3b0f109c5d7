//! [`Error`]: why the server could not start or had to stop. Answers to requests are not made here.

use std::net::SocketAddr;
use thiserror::Error;

/// Why the server could not start or had to stop.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The address can be reached from other machines, and there is no authentication yet.
    #[error(
        "{listen} can be reached from other machines; listen on 127.0.0.1 or [::1] until tokens are supported"
    )]
    NotLoopback {
        /// The address asked for.
        listen: SocketAddr,
    },
    /// The address could not be taken.
    #[error("cannot listen on {listen}: {cause}")]
    Bind {
        /// The address asked for.
        listen: SocketAddr,
        /// What the system said.
        cause: std::io::Error,
    },
    /// Accepting connections failed.
    #[error("the server stopped: {cause}")]
    Stopped {
        /// What the system said.
        cause: std::io::Error,
    },
}
