//! CSV after RFC 4180: lines end in CRLF, fields with a comma, a quotation mark or a line end are quoted.

use std::io::{self, Write};

/// The first line, with the names of the columns; `bom` puts a byte-order mark before it, by which spreadsheets know
/// UTF-8.
///
/// # Errors
/// What the stream says.
pub fn header(out: &mut dyn Write, columns: &[&str], bom: bool) -> io::Result<()> {
    if bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    row(out, columns)
}

/// A line of fields.
///
/// ```
/// let mut line = Vec::new();
/// chuchu_report::csv::row(&mut line, &["群众", "他说,\"好\""])?;
/// assert_eq!(String::from_utf8_lossy(&line), "群众,\"他说,\"\"好\"\"\"\r\n");
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// What the stream says.
pub fn row(out: &mut dyn Write, fields: &[impl AsRef<str>]) -> io::Result<()> {
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        let field = field.as_ref();
        if field.contains(['"', ',', '\n', '\r']) {
            write!(out, "\"{}\"", field.replace('"', "\"\""))?;
        } else {
            out.write_all(field.as_bytes())?;
        }
    }
    out.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        let mut out = Vec::new();
        header(&mut out, &["left", "hit"], true).unwrap();
        row(&mut out, &["他说,\"好\"", "群众"]).unwrap();
        row(&mut out, &["一\n二", "，"]).unwrap();
        let expect = "\u{feff}left,hit\r\n\"他说,\"\"好\"\"\",群众\r\n\"一\n二\",，\r\n";
        assert_eq!(String::from_utf8(out).unwrap(), expect);
    }
}
