//! What holds for every text: nothing panics, every span cuts no character, every character is in one block,
//! and reading twice reads the same. Texts are made of what print is made of, of the documents of the
//! corpus with something damaged, and of any characters at all.

mod sound;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::path::Path;

/// What rules look for; also what the fuzz targets make their texts of.
const FRAGMENTS: &str = include_str!("../fuzz/src/fragments.txt");

fn fragments() -> impl Strategy<Value = String> {
    let fragment = select(FRAGMENTS.lines().skip(1).collect::<Vec<_>>()).prop_map(str::to_owned);
    let part = prop_oneof![8 => fragment, 2 => Just("\n".to_owned()), 1 => ".{1,3}", 1 => "[0-9]{1,4}"];
    vec(part, 0..80).prop_map(|parts| parts.concat())
}

/// A stretch of a document of the corpus, with characters taken out, doubled or put in.
fn damaged() -> impl Strategy<Value = String> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/sources");
    let texts: Vec<Vec<char>> = (0..5)
        .map(|n| std::fs::read_to_string(sources.join(format!("s00{n}.txt"))).expect("a text of the corpus"))
        .map(|text| text.chars().collect())
        .collect();
    let change =
        (any::<prop::sample::Index>(), 0..3u8, select(FRAGMENTS.lines().skip(1).collect::<Vec<_>>()));
    let stretch = (select(texts), any::<prop::sample::Index>(), 50..600usize);
    (stretch, vec(change, 0..12)).prop_map(|((text, from, length), changes)| {
        let from = from.index(text.len());
        let mut text: Vec<String> = text.iter().skip(from).take(length).map(char::to_string).collect();
        for (at, kind, fragment) in changes {
            let at = at.index(text.len().max(1));
            match (kind, text.get_mut(at)) {
                (0, Some(c)) => c.clear(),
                (1, Some(c)) => *c = c.repeat(2),
                (_, Some(c)) => c.push_str(fragment),
                (_, None) => {}
            }
        }
        text.concat()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn documents_of_fragments_are_sound(text in fragments()) {
        sound::document(&text);
    }

    #[test]
    fn damaged_documents_are_sound(text in damaged()) {
        sound::document(&text);
    }

    #[test]
    fn any_characters_are_sound(text in any::<String>()) {
        sound::document(&text);
        sound::citation(&text);
    }

    #[test]
    fn citations_of_fragments_are_sound(text in fragments()) {
        sound::citation(&text.replace('\n', ""));
    }
}
