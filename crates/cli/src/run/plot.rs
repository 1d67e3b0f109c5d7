//! Writing a plot to its file: whole or not at all.

use crate::render::plot::{self, Plot};
use crate::request::plot::{Picture, PlotFile};
use crate::whole;
use anyhow::Context as _;

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
    whole::write(path, &picture)
}
