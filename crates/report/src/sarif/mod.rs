//! The report as a SARIF 2.1.0 log (OASIS, Static Analysis Results Interchange Format), for the checks of a
//! publishing repository. One run with all manuscripts; what stands word for word is no result.
//!
//! In reading order: `rules` are the kinds of findings and how grave they are, `results` makes the findings of a
//! manuscript, `address` writes where files are.

mod address;
mod results;
mod rules;

use crate::{About, Checked};
use rules::Rules;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Writes the log. Cost: linear in the reports; the log is made in memory first.
///
/// # Errors
/// What the stream says.
pub fn log(out: &mut dyn Write, files: &[Checked<'_>], about: &About) -> io::Result<()> {
    let mut rules = Rules::default();
    let results: Vec<Value> =
        (0..).zip(files).flat_map(|(at, file)| results::of(file, at, &mut rules)).collect();
    let artifacts: Vec<Value> =
        files.iter().map(|file| json!({"location": {"uri": address::uri(&file.report.file)}})).collect();
    let notification = |(level, text): (&str, &String)| json!({"level": level, "message": {"text": text}});
    let failures = about.failures.iter().map(|text| ("error", text));
    let notices = about.notices.iter().map(|text| ("warning", text));
    let notifications: Vec<Value> = failures.chain(notices).map(notification).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "chuchu",
                "fullName": "chuchu 出处",
                "version": about.version,
                "shortDescription": {"text": "引文核对: every quotation of a manuscript, traced and compared."},
                "language": "zh-CN",
                "rules": rules.list()
            }},
            "invocations": [{
                "executionSuccessful": about.failures.is_empty(),
                "toolExecutionNotifications": notifications
            }],
            "columnKind": "utf16CodeUnits",
            "artifacts": artifacts,
            "results": results
        }]
    });
    serde_json::to_writer_pretty(&mut *out, &log).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    out.flush()
}

#[cfg(test)]
mod tests;
