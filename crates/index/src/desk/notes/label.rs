//! The labels of notes: `[1]`, 〔1〕, ［1］, 【1】, ①, and the names of Markdown, `[^1]`.

/// A label that a text begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::desk) struct Label<'a> {
    /// As printed, with its brackets.
    pub(in crate::desk) print: &'a str,
    /// How it is made: its opening bracket, `^` for a name of Markdown, ① for a number in a circle.
    pub(in crate::desk) style: char,
    /// Its number; a name that is no number has none.
    pub(in crate::desk) number: Option<u32>,
}

/// The longest name of Markdown, in bytes.
const LONGEST_NAME: usize = 64;

/// The first sign of each row of numbers in circles, how many it has, the number of the first.
const CIRCLED: [(char, u32, u32); 4] = [('①', 20, 1), ('㉑', 15, 21), ('㊱', 15, 36), ('➀', 10, 1)];

/// The label that a text begins with.
pub(in crate::desk) fn leading(text: &str) -> Option<Label<'_>> {
    let first = text.chars().next()?;
    if let Some(name) = text.strip_prefix("[^") {
        let end = name.find(']').filter(|end| (1..=LONGEST_NAME).contains(end))?;
        let number = name.get(..end)?.parse().ok();
        return Some(Label { print: text.get(..end + "[^]".len())?, style: '^', number });
    }
    if let Some(number) = circled(first) {
        return Some(Label { print: text.get(..first.len_utf8())?, style: '①', number: Some(number) });
    }
    let close = match first {
        '[' => ']',
        '〔' => '〕',
        '［' => '］',
        '【' => '】',
        _ => return None,
    };
    let inner = text.get(first.len_utf8()..)?;
    let digits = inner.find(|c: char| !c.is_ascii_digit()).filter(|digits| (1..=3).contains(digits))?;
    let closed = inner.get(digits..)?.starts_with(close);
    let print = text.get(..first.len_utf8() + digits + close.len_utf8()).filter(|_| closed)?;
    Some(Label { print, style: first, number: inner.get(..digits)?.parse().ok() })
}

fn circled(c: char) -> Option<u32> {
    let row = |(first, count, number): (char, u32, u32)| {
        let at = u32::from(c).checked_sub(u32::from(first)).filter(|at| *at < count)?;
        Some(number + at)
    };
    CIRCLED.into_iter().find_map(row)
}

/// Whether a label may begin with this sign.
pub(in crate::desk) fn may_begin(c: char) -> bool {
    matches!(c, '[' | '〔' | '［' | '【') || circled(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_have_a_style_and_a_number() {
        for (text, expect) in [
            ("[12]。", Some(("[12]", '[', Some(12)))),
            ("〔3〕", Some(("〔3〕", '〔', Some(3)))),
            ("⑫", Some(("⑫", '①', Some(12)))),
            ("㉑见", Some(("㉑", '①', Some(21)))),
            ("[^甲]: ", Some(("[^甲]", '^', None))),
            ("〔2012〕5号", None),
            ("[M]", None),
            ("第1", None),
        ] {
            let found = leading(text).map(|l| (l.print, l.style, l.number));
            assert_eq!(found, expect, "{text}");
        }
    }
}
