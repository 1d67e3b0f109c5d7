//! `export`: texts and citations for other programs.

use crate::args::cite::ExportFormat;
use crate::output::{Outcome, answer, is_terminal};
use crate::progress::Progress;
use crate::render::corpus::{Citations, Form, Texts};
use crate::request::Format;
use anyhow::bail;
use chuchu_index::{Corpus, StoredDocument};
use chuchu_model::DocumentId;
use std::io::Write;

pub(super) fn export(corpus: &Corpus, chosen: &[DocumentId], to: ExportFormat) -> anyhow::Result<Outcome> {
    let ids = wanted(corpus, chosen)?;
    let mut out = answer(Format::Jsonl);
    match to {
        ExportFormat::CslJson => citations(&mut *out, corpus, &ids, Form::CslJson)?,
        ExportFormat::Bibtex => citations(&mut *out, corpus, &ids, Form::Bibtex)?,
        ExportFormat::Ris => citations(&mut *out, corpus, &ids, Form::Ris)?,
        ExportFormat::Jsonl => texts(&mut *out, corpus, &ids, Texts::Jsonl)?,
        ExportFormat::Tei => texts(&mut *out, corpus, &ids, Texts::Tei)?,
        ExportFormat::Conllu => texts(&mut *out, corpus, &ids, Texts::Conllu)?,
        ExportFormat::Vertical => texts(&mut *out, corpus, &ids, Texts::Vertical)?,
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// The chosen documents, or all; one that is not there is refused before anything is written.
fn wanted(corpus: &Corpus, chosen: &[DocumentId]) -> anyhow::Result<Vec<DocumentId>> {
    let all: Vec<DocumentId> = corpus.list()?.into_iter().map(|document| document.id).collect();
    match chosen.iter().find(|id| !all.contains(id)) {
        Some(id) => bail!("no document {id} in this index"),
        None if chosen.is_empty() => Ok(all),
        None => Ok(chosen.to_vec()),
    }
}

fn citations(out: &mut dyn Write, corpus: &Corpus, ids: &[DocumentId], form: Form) -> anyhow::Result<()> {
    let mut citations = Citations::new(out, form);
    each(corpus, ids, |stored| {
        stored.citations().try_for_each(|(id, citation)| Ok(citations.print(&id, citation)?))
    })?;
    Ok(citations.finish()?)
}

fn texts(out: &mut dyn Write, corpus: &Corpus, ids: &[DocumentId], texts: Texts) -> anyhow::Result<()> {
    texts.begin(out)?;
    each(corpus, ids, |stored| {
        let passages = if texts.wants_words() { corpus.passages(&stored.document.id)? } else { Vec::new() };
        Ok(texts.document(out, stored, &passages, &|text| corpus.words_in(text))?)
    })?;
    Ok(texts.end(out)?)
}

/// Hands over one document after the other; nothing is kept.
fn each(
    corpus: &Corpus,
    ids: &[DocumentId],
    mut print: impl FnMut(&StoredDocument) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut progress = (!is_terminal()).then(|| Progress::of_parts("documents".to_owned()));
    for (done, id) in (1..).zip(ids) {
        match corpus.document(id)? {
            Some(stored) => print(&stored)?,
            None => bail!("no document {id} in this index"),
        }
        if let Some(progress) = &mut progress {
            progress.reach(done, ids.len());
        }
    }
    Ok(())
}
