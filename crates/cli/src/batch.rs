//! Batch files: JSON lines, read one at a time, every fault named with its file and line.

use crate::progress::Progress;
use anyhow::Context as _;
use chuchu_index::intake::{self, LONGEST_LINE, LineRead, read_line};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// A line of `trace --batch` and `cite parse --batch`.
#[derive(Debug, Deserialize)]
pub(crate) struct TextLine {
    pub(crate) id: String,
    pub(crate) text: String,
}

/// A line of `cite render --batch`: what is in the index, or a citation as printed.
#[derive(Debug, Deserialize)]
pub(crate) struct SourceLine {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) text: Option<String>,
}

/// A line of `search --batch`.
#[derive(Debug, Deserialize)]
pub(crate) struct QueryLine {
    pub(crate) id: String,
    pub(crate) query: String,
}

/// Hands every line of a file, or of standard input where it is named `-`, to `each`, in order; blank lines are passed over. On a terminal a bar counts
/// `what` (a plural), unless the answers stand there.
///
/// The first line that is no record, and the first that `each` refuses, ends it.
///
/// # Errors
/// A file that cannot be read; `FILE:LINE` and the cause for a line.
pub(crate) fn for_each<T: DeserializeOwned>(
    path: &Path,
    what: &'static str,
    mut each: impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let shown = if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() };
    let name = || shown.clone();
    let mut reader = open(path).with_context(name)?;
    let mut progress = Progress::beside_answers(what, || intake::total_bytes(&[path.to_owned()]));
    let mut bytes = Vec::new();
    let mut read = 0;
    for number in 1_u64.. {
        let place = || format!("{shown}:{number}");
        match read_line(&mut reader, &mut bytes, LONGEST_LINE).with_context(name)? {
            LineRead::End => break,
            LineRead::TooLong(_) => {
                let most = LONGEST_LINE >> 20;
                return Err(anyhow::anyhow!("a line longer than {most} MiB")).with_context(place);
            }
            LineRead::Line => {}
        }
        read += bytes.len() as u64;
        let line = without_mark(&bytes, number).trim_ascii();
        if !line.is_empty() {
            record(line).and_then(&mut each).with_context(place)?;
            progress.step_to(read);
        }
    }
    Ok(())
}

fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    Ok(if path == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(path)?))
    })
}

fn record<T: DeserializeOwned>(line: &[u8]) -> anyhow::Result<T> {
    serde_json::from_slice(line)
        .map_err(|fault| anyhow::anyhow!("not the expected JSON record: {}", column(&fault)))
}

/// Serde counts lines within what it was given, which is always line 1; only the column means something.
fn column(fault: &serde_json::Error) -> String {
    fault.to_string().replace(" at line 1 column ", " at column ")
}

/// The first line without a byte-order mark.
fn without_mark(line: &[u8], number: u64) -> &[u8] {
    if number == 1 { line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line) } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn check(content: &[u8], expect: Result<&[&str], &str>) {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(content).unwrap();
        let mut seen = Vec::new();
        let done = for_each(file.path(), "lines", |line: TextLine| {
            seen.push(line.text);
            Ok(())
        });
        match expect {
            Ok(texts) => {
                done.unwrap();
                assert_eq!(seen, texts);
            }
            Err(part) => {
                let message = format!("{:#}", done.unwrap_err());
                assert!(message.contains(part), "{message}");
            }
        }
    }

    #[test]
    fn lines_come_in_order_and_blank_ones_are_passed_over() {
        check(
            "\u{feff}{\"id\":\"1\",\"text\":\"党\"}\r\n\n{\"id\":\"2\",\"text\":\"群\"}".as_bytes(),
            Ok(&["党", "群"]),
        );
        check(b"", Ok(&[]));
    }

    #[test]
    fn a_bad_line_is_named() {
        check(b"{\"id\":\"1\",\"text\":\"a\"}\n{\"id\":\"2\"}\n", Err(":2: "));
        check(b"\n\nnonsense", Err(":3: "));
        check(b"{\"id\":\"1\",\"text\":\"\xff\"}", Err(":1: "));
    }
}
