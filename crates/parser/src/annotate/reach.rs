//! Looking round a place: the clause and the sentence before it, what follows it. Windows are bounded, so
//! that looking costs the same anywhere. Knows marks, not words.

/// How far one looks, in bytes: some 240 characters.
const WINDOW: usize = 720;

/// What stands before `at` in its block, as far as one looks.
pub(crate) fn before(text: &str, at: usize) -> &str {
    let mut from = at.saturating_sub(WINDOW);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let head = text.get(from..at).unwrap_or("");
    head.rsplit('\n').next().unwrap_or(head)
}

/// The few characters before `at`, some sixteen: for looking at words next to a place.
pub(crate) fn near(text: &str, at: usize) -> &str {
    let mut from = at.saturating_sub(48);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..at).unwrap_or("")
}

/// What stands from `at` on in its block, as far as one looks.
pub(crate) fn after(text: &str, at: usize) -> &str {
    let mut to = at.saturating_add(WINDOW).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let tail = text.get(at..to).unwrap_or("");
    tail.split('\n').next().unwrap_or(tail)
}

/// Whether a mark ends a sentence, in prose with half-width or full-width marks.
pub(crate) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';' | '\n')
}

/// Whether a mark closes quoted words.
pub(crate) fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '"' | '＂' | '〞' | '〟' | '﹂' | '﹄' | '\'')
}

/// Whether a mark ends a clause. An enumeration comma does not: 马克思、恩格斯指出.
pub(crate) fn ends_clause(c: char) -> bool {
    ends_sentence(c) || matches!(c, '，' | ',' | '：' | ':' | '…')
}

/// The end of `head` after the last mark that `ends`, what stands in 《》, brackets or marks passed over.
fn tail_after(head: &str, ends: fn(char) -> bool) -> &str {
    let mut depth = 0u32;
    let mut skip = head.len();
    for (offset, c) in head.char_indices().rev() {
        match c {
            _ if offset > skip => {}
            '”' | '」' if depth == 0 => skip = short_words_in_marks(head, offset).unwrap_or(skip),
            '》' | '）' | ')' => depth += 1,
            '《' | '（' | '(' => depth = depth.saturating_sub(1),
            _ if depth == 0 && ends(c) => return head.get(offset + c.len_utf8()..).unwrap_or(""),
            _ => {}
        }
    }
    head
}

/// Where the words in marks begin that close at `close`: short ones without a sentence, which may hold commas
/// (“其兴也勃焉，其亡也忽焉”). Where marks are reversed, this finds none.
fn short_words_in_marks(head: &str, close: usize) -> Option<usize> {
    let before = head.get(..close)?;
    let open = before.rfind(['“', '”', '「', '」'])?;
    let inner = before.get(open..)?;
    let words = inner.strip_prefix(['“', '「'])?;
    // words in marks begin with no comma: ”人民“，他在”…
    let sound = words.len() <= 120 && !words.contains(ends_sentence) && !words.starts_with(ends_clause);
    sound.then_some(open)
}

/// The last clause of `head`, without blanks and closing marks before it.
pub(crate) fn last_clause(head: &str) -> &str {
    without_note(tail_after(head, ends_clause).trim_start_matches(leftover))
}

/// The last sentence of `head`, without blanks and closing marks before it.
pub(crate) fn last_sentence(head: &str) -> &str {
    without_note(tail_after(head, ends_sentence).trim_start_matches(leftover))
}

/// A clause without the note in brackets that closes the sentence before it: （…第5页）列宁也说过.
fn without_note(clause: &str) -> &str {
    let end = clause.starts_with(['（', '(']).then(|| clause.find(['）', ')'])).flatten();
    end.and_then(|e| clause.get(e..)).map_or(clause, |rest| rest.trim_start_matches(leftover))
}

/// What may stand before a clause and does not belong to it.
fn leftover(c: char) -> bool {
    c.is_whitespace() || matches!(c, '”' | '’' | '」' | '』' | '"' | '）' | ')' | '—' | '…')
}

/// The number of Chinese characters.
pub(crate) fn han_count(text: &str) -> usize {
    text.chars().filter(|c| chuchu_text::is_han(*c)).count()
}

/// A blank or a tab: what is passed over between a word and a mark.
pub(crate) fn blank(c: char) -> bool {
    chuchu_text::is_blank(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_and_sentences_are_cut_back() {
        let head = "前句。正如马克思、恩格斯在《一，二》中，明确指出";
        assert_eq!(last_clause(head), "明确指出");
        assert_eq!(last_sentence(head), "正如马克思、恩格斯在《一，二》中，明确指出");
        assert_eq!(last_sentence("“好。”他说"), "他说");
        assert_eq!(
            last_clause("在回答“其兴也勃，其亡也忽”的问题时说"),
            "在回答“其兴也勃，其亡也忽”的问题时说"
        );
        assert_eq!(last_clause("”人民“，他在”讲话“中说"), "他在”讲话“中说");
    }

    #[test]
    fn a_window_ends_at_its_block() {
        let text = "上段\n下段";
        assert_eq!(before(text, text.len()), "下段");
        assert_eq!(after(text, 0), "上段");
    }
}
