//! Writing a plot to its file: whole or not at all.

use crate::render::plot::{self, Plot};
use crate::request::plot::{Picture, PlotFile};
use anyhow::Context as _;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

/// Draws what is to be drawn, if a file was named.
///
/// # Errors
/// A file that cannot be written; for PNG, characters that no font of the system has.
pub(super) fn draw(file: Option<&PlotFile>, plot: impl FnOnce() -> Plot) -> anyhow::Result<()> {
    let Some(PlotFile { path, form }) = file else { return Ok(()) };
    let svg = plot().svg();
    let picture = match form {
        Picture::Svg => svg.into_bytes(),
        Picture::Png => plot::png(&svg, plot::system_fonts()).with_context(|| path.display().to_string())?,
    };
    write(path, &picture).with_context(|| format!("cannot write {}", path.display()))
}

/// Writes beside the place and moves there, so that a full disk leaves nothing half-written and spoils nothing.
fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}", std::process::id()));
    let beside = path.with_file_name(name);
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // It may not even have come into being; what matters is why.
        let _ = fs::remove_file(&beside);
    }
    Ok(written?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("taken.svg");
        fs::create_dir(&taken).unwrap();
        assert!(write(&taken, b"x").is_err());
        let path = folder.path().join("a.svg");
        write(&path, b"1").unwrap();
        write(&path, b"2").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"2");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
