//! `/api/v1/check`: one manuscript, checked; the report in the form that is asked for, or with its progress.

use crate::access::Access;
use crate::limits::MANUSCRIPT_BYTES;
use crate::operation::CHECK;
use crate::parameters::Parameters;
use crate::progress;
use crate::refusal::Refusal;
use crate::upload::Upload;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use chuchu_index::{CheckOptions, Corpus, Record};
use chuchu_ingest::{Remark, annotate_docx};
use chuchu_model::{CheckReport, Verdict};
use chuchu_report::comments::{AUTHOR, Comment, comments};
use chuchu_report::{About, Checked, html, sarif, table};
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Json,
    Html,
    Sarif,
    Csv,
    Docx,
}

const FORMS: [(&str, Form); 5] = [
    ("json", Form::Json),
    ("html", Form::Html),
    ("sarif", Form::Sarif),
    ("csv", Form::Csv),
    ("docx", Form::Docx),
];

/// Characters of the source shown on each side of a match.
const AROUND: usize = 40;

const _: () = assert!(MANUSCRIPT_BYTES < u32::MAX as usize, "spans count bytes in 32 bits");

pub(crate) async fn check(
    State(access): State<Access>,
    parameters: Parameters,
    headers: HeaderMap,
    sent: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let parameters = parameters.of(&CHECK)?;
    let form = parameters.choice("format", &FORMS)?.unwrap_or(Form::Json);
    let options = CheckOptions { unmarked: parameters.flag("unmarked")?, ..CheckOptions::default() };
    let upload = Upload::read_or_json(&parameters, &headers, sent)?;
    let room = access.room_for(upload.bytes.len())?;
    if wants_events(&headers) {
        return Ok(progress::check(access, upload, options, room));
    }
    let reader = Reader::default();
    let there = reader.clone();
    let answered = access.ask(move |corpus| {
        let _room = room;
        answer(corpus, (&upload, &options), form, &there)
    });
    let answered = answered.await;
    drop(reader);
    answered
}

/// Whoever waits for a report. The request is dropped when its client hangs up, and one handle with it; the handle of
/// the check is the last one then.
#[derive(Clone, Default)]
pub(crate) struct Reader(Arc<()>);

impl Reader {
    pub(crate) fn still_there(&self) -> ControlFlow<()> {
        if Arc::strong_count(&self.0) > 1 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}

fn wants_events(headers: &HeaderMap) -> bool {
    let accepted = headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|types| types.contains("text/event-stream"))
}

/// The report on a manuscript, telling after every quotation how many of how many are done; it is broken off where
/// nobody listens.
pub(crate) fn report(
    corpus: &Corpus,
    (upload, options): (&Upload, &CheckOptions),
    done: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<(CheckReport, Record), Refusal> {
    let record = upload.record()?;
    let report = corpus.check_with(&upload.name, &record, options, done)?;
    Ok((report, record))
}

fn answer(
    corpus: &Corpus,
    (upload, options): (&Upload, &CheckOptions),
    form: Form,
    reader: &Reader,
) -> Result<Response, Refusal> {
    let (report, record) = report(corpus, (upload, options), &mut |_, _| reader.still_there())?;
    let fail_on = Verdict::wanting_attention();
    if form == Form::Json {
        return Ok(axum::Json(report).into_response());
    }
    if form == Form::Docx {
        let annotated = annotated(upload, comments(&report, &fail_on))?;
        return Ok(attached(upload, ".docx", DOCX, annotated));
    }
    let around = if form == Form::Html { corpus.all_surroundings(&report, AROUND)? } else { Vec::new() };
    let checked = Checked { report: &report, text: &record.text, surroundings: &around, fail_on: &fail_on };
    let (ending, media_type, bytes) =
        written(form, &[checked], &about(corpus)?).map_err(|_| Refusal::Failed)?;
    Ok(attached(upload, ending, media_type, bytes))
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The ending of its name, its media type, its bytes.
fn written(
    form: Form,
    files: &[Checked<'_>],
    about: &About,
) -> io::Result<(&'static str, &'static str, Vec<u8>)> {
    let mut out = Vec::new();
    let (ending, media_type) = match form {
        Form::Html => {
            html::page(&mut out, files, about)?;
            (".html", "text/html; charset=utf-8")
        }
        Form::Sarif => {
            sarif::log(&mut out, files, about)?;
            (".sarif", "application/sarif+json")
        }
        _ => {
            table::write(&mut out, files, true)?;
            (".csv", "text/csv; charset=utf-8")
        }
    };
    Ok((ending, media_type, out))
}

fn about(corpus: &Corpus) -> Result<About, Refusal> {
    let status = corpus.status()?;
    let corpus = Some((status.documents as u64, status.chars));
    Ok(About { version: env!("CARGO_PKG_VERSION").to_owned(), corpus, ..About::default() })
}

/// The Word file with its comments.
fn annotated(upload: &Upload, comments: Vec<Comment>) -> Result<Vec<u8>, Refusal> {
    let remark = |Comment { span, text }| Remark { span, author: AUTHOR.to_owned(), text };
    let remarks: Vec<Remark> = comments.into_iter().map(remark).collect();
    annotate_docx(&upload.bytes, &remarks)
        .map_err(|error| Refusal::Unprocessable { what: "an annotated Word file", reason: error.to_string() })
}

fn attached(upload: &Upload, ending: &str, media_type: &'static str, bytes: Vec<u8>) -> Response {
    let ending = if upload.name.ends_with(ending) { "" } else { ending };
    ([(CONTENT_TYPE, media_type.to_owned()), (CONTENT_DISPOSITION, upload.attachment(ending))], bytes)
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_goes_on_as_long_as_its_reader_is_there() {
        let reader = Reader::default();
        let there = reader.clone();
        assert!(there.still_there().is_continue());
        drop(reader);
        assert!(there.still_there().is_break());
    }
}
