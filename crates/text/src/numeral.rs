//! Numerals as Chinese print has them: 14, １４, 十四, 廿五, 二〇一二, 二○一二, 一百零五, 两千.

/// The value of a Chinese digit: 〇零○ and 一…九, the financial forms 壹…玖, 两 and 元 excepted.
#[must_use]
pub fn han_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' | '◯' | 'Ｏ' => 0,
        '一' | '壹' | '弌' => 1,
        '二' | '贰' | '貳' | '两' | '兩' => 2,
        '三' | '叁' | '參' | '叄' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The value of a multiplier 十 百 千 万 亿, and of 廿 and 卅, which hold their own digit.
fn multiplier(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        _ => return None,
    })
}

/// The value of an ASCII or full-width digit.
#[must_use]
pub fn arabic_digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

/// Whether a character can stand in a Chinese numeral.
#[must_use]
pub fn is_han_numeral(c: char) -> bool {
    han_digit(c).is_some() || multiplier(c).is_some() || matches!(c, '廿' | '卅' | '卌')
}

/// Reads a whole numeral, Chinese or Arabic (not mixed). `None` when anything else is in it, when it is
/// empty, or past 10^15.
///
/// ```
/// use chuchu_text::numeral::parse;
/// assert_eq!(parse("二〇一二"), Some(2012));
/// assert_eq!(parse("一百零五"), Some(105));
/// assert_eq!(parse("廿五"), Some(25));
/// assert_eq!(parse("十"), Some(10));
/// assert_eq!(parse("１４"), Some(14));
/// assert_eq!(parse("第三"), None);
/// ```
#[must_use]
pub fn parse(text: &str) -> Option<u64> {
    if text.is_empty() {
        return None;
    }
    if text.chars().all(|c| arabic_digit(c).is_some()) {
        return positional(text.chars().filter_map(arabic_digit));
    }
    if text.chars().all(|c| han_digit(c).is_some()) {
        return positional(text.chars().filter_map(han_digit));
    }
    additive(text)
}

const LIMIT: u64 = 1_000_000_000_000_000;

fn positional(mut digits: impl Iterator<Item = u32>) -> Option<u64> {
    digits.try_fold(0u64, |n, digit| Some(n * 10 + u64::from(digit)).filter(|n| *n < LIMIT))
}

/// 一千二百零三万四千: digits times multipliers below ten thousand, summed by sections of 万 and 亿.
fn additive(text: &str) -> Option<u64> {
    let (mut total, mut section, mut digit) = (0u64, 0u64, None);
    for c in text.chars() {
        if let Some(d) = han_digit(c) {
            if digit.is_some_and(|before| before != 0) {
                return None; // 一二十 is no number
            }
            digit = Some(u64::from(d));
        } else if let Some(tens) = match c {
            '廿' => Some(20),
            '卅' => Some(30),
            '卌' => Some(40),
            _ => None,
        } {
            section += tens;
            digit = None;
        } else {
            let m = multiplier(c)?;
            // 十 alone is ten; 零十 does not occur
            if m < 10_000 {
                section += digit.filter(|d| *d > 0).unwrap_or(1) * m;
            } else {
                let part = section + digit.unwrap_or(0);
                // 一万亿 multiplies what stands before; 三亿五千万 adds to it
                let larger = total < m && total > 0;
                total = if larger { (total + part).checked_mul(m)? } else { total + part.checked_mul(m)? };
                section = 0;
            }
            digit = None;
        }
        if total >= LIMIT || section >= LIMIT {
            return None;
        }
    }
    Some(total + section + digit.unwrap_or(0))
}

/// The longest numeral at the beginning of `text`: its value and its length in bytes. An Arabic numeral
/// ends where Chinese digits begin and the other way round.
///
/// ```
/// use chuchu_text::numeral::leading;
/// assert_eq!(leading("十二月"), Some((12, 6)));
/// assert_eq!(leading("2012年"), Some((2012, 4)));
/// assert_eq!(leading("年"), None);
/// ```
#[must_use]
pub fn leading(text: &str) -> Option<(u64, usize)> {
    let run =
        |test: fn(char) -> bool| -> usize { text.chars().take_while(|c| test(*c)).map(char::len_utf8).sum() };
    let arabic = run(|c| arabic_digit(c).is_some());
    let length = if arabic > 0 { arabic } else { run(is_han_numeral) };
    let value = parse(text.get(..length)?)?;
    Some((value, length))
}

/// A number below ten thousand in Chinese numerals, as statutes print it: 十二, 二十, 一百零五.
///
/// ```
/// use chuchu_text::numeral::spelt;
/// assert_eq!(spelt(12).as_deref(), Some("十二"));
/// assert_eq!(spelt(1020).as_deref(), Some("一千零二十"));
/// assert_eq!(spelt(10_000), None);
/// ```
#[must_use]
pub fn spelt(number: u64) -> Option<String> {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if number == 0 || number >= 10_000 {
        return (number == 0).then(|| "零".to_owned());
    }
    let mut words = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = usize::try_from(number / unit % 10).ok()?;
        if digit == 0 {
            gap = !words.is_empty();
            continue;
        }
        if gap {
            words.push('零');
            gap = false;
        }
        // 十二 has no 一 before its ten; 一百一十 has.
        if !(words.is_empty() && unit == 10 && digit == 1) {
            words.push(*DIGITS.get(digit)?);
        }
        words.push_str(name);
    }
    Some(words)
}

/// A number digit by digit, as years are printed: 二〇一二.
///
/// ```
/// assert_eq!(chuchu_text::numeral::digit_by_digit(2012), "二〇一二");
/// ```
#[must_use]
pub fn digit_by_digit(number: u64) -> String {
    const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    number
        .to_string()
        .bytes()
        .filter_map(|b| DIGITS.get(usize::from(b.wrapping_sub(b'0'))).copied())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, value: u64) {
        assert_eq!(parse(text), Some(value), "{text}");
    }

    #[test]
    fn the_forms_of_print_are_read() {
        check("零", 0);
        check("十五", 15);
        check("二十", 20);
        check("卅一", 31);
        check("一百一十", 110);
        check("两千零八", 2008);
        check("一万二千", 12_000);
        check("三亿五千万", 350_000_000);
        check("一万亿", 1_000_000_000_000);
        check("二○二一", 2021);
        check("一九四九", 1949);
        check("贰拾叁", 23);
    }

    #[test]
    fn what_is_no_numeral_is_none() {
        for text in ["", "一二十", "3十", "第一", "99999999999999999999", "年"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_spelt_number_is_read(n in 1u64..10_000) {
            prop_assert_eq!(parse(&spelt(n).unwrap()), Some(n));
            prop_assert_eq!(parse(&digit_by_digit(n)), Some(n));
        }

        #[test]
        fn nothing_panics(text in "[一二十百千万亿零廿0-9]{0,30}") {
            let _ = (parse(&text), leading(&text));
        }
    }
}
