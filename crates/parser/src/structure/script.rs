//! Names and headings were read in simplified characters, so that one list of words serves both scripts; here
//! they go back into the script of print.

use chuchu_model::{Document, Section, Span, Text};
use chuchu_text::is_blank;

/// Puts every text of `document` back as `text` prints it; `simple` is the same in simplified characters,
/// byte for byte as long.
pub(crate) fn restore(document: &mut Document, text: &str, simple: &str) {
    let print = Print { text, simple };
    let parts = document.title.iter_mut().chain(&mut document.subtitle).chain(&mut document.bylines);
    parts.for_each(|part| print.text(part));
    if let Some(publication) = &mut document.publication {
        print.words(&mut publication.name, publication.span);
    }
    for article in &mut document.articles {
        article.bylines.iter_mut().chain([&mut article.title]).for_each(|part| print.text(part));
        article.number.iter_mut().for_each(|number| print.words(number, article.span));
    }
    document.sections.iter_mut().for_each(|section| print.section(section));
}

struct Print<'t> {
    text: &'t str,
    simple: &'t str,
}

impl Print<'_> {
    /// Sections are nested as deep as headings have ranks.
    fn section(&self, section: &mut Section) {
        self.text(&mut section.heading);
        section.number.iter_mut().for_each(|number| self.words(number, section.heading.span));
        section.children.iter_mut().for_each(|child| self.section(child));
    }

    fn text(&self, part: &mut Text) {
        self.words(&mut part.text, part.span);
    }

    /// `words` as printed in `span`, where they stand in this order, perhaps with blanks dropped or added.
    fn words(&self, words: &mut String, span: Span) {
        let (Some(print), Some(simple)) = (span.of(self.text), span.of(self.simple)) else { return };
        let mut rest = simple.chars().zip(print.chars());
        *words = words
            .chars()
            .map(|c| {
                let mut ahead = rest.clone();
                match ahead.find(|(simple, _)| *simple == c).filter(|_| !is_blank(c)) {
                    Some((_, printed)) => {
                        rest = ahead;
                        printed
                    }
                    None => c,
                }
            })
            .collect();
    }
}
