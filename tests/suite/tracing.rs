//! A planted quotation is always found, and an altered one is never called exact.

use crate::random::Random;
use chuchu_index::TraceOptions;
use chuchu_model::{Trace, Verdict};
use chuchu_tests::TemporaryCorpus;
use chuchu_text::is_han;

struct Desk {
    corpus: TemporaryCorpus,
    lines: Vec<(String, String)>,
}

fn desk() -> Desk {
    let records = chuchu_tests::records();
    let lines = records
        .iter()
        .flat_map(|r| r.text.lines().map(|l| (r.id.to_string(), l.trim().to_owned())))
        .filter(|(_, line)| line.chars().count() > 80)
        .collect();
    Desk { corpus: TemporaryCorpus::new(&records), lines }
}

impl Desk {
    fn trace(&self, text: &str) -> Trace {
        let options = TraceOptions { limit: 20 };
        self.corpus.corpus.trace("q1", text, &options).unwrap_or_else(|e| panic!("{text:?}: {e}"))
    }
}

/// A stretch that begins and ends with a Chinese character.
fn quotation(random: &mut Random, line: &str, least: usize, most: usize) -> String {
    random.cut(line, least, most).trim_matches(|c| !is_han(c)).to_owned()
}

#[test]
fn a_cut_of_any_document_is_exact_and_its_place_is_named() {
    let desk = desk();
    let mut random = Random::new(3);
    for _ in 0..400 {
        let (doc, line) = random.pick(&desk.lines).clone();
        let text = quotation(&mut random, &line, 14, 120);
        if text.chars().count() < 10 {
            continue;
        }
        let trace = desk.trace(&text);
        assert_eq!(trace.verdict, Verdict::Exact, "{doc}: {text:?}");
        assert!(trace.matches.iter().any(|m| m.doc.as_str() == doc && m.text == text), "{doc}: {text:?}");
        assert!(trace.matches[0].differences.is_empty());
    }
}

#[test]
fn one_changed_character_is_never_exact_and_is_placed() {
    let desk = desk();
    let mut random = Random::new(4);
    let mut asked = 0;
    for _ in 0..600 {
        let (_, line) = random.pick(&desk.lines).clone();
        let text = quotation(&mut random, &line, 16, 80);
        let mut chars: Vec<char> = text.chars().collect();
        let at = 2 + random.below(chars.len().max(6) - 4);
        if chars.len() < 14 || at + 2 >= chars.len() || !is_han(chars[at]) {
            continue;
        }
        match random.below(3) {
            0 => drop(chars.remove(at)),
            1 => chars.insert(at, '鼋'),
            _ => chars[at] = '鼋',
        }
        let altered: String = chars.iter().collect();
        let trace = desk.trace(&altered);
        if trace.verdict == Verdict::Exact {
            // Taking one of two equal neighbours away may give other true words of the corpus.
            assert!(trace.matches[0].text == altered, "{altered:?}");
            continue;
        }
        asked += 1;
        assert!(trace.verdict.wants_attention(), "{altered:?} was called {}", trace.verdict);
        let before: usize = chars[..at].iter().map(|c| c.len_utf8()).sum();
        let near = |d: &chuchu_model::Difference| {
            d.query.start() as usize <= before + 6 && d.query.end() as usize + 6 >= before
        };
        assert!(
            trace.matches.iter().any(|m| m.differences.iter().any(near)),
            "{altered:?}: {:?}",
            trace.matches.first()
        );
    }
    assert!(asked > 300, "only {asked} were asked");
}

#[test]
fn punctuation_and_script_alone_are_named_as_such() {
    let desk = desk();
    let check = |text: &str, verdict: Verdict| {
        let trace = desk.trace(text);
        assert_eq!(trace.verdict, verdict, "{text:?}");
        assert_eq!(trace.matches[0].passage.to_string(), "s000#e4", "{text:?}");
    };
    check("工作作风上的问题绝对不是小事，如果不坚决纠正不良风气，任其发展下去", Verdict::Exact);
    check("工作作风上的问题绝对不是小事,如果不坚决纠正不良风气 任其发展下去", Verdict::Punctuation);
    check("工作作風上的問題絕對不是小事，如果不堅決糾正不良風氣，任其發展下去", Verdict::Script);
    check("工作作风上的问题绝对不是小事……就会像一座无形的墙把我们党和人民群众隔开", Verdict::Ellipsis);
    check("工作作风上的问题绝对不是大事，如果不坚决纠正不良风气，任其发展下去", Verdict::Altered);
}

#[test]
fn an_ellipsis_does_not_join_two_speeches() {
    let desk = desk();
    let trace = desk.trace("密切党群、干群关系，保持同人民群众的血肉联系……感情是一个非常本质的东西");
    assert!(trace.verdict.wants_attention(), "{}", trace.verdict);
}

#[test]
fn a_negation_hidden_or_cut_off_is_warned_of() {
    let desk = desk();
    for text in ["任何党员、干部，……有当官做老爷的权力", "有当官做老爷的权力", "当官做老爷的权力"]
    {
        let trace = desk.trace(text);
        assert!(trace.matches[0].context.is_some(), "{text}: {:?}", trace.matches[0]);
    }
    assert_eq!(desk.trace("没有当官做老爷的权力").matches[0].context, None);
}

#[test]
fn words_that_stand_nowhere_are_not_found() {
    let desk = desk();
    let trace = desk.trace("石拱桥的矢跨比决定了主拱圈的受力状态与施工方法");
    assert_eq!(trace.verdict, Verdict::NotFound);
}

#[test]
fn the_same_question_gets_the_same_answer() {
    let desk = desk();
    let text = "全心全意为人民服务的宗旨不能忘，坚信群众是真正英雄的历史唯物主义观点不能丢";
    let plain = |t: Trace| Trace { took_us: 0, ..t };
    assert_eq!(plain(desk.trace(text)), plain(desk.trace(text)));
}

#[test]
fn equal_matches_stand_oldest_first() {
    let desk = desk();
    let trace = desk.trace("全心全意为人民服务的宗旨不能忘");
    let dates: Vec<_> =
        trace.matches.iter().filter(|m| m.verdict == Verdict::Exact).filter_map(|m| m.date).collect();
    assert!(dates.is_sorted(), "{dates:?}");
}

#[test]
fn the_text_of_a_match_is_what_stands_at_its_span() {
    let desk = desk();
    let mut random = Random::new(5);
    for _ in 0..100 {
        let (_, line) = random.pick(&desk.lines).clone();
        let text = quotation(&mut random, &line, 12, 60);
        for found in desk.trace(&text).matches {
            let source = chuchu_tests::text_of(found.doc.as_str());
            assert_eq!(found.span.of(&source), Some(found.text.as_str()));
            for difference in &found.differences {
                assert_eq!(difference.source.of(&source), Some(difference.source_text.as_str()));
                assert_eq!(difference.query.of(&text), Some(difference.query_text.as_str()));
            }
        }
    }
}
