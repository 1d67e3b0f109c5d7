//! References in Latin and Cyrillic letters as Chinese notes print them between Chinese ones: Author, “Article,”
//! Journal, Vol. 42, No. 2 (1982), pp. 365–442; Author, Title, Place: Press, 1916, p. 11; and the Russian
//! Автор И. О. Заглавие. М.: Издательство, 1955. С. 132.

use super::assemble::Fields;
use super::code;
use super::number;
use super::scan::{Scan, closes_round, digit_for_letter, is_colon, is_comma, opens_round};
use chuchu_model::{CitedWork, Container, ContainerKind, WorkKind};
use chuchu_text::is_han;
use std::ops::Range;

/// Reads a reference in a foreign script; `None` when Chinese characters or kana are in it, or nothing is cut by marks.
pub(super) fn read(scan: &Scan<'_>, range: Range<usize>) -> Option<Fields> {
    let eastern =
        |c: char| is_han(c) || matches!(c, '\u{3040}'..='\u{30ff}' | '\u{ac00}'..='\u{d7af}' | '《');
    let letters = range.clone().filter(|n| scan.at(*n).is_alphabetic()).count();
    if range.clone().any(|n| eastern(scan.at(n))) || letters < 8 || scan.has(range.start, "http") {
        return None;
    }
    let lead = scan.any(range.start, &["Seealso", "See", "Cf.", "Quotedin", "Citedin"]).map(|(_, end)| end);
    let range = lead.filter(|end| scan.gap(*end).is_some()).unwrap_or(range.start)..range.end;
    let russian = range.clone().any(|n| matches!(scan.at(n), 'А'..='я'));
    let parts = if russian {
        cut(scan, range, is_russian_stop)
    } else {
        cut(scan, range, |scan, n| is_comma(scan.at(n)))
    };
    if parts.len() < 2 {
        return None;
    }
    let mut reader = Reader {
        scan,
        fields: Fields::default(),
        container: Container::new(ContainerKind::Book),
        open: Vec::new(),
    };
    parts.iter().for_each(|part| reader.part(part));
    Some(reader.finish())
}

/// A stop that is not that of an initial or of an abbreviated place: Ф., М.:.
fn is_russian_stop(scan: &Scan<'_>, n: usize) -> bool {
    let initial = scan.before(n).is_uppercase() && !scan.before(n.saturating_sub(1)).is_alphabetic();
    let name_ends = initial && scan.gap(n + 1).is_some() && scan.at(n + 2) != '.';
    scan.at(n) == '.' && !is_colon(scan.at(n + 1)) && (!initial || name_ends) && scan.before(n) != 'С'
}

/// Cuts a range at marks outside brackets and quotation marks.
fn cut(scan: &Scan<'_>, range: Range<usize>, at: impl Fn(&Scan<'_>, usize) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut depth, mut quoted) = (range.start, 0usize, false);
    for n in range.clone() {
        match scan.at(n) {
            '“' => quoted = true,
            '”' => quoted = false,
            '"' => quoted = !quoted,
            c if opens_round(c) => depth += 1,
            c if closes_round(c) => depth = depth.saturating_sub(1),
            _ => {}
        }
        let closes = matches!(scan.at(n), '”' | '"') && !quoted && is_comma(scan.before(n));
        if closes || (depth == 0 && !quoted && at(scan, n)) {
            found.push(start..n + usize::from(closes));
            start = n + 1;
        }
    }
    found.push(start..range.end);
    found.retain(|part| !part.is_empty());
    found
}

struct Reader<'s, 't> {
    scan: &'s Scan<'t>,
    fields: Fields,
    container: Container,
    /// Parts that are no numbered field, in order: author, title, and what goes on with the title.
    open: Vec<Range<usize>>,
}

impl Reader<'_, '_> {
    fn part(&mut self, part: &Range<usize>) {
        if self.edition(part) || self.press_alone(part) {
            return;
        }
        if self.quoted(part) || self.numbered(part) || self.imprint(part) || self.person(part) {
            return;
        }
        self.open.push(part.clone());
    }

    /// “Article,”: the work; what is open before it names its author.
    fn quoted(&mut self, part: &Range<usize>) -> bool {
        if !matches!(self.scan.at(part.start), '“' | '"') {
            return false;
        }
        let mut inner = part.start + 1..part.end;
        while matches!(self.scan.before(inner.end), '”' | '"' | ',' | '，') && !inner.is_empty() {
            inner.end -= 1;
        }
        let title = self.scan.raw(inner.clone()).to_owned();
        self.fields.work = Some(CitedWork {
            title: Some(title),
            kind: WorkKind::Article,
            span: Some(self.scan.span(inner)),
        });
        self.take_author();
        true
    }

    fn take_author(&mut self) {
        let open = std::mem::take(&mut self.open);
        for mut part in open {
            // the stop of the last initial belongs to the name: Энгельс Ф.
            part.end += usize::from(self.scan.at(part.end) == '.');
            let printed = self.scan.raw(part).trim();
            self.fields
                .author
                .extend(printed.split(" and ").flat_map(|s| s.split(" & ")).map(|s| s.trim().to_owned()));
        }
    }

    /// Vol. 42, No. 2 (1982), pp. 365–442, 1916, С. 132.
    fn numbered(&mut self, part: &Range<usize>) -> bool {
        let scan = self.scan;
        let word = |words: &[&'static str]| scan.any(part.start, words).map(|(_, end)| end);
        if let Some(at) = word(&["pp.", "p.", "С.", "с.", "S.", "Pp."]).filter(|at| self.numeral(*at)) {
            self.container.pages = number::page_list(scan, at).map(|r| r.value).unwrap_or_default();
            self.misread(at..part.end);
            return true;
        }
        if let Some(number) = word(&["Volume", "Vol.", "vol.", "Т.", "Bd."]).and_then(|at| scan.number(at)) {
            self.container.volume = u32::try_from(number.value).ok();
            return true;
        }
        if let Some(number) =
            word(&["Issue", "No.", "no.", "№", "Nr.", "Nos."]).and_then(|at| scan.number(at))
        {
            self.container.issue = u32::try_from(number.value).ok();
            self.year_in(number.end..part.end);
            return true;
        }
        let pages = number::page_list(scan, part.start).filter(|p| p.end == part.end);
        if let Some(pages) =
            pages.filter(|_| !self.container.publishers.is_empty() && self.container.year.is_some())
        {
            self.container.pages = pages.value; // (Cambridge: Harvard University Press, 1990), 30-48
            return true;
        }
        part.len() <= 6 && self.year_in(part.clone())
    }

    /// 2nd ed., 6. Aufl.
    fn edition(&mut self, part: &Range<usize>) -> bool {
        let ends = ["ed.", "ed", "edn", "edn.", "edition", "Aufl.", "Auflage"]
            .iter()
            .any(|w| self.scan.ends(part, w));
        let edition = ends && self.scan.at(part.start).is_ascii_digit() && part.len() <= 12;
        if edition {
            self.container.edition = Some(self.scan.raw(part.clone()).trim().to_owned());
        }
        edition
    }

    /// Cambridge University Press, without its place.
    fn press_alone(&mut self, part: &Range<usize>) -> bool {
        let words = ["Press", "Publishers", "Publishing", "Verlag", "Books", "Publications"];
        let plain = !part.clone().any(|n| is_colon(self.scan.at(n)) || opens_round(self.scan.at(n)));
        let press = words.iter().any(|w| self.scan.ends(part, w)) && plain && !self.open.is_empty();
        if press {
            self.container.publishers = vec![self.scan.raw(part.clone()).trim().to_owned()];
        }
        press
    }

    fn numeral(&self, at: usize) -> bool {
        self.scan.at(at).is_ascii_digit() || digit_for_letter(self.scan.at(at)).is_some()
    }

    fn year_in(&mut self, range: Range<usize>) -> bool {
        let year = range.clone().filter(|n| *n == range.start || !self.scan.before(*n).is_ascii_digit());
        let Some((year, _)) = year.into_iter().find_map(|n| super::dates::bare_year(self.scan, n)) else {
            return false;
        };
        self.container.year = self.container.year.or(Some(year));
        true
    }

    fn misread(&mut self, range: Range<usize>) {
        for (n, digit) in self.scan.misread_digits(range) {
            let span = self.scan.span(n..n + 1);
            let printed = self.scan.at(n);
            let message = format!("{printed} stands where the digit {digit} belongs");
            self.fields.remarks.push(code::LETTER_FOR_DIGIT.repair(span, message, digit));
        }
    }

    /// New York: Macmillan; Title (New York: Macmillan, 1916).
    fn imprint(&mut self, part: &Range<usize>) -> bool {
        let scan = self.scan;
        if let Some(open) = part.clone().find(|n| opens_round(scan.at(*n))) {
            let close = part.clone().rev().find(|n| closes_round(scan.at(*n))).unwrap_or(part.end);
            let inside = cut(scan, open + 1..close.max(open + 1), |scan, n| is_comma(scan.at(n)));
            let dated = inside.iter().any(|piece| piece.len() == 4 && scan.number(piece.start).is_some());
            if dated {
                if open > part.start {
                    self.open.push(part.start..open);
                }
                self.enclosed(&inside);
                return true;
            }
        }
        let colon = part.clone().find(|n| is_colon(scan.at(*n)));
        let Some(colon) =
            colon.filter(|c| *c < part.start + 24 && !self.open.is_empty() && self.placed(part, *c))
        else {
            return false;
        };
        let state = colon <= part.start + 5 && self.open.len() > 1;
        let city = self
            .open
            .last()
            .filter(|p| state && p.len() <= 16 && scan.find((*p).clone(), is_colon).is_none())
            .cloned();
        if city.is_some() {
            self.open.pop(); // Cambridge, MA: Harvard University Press
        }
        let start = city.map_or(part.start, |city| city.start);
        self.container.place = vec![scan.raw(start..colon).trim().to_owned()];
        let press = colon + 1..part.end;
        let comma = press.clone().find(|n| is_comma(scan.at(*n)));
        self.container.publishers = vec![scan.raw(press.start..comma.unwrap_or(press.end)).trim().to_owned()];
        if let Some(comma) = comma {
            self.year_in(comma + 1..press.end);
        }
        true
    }

    /// Cambridge, Mass.: Harvard University Press, 1968: the inside of a bracket.
    fn enclosed(&mut self, pieces: &[Range<usize>]) {
        let press = pieces.iter().position(|p| p.clone().any(|n| is_colon(self.scan.at(n))));
        let skip = press.unwrap_or(0);
        if let (Some(first), Some(piece)) = (pieces.first(), press.and_then(|n| pieces.get(n))) {
            let colon = piece.clone().find(|n| is_colon(self.scan.at(*n))).unwrap_or(piece.end);
            self.container.place = vec![self.scan.raw(first.start..colon).trim().to_owned()];
            self.container.publishers = vec![self.scan.raw(colon + 1..piece.end).trim().to_owned()];
        }
        pieces.iter().skip(skip + usize::from(press.is_some())).for_each(|piece| self.part(piece));
    }

    /// Whether a colon divides place and press, not title and subtitle: an author and a title must stand before it.
    fn placed(&self, part: &Range<usize>, colon: usize) -> bool {
        let titled = self.open.len() >= 2 || self.fields.work.is_some() || !self.fields.author.is_empty();
        titled && self.scan.at(part.start).is_uppercase() && colon > part.start
    }

    /// trans. X, ed. Y, Z ed.
    fn person(&mut self, part: &Range<usize>) -> bool {
        let scan = self.scan;
        if let Some((_, at)) = scan.any(part.start, &["translatedby", "trans.", "tr."]) {
            self.container.translator.push(scan.raw(at..part.end).trim().to_owned());
            return true;
        }
        if let Some((_, at)) = scan.any(part.start, &["editedby", "eds.", "ed."]) {
            if at < part.end {
                self.container.editor.push(scan.raw(at..part.end).trim().to_owned());
            } else if let Some(name) = self.open.pop() {
                self.container.editor.push(scan.raw(name).trim().to_owned());
            }
            return true;
        }
        false
    }

    fn finish(mut self) -> Fields {
        let mut title = self.open.first().cloned();
        if self.fields.work.is_none() && self.open.len() >= 2 {
            let rest = self.open.split_off(1);
            self.take_author();
            title = rest.first().zip(rest.last()).map(|(first, last)| first.start..last.end);
        } else if let (Some(first), Some(last)) = (self.open.first(), self.open.last()) {
            title = Some(first.start..last.end);
        }
        if let Some(title) = title {
            let start =
                self.scan.any(title.start, &["in"]).filter(|_| self.scan.gap(title.start + 2).is_some());
            let title = start.map_or(title.clone(), |(_, at)| at..title.end);
            self.container.title = Some(self.scan.raw(title).trim().trim_end_matches(',').to_owned());
        }
        let journal = self.fields.work.is_some() && self.container.publishers.is_empty();
        self.container.kind = if journal { ContainerKind::Journal } else { ContainerKind::Book };
        self.fields.containers.push(self.container);
        self.fields
    }
}

#[cfg(test)]
mod tests {
    use crate::citation::parse;

    #[track_caller]
    fn check(text: &str, author: &str, title: &str, holder: &str, pages: (u32, u32)) {
        let citation = parse(text);
        let container = citation.containers.first().unwrap();
        assert_eq!(citation.author, [author]);
        assert_eq!(citation.title(), Some(title));
        assert_eq!(container.title.as_deref(), Some(holder));
        assert_eq!((container.pages[0].from, container.pages[0].to), pages);
    }

    #[test]
    fn latin_and_russian_references() {
        check(
            "Robert Hartwell, “Transformations of China, 750–1550,” Harvard Journal of Asiatic Studies, Vol. 42, No. 2 (1982), pp. 365–442.",
            "Robert Hartwell",
            "Transformations of China, 750–1550",
            "Harvard Journal of Asiatic Studies",
            (365, 442),
        );
        let book = "Democracy and Education";
        check(
            "John Dewey, Democracy and Education, New York: Macmillan, 1916, p. 1l.",
            "John Dewey",
            book,
            book,
            (11, 11),
        );
        check(
            "John Dewey, Democracy and Education (New York: Macmillan, 1916), pp. 3-4.",
            "John Dewey",
            book,
            book,
            (3, 4),
        );
        let russian = "Диалектика природы";
        check(
            "Энгельс Ф. Диалектика природы. М.: Госполитиздат, 1955. С. 132.",
            "Энгельс Ф.",
            russian,
            russian,
            (132, 132),
        );
    }
}
