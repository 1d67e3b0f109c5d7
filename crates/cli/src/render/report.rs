//! Reports on manuscripts to hand on: a page, a log for the checks of a repository, a table. `chuchu_report` writes
//! them; here it is given what the run has.

use crate::answer::CheckedFile;
use crate::request::check::ReportForm;
use chuchu_report::{About, Checked, html, sarif, table};
use std::io::{self, Write};

/// Writes the report on all manuscripts of a run; `bom` begins a table with a byte-order mark.
///
/// # Errors
/// What the stream says.
pub(crate) fn report(
    out: &mut dyn Write,
    form: ReportForm,
    bom: bool,
    files: &[CheckedFile],
    about: &About,
) -> io::Result<()> {
    let checked: Vec<Checked<'_>> = files.iter().map(view).collect();
    match form {
        ReportForm::Html => html::page(out, &checked, about)?,
        ReportForm::Sarif => sarif::log(out, &checked, about)?,
        ReportForm::Csv | ReportForm::Text | ReportForm::Json => {
            table::write(out, &checked, bom)?;
        }
    }
    out.flush()
}

fn view(file: &CheckedFile) -> Checked<'_> {
    let CheckedFile { report, text, surroundings, fail_on, .. } = file;
    Checked { report, text, surroundings, fail_on }
}
