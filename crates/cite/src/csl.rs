//! CSL-JSON, the format of Zotero, pandoc and citeproc (schema 1.0.2).

use crate::reference::{Genre, Reference};
use crate::words;
use chuchu_model::{Citation, DateItem, PartialDate, WorkKind};
use serde_json::{Map, Value, json};

/// An item of CSL-JSON; `None` where the citation names no work.
///
/// Names are `literal`, as printed: a Chinese name needs no parts, and where the parts of another end is not said.
/// The day of a speech in a book is its `original-date`; `issued` is the book's.
#[must_use]
pub fn item(id: &str, citation: &Citation) -> Option<Value> {
    let reference = Reference::of(citation)?;
    let mut item = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(name.to_owned(), value);
        }
    };
    put("id", Some(id.into()));
    put("type", Some(kind(&reference).into()));
    put("title", Some(words::unmarked(reference.title).into()));
    put("author", names(&citation.author));
    put("number", citation.provision.clone().map(Value::from));
    let language = if reference.is_foreign() { None } else { Some("zh-CN".into()) };
    put("language", language);
    let Some(container) = reference.container else {
        put("issued", dates(&citation.dates));
        return Some(Value::Object(item));
    };
    let host = reference.host();
    put("container-title", host.map(|host| words::unmarked(host).into()));
    put(if host.is_some() { "container-author" } else { "author" }, names(&container.author));
    put("editor", names(&container.editor));
    put("translator", names(&container.translator));
    put("volume", container.volume.map(|volume| volume.to_string().into()));
    put("part-number", container.part.clone().or_else(|| container.juan.clone()).map(Value::from));
    put("edition", container.edition.clone().map(Value::from));
    put("publisher", joined(&container.publishers));
    put("publisher-place", joined(&container.place));
    put("issue", container.issue.map(|issue| issue.to_string().into()));
    let page = words::pages(&container.pages, "-", ", ").or_else(|| container.newspaper_page.clone());
    put("page", page.map(Value::from));
    put("number", container.number.clone().map(Value::from));
    put("genre", container.genre.clone().map(Value::from));
    put("URL", container.url.clone().map(Value::from));
    put("DOI", container.doi.clone().map(Value::from));
    put("accessed", container.accessed.map(|day| parts(&[day])));
    put("issued", reference.issued().map(|date| parts(&[date])));
    put("original-date", dates(&citation.dates));
    Some(Value::Object(item))
}

fn kind(reference: &Reference<'_>) -> &'static str {
    match reference.genre {
        Genre::Book => "book",
        Genre::InBook => "chapter",
        Genre::InJournal => "article-journal",
        Genre::InNewspaper => "article-newspaper",
        Genre::Periodical => "periodical",
        Genre::Web => "webpage",
        Genre::Thesis => "thesis",
        Genre::Standard => "standard",
        Genre::Patent => "patent",
        Genre::Report => "report",
        Genre::Law => "legislation",
        Genre::Archive => "manuscript",
        Genre::Alone => match reference.citation.work.as_ref().map(|work| work.kind) {
            Some(WorkKind::Speech) => "speech",
            Some(WorkKind::Letter) => "personal_communication",
            Some(WorkKind::Report) => "report",
            _ => "document",
        },
    }
}

fn names(names: &[String]) -> Option<Value> {
    let list: Vec<Value> = names.iter().map(|name| json!({ "literal": name })).collect();
    (!list.is_empty()).then(|| list.into())
}

fn joined(values: &[String]) -> Option<Value> {
    (!values.is_empty()).then(|| values.join("; ").into())
}

/// From the first to the last day of a list.
fn dates(items: &[DateItem]) -> Option<Value> {
    let first = items.iter().map(|item| item.first()).min()?;
    let last = items.iter().map(|item| item.last()).max()?;
    Some(if first == last { parts(&[first]) } else { parts(&[first, last]) })
}

fn parts(dates: &[PartialDate]) -> Value {
    let part = |date: &PartialDate| {
        let mut part = vec![u32::from(date.get_year())];
        part.extend(date.get_month().map(u32::from));
        part.extend(date.get_day().map(u32::from));
        part
    };
    json!({ "date-parts": dates.iter().map(part).collect::<Vec<_>>() })
}
