//! `cargo xtask endure`: the long run of what chuchu must survive, on the binary that was built. What is
//! tried, and what counts as surviving, stands in `tests/endurance`.

use anyhow::{Result, ensure};
use clap::Args;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// How long a run it is to be.
#[derive(Debug, Args)]
pub(crate) struct Endure {
    /// Kills of a writer
    #[arg(long, default_value = "200")]
    rounds: usize,
    /// Damaged files
    #[arg(long, default_value = "360")]
    damages: usize,
    /// Documents in the index that is damaged
    #[arg(long, default_value = "1200")]
    documents: usize,
    /// Disks that run full
    #[arg(long, default_value = "20")]
    disks: usize,
    /// Commits while a reader looks on
    #[arg(long, default_value = "40")]
    commits: usize,
    /// Another seed, another run
    #[arg(long, default_value = "1")]
    seed: u64,
    /// The binary
    #[arg(long, default_value = "target/release/chuchu")]
    binary: PathBuf,
}

impl Endure {
    /// Everything, one after the other; the first promise that is broken ends it.
    pub(crate) fn run(&self, root: &Path) -> Result<()> {
        let binary = root.join(&self.binary);
        ensure!(binary.is_file(), "no binary at {}: cargo build --release", binary.display());
        let timed = |what: &str, begun: Instant| println!("{what} ({:.0} s)", begun.elapsed().as_secs_f64());
        let tell = |line: &str| println!("  … {line}");
        let begun = Instant::now();
        let kills = chuchu_endurance::kills(&binary, self.rounds, self.seed, tell)?;
        timed(&format!("kills: {kills}"), begun);
        let begun = Instant::now();
        let answers = chuchu_endurance::readers(&binary, self.commits)?;
        timed(
            &format!("readers: {answers} answers during {} commits, each a committed state", self.commits),
            begun,
        );
        chuchu_endurance::second_writer(&binary)?;
        println!("second writer: refused, the first undisturbed");
        let begun = Instant::now();
        match chuchu_endurance::full_disk(&binary, self.disks, self.seed)? {
            Some(disks) => {
                timed(&format!("full disk: {disks} disks ran full and were given room again"), begun);
            }
            None => println!("full disk: NOT TRIED, no tmpfs can be mounted here (it takes root)"),
        }
        let begun = Instant::now();
        let damages = chuchu_endurance::damage(&binary, self.damages, self.documents, self.seed, tell)?;
        timed("damage:", begun);
        print!("{damages}");
        Ok(())
    }
}
