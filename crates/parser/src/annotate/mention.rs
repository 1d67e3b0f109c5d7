//! Persons mentioned in a short stretch of text: names, offices with and without a name, pronouns. Who is
//! behind an office or a pronoun is told in `speaker`.

use super::cue_words::VERBS;
use super::{known, names, titles};
use crate::words::Words;
use chuchu_text::is_han;
use std::ops::Range;

/// What a mention of a person says about who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// A name, at its place in the strand.
    Named(Range<usize>),
    /// Another way to call a known person.
    Alias(&'static str),
    /// A bare office of which there is one holder.
    Office(&'static str),
    /// A surname with an office or form of address: 王教授.
    Surname(&'static str),
    /// 这位 with an office or calling: 这位院士.
    Described(&'static str),
    /// A pronoun.
    Pronoun,
}

/// A person mentioned at a place of the strand, title included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Its place.
    pub(crate) at: Range<usize>,
    /// Who it is.
    pub(crate) who: Who,
}

/// Words whose object a person is.
static BEFORE_OBJECTS: Words = Words::new(&[
    "学习",
    "贯彻",
    "见到",
    "遇见",
    "看到",
    "见了",
    "陪同",
    "跟随",
    "会见",
    "拜见",
    "找到",
    "请来",
    "代表",
    "身边的",
    "根据",
    "按照",
    "依照",
    "听了",
    "看望",
    "采访",
    "告诉",
    "纪念",
    "感谢",
    "怀念",
]);

impl Mention {
    /// Whether it is the object of a preposition, or part of another word: 对王小明, 毛泽东思想.
    fn is_object(&self, text: &str) -> bool {
        const PREPOSITIONS: [char; 11] = ['对', '向', '被', '把', '给', '跟', '让', '请', '于', '将', '问'];
        const AFTER: [&str; 13] = [
            "思想",
            "主义",
            "理论",
            "新时代",
            "精神",
            "旗帜",
            "故居",
            "为核心",
            "为总书记",
            "诞辰",
            "纪念",
            "路",
            "办公室",
        ];
        let head = text.get(..self.at.start).unwrap_or("");
        let tail = text.get(self.at.end..).unwrap_or("");
        let from_source = head.ends_with("出自") || head.ends_with("源自") || head.ends_with("源于");
        let object = head.ends_with(PREPOSITIONS) && !from_source && !head.ends_with("学问");
        let learned = BEFORE_OBJECTS.ends(head).is_some() && !names::speaks(tail);
        object || learned || AFTER.iter().any(|w| tail.starts_with(w))
    }

    /// Whether it stands before 的: somebody's speech, view, father.
    pub(crate) fn possesses(&self, text: &str) -> bool {
        text.get(self.at.end..).is_some_and(|tail| tail.starts_with('的'))
    }
}

/// The persons mentioned in a short stretch of the strand, objects of prepositions and names inside other
/// words (毛泽东思想) left out. Cost: linear in the stretch.
pub(crate) fn mentions(text: &str, range: &Range<usize>) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let Some(stretch) = text.get(range.clone()) else { return found };
    let mut finder = Finder { stretch, from: range.start, done: 0 };
    let mut titles = 0u32;
    for (offset, c) in stretch.char_indices() {
        match c {
            '《' => titles += 1,
            '》' => titles = titles.saturating_sub(1),
            _ => {}
        }
        if offset < finder.done || titles > 0 {
            continue;
        }
        if let Some(mention) = finder.at(offset, c) {
            finder.done = mention.at.end - range.start;
            if !mention.is_object(text) {
                found.push(mention);
            }
        }
    }
    found
}

/// Looks for persons from left to right.
struct Finder<'t> {
    stretch: &'t str,
    from: usize,
    /// Where the last person ended.
    done: usize,
}

impl<'t> Finder<'t> {
    fn rest(&self, offset: usize) -> &'t str {
        self.stretch.get(offset..).unwrap_or("")
    }

    fn head(&self, offset: usize) -> &'t str {
        self.stretch.get(..offset).unwrap_or("")
    }

    /// What was not read as a person yet, up to `offset`.
    fn fresh(&self, offset: usize) -> &'t str {
        self.stretch.get(self.done..offset).unwrap_or("")
    }

    fn mention(&self, at: Range<usize>, who: Who) -> Mention {
        Mention { at: at.start + self.from..at.end + self.from, who }
    }

    /// A person with a name, an office after it taken in.
    fn named(&self, start: usize, name: &str) -> Mention {
        let end = start + name.len();
        let office = titles::office_at_start(self.rest(end)).map_or(0, str::len);
        self.mention(start..end + office, Who::Named(start + self.from..end + self.from))
    }

    fn at(&self, offset: usize, c: char) -> Option<Mention> {
        if names::is_dot(c) {
            return self.dotted(offset, c);
        }
        if !is_han(c) {
            return c.is_alphabetic().then(|| self.latin(offset)).flatten();
        }
        match c {
            '他' | '她' => return self.pronoun(offset, c),
            '这' | '那' | '该' => return self.described(offset),
            _ => {}
        }
        let rest = self.rest(offset);
        if let Some((length, name)) = known::alias_at_start(rest, || titles::may_begin(self.head(offset))) {
            return Some(self.mention(offset..offset + length, Who::Alias(name)));
        }
        self.known(offset).or_else(|| self.office(offset)).or_else(|| self.shaped(offset, c))
    }

    fn known(&self, offset: usize) -> Option<Mention> {
        let rest = self.rest(offset);
        let name = known::at_start(rest)?;
        if known::is_within_words(name) && !titles::may_begin(self.head(offset)) {
            return None;
        }
        let short = name.chars().count() == 2;
        // 陈云林说 is not 陈云
        let longer = names::speaking_at_start(rest).filter(|longer| longer.len() > name.len());
        Some(self.named(offset, longer.filter(|_| short).unwrap_or(name)))
    }

    fn pronoun(&self, offset: usize, c: char) -> Option<Mention> {
        let tail = self.rest(offset + c.len_utf8());
        let other = tail.starts_with(['们', '人', '乡', '日', '山', '国', '杀']);
        let inside = self.head(offset).ends_with(['其', '吉', '利']);
        (!other && !inside).then(|| self.mention(offset..offset + c.len_utf8(), Who::Pronoun))
    }

    /// 这位院士, 该教授.
    fn described(&self, offset: usize) -> Option<Mention> {
        let rest = self.rest(offset);
        let lead = ["这位", "那位", "这名", "那名", "该"].iter().find(|w| rest.starts_with(**w))?;
        let tail = rest.get(lead.len()..)?;
        let (at, word) = tail
            .char_indices()
            .take(5)
            .find_map(|(at, _)| titles::calling_at_start(tail.get(at..)?).map(|word| (at, word)))?;
        let end = offset + lead.len() + at + word.len();
        Some(self.mention(offset..end, Who::Described(word)))
    }

    /// An office: with the name before it, with one after it, with a surname alone, or bare.
    fn office(&self, offset: usize) -> Option<Mention> {
        let rest = self.rest(offset);
        let office = titles::office_at_start(rest)?;
        let head = self.fresh(offset);
        let end = offset + office.len();
        // 主席台, 代表团, 总书记办公室
        if self.rest(end).starts_with(['台', '团', '办', '令', '像', '室']) {
            return None;
        }
        if let Some(name) = known::at_end(head).or_else(|| names::at_end(head)) {
            let start = offset - name.len();
            let before = self.head(start);
            if known::is_known(name) || titles::may_begin_titled(before) || VERBS.ends(before).is_some() {
                let who = Who::Named(start + self.from..offset + self.from);
                return Some(self.mention(start..end, who));
            }
        }
        if let Some(surname) = head.chars().next_back().filter(|c| names::is_surname(*c)) {
            let start = offset - surname.len_utf8();
            let before = self.head(start);
            let apart =
                before.chars().next_back().is_none_or(|c| !is_han(c) || "的和与由请让据老小是".contains(c));
            if apart || titles::calls(before) {
                return Some(self.mention(start..end, Who::Surname(office)));
            }
        }
        self.bare_office(offset, office)
    }

    /// An office with no name before it: one with the name after it (国务院总理李克强), or a bare one that has
    /// one holder at a time.
    fn bare_office(&self, offset: usize, office: &'static str) -> Option<Mention> {
        let end = offset + office.len();
        let tail = self.rest(end);
        if !titles::SINGULAR.is(office) {
            return None;
        }
        let name = known::at_start(tail)
            .or_else(|| names::at_start(tail, |rest| titles::office_at_start(rest).is_some()))
            .or_else(|| names::speaking_at_start(tail))
            .or_else(|| names::foreign_at_start(tail, true));
        if let Some(name) = name {
            let who = Who::Named(end + self.from..end + name.len() + self.from);
            return Some(self.mention(offset..end + name.len(), who));
        }
        let head = self.head(offset);
        let secretary = office == "秘书长" && !head.ends_with("联合国");
        (titles::is_ours(head) && !secretary).then(|| self.mention(offset..end, Who::Office(office)))
    }

    /// A name told by its shape, where a word begins.
    fn shaped(&self, offset: usize, c: char) -> Option<Mention> {
        let rest = self.rest(offset);
        let head = self.head(offset);
        let surname = names::is_surname(c);
        if !titles::may_begin(head) {
            return None;
        }
        // right after another person it is an adverb: 马克思|曾深刻|指出
        if self.done > 0 && self.done == offset {
            return None;
        }
        let joined = |rest: &str| joined(rest);
        if matches!(c, '老' | '小' | '阿') {
            return names::familiar_at_start(rest, titles::calls(head)).map(|name| self.named(offset, name));
        }
        let called = titles::calls(head);
        let name = names::hidden_at_start(rest)
            .or_else(|| names::speaking_at_start(rest))
            .or_else(|| names::acting_at_start(rest))
            .or_else(|| called.then(|| names::full_at_start(rest)).flatten())
            .or_else(|| surname.then(|| names::at_start(rest, joined)).flatten())
            .or_else(|| names::foreign_at_start(rest, called))?;
        Some(self.named(offset, name))
    }

    /// A name with a dot: what stands before it back to the word before, what follows up to the next word.
    fn dotted(&self, offset: usize, c: char) -> Option<Mention> {
        let head = self.fresh(offset);
        let part = |c: char| is_han(c) || names::is_latin(c);
        let run = head
            .rfind(|c: char| !part(c))
            .map_or(0, |i| i + head.get(i..).and_then(|r| r.chars().next()).map_or(0, char::len_utf8));
        let run = head.get(run..)?;
        // 护士长|古丽娜孜·艾山, 英国诗人|约翰·多恩: the last word for a calling, and 的 and 和
        let cut = run
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .rfind(|at| run.get(..*at).is_some_and(|before| *at < run.len() && titles::may_begin(before)))
            .unwrap_or(0);
        let cut = cut.max(names::after_function_word(run));
        let first = run.get(cut..).filter(|f| (1..=8).contains(&f.chars().count()))?;
        let tail = self.rest(offset + c.len_utf8());
        let length = names::after_dot(tail)?;
        let start = offset - first.len();
        let end = offset + c.len_utf8() + length;
        Some(self.named(start, self.stretch.get(start..end)?))
    }

    /// A name in Latin letters before a verb: J. M. 凯恩斯说, Max Weber认为.
    fn latin(&self, offset: usize) -> Option<Mention> {
        if self.head(offset).chars().next_back().is_some_and(names::is_latin) {
            return None;
        }
        let rest = self.rest(offset);
        let letters = rest.find(|c: char| !names::is_latin(c) && c != ' ').unwrap_or(rest.len());
        let tail = rest.get(letters..)?;
        let mut end = letters;
        if !names::speaks(tail) {
            end += names::foreign_at_start(tail, true).or_else(|| known::at_start(tail))?.len();
        }
        let name = rest.get(..end)?.trim_end();
        let capital = name.starts_with(char::is_uppercase) && (3..=60).contains(&name.len());
        capital.then(|| self.named(offset, name))
    }
}

/// Whether a name that ends before `rest` is joined to another one: 朱自清、叶圣陶都说, 李泽厚与刘再复认为.
fn joined(rest: &str) -> bool {
    let Some(next) = ["、", "和", "与", "及"].iter().find_map(|j| rest.strip_prefix(j)) else {
        return false;
    };
    let called = next.char_indices().take(6).find(|(at, _)| next.get(..*at).is_some_and(titles::calls));
    let after_calling = called.and_then(|(at, _)| next.get(at..));
    [Some(next), after_calling].into_iter().flatten().any(|next| {
        known::at_start(next).is_some()
            || names::speaking_at_start(next).is_some()
            || names::at_start(next, |rest| rest.starts_with(['、', '和', '与'])).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let found = mentions(text, &(0..text.len()));
        let found: Vec<_> = found.iter().map(|m| text.get(m.at.clone()).unwrap()).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn persons_of_every_form() {
        check("研究生王五说", &["王五"]);
        check("国务院总理李克强在会上强调", &["总理李克强"]);
        check("朱自清、叶圣陶、夏丏尊都说", &["朱自清", "叶圣陶", "夏丏尊"]);
        check("姐姐田小雨和妹妹田小雪说", &["田小雨", "田小雪"]);
        check("护士长古丽娜孜·艾山表示", &["古丽娜孜·艾山"]);
        check("弗拉基米尔·伊里奇·列宁说", &["弗拉基米尔·伊里奇·列宁"]);
        check("J. M. 凯恩斯说", &["J. M. 凯恩斯"]);
        check("Max Weber认为", &["Max Weber"]);
        check("约翰·F·肯尼迪说", &["约翰·F·肯尼迪"]);
        check("王教授指出", &["王教授"]);
        check("这位院士说", &["这位院士"]);
        check("清华大学王建国教授说", &["王建国教授"]);
    }

    #[test]
    fn what_is_nobody() {
        check("德国总理说", &[]);
        check("一位老工人告诉记者", &[]);
        check("学习贯彻毛泽东思想", &[]);
        check("其他人说，弟子思考", &[]);
        check("对李大同说", &[]);
    }
}
