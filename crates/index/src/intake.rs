//! Files, folders and JSON lines to [`Record`]s. One unreadable file never stops the rest. What kinds of files there
//! are, and how each becomes text, is `chuchu-ingest`'s.
//!
//! Files are read one at a time and JSON lines one line at a time: memory does not grow with the corpus.
//! What never lives here: parsing of texts, the index.

mod lines;

pub use lines::{LONGEST_LINE, LineRead, read_line};

use chuchu_ingest::{Format, Options, SourceText, ingest};
use chuchu_model::{Document, DocumentId, PartialDate, Places, Source, Span};
use chuchu_text::Encoding;
use lines::Lines;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The path that means standard input, which holds JSON lines.
pub const STANDARD_INPUT: &str = "-";

/// The extensions that are looked for in folders, in lower case.
const EXTENSIONS: [&str; 11] =
    ["txt", "md", "markdown", "jsonl", "docx", "odt", "html", "htm", "xhtml", "epub", "pdf"];

/// A text with what is known about it before it is parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its id.
    pub id: DocumentId,
    /// The file name, or the id of a JSON line.
    pub name: String,
    /// The encoding it was decoded from; the format of a file that is no plain text.
    pub encoding: String,
    /// Length in bytes before decoding.
    pub bytes: u64,
    /// Digest of the source, hexadecimal.
    pub sha256: String,
    /// The decoded text.
    pub text: String,
    /// A title given beside the text.
    pub title: Option<String>,
    /// A date given beside the text.
    pub date: Option<PartialDate>,
    /// An author given beside the text.
    pub author: Option<String>,
    /// Where in the file each stretch of the text stands; nothing for a plain text, whose lines tell it.
    pub places: Places,
    /// Markers of notes in the text that are no words of it.
    pub markers: Vec<Span>,
    /// What the file has and the text has not, each kind in a phrase.
    pub left_out: Vec<String>,
}

impl Record {
    /// A record of a text at hand, with nothing known beside it.
    ///
    /// ```
    /// use chuchu_index::Record;
    /// use chuchu_model::DocumentId;
    /// let record = Record::of_text(DocumentId::new("note").unwrap(), "群众路线".to_owned());
    /// assert_eq!((record.bytes, record.encoding.as_str()), (12, "UTF-8"));
    /// ```
    #[must_use]
    pub fn of_text(id: DocumentId, text: String) -> Self {
        Self {
            name: id.as_str().to_owned(),
            encoding: Encoding::Utf8.name().to_owned(),
            bytes: text.len() as u64,
            sha256: digest(text.as_bytes()),
            id,
            text,
            title: None,
            date: None,
            author: None,
            places: Places::default(),
            markers: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// The document that the text is. Cost: a parse.
    ///
    /// ```
    /// use chuchu_index::Record;
    /// use chuchu_model::DocumentId;
    /// let record = Record::of_text(DocumentId::new("note").unwrap(), "论群众路线\n\n要相信群众。".to_owned());
    /// assert_eq!(record.parse().source.bytes, 35);
    /// ```
    #[must_use]
    pub fn parse(&self) -> Document {
        let source = Source {
            name: self.name.clone(),
            encoding: self.encoding.clone(),
            bytes: self.bytes,
            chars: self.text.chars().count() as u64,
            sha256: self.sha256.clone(),
        };
        chuchu_parser::parse(&self.id, source, &self.text)
    }

    /// A record of a file that was read. Titles and authors of books, and dates of pages, are believed; what word
    /// processors fill in by habit is not.
    fn of_source(id: DocumentId, source: SourceText) -> Self {
        let (book, page) = (source.format == Format::Epub, source.format == Format::Html);
        let plain = matches!(source.format, Format::Plain | Format::Markdown);
        let date = source.hints.date.as_deref().filter(|_| page).and_then(lines::date_of);
        Self {
            encoding: source.encoding.map_or_else(|| source.format.name(), Encoding::name).to_owned(),
            title: source.hints.title.filter(|_| book),
            author: source.hints.author.filter(|_| book),
            date,
            places: if plain { Places::default() } else { source.places },
            markers: source.markers,
            left_out: source.left_out.iter().map(ToString::to_string).collect(),
            ..Self::of_text(id, source.text)
        }
    }
}

/// A file or line that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The file, with `:line` for a line of a JSONL file.
    pub path: String,
    /// One sentence.
    pub error: String,
}

impl Failure {
    fn of(path: &Path, error: impl fmt::Display) -> Self {
        Self { path: path.display().to_string(), error: error.to_string() }
    }
}

/// Reads one file as a record; its id is the file stem.
///
/// # Errors
/// [`Failure`], when the file cannot be read, or is of no kind that gives text.
pub fn read_file(path: &Path) -> Result<Record, Failure> {
    read_file_as(path, None)
}

/// The same for a file whose encoding is known; `None` finds it out. Only plain texts and pages of the web have one.
///
/// # Errors
/// [`Failure`], when the file cannot be read, or gives no text in that encoding.
pub fn read_file_as(path: &Path, encoding: Option<Encoding>) -> Result<Record, Failure> {
    let fail = |error: &dyn fmt::Display| Failure::of(path, error);
    if path.is_dir() {
        return Err(fail(&"it is a folder, not a file"));
    }
    let bytes = std::fs::read(path).map_err(|e| fail(&reason(&e)))?;
    read_as(path, &bytes, encoding)
}

/// Reads the bytes of a file that came without one, such as an upload. The name gives the id, as a file's would, and
/// helps to tell what it is; nothing is opened.
///
/// ```
/// use chuchu_index::intake::read_bytes;
/// let record = read_bytes("来稿/水与舟.txt", "水能载舟，亦能覆舟。".as_bytes(), None).unwrap();
/// assert_eq!((record.id.as_str(), record.name.as_str()), ("水与舟", "水与舟.txt"));
/// ```
///
/// # Errors
/// [`Failure`], when the name gives no id, or the bytes are of no kind that gives text.
pub fn read_bytes(name: &str, bytes: &[u8], encoding: Option<Encoding>) -> Result<Record, Failure> {
    read_as(Path::new(name), bytes, encoding)
}

fn read_as(path: &Path, bytes: &[u8], encoding: Option<Encoding>) -> Result<Record, Failure> {
    let fail = |error: &dyn fmt::Display| Failure::of(path, error);
    let stem = path.file_stem().map(|s| s.to_string_lossy()).unwrap_or_default();
    let id = DocumentId::new(stem).map_err(|e| fail(&format!("the file name gives no id: {e}")))?;
    let name = path.file_name().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let source = ingest(&name, bytes, &Options { encoding, ..Options::default() }).map_err(|e| fail(&e))?;
    let (length, sha256) = (bytes.len() as u64, digest(bytes));
    Ok(Record { name, bytes: length, sha256, ..Record::of_source(id, source) })
}

/// SHA-256, hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(hex, "{byte:02x}"); // a String takes everything
    }
    hex
}

/// What the system says, without its error number.
fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        _ => error.to_string(),
    }
}

/// Streams the records of files and folders, in order of name.
///
/// Folders are read with all that is in them, other extensions than those of texts left out; a file that is named
/// itself is read whatever its extension. Links to folders are followed only where named. The path `-` is
/// standard input, JSON lines; `./-` is a file of that name.
///
/// Cost: memory for one file or one line at a time; a line of JSON has at most [`LONGEST_LINE`] bytes.
#[must_use]
pub fn read_all(paths: &[PathBuf]) -> Intake {
    read_all_as(paths, None)
}

/// The same for texts whose encoding is known; `None` finds it out for each. JSON lines are UTF-8 always.
#[must_use]
pub fn read_all_as(paths: &[PathBuf], encoding: Option<Encoding>) -> Intake {
    let open: Vec<Todo> = paths.iter().rev().map(|path| Todo::Path(path.clone())).collect();
    Intake { open, encoding, meter: Meter::default() }
}

/// How many bytes [`read_all`] will read of these paths; `None` where a stream is among them, whose
/// length nobody knows. Cost: looks at the size of every file, reads none.
#[must_use]
pub fn total_bytes(paths: &[PathBuf]) -> Option<u64> {
    let mut open = paths.to_vec();
    let mut total = 0;
    while let Some(path) = open.pop() {
        if path == Path::new(STANDARD_INPUT) {
            return None;
        }
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).into_iter().flatten().flatten();
            let inside =
                entries.map(|entry| (entry.path(), entry.file_type().is_ok_and(|kind| kind.is_dir())));
            open.extend(inside.filter(|(path, folder)| *folder || wanted(path)).map(|(path, _)| path));
        } else if let Ok(data) = path.metadata() {
            if !data.is_file() {
                return None;
            }
            total += data.len();
        }
    }
    Some(total)
}

/// How far an [`Intake`] has read; a clone may be watched while the intake goes on elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Meter(Arc<AtomicU64>);

impl Meter {
    /// Bytes read so far.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    fn add(&self, bytes: u64) {
        self.0.fetch_add(bytes, Ordering::Relaxed);
    }
}

/// Something still to be read.
#[derive(Debug)]
enum Todo {
    Path(PathBuf),
    Lines(Lines),
    Failed(Failure),
}

/// The records of files and folders, one after the other: what [`read_all`] gives.
#[derive(Debug)]
pub struct Intake {
    /// A stack of what is still to be read, the next one last.
    open: Vec<Todo>,
    encoding: Option<Encoding>,
    meter: Meter,
}

impl Iterator for Intake {
    type Item = Result<Record, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.open.pop()? {
                Todo::Failed(failure) => return Some(Err(failure)),
                Todo::Path(path) if path == Path::new(STANDARD_INPUT) => {
                    self.open.push(Todo::Lines(Lines::standard_input(self.meter.clone())));
                }
                Todo::Path(path) if path.is_dir() => self.open_folder(&path),
                Todo::Path(path) if has_extension(&path, &["jsonl"]) => {
                    match Lines::open(&path, self.meter.clone()) {
                        Ok(lines) => self.open.push(Todo::Lines(lines)),
                        Err(failure) => return Some(Err(failure)),
                    }
                }
                Todo::Path(path) => return Some(self.read_file(&path)),
                Todo::Lines(mut lines) => {
                    if let Some(record) = lines.next() {
                        self.open.push(Todo::Lines(lines));
                        return Some(record);
                    }
                }
            }
        }
    }
}

impl Intake {
    /// What tells how far it has read.
    #[must_use]
    pub fn meter(&self) -> Meter {
        self.meter.clone()
    }

    fn read_file(&self, path: &Path) -> Result<Record, Failure> {
        let read = read_file_as(path, self.encoding);
        self.meter.add(match &read {
            Ok(record) => record.bytes,
            Err(_) => path.metadata().map_or(0, |data| data.len()),
        });
        read
    }

    /// Puts what is in a folder on the stack, so that the first name is read first.
    fn open_folder(&mut self, folder: &Path) {
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(e) => return self.open.push(Todo::Failed(Failure::of(folder, reason(&e)))),
        };
        let mut found = Vec::new();
        for entry in entries {
            match entry.and_then(|entry| Ok((entry.path(), entry.file_type()?))) {
                Ok((path, kind)) if kind.is_dir() || wanted(&path) => found.push(path),
                Ok(_) => {}
                Err(e) => self.open.push(Todo::Failed(Failure::of(folder, reason(&e)))),
            }
        }
        found.sort();
        self.open.extend(found.into_iter().rev().map(Todo::Path));
    }
}

/// Whether a name found in a folder is one of a text file.
///
/// Word keeps a file `~$…` beside each document that is open; it is none.
fn wanted(path: &Path) -> bool {
    let lock = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"));
    has_extension(path, &EXTENSIONS) && !lock && !path.is_dir()
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    extensions.iter().any(|e| e.eq_ignore_ascii_case(extension))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    #[track_caller]
    fn check(files: &[(&str, &[u8])], expect: &[&str]) {
        let folder = folder(files);
        let found: Vec<String> = read_all(&[folder.path().to_path_buf()])
            .map(|found| match found {
                Ok(r) => format!("{} {}", r.id, r.text.trim_end()),
                Err(f) => {
                    let path = f.path.trim_start_matches(folder.path().to_str().unwrap());
                    format!("{path} {}", f.error)
                }
            })
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn folders_are_read_in_order_of_name() {
        let files: [(&str, &[u8]); 5] =
            [("b.txt", b"2"), ("a/c.md", b"1"), ("c.TXT", b"3"), ("d.bin", b"x"), (".e/f.txt", b"0")];
        check(&files, &["f 0", "c 1", "b 2", "c 3"]);
    }

    #[test]
    fn an_encoding_that_is_named_needs_no_guess() {
        let folder = folder(&[("a.txt", &[0xb5, 0xb3])]);
        let paths = [folder.path().to_path_buf()];
        assert!(read_all(&paths).all(|found| found.is_err()));
        let found: Vec<_> = read_all_as(&paths, Some(Encoding::Gb18030)).map(Result::unwrap).collect();
        assert_eq!((found[0].text.as_str(), found[0].encoding.as_str()), ("党", "GB18030"));
    }

    #[test]
    fn one_bad_file_does_not_stop_the_rest() {
        check(
            &[("a.txt", b"x\0y"), ("b.txt", &[0xb5, 0xb3]), ("c.txt", b"good"), ("x#y.txt", b"1")],
            &[
                "/a.txt not a text file: zero byte (NUL) at offset 1",
                "/b.txt not UTF-8 (first bad byte at offset 0), and the encoding cannot be told; name it (--encoding gb18030, big5, utf-16)",
                "c good",
                "/x#y.txt the file name gives no id: \"x#y\" is no id: # separates document and passage",
            ],
        );
    }

    #[test]
    fn json_lines_are_read_one_by_one() {
        let lines = "{\"id\":\"a\",\"text\":\"甲\",\"date\":\"2012-12-29\",\"title\":\"题\"}\n\n{\"id\":\"b\"}\n{bad\n{\"id\":\"c\",\"text\":\"丙\\u0000\"}\n{\"id\":\"d\",\"text\":\"丁\",\"date\":\"long ago\"}";
        check(
            &[("x.jsonl", lines.as_bytes())],
            &[
                "a 甲",
                "/x.jsonl:3 no record with \"id\" and \"text\": missing field `text` (column 10)",
                "/x.jsonl:4 no record with \"id\" and \"text\": key must be a string (column 2)",
                "/x.jsonl:5 not a text: zero byte (NUL) at offset 3 of \"text\"",
                "d 丁",
            ],
        );
        let folder = folder(&[("x.jsonl", lines.as_bytes())]);
        let first = read_all(&[folder.path().join("x.jsonl")]).next().unwrap().unwrap();
        assert_eq!(
            (first.title.as_deref(), first.date.unwrap().to_string().as_str()),
            (Some("题"), "2012-12-29")
        );
    }

    #[test]
    fn the_meter_arrives_at_the_total() {
        let lines = "{\"id\":\"a\",\"text\":\"甲\"}\n\n{bad\n";
        let folder = folder(&[
            ("x.jsonl", lines.as_bytes()),
            ("b/y.txt", "乙".as_bytes()),
            ("z.bin", b"0"),
            ("n.txt", b"x\0"),
        ]);
        let paths = [folder.path().to_path_buf()];
        let mut intake = read_all(&paths);
        let meter = intake.meter();
        assert_eq!((meter.bytes(), intake.by_ref().count()), (0, 4));
        assert_eq!((meter.bytes(), total_bytes(&paths)), (35, Some(35)));
        assert_eq!(total_bytes(&[STANDARD_INPUT.into()]), None);
    }

    #[test]
    fn a_file_that_is_named_is_read_whatever_its_extension() {
        let folder = folder(&[("a.html", "党".as_bytes())]);
        assert_eq!(read_file(&folder.path().join("a.html")).unwrap().text, "党");
        assert_eq!(read_file(folder.path()).unwrap_err().error, "it is a folder, not a file");
        assert_eq!(read_file(&folder.path().join("b")).unwrap_err().error, "there is no such file or folder");
    }

    #[test]
    fn dates_are_read_as_far_as_they_go() {
        for (json, expect) in [
            ("\"2012\"", Some("2012")),
            ("2012", Some("2012")),
            ("\"2012-12-29T08:00\"", Some("2012-12-29")),
            ("\"2012年12月29日\"", Some("2012-12-29")),
            ("\"soon\"", None),
        ] {
            let value = serde_json::from_str(json).unwrap();
            assert_eq!(lines::date(&value).map(|d| d.to_string()).as_deref(), expect);
        }
    }
}
