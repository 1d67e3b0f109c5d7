//! A check that tells how far it is: server-sent events `progress` {"done","total"}, then `report` or `error`.

use crate::access::{Access, Turn};
use crate::check::report;
use crate::refusal::Refusal;
use crate::upload::Upload;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use chuchu_index::CheckOptions;
use serde::Serialize;
use std::convert::Infallible;
use std::ops::ControlFlow;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::mpsc::{Sender, channel};
use tokio_stream::wrappers::ReceiverStream;

/// Events that may wait for the reader; of progress, what does not find room is left out.
const WAITING: usize = 16;

#[derive(Serialize)]
struct Progress {
    done: usize,
    total: usize,
}

/// Answers at once; the check waits its turn, in the room that its manuscript takes, and ends where its reader has
/// gone.
pub(crate) fn check(access: Access, upload: Upload, options: CheckOptions, room: Turn) -> Response {
    let (to, events) = channel::<Result<Event, Infallible>>(WAITING);
    tokio::spawn(async move {
        let _room = room;
        let progress = to.clone();
        let checked = access.ask(move |corpus| {
            let mut tell =
                |done, total| match progress.try_send(Ok(event("progress", &Progress { done, total }))) {
                    Err(TrySendError::Closed(_)) => ControlFlow::Break(()),
                    Ok(()) | Err(TrySendError::Full(_)) => ControlFlow::Continue(()),
                };
            report(corpus, (&upload, &options), &mut tell).map(|(report, _)| report)
        });
        let last = match told_or_gone(&to, checked).await {
            Some(Ok(report)) => event("report", &report),
            Some(Err(refusal)) => event("error", &refusal.body()),
            None => return,
        };
        let _ = to.send(Ok(last)).await;
    });
    Sse::new(ReceiverStream::new(events)).keep_alive(KeepAlive::default()).into_response()
}

/// What was asked, unless the reader is gone before its turn has come.
async fn told_or_gone<T>(
    to: &Sender<Result<Event, Infallible>>,
    asked: impl Future<Output = Result<T, Refusal>>,
) -> Option<Result<T, Refusal>> {
    tokio::select! {
        answer = asked => Some(answer),
        () = to.closed() => None,
    }
}

fn event(name: &str, value: &impl Serialize) -> Event {
    let event = Event::default().event(name);
    event.clone().json_data(value).unwrap_or(event)
}
