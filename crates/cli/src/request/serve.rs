//! What `chuchu serve` is asked: where to listen, and who may ask what.

use crate::args::serve as args;
use chuchu_server::{Settings, Tokens};
use std::net::SocketAddr;

/// How the log is written.
pub(crate) use args::LogFormat;

/// A server to run.
#[derive(Debug)]
pub(crate) struct Serving {
    pub(crate) listen: SocketAddr,
    pub(crate) settings: Settings,
    pub(crate) log: LogFormat,
}

impl Serving {
    /// Reads the file of tokens, if there is one.
    ///
    /// # Errors
    /// A file that cannot be read, or that has no token that is hard to guess.
    pub(crate) fn of(typed: args::Serve) -> anyhow::Result<Self> {
        let tokens = typed.token_file.as_deref().map(Tokens::read).transpose()?;
        let settings = Settings {
            tokens,
            no_auth: typed.no_auth,
            admin: typed.admin,
            hosts: typed.allow_host,
            rate: typed.rate,
        };
        Ok(Self { listen: typed.listen, settings, log: typed.log_format })
    }
}
