//! `cargo xtask script-table`: the character table that `chuchu-text` folds scripts with, from OpenCC's
//! traditional-to-simplified dictionary as `ferrous-opencc` carries it.

use anyhow::{Context, Result, ensure};
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

const TABLE: &str = "crates/text/data/simplified.txt";

/// Writes the table, or only compares it.
pub(crate) fn run(root: &Path, check: bool) -> Result<()> {
    let table = table()?;
    let path = root.join(TABLE);
    if check {
        let present = std::fs::read_to_string(&path).with_context(|| format!("cannot read {TABLE}"))?;
        ensure!(present == table, "{TABLE} is stale: run `cargo xtask script-table`");
    } else {
        std::fs::write(&path, &table).with_context(|| format!("cannot write {TABLE}"))?;
        println!("{TABLE}: {} pairs", table.lines().count());
    }
    Ok(())
}

/// One line a pair, traditional before simplified, in code point order. Chains (A→B, B→C) are followed
/// to their end, so that folding twice is folding once.
fn table() -> Result<String> {
    let converter = OpenCC::from_config(BuiltinConfig::T2s)?;
    let pairs: BTreeMap<char, char> = ('\u{3400}'..='\u{323af}')
        .filter_map(|from| Some((from, single(&converter.convert(from.encode_utf8(&mut [0; 4])))?)))
        .filter(|(from, to)| from != to)
        .collect();
    let mut table = String::new();
    for from in pairs.keys() {
        let mut to = *from;
        for _ in 0..4 {
            to = pairs.get(&to).copied().unwrap_or(to);
        }
        if to != *from {
            writeln!(table, "{from}{to}")?;
        }
    }
    Ok(table)
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}
