//! Whether the work that a manuscript cites is in the corpus at all.

use crate::Error;
use crate::query::Plan;
use crate::snapshot::Snapshot;
use crate::titles;
use chuchu_model::{Citation, Coverage, DocumentKind, Match, Quotation};
use chuchu_text::{Folding, fold_to_string};

/// Covered: the words were found in the cited work, or a document bears its title (excerpts of a work are
/// not the work). Unknown: no work is cited.
pub(super) fn of(
    snapshot: &Snapshot,
    quotation: &Quotation,
    note: Option<&Citation>,
    matches: &[Match],
) -> Result<Coverage, Error> {
    let named = quotation.work.as_ref().map(|w| w.title.as_str());
    let cited: Vec<&str> = note.map_or_else(Vec::new, cited_titles).into_iter().chain(named).collect();
    if cited.is_empty() {
        return Ok(Coverage::Unknown);
    }
    let found = matches.iter().any(|m| cited.iter().any(|title| is_of(m, title)));
    if found {
        return Ok(Coverage::Covered);
    }
    for title in cited {
        if has_document(snapshot, title)? {
            return Ok(Coverage::Covered);
        }
    }
    Ok(Coverage::NotCovered)
}

/// All titles of a citation: of the work and of what it appeared in.
pub(super) fn cited_titles(citation: &Citation) -> Vec<&str> {
    let work = citation.work.as_ref().and_then(|w| w.title.as_deref());
    let containers = citation.containers.iter().filter_map(|c| c.title.as_deref());
    work.into_iter().chain(containers).collect()
}

/// Whether one of the places stands in a work that a citation names.
pub(super) fn holds(citation: &Citation, matches: &[Match]) -> bool {
    let cited = cited_titles(citation);
    matches.iter().any(|place| cited.iter().any(|title| is_of(place, title)))
}

/// Whether a match stands in the work of that title.
pub(super) fn is_of(place: &Match, title: &str) -> bool {
    let own = place.work.iter().chain(&place.title);
    let printed = place.citation.as_deref().map(chuchu_parser::parse_citation);
    own.into_iter().any(|other| titles::agree(title, other))
        || printed.is_some_and(|c| cited_titles(&c).into_iter().any(|other| titles::agree(title, other)))
}

fn has_document(snapshot: &Snapshot, title: &str) -> Result<bool, Error> {
    let letters: Vec<char> = fold_to_string(title, Folding::LETTERS).chars().collect();
    if letters.is_empty() {
        return Ok(false);
    }
    let plan = Plan::on(snapshot);
    for at in plan.addresses(plan.heads_titled(&letters).as_ref())? {
        let head = snapshot.head(at)?;
        let whole = head.kind != DocumentKind::ExcerptCompilation;
        if whole && head.title.is_some_and(|other| titles::agree(title, &other)) {
            return Ok(true);
        }
    }
    Ok(false)
}
