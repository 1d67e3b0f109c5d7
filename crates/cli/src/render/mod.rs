//! Renderings of answers: [`json`] for programs, [`table`] for spreadsheets, [`text`] for people,
//! [`plot`] for a picture, [`report`] for what an editor hands on. What is rendered is decided elsewhere.

pub(crate) mod corpus;
pub(crate) mod json;
mod measure;
pub(crate) mod plot;
pub(crate) mod report;
pub(crate) mod table;
pub(crate) mod text;
mod xml;

use crate::request::Format;
use chuchu_report::csv;
use serde::Serialize;
use std::io::{self, Write};

/// How a value is written for people.
pub(crate) type TextOf<T> = fn(&mut dyn Write, &T) -> io::Result<()>;

/// Prints one value and sees it through to the reader.
///
/// # Errors
/// What the stream says.
pub(crate) fn value<T: Serialize + ?Sized>(
    out: &mut dyn Write,
    format: Format,
    value: &T,
    text: TextOf<T>,
) -> io::Result<()> {
    match format {
        Format::Text => text(out, value)?,
        Format::Json | Format::Jsonl | Format::Csv { .. } => json::line(out, value)?,
    }
    out.flush()
}

/// Prints records one after the other as they come; nothing is kept.
pub(crate) struct Records<'a, T> {
    out: &'a mut dyn Write,
    format: Format,
    text: TextOf<T>,
    between: &'static str,
    printed: u64,
}

impl<'a, T: Serialize> Records<'a, T> {
    /// Records in the given format, written for people by `text` with a blank line between them.
    pub(crate) fn new(out: &'a mut dyn Write, format: Format, text: TextOf<T>) -> Self {
        Self { out, format, text, between: "\n", printed: 0 }
    }

    /// Records of one line each for people.
    pub(crate) fn list(out: &'a mut dyn Write, format: Format, text: TextOf<T>) -> Self {
        Self { between: "", ..Self::new(out, format, text) }
    }

    /// Prints the next record.
    ///
    /// # Errors
    /// What the stream says.
    pub(crate) fn print(&mut self, record: &T) -> io::Result<()> {
        match self.format {
            Format::Text => self.spaced(record)?,
            Format::Json => json::member(self.out, record, self.printed == 0)?,
            Format::Jsonl | Format::Csv { .. } => json::line(self.out, record)?,
        }
        self.printed += 1;
        Ok(())
    }

    fn spaced(&mut self, record: &T) -> io::Result<()> {
        if self.printed > 0 {
            self.out.write_all(self.between.as_bytes())?;
        }
        (self.text)(self.out, record)
    }

    /// Ends the sequence and sees everything through to the reader.
    ///
    /// # Errors
    /// What the stream says.
    pub(crate) fn finish(self) -> io::Result<()> {
        if self.format == Format::Json {
            json::end(self.out, self.printed == 0)?;
        }
        self.out.flush()
    }
}

/// Rows of a table as they come: records for programs, lines of CSV under a header for spreadsheets.
pub(crate) struct Rows<'a, T> {
    out: &'a mut dyn Write,
    format: Format,
    fields: fn(&T) -> Vec<String>,
}

impl<'a, T: Serialize> Rows<'a, T> {
    /// Rows with the given columns.
    ///
    /// # Errors
    /// What the stream says.
    pub(crate) fn new(
        out: &'a mut dyn Write,
        format: Format,
        columns: &[&str],
        fields: fn(&T) -> Vec<String>,
    ) -> io::Result<Self> {
        if let Format::Csv { bom } = format {
            csv::header(out, columns, bom)?;
        }
        Ok(Self { out, format, fields })
    }

    /// Prints the next row.
    ///
    /// # Errors
    /// What the stream says.
    pub(crate) fn print(&mut self, row: &T) -> io::Result<()> {
        match self.format {
            Format::Csv { .. } => csv::row(self.out, &(self.fields)(row)),
            _ => json::line(self.out, row),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(format: Format, records: &[u8], expect: &str) {
        let mut out = Vec::new();
        let mut printer = Records::new(&mut out, format, |out, n| writeln!(out, "<{n}>"));
        for record in records {
            printer.print(record).unwrap();
        }
        printer.finish().unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expect);
    }

    #[test]
    fn each_format_has_its_frame() {
        check(Format::Json, &[1, 2], "[1,\n2]\n");
        check(Format::Json, &[], "[]\n");
        check(Format::Jsonl, &[1, 2], "1\n2\n");
        check(Format::Text, &[1, 2], "<1>\n\n<2>\n");
    }
}
