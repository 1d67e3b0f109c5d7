//! What changes the corpus: adding and removing documents. These routes exist only where the operator enables them,
//! and only a token for it is obeyed.

use crate::access::Access;
use crate::answer::{Added, Removed};
use crate::documents::path;
use crate::operation::{ADD, REMOVE};
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::tokens::Role;
use crate::upload::Upload;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, PathRejection};
use axum::extract::{Extension, Path, State};
use axum::http::HeaderMap;
use chuchu_index::{Added as Done, Corpus, Error, WriterOptions};
use chuchu_model::DocumentId;
use std::num::NonZeroUsize;

/// A writer beside readers who want the cores and the memory themselves.
const MODEST: WriterOptions = WriterOptions { threads: NonZeroUsize::MIN, memory: 64 << 20 };

fn may_change(role: Option<Extension<Role>>) -> Result<(), Refusal> {
    match role {
        Some(Extension(Role::Admin)) => Ok(()),
        _ => Err(Refusal::Forbidden),
    }
}

pub(crate) async fn add(
    State(access): State<Access>,
    role: Option<Extension<Role>>,
    parameters: Parameters,
    headers: HeaderMap,
    sent: Result<Bytes, BytesRejection>,
) -> Result<Json<Added>, Refusal> {
    may_change(role)?;
    let parameters = parameters.of(&ADD)?;
    parameters.required("name")?;
    let upload = Upload::read(&parameters, &headers, sent)?;
    let again = access.clone();
    let added =
        access.ask(move |corpus| put(corpus, &upload).and_then(|done| Ok((done, again.look_again()?))));
    added.await.map(|(added, ())| Json(added))
}

fn put(corpus: &Corpus, upload: &Upload) -> Result<Added, Refusal> {
    let record = upload.record()?;
    let mut writer = corpus.writer_with(MODEST)?;
    let done = writer.add(&record)?;
    writer.commit()?;
    let counted = |what: Done| u64::from(done == what);
    Ok(Added {
        id: record.id.as_str().to_owned(),
        added: counted(Done::Added),
        replaced: counted(Done::Replaced),
        unchanged: counted(Done::Unchanged),
    })
}

pub(crate) async fn remove(
    State(access): State<Access>,
    role: Option<Extension<Role>>,
    parameters: Parameters,
    id: Result<Path<String>, PathRejection>,
) -> Result<Json<Removed>, Refusal> {
    may_change(role)?;
    parameters.of(&REMOVE)?;
    let id = path(id)?;
    let known = DocumentId::new(id.as_str()).map_err(|error| Refusal::parameter("id", &error))?;
    let again = access.clone();
    let taken = access.ask(move |corpus| {
        let taken = take(corpus, &known)?;
        again.look_again()?;
        Ok::<_, Error>(taken)
    });
    if taken.await? {
        Ok(Json(Removed { removed: 1 }))
    } else {
        Err(Refusal::NotFound { what: "document", id })
    }
}

fn take(corpus: &Corpus, id: &DocumentId) -> Result<bool, Error> {
    let mut writer = corpus.writer_with(MODEST)?;
    let taken = writer.remove(id)?;
    writer.commit()?;
    Ok(taken)
}
