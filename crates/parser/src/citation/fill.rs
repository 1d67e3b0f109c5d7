//! Fields of a container, filled from what was read; the first of a sort counts.

use super::item::{Item, Placed};
use super::scan::Scan;
use chuchu_model::{Container, ContainerKind, PartialDate};
use chuchu_text::numeral::arabic_digit;
use std::ops::Range;

/// Sets the date of what a work appeared in.
pub(super) fn publish(container: &mut Container, date: PartialDate) {
    let daily = date.get_day().is_some();
    if container.kind == ContainerKind::Newspaper || container.kind == ContainerKind::Web {
        if daily {
            container.date = container.date.or(Some(date));
            return;
        }
    } else if daily {
        container.date = container.date.or(Some(date));
    }
    if container.year.is_none() {
        container.year = Some(date.get_year());
        container.month = date.get_month();
    }
}

/// Puts a field that means the same wherever it stands into the container.
pub(super) fn fill(container: &mut Container, placed: &Placed, scan: &Scan<'_>) {
    match &placed.item {
        Item::Volume(n) if container.volume.is_none() => {
            container.volume = Some(*n);
            of_set(container, &placed.range, scan);
        }
        Item::Part(part) if container.part.is_none() => {
            container.part = Some(part.clone());
            of_set(container, &placed.range, scan);
        }
        Item::Edition(edition) => set(&mut container.edition, edition),
        Item::Issue(n) if container.kind != ContainerKind::Newspaper => {
            container.issue = container.issue.or(Some(*n));
        }
        Item::NewspaperPage(page) => set(&mut container.newspaper_page, page),
        Item::Pages(pages) if container.pages.is_empty() => container.pages.clone_from(pages),
        Item::Place(places) if container.place.is_empty() => container.place.clone_from(places),
        Item::Publishers(names) if container.publishers.is_empty() => container.publishers.clone_from(names),
        Item::Scroll(juan) => set(&mut container.juan, juan),
        Item::IssueTotal(n) => container.issue_total = container.issue_total.or(Some(*n)),
        Item::Thesis(genre) => set(&mut container.genre, genre),
        Item::Accessed(day) => container.accessed = container.accessed.or(Some(*day)),
        Item::Url(url) => set(&mut container.url, url),
        Item::Site(site) => set(&mut container.title, site),
        _ => {}
    }
}

/// 第一辑下册: volume and part, each as printed; the width of brackets and digits is not kept.
fn of_set(container: &mut Container, range: &Range<usize>, scan: &Scan<'_>) {
    let printed = container.volume_printed.get_or_insert_default();
    printed.extend(scan.ink(range.clone()).chars().map(|c| match c {
        '(' => '（',
        ')' => '）',
        c => arabic_digit(c).and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c),
    }));
}

/// 卷5 with an Arabic number is a volume, unless another volume is printed too: 卷200，第14册.
pub(super) fn counted_scroll(container: &mut Container) {
    let number = container.juan.as_deref().and_then(|juan| juan.parse().ok());
    if container.volume.is_none() && number.is_some() {
        container.volume = number;
        container.juan = None;
    }
}

fn set(field: &mut Option<String>, value: &str) {
    if field.is_none() {
        *field = Some(value.to_owned());
    }
}
