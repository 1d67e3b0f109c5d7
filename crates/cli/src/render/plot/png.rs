//! PNG: the SVG drawn with the fonts of the system. A picture with boxes in the place of Chinese characters
//! is refused.

use anyhow::{Context as _, bail};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{FontResolver, Options, Tree, fontdb};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// Pixels of the picture to one of the screen: sharp in print.
const SCALE: f32 = 2.0;

/// The most pixels of a picture; a larger one is drawn less sharply.
const MOST: f32 = 4e7;

/// The fonts of the system. Cost: looks at every font file.
pub(crate) fn system_fonts() -> fontdb::Database {
    let mut fonts = fontdb::Database::new();
    fonts.load_system_fonts();
    fonts
}

/// Draws an SVG of ours.
///
/// # Errors
/// A character that none of the fonts has.
pub(crate) fn png(svg: &str, fonts: fontdb::Database) -> anyhow::Result<Vec<u8>> {
    let missing = Mutex::new(BTreeSet::new());
    let options =
        Options { fontdb: Arc::new(fonts), font_resolver: watching(&missing), ..Options::default() };
    let tree = Tree::from_str(svg, &options).context("the plot is no SVG")?;
    drop(options);
    let missing = missing.into_inner().unwrap_or_else(PoisonError::into_inner);
    if !missing.is_empty() {
        let some: String = missing.iter().take(5).collect();
        bail!(
            "no font of this system has {some}, so that a PNG would show boxes; install a font with \
             Chinese characters 中文字体 (Debian and Ubuntu: apt install fonts-noto-cjk) or write an .svg"
        );
    }
    drawn(&tree)
}

/// Finds fonts as usual, and takes down what none has. Where there is no font at all, a text would be left
/// out without a word.
fn watching(missing: &Mutex<BTreeSet<char>>) -> FontResolver<'_> {
    let (select, fall_back) =
        (FontResolver::default_font_selector(), FontResolver::default_fallback_selector());
    let miss = |c| {
        missing.lock().unwrap_or_else(PoisonError::into_inner).insert(c);
    };
    FontResolver {
        select_font: Box::new(move |font, fonts| {
            let found = select(font, fonts);
            let found = found.or_else(|| fonts.faces().next().map(|face| face.id));
            if found.is_none() {
                miss('文');
            }
            found
        }),
        select_fallback: Box::new(move |c, used, fonts| {
            let found = fall_back(c, used, fonts);
            if found.is_none() && !c.is_whitespace() {
                miss(c);
            }
            found
        }),
    }
}

fn drawn(tree: &Tree) -> anyhow::Result<Vec<u8>> {
    let (wide, high) = (tree.size().width(), tree.size().height());
    let scale = SCALE.min((MOST / (wide * high)).sqrt());
    let size = tree.size().to_int_size().scale_by(scale).context("a plot without a size")?;
    let mut pixmap = Pixmap::new(size.width(), size.height()).context("a plot without a size")?;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    Ok(pixmap.encode_png()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str =
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text y="9">群众</text></svg>"#;

    #[test]
    fn without_a_font_the_remedy_is_named() {
        let refusal = png(SVG, fontdb::Database::new()).unwrap_err().to_string();
        assert!(refusal.contains("fonts-noto-cjk") && refusal.contains(".svg"), "{refusal}");
        assert!(!refusal.contains('\n'));
    }

    #[test]
    fn a_picture_has_twice_the_size() {
        let picture = png(&SVG.replace("群众", ""), fontdb::Database::new()).unwrap();
        assert!(picture.starts_with(b"\x89PNG\r\n\x1a\n"));
        assert_eq!(picture.get(16..24), Some([0, 0, 0, 80, 0, 0, 0, 40].as_slice()));
    }
}
