//! JSON: one value, the members of one array, or one record a line. The shapes are the model's.

use serde::Serialize;
use std::io::{self, Write};

/// A value and a line end.
pub(crate) fn line<T: Serialize + ?Sized>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    write(out, value)?;
    out.write_all(b"\n")
}

/// The next member of an array.
pub(super) fn member<T: Serialize>(out: &mut dyn Write, value: &T, first: bool) -> io::Result<()> {
    out.write_all(if first { b"[" } else { b",\n" })?;
    write(out, value)
}

/// The end of an array, which may have had no member.
pub(super) fn end(out: &mut dyn Write, empty: bool) -> io::Result<()> {
    out.write_all(if empty { b"[]\n" } else { b"]\n" })
}

/// Writes compactly. A stream's own error comes back as such, so that a closed pipe is still known for one.
fn write<T: Serialize + ?Sized>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    serde_json::to_writer(out, value).map_err(io::Error::from)
}
