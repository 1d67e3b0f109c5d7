//! The citation grammar: a printed source reference to a [`Citation`], with repairs reported.
//!
//! A hand-written scanner, because print is broken where grammars are strict. In the order of work: `frame`
//! takes off what stands round a citation. Four manners of citing follow: `gbt` (GB/T 7714 and its kin, fields
//! cut at stops), `foreign` (Latin and Cyrillic letters), `case` (judgments) and the note styles with 《》. Of
//! these, `lex` reads fields from glyphs (`scan`), with `opening` (connectors, who opens a clause), `person`,
//! `marks` (titles), `bracket`, `dates`, `counted`, `number` and `edition` (pages, volumes, issues), `run` (presses,
//! places) and `notice` (theses, archives, asides); `assemble` decides what each field means and `fill` puts it there. `authority` knows
//! presses and periodicals, `place` cities, `kind` what a title tells. The remarks are those of `crate::code`.
//! What never lives here: finding citations in a text (`excerpt`), rendering.

mod assemble;
mod authority;
mod bracket;
mod case;
mod counted;
mod dates;
mod edition;
mod fill;
mod foreign;
mod frame;
mod gbt;
mod item;
mod kind;
mod lex;
mod marks;
mod mend;
mod notice;
mod number;
mod opening;
mod person;
mod place;
mod run;
mod scan;

use crate::code;
use chuchu_model::{Citation, Span};
use scan::Scan;

pub(crate) use kind::of_work as kind_of_work;

/// Parses a citation that stands alone; spans are in bytes of `text`.
///
/// Never fails: what cannot be read stays in a diagnostic with its span. Cost: close to linear in the length,
/// of which the first 2,000 characters are read.
///
/// ```
/// let citation = chuchu_parser::citation::parse("《坚持人民至上》（2020年5月22日），《求是》杂志2022年第20期");
/// assert_eq!(citation.work.unwrap().title.as_deref(), Some("坚持人民至上"));
/// assert_eq!(citation.dates[0].first().to_string(), "2020-05-22");
/// assert_eq!((citation.containers[0].year, citation.containers[0].issue), (Some(2022), Some(20)));
/// ```
#[must_use]
pub fn parse(text: &str) -> Citation {
    parse_at(text, Span::from_range(0..text.len()))
}

/// Parses the citation at `span` of a longer text; spans in the result are in bytes of the whole `text`.
/// A span that is not on character boundaries gives an empty citation.
#[must_use]
pub fn parse_at(text: &str, span: Span) -> Citation {
    let (scan, repairs) = mend::mend(Scan::new(text, span));
    let framed = frame::take_off(&scan);
    let range = framed.range;
    let fields = gbt::read(&scan, range.clone())
        .or_else(|| case::read(&scan, range.clone()))
        .or_else(|| foreign::read(&scan, range.clone()))
        .unwrap_or_else(|| notes(&scan, range));
    let mut diagnostics = repairs;
    diagnostics.extend(framed.remarks);
    diagnostics.extend(fields.remarks);
    diagnostics.extend(unread_tail(text, span, &scan));
    diagnostics.sort_by_key(|d| (d.span.start(), d.span.end()));
    let raw = span.of(text).unwrap_or("");
    Citation {
        raw: raw.to_owned(),
        span: Some(span),
        and_others: and_others(raw, &fields.author),
        author: fields.author,
        work: fields.work,
        dates: fields.dates,
        containers: fields.containers,
        diagnostics,
        document_type: fields.document_type,
        provision: fields.provision,
        archive: fields.archive,
    }
}

/// 刘文, 等. 韩铁等：: whether the persons are not all named.
fn and_others(raw: &str, author: &[String]) -> bool {
    let Some((_, rest)) = author.last().and_then(|last| raw.split_once(last.as_str())) else { return false };
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '，'));
    let word = rest.strip_prefix('等').or_else(|| rest.strip_prefix("et al"));
    word.is_some_and(|behind| !behind.starts_with(['级', '式', '价', '边', '于']))
}

/// What lies behind the longest stretch that is read as a citation.
fn unread_tail(text: &str, span: Span, scan: &Scan<'_>) -> Option<chuchu_model::Diagnostic> {
    let tail = Span::new(scan.end()?, span.end());
    let ink = tail.of(text).is_some_and(|t| t.chars().any(|c| !chuchu_text::is_blank(c)));
    ink.then(|| code::NOT_READ.at(tail, "too long for a citation: the rest is not read"))
}

/// The note styles of Chinese presses and journals, with 《》 round titles.
fn notes(scan: &Scan<'_>, range: std::ops::Range<usize>) -> assemble::Fields {
    let (items, remarks) = lex::Lexer::new(scan, range).read();
    let mut fields = assemble::assemble(scan, &items);
    fields.remarks.extend(remarks);
    fields
}

#[cfg(test)]
mod tests;
