//! JSON lines, read one at a time with a bound on their length: memory stays constant whatever comes.

use super::{Failure, Meter, Record, reason};
use chuchu_model::{DocumentId, PartialDate};
use serde::Deserialize;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// The longest line of JSON that is read, in bytes. A longer text belongs in a file of its own.
pub const LONGEST_LINE: usize = 64 << 20;

/// What [`read_line`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineRead {
    /// Nothing more.
    End,
    /// A line, with its line break where it has one.
    Line,
    /// A line longer than allowed, of so many bytes; it is passed over.
    TooLong(u64),
}

/// Reads a line into `line`, whose former content goes. Cost: memory for `most` bytes, however long the
/// line.
///
/// # Errors
/// What the system says.
///
/// ```
/// use chuchu_index::intake::{LineRead, read_line};
/// let mut text = "一\n二二二\n三".as_bytes();
/// let mut line = Vec::new();
/// assert_eq!(read_line(&mut text, &mut line, 4).unwrap(), LineRead::Line);
/// assert_eq!(read_line(&mut text, &mut line, 4).unwrap(), LineRead::TooLong(10));
/// assert_eq!(read_line(&mut text, &mut line, 4).unwrap(), LineRead::Line);
/// assert_eq!(line, "三".as_bytes());
/// ```
pub fn read_line(mut reader: impl BufRead, line: &mut Vec<u8>, most: usize) -> io::Result<LineRead> {
    line.clear();
    let mut read = (&mut reader).take(most as u64).read_until(b'\n', line)? as u64;
    if read == 0 {
        return Ok(LineRead::End);
    }
    if read < most as u64 || line.last() == Some(&b'\n') {
        return Ok(LineRead::Line);
    }
    // The end of the input, right here, is the end of the line as well.
    let mut rest = Vec::new();
    loop {
        rest.clear();
        let more = (&mut reader).take(1 << 16).read_until(b'\n', &mut rest)? as u64;
        if more == 0 && read == most as u64 {
            return Ok(LineRead::Line);
        }
        read += more;
        if more == 0 || rest.last() == Some(&b'\n') {
            *line = Vec::new();
            return Ok(LineRead::TooLong(read));
        }
    }
}

/// One line of a JSONL file.
#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    title: Option<String>,
    date: Option<serde_json::Value>,
    author: Option<String>,
}

/// The records of a JSONL file or stream.
pub(super) struct Lines {
    /// How failures name it.
    name: String,
    /// Closed after a reading error.
    stream: Option<Box<dyn BufRead + Send>>,
    number: usize,
    buffer: Vec<u8>,
    meter: Meter,
}

impl fmt::Debug for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lines")
            .field("name", &self.name)
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

impl Lines {
    /// Those of a file; also of a named pipe.
    pub(super) fn open(path: &Path, meter: Meter) -> Result<Self, Failure> {
        let file = File::open(path).map_err(|e| Failure::of(path, reason(&e)))?;
        Ok(Self::of(path.display().to_string(), file, meter))
    }

    /// Those of standard input.
    pub(super) fn standard_input(meter: Meter) -> Self {
        Self::of("standard input".to_owned(), io::stdin(), meter)
    }

    fn of(name: String, stream: impl Read + Send + 'static, meter: Meter) -> Self {
        let stream = BufReader::with_capacity(1 << 17, stream);
        Self { name, stream: Some(Box::new(stream)), number: 0, buffer: Vec::new(), meter }
    }

    /// The next line that is not blank; `None` at the end.
    pub(super) fn next(&mut self) -> Option<Result<Record, Failure>> {
        loop {
            self.number += 1;
            match read_line(self.stream.as_mut()?, &mut self.buffer, LONGEST_LINE) {
                Ok(LineRead::End) => return None,
                Ok(LineRead::TooLong(bytes)) => {
                    self.meter.add(bytes);
                    return Some(Err(self.failure(too_long(bytes))));
                }
                Ok(LineRead::Line) => {
                    self.meter.add(self.buffer.len() as u64);
                    if !self.buffer.iter().all(u8::is_ascii_whitespace) {
                        return Some(self.read().map_err(|error| self.failure(error)));
                    }
                }
                Err(e) => {
                    self.stream = None;
                    return Some(Err(self.failure(reason(&e))));
                }
            }
        }
    }

    fn failure(&self, error: String) -> Failure {
        Failure { path: format!("{}:{}", self.name, self.number), error }
    }

    fn read(&self) -> Result<Record, String> {
        let line = std::str::from_utf8(&self.buffer).map_err(|_| "the line is not UTF-8".to_owned())?;
        let line = line.trim_start_matches('\u{feff}').trim_end();
        let line: Line = serde_json::from_str(line)
            .map_err(|e| format!("no record with \"id\" and \"text\": {}", place(&e)))?;
        let id = DocumentId::new(line.id).map_err(|e| e.to_string())?;
        if let Some(offset) = line.text.find('\0') {
            return Err(format!("not a text: zero byte (NUL) at offset {offset} of \"text\""));
        }
        if u32::try_from(line.text.len()).is_err() {
            return Err("too large: at most 4 GiB of text can be addressed".to_owned());
        }
        let named = |text: Option<String>| text.filter(|t| !t.trim().is_empty());
        Ok(Record {
            title: named(line.title),
            date: line.date.as_ref().and_then(date),
            author: named(line.author),
            ..Record::of_text(id, line.text)
        })
    }
}

/// A JSON error without its line number, which counts from the line itself.
fn place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let plain = message.split(" at line ").next().unwrap_or(&message);
    format!("{plain} (column {})", error.column())
}

/// `2012`, `2012-12`, `2012-12-29`, also as a number, with a time after the day, or as print has it
/// (2012年12月29日). A date that cannot be read is no date: the text is worth keeping without it.
pub(super) fn date(value: &serde_json::Value) -> Option<PartialDate> {
    let text = value.as_str().map_or_else(|| value.to_string(), |text| text.trim().to_owned());
    date_of(&text)
}

/// The same of a text.
pub(super) fn date_of(text: &str) -> Option<PartialDate> {
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    day.parse().ok().or_else(|| chuchu_text::date::find_all(text).first()?.first())
}

/// What is said of a line that is passed over.
fn too_long(bytes: u64) -> String {
    let most = LONGEST_LINE >> 20;
    format!(
        "the line has {} MiB; {most} MiB are read at most: put that text in a file of its own",
        bytes >> 20
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, most: usize, expect: &[Result<&str, u64>]) {
        let (mut reader, mut line) = (text.as_bytes(), Vec::new());
        let mut found = Vec::new();
        loop {
            match read_line(&mut reader, &mut line, most).unwrap() {
                LineRead::End => break,
                LineRead::Line => found.push(Ok(String::from_utf8(line.clone()).unwrap())),
                LineRead::TooLong(bytes) => found.push(Err(bytes)),
            }
        }
        let expect: Vec<_> = expect.iter().map(|line| line.map(str::to_owned)).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn a_line_is_bounded_and_the_next_is_read() {
        check("", 4, &[]);
        check("\n", 4, &[Ok("\n")]);
        check("abc\nabcd\nabcde\nab", 4, &[Ok("abc\n"), Err(5), Err(6), Ok("ab")]);
        check("abcd", 4, &[Ok("abcd")]);
        check("abcde", 4, &[Err(5)]);
        check(&format!("{}\nb", "a".repeat(200_000)), 4, &[Err(200_001), Ok("b")]);
    }
}
