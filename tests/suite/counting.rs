//! Statistics count what stands in the texts: against naive counts, and against worked examples of the
//! literature laid out as little corpora.

use chuchu_index::lexis::{
    CollocateOptions, Correction, Direction, FrequencyOptions, GramOptions, KeywordOptions, Listing, Order,
    PartKind, Scope, SpreadOptions, StopList, Unit,
};
use chuchu_index::{Corpus, Record};
use chuchu_model::{DocumentId, PassageKind};
use chuchu_tests::TemporaryCorpus;
use chuchu_text::{Folding, fold_to_string};
use std::collections::{BTreeMap, BTreeSet};

fn five() -> TemporaryCorpus {
    TemporaryCorpus::new(&chuchu_tests::records())
}

fn record(id: &str, text: &str) -> Record {
    Record::of_text(DocumentId::new(id).expect("an id"), text.to_owned())
}

/// A corpus of short texts, d0, d1, …; all of it counts.
fn little(texts: &[&str]) -> TemporaryCorpus {
    let records: Vec<Record> =
        texts.iter().enumerate().map(|(n, text)| record(&format!("d{n}"), text)).collect();
    TemporaryCorpus::new(&records)
}

fn everything() -> Scope {
    Scope { headings: true, ..Scope::default() }
}

fn all() -> Listing {
    Listing::default()
}

/// The texts that count by default, with their documents: excerpts without their citations, and paragraphs.
fn texts(corpus: &Corpus) -> Vec<(DocumentId, String)> {
    let mut texts = Vec::new();
    for record in chuchu_tests::records() {
        for passage in corpus.passages(&record.id).expect("the passages") {
            if matches!(passage.id.kind, PassageKind::Excerpt | PassageKind::Paragraph) {
                let citation = passage.citation.unwrap_or_default();
                let text = passage.text.strip_suffix(citation.trim()).unwrap_or(&passage.text);
                texts.push((passage.doc, text.to_owned()));
            }
        }
    }
    texts
}

/// How often every run of `n` characters between marks occurs, and in how many documents.
fn naive_grams(texts: &[(DocumentId, String)], n: usize) -> BTreeMap<String, (u64, u64)> {
    let mut found: BTreeMap<String, (u64, BTreeSet<&DocumentId>)> = BTreeMap::new();
    for (doc, text) in texts {
        let folded = fold_to_string(text, Folding::MARKS);
        for run in folded.split(|c: char| !c.is_alphanumeric()) {
            let chars: Vec<char> = run.chars().collect();
            for gram in chars.windows(n) {
                let entry = found.entry(gram.iter().collect()).or_default();
                entry.0 += 1;
                entry.1.insert(doc);
            }
        }
    }
    found.into_iter().map(|(gram, (count, docs))| (gram, (count, docs.len() as u64))).collect()
}

#[test]
fn characters_and_their_sequences_are_those_of_a_naive_count() {
    let corpus = five();
    let texts = texts(&corpus.corpus);
    for length in [1, 2, 3, 7] {
        let expect = naive_grams(&texts, length);
        let options = GramOptions { scope: Scope::default(), unit: Unit::Chars, length, listing: all() };
        let found = corpus.corpus.grams(&options).expect("the n-grams");
        let items: BTreeMap<String, (u64, u64)> =
            found.items.iter().map(|f| (f.item.clone(), (f.count, f.documents))).collect();
        assert_eq!(items, expect, "{length}");
        assert_eq!(found.different, expect.len() as u64);
        let order: Vec<_> = found.items.iter().map(|f| (u64::MAX - f.count, f.item.clone())).collect();
        assert!(order.is_sorted());
    }
    let options = FrequencyOptions { unit: Unit::Chars, ..FrequencyOptions::default() };
    let found = corpus.corpus.frequencies(&options).expect("the characters");
    let singles = naive_grams(&texts, 1);
    assert_eq!(found.total, singles.values().map(|(count, _)| count).sum::<u64>());
    assert_eq!(found.items.len(), singles.len());
}

#[test]
fn words_are_sequences_of_one_word() {
    let corpus = five();
    let words = corpus.corpus.frequencies(&FrequencyOptions::default()).expect("the words");
    let options = GramOptions { scope: Scope::default(), unit: Unit::Words, length: 1, listing: all() };
    let grams = corpus.corpus.grams(&options).expect("the n-grams");
    assert_eq!(words, grams);
    assert_eq!(words.items.iter().map(|f| f.count).sum::<u64>(), words.total);
    let shares: f64 = words.items.iter().map(|f| f.per_million).sum();
    assert!((shares - 1e6).abs() < 1e-3, "{shares}");
    let people = words.items.iter().find(|f| f.item == "群众").expect("a word of every document");
    assert!(people.count > 100 && people.documents == 5, "{people:?}");
}

#[test]
fn sequences_end_at_marks_and_go_on_over_blanks() {
    let corpus = little(&["one two, three four.\nfour one"]);
    let options = GramOptions { scope: everything(), unit: Unit::Words, length: 2, listing: all() };
    let found = corpus.corpus.grams(&options).expect("the n-grams");
    let items: Vec<&str> = found.items.iter().map(|f| f.item.as_str()).collect();
    assert_eq!(items, ["four one", "one two", "three four"]);
}

#[test]
fn a_stop_list_leaves_out_lines_and_changes_no_count() {
    let corpus = five();
    let stop = StopList::of_lines("的\n和");
    let listing = Listing { min: 5, limit: Some(20), stop, ..Listing::default() };
    let stopped = FrequencyOptions { listing, ..FrequencyOptions::default() };
    let stopped = corpus.corpus.frequencies(&stopped).expect("a list");
    let whole = corpus.corpus.frequencies(&FrequencyOptions::default()).expect("a list");
    assert_eq!((stopped.items.len(), stopped.total), (20, whole.total));
    let expect: Vec<_> =
        whole.items.into_iter().filter(|f| f.item != "的" && f.item != "和").take(20).collect();
    assert_eq!(stopped.items, expect);
    let listing = Listing { stop: StopList::of_lines("的"), ..all() };
    let options = GramOptions { scope: Scope::default(), unit: Unit::Words, length: 2, listing };
    let grams = corpus.corpus.grams(&options).expect("a list");
    assert!(grams.items.iter().all(|f| f.item.split(' ').all(|word| word != "的")));
}

#[test]
fn a_scope_is_what_a_search_finds() {
    let corpus = five();
    let scope = |query: &str| {
        let filter = chuchu_index::SearchRequest { query: query.to_owned(), ..Default::default() };
        Scope { filter, ..Scope::default() }
    };
    let count = |scope: Scope| {
        let options = FrequencyOptions { scope, ..FrequencyOptions::default() };
        let found = corpus.corpus.frequencies(&options).expect("a list");
        (found.passages, found.total)
    };
    let (with, without) = (count(scope("作风")), count(scope("NOT 作风")));
    let whole = count(Scope::default());
    assert_eq!((with.0 + without.0, with.1 + without.1), whole);
    assert!(with.0 > 50 && without.0 > 50);
    let parts = ["s000", "s001", "s002", "s003", "s004"]
        .map(|id| count(Scope { documents: vec![DocumentId::new(id).expect("an id")], ..Scope::default() }));
    assert_eq!(parts.iter().map(|part| part.1).sum::<u64>(), whole.1);
    let unknown = Scope { documents: vec![DocumentId::new("s999").expect("an id")], ..Scope::default() };
    let options = FrequencyOptions { scope: unknown, ..FrequencyOptions::default() };
    assert!(matches!(corpus.corpus.frequencies(&options), Err(chuchu_index::Error::NoDocument { .. })));
}

/// The collocates of a word of a little corpus, as `word:count`, with the number of words in the windows.
fn company(texts: &[&str], word: &str, left: usize, right: usize) -> (String, u64, u64) {
    let corpus = little(texts);
    let options = CollocateOptions { scope: everything(), left, right, listing: all(), ..Default::default() };
    let found = corpus.corpus.collocates(word, &options).expect("collocates");
    let mut items: Vec<String> = found.items.iter().map(|c| format!("{}:{}", c.item, c.count)).collect();
    items.sort();
    assert_eq!(found.items.iter().map(|c| c.count).sum::<u64>(), found.windows);
    (items.join(" "), found.count, found.windows)
}

#[test]
fn windows_end_with_the_passage_and_count_a_word_once() {
    let check = |text: &str, (left, right), expect: &str, count: u64| {
        let (items, found, _) = company(&[text], "node", left, right);
        assert_eq!((items.as_str(), found), (expect, count), "{text}");
    };
    check("one two node three four.", (1, 1), "three:1 two:1", 1);
    check("one two node three four.", (9, 0), "one:1 two:1", 1);
    check("one two node.\nnode three four.", (2, 1), "one:1 three:1 two:1", 2);
    // Windows overlap: y stands in both and counts once; each node stands in the window of the other.
    check("x node y node z.", (1, 1), "x:1 y:1 z:1", 2);
    check("x node y node z.", (2, 2), "node:2 x:1 y:1 z:1", 2);
    check("no such word.", (5, 5), "", 0);
}

#[test]
fn a_node_may_cross_the_borders_of_words() {
    let texts = ["密切联系人民群众，反对官僚主义。"];
    let (words, count, _) = company(&texts, "人民群众", 1, 1);
    let (crossing, crossed, _) = company(&texts, "民群", 1, 1);
    assert_eq!((count, crossed), (1, 1));
    assert!(crossing.contains("反对:1") && !crossing.contains("群众"), "{crossing}");
    assert!(words.contains("反对:1"), "{words}");
    let (traditional, ..) = company(&texts, "人民 羣衆", 1, 1);
    assert_eq!(traditional, words);
    let corpus = five();
    let options = CollocateOptions { listing: all(), ..Default::default() };
    let found = corpus.corpus.collocates("民群", &options).expect("collocates");
    let grams = GramOptions { scope: Scope::default(), unit: Unit::Chars, length: 2, listing: all() };
    let grams = corpus.corpus.grams(&grams).expect("n-grams");
    let literal = grams.items.iter().find(|f| f.item == "民群").expect("a pair of the corpus");
    assert_eq!(found.count, literal.count);
}

#[test]
fn the_measures_of_a_collocate_are_those_of_its_counts() {
    let corpus = five();
    let options = CollocateOptions { listing: all(), ..Default::default() };
    let found = corpus.corpus.collocates("群众", &options).expect("collocates");
    let words = corpus.corpus.frequencies(&FrequencyOptions::default()).expect("the words");
    assert_eq!(found.total, words.total);
    for c in &found.items {
        let word = words.items.iter().find(|f| f.item == c.item).expect("a word of the corpus");
        assert_eq!(word.count, c.total);
        #[allow(clippy::cast_precision_loss, reason = "small counts")]
        let [o, windows, total, all] = [c.count, found.windows, c.total, found.total].map(|n| n as f64);
        let expected = windows * total / all;
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{c:?}");
        close(c.expected, expected);
        close(c.mi, (o / expected).log2());
        close(c.t_score, (o - expected) / o.sqrt());
        close(c.z_score, (o - expected) / expected.sqrt());
    }
    let dice: Vec<f64> = found.items.iter().map(|c| -c.log_dice).collect();
    assert!(dice.is_sorted());
    let closest: Vec<&str> = found.items.iter().take(12).map(|c| c.item.as_str()).collect();
    assert!(closest.contains(&"联系") && closest.contains(&"血肉"), "{closest:?}");
}

#[test]
fn dispersion_is_that_of_griess_example() {
    // The corpus of Gries 2008, table 1: fifty words of one letter in five parts; the word is `a`.
    let corpus = little(&[
        "b a m n i b e u p",
        "b a s a t b e w q n",
        "b c a g a b e s t a",
        "b a g h a b e a a t",
        "b a h a a b e a x a t",
    ]);
    let options = SpreadOptions { scope: everything(), by: PartKind::Document };
    let found = corpus.corpus.spread(&["a".to_owned(), "z".to_owned()], &options).expect("a dispersion");
    let a = &found[0];
    let sizes: Vec<(u64, u64)> = a.shares.iter().map(|s| (s.chars, s.count)).collect();
    assert_eq!(sizes, [(9, 1), (10, 2), (10, 3), (10, 4), (11, 5)]);
    assert_eq!((a.count, a.parts, a.range), (15, 5, 5));
    let near = |value: Option<f64>, printed: f64| value.is_some_and(|v| (v - printed).abs() < 5e-4);
    assert!(near(a.dp, 0.18) && near(a.dp_norm, 0.18 / 0.82) && near(a.juilland_d, 0.785), "{a:?}");
    let z = &found[1];
    assert_eq!((z.count, z.range, z.dp), (0, 0, None));
}

#[test]
fn dispersion_by_year_takes_the_years_of_the_passages() {
    let corpus = five();
    let options = SpreadOptions { by: PartKind::Year, ..SpreadOptions::default() };
    let found = corpus.corpus.spread(&["群众".to_owned()], &options).expect("a dispersion");
    let years: Vec<&str> = found[0].shares.iter().map(|share| share.part.as_str()).collect();
    assert!(years.is_sorted() && years.contains(&"2013") && years.len() > 5, "{years:?}");
}

#[test]
fn keywords_are_those_of_the_likelihood_ratio() {
    // 20 of 1000 words against 10 of 1000, and the rest made of one other word.
    let text = |key: usize| format!("{}{}", "key ".repeat(key), "rest ".repeat(1000 - key));
    let corpus = little(&[&text(20), &text(10)]);
    let keywords = |correction| {
        let documents = vec![DocumentId::new("d0").expect("an id")];
        let options = KeywordOptions {
            scope: Scope { documents, ..everything() },
            reference: None,
            by: Order::LogRatio,
            correction,
            listing: all(),
        };
        corpus.corpus.keywords(&options).expect("keywords")
    };
    let found = keywords(Correction::None);
    assert_eq!((found.total, found.reference_total, found.tested), (1000, 1000, 2));
    let key = &found.items[0];
    assert_eq!(
        (key.item.as_str(), key.count, key.reference, key.direction),
        ("key", 20, 10, Direction::More)
    );
    let by_hand = 2.0 * (20.0 * (20.0_f64 / 15.0).ln() + 10.0 * (10.0_f64 / 15.0).ln());
    assert!((key.log_likelihood - by_hand).abs() < 1e-9 && (key.log_ratio - 1.0).abs() < 1e-9, "{key:?}");
    assert_eq!(found.items[1].direction, Direction::Less);
    let strict = keywords(Correction::Bonferroni);
    assert!((strict.items[0].p - 2.0 * key.p).abs() < 1e-12, "{strict:?}");
    let rates = keywords(Correction::BenjaminiHochberg);
    assert!(rates.items[0].p <= strict.items[0].p && rates.items[0].p >= key.p);
}
