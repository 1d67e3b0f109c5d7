//! ZIP packages (OOXML, `OpenDocument`, EPUB) with limits: nothing is unpacked but what is asked for, and never more
//! than allowed.

use crate::{Format, IngestError, Limits};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// An opened package.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    format: Format,
    limits: Limits,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'a> Package<'a> {
    /// Reads the directory of a package. Cost: its directory.
    pub(crate) fn open(bytes: &'a [u8], format: Format, limits: Limits) -> Result<Self, IngestError> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|e| IngestError::damaged(format, "the ZIP package", cause(&e)))?;
        if archive.len() > limits.parts {
            return Err(IngestError::TooLarge { what: "parts of the package", limit: limits.parts as u64 });
        }
        Ok(Self { archive, format, limits, left: limits.bytes })
    }

    pub(crate) fn limits(&self) -> Limits {
        self.limits
    }

    /// The name under which a part is stored; names are compared without regard to case, as OPC asks.
    fn stored(&self, name: &str) -> Option<String> {
        let wanted = name.trim_start_matches('/');
        if self.archive.index_for_name(wanted).is_some() {
            return Some(wanted.to_owned());
        }
        let mut names = self.archive.file_names().flatten();
        names.find(|stored| stored.replace('\\', "/").eq_ignore_ascii_case(wanted)).map(Into::into)
    }

    /// Whether a part is there.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.stored(name).is_some()
    }

    /// A part, unpacked; `None` where there is none of that name.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, IngestError> {
        let Some(stored) = self.stored(name) else { return Ok(None) };
        let format = self.format;
        let too_large = IngestError::TooLarge { what: "bytes after decompression", limit: self.limits.bytes };
        let file = match self.archive.by_name(&stored) {
            Ok(file) => file,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword) => {
                return Err(IngestError::Encrypted { what: "package" });
            }
            Err(error) => return Err(IngestError::damaged(format, name, cause(&error))),
        };
        let mut bytes = Vec::new();
        let read = file.take(self.left.saturating_add(1)).read_to_end(&mut bytes);
        if bytes.len() as u64 > self.left {
            return Err(too_large);
        }
        read.map_err(|error| IngestError::damaged(format, name, error))?;
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// A part that must be there.
    pub(crate) fn needed(&mut self, name: &str) -> Result<Vec<u8>, IngestError> {
        let format = self.format;
        self.part(name)?.ok_or_else(|| IngestError::damaged(format, name, "the part is missing"))
    }
}

/// What the library says of a package, without its own name before it.
/// A path in a package without `.`, `..` and empty steps; a way that leads out of it ends at its root.
pub(crate) fn plain_path(path: &str) -> String {
    let mut way: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "." | "" => {}
            ".." => drop(way.pop()),
            step => way.push(step),
        }
    }
    way.join("/")
}

fn cause(error: &ZipError) -> String {
    match error {
        ZipError::InvalidArchive(what) => what.to_string(),
        ZipError::FileNotFound => "the part is missing".to_owned(),
        other => other.to_string(),
    }
}
