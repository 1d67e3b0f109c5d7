//! The commands about the index itself: init, add, remove, list, show, status and its verification.

use crate::answer::{AddReport, Made, RemoveReport, Shown, ShownArticle, StatusOrPath, Verified};
use crate::complaint;
use crate::home::{self, Contents};
use crate::output::{Outcome, answer, notice};
use crate::progress::Progress;
use crate::render::{self, Records, text};
use crate::request::{AddMode, Files, Format, Target};
use anyhow::{Context as _, bail};
use chuchu_index::{Added, Corpus, Error, Record, WordsChange, WriterOptions, intake};
use chuchu_model::DocumentId;
use std::path::Path;

pub(super) fn init(
    folder: &Path,
    empty: bool,
    words: &WordsChange,
    format: Format,
) -> anyhow::Result<Outcome> {
    let contents = if empty { Contents::Nothing } else { Contents::Starter };
    let documents = home::create(folder, contents, words)?;
    let made = Made { path: folder.display().to_string(), documents };
    render::value(&mut *answer(format), format, &made, text::made)?;
    Ok(Outcome::Done)
}

/// Everything readable goes into one commit; what is not is named, and shows in the exit status.
pub(super) fn add(corpus: &Corpus, files: &Files, mode: AddMode, format: Format) -> anyhow::Result<Outcome> {
    let report = match mode {
        AddMode::Dry => AddReport { dry_run: true, ..take_in(files, |record| corpus.would_add(record))? },
        // What a writer that failed has written takes room on a disk that may be full.
        AddMode::Write(options) => write(corpus, files, options).inspect_err(|_| corpus.sweep())?,
    };
    report.failed.iter().for_each(complaint::failure);
    if report.failed_more > 0 {
        notice(&format!("{} more files or lines could not be read", report.failed_more));
    }
    render::value(&mut *answer(format), format, &report, text::add_report)?;
    Ok(if report.failed.is_empty() { Outcome::Done } else { Outcome::Failed })
}

fn write(corpus: &Corpus, files: &Files, options: WriterOptions) -> anyhow::Result<AddReport> {
    let mut writer = corpus.writer_with(options)?;
    let report = take_in(files, |record| writer.add(record))?;
    if report.added + report.replaced > 0 {
        let _busy = Progress::busy("writing the index");
        writer.commit()?;
    }
    Ok(report)
}

/// So many failures are named; a stream of any length may hold any number of them.
const MOST_NAMED: usize = 10_000;

fn take_in(files: &Files, mut add: impl FnMut(&Record) -> Result<Added, Error>) -> anyhow::Result<AddReport> {
    let mut report = AddReport::default();
    let intake = intake::read_all_as(&files.paths, files.encoding);
    let meter = intake.meter();
    let mut progress = Progress::of_bytes("documents", || intake::total_bytes(&files.paths));
    for record in intake {
        match record {
            Err(failure) if report.failed.len() < MOST_NAMED => report.failed.push(failure),
            Err(_) => report.failed_more += 1,
            Ok(record) => match add(&record).with_context(|| record.name.clone())? {
                Added::Added => report.added += 1,
                Added::Replaced => report.replaced += 1,
                Added::Unchanged => report.unchanged += 1,
            },
        }
        progress.step_to(meter.bytes());
    }
    Ok(report)
}

/// Documents that are not there are named; the others go, in one commit.
pub(super) fn remove(corpus: &Corpus, documents: &[DocumentId], format: Format) -> anyhow::Result<Outcome> {
    let mut writer = corpus.writer()?;
    let mut report = RemoveReport::default();
    for id in documents {
        if writer.remove(id)? {
            report.removed += 1;
        } else {
            report.missing.push(id.clone());
        }
    }
    if report.removed > 0 {
        writer.commit()?;
    }
    report.missing.iter().for_each(|id| notice(&format!("no document {id} in this index")));
    render::value(&mut *answer(format), format, &report, text::remove_report)?;
    Ok(if report.missing.is_empty() { Outcome::Done } else { Outcome::Failed })
}

pub(super) fn list(corpus: &Corpus, format: Format) -> anyhow::Result<Outcome> {
    let summaries = corpus.list()?;
    let mut out = answer(format);
    let mut records = Records::list(&mut *out, format, text::list_line);
    for summary in &summaries {
        records.print(summary)?;
    }
    records.finish()?;
    Ok(Outcome::Done)
}

pub(super) fn show(corpus: &Corpus, target: &Target, format: Format) -> anyhow::Result<Outcome> {
    let mut out = answer(format);
    match target {
        Target::Document(id) => match corpus.document(id)? {
            Some(stored) => render::value(&mut *out, format, &Shown::from(stored), text::shown)?,
            None => bail!("no document {id} in this index"),
        },
        Target::Passage(id) => match corpus.passage(id)? {
            Some(view) => render::value(&mut *out, format, &view, text::passage)?,
            None => bail!("no passage {id} in this index"),
        },
        Target::Article(document, id) => match article(corpus, document, id)? {
            Some(shown) => render::value(&mut *out, format, &shown, text::article)?,
            None => bail!("no article {id} in this index"),
        },
    }
    Ok(Outcome::Done)
}

fn article(corpus: &Corpus, document: &DocumentId, id: &str) -> anyhow::Result<Option<ShownArticle>> {
    let Some(stored) = corpus.document(document)? else { return Ok(None) };
    let found = stored.document.articles.into_iter().find(|article| article.id == id);
    Ok(found.map(|article| {
        let text = article.span.of(&stored.text).unwrap_or_default().to_owned();
        ShownArticle { article, text }
    }))
}

/// Also an index that cannot be opened any more is looked into; what is wrong is told in full on stdout, and
/// in one line on stderr like every failure.
pub(super) fn verify(folder: &Path, format: Format) -> anyhow::Result<Outcome> {
    let verification = {
        let _busy = Progress::busy("reading the whole index");
        Corpus::verify(folder)?
    };
    let damage = verification.error(folder);
    let status = match damage {
        None => StatusOrPath::Status(Corpus::open(folder)?.status()?),
        Some(_) => StatusOrPath::Path { path: folder.display().to_string() },
    };
    let verified = Verified { status, verification };
    render::value(&mut *answer(format), format, &verified, text::verified)?;
    match damage {
        None => Ok(Outcome::Done),
        Some(error) => Ok(complaint::report(&error.into())),
    }
}

pub(super) fn status(corpus: &Corpus, format: Format) -> anyhow::Result<Outcome> {
    render::value(&mut *answer(format), format, &corpus.status()?, text::status)?;
    Ok(Outcome::Done)
}
