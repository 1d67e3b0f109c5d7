//! The numbers of notes and markers: missing, doubled, out of order, one without the other.
//!
//! Numbers begin anew on each page or in each chapter; a list ends where they do. Labels in the text are compared
//! with a list only where most of its notes have one, since ① and [1] have other uses.

use crate::desk::code;
use crate::desk::notes::{Apparatus, Kind, Marker, Note};
use chuchu_model::Diagnostic;
use std::collections::BTreeSet;

pub(super) fn check(text: &str, apparatus: &Apparatus<'_>) -> Vec<Diagnostic> {
    let notes = || apparatus.notes.iter().filter(|note| note.kind != Kind::Line);
    let styles: BTreeSet<char> = notes().map(|note| note.style).collect();
    let mut found = Vec::new();
    for style in styles {
        let of_style: Vec<&Note> = notes().filter(|note| note.style == style).collect();
        let markers: Vec<&Marker> = apparatus.markers.iter().filter(|m| m.style == style).collect();
        if style == '^' {
            named(text, &of_style, &markers, &mut found);
            continue;
        }
        let lists = lists(&of_style);
        lists.iter().for_each(|list| numbered(list, &mut found));
        let tied = tied(&lists, &markers);
        if tied.iter().all(|(list, markers)| most_have_one(list, markers)) {
            tied.iter().for_each(|(list, markers)| both_ways(text, list, markers, &mut found));
        }
    }
    found
}

/// Notes one after the other, cut where the numbers begin anew.
fn lists<'a, 'n>(notes: &'a [&'n Note]) -> Vec<&'a [&'n Note]> {
    notes.chunk_by(|a, b| b.number != Some(1) || a.number == Some(1)).collect()
}

fn numbered(list: &[&Note], found: &mut Vec<Diagnostic>) {
    let numbers: BTreeSet<u32> = list.iter().filter_map(|note| note.number).collect();
    let mut seen = BTreeSet::new();
    let mut highest: Option<u32> = None;
    for note in list {
        let Some(number) = note.number else { continue };
        let missing = highest.map_or(number, |highest| highest + 1)..number;
        let missing: Vec<String> =
            missing.filter(|n| !numbers.contains(n)).take(9).map(|n| n.to_string()).collect();
        if !seen.insert(number) {
            found.push(code::NUMBER_DOUBLED.at(note.label, format!("note {number} stands twice")));
        } else if highest.is_some_and(|highest| number < highest) {
            found.push(code::NUMBER_ORDER.at(note.label, format!("note {number} stands behind a later one")));
        } else if !missing.is_empty() {
            let missing = missing.join(", ");
            found.push(
                code::NUMBER_MISSING.at(note.label, format!("before note {number} is no note {missing}")),
            );
        }
        highest = highest.max(Some(number));
    }
}

/// Each list with the markers between the list before and itself.
fn tied<'a, 'n, 'm>(
    lists: &[&'a [&'n Note]],
    markers: &'a [&'m Marker],
) -> Vec<(&'a [&'n Note], &'a [&'m Marker])> {
    let mut rest = markers;
    let mut tied = Vec::with_capacity(lists.len());
    for list in lists {
        let Some((first, last)) = list.first().zip(list.last()) else { continue };
        let (own, behind) = rest.split_at(rest.partition_point(|m| m.span.start() < first.label.start()));
        let inside = behind.partition_point(|m| m.span.start() < last.span.end());
        rest = behind.get(inside..).unwrap_or_default();
        tied.push((*list, own));
    }
    tied
}

fn most_have_one(list: &[&Note], markers: &[&Marker]) -> bool {
    let has = |note: &&&Note| markers.iter().any(|m| m.number == note.number);
    list.iter().filter(has).count() * 2 > list.len()
}

fn both_ways(text: &str, list: &[&Note], markers: &[&Marker], found: &mut Vec<Diagnostic>) {
    let notes: BTreeSet<_> = list.iter().map(|note| note.number).collect();
    let marked: BTreeSet<_> = markers.iter().map(|marker| marker.number).collect();
    for note in list.iter().filter(|note| note.kind == Kind::Note && !marked.contains(&note.number)) {
        found.push(code::NO_MARKER.at(note.label, "the note has no marker in the text"));
    }
    let mut highest = None;
    let mut seen = BTreeSet::new();
    for marker in markers {
        let print = marker.span.of(text).unwrap_or_default();
        let first = seen.insert(marker.number);
        if !notes.contains(&marker.number) {
            found.push(code::NO_NOTE.at(marker.span, format!("there is no note {print}")));
        } else if first && marker.number < highest {
            found.push(
                code::NUMBER_ORDER.at(marker.span, format!("marker {print} stands behind a later one")),
            );
        }
        highest = highest.max(marker.number);
    }
}

/// Footnotes of Markdown have names, and no order.
fn named(text: &str, notes: &[&Note], markers: &[&Marker], found: &mut Vec<Diagnostic>) {
    let name = |span: chuchu_model::Span| span.of(text).unwrap_or_default();
    let notes_named: BTreeSet<&str> = notes.iter().map(|note| name(note.label)).collect();
    let marked: BTreeSet<&str> = markers.iter().map(|marker| name(marker.span)).collect();
    for note in notes.iter().filter(|note| !marked.contains(name(note.label))) {
        found.push(code::NO_MARKER.at(note.label, "the note has no marker in the text"));
    }
    for marker in markers.iter().filter(|marker| !notes_named.contains(name(marker.span))) {
        found.push(code::NO_NOTE.at(marker.span, format!("there is no note {}", name(marker.span))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_codes(text: &str, expect: &[(&str, &str)]) {
        let mut found = check(text, &Apparatus::of(text, &[]));
        found.sort_by_key(|d| d.span);
        let found: Vec<_> = found.iter().map(|d| (d.code.as_str(), d.span.of(text).unwrap())).collect();
        assert_eq!(found, expect, "{text}");
    }

    const NOTES: &str = "\n\n注释\n[1] 《甲论》。\n[2] 《乙论》。\n[3] 《丙论》。\n";

    #[test]
    fn what_is_in_order_is_not_remarked_on() {
        check_codes(&format!("甲[1]，乙[2]，丙[3]，又甲[1]。{NOTES}"), &[]);
        check_codes("甲①，乙②。\n①《甲论》。\n②《乙论》。\n丙①。\n①《丙论》。\n", &[]);
        check_codes("要求：①坚持；②联系；③落实。\n\n注释\n[1] 《甲论》。\n", &[]);
        check_codes("正文。\n\n参考文献\n[1] 《甲论》，人民出版社1991年版。\n[2] 《乙论》。\n", &[]);
    }

    #[test]
    fn numbers_missing_doubled_and_out_of_order_are_told() {
        check_codes(
            &format!("甲[1]，乙[2]，丙[3]。{}", NOTES.replace("[3]", "[4]")),
            &[("K005", "[3]"), ("K002", "[4]"), ("K006", "[4]")],
        );
        check_codes(&format!("甲[1]，乙[2]。{}", NOTES.replace("[3]", "[2]")), &[("K003", "[2]")]);
        check_codes(&format!("甲[1]，乙[3]，丙[2]。{NOTES}"), &[("K004", "[2]")]);
        check_codes(
            "甲[1]，乙[2]，丙[3]。\n\n注释\n[1] 《甲论》。\n[3] 《丙论》。\n[2] 《乙论》。\n",
            &[("K004", "[2]")],
        );
    }

    #[test]
    fn a_marker_without_note_and_a_note_without_marker_are_told() {
        check_codes(&format!("甲[1]，乙[2]。{NOTES}"), &[("K006", "[3]")]);
        check_codes(&format!("甲[1]，乙[2]，丙[3]，丁[7]。{NOTES}"), &[("K005", "[7]")]);
        check_codes(
            "甲[^a]，乙[^b]。\n\n[^a]: 《甲论》\n[^c]: 《丙论》\n",
            &[("K005", "[^b]"), ("K006", "[^c]")],
        );
    }
}
