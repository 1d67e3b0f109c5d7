//! The report on checked manuscripts, to hand out: one self-contained [HTML page](html::page) for people,
//! [SARIF 2.1.0](sarif::log) for the checks of a publishing repository, a [table](table::write) for a spreadsheet;
//! and what is said in the margin of a [Word file](comments::comments).
//!
//! Values in, bytes out, to whatever writes. What never lives here: verdicts and what counts as a finding (they
//! come with the values), reading files, arguments, HTTP. It stands below the command line and the server, so that
//! both can hand out the same report.
//!
//! Every text of a manuscript or a source is a stranger's: it is escaped where it is written, and characters that
//! command a terminal or turn the direction of print are shown, not obeyed.
//!
//! ```
//! use chuchu_model::CheckReport;
//! use chuchu_report::{About, Checked, html};
//! let report = CheckReport { file: "稿.txt".into(), ..CheckReport::default() };
//! let checked = Checked { report: &report, text: "", surroundings: &[], fail_on: &[] };
//! let mut page = Vec::new();
//! html::page(&mut page, &[checked], &About::default())?;
//! assert!(String::from_utf8_lossy(&page).contains("稿.txt"));
//! # Ok::<(), std::io::Error>(())
//! ```

pub mod comments;
pub mod csv;
mod escape;
pub mod html;
pub mod labels;
mod positions;
mod right;
pub mod sarif;
pub mod table;

use chuchu_model::{CheckReport, Surroundings, Verdict};
pub use right::right_text;

/// A checked manuscript.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// What was found.
    pub report: &'a CheckReport,
    /// The text that the spans of the report point into.
    pub text: &'a str,
    /// What stands around the matches: for each quotation in order, for its first matches in order. May be
    /// shorter than either.
    pub surroundings: &'a [Vec<Surroundings>],
    /// The verdicts that an editor must look at.
    pub fail_on: &'a [Verdict],
}

impl Checked<'_> {
    fn surroundings_of(&self, item: usize, place: usize) -> Option<&Surroundings> {
        self.surroundings.get(item)?.get(place)
    }
}

/// What a report says besides its findings.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The version of the program.
    pub version: String,
    /// How many documents the corpus has, and how many characters, where that is told.
    pub corpus: Option<(u64, u64)>,
    /// Manuscripts that could not be read, and why.
    pub failures: Vec<String>,
    /// Remarks on the run, such as entries of a list that name nothing.
    pub notices: Vec<String>,
}

#[cfg(test)]
mod samples;
