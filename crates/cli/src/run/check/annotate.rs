//! A checked Word file handed back with comments. What they say is a rendering; what they look like inside the file is
//! `chuchu-ingest`'s.

use anyhow::{Context as _, bail};
use chuchu_ingest::{Remark, annotate_docx};
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

/// Writes the annotated file beside its place, then puts it there: there is never half a file.
pub(super) fn annotate(file: &Path, remarks: &[Remark], to: &Path) -> anyhow::Result<()> {
    let same = |a: &Path, b: &Path| Some(fs::canonicalize(a).ok()? == fs::canonicalize(b).ok()?);
    if same(file, to) == Some(true) {
        bail!("--annotate: {} is the manuscript itself; give another name", to.display());
    }
    let bytes = fs::read(file).with_context(|| file.display().to_string())?;
    let annotated =
        annotate_docx(&bytes, remarks).with_context(|| format!("--annotate: {}", file.display()))?;
    write(&annotated, to).with_context(|| format!("--annotate: cannot write {}", to.display()))
}

fn write(bytes: &[u8], to: &Path) -> anyhow::Result<()> {
    if to.is_dir() {
        bail!("it is a folder");
    }
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = to.file_name().context("it has no name")?.to_string_lossy();
    let beside = folder.join(format!(".{name}.{}.part", std::process::id()));
    let written = File::create(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, to));
    if written.is_err() {
        // What could not be put in its place is of no use.
        let _ = fs::remove_file(&beside);
    }
    Ok(written?)
}
