//! Traditional and variant characters to simplified ones, one character at a time.
//!
//! The table (`data/simplified.txt`, two characters a line) is written by `cargo xtask script-table` from
//! OpenCC's traditional-to-simplified character dictionary. Where that names several simplified forms,
//! the first is taken: folding needs one class a character, not the right form in context.

use std::collections::HashMap;
use std::sync::OnceLock;

static TABLE: &str = include_str!("../data/simplified.txt");

/// The block of the common ideographs, where nearly every look-up falls.
const BLOCK: std::ops::RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

struct Tables {
    block: Vec<char>,
    rest: HashMap<char, char>,
}

fn block_index(c: char) -> usize {
    (u32::from(c) - u32::from(*BLOCK.start())) as usize
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables = Tables { block: BLOCK.collect(), rest: HashMap::new() };
        for line in TABLE.lines() {
            let mut chars = line.chars();
            if let (Some(from), Some(to)) = (chars.next(), chars.next()) {
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

#[cfg(test)]
mod tests {
    use super::*;

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
