//! What print says of a place: a [`Match`] of it.

use super::Finder;
use super::region::Region;
use crate::Error;
use crate::entry::{Facts, Head};
use chuchu_model::{Difference, DocumentId, DocumentKind, Match};
use chuchu_text::is_han;
use chuchu_trace::Place;

impl Finder<'_> {
    /// A place of a region as a match.
    pub(super) fn named(&mut self, region: &Region, place: Place) -> Result<Match, Error> {
        let span = place.span.shifted(region.base());
        let Some((passage, facts)) = region.passage_at(span.start()) else {
            return Err(self
                .snapshot
                .fail(tantivy::TantivyError::InternalError("a region without passage".to_owned())));
        };
        self.remember(&passage.document, span, region.text(), place.span);
        let head = self.head(&passage.document)?;
        let moved = |d: Difference| Difference { source: d.source.shifted(region.base()), ..d };
        Ok(Match {
            passage: passage.clone(),
            doc: passage.document.clone(),
            span,
            text: place.span.of(region.text()).unwrap_or_default().to_owned(),
            similarity: place.similarity,
            verdict: place.verdict,
            date: facts.date.or_else(|| head.as_ref()?.date),
            work: facts.work.clone().or_else(|| head.as_ref()?.title.clone()),
            speaker: speaker(facts, head.as_ref()),
            title: head.and_then(|h| h.title),
            citation: facts.citation.clone(),
            context: place.context,
            differences: place.differences.into_iter().map(moved).collect(),
            reprint_of: None,
        })
    }

    /// The head of a document, remembered.
    pub(super) fn head(&mut self, document: &DocumentId) -> Result<Option<Head>, Error> {
        if let Some(head) = self.heads.get(document) {
            return Ok(head.clone());
        }
        let head = self.snapshot.head_of(document)?;
        self.heads.insert(document.clone(), head.clone());
        Ok(head)
    }
}

/// Who says what a passage says: the author of its citation, else the author whom the title of a
/// compilation names, else the author of the document.
fn speaker(facts: &Facts, head: Option<&Head>) -> Option<String> {
    let compiled = || {
        let head = head.filter(|h| h.kind == DocumentKind::ExcerptCompilation)?;
        compiled_author(head.title.as_deref()?)
    };
    facts.speaker.clone().or_else(compiled).or_else(|| head?.author.clone())
}

/// The person a compilation is named after: 《习近平关于…论述摘编》, 毛泽东论…, 邓小平同志论….
fn compiled_author(title: &str) -> Option<String> {
    let title = title.trim_start_matches(['《', '“', '<']);
    let name: String = title.chars().take_while(|c| is_han(*c) && !matches!(c, '关' | '论' | '論')).collect();
    let rest = title.strip_prefix(name.as_str())?;
    let name = name.strip_suffix("同志").unwrap_or(&name);
    let named = ["关于", "論", "论"].iter().any(|word| rest.starts_with(word));
    (named && (2..=4).contains(&name.chars().count())).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, expect: Option<&str>) {
        assert_eq!(compiled_author(title).as_deref(), expect, "{title}");
    }

    #[test]
    fn a_compilation_names_its_author() {
        check("《习近平关于加强党的作风建设论述摘编》：作风问题", Some("习近平"));
        check("邓小平同志论党的建设", Some("邓小平"));
        check("毛泽东论教育", Some("毛泽东"));
        check("关于党的群众路线论述摘编", None);
        check("学习贯彻党的群众路线关于作风的论述", None);
    }
}
