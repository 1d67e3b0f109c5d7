//! Every code has a sound entry, every example shows its code, and no remark is made outside the registry.

use super::*;
use chuchu_model::{DocumentId, Source};
use std::path::{Path, PathBuf};

/// Everything the parser remarks on in an example, document and citations together.
fn remarks(kind: ExampleKind, text: &str) -> Vec<Diagnostic> {
    if kind == ExampleKind::Citation {
        return crate::parse_citation(text).diagnostics;
    }
    let document = crate::parse(&DocumentId::new("example").unwrap(), Source::default(), text);
    let citations = document.excerpts.into_iter().filter_map(|e| e.citation).flat_map(|c| c.diagnostics);
    document.diagnostics.into_iter().chain(citations).collect()
}

/// The text with every suggestion of `code` put in, from the last to the first.
fn repaired(text: &str, code: Code, remarks: &[Diagnostic]) -> String {
    let mut suggestions: Vec<_> =
        remarks.iter().filter(|d| code.is(d)).filter_map(|d| d.suggestion.clone()).collect();
    suggestions.sort_by_key(|s| std::cmp::Reverse(s.span));
    let mut text = text.to_owned();
    for suggestion in suggestions {
        text.replace_range(suggestion.span.range(), &suggestion.replacement);
    }
    text
}

#[test]
fn codes_are_in_order_and_none_stands_twice() {
    assert!(ALL.is_sorted_by(|a, b| a.id < b.id));
}

#[test]
fn every_example_shows_its_code() {
    for code in ALL {
        let Example { kind, before, after } = code.example.unwrap();
        let found = remarks(kind, before);
        let own: Vec<&Diagnostic> = found.iter().filter(|d| code.is(d)).collect();
        assert!(!own.is_empty(), "{}: {before} gives {found:?}", code.id);
        assert!(own.iter().all(|d| d.severity == code.severity), "{}", code.id);
        assert_eq!(after.is_some(), own.iter().any(|d| d.suggestion.is_some()), "{}: {own:?}", code.id);
    }
}

#[test]
fn every_reading_proposed_is_the_one_shown_and_is_sound() {
    for code in ALL {
        let Some(Example { kind, before, after: Some(after) }) = code.example else { continue };
        assert_eq!(repaired(before, *code, &remarks(kind, before)), after, "{}", code.id);
        let left: Vec<Diagnostic> =
            remarks(kind, after).into_iter().filter(|d| d.severity > Severity::Info).collect();
        assert_eq!(left, [], "{}: {after}", code.id);
    }
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn no_remark_is_made_outside_the_registry() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    assert!(files.len() > 10);
    let constructor = concat!("Diagnostic::", "new(");
    for file in files.iter().filter(|f| !f.ends_with("code/mod.rs")) {
        let text = std::fs::read_to_string(file).unwrap();
        assert!(!text.contains(constructor), "{} makes a diagnostic of its own", file.display());
    }
}
