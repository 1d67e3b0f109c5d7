//! What was typed after `serve`.

use clap::{Args as ClapArgs, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;

#[derive(Debug, ClapArgs)]
pub(crate) struct Serve {
    /// Where to listen; beyond this machine only with --token-file or --no-auth
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7878")]
    pub(crate) listen: SocketAddr,
    /// Only who has a token of this file may ask: one a line, `admin TOKEN` for those who may change the corpus
    #[arg(long, value_name = "FILE", conflicts_with = "no_auth")]
    pub(crate) token_file: Option<PathBuf>,
    /// Everybody who can reach the address may ask
    #[arg(long)]
    pub(crate) no_auth: bool,
    /// Answer calls that add and remove documents, to tokens that are for it
    #[arg(long)]
    pub(crate) admin: bool,
    /// A name by which the server is called, besides this machine's own; again for more
    #[arg(long, value_name = "NAME")]
    pub(crate) allow_host: Vec<String>,
    /// Requests a second from one client over time, 0 for no limit [default: no limit here, 20 from other machines]
    #[arg(long, value_name = "N")]
    pub(crate) rate: Option<u32>,
    /// How the log on standard error is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) log_format: LogFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// For people
    Text,
    /// One JSON record a line
    Json,
}
