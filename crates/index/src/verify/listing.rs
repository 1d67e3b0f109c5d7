//! The list of segments, `meta.json`, which has no checksum: it is compared with what the engine reads in it.
//!
//! The engine passes over keys that it does not know, so that one flipped bit in `"deletes"` brings deleted
//! documents back without a word. Written again, what it has read must be what stands there.

use super::Damage;
use crate::Error;
use serde_json::Value;
use std::path::Path;
use tantivy::Index;
use tantivy::directory::Directory as _;

/// The list of segments.
const META: &str = "meta.json";

/// How often a writer may come in between two readings.
const TRIES: usize = 5;

/// What is wrong with the list of segments, if anything. Cost: reads it twice.
pub(super) fn fault(path: &Path, index: &Index) -> Result<Option<Damage>, Error> {
    let engine = |e| Error::of_engine(path, e);
    for _ in 0..TRIES {
        let read = index.load_metas().map_err(engine)?;
        let bytes = index.directory().atomic_read(Path::new(META)).map_err(|e| engine(e.into()))?;
        let stands: Option<Value> = serde_json::from_slice(&bytes).ok();
        if stands.is_some() && stands == serde_json::to_value(&read).ok() {
            return Ok(None);
        }
    }
    Ok(Some(Damage::of_file(Path::new(META), "it says something that the engine never writes")))
}
