//! A checked Word file handed back with comments. What they say is `chuchu-report`'s; what they
//! look like inside the file is `chuchu-ingest`'s.

use crate::whole;
use anyhow::{Context as _, bail};
use chuchu_ingest::{Remark, annotate_docx};
use chuchu_report::comments::{AUTHOR, Comment};
use std::fs;
use std::path::Path;

/// Writes the annotated file, whole or not at all.
pub(super) fn annotate(file: &Path, comments: Vec<Comment>, to: &Path) -> anyhow::Result<()> {
    let same = |a: &Path, b: &Path| Some(fs::canonicalize(a).ok()? == fs::canonicalize(b).ok()?);
    if same(file, to) == Some(true) {
        bail!("--annotate: {} is the manuscript itself; give another name", to.display());
    }
    let bytes = fs::read(file).with_context(|| file.display().to_string())?;
    let remark = |Comment { span, text }| Remark { span, author: AUTHOR.to_owned(), text };
    let remarks: Vec<Remark> = comments.into_iter().map(remark).collect();
    let annotated =
        annotate_docx(&bytes, &remarks).with_context(|| format!("--annotate: {}", file.display()))?;
    whole::write(to, &annotated).with_context(|| format!("--annotate: {}", to.display()))
}
