//! What a personal name looks like: surnames and given names, names with a dot, transliterated and Japanese
//! names. Names known as such are in `known`; the words beside them in `titles`.
//!
//! The lists are in `name_words`.

use super::name_words::{
    ADVERB_LAST, ADVERBS, BODY_LAST, DOUBLE_SURNAMES, FOREIGN, FUNCTION, IN_THE_MIDDLE, JAPANESE, NOT_NAMES,
    NOT_NAMES_TOO, PLAINLY_FOREIGN, SPEAKS, SURNAMES,
};
use super::titles;
use chuchu_text::is_han;

const fn table(characters: &str) -> [u64; 1024] {
    let bytes = characters.as_bytes();
    let mut table = [0; 1024];
    let mut at = 0;
    while at + 2 < bytes.len() {
        let code = ((bytes[at] as usize & 0xf) << 12)
            | ((bytes[at + 1] as usize & 0x3f) << 6)
            | (bytes[at + 2] as usize & 0x3f);
        table[code >> 6] |= 1 << (code & 63);
        at += 3;
    }
    table
}

static SURNAME_TABLE: [u64; 1024] = table(SURNAMES);
static MIDDLE_TABLE: [u64; 1024] = table(IN_THE_MIDDLE);
static FUNCTION_TABLE: [u64; 1024] = table(FUNCTION);
static FOREIGN_TABLE: [u64; 1024] = table(FOREIGN);

fn holds(table: &[u64; 1024], c: char) -> bool {
    let code = c as usize;
    table.get(code >> 6).is_some_and(|bits| bits >> (code & 63) & 1 == 1)
}

/// Whether a character is a surname.
pub(super) fn is_surname(c: char) -> bool {
    holds(&SURNAME_TABLE, c)
}

/// Whether what follows a name shows that somebody speaks.
pub(super) fn speaks(rest: &str) -> bool {
    // 评论员, 发言人: the verb is part of a calling
    let tail = SPEAKS.starts(rest).and_then(|verb| rest.get(verb.len()..));
    tail.is_some_and(|tail| !tail.starts_with(['员', '师', '人', '者', '家']))
}

/// Whether what follows a name shows that a name ends before it.
fn goes_on(rest: &str) -> bool {
    speaks(rest) || ADVERBS.starts(rest).is_some()
}

/// Whether a verb of speaking follows a subject, an adverb between them passed over.
pub(super) fn speaking_follows(rest: &str) -> bool {
    goes_on(rest)
}

fn is_none(name: &str) -> bool {
    NOT_NAMES.starts(name).is_some() || NOT_NAMES_TOO.starts(name).is_some()
}

/// Whether `given` may be a given name of one or two characters.
fn is_given(given: &str) -> bool {
    let Some((at, last)) = given.char_indices().next_back() else { return false };
    let fits = |c: char| is_han(c) && (!holds(&FUNCTION_TABLE, c) || holds(&MIDDLE_TABLE, c));
    let ends = is_han(last) && (!holds(&FUNCTION_TABLE, last) || last == '之' && at > 0);
    // 王|教授 is no name
    let office = titles::office_at_start(given).is_some();
    ends && !office
        && !BODY_LAST.contains(last)
        && given.get(..at).is_some_and(|middle| middle.chars().all(fits))
}

/// Where the character number `n` of `text` begins.
fn nth(text: &str, n: usize) -> Option<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(n)
}

/// The name that `text` begins with, told by its shape and by what `ends` it.
pub(super) fn at_start(text: &str, ends: impl Fn(&str) -> bool) -> Option<&str> {
    let first = text.chars().next()?;
    if let Some(surname) = DOUBLE_SURNAMES.starts(text).or_else(|| JAPANESE.starts(text)) {
        let given = text.get(surname.len()..)?;
        let most = if DOUBLE_SURNAMES.is(surname) { 2 } else { 3 };
        let fits = |n: &usize| nth(given, *n).is_some_and(|at| given_before(given, at, &ends));
        if let Some(end) = (1..=most).rev().find(fits).and_then(|n| nth(given, n)) {
            return text.get(..surname.len() + end);
        }
    }
    if !is_surname(first) || is_none(text) {
        return None;
    }
    let given = text.get(first.len_utf8()..)?;
    let (two, one) = (nth(given, 2), nth(given, 1)?);
    let short = given_before(given, one, &ends);
    let long = two.filter(|at| given_before(given, *at, &ends));
    // 方正|常说 rather than 方正常|说
    let last = long.and_then(|at| given.get(one..at)?.chars().next());
    let long = long.filter(|at| {
        let adverb = last.is_some_and(|c| ADVERB_LAST.contains(c));
        !short || !adverb || given.get(*at..).is_some_and(|rest| is_classical_verb(last) && says_again(rest))
    });
    let end = long.or(Some(one).filter(|_| short))?;
    text.get(..first.len_utf8() + end)
}

/// Whether a verb of classical speech may end a given name as well: 萧抡谓.
fn is_classical_verb(c: Option<char>) -> bool {
    matches!(c, Some('谓' | '云' | '言' | '语'))
}

/// Whether a clause says by another verb that somebody speaks, which 谓曰 and the like do not.
fn says_again(rest: &str) -> bool {
    !rest.starts_with(['曰', '云', '道', '说', '言'])
}

/// A name of which print keeps the surname alone: 林某, 林某某, 林某甲. Nothing else need show that it ends.
pub(super) fn hidden_at_start(text: &str) -> Option<&str> {
    const COUNTED: &str = "某甲乙丙丁";
    let mut chars = text.chars();
    let surname = chars.next().filter(|c| is_surname(*c))?;
    let hidden = chars.next().filter(|c| *c == '某')?;
    let more = chars.next().filter(|c| COUNTED.contains(*c));
    text.get(..surname.len_utf8() + hidden.len_utf8() + more.map_or(0, char::len_utf8))
}

fn given_before(given: &str, at: usize, ends: &impl Fn(&str) -> bool) -> bool {
    given.split_at_checked(at).is_some_and(|(name, rest)| is_given(name) && ends(rest))
}

/// The name that `text` begins with, before a verb of speaking or an adverb.
pub(super) fn speaking_at_start(text: &str) -> Option<&str> {
    at_start(text, goes_on)
}

/// A name of three characters that a clause begins with, before what somebody does while speaking: 王建军站起来.
pub(super) fn acting_at_start(text: &str) -> Option<&str> {
    const ACTS: [&str; 20] = [
        "站起",
        "坐下",
        "摇摇头",
        "摇头",
        "点点头",
        "点头",
        "拍着",
        "拍了拍",
        "抬起",
        "指着",
        "擦了",
        "抹了",
        "叹了",
        "皱着",
        "想了想",
        "接过",
        "端起",
        "握着",
        "拉着",
        "望着",
    ];
    let name = at_start(text, |rest| ACTS.iter().any(|act| rest.starts_with(act)))?;
    (name.chars().count() == 3).then_some(name)
}

/// The name that `text` begins with, where a calling stands before it: before any word that is no name.
pub(super) fn full_at_start(text: &str) -> Option<&str> {
    const NEXT: &str =
        "来去到见走是为等率带出主作做发参接从担任获站坐拿介说认指强表在对向的和与，、。（：也就都则";
    at_start(text, |rest| rest.chars().next().is_none_or(|c| NEXT.contains(c)))
}

/// A familiar name before a verb or an adverb: 老李, 小张. `called`: a calling stands before it, so that it may end.
pub(super) fn familiar_at_start(text: &str, called: bool) -> Option<&str> {
    const GIVEN: &str = "明红刚华芳强军兵丽玲娟燕伟东梅霞虎龙花";
    let end = nth(text, 2)?;
    let (name, rest) = text.split_at_checked(end)?;
    let second = name.chars().next_back()?;
    let given = name.starts_with('小') && GIVEN.contains(second);
    ((is_surname(second) || given) && (goes_on(rest) || called && rest.is_empty())).then_some(name)
}

/// Where the last word of grammar in `run` ends: 在致|康拉德.
pub(super) fn after_function_word(run: &str) -> usize {
    let function = |c: char| holds(&FUNCTION_TABLE, c) && !"马了亚".contains(c) || c == '致';
    run.char_indices().rev().find(|(_, c)| function(*c)).map_or(0, |(at, c)| at + c.len_utf8())
}

/// The transliterated name without a dot that `text` begins with, before a verb or an adverb. `called`: a calling
/// or an office stands before it, so that its characters need not be plainly foreign.
pub(super) fn foreign_at_start(text: &str, called: bool) -> Option<&str> {
    let mut plainly = 0;
    for (n, (at, c)) in text.char_indices().take(8).enumerate() {
        let rest = text.get(at..)?;
        if n >= 2 && goes_on(rest) && (called || n >= 3 && plainly >= 2) {
            return text.get(..at).filter(|name| !is_none(name));
        }
        if !holds(&FOREIGN_TABLE, c) {
            return None;
        }
        plainly += usize::from(PLAINLY_FOREIGN.contains(c));
    }
    None
}

/// The personal name at the end of `head`, told by its shape: a surname with one or two characters.
pub(super) fn at_end(head: &str) -> Option<&str> {
    let mut starts = [0; 5];
    let mut n = 0;
    for (place, (at, _)) in starts.iter_mut().zip(head.char_indices().rev()) {
        *place = at;
        n += 1;
    }
    let from = |k: usize| (k <= n).then(|| starts.get(k - 1)).flatten().and_then(|at| head.get(*at..));
    for k in [4, 3] {
        let name = from(k);
        if let Some((name, surname)) = name.and_then(|w| Some((w, DOUBLE_SURNAMES.starts(w)?)))
            && name.get(surname.len()..).is_some_and(|given| !given.is_empty() && is_given(given))
        {
            return Some(name);
        }
    }
    [3, 2].into_iter().find_map(|k| {
        let name = from(k)?;
        let surname = name.chars().next().filter(|c| is_surname(*c))?;
        let given = name.get(surname.len_utf8()..)?;
        (is_given(given) && !is_none(name)).then_some(name)
    })
}

/// Whether the whole of `text` has the shape of a name.
pub(super) fn is_name(text: &str) -> bool {
    at_end(text) == Some(text)
}

/// A letter, mark or blank inside a name in Latin letters: J. M. Keynes.
pub(super) fn is_latin(c: char) -> bool {
    c.is_alphabetic() && !is_han(c) || matches!(c, '.' | '．' | '-' | '\'' | '’')
}

/// A dot between the parts of a name.
pub(super) fn is_dot(c: char) -> bool {
    matches!(c, '·' | '•' | '・' | '‧' | '∙')
}

/// The length of the rest of a name after its dot: up to the next word, further dots taken in.
pub(super) fn after_dot(rest: &str) -> Option<usize> {
    let mut part = 0;
    for (at, c) in rest.char_indices().take(24) {
        let tail = rest.get(at..)?;
        let ends = part > 0
            && (goes_on(tail)
                || titles::office_at_start(tail).is_some()
                || !is_han(c) && !is_dot(c) && !is_latin(c));
        if ends || part > 0 && matches!(c, '和' | '与' | '及' | '的') {
            return Some(at);
        }
        match c {
            _ if is_dot(c) => part = 0,
            _ if is_han(c) || is_latin(c) => part += 1,
            _ => return None,
        }
    }
    (part > 0 && rest.chars().count() <= 12).then_some(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_before_its_title() {
        assert_eq!(at_end("国家主席刘少奇"), Some("刘少奇"));
        assert_eq!(at_end("记者王小明"), Some("王小明"));
        assert_eq!(at_end("学者诸葛大力"), Some("诸葛大力"));
        for head in ["担任", "我们的", "镇卫生院", "文化", "深入学习贯彻"] {
            assert_eq!(at_end(head), None, "{head}");
        }
    }

    #[test]
    fn a_name_is_read_before_its_verb() {
        let check = |text: &str, name: Option<&str>| assert_eq!(speaking_at_start(text), name, "{text}");
        check("赵六问", Some("赵六"));
        check("李秀兰反问道", Some("李秀兰"));
        check("方正常说", Some("方正"));
        check("欧阳明德说", Some("欧阳明德"));
        check("福泽谕吉说", Some("福泽谕吉"));
        check("赵国强高兴地说", Some("赵国强"));
        check("萧抡谓如是说", Some("萧抡谓"));
        check("李善注云", Some("李善"));
        check("陈亢谓曰", Some("陈亢"));
        check("林某某质疑", Some("林某某"));
        check("陈禾发言指出", Some("陈禾"));
        for text in ["高兴地说", "严肃地说", "文章指出", "曾多次强调", "群众说", "江苏省指出", "温和地说"]
        {
            check(text, None);
        }
    }

    #[test]
    fn foreign_names() {
        assert_eq!(foreign_at_start("古特雷斯说", true), Some("古特雷斯"));
        assert_eq!(foreign_at_start("丘吉尔说", false), None);
        assert_eq!(foreign_at_start("切尔诺夫说", false), Some("切尔诺夫"));
        assert_eq!(after_dot("伊里奇·列宁说"), Some("伊里奇·列宁".len()));
        assert_eq!(after_dot("洛克"), Some("洛克".len()));
    }
}
