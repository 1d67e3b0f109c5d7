//! What befell the marks and the characters: diagnostics with a reading, and the noise that stands for marks.
//!
//! Codes: Q001 a mark that faces the wrong way; Q002 a mark written out by software (`?quot;`, `\"`); Q003 a
//! mark without a partner; Q004 lost characters (U+FFFD, 锟斤拷); Q005 a number missing before 周年. The rest
//! (misread text, entities, doubled marks, invisible characters) is `garble`'s.

use super::landmarks::{Landmarks, Sight};
use super::marks::{Damage, Mark};
use super::pairing::Pairs;
use super::reach;
use super::strand::Strand;
use crate::code;
use crate::words::Words;
use chuchu_model::{Diagnostic, Noise, NoiseKind};
use std::ops::Range;

/// Most diagnostics of one code; a text with more faults than this is broken as a whole.
pub(super) const MOST: usize = 2000;

/// Words before which a number of years must stand.
pub(super) static YEARS: Words = Words::new(&["周年", "年来"]);

/// What is counted in years; a number belongs between it and 周年.
const ANNIVERSARY: Words = Words::new(&["成立", "诞辰", "胜利", "逝世", "建党", "建军", "建国", "开放"]);

/// What is to be reported of a text.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// What was noticed.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Marks that software wrote out.
    pub(crate) noise: Vec<Noise>,
}

/// Looks at marks and lost characters. Cost: linear.
pub(crate) fn report(strand: &Strand, landmarks: &Landmarks<'_>, marks: &[Mark], pairs: &Pairs) -> Report {
    let mut report = Report::default();
    let mut reversed = 0;
    for (i, opens) in &pairs.odd {
        let Some(mark) = marks.get(*i as usize) else { continue };
        if mark.damage != Damage::None {
            report.written(strand, mark, *opens);
        } else {
            reversed += 1;
            if reversed <= MOST {
                report.reversed(strand, mark, *opens);
            }
        }
    }
    for i in pairs.loose.iter().take(MOST) {
        report.loose(strand, marks.get(*i as usize));
    }
    report.lost_characters(strand, landmarks);
    report.missing_numbers(strand, landmarks);
    report.garbled(strand, landmarks);
    report.diagnostics.sort_by_key(|d| d.span);
    report
}

impl Report {
    fn reversed(&mut self, strand: &Strand, mark: &Mark, opens: bool) {
        let span = strand.span(&mark.at());
        let sound = mark.family.sound(opens);
        let side = if opens { "an opening" } else { "a closing" };
        let message = format!("the quotation mark faces the wrong way: {side} mark belongs here");
        self.diagnostics.push(code::MARK_FACES_WRONG.repair(span, message, sound));
    }

    fn written(&mut self, strand: &Strand, mark: &Mark, opens: bool) {
        let span = strand.span(&mark.at());
        let sound = mark.family.sound(opens);
        let lost =
            if mark.damage == Damage::Swallowed { lost_character(strand.text(), mark, opens) } else { "" };
        let message = if mark.damage == Damage::Swallowed {
            "a quotation mark was destroyed together with the character before it"
        } else {
            "a quotation mark written out by software"
        };
        let reading = format!("{lost}{sound}");
        self.diagnostics.push(code::MARK_DESTROYED.repair(span, message, reading));
        self.noise.push(Noise { kind: NoiseKind::Mojibake, span });
    }

    fn loose(&mut self, strand: &Strand, mark: Option<&Mark>) {
        let Some(mark) = mark else { return };
        let span = strand.span(&mark.at());
        if mark.damage != Damage::None {
            self.noise.push(Noise { kind: NoiseKind::Mojibake, span });
        }
        let message = "a quotation mark without a partner in its paragraph";
        self.diagnostics.push(code::LONELY_MARK.at(span, message));
    }

    /// Runs of U+FFFD, what is left of such a run read once more in a wrong encoding, and what compilers fill
    /// memory with.
    fn lost_characters(&mut self, strand: &Strand, landmarks: &Landmarks<'_>) {
        let text = strand.text();
        let mut run: Option<Range<usize>> = None;
        for (at, found) in landmarks.characters(Sight::Lost) {
            let inside = run.as_ref().is_some_and(|run| at < run.end);
            let Some(length) = (!inside).then(|| lost_at(text, at, found)).flatten() else { continue };
            match &mut run {
                Some(range) if range.end == at => range.end = at + length,
                _ => {
                    self.lost(strand, run.replace(at..at + length));
                }
            }
        }
        self.lost(strand, run);
    }

    fn lost(&mut self, strand: &Strand, run: Option<Range<usize>>) {
        let Some(run) = run.filter(|_| self.diagnostics.len() < 4 * MOST) else { return };
        let span = strand.span(&run);
        let message = "characters were lost here when the text was decoded";
        self.diagnostics.push(code::LOST_CHARACTERS.at(span, message));
        self.noise.push(Noise { kind: NoiseKind::Mojibake, span });
    }

    /// 成立周年大会: the number before 周年, or before 年来 at the head of a sentence, is gone.
    fn missing_numbers(&mut self, strand: &Strand, landmarks: &Landmarks<'_>) {
        let text = strand.text();
        let lacks = |at: usize, word: &str| {
            let head = reach::near(text, at);
            match word {
                "周年" => ANNIVERSARY.ends(head).is_some(),
                _ => head.is_empty() || head.ends_with(['“', '。', '”', '\n']),
            }
        };
        let found = landmarks.words(Sight::Years, &YEARS).filter(|(at, word)| lacks(*at, word));
        for (at, word) in found.take(MOST) {
            let span = strand.span(&(at..at + word.len()));
            let message = "the number of years is missing here";
            self.diagnostics.push(code::NUMBER_LOST.at(span, message));
        }
    }
}

/// How many bytes stand for nothing at a place: U+FFFD, 锟斤拷, 烫烫烫, 屯屯屯.
fn lost_at(text: &str, at: usize, found: char) -> Option<usize> {
    const FEWEST: usize = 3;
    let rest = text.get(at..)?;
    match found {
        '锟' => rest.starts_with("锟斤拷").then_some("锟斤拷".len()),
        '烫' | '屯' => {
            let run = rest.chars().take_while(|c| *c == found).count();
            (run >= FEWEST).then_some(run * found.len_utf8())
        }
        _ => Some(found.len_utf8()),
    }
}

/// The character that a mark swallowed, as far as its surroundings tell; empty where they do not.
fn lost_character(text: &str, mark: &Mark, opens: bool) -> &'static str {
    let head = reach::before(text, mark.at().start);
    let punctuated = head.ends_with(|c: char| c.is_ascii_punctuation() || "，。：；、！？”“".contains(c));
    if punctuated {
        return "";
    }
    match opens {
        true if super::cue::verb_at_end(reach::last_clause(head)).is_some() => "：",
        true => "",
        false => {
            let tail = reach::after(text, mark.at().end);
            let goes_on = tail.starts_with(|c: char| reach::ends_clause(c) || c == '、');
            if goes_on { "" } else { "。" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{marks, pairing};
    use super::*;
    use chuchu_model::{Document, DocumentId, Source};

    #[track_caller]
    fn check(text: &str, expect: &[(&str, &str, Option<&str>)]) {
        let strand = Strand::new(&Document::empty(DocumentId::new("x").unwrap(), Source::default()), text);
        let marks = marks::find(&Landmarks::of(strand.text()));
        let report =
            report(&strand, &Landmarks::of(strand.text()), &marks, &pairing::pair(strand.text(), &marks));
        let found: Vec<_> = report
            .diagnostics
            .iter()
            .map(|d| {
                let reading = d.suggestion.as_ref().map(|s| s.replacement.as_str());
                (d.code.as_str(), d.span.of(text).unwrap(), reading)
            })
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn reversed_marks_are_turned_round() {
        check("”人民“，", &[("Q001", "”", Some("“")), ("Q001", "“", Some("”"))]);
        check("“人民”，", &[]);
    }

    #[test]
    fn destroyed_marks_are_restored_with_what_they_swallowed() {
        check("正如某人所说?quot;人民。”", &[("Q002", "?quot;", Some("：“"))]);
        check("“为最高标准?quot;（某人）", &[("Q002", "?quot;", Some("。”"))]);
        check("“相统一\\\"的观念", &[("Q002", "\\\"", Some("”"))]);
    }

    #[test]
    fn lonely_marks_and_lost_characters_are_named() {
        check("“人民，", &[("Q003", "“", None)]);
        check(
            "人\u{fffd}\u{fffd}民，锟斤拷锟斤拷",
            &[("Q004", "\u{fffd}\u{fffd}", None), ("Q004", "锟斤拷锟斤拷", None)],
        );
        check("烫烫烫，屯屯屯屯", &[("Q004", "烫烫烫", None), ("Q004", "屯屯屯屯", None)]);
        check("汤很烫，烫烫的，屯田戍边，锟字", &[]);
        check(
            "庆祝建党周年大会。“年来，建党90周年",
            &[("Q005", "周年", None), ("Q003", "“", None), ("Q005", "年来", None)],
        );
    }
}
