//! [`SoundMerges`]: which segments may be merged. A damaged one may not: merging would give its damage a
//! new and valid checksum, and nothing could find it any more.

use crate::verify::is_sound;
use std::fmt;
use std::path::{Path, PathBuf};
use tantivy::Index;
use tantivy::index::{SegmentId, SegmentMeta};
use tantivy::indexer::{LogMergePolicy, MergeCandidate, MergePolicy};

/// The engine's usual choice, without segments that are not what was written.
///
/// Cost: the files of segments that are about to be read for a merge are read once before.
pub(crate) struct SoundMerges {
    path: PathBuf,
    index: Index,
    usual: LogMergePolicy,
}

impl SoundMerges {
    /// For an index.
    pub(crate) fn of(path: &Path, index: &Index) -> Self {
        Self { path: path.to_path_buf(), index: index.clone(), usual: LogMergePolicy::default() }
    }

    fn is_sound(&self, segments: &[SegmentMeta], id: SegmentId) -> bool {
        let meta = segments.iter().find(|segment| segment.id() == id);
        meta.is_some_and(|meta| is_sound(&self.path, &self.index, meta))
    }
}

impl fmt::Debug for SoundMerges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SoundMerges").field("usual", &self.usual).finish_non_exhaustive()
    }
}

impl MergePolicy for SoundMerges {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let mut candidates = self.usual.compute_merge_candidates(segments);
        candidates.retain(|merge| merge.0.iter().all(|id| self.is_sound(segments, *id)));
        candidates
    }
}
