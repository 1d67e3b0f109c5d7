//! [`Error`]: why the server could not start or had to stop. Answers to requests are not made here.

use std::net::SocketAddr;
use std::path::PathBuf;
use thiserror::Error;

/// Why the server could not start or had to stop.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The address can be reached from other machines, and nobody has said who may ask.
    #[error(
        "{listen} can be reached from other machines; give --token-file FILE, or say --no-auth if everybody there may ask"
    )]
    NotLoopback {
        /// The address asked for.
        listen: SocketAddr,
    },
    /// Admin calls were asked for, and no token is for them.
    #[error("--admin needs a --token-file with a line `admin TOKEN`")]
    NoAdminToken,
    /// A file of tokens that cannot be used.
    #[error("{path}: {cause}", path = path.display())]
    TokenFile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        cause: String,
    },
    /// A client of the Model Context Protocol could not be spoken to.
    #[error("the MCP session ended: {cause}")]
    Mcp {
        /// What was said.
        cause: String,
    },
    /// The address could not be taken.
    #[error("cannot listen on {listen}: {cause}")]
    Bind {
        /// The address asked for.
        listen: SocketAddr,
        /// What the system said.
        cause: std::io::Error,
    },
}
