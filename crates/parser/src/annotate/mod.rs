//! What stands inside the blocks: quotations, terms, reported speech, works, meetings, set phrases.
//!
//! In reading order: `strand` makes one text of the blocks and `landmarks` says where
//! rules may find something in it; `marks` finds quotation marks and `pairing` their
//! partners; `judgement` parts quotations from terms by `cue`, `source_note` and `shape`; `attribution` finds
//! speaker and work with `speaker` (`people` for offices, `antecedent` for pronouns), `lead`, `written` and `kinds`, and
//! `block` for paragraphs without marks; `works`, `meetings`, `set_phrases` (lists in `expansion`) and `reported` stand for themselves; `damage`,
//! `brackets`, `figures` and `garble` report what befell marks and characters.
//! `kin`, `reach`, `words`, `cue_words`, `mention`, `names`, `known`, `titles`, `body` and `tenure` serve them. Everything
//! is linear in the text. The structure of the document is not touched.

mod antecedent;
mod attribution;
mod block;
mod body;
mod brackets;
mod conferences;
mod cue;
mod cue_words;
mod damage;
mod expansion;
mod figures;
mod garble;
mod judgement;
mod kin;
mod kinds;
mod known;
mod landmarks;
mod lead;
mod marks;
mod meetings;
mod mention;
mod name_words;
mod names;
mod pairing;
mod people;
mod reach;
mod reported;
mod set_phrases;
mod shape;
mod source_note;
mod speaker;
mod strand;
mod tenure;
mod titles;
mod works;
mod written;

use chuchu_model::{Document, Expansion, Meeting, SetPhrase, Text};
use landmarks::Landmarks;
use std::collections::HashMap;
use std::ops::Range;
use strand::Strand;

/// Fills quotations, terms, reported speech, works, meetings and set phrases, and adds the mojibake that
/// took the place of quotation marks to the noise. The structure must have been read. `simple` is the text in
/// simplified characters.
pub(crate) fn annotate(document: &mut Document, text: &str, simple: &str) {
    let strand = Strand::read(document, text, simple);
    let landmarks = Landmarks::of(strand.text());
    let marks = marks::find(&landmarks);
    let pairs = pairing::pair(strand.text(), &marks);
    let published = document.publication.as_ref().and_then(|p| p.date);
    let people = people::People::read(&strand, &landmarks, &pairs.pairs, published);
    let meetings = meetings::find(&landmarks);
    let meeting_places: Vec<Range<usize>> = meetings.iter().map(|m| m.at.clone()).collect();
    let works = works::find(document, &strand, &landmarks, &pairs.pairs, &meeting_places);
    let ground = attribution::Ground {
        strand: &strand,
        landmarks: &landmarks,
        marks: &marks,
        people: &people,
        works: &works,
    };
    let mut read = attribution::read(&ground, &pairs.pairs);
    read.take_blocks(block::find(&ground, document, text));
    let reported = reported::find(&ground, &read.quoted);
    document.reported = reported.iter().map(|m| m.report(&ground)).collect();
    document.works = works::group(document, &strand, &works, &read.ibid);
    document.meetings = group_meetings(&strand, meetings);
    document.set_phrases = group_phrases(&strand, &set_phrases::find(&landmarks, &pairs.pairs, &read.quoted));
    document.quotations = read.quotations;
    document.terms = read.terms;
    let mut report = damage::report(&strand, &landmarks, &marks, &pairs);
    let cited = brackets::cited(document, &strand);
    report.diagnostics.extend(brackets::unbalanced(&strand, &landmarks, &cited));
    report.diagnostics.extend(figures::misprinted(&strand, &landmarks, &cited));
    report.diagnostics.sort_by_key(|d| d.span);
    document.diagnostics.extend(report.diagnostics);
    document.noise.extend(report.noise);
    document.noise.sort_by_key(|n| n.span);
}

fn group_meetings(strand: &Strand, mentions: Vec<meetings::Mention>) -> Vec<Meeting> {
    let mut meetings: Vec<Meeting> = Vec::new();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    for mention in mentions {
        let i = *by_name.entry(mention.name.clone()).or_insert_with(|| {
            meetings.push(Meeting { name: mention.name.clone(), mentions: Vec::new() });
            meetings.len() - 1
        });
        if let Some(meeting) = meetings.get_mut(i) {
            meeting.mentions.push(strand.span(&mention.at));
        }
    }
    meetings
}

fn group_phrases(strand: &Strand, mentions: &[set_phrases::Mention]) -> Vec<SetPhrase> {
    let mut phrases: Vec<SetPhrase> = Vec::new();
    let mut by_label: HashMap<&str, usize> = HashMap::new();
    for mention in mentions {
        let label = strand.printed(&mention.at);
        let i = *by_label.entry(label).or_insert_with(|| {
            phrases.push(SetPhrase {
                phrase: label.to_owned(),
                mentions: Vec::new(),
                expansions: Vec::new(),
            });
            phrases.len() - 1
        });
        let Some(phrase) = phrases.get_mut(i) else { continue };
        phrase.mentions.push(strand.span(&mention.at));
        phrase.expansions.extend(mention.members.as_ref().map(|m| {
            Expansion {
                span: strand.span(&m.range),
                members: m
                    .each
                    .iter()
                    .map(|r| Text { text: strand.printed(r).to_owned(), span: strand.span(r) })
                    .collect(),
            }
        }));
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_model::{DocumentId, Source};
    use proptest::prelude::*;

    fn read(text: &str) -> Document {
        let mut document = Document::empty(DocumentId::new("x").unwrap(), Source::default());
        annotate(&mut document, text, &chuchu_text::simplified_in_place(text));
        document
    }

    #[test]
    fn ibid_resolves_to_the_note_before() {
        let document =
            read("他说“甲乙丙丁戊己庚辛壬”（毛泽东：《论联合政府》）\n又说：“甲乙丙丁戊己庚辛壬”（同上）");
        let works: Vec<_> =
            document.quotations.iter().map(|q| q.work.as_ref().unwrap().title.as_str()).collect();
        assert_eq!(works, ["论联合政府", "论联合政府"]);
        assert_eq!(document.works.first().unwrap().mentions.len(), 2);
    }

    #[test]
    fn a_lead_sentence_governs_its_list() {
        let document = read(
            "江泽民在“七一讲话”中做了阐述。其中包括：\n1、要理解。“我们党始终坚持人民的利益高于一切。”好。\n等等。“我们党始终坚持人民的利益。”",
        );
        let [first, second] = document.quotations.as_slice() else { panic!("two quotations") };
        assert_eq!(first.speaker.as_ref().unwrap().name, "江泽民");
        assert_eq!(first.work.as_ref().unwrap().title, "七一讲话");
        assert!(second.speaker.is_none());
    }

    fn spans(document: &Document) -> Vec<chuchu_model::Span> {
        let quoted = document.quotations.iter().flat_map(|q| {
            let more = q.speaker.iter().map(|s| s.span).chain(q.cue).chain(q.work.iter().map(|w| w.span));
            [q.span].into_iter().chain(q.marks).chain(more).chain(q.spans.clone())
        });
        let terms = document.terms.iter().flat_map(|t| [t.span, t.marks]);
        let works = document.works.iter().flat_map(|w| w.mentions.clone());
        let meetings = document.meetings.iter().flat_map(|m| m.mentions.clone());
        let members = document
            .set_phrases
            .iter()
            .flat_map(|p| p.expansions.iter().flat_map(|e| e.members.iter().map(|m| m.span)));
        let sets = document.set_phrases.iter().flat_map(|p| p.mentions.clone());
        let reported = document.reported.iter().map(|r| r.span);
        let diagnostics = document.diagnostics.iter().map(|d| d.span);
        quoted
            .chain(terms)
            .chain(works)
            .chain(meetings)
            .chain(members)
            .chain(sets)
            .chain(reported)
            .chain(diagnostics)
            .collect()
    }

    fn sound(text: &str) -> Result<(), TestCaseError> {
        let document = read(text);
        for span in spans(&document) {
            prop_assert!(span.of(text).is_some(), "{span} in {text:?}");
        }
        let pairs = {
            let strand = Strand::new(&Document::empty(document.id.clone(), Source::default()), text);
            pairing::pair(strand.text(), &marks::find(&Landmarks::of(strand.text()))).pairs.len()
        };
        prop_assert_eq!(document.quotations.len() + document.terms.len(), pairs);
        Ok(())
    }

    #[test]
    fn a_pair_around_blanks_and_a_line_end_is_sound() {
        sound("“\u{3000}\n”").unwrap();
    }

    proptest! {
        #[test]
        fn any_text_is_annotated(text in any::<String>()) {
            sound(&text)?;
        }

        #[test]
        fn any_prose_is_annotated(words in proptest::collection::vec(prop::sample::select(vec![
            "“", "”", "‘", "’", "「", "」", "\"", "?quot;", "\\\"", "《", "》", "（", "）", "同上", "毛泽东", "总书记", "他",
            "指出", "强调", "说", "：", "，", "。", "、", "四", "大", "考验", "三个", "党的", "十八", "届", "中全会", "会议上", "在",
            "的讲话", "第", "次", "一是", "二是", "和", "\n", " ", "　", "人民群众的利益", "1、", "其中包括：", "——", "a", "é", "·",
        ]), 0..60)) {
            sound(&words.concat())?;
        }
    }
}
