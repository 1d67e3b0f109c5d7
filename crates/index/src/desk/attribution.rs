//! Whether the manuscript names the speaker whom the corpus knows for the words.

use crate::{Corpus, Error};
use chuchu_model::{Attribution, Match, Quotation, Verdict};
use chuchu_text::{Folding, fold_to_string, is_han};

/// Offices and the like, which are no names: whoever held the office is not told.
const NO_NAMES: [&str; 22] = [
    "总书记",
    "主席",
    "总理",
    "同志",
    "部长",
    "教授",
    "学者",
    "作者",
    "专家",
    "代表",
    "文件",
    "记者",
    "领导",
    "干部",
    "人士",
    "先生",
    "女士",
    "中央",
    "国务院",
    "委员会",
    "报告",
    "决定",
];

/// Differs only where the words stand there unaltered and both sides name a person. What is much alike may
/// be another saying of another person: s003 and s004 of the starter corpus have 43 letters in common that two
/// general secretaries said in speeches of their own.
pub(super) fn of(
    corpus: &Corpus,
    quotation: &Quotation,
    verdict: Verdict,
    matches: &[Match],
) -> Result<Attribution, Error> {
    let Some(speaker) = &quotation.speaker else { return Ok(Attribution::NotStated) };
    if matches!(verdict, Verdict::NotFound | Verdict::Partial | Verdict::Formula) {
        return Ok(Attribution::Unknown);
    }
    let best: Vec<&Match> = matches.iter().filter(|m| m.verdict == verdict).collect();
    let named = |m: &&Match| m.speaker.as_deref().is_some_and(|name| same_person(&speaker.name, name));
    if best.iter().any(named) {
        return Ok(Attribution::Agrees);
    }
    let mut differs = false;
    for place in best {
        match said_by(corpus, place)? {
            Some(name) if same_person(&speaker.name, &name) => return Ok(Attribution::Agrees),
            Some(name) => differs |= is_person(&name) && is_person(&speaker.name),
            None => {}
        }
    }
    let unaltered = verdict < Verdict::Altered;
    Ok(if differs && unaltered { Attribution::Differs } else { Attribution::Unknown })
}

/// From this similarity on, two texts are one, whoever is said to have said them.
const NEARLY_ALL: f64 = 0.9;

/// Whether a place that is only like the quotation is a saying of somebody else: both sides name a person, and
/// not the same. Such a place is a parallel; to call it the source would say that the manuscript altered it.
/// Where nine letters in ten agree it is the source all the same, altered and given to somebody else.
pub(super) fn is_of_another(corpus: &Corpus, quotation: &Quotation, place: &Match) -> Result<bool, Error> {
    let alike = matches!(place.verdict, Verdict::Altered | Verdict::Partial) && place.similarity < NEARLY_ALL;
    let Some(speaker) = quotation.speaker.as_ref().filter(|s| alike && is_person(&s.name)) else {
        return Ok(false);
    };
    let other = said_by(corpus, place)?.filter(|name| is_person(name));
    Ok(other.is_some_and(|name| !same_person(&speaker.name, &name)))
}

/// Who says the words in the source: whoever the source itself quotes with them, else its speaker.
fn said_by(corpus: &Corpus, place: &Match) -> Result<Option<String>, Error> {
    let Some(stored) = corpus.document(&place.doc)? else { return Ok(None) };
    let around = stored.document.quotations.iter().filter(|q| q.span.overlaps(place.span));
    let quoted: Vec<_> = around.collect();
    if quoted.is_empty() {
        return Ok(place.speaker.clone());
    }
    Ok(quoted.into_iter().find_map(|q| q.speaker.as_ref().map(|s| s.name.clone())))
}

/// Whether two names may be one person's: one is a part of the other.
pub(super) fn same_person(one: &str, other: &str) -> bool {
    let (one, other) = (fold_to_string(one, Folding::LETTERS), fold_to_string(other, Folding::LETTERS));
    let held = |a: &str, b: &str| a.chars().count() >= 2 && b.contains(a);
    held(&one, &other) || held(&other, &one)
}

/// Two to four ideographs that are no office, or a foreign name with its point.
pub(super) fn is_person(name: &str) -> bool {
    let count = name.chars().count();
    let plain = name.chars().all(|c| is_han(c) || matches!(c, '·' | '•'));
    let foreign = name.contains(['·', '•']);
    plain && (foreign || (2..=4).contains(&count)) && !NO_NAMES.iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_offices() {
        for (name, expect) in
            [("毛泽东", true), ("总书记", false), ("李教授", false), ("卡尔·马克思", true), ("该文件", false)]
        {
            assert_eq!(is_person(name), expect, "{name}");
        }
        assert!(same_person("毛泽东同志", "毛澤東"));
        assert!(!same_person("毛泽东", "邓小平"));
    }
}
