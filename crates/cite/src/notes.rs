//! The note styles of Chinese presses: 作者：《题》（日期），《书》第一卷，出版社2022年版，第30页.
//!
//! `zhaibian` is the manner of excerpt compilations: the text's own date behind its title, no stop at the end.
//! `renmin` is the manner of People's Publishing House: 载 before the book that holds a text, no date of the text,
//! a stop at the end. Works in other alphabets take the manner of Chinese journals for them.

use crate::reference::{Genre, Reference};
use crate::style::Style;
use crate::{dates, words};
use chuchu_model::{Container, ContainerKind, PartialDate};

/// A note.
pub(crate) fn print(reference: &Reference<'_>, style: Style) -> String {
    if reference.is_foreign() {
        return foreign(reference);
    }
    let mut clauses = vec![persons(reference) + &work(reference, style)];
    clauses.extend(reference.citation.archive.clone());
    if reference.host().is_none()
        && let Some(container) = reference.container
    {
        clauses.clear();
        clauses.push(persons(reference) + &alone(reference, container));
        clauses.extend(behind(reference.genre, container));
    }
    let hosts = reference.citation.containers.iter().filter(|c| c.title.is_some());
    for (n, container) in hosts.enumerate().skip(usize::from(reference.host().is_none())) {
        // 《后汉书》卷七十六《循吏列传》: a chapter of an old book follows it
        if n == 0 && container.juan.is_some() && reference.leading().is_empty() {
            clauses = vec![host(container, style) + &work(reference, style)];
        } else {
            clauses.push(host(container, style));
        }
        clauses.extend(behind(reference.genre, container));
    }
    let stop = if style == Style::Renmin { "。" } else { "" };
    clauses.join("，") + stop
}

/// 刘文、赵明等：, 孙毓棠编：
fn persons(reference: &Reference<'_>) -> String {
    let leading = reference.leading();
    if leading.is_empty() {
        return String::new();
    }
    let others = if reference.citation.and_others { "等" } else { "" };
    let authors =
        !reference.citation.author.is_empty() || reference.container.is_some_and(|c| !c.author.is_empty());
    let role = if authors { "" } else { "编" };
    format!("{}{others}{role}：", leading.join("、"))
}

/// 《题》（日期）第十条
fn work(reference: &Reference<'_>, style: Style) -> String {
    let mut text = words::marked(reference.title);
    let dates = &reference.citation.dates;
    if !dates.is_empty() && (style == Style::Zhaibian || reference.container.is_none()) {
        text.push_str(&format!("（{}）", dates::list(dates)));
    }
    text + reference.citation.provision.as_deref().unwrap_or_default()
}

/// The title of what stands by itself, with its volume and number.
fn alone(reference: &Reference<'_>, container: &Container) -> String {
    let mut text = words::marked(reference.title);
    let bracketed = |inside: &str| format!("（{inside}）");
    if !reference.citation.dates.is_empty() {
        text.push_str(&bracketed(&dates::list(&reference.citation.dates)));
    }
    if let Some(number) = &container.number {
        text.push_str(&bracketed(number));
    }
    text + &numbered(container)
}

/// 载向达：《唐代长安与西域文明》第一卷
fn host(container: &Container, style: Style) -> String {
    let (owners, role) = match container.author.is_empty() {
        true => (&container.editor, "编"),
        false => (&container.author, ""),
    };
    let title = container.title.as_deref().unwrap_or_default();
    if container.kind == ContainerKind::Web {
        return title.to_owned();
    }
    let title = words::marked(title);
    let book = matches!(container.kind, ContainerKind::Book | ContainerKind::Other);
    let within = if book && style == Style::Renmin { "载" } else { "" };
    let owners = if owners.is_empty() { String::new() } else { format!("{}{role}：", owners.join("、")) };
    format!("{within}{owners}{title}{}", numbered(container))
}

/// What touches a title: 第一卷, 卷七十六, （修订本）, 2022年第20期, 2012年12月30日第1版.
fn numbered(container: &Container) -> String {
    match container.kind {
        ContainerKind::Journal => in_journal(container),
        ContainerKind::Newspaper => in_newspaper(container),
        ContainerKind::Web => String::new(),
        ContainerKind::Book | ContainerKind::Other => {
            let mut text = words::volume_in_note(container);
            if let Some(juan) = &container.juan {
                text.push_str(&format!("卷{juan}"));
            }
            if let Some(edition) =
                container.edition.as_deref().filter(|e| !counted(e) || container.year.is_none())
            {
                text.push_str(&format!("（{edition}）"));
            }
            text
        }
    }
}

/// 第2版, which stands behind the year.
fn counted(edition: &str) -> bool {
    edition.starts_with('第') && edition.ends_with('版')
}

fn in_journal(container: &Container) -> String {
    let mut text = String::new();
    if let Some(year) = container.year.filter(|_| when(container).is_none()) {
        text.push_str(&format!("{year}年"));
    }
    match (&container.volume_printed, container.volume) {
        (Some(printed), _) => text.push_str(printed),
        (None, Some(volume)) => text.push_str(&format!("第{volume}卷")),
        (None, None) => {}
    }
    if let Some(issue) = container.issue {
        text.push_str(&format!("第{issue}期"));
    }
    text
}

/// The month or day of a journal, where it is named.
fn when(container: &Container) -> Option<String> {
    let month = || PartialDate::month(container.year?, container.month?);
    container.date.or_else(month).map(dates::chinese)
}

fn in_newspaper(container: &Container) -> String {
    let year = container.year.map(|year| format!("{year}年"));
    let mut text = container.date.map(dates::chinese).or(year).unwrap_or_default();
    if let Some(page) = &container.newspaper_page {
        text.push_str(&format!("第{page}版"));
    }
    text
}

/// The clauses behind a title and its numbers: translators, press and year, pages, address.
fn behind(genre: Genre, container: &Container) -> Vec<String> {
    let mut clauses = Vec::new();
    if !container.translator.is_empty() {
        clauses.push(format!("{}译", container.translator.join("、")));
    }
    match container.kind {
        ContainerKind::Book => clauses.extend(press(container)),
        ContainerKind::Journal => {
            clauses.extend(when(container));
        }
        ContainerKind::Newspaper => {}
        ContainerKind::Web | ContainerKind::Other => clauses.extend(elsewhere(genre, container)),
    }
    clauses.extend(words::pages(&container.pages, "—", "、").map(|pages| format!("第{pages}页")));
    clauses.extend(container.url.clone());
    clauses.extend(container.accessed.map(|day| format!("{}访问", dates::chinese(day))));
    clauses
}

/// 人民出版社1995年第2版
fn press(container: &Container) -> Option<String> {
    let press = container.publishers.join("、");
    let edition = container.edition.as_deref().filter(|edition| counted(edition)).unwrap_or("版");
    let month = container.month.map(|month| format!("{month}月")).unwrap_or_default();
    let year = container.year.map(|year| format!("{year}年{month}{edition}"));
    let text = press + &year.unwrap_or_default();
    Some(text).filter(|text| !text.is_empty())
}

/// 硕士学位论文，江州大学历史系，1999年
fn elsewhere(genre: Genre, container: &Container) -> Vec<String> {
    let thesis = (genre == Genre::Thesis).then(|| "学位论文".to_owned());
    let mut clauses: Vec<String> = container.genre.clone().or(thesis).into_iter().collect();
    if !container.publishers.is_empty() {
        clauses.push(container.publishers.join("、"));
    }
    let year = container.year.map(|year| match container.month {
        Some(month) => format!("{year}年{month}月"),
        None => format!("{year}年"),
    });
    clauses.extend(container.date.map(dates::chinese).or(year));
    clauses
}

/// John Dewey, Democracy and Education, New York: Macmillan, 1916, p. 10.
fn foreign(reference: &Reference<'_>) -> String {
    let mut clauses: Vec<String> = Vec::new();
    let mut leading = reference.leading().join(", ");
    if reference.citation.and_others {
        leading.push_str(", et al.");
    }
    if !leading.is_empty() {
        clauses.push(leading);
    }
    let host = reference.host();
    clauses.push(if host.is_some() {
        format!("“{}”", reference.title)
    } else {
        reference.title.to_owned()
    });
    let Some(container) = reference.container else {
        clauses.extend(reference.dated().map(|date| date.to_string()));
        return clauses.join(", ") + ".";
    };
    if let Some(host) = host {
        let within = matches!(container.kind, ContainerKind::Book | ContainerKind::Other);
        clauses.push(if within { format!("in {host}") } else { host.to_owned() });
    }
    clauses.extend(container.volume.map(|volume| format!("Vol. {volume}")));
    clauses.extend(container.issue.map(|issue| format!("No. {issue}")));
    let press = container.publishers.join(", ");
    match container.place.first() {
        Some(place) if !press.is_empty() => clauses.push(format!("{place}: {press}")),
        place => clauses.extend(place.cloned().into_iter().chain(Some(press).filter(|p| !p.is_empty()))),
    }
    clauses.extend(reference.issued().map(|date| date.to_string()));
    let single = matches!(container.pages.as_slice(), [page] if page.from == page.to);
    let word = if single { "p." } else { "pp." };
    clauses.extend(words::pages(&container.pages, "–", ", ").map(|pages| format!("{word} {pages}")));
    clauses.extend(container.url.clone());
    clauses.join(", ") + "."
}
