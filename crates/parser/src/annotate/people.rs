//! The persons of a text and the offices they hold: whom 总书记 or 王教授 stands for.
//!
//! 总书记 is the person whom the same text prints as 某某总书记, else the holder at the date of the text (see
//! `tenure`); 王教授 is the one professor of that surname. Where nothing tells, the printed office stands as the
//! name. Pronouns are looked up in `antecedent`; which of the persons near a cue speaks is told in `speaker`.

use super::landmarks::{Landmarks, Sight};
use super::mention::{Mention, Who};
use super::pairing::Pair;
use super::speaker::Voice;
use super::strand::Strand;
use super::{known, names, reach, tenure, titles};
use chuchu_model::PartialDate;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use titles::SINGULAR;

/// The persons whom a text names together with an office.
#[derive(Debug)]
pub(crate) struct People<'t> {
    pub(super) strand: &'t Strand,
    pub(super) pairs: &'t [Pair],
    /// Offices printed with their holders: the place, the office, the name; in order of place.
    holders: Vec<(usize, &'static str, &'t str)>,
    /// For each of these offices its only holder, if the text names one alone.
    alone: Vec<(&'static str, Option<&'t str>)>,
    date: Option<PartialDate>,
    /// Names printed in full beside an office by their surnames, made when a surname alone asks for one.
    titled: OnceCell<HashMap<char, FullName<'t>>>,
    /// Where the last search for an antecedent began, and what it found: nothing, or one person or several.
    pub(super) searched: RefCell<(usize, Option<Option<String>>)>,
}

/// The first full name of a surname, and where another of the same surname first stands.
#[derive(Clone, Copy, Debug)]
struct FullName<'t> {
    name: &'t str,
    other: usize,
}

/// How far before a bare office its holder may be named, in bytes, where the text names several.
const NEAR: usize = 1500;

impl<'t> People<'t> {
    /// Reads which offices the text gives to whom, and when it was written: when it was `published`, or in the
    /// year that it counts itself. Cost: linear in the offices and events named.
    pub(crate) fn read(
        strand: &'t Strand,
        landmarks: &Landmarks<'t>,
        pairs: &'t [Pair],
        published: Option<PartialDate>,
    ) -> Self {
        let text = landmarks.text();
        let date = published.or_else(|| tenure::year_of(landmarks).and_then(PartialDate::year));
        let mut holders = Vec::new();
        for (at, office) in landmarks.words(Sight::Office, &SINGULAR) {
            let after = || text.get(at + office.len()..).and_then(name_at_start);
            if titles::is_ours(reach::near(text, at))
                && let Some(name) = name_before(text, at).or_else(after)
            {
                holders.push((at, office, name));
            }
        }
        let searched = RefCell::new((usize::MAX, None));
        let alone = alone(&holders);
        Self { strand, pairs, holders, alone, date, titled: OnceCell::new(), searched }
    }

    /// The text as read.
    pub(super) fn text(&self) -> &'t str {
        self.strand.text()
    }

    /// The holder of an office: the nearest one that the block names before it, the only one of the text, the
    /// nearest one a little farther back, or the one at the date of the text.
    fn holder(&self, mention: &Mention, office: &str) -> Option<&str> {
        if let Some(name) = self.holder_in_block(mention, office) {
            return Some(name);
        }
        if let Some((_, holder)) = self.alone.iter().find(|(o, _)| *o == office) {
            if holder.is_some() {
                return *holder;
            }
            let next = self.holders.partition_point(|(at, ..)| *at < mention.at.start);
            let before = self.holders.get(..next)?.iter().rev().take(16).find(|(_, o, _)| *o == office);
            return before.filter(|(at, ..)| mention.at.start - at < NEAR).map(|(_, _, name)| *name);
        }
        let head = reach::near(self.text(), mention.at.start);
        let full = match office {
            "主席" if head.ends_with("国家") => "国家主席",
            "主席" if head.ends_with("军委") => "军委主席",
            "秘书长" => "联合国秘书长",
            other => other,
        };
        self.date.and_then(|date| tenure::holder(full, date))
    }

    /// The nearest person before a bare office in its block who holds it: by print, or by the public record.
    fn holder_in_block(&self, mention: &Mention, office: &str) -> Option<&'t str> {
        let head = reach::before(self.text(), mention.at.start);
        let start = mention.at.start - head.len();
        let next = self.holders.partition_point(|(at, ..)| *at < mention.at.start);
        let printed = self.holders.get(..next)?.iter().rev().take_while(|(at, ..)| *at >= start);
        let printed = printed.filter(|(_, o, _)| *o == office).map(|(at, _, name)| (*at, *name)).next();
        let recorded = tenure::holders(office).filter_map(|name| Some((start + head.rfind(name)?, name)));
        printed.into_iter().chain(recorded).max_by_key(|(at, _)| *at).map(|(_, name)| name)
    }

    /// Names printed in full beside an office, by their surnames.
    fn titled(&self) -> &HashMap<char, FullName<'t>> {
        self.titled.get_or_init(|| {
            let mut by_surname: HashMap<char, FullName<'t>> = HashMap::new();
            for (at, name) in titled(self.text()) {
                let Some(surname) = name.chars().next() else { continue };
                let first = by_surname.entry(surname).or_insert(FullName { name, other: usize::MAX });
                if first.name != name {
                    first.other = first.other.min(at);
                }
            }
            by_surname
        })
    }

    /// The one person of a surname whom the text names in full beside an office.
    fn of_surname(&self, mention: &Mention) -> Option<&'t str> {
        let surname = self.text().get(mention.at.clone())?.chars().next()?;
        let full = self.titled().get(&surname)?;
        (full.other >= mention.at.start).then_some(full.name)
    }

    /// The name behind a mention; a pronoun or an unknown office is looked up before it.
    pub(super) fn resolve(&self, mention: &Mention, last: Option<&Voice>) -> Option<String> {
        let printed = || self.strand.printed(&mention.at).to_owned();
        match &mention.who {
            Who::Named(at) => Some(self.strand.printed(at).to_owned()),
            Who::Alias(name) => Some((*name).to_owned()),
            Who::Office(office) => Some(self.holder(mention, office).map_or_else(printed, str::to_owned)),
            Who::Surname(_) => Some(self.of_surname(mention).map_or_else(printed, str::to_owned)),
            Who::Described(word) => self.described(mention.at.start, word),
            Who::Pronoun => self.antecedent(mention.at.start, last),
        }
    }
}

/// The only holder of each office, known names before others; `None` where there are several.
fn alone<'t>(holders: &[(usize, &'static str, &'t str)]) -> Vec<(&'static str, Option<&'t str>)> {
    let mut found: Vec<(&'static str, bool, Option<&'t str>)> = Vec::new();
    for (_, office, name) in holders {
        let is_known = known::is_known(name);
        match found.iter_mut().find(|(o, ..)| o == office) {
            None => found.push((*office, is_known, Some(*name))),
            Some((_, known, holder)) if is_known && !*known => (*known, *holder) = (true, Some(*name)),
            Some((_, known, holder)) if is_known == *known => *holder = holder.filter(|h| h == name),
            Some(_) => {}
        }
    }
    found.into_iter().map(|(office, _, holder)| (office, holder)).collect()
}

/// The name that ends right before `at`.
fn name_before(text: &str, at: usize) -> Option<&str> {
    let head = reach::near(text, at);
    if let Some(known) = known::at_end(head) {
        return Some(known);
    }
    let name = names::at_end(head)?;
    // 学|习贯彻|总书记: what only has the shape of a name must begin where a word begins
    let before = head.get(..head.len() - name.len())?;
    before.chars().next_back().is_none_or(|c| !chuchu_text::is_han(c)).then_some(name)
}

/// A name that a text begins with: known, or told by its shape and what follows.
fn name_at_start(text: &str) -> Option<&str> {
    known::at_start(text).or_else(|| names::speaking_at_start(text))
}

/// Names printed in full beside an office, with the place of the office. Cost: linear in the offices.
fn titled(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (at, office) in titles::offices(text) {
        let after = || names::full_at_start(text.get(at + office.len()..)?);
        if let Some(name) = name_before(text, at).or_else(after) {
            found.push((at, name));
        }
    }
    found
}
