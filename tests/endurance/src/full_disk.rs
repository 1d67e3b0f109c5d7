//! A full disk: a small tmpfs that runs out of room in the midst of an add.

use crate::model::{Change, Model, expected, held, text};
use crate::program::Program;
use crate::random::Random;
use anyhow::{Context as _, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A tmpfs of a given size; unmounted when dropped.
struct Disk {
    at: PathBuf,
}

impl Disk {
    /// `None` where this process may not mount.
    fn mounted(at: PathBuf, kilobytes: usize) -> Result<Option<Self>> {
        std::fs::create_dir_all(&at)?;
        let mounted = mount(&["-t", "tmpfs", "-o", &format!("size={kilobytes}k"), "tmpfs"], &at)?;
        Ok(mounted.then_some(Self { at }))
    }

    fn enlarged(&self, kilobytes: usize) -> Result<()> {
        ensure!(mount(&["-o", &format!("remount,size={kilobytes}k")], &self.at)?, "cannot enlarge the tmpfs");
        Ok(())
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.at).output();
    }
}

fn mount(arguments: &[&str], at: &Path) -> Result<bool> {
    match Command::new("mount").args(arguments).arg(at).output() {
        Ok(output) => Ok(output.status.success()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error).context("mount"),
    }
}

fn used(index: &Path) -> u64 {
    let files = std::fs::read_dir(index).into_iter().flatten().flatten();
    files.filter_map(|file| file.metadata().ok()).map(|data| data.len()).sum()
}

/// Fills disks of several sizes: the add that finds no room says so in one line, what was committed is there,
/// the room is given back, and the same add succeeds once there is room. Tells how many were filled, or
/// `None` where no disk can be mounted (which takes root).
///
/// # Errors
/// When it is otherwise.
pub fn full_disk(binary: &Path, rounds: usize, seed: u64) -> Result<Option<usize>> {
    let mut random = Random::new(seed);
    for _ in 0..rounds {
        let kilobytes = random.between(300, 3000);
        if !fill(binary, kilobytes, &mut random).with_context(|| format!("a disk of {kilobytes} kB"))? {
            return Ok(None);
        }
    }
    Ok(Some(rounds))
}

fn fill(binary: &Path, kilobytes: usize, random: &mut Random) -> Result<bool> {
    let folder = tempfile::tempdir()?;
    let Some(disk) = Disk::mounted(folder.path().join("disk"), kilobytes)? else {
        return Ok(false);
    };
    let program = Program::with_index_in(binary, folder, "disk/index")?;
    let small = Change::Add(Model::from([("small".to_owned(), text(random, 4))]));
    let large = Change::Add((0..900).map(|n| (format!("d{n}"), text(random, 40))).collect());
    let make = |change: &Change| {
        let arguments = change.arguments(&program, "change.jsonl")?;
        program.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
    };
    make(&small)?.done()?;
    let committed = small.applied(&Model::new());
    let before = used(program.index());
    make(&large)?.refused(&["disk/index", "no space left"])?;
    ensure!(held(&program)? == expected(&committed), "the committed state did not survive");
    let left = used(program.index());
    ensure!(left < before + 4096, "{left} bytes are taken, {before} were before");
    disk.enlarged(200_000)?;
    make(&large)?.done()?;
    ensure!(
        held(&program)? == expected(&large.applied(&committed)),
        "it does not work again when there is room"
    );
    // The disk goes before its folder.
    drop(disk);
    Ok(true)
}
