//! Company: readers while somebody writes, and a second writer.

use crate::model::{Model, lines, passages};
use crate::program::Program;
use anyhow::{Context as _, Result, ensure};
use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Documents of one generation.
const TOGETHER: usize = 8;

/// All documents of a generation; every line says which it is.
fn generation(number: usize) -> Model {
    let line = format!("第{number}代群众路线{}。\n", crate::model::MARK);
    (0..TOGETHER).map(|n| (format!("d{n}"), line.repeat(3 + n))).collect()
}

/// Replaces all documents so many times while a reader asks again and again: each of its answers must be one
/// generation and whole. Tells how many answers there were.
///
/// # Errors
/// An answer that is no committed state, or none.
pub fn readers(binary: &Path, generations: usize) -> Result<usize> {
    let program = Program::with_empty_index(binary)?;
    let (begun, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    commit(&program, &begun, &done, 1)?;
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut answers = 0;
            while done.load(Ordering::SeqCst) < generations {
                read(&program, &begun, &done)?;
                answers += 1;
            }
            Ok(answers)
        });
        let mut written = Ok(());
        for number in 2..=generations {
            written = written.and_then(|()| commit(&program, &begun, &done, number));
        }
        // Also where writing failed the reader must come to its end.
        done.store(generations, Ordering::SeqCst);
        let answers = reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        written.and(answers)
    })
}

fn commit(program: &Program, begun: &AtomicUsize, done: &AtomicUsize, number: usize) -> Result<()> {
    let path = program.folder().join("generation.jsonl");
    std::fs::write(&path, lines(&generation(number)))?;
    begun.store(number, Ordering::SeqCst);
    program.run_as(&["add", &path.display().to_string()], "writer")?.done()?;
    done.store(number, Ordering::SeqCst);
    Ok(())
}

/// One answer: the whole of one generation, no older than what was acknowledged before it was asked for, no
/// newer than what was begun after.
fn read(program: &Program, begun: &AtomicUsize, done: &AtomicUsize) -> Result<()> {
    let least = done.load(Ordering::SeqCst);
    let passages = passages(program, "reader")?;
    let most = begun.load(Ordering::SeqCst);
    let text: String =
        passages.iter().map(|(_, _, text)| text.split_whitespace().collect::<String>()).collect();
    let is_one = |number: &usize| {
        let whole: String = generation(*number).values().cloned().collect();
        text == whole.split_whitespace().collect::<String>()
    };
    ensure!(
        (least..=most).any(|number| is_one(&number)),
        "a reader saw no committed state of {least}..={most}: {text}"
    );
    Ok(())
}

/// While one writes, a second writer is told so at once, readers go on, and the first comes to its end.
///
/// # Errors
/// When it is otherwise.
pub fn second_writer(binary: &Path) -> Result<()> {
    let program = Program::with_empty_index(binary)?;
    let file = program.folder().join("second.jsonl");
    std::fs::write(&file, lines(&Model::from([("second".to_owned(), "群众路线".to_owned())])))?;
    let file = file.display().to_string();
    let mut first = program.start_with_input(&["add", "-"], "first")?;
    let mut input = first.stdin.take().context("no standard input")?;
    // More than a pipe holds: when it is through, the first has the lock and reads.
    let first_texts: Model = (0..200).map(|n| (format!("first{n}"), "群众路线".repeat(500))).collect();
    input.write_all(lines(&first_texts).as_bytes())?;
    program.run(&["add", &file])?.refused(&["index", "another process"])?;
    program.run(&["remove", "second"])?.refused(&["another process"])?;
    program.run(&["list"])?.done()?;
    drop(input);
    program.finish(first, "first")?.done()?;
    program.run(&["add", &file])?.done()?;
    let listed = program.run(&["list", "--format", "jsonl"])?.done()?;
    ensure!(listed.out.lines().count() == first_texts.len() + 1, "{listed:?}");
    Ok(())
}
