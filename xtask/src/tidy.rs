//! `cargo xtask tidy`: the house rules that neither compiler nor clippy checks. Each rule is a function
//! from the workspace to the list of its breaches; all are reported, then the chore fails.

use anyhow::{Context, Result, bail};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use std::path::{Path, PathBuf};

/// How high a crate stands; a crate may use only what stands lower. Crates of one storey are strangers.
const STOREYS: [(&str, u8); 11] = [
    ("chuchu-model", 0),
    ("chuchu-text", 1),
    ("chuchu-parser", 2),
    ("chuchu-trace", 2),
    ("chuchu-cite", 2),
    ("chuchu-ingest", 2),
    ("chuchu-report", 2),
    ("chuchu-index", 3),
    ("chuchu-server", 4),
    ("chuchu-cli", 5),
    ("xtask", 6),
];

/// The engines of the upper storeys, which nothing below the index may know.
const ENGINES: [&str; 4] = ["tantivy", "axum", "clap", "tokio"];

/// File names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 7] = ["utils", "util", "helpers", "common", "misc", "manager", "stuff"];

/// The longest a file may be without its tests, in lines.
const LONGEST_FILE: usize = 500;

/// Checks every rule.
pub(crate) fn run(root: &Path) -> Result<()> {
    let metadata = MetadataCommand::new().current_dir(root).no_deps().exec().context("cargo metadata")?;
    let sources = sources(root)?;
    let mut breaches = arrows(&metadata);
    breaches.extend(manifests(&metadata)?);
    for path in &sources {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let shown = path.strip_prefix(root).unwrap_or(path).display().to_string();
        breaches.extend(source_rules(&shown, &text));
    }
    breaches.extend(papers(root));
    if breaches.is_empty() {
        println!("tidy: {} files, {} packages, nothing to remark", sources.len(), metadata.packages.len());
        return Ok(());
    }
    bail!("{} breaches of the house rules:\n  {}", breaches.len(), breaches.join("\n  "))
}

fn storey(package: &str) -> Option<u8> {
    STOREYS.iter().find(|(name, _)| *name == package).map(|(_, height)| *height)
}

/// Arrows point down only, and the lower storeys know no engine.
fn arrows(metadata: &Metadata) -> Vec<String> {
    let mut breaches = Vec::new();
    for package in &metadata.packages {
        let Some(height) = storey(package.name.as_str()) else {
            if !["chuchu-tests", "chuchu-endurance", "chuchu-benches"].contains(&package.name.as_str()) {
                breaches.push(format!("{}: give it a storey in xtask/src/tidy.rs", package.name));
            }
            continue;
        };
        for dependency in package.dependencies.iter().filter(|d| d.kind != DependencyKind::Development) {
            if storey(&dependency.name).is_some_and(|below| below >= height) {
                breaches.push(format!("{} → {}: arrows point down only", package.name, dependency.name));
            }
            if height < 3 && ENGINES.iter().any(|engine| dependency.name.starts_with(engine)) {
                breaches.push(format!("{} → {}: no engine below the index", package.name, dependency.name));
            }
        }
    }
    breaches
}

/// Every member inherits versions and lints from the workspace.
fn manifests(metadata: &Metadata) -> Result<Vec<String>> {
    let mut breaches = Vec::new();
    for Package { name, manifest_path, .. } in &metadata.packages {
        let manifest: toml::Table = std::fs::read_to_string(manifest_path)?.parse()?;
        let inherits =
            |table: &toml::Value| table.get("workspace").and_then(toml::Value::as_bool) == Some(true);
        if !manifest.get("lints").is_some_and(inherits) {
            breaches.push(format!("{name}: [lints] workspace = true is missing"));
        }
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(dependencies) = manifest.get(section).and_then(toml::Value::as_table) else { continue };
            for (dependency, value) in dependencies.iter().filter(|(_, value)| !inherits(value)) {
                breaches.push(format!("{name}: {section}.{dependency} = {value} names a version of its own"));
            }
        }
    }
    Ok(breaches)
}

/// The rules of one source file; `path` is relative to the workspace.
fn source_rules(path: &str, text: &str) -> Vec<String> {
    let mut breaches = Vec::new();
    let stem = Path::new(path).file_stem().and_then(|s| s.to_str()).unwrap_or("");
    if EMPTY_NAMES.contains(&stem) {
        breaches.push(format!("{path}: the name says nothing"));
    }
    if !text.trim_start().starts_with("//!") {
        breaches.push(format!("{path}: no //! at its head says what lives here"));
    }
    let tests = stem == "tests";
    let program = text.lines().take_while(|line| !tests && line.trim() != "#[cfg(test)]");
    let program: Vec<&str> = program.collect();
    if program.len() > LONGEST_FILE && !path.starts_with("tests/") {
        breaches.push(format!("{path}: {} lines without its tests; {LONGEST_FILE} at most", program.len()));
    }
    if path.starts_with("crates/") && path.contains("/src/") {
        for (number, line) in program.iter().enumerate().filter(|(_, line)| names_a_document(line)) {
            breaches.push(format!(
                "{path}:{}: program code names a document of the corpus: {}",
                number + 1,
                line.trim()
            ));
        }
    }
    breaches
}

/// Whether a line of code (not of comment) holds a string that is an id of the starter corpus.
fn names_a_document(line: &str) -> bool {
    let code = line.split("//").next().unwrap_or("");
    code.match_indices("\"s00").any(|(at, found)| {
        code.get(at + found.len()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// The papers of the house exist and keep to their lengths.
fn papers(root: &Path) -> Vec<String> {
    let most = [
        ("README.md", 150),
        ("README.zh.md", 150),
        ("ARCHITECTURE.md", 300),
        ("CHANGELOG.md", 1000),
        ("NOTICE", 100),
    ];
    most.iter()
        .filter_map(|(name, most)| match std::fs::read_to_string(root.join(name)) {
            Err(_) => Some(format!("{name} is missing")),
            Ok(text) if text.lines().count() > *most => Some(format!("{name}: more than {most} lines")),
            Ok(_) => None,
        })
        .collect()
}

/// Every Rust file of the workspace, in order of path.
fn sources(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> =
        ["crates", "xtask", "tests", "benches"].iter().map(|d| root.join(d)).collect();
    while let Some(folder) = open.pop() {
        for entry in
            std::fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?
        {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default();
            if path.is_dir() && name != "target" && name != "node_modules" {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_head_or_with_an_empty_name_is_a_breach() {
        assert_eq!(source_rules("crates/text/src/utils.rs", "fn f() {}").len(), 2);
        assert_eq!(source_rules("crates/text/src/fold.rs", "//! Folding.\n"), Vec::<String>::new());
    }

    #[test]
    fn tests_do_not_count_towards_the_length_of_a_file() {
        let long = format!("//! Long.\n#[cfg(test)]\n{}", "//\n".repeat(LONGEST_FILE));
        assert!(source_rules("crates/text/src/a.rs", &long).is_empty());
        assert_eq!(source_rules("crates/text/src/a.rs", &long.replace("#[cfg(test)]", "")).len(), 1);
    }

    #[test]
    fn program_code_knows_no_document_but_comments_and_tests_may() {
        assert!(names_a_document(r#"if id == "s000" {"#));
        assert!(!names_a_document(r#"/// `"s000"` is an id"#));
        let text = "//! X.\n#[cfg(test)]\nmod tests { const ID: &str = \"s001\"; }";
        assert!(source_rules("crates/text/src/a.rs", text).is_empty());
    }

    #[test]
    fn storeys_are_known_for_every_crate_of_the_design() {
        assert!(storey("chuchu-model") < storey("chuchu-text"));
        assert!(storey("chuchu-index") < storey("chuchu-server"));
        assert_eq!(storey("serde"), None);
    }
}
