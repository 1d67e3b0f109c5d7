//! What stands behind the title of a GB/T 7714 reference or behind its `//`, sorted by what it is: edition,
//! translators, imprint, addresses, dates in brackets.

use super::super::dates;
use super::super::edition as editions;
use super::super::number;
use super::super::person::{self, Role};
use super::super::scan::{Scan, closes_round, is_comma};
use super::imprint::{self, Imprint};
use chuchu_model::PartialDate;
use std::ops::Range;

/// What stands behind the title, or behind the `//`.
#[derive(Debug, Default)]
pub(super) struct Tail {
    pub(super) names: Vec<Range<usize>>,
    pub(super) imprint: Option<Imprint>,
    pub(super) translator: Vec<String>,
    pub(super) editor: Vec<String>,
    pub(super) edition: Option<String>,
    pub(super) url: Option<String>,
    pub(super) doi: Option<String>,
    pub(super) dates: Vec<PartialDate>,
    pub(super) accessed: Option<PartialDate>,
    /// Whether the numbers of a periodical as a whole stand in it.
    pub(super) serial: bool,
    pub(super) unread: Vec<Range<usize>>,
}

/// What stands behind `//`: the first segment is a name whatever its ending.
pub(super) fn host_of(scan: &Scan<'_>, parts: &[Range<usize>]) -> Tail {
    let (first, rest) = parts.split_at(parts.len().min(1));
    let mut tail = gather(scan, rest, false);
    match first.first().and_then(|f| dated_name(scan, f)).filter(|_| tail.imprint.is_none()) {
        Some((name, imprint)) => {
            tail.names.insert(0, name);
            tail.imprint = Some(imprint);
        }
        None => tail.names.splice(0..0, first.iter().cloned()).for_each(drop),
    }
    tail
}

/// …学术年会，2022：2: the name of a meeting with its year.
fn dated_name(scan: &Scan<'_>, part: &Range<usize>) -> Option<(Range<usize>, Imprint)> {
    let mut imprint = imprint::read(scan, part.clone(), true).filter(|i| i.periodical && i.year.is_some())?;
    imprint.periodical = false;
    Some((imprint.name.take().filter(|n| !n.is_empty())?, imprint))
}

/// Sorts segments by what they are. With `periodical`, the first that is nothing else names a journal or newspaper.
pub(super) fn gather(scan: &Scan<'_>, parts: &[Range<usize>], periodical: bool) -> Tail {
    let mut tail = Tail::default();
    for part in parts {
        if special(scan, part, &mut tail) {
            continue;
        }
        let numbers = parts.len() > 1 && tail.imprint.is_none() && imprint::numbering(scan, part);
        if periodical && numbers {
            tail.serial = true;
            continue;
        }
        // 北京: 科学出版社, 1998. 33-35
        let alone = number::page_list(scan, part.start).filter(|p| p.end == part.end);
        if let (Some(pages), Some(imprint)) = (alone, &mut tail.imprint) {
            imprint.pages = pages.value;
            continue;
        }
        let expected = periodical && tail.imprint.is_none();
        let read = imprint::read(scan, part.clone(), expected);
        match read {
            Some(imprint) if tail.imprint.is_none() => tail.imprint = Some(imprint),
            Some(_) => tail.unread.push(part.clone()),
            None if tail.names.len() < 2 && tail.imprint.is_none() => tail.names.push(part.clone()),
            None => {}
        }
    }
    tail
}

/// Addresses, identifiers, dates in brackets, editions, translators.
fn special(scan: &Scan<'_>, part: &Range<usize>, tail: &mut Tail) -> bool {
    if let Some(at) = ["http://", "https://", "www."].iter().find_map(|s| scan.find_word(part.clone(), s)) {
        let comma = (at..part.end).find(|n| is_comma(scan.at(*n)) && scan.gap(n + 1).is_some());
        tail.dates.extend(comma.and_then(|n| dates::numeric(scan, n + 1)).map(|(date, _)| date));
        let ink = scan.ink(at..comma.unwrap_or(part.end));
        tail.url = Some(ink.trim_end_matches(['.', '．', ',']).to_owned());
        return true;
    }
    if ["DOI", "doi"].iter().any(|w| scan.has(part.start, w)) {
        let ink = scan.ink(part.start + 3..part.end);
        let identifier = ink.trim_start_matches([':', '：']).trim_end_matches(['.', '．']);
        tail.doi = tail.doi.take().or_else(|| identifier.starts_with("10.").then(|| identifier.to_owned()));
        return true;
    }
    if ["CSTR", "ISBN", "CN", "V1", "V2"].iter().any(|w| scan.has(part.start, w)) {
        return true;
    }
    if let Some(dates) = imprint::bracketed_dates(scan, part.clone()) {
        tail.dates.extend(dates);
        tail.accessed = tail.accessed.or_else(|| imprint::accessed(scan, part.clone()));
        return true;
    }
    edition(scan, part, tail) || people(scan, part, tail)
}

fn edition(scan: &Scan<'_>, part: &Range<usize>, tail: &mut Tail) -> bool {
    // 2 版, 2020版
    let plain = scan.number(part.start).filter(|n| {
        let latin = ["nded", "rded", "thed", "sted", "Aufl"].iter().any(|w| scan.ends(part, w));
        let revised =
            scan.at(n.end) == '版' && (n.end + 1 == part.end || closes_round(scan.before(part.end)));
        revised || (latin && part.len() <= 8)
    });
    let read = editions::read(scan, part.start).filter(|r| r.end == part.end).map(|r| r.value);
    let reprint = editions::is_copy(scan, part) || (scan.ends(part, "修订") && part.len() <= 8);
    if plain.is_none() && read.is_none() && !reprint {
        return false;
    }
    tail.edition = tail.edition.take().or_else(|| {
        let latin = scan.at(part.end - 1).is_ascii();
        Some(if latin { scan.raw(part.clone()).to_owned() } else { scan.ink(part.clone()) })
    });
    true
}

/// 谭汝谦, 林启彦, 译: the role stands in a clause of its own.
fn people(scan: &Scan<'_>, part: &Range<usize>, tail: &mut Tail) -> bool {
    let roles = [
        ("译", Role::Translator),
        ("译注", Role::Translator),
        ("編", Role::Editor),
        ("编", Role::Editor),
        ("主编", Role::Editor),
        ("校注", Role::Editor),
        ("注", Role::Editor),
        ("点校", Role::Editor),
        ("校", Role::Editor),
        ("整理", Role::Editor),
        ("编译", Role::Translator),
    ];
    let comma = part.clone().rev().find(|n| is_comma(scan.at(*n)));
    let direct =
        person::role(scan, part).filter(|(role, _, _)| *role == Role::Translator && part.len() <= 30);
    if direct.is_some_and(|(_, start, _)| person::plausible(scan, part.start..start))
        && comma.is_none_or(|c| c + 2 < part.end)
    {
        let people = person::read(scan, part.clone()).into_iter().map(|p| p.name);
        tail.translator.extend(people);
        return true;
    }
    let Some(comma) = comma else { return false };
    // 刘北城, 等, 译; 周琪，等译
    let word = comma + 1 + usize::from(scan.at(comma + 1) == '等')..part.end;
    let word = scan.ink(word);
    let Some((_, role)) = roles.iter().find(|(w, _)| *w == word) else { return false };
    let names = person::read(scan, part.start..comma).into_iter().map(|p| p.name).filter(|n| n != "等");
    match role {
        Role::Translator => tail.translator.extend(names),
        _ => tail.editor.extend(names),
    }
    true
}

/// Whether a segment can be a name or a title, without imprint, edition or address.
pub(super) fn named(scan: &Scan<'_>, part: &Range<usize>) -> bool {
    let host = scan.any(part.start, &["见：", "见:"]).is_some();
    !host && !special(scan, part, &mut Tail::default()) && imprint::read(scan, part.clone(), false).is_none()
}
