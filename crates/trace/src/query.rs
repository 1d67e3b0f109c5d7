//! [`Query`]: a quotation made ready for tracing. Knows nothing of sources.

use crate::segments;
use chuchu_model::Span;
use chuchu_text::clause::{ends_clause, ends_sentence};
use chuchu_text::{Folded, Folding, numeral};
use std::collections::HashMap;

/// Ideographs and everything else of the basic plane are renumbered by table.
const PLANE: usize = 0x1_0000;

/// The number of a character that the quotation does not have.
const ABSENT: u16 = 0;
/// The number of an Arabic digit that the quotation does not have.
const ABSENT_ARABIC: u16 = u16::MAX;
/// The number of a Chinese numeral that the quotation does not have.
const ABSENT_HAN: u16 = u16::MAX - 1;
/// The most numbers given to characters.
const MOST_NUMBERS: u16 = 65_000;

/// What a character is in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Figure {
    /// No figure.
    No,
    /// 0 to 9.
    Arabic,
    /// 一, 十, 〇 and the like.
    Han,
}

impl Figure {
    fn of(c: char) -> Self {
        if c.is_ascii_digit() {
            Self::Arabic
        } else if numeral::is_han_numeral(c) {
            Self::Han
        } else {
            Self::No
        }
    }
}

impl Figure {
    /// Whether the two write numbers in different ways: a digit and a Chinese numeral.
    pub(crate) fn replaces(self, other: Self) -> bool {
        matches!((self, other), (Self::Arabic, Self::Han) | (Self::Han, Self::Arabic))
    }
}

/// A quotation, folded and renumbered; built once, compared with many sources.
///
/// Cost: linear, and a table of 128 KiB.
///
/// ```
/// use chuchu_trace::Query;
/// let query = Query::new("群眾路線，是黨的……生命線");
/// assert_eq!(query.letters(), 10);
/// assert!(Query::new("，。！").is_empty());
/// ```
#[derive(Clone, Debug)]
pub struct Query {
    pub(crate) text: String,
    /// Bytes of blanks that were dropped before it.
    pub(crate) lead: u32,
    pub(crate) folded: Folded,
    /// The letters as small numbers from 1.
    pub(crate) ids: Vec<u16>,
    /// Positions of each number, grouped: those of `id` are `starts[id]..starts[id + 1]`.
    pub(crate) positions: Vec<u32>,
    starts: Vec<u32>,
    /// What kind of figure each number is.
    figures: Vec<Figure>,
    plane: Vec<u16>,
    beyond: HashMap<char, u16>,
    /// `breaks[i]`: an ellipsis stands before letter `i` (the last entry: after all letters).
    pub(crate) breaks: Vec<bool>,
    /// How well each letter follows the one before; empty where nobody has said.
    pub(crate) cohesion: Vec<f64>,
}

impl Query {
    /// Makes a quotation ready. Blanks at its ends do not belong to it.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let lead = text.len() - text.trim_start_matches(chuchu_text::is_blank).len();
        let text = text.trim_matches(chuchu_text::is_blank).to_owned();
        let ellipses = segments::ellipses(&text);
        let folded = fold_around(&text, &ellipses);
        let mut query = Self {
            breaks: breaks(&folded, &ellipses),
            ids: Vec::with_capacity(folded.len()),
            positions: Vec::new(),
            starts: Vec::new(),
            figures: vec![Figure::No],
            plane: vec![0; PLANE],
            beyond: HashMap::new(),
            cohesion: Vec::new(),
            text,
            lead: u32::try_from(lead).unwrap_or(0),
            folded,
        };
        query.renumber();
        query
    }

    /// Tells how well each of the folded letters follows the one before it in texts of this kind, in bits: how much
    /// more often it does than by chance (pointwise mutual information; Church and Hanks 1990), and 0 for the first.
    /// Places that differ in words that read well are then less [similar](crate::Place::similarity) than those that
    /// differ in slips of the pen; without it every letter counts alike.
    ///
    /// ```
    /// use chuchu_trace::{Query, Window, nearest};
    /// let window = Window::new("企业应当依法办理备案手续");
    /// let query = Query::new("企业应当依法办理登记手续");
    /// let known = query.clone().with_cohesion(vec![3.0; query.letters()]);
    /// let like = |query| nearest(query, &window).map(|place| place.similarity);
    /// assert!(like(&known) < like(&query));
    /// ```
    #[must_use]
    pub fn with_cohesion(mut self, bits: Vec<f64>) -> Self {
        self.cohesion = bits;
        self
    }

    /// The quotation without blanks at its ends.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The folded letters of a text, as [`folded`](Self::folded) of the quotation that it would be. Cheaper than to
    /// make it ready.
    #[must_use]
    pub fn letters_of(text: &str) -> Vec<char> {
        fold_around(text, &segments::ellipses(text)).chars().to_vec()
    }

    /// Number of letters, digits and ideographs; words such as 〔略〕 that stand for an omission are none.
    #[must_use]
    pub fn letters(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The folded letters, as they are looked for.
    #[must_use]
    pub fn folded(&self) -> &[char] {
        self.folded.chars()
    }

    /// Whether something is marked as left out inside the quotation.
    #[must_use]
    pub fn has_ellipsis(&self) -> bool {
        self.breaks.iter().skip(1).take(self.ids.len().saturating_sub(1)).any(|b| *b)
    }

    /// The stretches of folded letters between ellipses.
    pub fn pieces(&self) -> impl Iterator<Item = &[char]> {
        let cuts = (0..=self.ids.len()).filter(|i| *i == self.ids.len() || (*i > 0 && self.breaks[*i]));
        cuts.scan(0, |from, to| {
            let piece = self.folded.chars().get(*from..to);
            *from = to;
            piece
        })
    }

    /// Before which letters a sentence or a line may have ended: a mark that ends one, a colon (after which a list
    /// begins), or a blank stands there. In letters, without the first.
    pub fn sentence_starts(&self) -> impl Iterator<Item = usize> {
        self.starts_behind(|c| ends_sentence(c) || matches!(c, '：' | ':') || chuchu_text::is_blank(c))
    }

    /// Before which letters a clause may have ended: a mark that ends one stands there. In letters, without the first.
    pub fn clause_starts(&self) -> impl Iterator<Item = usize> {
        self.starts_behind(ends_clause)
    }

    /// Before which letters a character of a kind stands.
    fn starts_behind(&self, is_end: impl Fn(char) -> bool) -> impl Iterator<Item = usize> {
        (1..self.ids.len()).filter(move |i| {
            let end = self.folded.place(i - 1).map_or(0, Span::end);
            let start = self.folded.place(*i).map_or(end, Span::start);
            let between = Span::new(end, start).of(&self.text).unwrap_or("");
            between.chars().any(&is_end)
        })
    }

    /// The number of a folded character; where the quotation has none such, [`ABSENT`] or, for figures,
    /// [`ABSENT_ARABIC`] and [`ABSENT_HAN`].
    pub(crate) fn id_of(&self, c: char) -> u16 {
        let id = match self.plane.get(c as usize) {
            Some(id) => *id,
            None => self.beyond.get(&c).copied().unwrap_or(ABSENT),
        };
        match Figure::of(c) {
            Figure::Arabic if id == ABSENT => ABSENT_ARABIC,
            Figure::Han if id == ABSENT => ABSENT_HAN,
            _ => id,
        }
    }

    /// What kind of figure a numbered character is.
    pub(crate) fn figure(&self, id: u16) -> Figure {
        match id {
            ABSENT_ARABIC => Figure::Arabic,
            ABSENT_HAN => Figure::Han,
            _ => self.figures.get(usize::from(id)).copied().unwrap_or(Figure::No),
        }
    }

    /// Where a numbered character stands in the quotation, in letters.
    pub(crate) fn places_of(&self, id: u16) -> &[u32] {
        let bound = |i: usize| self.starts.get(i).map_or(0, |n| *n as usize);
        self.positions.get(bound(id.into())..bound(usize::from(id) + 1)).unwrap_or(&[])
    }

    fn renumber(&mut self) {
        let mut last = 0u16;
        for c in self.folded.chars() {
            let slot = match self.plane.get_mut(*c as usize) {
                Some(slot) => slot,
                None => self.beyond.entry(*c).or_insert(0),
            };
            if *slot == 0 {
                // Past 65,000 different characters the rest share a number: no quotation has so many.
                if last < MOST_NUMBERS {
                    last += 1;
                    self.figures.push(Figure::of(*c));
                }
                *slot = last;
            }
            self.ids.push(*slot);
        }
        self.group(last);
    }

    fn group(&mut self, last: u16) {
        let mut counts = vec![0u32; usize::from(last) + 2];
        for id in &self.ids {
            counts[usize::from(*id) + 1] += 1;
        }
        for i in 1..counts.len() {
            counts[i] += counts[i - 1];
        }
        self.starts.clone_from(&counts);
        self.positions = vec![0; self.ids.len()];
        for (place, id) in (0u32..).zip(&self.ids) {
            let slot = &mut counts[usize::from(*id)];
            self.positions[*slot as usize] = place;
            *slot += 1;
        }
    }
}

/// Folds a text but for its ellipses, so that the 略 of 〔略〕 is no letter of the quotation.
fn fold_around(text: &str, ellipses: &[Span]) -> Folded {
    if ellipses.iter().all(|e| e.of(text).is_none_or(|t| !t.contains('略'))) {
        return Folded::new(text, Folding::LETTERS);
    }
    // Blanks of the same number of bytes keep every place.
    let mut masked = text.to_owned();
    for ellipsis in ellipses {
        masked.replace_range(ellipsis.range(), &" ".repeat(ellipsis.len() as usize));
    }
    Folded::new(&masked, Folding::LETTERS)
}

fn breaks(folded: &Folded, ellipses: &[Span]) -> Vec<bool> {
    let mut breaks = vec![false; folded.len() + 1];
    for ellipsis in ellipses {
        breaks[folded.index_at(ellipsis.start())] = true;
    }
    breaks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let query = Query::new(text);
        let pieces: Vec<String> = query.pieces().map(|p| p.iter().collect()).collect();
        assert_eq!(pieces, expect, "{text}");
    }

    #[test]
    fn pieces_stand_between_ellipses() {
        check("一切，……从群众", &["一切", "从群众"]);
        check("……一切〔略〕群众…", &["一切", "群众"]);
        check("一切", &["一切"]);
    }

    #[test]
    fn sentences_begin_after_their_marks() {
        let query = Query::new("是职责。第五条 政府，应当");
        assert_eq!(query.sentence_starts().collect::<Vec<_>>(), [3, 6]);
    }

    #[test]
    fn a_character_beyond_the_plane_has_a_number() {
        let query = Query::new("𠮷祥𠮷");
        let id = query.id_of('𠮷');
        assert!(id > 0 && query.places_of(id) == [0, 2]);
        assert_eq!(query.id_of('党'), 0);
    }
}
