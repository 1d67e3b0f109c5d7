//! Serve: the library over HTTP, until the process is told to stop; or to one assistant on standard input and output.

use crate::complaint;
use crate::output::{Outcome, notice};
use crate::request::serve::{LogFormat, Serving};
use anyhow::Context as _;
use chuchu_index::Corpus;
use std::io;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tracing_subscriber::EnvFilter;

/// How long a question that cannot be broken off may keep the process from ending.
const PATIENCE: Duration = Duration::from_secs(2);

pub(super) fn serve(corpus: &Corpus, serving: &Serving) -> anyhow::Result<Outcome> {
    keep_log(serving.log);
    let runtime = runtime()?;
    let served = runtime.block_on(async {
        let Serving { listen, settings, .. } = serving;
        let bound = chuchu_server::bind(corpus.clone(), *listen, settings.clone()).await?;
        complaint::tell_faults_at_once();
        notice(&format!("listening on http://{}", bound.address()));
        bound.run().await;
        Ok(Outcome::Done)
    });
    runtime.shutdown_timeout(PATIENCE);
    served
}

pub(super) fn mcp(corpus: &Corpus) -> anyhow::Result<Outcome> {
    let runtime = runtime()?;
    let served = runtime.block_on(chuchu_server::mcp::stdio(corpus.clone()));
    // A thread that waits for standard input cannot be waited for.
    runtime.shutdown_background();
    served?;
    Ok(Outcome::Done)
}

fn runtime() -> anyhow::Result<Runtime> {
    Builder::new_multi_thread().enable_all().build().context("cannot start the server")
}

/// Writes the log to standard error: what the variable `CHUCHU_LOG` asks for, such as `chuchu_server=debug`, else every
/// request and what is worse.
fn keep_log(format: LogFormat) {
    let wanted = EnvFilter::try_from_env("CHUCHU_LOG").unwrap_or_else(|_| EnvFilter::new("info,rmcp=warn"));
    let log = tracing_subscriber::fmt().with_writer(io::stderr).with_env_filter(wanted);
    // Another log may have been set up in a test; then that one is kept.
    let _ = match format {
        LogFormat::Text => log.with_ansi(false).try_init(),
        LogFormat::Json => log.json().flatten_event(true).with_span_list(false).try_init(),
    };
}
