//! `cargo xtask corpus`: rebuilds `corpus/artefacts/` from `corpus/sources/`, the same bytes each time.
//!
//! The artefacts are committed, so that a change of the parser shows as a difference of what it reads.

use anyhow::{Context, Result, bail, ensure};
use chuchu_model::{Diagnostic, Document, DocumentId, Source};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[derive(Debug, Deserialize)]
struct Manifest {
    schema: String,
    document: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    id: DocumentId,
    file: String,
    sha256: String,
    origin: String,
    rights: String,
}

/// What the corpus holds, in numbers.
#[derive(Debug, Default, Serialize)]
struct Statistics {
    documents: BTreeMap<String, Counts>,
    total: Counts,
    diagnostics_by_code: BTreeMap<String, usize>,
    /// The hundred most frequent Chinese characters after folding, most frequent first.
    frequent_characters: Vec<(char, usize)>,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Counts {
    chars: u64,
    folded_chars: usize,
    sections: usize,
    paragraphs: usize,
    articles: usize,
    excerpts: usize,
    citations: usize,
    quotations: usize,
    terms: usize,
    reported: usize,
    works: usize,
    meetings: usize,
    set_phrases: usize,
    noise: usize,
    diagnostics: usize,
}

/// Rebuilds the artefacts, or only compares them with what stands there.
pub(crate) fn run(root: &Path, check: bool) -> Result<()> {
    crate::authority::run(root, check)?;
    let corpus = root.join("corpus");
    let artefacts = corpus.join("artefacts");
    let built = build(&corpus)?;
    let present = present(&artefacts)?;
    let stale: BTreeSet<&String> =
        built.keys().chain(present.keys()).filter(|name| built.get(*name) != present.get(*name)).collect();
    if check {
        ensure!(
            stale.is_empty(),
            "stale artefacts {stale:?}: run `cargo xtask corpus` and look at the difference"
        );
        println!("corpus: {} artefacts are up to date", built.len());
        return Ok(());
    }
    for name in &stale {
        let path = artefacts.join(name);
        match built.get(*name) {
            Some(bytes) => {
                let folder = path.parent().context("an artefact stands in a folder")?;
                std::fs::create_dir_all(folder)
                    .with_context(|| format!("cannot make {}", folder.display()))?;
                std::fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
            }
            None => {
                std::fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
            }
        }
        println!("corpus: {name}");
    }
    println!("corpus: {} of {} artefacts changed", stale.len(), built.len());
    Ok(())
}

/// All artefacts by name, built from the sources.
fn build(corpus: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let manifest =
        std::fs::read_to_string(corpus.join("manifest.toml")).context("cannot read the manifest")?;
    let manifest: Manifest = toml::from_str(&manifest).context("corpus/manifest.toml")?;
    ensure!(manifest.schema == "chuchu.manifest/1", "unknown manifest schema {}", manifest.schema);
    let mut built = BTreeMap::new();
    let mut statistics = Statistics::default();
    let mut frequencies: BTreeMap<char, usize> = BTreeMap::new();
    for entry in &manifest.document {
        let (document, text) = read(corpus, entry)?;
        count(&mut statistics, &mut frequencies, &document, &text);
        built.insert(format!("documents/{}.json", entry.id), json(&document)?);
    }
    let mut frequent: Vec<(char, usize)> = frequencies.into_iter().collect();
    frequent.sort_by_key(|(c, n)| (std::cmp::Reverse(*n), *c));
    frequent.truncate(100);
    statistics.frequent_characters = frequent;
    built.insert("statistics.json".to_owned(), json(&statistics)?);
    Ok(built)
}

fn read(corpus: &Path, entry: &Entry) -> Result<(Document, String)> {
    ensure!(
        !entry.origin.is_empty() && !entry.rights.is_empty(),
        "{}: origin and rights must be stated",
        entry.id
    );
    let path = corpus.join(&entry.file);
    let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let sha256: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    if sha256 != entry.sha256 {
        bail!("{} is not what the manifest says: its sha256 is {sha256}", entry.file);
    }
    let decoded = chuchu_text::decode(&bytes).with_context(|| entry.file.clone())?;
    let source = Source {
        name: path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default(),
        encoding: decoded.encoding.name().to_owned(),
        bytes: bytes.len() as u64,
        chars: decoded.text.chars().count() as u64,
        sha256,
    };
    Ok((chuchu_parser::parse(&entry.id, source, &decoded.text), decoded.text))
}

fn json(value: &impl Serialize) -> Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn count(
    statistics: &mut Statistics,
    frequencies: &mut BTreeMap<char, usize>,
    document: &Document,
    text: &str,
) {
    let folded = chuchu_text::fold_to_string(text, chuchu_text::Folding::LETTERS);
    for c in folded.chars().filter(|c| chuchu_text::is_han(*c)) {
        *frequencies.entry(c).or_default() += 1;
    }
    let citations: Vec<_> = document.excerpts.iter().filter_map(|e| e.citation.as_ref()).collect();
    let diagnostics: Vec<&Diagnostic> =
        document.diagnostics.iter().chain(citations.iter().flat_map(|c| &c.diagnostics)).collect();
    for diagnostic in &diagnostics {
        *statistics.diagnostics_by_code.entry(diagnostic.code.clone()).or_default() += 1;
    }
    let counts = Counts {
        chars: document.source.chars,
        folded_chars: folded.chars().count(),
        sections: document.all_sections().len(),
        paragraphs: document.paragraphs.len(),
        articles: document.articles.len(),
        excerpts: document.excerpts.len(),
        citations: citations.len(),
        quotations: document.quotations.len(),
        terms: document.terms.len(),
        reported: document.reported.len(),
        works: document.works.len(),
        meetings: document.meetings.len(),
        set_phrases: document.set_phrases.len(),
        noise: document.noise.len(),
        diagnostics: diagnostics.len(),
    };
    statistics.total.add(&counts);
    statistics.documents.insert(document.id.to_string(), counts);
}

impl Counts {
    fn add(&mut self, other: &Self) {
        self.chars += other.chars;
        self.folded_chars += other.folded_chars;
        self.sections += other.sections;
        self.paragraphs += other.paragraphs;
        self.articles += other.articles;
        self.excerpts += other.excerpts;
        self.citations += other.citations;
        self.quotations += other.quotations;
        self.terms += other.terms;
        self.reported += other.reported;
        self.works += other.works;
        self.meetings += other.meetings;
        self.set_phrases += other.set_phrases;
        self.noise += other.noise;
        self.diagnostics += other.diagnostics;
    }
}

/// The artefacts that stand in the folder, by name.
fn present(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(place) = open.pop() {
        if !place.is_dir() {
            continue;
        }
        for entry in std::fs::read_dir(&place).with_context(|| format!("cannot read {}", place.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
                found.insert(name, std::fs::read(&path)?);
            }
        }
    }
    Ok(found)
}
