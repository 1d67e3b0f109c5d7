//! Where a plot goes, and in which form.

use anyhow::bail;
use std::path::PathBuf;

/// A file for a plot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlotFile {
    pub(crate) path: PathBuf,
    pub(crate) form: Picture,
}

/// The forms of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Picture {
    Svg,
    Png,
}

impl PlotFile {
    /// The extension says which form is meant.
    ///
    /// # Errors
    /// An extension that names none.
    pub(crate) fn of(path: PathBuf) -> anyhow::Result<Self> {
        let extension = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
        let form = match extension.as_deref() {
            Some("svg") => Picture::Svg,
            Some("png") => Picture::Png,
            _ => bail!(
                "--plot: {} ends neither in .svg nor in .png, the pictures that can be drawn",
                path.display()
            ),
        };
        Ok(Self { path, form })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_names_the_form() {
        let form = |path: &str| PlotFile::of(path.into()).map(|file| file.form);
        assert_eq!(form("群众.svg").unwrap(), Picture::Svg);
        assert_eq!(form("a/b.PNG").unwrap(), Picture::Png);
        for wrong in ["plot", "plot.jpg", "svg", ".png", "a.svg/"] {
            let refusal = form(wrong).err().map(|e| e.to_string());
            assert_eq!(refusal.is_some_and(|r| r.contains(".svg")), wrong != "a.svg/", "{wrong}");
        }
    }
}
