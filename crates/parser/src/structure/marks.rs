//! The numbers that print puts before headings and list entries: 一、（一） 1. （1） ① 第一章 第一条 Ⅰ. A. §1, and
//! Markdown's `#`. Reads the mark alone; whether the line is a heading is said elsewhere.

use chuchu_text::{is_blank, numeral};

/// The form of a number. The order is that of convention (GB/T 9704: 一、 （一） 1. （1）), coarsest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Form {
    /// 第一篇
    Piece,
    /// 第一部分, 第一讲
    Part,
    /// 第一编, 第一分编
    Book,
    /// 第一章
    Chapter,
    /// 第一节
    Section,
    /// Ⅰ.
    Roman,
    /// 一、
    Han,
    /// （一）
    HanBracketed,
    /// A.
    Letter,
    /// 1. 1、
    Arabic,
    /// 1.1, 1.1.1: how many numbers
    Decimal(u8),
    /// （1） 1）
    ArabicBracketed,
    /// ①
    Circled,
    /// 第一条: opens a paragraph of a law and is no heading
    Clause,
}

impl Form {
    /// Whether the form occurs in headings alone: 第N篇 部分 编 章 节.
    pub(crate) fn is_division(self) -> bool {
        self <= Self::Section
    }
}

/// An offset into a line, in bytes. There is one mark or more for each line of a text, and memory is what a long
/// text of short lines costs: so it is kept in four bytes. Texts of 4 GiB are refused where they are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offset(u32);

impl Offset {
    /// What stands at `at`.
    pub(crate) fn new(at: usize) -> Self {
        Self(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// The offset as a number.
    pub(crate) fn get(self) -> usize {
        self.0 as usize
    }
}

/// The number at the beginning of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Its form.
    pub(crate) form: Form,
    /// Its value, up to [`LARGEST`].
    pub(crate) ordinal: u16,
    /// How many bytes the number takes, its own marks included: `一、`, `（一）`, `1.`, `第一篇：`.
    pub(crate) length: Offset,
    /// Where the words behind it begin.
    pub(crate) words: Offset,
}

impl Mark {
    /// Whether it opens a law: its first division or clause.
    pub(crate) fn opens_law(&self) -> bool {
        self.ordinal == 1 && (self.form.is_division() || self.form == Form::Clause)
    }
}

/// No law has more clauses.
const LARGEST: u16 = 9999;

/// The number with which `line` begins. Constant time.
pub(crate) fn leading(line: &str) -> Option<Mark> {
    let first = line.chars().next()?;
    let mut scan = Scan { line, at: 0 };
    let (form, ordinal) = match first {
        '第' => scan.division()?,
        '（' | '(' | '〔' => scan.bracketed()?,
        '①'..='⑳' => scan.circled()?,
        'Ⅰ'..='Ⅻ' | 'A'..='H' => scan.letter()?,
        '§' => scan.paragraph()?,
        _ if numeral::arabic_digit(first).is_some() => scan.arabic()?,
        _ if numeral::is_han_numeral(first) => scan.han()?,
        _ => return None,
    };
    let length = Offset::new(scan.at);
    scan.blanks();
    Some(Mark { form, ordinal, length, words: Offset::new(scan.at) })
}

/// A Chinese number that is the whole line: 一
pub(crate) fn alone(line: &str) -> Option<Mark> {
    let value =
        Some(line).filter(|l| l.len() <= 9).and_then(numeral::parse).filter(|n| (1..=20).contains(n))?;
    let ordinal = u16::try_from(value).ok().filter(|_| line.starts_with(numeral::is_han_numeral))?;
    let whole = Offset::new(line.len());
    Some(Mark { form: Form::Han, ordinal, length: whole, words: whole })
}

/// How many `#` of Markdown open the line, and where the words behind them begin; 0 where there are none.
pub(crate) fn hashes(line: &str) -> (u8, usize) {
    let count = line.bytes().take_while(|b| *b == b'#').count();
    let mut scan = Scan { line, at: count };
    scan.blanks();
    match u8::try_from(count) {
        Ok(depth @ 1..=6) if scan.at > count => (depth, scan.at),
        _ => (0, 0),
    }
}

/// The value of `c` in a row of figures that begins with `first`.
fn counted(c: char, first: char) -> Option<u16> {
    u16::try_from(u32::from(c).checked_sub(u32::from(first))? + 1).ok()
}

struct Scan<'t> {
    line: &'t str,
    at: usize,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        self.line.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches(is_blank).len();
    }

    fn one_of(&mut self, marks: &[char]) -> Option<char> {
        let found = self.peek().filter(|c| marks.contains(c))?;
        self.at += found.len_utf8();
        Some(found)
    }

    fn word(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        self.at += if found { word.len() } else { 0 };
        found
    }

    /// A number up to [`LARGEST`]; only the first few characters are looked at.
    fn number(&mut self) -> Option<u16> {
        let end = self.rest().char_indices().nth(8).map_or(self.rest().len(), |(at, _)| at);
        let (value, length) = numeral::leading(self.rest().get(..end)?)?;
        self.at += length;
        u16::try_from(value).ok().filter(|n| *n <= LARGEST)
    }

    /// 第 N 章; blanks may stand inside.
    fn division(&mut self) -> Option<(Form, u16)> {
        self.at += '第'.len_utf8();
        self.blanks();
        let ordinal = match self.one_of(&['上', '中', '下']) {
            Some(c) => ['上', '中', '下'].iter().zip(1..).find(|(x, _)| **x == c)?.1,
            None => self.number()?,
        };
        self.blanks();
        let form = [
            ("部分", Form::Part),
            ("分编", Form::Book),
            ("篇", Form::Piece),
            ("讲", Form::Part),
            ("编", Form::Book),
            ("章", Form::Chapter),
            ("节", Form::Section),
            ("条", Form::Clause),
        ]
        .iter()
        .find(|(unit, _)| self.word(unit))?
        .1;
        if form == Form::Clause && self.word("之") {
            self.number()?;
        }
        self.one_of(&['：', ':', '、', '．', '.']);
        Some((form, ordinal))
    }

    /// （一） (1)
    fn bracketed(&mut self) -> Option<(Form, u16)> {
        self.at += self.peek()?.len_utf8();
        self.blanks();
        let form = if self.peek().and_then(numeral::arabic_digit).is_some() {
            Form::ArabicBracketed
        } else {
            Form::HanBracketed
        };
        let ordinal = self.number().filter(|n| *n < 100)?;
        self.blanks();
        self.one_of(&['）', ')', '〕'])?;
        self.one_of(&['、']);
        Some((form, ordinal))
    }

    fn circled(&mut self) -> Option<(Form, u16)> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        self.one_of(&['、', '.', '．']);
        Some((Form::Circled, counted(c, '①')?))
    }

    /// Ⅰ. and A. before a Chinese word.
    fn letter(&mut self) -> Option<(Form, u16)> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        self.one_of(&['.', '．', '、'])?;
        let before_word = self.rest().trim_start_matches(is_blank).starts_with(chuchu_text::is_han);
        let (form, first) = if c.is_ascii() { (Form::Letter, 'A') } else { (Form::Roman, 'Ⅰ') };
        Some((form, counted(c, first)?)).filter(|_| before_word)
    }

    /// §1
    fn paragraph(&mut self) -> Option<(Form, u16)> {
        self.at += '§'.len_utf8();
        self.blanks();
        let ordinal = self.number().filter(|n| *n > 0)?;
        self.peek().is_none_or(is_blank).then_some((Form::Section, ordinal))
    }

    /// 一、 or 一 with a blank behind — but not 三、四线城市, an approximate number.
    fn han(&mut self) -> Option<(Form, u16)> {
        let ordinal = self.number().filter(|n| (1..100).contains(n))?;
        if self.one_of(&['、', '．', '.']).is_none() {
            let behind = self.rest().trim_start_matches(is_blank);
            let parted = behind.len() < self.rest().len() && behind.starts_with(chuchu_text::is_han);
            return parted.then_some((Form::Han, ordinal));
        }
        let next = self.peek().and_then(numeral::han_digit);
        (next != Some(u32::from(ordinal) + 1)).then_some((Form::Han, ordinal))
    }

    /// 1. 1、 1）, 1.1 with a blank behind; not 3.5 and not 2012.
    fn arabic(&mut self) -> Option<(Form, u16)> {
        let ordinal = self.number().filter(|n| (1..1000).contains(n))?;
        let mark = self.one_of(&['.', '．', '、', '）', ')'])?;
        let followed_by_figure = self.peek().and_then(numeral::arabic_digit).is_some();
        match mark {
            '）' | ')' => Some((Form::ArabicBracketed, ordinal)),
            '.' if followed_by_figure => self.decimal(ordinal),
            _ => (!followed_by_figure).then_some((Form::Arabic, ordinal)),
        }
    }

    fn decimal(&mut self, mut ordinal: u16) -> Option<(Form, u16)> {
        let mut numbers = 1;
        while self.peek().and_then(numeral::arabic_digit).is_some() {
            ordinal = self.number()?;
            numbers += 1;
            self.one_of(&['.', '．']);
        }
        let heading_follows = self.peek().is_some_and(is_blank)
            && self.rest().trim_start_matches(is_blank).starts_with(chuchu_text::is_han);
        (heading_follows && numbers <= 4).then_some((Form::Decimal(numbers), ordinal))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(line: &str, expect: Option<(Form, u16, &str)>) {
        let found = leading(line).map(|m| (m.form, m.ordinal, line.get(m.words.get()..).unwrap()));
        assert_eq!(found, expect, "{line}");
    }

    #[test]
    fn the_numbers_of_print_are_read() {
        check("一、总体要求", Some((Form::Han, 1, "总体要求")));
        check("一　新的形势", Some((Form::Han, 1, "新的形势")));
        check("十二、附则", Some((Form::Han, 12, "附则")));
        check("一、2020年工作回顾", Some((Form::Han, 1, "2020年工作回顾")));
        check("（一）国际环境", Some((Form::HanBracketed, 1, "国际环境")));
        check("(3) 甲", Some((Form::ArabicBracketed, 3, "甲")));
        check("1. 强调始终", Some((Form::Arabic, 1, "强调始终")));
        check("2、要从", Some((Form::Arabic, 2, "要从")));
        check("１．书面申请", Some((Form::Arabic, 1, "书面申请")));
        check("③ 丙", Some((Form::Circled, 3, "丙")));
        check("第一章　总则", Some((Form::Chapter, 1, "总则")));
        check("第 十 二 章", None);
        check("第 十二 章 附则", Some((Form::Chapter, 12, "附则")));
        check("第二篇：如何", Some((Form::Piece, 2, "如何")));
        check("第一百三十三条之一 有", Some((Form::Clause, 133, "有")));
        check("Ⅰ. 总论", Some((Form::Roman, 1, "总论")));
        check("B．分论", Some((Form::Letter, 2, "分论")));
        check("§3 方法", Some((Form::Section, 3, "方法")));
        check("A股市场", None);
        check("2.1 研究方法", Some((Form::Decimal(2), 1, "研究方法")));
    }

    #[test]
    fn quantities_and_dates_are_no_numbers_of_headings() {
        for line in
            ["三、四线城市", "3.5%的", "2012年", "（2012年11月17日）", "1、2号楼", "第一，要", "一是", "一切"]
        {
            check(line, None);
        }
    }

    #[test]
    fn markdown_counts_its_hashes() {
        assert_eq!(hashes("## 第一章"), (2, 3));
        assert_eq!(hashes("#标签"), (0, 0));
        assert_eq!(hashes("####### 七"), (0, 0));
    }

    proptest! {
        #[test]
        fn any_line_is_read_without_panic(line in "[第（(一二十1２.、．)）① 章条之分编#]{0,12}") {
            let (_, words) = hashes(&line);
            prop_assert!(line.is_char_boundary(words));
            if let Some(mark) = leading(&line) {
                prop_assert!(mark.length.get() <= mark.words.get() && line.is_char_boundary(mark.words.get()));
            }
        }
    }
}
