//! Quotation marks of every make, sound or damaged. Which belongs to which is told in `pairing`.

use super::landmarks::{Landmarks, Sight};
use super::reach;
use chuchu_text::is_han;
use std::ops::Range;

/// Marks of one family pair with each other only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// “ ” „ 〝 〞 ＂ " and what damage or a typewriter made of them (see `doubled_at`).
    Double,
    /// ‘ ’ and '.
    Single,
    /// 「 」.
    Corner,
    /// 『 』.
    WhiteCorner,
}

impl Family {
    /// All of them.
    pub(crate) const ALL: [Self; 4] = [Self::Double, Self::Single, Self::Corner, Self::WhiteCorner];

    /// The sound mark that opens or closes.
    pub(crate) fn sound(self, opens: bool) -> &'static str {
        match (self, opens) {
            (Self::Double, true) => "“",
            (Self::Double, false) => "”",
            (Self::Single, true) => "‘",
            (Self::Single, false) => "’",
            (Self::Corner, true) => "「",
            (Self::Corner, false) => "」",
            (Self::WhiteCorner, true) => "『",
            (Self::WhiteCorner, false) => "』",
        }
    }
}

/// Which way a mark faces in print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Face {
    /// It looks like an opening mark.
    Opens,
    /// It looks like a closing mark.
    Closes,
    /// It has no direction.
    Neither,
}

/// What happened to a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Damage {
    /// Nothing.
    None,
    /// Written as an entity or with a backslash: the mark can be restored.
    Escaped,
    /// `?quot;`: the & and the character before it are lost.
    Swallowed,
}

/// A quotation mark and its place in the strand. Kept small: a text may consist of marks, and the pages that
/// lists of them fill cost more than what is read there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    start: u32,
    /// Its length in bytes.
    pub(super) length: u8,
    /// Its family.
    pub(crate) family: Family,
    /// Its direction in print.
    pub(crate) face: Face,
    /// Its condition.
    pub(crate) damage: Damage,
}

impl Mark {
    /// A mark of a few bytes, sound but for its direction.
    fn new(at: Range<usize>, family: Family, face: Face) -> Self {
        let start = u32::try_from(at.start).unwrap_or(u32::MAX);
        let length = u8::try_from(at.len()).unwrap_or(u8::MAX);
        Self { start, length, family, face, damage: Damage::None }
    }

    /// Its place.
    pub(crate) fn at(&self) -> Range<usize> {
        self.start as usize..self.start as usize + usize::from(self.length)
    }
}

/// Marks written out by software: the text, what it stands for, and its condition.
const WRITTEN: &[(&str, Family, Face, Damage)] = &[
    ("?quot;", Family::Double, Face::Neither, Damage::Swallowed),
    ("？quot;", Family::Double, Face::Neither, Damage::Swallowed),
    ("&quot;", Family::Double, Face::Neither, Damage::Escaped),
    ("&#34;", Family::Double, Face::Neither, Damage::Escaped),
    ("&ldquo;", Family::Double, Face::Opens, Damage::Escaped),
    ("&rdquo;", Family::Double, Face::Closes, Damage::Escaped),
    ("&#8220;", Family::Double, Face::Opens, Damage::Escaped),
    ("&#8221;", Family::Double, Face::Closes, Damage::Escaped),
    ("&#x201c;", Family::Double, Face::Opens, Damage::Escaped),
    ("&#x201d;", Family::Double, Face::Closes, Damage::Escaped),
    ("&#x201C;", Family::Double, Face::Opens, Damage::Escaped),
    ("&#x201D;", Family::Double, Face::Closes, Damage::Escaped),
    ("&amp;quot;", Family::Double, Face::Neither, Damage::Escaped),
    ("&amp;ldquo;", Family::Double, Face::Opens, Damage::Escaped),
    ("&amp;rdquo;", Family::Double, Face::Closes, Damage::Escaped),
    ("&lsquo;", Family::Single, Face::Opens, Damage::Escaped),
    ("&rsquo;", Family::Single, Face::Closes, Damage::Escaped),
    ("&#39;", Family::Single, Face::Neither, Damage::Escaped),
    ("\\\"", Family::Double, Face::Neither, Damage::Escaped),
    ("\\'", Family::Single, Face::Neither, Damage::Escaped),
];

/// All quotation marks of a text, in order. Cost: linear in the characters that may be marks.
pub(crate) fn find(landmarks: &Landmarks<'_>) -> Vec<Mark> {
    let text = landmarks.text();
    let mut marks: Vec<Mark> = Vec::with_capacity(landmarks.places(Sight::Mark).len());
    for (offset, c) in landmarks.characters(Sight::Mark) {
        let skipped = marks.last().is_some_and(|m| offset < m.at().end);
        if !skipped && let Some(mark) = mark_at(text, offset, c) {
            marks.push(mark);
        }
    }
    marks
}

fn mark_at(text: &str, offset: usize, c: char) -> Option<Mark> {
    let (family, face) = match c {
        ',' | '`' | '\'' | '‘' | '’' if following(text, offset) == c => {
            return doubled_at(text, offset, c).or_else(|| single_at(text, offset, c));
        }
        '“' | '〝' | '„' => (Family::Double, Face::Opens),
        '”' | '〞' | '〟' => (Family::Double, Face::Closes),
        '"' | '＂' => (Family::Double, Face::Neither),
        '‘' | '’' | '\'' => return single_at(text, offset, c),
        '「' | '﹁' => (Family::Corner, Face::Opens),
        '」' | '﹂' => (Family::Corner, Face::Closes),
        '『' | '﹃' => (Family::WhiteCorner, Face::Opens),
        '』' | '﹄' => (Family::WhiteCorner, Face::Closes),
        '?' | '？' | '&' | '\\' => return written_at(text, offset),
        _ => return None,
    };
    Some(Mark::new(offset..offset + c.len_utf8(), family, face))
}

/// A single mark, curled or straight.
fn single_at(text: &str, offset: usize, c: char) -> Option<Mark> {
    let face = match c {
        '‘' => Face::Opens,
        '’' if !apostrophe(text, offset) => Face::Closes,
        '\'' if !apostrophe(text, offset) && beside_han(text, offset) => Face::Neither,
        _ => return None,
    };
    Some(Mark::new(offset..offset + c.len_utf8(), Family::Single, face))
}

/// Two small marks set for one double mark: straight or grave accents, commas, ‘‘…’’. One that may be something else
/// counts only where its partner stands near.
fn doubled_at(text: &str, offset: usize, c: char) -> Option<Mark> {
    let end = offset + 2 * c.len_utf8();
    let inner = text.get(end..).and_then(|rest| rest.chars().next()).unwrap_or('\n');
    let closed = |by: &[&str]| by.iter().any(|mark| reach::after(text, end).contains(mark));
    let face = match c {
        '\'' if wide(preceding(text, offset)) || wide(inner) => Face::Neither,
        '`' if closed(&["''", "``", "”"]) => Face::Opens,
        ',' if is_han(inner) && closed(&["''", "“", "”"]) => Face::Opens,
        '‘' if closed(&["’’"]) => Face::Opens,
        '’' if reach::before(text, offset).contains("‘‘") => Face::Closes,
        _ => return None,
    };
    Some(Mark::new(offset..end, Family::Double, face))
}

fn written_at(text: &str, offset: usize) -> Option<Mark> {
    let rest = text.get(offset..)?;
    let (form, family, face, damage) = *WRITTEN.iter().find(|(form, ..)| rest.starts_with(form))?;
    Some(Mark { damage, ..Mark::new(offset..offset + form.len(), family, face) })
}

/// The character before `offset`.
fn preceding(text: &str, offset: usize) -> char {
    text.get(..offset).and_then(|head| head.chars().next_back()).unwrap_or('\n')
}

/// The character after the one at `offset`.
fn following(text: &str, offset: usize) -> char {
    text.get(offset..).and_then(|rest| rest.chars().nth(1)).unwrap_or('\n')
}

/// Whether a mark stands between two Latin letters or digits: it's, ’90s.
fn apostrophe(text: &str, offset: usize) -> bool {
    preceding(text, offset).is_ascii_alphanumeric() && following(text, offset).is_ascii_alphanumeric()
}

/// A straight single mark counts only in Chinese surroundings.
fn beside_han(text: &str, offset: usize) -> bool {
    wide(preceding(text, offset)) || wide(following(text, offset))
}

/// A Chinese character, or a mark of Chinese print.
fn wide(c: char) -> bool {
    is_han(c) || matches!(c, '，' | '。' | '：' | '、' | '“' | '”')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let found: Vec<_> =
            find(&Landmarks::of(text)).into_iter().map(|m| text.get(m.at()).unwrap()).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn marks_of_every_make_are_found() {
        check("“好”‘好’「好」『好』\"好\"", &["“", "”", "‘", "’", "「", "」", "『", "』", "\"", "\""]);
        check("标准?quot;（&ldquo;好&rdquo;\\\"好\\\"", &["?quot;", "&ldquo;", "&rdquo;", "\\\"", "\\\""]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("it's China’s，'好'", &["'", "'"]);
        check("what? quot; &amp;", &[]);
    }

    #[test]
    fn two_small_marks_stand_for_one() {
        check("说：''好。''", &["''", "''"]);
        check("说：``好。''", &["``", "''"]);
        check("说：,,好。''", &[",,", "''"]);
        check("说：‘‘好。’’", &["‘‘", "’’"]);
        check("‘外‘内’’", &["‘", "‘", "’", "’"]);
        check("一,,二，`code`", &[]);
    }
}
