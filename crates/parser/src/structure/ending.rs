//! How a line ends: with a sentence, in the middle of a clause, or open. Knows marks, not grammar.

/// What the last characters of a line say about what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// 。！？；… and the like, closing marks behind them included: nothing of the sentence is to come.
    Sentence,
    /// ：introduces what follows.
    Colon,
    /// ，、— : the sentence goes on.
    Clause,
    /// No mark: a heading, a list entry, or a line broken inside a sentence.
    Open,
}

/// How `words` (without blanks at the end) end.
pub(crate) fn of(words: &str) -> Ending {
    let bare = words.trim_end_matches(is_closing);
    match bare.chars().next_back() {
        Some('。' | '！' | '？' | '；' | '!' | '?' | ';' | '…' | '｡' | '.' | '．') => {
            Ending::Sentence
        }
        Some('：' | ':') => Ending::Colon,
        Some('，' | '、' | ',' | '—' | '―' | '─') if bare.len() == words.len() => Ending::Clause,
        _ => Ending::Open,
    }
}

/// Marks that close what they stand behind and do not end a sentence by themselves.
pub(crate) fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '》' | '〉' | '】' | '］' | ']' | '"' | '\'')
}

/// Whether a mark ends a sentence inside a line.
pub(crate) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '｡')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_marks_are_looked_through() {
        let check = |words, expect| assert_eq!(of(words), expect, "{words}");
        check("他说：“好。”", Ending::Sentence);
        check("同志们：", Ending::Colon);
        check("永远保持党同人民群众的血肉联系", Ending::Open);
        check("读《矛盾论》", Ending::Open);
        check("群众路线，", Ending::Clause);
        check("（2012年）", Ending::Open);
    }
}
