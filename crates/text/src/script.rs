//! Traditional and variant characters to simplified ones, one character at a time.
//!
//! The table (`data/simplified.txt`, two characters a line) is written by `cargo xtask script-table` from
//! OpenCC's traditional-to-simplified character dictionary. Where that names several simplified forms,
//! the first is taken: folding needs one class a character, not the right form in context.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

static TABLE: &str = include_str!("../data/simplified.txt");

/// The block of the common ideographs, where nearly every look-up falls.
const BLOCK: std::ops::RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

struct Tables {
    block: Vec<char>,
    /// The characters of the basic plane that have another simplified form, a bit each.
    changes: Vec<u64>,
    rest: HashMap<char, char>,
}

fn block_index(c: char) -> usize {
    (u32::from(c) - u32::from(*BLOCK.start())) as usize
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables = Tables { block: BLOCK.collect(), changes: vec![0; 0x400], rest: HashMap::new() };
        for line in TABLE.lines() {
            let mut chars = line.chars();
            if let (Some(from), Some(to)) = (chars.next(), chars.next()) {
                if let Some(bits) = tables.changes.get_mut(from as usize / 64).filter(|_| from != to) {
                    *bits |= 1 << (from as usize % 64);
                }
                if BLOCK.contains(&from) {
                    tables.block[block_index(from)] = to;
                } else {
                    tables.rest.insert(from, to);
                }
            }
        }
        tables
    })
}

/// The simplified form of a character, or the character itself. Cost: one table look-up.
///
/// ```
/// assert_eq!(chuchu_text::simplified('線'), '线');
/// assert_eq!(chuchu_text::simplified('党'), '党');
/// ```
#[must_use]
pub fn simplified(c: char) -> char {
    if c < '\u{3400}' {
        return c;
    }
    let tables = tables();
    if BLOCK.contains(&c) { tables.block[block_index(c)] } else { tables.rest.get(&c).copied().unwrap_or(c) }
}

/// A text in simplified characters, byte for byte as long: a character whose simplified form is of another
/// length stays, so that an offset holds for both. Cost: linear; no copy where nothing changes.
///
/// ```
/// assert_eq!(chuchu_text::simplified_in_place("群眾路線，abc"), "群众路线，abc");
/// ```
#[must_use]
pub fn simplified_in_place(text: &str) -> Cow<'_, str> {
    if is_simplified(text) {
        return Cow::Borrowed(text);
    }
    let simple = |c: char| Some(simplified(c)).filter(|s| s.len_utf8() == c.len_utf8()).unwrap_or(c);
    match text.char_indices().find(|(_, c)| simple(*c) != *c) {
        None => Cow::Borrowed(text),
        Some((first, _)) => {
            let (same, rest) = text.split_at(first);
            Cow::Owned(same.chars().chain(rest.chars().map(simple)).collect())
        }
    }
}

/// Whether a text holds no character that has another simplified form; one pass over the bytes, which asks the
/// table of bits alone for what every Chinese text consists of, characters of three bytes.
fn is_simplified(text: &str) -> bool {
    let tables = tables();
    let Some(changes) = tables.changes.first_chunk::<0x400>() else { return false };
    let mut rest = text.as_bytes();
    loop {
        rest = match rest {
            [] => return true,
            [..0x80, rest @ ..] => rest,
            [first @ 0xe0..0xf0, second, third, rest @ ..] => {
                let row = usize::from(first & 0xf) << 6 | usize::from(second & 0x3f);
                if changes[row] >> (third & 0x3f) & 1 != 0 {
                    return false;
                }
                rest
            }
            [first, ..] => {
                let Some(c) = text.get(text.len() - rest.len()..).and_then(|t| t.chars().next()) else {
                    return false;
                };
                if simplified(c) != c {
                    return false;
                }
                rest.get(if *first < 0xe0 { 2 } else { 4 }..).unwrap_or_default()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_simplified_without_moving_anything() {
        for (text, expect) in [("群众", "群众"), ("abc", "abc"), ("講話a線", "讲话a线")] {
            let simple = simplified_in_place(text);
            assert_eq!((simple.as_ref(), simple.len()), (expect, text.len()));
        }
    }

    #[test]
    fn the_table_is_closed() {
        // What a character folds to must fold to itself, or folding twice would differ from folding once.
        for line in TABLE.lines() {
            let to = line.chars().nth(1).unwrap();
            assert_eq!(simplified(to), to, "{line}");
        }
    }

    #[test]
    fn variants_and_traditional_forms_fold() {
        for (from, to) in [('羣', '群'), ('眾', '众'), ('線', '线'), ('裏', '里'), ('党', '党'), ('a', 'a')]
        {
            assert_eq!(simplified(from), to);
        }
    }
}
