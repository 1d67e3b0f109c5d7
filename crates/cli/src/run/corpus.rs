//! The commands about the index itself: init, add, remove, list, show, status.

use crate::answer::{AddReport, Made, RemoveReport, Shown, ShownArticle};
use crate::complaint;
use crate::home::{self, Contents};
use crate::output::{Outcome, Progress, answer, notice};
use crate::render::{self, Records, text};
use crate::request::{Files, Format, Target};
use anyhow::{Context as _, bail};
use chuchu_index::{Added, Corpus, Writer, intake};
use chuchu_model::DocumentId;
use std::path::Path;

pub(super) fn init(folder: &Path, empty: bool, format: Format) -> anyhow::Result<Outcome> {
    let documents = home::create(folder, if empty { Contents::Nothing } else { Contents::Starter })?;
    let made = Made { path: folder.display().to_string(), documents };
    render::value(&mut *answer(format), format, &made, text::made)?;
    Ok(Outcome::Done)
}

/// Everything readable goes into one commit; what is not is named, and shows in the exit status.
pub(super) fn add(corpus: &Corpus, files: &Files, format: Format) -> anyhow::Result<Outcome> {
    let mut writer = corpus.writer()?;
    let report = take_in(&mut writer, files)?;
    if report.added + report.replaced > 0 {
        writer.commit()?;
    }
    report.failed.iter().for_each(complaint::failure);
    render::value(&mut *answer(format), format, &report, text::add_report)?;
    Ok(if report.failed.is_empty() { Outcome::Done } else { Outcome::Failed })
}

fn take_in(writer: &mut Writer, files: &Files) -> anyhow::Result<AddReport> {
    let mut report = AddReport::default();
    let mut progress = Progress::new("documents read");
    for record in intake::read_all_as(&files.paths, files.encoding) {
        progress.step();
        match record {
            Err(failure) => report.failed.push(failure),
            Ok(record) => match writer.add(&record).with_context(|| record.name.clone())? {
                Added::Added => report.added += 1,
                Added::Replaced => report.replaced += 1,
                Added::Unchanged => report.unchanged += 1,
            },
        }
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

pub(super) fn status(corpus: &Corpus, format: Format) -> anyhow::Result<Outcome> {
    render::value(&mut *answer(format), format, &corpus.status()?, text::status)?;
    Ok(Outcome::Done)
}
