//! A work that a cue only points to: 书中写道, 文中说, 该书指出. It is the one work that the block has named before,
//! and its author the one whom print puts before that title: 胡适在《…》里…. Where several were named, it is none.

use super::attribution::Ground;
use super::mention::{self, Who};
use super::speaker::Voice;
use super::works::Mention;
use super::{names, reach};
use std::ops::Range;

/// A work pointed to, and its author where print names one.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) work: (String, Range<usize>),
    pub(super) author: Option<Voice>,
}

/// Words that point to a work named before.
const POINTING: [&str; 16] = [
    "书中",
    "文中",
    "该书",
    "该文",
    "此书",
    "此文",
    "这本书",
    "这部书",
    "这篇文章",
    "文章",
    "信中",
    "诗中",
    "他在书中",
    "他在文中",
    "他在信中",
    "作者在书中",
];

/// The work that the clause at `cue` points to. Cost: the works of the few sentences before it.
pub(super) fn before(ground: &Ground<'_>, cue: &Range<usize>) -> Option<Written> {
    let text = ground.strand.text();
    let clause = text.get(cue.clone())?;
    let word = POINTING.iter().filter(|w| clause.starts_with(**w)).max_by_key(|w| w.len())?;
    // 文章的作者说, 文章家: something else is meant
    let tail = clause.get(word.len()..)?;
    if !tail.starts_with(['还', '又', '也', '最', '开', '曾']) && !names::speaking_follows(tail) {
        return None;
    }
    let floor = cue.start - reach::before(text, cue.start).len();
    let first = ground.works.partition_point(|w| w.outside.start < floor);
    let mut named = ground.works.iter().skip(first).take_while(|w| w.outside.end <= cue.start);
    let work = named.next().filter(|w| w.marked && !w.is_periodical)?;
    let alone = named.all(|w| w.title == work.title);
    alone
        .then(|| Written { work: (work.title.clone(), work.at.clone()), author: author(ground, floor, work) })
}

/// The author named right before a title: 胡适在《…》, 胡适的《…》.
fn author(ground: &Ground<'_>, floor: usize, work: &Mention) -> Option<Voice> {
    let text = ground.strand.text();
    let head = text.get(floor..work.outside.start)?;
    let clause = reach::last_clause(head);
    let from = work.outside.start - clause.len();
    let mentions = mention::mentions(text, &(from..work.outside.start));
    let [person] = mentions.as_slice() else { return None };
    let Who::Named(at) = &person.who else { return None };
    let link = text.get(person.at.end..work.outside.start)?;
    matches!(link, "" | "在" | "的" | "著" | "写的" | "所著" | "所著的" | "在其" | "的名著" | "的名作" | "于")
        .then(|| ground.people.named(at.clone()))
}
