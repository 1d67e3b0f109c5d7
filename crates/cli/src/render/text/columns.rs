//! How wide text is in a terminal, where a hanzi takes two columns: measuring, cutting, filling up.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// The columns of a text.
pub(in crate::render) fn width(text: &str) -> usize {
    text.width()
}

/// A text filled up with blanks on its right.
pub(super) fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// As much of the beginning of a text as fits.
pub(in crate::render) fn beginning(text: &str, columns: usize) -> &str {
    let fits = fitting(text.char_indices(), columns);
    text.get(..fits.map_or(0, |(at, c)| at + c.len_utf8())).unwrap_or_default()
}

/// As much of the end of a text as fits.
pub(super) fn end(text: &str, columns: usize) -> &str {
    let fits = fitting(text.char_indices().rev(), columns);
    text.get(fits.map_or(text.len(), |(at, _)| at)..).unwrap_or_default()
}

/// The last of some characters that still fits.
fn fitting(chars: impl Iterator<Item = (usize, char)>, columns: usize) -> Option<(usize, char)> {
    let mut used = 0;
    chars
        .take_while(|(_, c)| {
            used += c.width().unwrap_or(0);
            used <= columns
        })
        .last()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hanzi_take_two_columns() {
        assert_eq!((width("群众a"), padded("群", 4).as_str()), (5, "群  "));
        assert_eq!((beginning("群众路线", 5), end("群众路线", 5)), ("群众", "路线"));
        assert_eq!(
            (beginning("群众", 9), end("群众", 9), beginning("群", 1), end("群", 1)),
            ("群众", "群众", "", "")
        );
    }
}
