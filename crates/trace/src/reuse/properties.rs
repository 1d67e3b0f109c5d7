//! What must hold whatever the texts are, tried on random ones; and planted copies that must be found.

use super::planted::{Chance, KINDS, Kind, LENGTHS, Text, invented, plant, recall};
use super::{Cluster, ClusterKind, Findings, Reuse, Settings, TextPassage};
use chuchu_model::{PartialDate, Span};
use chuchu_text::{Folding, fold_to_string};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn findings(texts: &[Text], settings: &Settings) -> Findings {
    let mut reuse = Reuse::new(settings.clone());
    for (id, date, text) in texts {
        let mut passages = Vec::new();
        let mut start = 0;
        for (number, line) in (1..).zip(text.split_inclusive('\n')) {
            let span = Span::from_range(start..start + line.len());
            passages.push(TextPassage { id: format!("{id}#p{number}").parse().unwrap(), span, date: *date });
            start += line.len();
        }
        reuse.add(text, passages).unwrap();
    }
    reuse.finish()
}

fn clusters(texts: &[Text], settings: &Settings) -> Vec<Cluster> {
    findings(texts, settings).clusters().collect()
}

/// Few words, so that much is shared by chance; marks, breaks, both scripts, letters that fold to several.
const WORDS: &str = "(群众路线|羣衆路線|一切为了|人民|党的|生命线|发展|發展|是|的|和|℃|Ａb|19|工作方法){1,6}";
const MARKS: &str = "(，|。|、|；|“|”|\\n|　| |——|）){1}";

fn texts() -> impl Strategy<Value = Vec<Text>> {
    let text = proptest::collection::vec((WORDS, MARKS), 1..16)
        .prop_map(|pieces| pieces.into_iter().map(|(a, b)| a + &b).collect::<String>());
    let year = proptest::option::of(1990_u16..1994);
    proptest::collection::vec((text, year), 2..6).prop_map(|texts| {
        let named = |(n, (text, year)): (usize, (String, Option<u16>))| {
            (format!("d{n}"), year.and_then(PartialDate::year), text)
        };
        texts.into_iter().enumerate().map(named).collect()
    })
}

fn settings() -> impl Strategy<Value = Settings> {
    (2_u32..9, 4_usize..14, 2_usize..30, 1_usize..5, 1_usize..3).prop_map(
        |(gram, min_chars, crowd, oldest, threads)| Settings {
            gram,
            min_chars,
            crowd,
            oldest,
            threads,
            ..Settings::default()
        },
    )
}

fn sound(texts: &[Text], cluster: &Cluster, settings: &Settings) {
    let text = |id: &str| texts.iter().find(|(name, ..)| name == id).map(|(.., text)| text.as_str()).unwrap();
    let letters = |o: &super::Occurrence| {
        let words = o.span.of(text(o.passage.document.as_str())).expect("a span on boundaries");
        assert!(!words.contains('\n'), "beyond the passage: {words:?}");
        fold_to_string(words, Folding::LETTERS).chars().count()
    };
    assert!(cluster.occurrences.len() > 1 && cluster.works <= cluster.occurrences.len());
    cluster.occurrences.iter().for_each(|o| assert!(letters(o) >= settings.min_chars));
    let age = |o: &super::Occurrence| (o.date.is_none(), o.date);
    assert!(cluster.occurrences.is_sorted_by_key(age));
    for pair in &cluster.pairs {
        assert!(letters(&pair.a).min(letters(&pair.b)) >= settings.min_chars);
        assert!((settings.least_similarity..=1.0).contains(&pair.similarity));
        assert!(age(&pair.a) <= age(&pair.b) && pair.a.passage.document != pair.b.passage.document);
    }
}

/// Lines of common words, none copied from another.
fn background(documents: usize, chance: &mut Chance) -> Vec<Text> {
    let document = |n| {
        let lines: Vec<String> = (0..12).map(|_| invented(chance, 600)).collect();
        (format!("d{n}"), PartialDate::year(2000), lines.join("\n"))
    };
    (0..documents).map(document).collect()
}

type Table = BTreeMap<(Kind, usize), (usize, usize)>;

/// The share found, of one kind, of all lengths from `least` on.
fn share(table: &Table, kind: Kind, least: usize) -> f64 {
    let of = table.iter().filter(|((k, length), _)| *k == kind && *length >= least);
    let (planted, found) = of.fold((0, 0), |sum, (_, n)| (sum.0 + n.0, sum.1 + n.1));
    f64::from(u32::try_from(found).unwrap()) / f64::from(u32::try_from(planted).unwrap())
}

fn print(table: &Table) {
    println!("{:>14} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}", "", 20, 30, 50, 100, 200, 400);
    for kind in KINDS {
        let cells = LENGTHS.map(|l| table.get(&(kind, l)).map_or(String::new(), |(n, f)| format!("{f}/{n}")));
        println!("{:>14} {:>9}", format!("{kind:?}"), cells.map(|c| format!("{c:>9}")).join(" "));
    }
}

#[test]
fn planted_copies_are_found() {
    let mut chance = Chance(1);
    let mut texts = background(20, &mut chance);
    let planted = plant(&mut texts, &mut chance, 8);
    let table = recall(&findings(&texts, &Settings::default()), &planted, true);
    print(&table);
    for kind in [Kind::Verbatim, Kind::Marks, Kind::Script] {
        assert!(share(&table, kind, 0) >= 0.99, "{kind:?}");
    }
    for kind in [Kind::Edited(1), Kind::Edited(3), Kind::Edited(5), Kind::Shortened] {
        assert!(share(&table, kind, 0) >= 0.9, "{kind:?}");
    }
    assert!(share(&table, Kind::Edited(10), 30) >= 0.8);
    assert!(share(&table, Kind::Reordered, 50) >= 0.8);
}

/// `CHUCHU_LAWS=laws.jsonl cargo test --release -p chuchu-trace --lib planted_in_many -- --ignored --nocapture`
#[test]
#[ignore = "needs a large corpus, a JSONL file named by CHUCHU_LAWS, and a minute"]
fn planted_in_many_texts() {
    let Ok(path) = std::env::var("CHUCHU_LAWS") else { return };
    let mut texts: Vec<Text> = Vec::new();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let field = |name: &str| record[name].as_str().unwrap_or("").to_owned();
        texts.push((field("id"), field("date").parse().ok(), field("text")));
    }
    let planted = plant(&mut texts, &mut Chance(2), 40);
    let begun = std::time::Instant::now();
    let table = recall(&findings(&texts, &Settings::default()), &planted, false);
    println!("{} texts in {:.1?}", texts.len(), begun.elapsed());
    print(&table);
    assert!(share(&table, Kind::Verbatim, 0) >= 0.99);
}

/// Texts that repeat themselves are the worst case: each of their grams stands everywhere.
#[test]
fn a_text_that_repeats_itself_takes_no_longer() {
    for pattern in ["的", "的是", "为人民服务，", "一切为了群众，一切依靠群众。\n"] {
        let text = pattern.repeat(20_000 / pattern.chars().count());
        let texts = ["a", "b", "c"].map(|id| (id.to_owned(), None, text.clone()));
        let begun = std::time::Instant::now();
        clusters(&texts, &Settings::default());
        assert!(begun.elapsed().as_secs() < 30, "{pattern}: {:?}", begun.elapsed());
    }
}

/// Sentences that share subject and set phrases, but no passage.
const NO_REUSE: [(&str, &str); 8] = [
    ("始终保持党同人民群众的血肉联系，是战胜困难的法宝。", "密切同人民群众的血肉联系，才能无往不胜。"),
    ("我们要全面贯彻党的教育方针，落实立德树人。", "他说，党的教育方针规定了学校的任务。"),
    ("改革开放以来，我国经济快速发展，人民生活改善。", "经济快速发展之后，改革开放进入深水区。"),
    ("县级以上人民政府应当加强领导，制定规划。", "乡镇人民政府应当制定防汛规划，加强巡查。"),
    ("实践是检验真理的唯一标准。", "检验真理只能靠实践，没有别的标准。"),
    ("党的最大政治优势是密切联系群众。", "密切联系群众是我们最大的政治优势。"),
    ("The committee of the whole house met on Monday.", "The committee of the whole party met on Friday."),
    ("电话010-12345678，邮编100000。", "电话010-12345679，邮编100001。"),
];

#[test]
fn like_subjects_are_no_reuse() {
    for (a, b) in NO_REUSE {
        let texts = [("a".to_owned(), None, a.to_owned()), ("b".to_owned(), None, b.to_owned())];
        assert_eq!(clusters(&texts, &Settings::default()), [], "{a} / {b}");
    }
    let texts = background(20, &mut Chance(3));
    assert_eq!(clusters(&texts, &Settings::default()), [], "random sentences of common words");
}

#[test]
fn a_phrase_of_many_works_is_a_formula() {
    let texts: Vec<Text> = (0..30)
        .map(|n| {
            (format!("d{n}"), None, format!("{}，构成犯罪的，依法追究刑事责任。", Chance(n).letters(20)))
        })
        .collect();
    let found = clusters(&texts, &Settings::default());
    let kinds: Vec<_> = found.iter().map(|c| (c.kind, c.occurrences.len())).collect();
    assert_eq!(kinds, [(ClusterKind::Formula, 30)]);
}

#[test]
fn passages_that_share_a_link_stay_apart() {
    let (one, other) = (Chance(8).letters(60), Chance(9).letters(60));
    let texts = [
        ("a".to_owned(), None, one.clone()),
        ("b".to_owned(), None, format!("{one}{other}")),
        ("c".to_owned(), None, other),
    ];
    assert_eq!(clusters(&texts, &Settings::default()).len(), 2);
}

proptest! {
    #[test]
    fn places_are_where_they_are_said_to_be(texts in texts(), settings in settings()) {
        for cluster in clusters(&texts, &settings) {
            sound(&texts, &cluster, &settings);
        }
    }

    #[test]
    fn the_order_of_adding_and_the_threads_do_not_matter(texts in texts(), settings in settings()) {
        let once = clusters(&texts, &settings);
        let turned: Vec<Text> = texts.iter().rev().cloned().collect();
        prop_assert_eq!(&once, &clusters(&texts, &settings));
        prop_assert_eq!(&once, &clusters(&turned, &Settings { threads: 3, ..settings }));
    }

    #[test]
    fn a_verbatim_copy_is_found_whole(
        words in "[\u{4e00}-\u{9fa5}]{12,80}",
        around in "[\u{4e00}-\u{9fa5}]{0,30}",
    ) {
        let one = ("a".to_owned(), None, format!("{around}。{words}。"));
        let other = ("b".to_owned(), None, format!("“{words}”，{around}"));
        let found = clusters(&[one, other.clone()], &Settings::default());
        let whole = |c: &Cluster| c.pairs.iter().any(|p| p.b.span.of(&other.2).is_some_and(|t| t.contains(&words)));
        prop_assert!(found.iter().any(whole));
    }

    #[test]
    fn no_text_makes_it_fail(texts in proptest::collection::vec("\\PC{0,80}", 0..5)) {
        let texts: Vec<Text> = (0..).zip(texts).map(|(n, text)| (format!("d{n}"), None, text)).collect();
        let settings = Settings { gram: 1, min_chars: 1, least_similarity: 0.0, ..Settings::default() };
        clusters(&texts, &settings);
    }
}
