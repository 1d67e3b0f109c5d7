//! The word that was probably meant.

/// The known word nearest to one that is not known, if it is near at all.
pub(super) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let near = known.iter().map(|other| (distance(word, other), *other)).min()?;
    let most = word.chars().count().max(near.1.chars().count()) / 2;
    (near.0 <= most).then_some(near.1)
}

/// Characters to insert, delete or change (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut before = i;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        for (j, b) in other.iter().enumerate() {
            let changed = before + usize::from(a != *b);
            let here = row.get(j).copied().unwrap_or(0);
            if let Some(cell) = row.get_mut(j + 1) {
                before = *cell;
                *cell = changed.min(here + 1).min(before + 1);
            }
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_near_and_other_words_are_not() {
        let known = ["fail_on", "format", "ignore"];
        assert_eq!(nearest("fail-on", &known), Some("fail_on"));
        assert_eq!(nearest("ignored", &known), Some("ignore"));
        assert_eq!(nearest("fromat", &known), Some("format"));
        assert_eq!(nearest("xyz", &known), None);
        assert_eq!(nearest("忽略", &known), None);
        assert_eq!((distance("kitten", "sitting"), distance("", "ab"), distance("ab", "")), (3, 2, 2));
    }
}
