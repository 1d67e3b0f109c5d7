//! The values of `field:value`: names to look for, kinds of documents, ranges of dates.

use super::Field;
use super::fault::{Edit, Trouble};
use super::lex::narrow;
use chuchu_model::{DocumentId, DocumentKind, PartialDate, Span};
use chuchu_text::{Folding, fold_to_string};

/// What the kinds of documents are called in Chinese.
const KINDS: [(&str, DocumentKind); 16] = [
    ("摘编", DocumentKind::ExcerptCompilation),
    ("论述摘编", DocumentKind::ExcerptCompilation),
    ("文章", DocumentKind::Article),
    ("论文", DocumentKind::Article),
    ("报纸", DocumentKind::NewspaperArticle),
    ("新闻", DocumentKind::NewspaperArticle),
    ("文集", DocumentKind::Anthology),
    ("选集", DocumentKind::Anthology),
    ("讲话", DocumentKind::Speech),
    ("演讲", DocumentKind::Speech),
    ("访谈", DocumentKind::Interview),
    ("采访", DocumentKind::Interview),
    ("报告", DocumentKind::Report),
    ("法律", DocumentKind::Law),
    ("法规", DocumentKind::Law),
    ("其他", DocumentKind::Other),
];

const ALL: [DocumentKind; 9] = [
    DocumentKind::ExcerptCompilation,
    DocumentKind::Article,
    DocumentKind::NewspaperArticle,
    DocumentKind::Anthology,
    DocumentKind::Speech,
    DocumentKind::Interview,
    DocumentKind::Report,
    DocumentKind::Law,
    DocumentKind::Other,
];

/// The condition that a field and its value make.
pub(crate) fn condition(name: &str, value: &str, span: Span) -> Result<Field, Trouble> {
    let letters: Vec<char> = fold_to_string(value, Folding::LETTERS).chars().collect();
    if letters.is_empty() {
        let message = format!("{name}: wants a value with a letter, digit or character in it");
        return Err(Trouble::at(span, message));
    }
    Ok(match name {
        "title" => Field::Title(letters),
        "work" => Field::Work(letters),
        "speaker" => Field::Speaker(letters.into_iter().collect()),
        "kind" => Field::Kind(kind(value, span)?),
        "doc" => Field::Doc(DocumentId::new(value).map_err(|e| Trouble::at(span, e.to_string()))?),
        _ => years(value, span)?,
    })
}

/// The name of a kind in JSON, which is its name in a query.
fn name_of(kind: DocumentKind) -> String {
    crate::schema::kind_name(kind).trim_matches('"').to_owned()
}

fn kind(value: &str, span: Span) -> Result<DocumentKind, Trouble> {
    let word = narrow(value).to_ascii_lowercase();
    if let Some(kind) = ALL.into_iter().find(|kind| name_of(*kind) == word) {
        return Ok(kind);
    }
    let names = ALL.map(name_of).join(", ");
    let trouble = Trouble::at(span, format!("kind: is one of {names}"));
    Err(match nearest(&word) {
        Some(kind) => trouble.mended(Edit::new(span, name_of(kind))),
        None => trouble,
    })
}

/// The kind that a wrong word may mean: a Chinese name, the beginning of a name, or one letter off.
fn nearest(word: &str) -> Option<DocumentKind> {
    let chinese = KINDS.iter().find(|(name, _)| *name == word).map(|(_, kind)| *kind);
    let begun = |kind: &DocumentKind| word.len() > 2 && name_of(*kind).starts_with(word);
    let near = |kind: &DocumentKind| word.is_ascii() && one_letter_off(&name_of(*kind), word);
    chinese.or_else(|| ALL.into_iter().find(begun)).or_else(|| ALL.into_iter().find(near))
}

/// Whether two ASCII words are the same but for one letter left out, added or changed.
fn one_letter_off(a: &str, b: &str) -> bool {
    let same = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let tail = a.bytes().skip(same).rev().zip(b.bytes().skip(same).rev()).take_while(|(x, y)| x == y).count();
    a.len().max(b.len()) <= same + tail + 1
}

/// `2012`, `2012-12..2014`, `2012..`, `..2014`.
fn years(value: &str, span: Span) -> Result<Field, Trouble> {
    let read = narrow(value);
    let date = |s: &str| if s.is_empty() { Some(None) } else { s.parse::<PartialDate>().ok().map(Some) };
    let (from, to) = read.split_once("..").unwrap_or((&read, &read));
    let days = match (date(from), date(to)) {
        (Some(None), Some(None)) => None,
        (Some(from), Some(to)) => {
            Some((from.map_or(0, PartialDate::earliest), to.map_or(u32::MAX, PartialDate::latest)))
        }
        _ => None,
    };
    match days {
        Some((from, to)) if from <= to => Ok(Field::Days(from, to)),
        _ => Err(no_years(&read, span)),
    }
}

/// A range of years turned round, or written another way, is put right.
fn no_years(value: &str, span: Span) -> Trouble {
    let trouble =
        Trouble::at(span, "year: wants a year or a range of years, such as year:2012 or year:2012..2014");
    let numbers: Vec<&str> =
        value.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    let years = numbers.iter().all(|n| n.len() == 4);
    let proposed = match numbers.as_slice() {
        [year] if years => (*year).to_owned(),
        [a, b] if years => format!("{}..{}", a.min(b), a.max(b)),
        [year, month] if year.len() == 4 && month.len() <= 2 => format!("{year}-{month:0>2}"),
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        _ => match value.split_once("..") {
            Some((a, b)) if a > b => format!("{b}..{a}"),
            _ => return trouble,
        },
    };
    let (from, to) = proposed.split_once("..").unwrap_or((&proposed, &proposed));
    let good = [from, to].iter().all(|date| date.parse::<PartialDate>().is_ok());
    if good && from <= to { trouble.mended(Edit::new(span, proposed)) } else { trouble }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn proposes(name: &str, value: &str, expect: Option<&str>) {
        let span = Span::from_range(0..value.len());
        let trouble = condition(name, value, span).unwrap_err();
        assert_eq!(trouble.repaired(value).as_deref(), expect, "{value}");
    }

    #[test]
    fn a_kind_is_known_by_what_it_is_called() {
        proposes("kind", "讲话", Some("speech"));
        proposes("kind", "speach", Some("speech"));
        proposes("kind", "news", Some("newspaper_article"));
        proposes("kind", "poem", None);
    }

    #[test]
    fn years_are_known_by_their_numbers() {
        proposes("year", "2014..2012", Some("2012..2014"));
        proposes("year", "2012—2014年", Some("2012..2014"));
        proposes("year", "2012年", Some("2012"));
        proposes("year", "2012年3月", Some("2012-03"));
        proposes("year", "2014-02..2012", Some("2012..2014-02"));
        proposes("year", "2012年13月", None);
        proposes("year", "20x", None);
        proposes("year", "..", None);
    }

    #[test]
    fn letters_off() {
        assert!(
            one_letter_off("law", "laws") && one_letter_off("law", "lav") && !one_letter_off("law", "wal")
        );
    }
}
