//! RIS, the tagged format of reference managers. Lines end in CR LF; a record ends with `ER`.

use crate::reference::{Genre, Reference};
use crate::words;
use chuchu_model::{Citation, PartialDate, WorkKind};

/// A record; `None` where the citation names no work.
#[must_use]
pub fn record(id: &str, citation: &Citation) -> Option<String> {
    let reference = Reference::of(citation)?;
    let mut record = Lines(String::new());
    record.put("TY", kind(&reference));
    record.put("ID", id);
    record.put("TI", &words::unmarked(reference.title));
    record.all("AU", &citation.author);
    if let Some(container) = reference.container {
        let host = reference.host();
        record.put("T2", &host.map(words::unmarked).unwrap_or_default());
        record.all(if host.is_some() { "A3" } else { "AU" }, &container.author);
        record.all("A2", &container.editor);
        record.all("A4", &container.translator);
        let volume = words::volume_in_reference(container).filter(|_| reference.genre != Genre::InJournal);
        record.put("VL", &volume.or_else(|| container.volume.map(|v| v.to_string())).unwrap_or_default());
        record.put("ET", container.edition.as_deref().unwrap_or_default());
        let issue = container.issue.map(|issue| issue.to_string());
        record.put("IS", &issue.unwrap_or_default());
        record.put("M1", container.number.as_deref().unwrap_or_default());
        record.put("M3", container.genre.as_deref().unwrap_or_default());
        record.all("PB", &container.publishers);
        record.all("CY", &container.place);
        if let (Some(first), Some(last)) = (container.pages.first(), container.pages.last()) {
            record.put("SP", &first.from.to_string());
            record.put("EP", &last.to.to_string());
        } else {
            record.put("SP", container.newspaper_page.as_deref().unwrap_or_default());
        }
        record.put("UR", container.url.as_deref().unwrap_or_default());
        record.put("DO", container.doi.as_deref().unwrap_or_default());
        record.put("Y2", &container.accessed.map(day).unwrap_or_default());
    }
    record.put("SE", citation.provision.as_deref().unwrap_or_default());
    if let Some(date) = reference.issued().or_else(|| reference.dated()) {
        record.put("PY", &date.get_year().to_string());
        record.put("DA", &day(date));
    }
    let spoken = reference.dated().filter(|_| reference.issued().is_some());
    record.put("OP", &spoken.map(day).unwrap_or_default());
    record.0.push_str("ER  - \r\n");
    Some(record.0)
}

fn kind(reference: &Reference<'_>) -> &'static str {
    match reference.genre {
        Genre::Book => "BOOK",
        Genre::InBook => "CHAP",
        Genre::InJournal => "JOUR",
        Genre::InNewspaper => "NEWS",
        Genre::Periodical => "SER",
        Genre::Web => "ELEC",
        Genre::Thesis => "THES",
        Genre::Standard => "STAND",
        Genre::Patent => "PAT",
        Genre::Report => "RPRT",
        Genre::Law => "STAT",
        Genre::Archive => "MANSCPT",
        Genre::Alone => match reference.citation.work.as_ref().map(|work| work.kind) {
            Some(WorkKind::Letter) => "PCOMM",
            Some(WorkKind::Report) => "RPRT",
            _ => "GEN",
        },
    }
}

/// 2012/12/29/, 2012/12//, 2012///: the form of dates in RIS.
fn day(date: PartialDate) -> String {
    let two = |n: Option<u8>| n.map(|n| format!("{n:02}")).unwrap_or_default();
    format!("{:04}/{}/{}/", date.get_year(), two(date.get_month()), two(date.get_day()))
}

struct Lines(String);

impl Lines {
    /// A tag and its value, where there is one.
    fn put(&mut self, tag: &str, value: &str) {
        let value = words::one_line(value);
        if !value.is_empty() {
            self.0.push_str(&format!("{tag}  - {value}\r\n"));
        }
    }

    fn all(&mut self, tag: &str, values: &[String]) {
        values.iter().for_each(|value| self.put(tag, value));
    }
}
