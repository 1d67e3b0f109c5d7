//! Golden files: every document of `tests/documents` has, beside it, the outline a reader would expect
//! (`NAME.outline`); every document of the corpus has its artefact. A named test each.
//!
//! `CHUCHU_BLESS=1` writes the outlines anew: read the difference before you commit it.

use chuchu_model::DocumentId;
use chuchu_tests::outline::outline;
use std::path::Path;

/// The outline of a document is the one that stands beside it.
fn outline_is_as_expected(path: &Path) -> datatest_stable::Result<()> {
    let record = chuchu_index::intake::read_file(path).map_err(|failure| failure.error)?;
    let document = record.parse();
    let found = outline(&document, &record.text);
    let beside = path.with_extension("outline");
    if std::env::var_os("CHUCHU_BLESS").is_some() {
        std::fs::write(&beside, &found)?;
    }
    let expected = std::fs::read_to_string(&beside)?;
    if found != expected {
        return Err(difference(&expected, &found).into());
    }
    Ok(())
}

/// The artefact of a document of the corpus is what the parser makes of it today.
fn artefact_is_up_to_date(path: &Path) -> datatest_stable::Result<()> {
    let record = chuchu_index::intake::read_file(path).map_err(|failure| failure.error)?;
    let id = DocumentId::new(path.file_stem().and_then(|s| s.to_str()).unwrap_or_default())?;
    let artefact = path.with_file_name("").join("../artefacts/documents").join(format!("{id}.json"));
    let expected: chuchu_model::Document = serde_json::from_slice(&std::fs::read(artefact)?)?;
    let found = record.parse();
    if found != expected {
        let (expected, found) = (outline(&expected, &record.text), outline(&found, &record.text));
        return Err(format!("stale: run `cargo xtask corpus`\n{}", difference(&expected, &found)).into());
    }
    Ok(())
}

/// The lines that only one side has.
fn difference(expected: &str, found: &str) -> String {
    let only = |a: &str, b: &str, sign: char| -> String {
        a.lines()
            .filter(|line| !b.lines().any(|other| other == *line))
            .map(|l| format!("{sign} {l}\n"))
            .collect()
    };
    format!("expected (-), found (+):\n{}{}", only(expected, found, '-'), only(found, expected, '+'))
}

datatest_stable::harness! {
    { test = outline_is_as_expected, root = "documents", pattern = r"\.txt$" },
    { test = artefact_is_up_to_date, root = "../corpus/sources", pattern = r"\.txt$" },
}
