//! What a failure means for the index. The engine trusts its files: on damaged ones it may fail anywhere, with
//! any message, or panic. So what it says is not passed on before the files were compared with their checksums.

use crate::output::Outcome;
use crate::request::{Meaning, Request};
use crate::{home, run};
use chuchu_index::{Corpus, Error};
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// Does what is asked; where that fails or panics for damage to the index, the damage is the error.
///
/// # Errors
/// The damage, else whatever kept the request from being carried out.
pub(crate) fn run(meaning: &Meaning) -> anyhow::Result<Outcome> {
    match catch_unwind(AssertUnwindSafe(|| run::run(meaning))) {
        Err(panic) => match damage(meaning) {
            Some(damage) => Err(damage.into()),
            None => resume_unwind(panic),
        },
        Ok(Err(error)) if may_be_damage(&error) => Err(damage(meaning).map_or(error, Into::into)),
        Ok(done) => done,
    }
}

/// Whether an error may have its cause in the files of the index.
fn may_be_damage(error: &anyhow::Error) -> bool {
    match error.chain().find_map(|cause| cause.downcast_ref::<Error>()) {
        Some(Error::Damaged { .. } | Error::Engine { .. }) => true,
        Some(Error::Io { cause, .. }) => {
            matches!(cause.kind(), ErrorKind::InvalidData | ErrorKind::UnexpectedEof | ErrorKind::Other)
        }
        _ => false,
    }
}

/// The damage to the index that the request is about. Cost: reads the whole index.
fn damage(meaning: &Meaning) -> Option<Error> {
    if matches!(meaning.request, Request::Parse { .. } | Request::CiteParse { .. }) {
        return None;
    }
    let folder = home::folder(meaning.index.as_deref()).ok()?;
    catch_unwind(|| Corpus::diagnosis(&folder)).ok().flatten()
}
