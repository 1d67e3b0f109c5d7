//! Serve: the library over HTTP, until the process is told to stop.

use crate::complaint;
use crate::output::{Outcome, notice};
use anyhow::Context as _;
use chuchu_index::Corpus;
use std::net::SocketAddr;

pub(super) fn serve(corpus: &Corpus, listen: SocketAddr) -> anyhow::Result<Outcome> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start the server")?;
    runtime.block_on(async {
        let bound = chuchu_server::bind(corpus.clone(), listen).await?;
        complaint::tell_faults_at_once();
        notice(&format!("listening on http://{}", bound.address()));
        bound.on_failure(notice).run().await?;
        Ok(Outcome::Done)
    })
}
