//! The chores of the workspace: `cargo xtask corpus`, `cargo xtask tidy`, `cargo xtask script-table`,
//! `cargo xtask endure`.
//!
//! Each chore is a module with one `run`; what it prints is for the person or the CI that called it.
//! No product code lives here, and no product crate depends on it.
#![allow(clippy::print_stdout, reason = "a chore tells the terminal what it did")]

mod authority;
mod corpus;
mod endure;
mod script_table;
mod tidy;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(about = "Chores of the chuchu workspace")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Debug, Subcommand)]
enum Chore {
    /// Rebuild corpus/artefacts from corpus/sources with today's parser, and the parser's copy of corpus/authority.
    Corpus {
        /// Change nothing; fail when an artefact is stale or a source is not what the manifest says.
        #[arg(long)]
        check: bool,
    },
    /// Kill, fill, damage: whether the built binary keeps an index whole whatever happens.
    Endure(endure::Endure),
    /// Check the house rules that no compiler checks.
    Tidy,
    /// Rebuild the traditional-to-simplified table of crates/text from OpenCC's dictionary.
    ScriptTable {
        /// Change nothing; fail when the table is stale.
        #[arg(long)]
        check: bool,
    },
}

fn main() -> Result<()> {
    let root = root()?;
    match Arguments::parse().chore {
        Chore::Corpus { check } => corpus::run(&root, check),
        Chore::Endure(endure) => endure.run(&root),
        Chore::Tidy => tidy::run(&root),
        Chore::ScriptTable { check } => script_table::run(&root, check),
    }
}

/// The workspace folder: the parent of this crate's.
fn root() -> Result<PathBuf> {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    own.parent().map(PathBuf::from).context("xtask stands in no workspace")
}
