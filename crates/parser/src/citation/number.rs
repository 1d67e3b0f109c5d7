//! Numbered places in a book, a set or a periodical: pages, volumes, parts, issues, newspaper pages,
//! chapters of law. Each recogniser reads at one glyph and says where it ends. Editions are read in `edition`.

use super::code;
use super::scan::{Number, Scan, closes_round, closes_square, is_comma, is_dash, opens_round, opens_square};
use chuchu_model::{Diagnostic, PageRange};

/// Something read, where it ends, and what was remarked on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Read<T> {
    pub(super) value: T,
    pub(super) end: usize,
    pub(super) remarks: Vec<Diagnostic>,
}

impl<T> Read<T> {
    pub(super) fn clean(value: T, end: usize) -> Self {
        Self { value, end, remarks: Vec::new() }
    }
}

/// 第13-14页, 第3-4、9页, 頁12-14, 第5页、第9页, 总序第1—11页; 第123 at the very end lacks its 页.
pub(super) fn pages(scan: &Scan<'_>, i: usize) -> Option<Read<Vec<PageRange>>> {
    let unit_first = matches!(scan.at(i), '页' | '頁');
    let leading = unit_first.then(|| scan.any(i, &["页", "頁", "頁碼", "页码"])).flatten().map(|(_, at)| at);
    let start = leading.unwrap_or(i + usize::from(scan.at(i) == '第'));
    let mut list = page_list(scan, start)?;
    if leading.is_some() {
        return Some(list);
    }
    let unit = matches!(scan.at(list.end), '页' | '頁' | '面');
    if unit {
        list.end += 1;
        let bracket = closes_round(scan.before(i)) || scan.at(list.end - 1) == '頁';
        if scan.at(i) != '第' && !bracket {
            // 页码 without 第 occurs in some styles (12页); it is a lost 第 only where a comma precedes.
            let place = scan.after(i);
            list.remarks.push(code::MISSING_UNIT.repair(place, "第 is missing", "第"));
        }
        return Some(more_pages(scan, list));
    }
    let at_end =
        list.end == scan.len() || (list.end + 1 == scan.len() && "。．.）)".contains(scan.at(list.end)));
    if scan.at(i) == '第' && at_end {
        let place = scan.after(list.end);
        list.remarks.push(code::MISSING_UNIT.repair(place, "页 is missing", "页"));
        return Some(list);
    }
    None
}

/// 第5页、第9页: the unit repeated.
fn more_pages(scan: &Scan<'_>, mut list: Read<Vec<PageRange>>) -> Read<Vec<PageRange>> {
    let next = list.end + 1;
    let joined = matches!(scan.at(list.end), '、' | '，' | '和' | '及' | '；' | ',') && scan.at(next) == '第';
    if let Some(more) = joined.then(|| pages(scan, next)).flatten() {
        list.value.extend(more.value);
        list.remarks.extend(more.remarks);
        list.end = more.end;
    }
    list
}

/// 13-14、20: numbers and ranges without their units.
pub(super) fn page_list(scan: &Scan<'_>, i: usize) -> Option<Read<Vec<PageRange>>> {
    let mut list = Read::clean(Vec::new(), i);
    let mut at = i;
    while let Some((range, end)) = page_range(scan, at) {
        if range.to < range.from {
            let span = scan.span(at..end);
            list.remarks
                .push(code::REVERSED_RANGE.at(span, format!("page {} before page {}", range.from, range.to)));
        }
        list.value.push(range);
        list.end = end;
        let goes_on = matches!(scan.at(end), '、' | '及' | '和' | '+' | '＋') || is_comma(scan.at(end));
        if !goes_on || scan.number(end + 1).is_none() {
            break;
        }
        at = end + 1;
    }
    (!list.value.is_empty()).then_some(list)
}

fn page_range(scan: &Scan<'_>, i: usize) -> Option<(PageRange, usize)> {
    let from = scan.number(i)?;
    let first = u32::try_from(from.value).ok()?;
    let mut at = from.end;
    // 第91页—92页 repeats the unit inside the range
    if matches!(scan.at(at), '页' | '頁') && is_dash(scan.at(at + 1)) {
        at += 1;
    }
    let after = (at..).find(|n| !is_dash(scan.at(*n))).unwrap_or(at);
    let second = after + usize::from(after > at && scan.at(after) == '第');
    let to = (after > at).then(|| scan.number(second)).flatten();
    match to.and_then(|n| Some((u32::try_from(n.value).ok()?, n.end))) {
        Some((last, end)) => Some((PageRange { from: first, to: last }, end)),
        None => Some((PageRange { from: first, to: first }, from.end)),
    }
}

/// 第5卷 第二集 第1辑 第三册 第一本, or 卷二 of a modern set: the number, and where it ends.
pub(super) fn volume(scan: &Scan<'_>, i: usize) -> Option<Read<u32>> {
    if scan.at(i) != '第' {
        return None;
    }
    let doubled = scan.at(i + 1) == '第';
    let number = scan.number(i + 1 + usize::from(doubled))?;
    // 第一至四卷: the first counts
    let last =
        scan.number(number.end + 1).filter(|_| is_dash(scan.at(number.end)) || scan.at(number.end) == '、');
    let number = last.map_or(number, |last| Number { value: number.value, end: last.end });
    let units = ["分册", "分冊", "卷", "辑", "輯", "集", "册", "冊", "本", "编", "編"];
    let (unit, end) = scan.any(number.end, &units).or_else(|| scan.any(number.end, &["部卷"]))?;
    let mut read = Read::clean(u32::try_from(number.value).ok()?, end);
    if doubled {
        let span = scan.span(i + 1..i + 2);
        read.remarks.push(code::DOUBLED_MARK.repair(span, "第 is printed twice", ""));
    }
    if unit != "卷" && scan.at(end) == '卷' && !numbered_scroll(scan, end) {
        read.remarks.push(second_unit(scan, end));
        read.end += 1;
    }
    Some(read)
}

/// Whether 卷 at `i` begins a scroll of its own: 第2册卷三.
fn numbered_scroll(scan: &Scan<'_>, i: usize) -> bool {
    scan.number(i + 1).is_some() || "首末上中下".contains(scan.at(i + 1))
}

/// 第9册卷, 上册卷: a second unit, which says nothing.
fn second_unit(scan: &Scan<'_>, i: usize) -> Diagnostic {
    code::DOUBLED_MARK.repair(scan.span(i..i + 1), "卷 stands behind another unit", "")
}

/// 第20期, 第五号, 第7、8期合刊 (the first counts).
pub(super) fn issue(scan: &Scan<'_>, i: usize) -> Option<Read<u32>> {
    let lost = scan.at(i) != '第';
    // 第四册，2837号 is the number of an object, not of an issue
    let number = scan.number(i + usize::from(!lost)).filter(|n| !lost || n.value <= 400)?;
    let mut end = number.end;
    while matches!(scan.at(end), '、' | '/' | '·') || is_dash(scan.at(end)) {
        end = scan.number(end + 1)?.end;
    }
    let (_, mut end) = scan.any(end, &["期", "号", "號", "輯"])?;
    let mut read = Read::clean(u32::try_from(number.value).ok()?, end);
    if lost {
        read.remarks.push(code::MISSING_UNIT.repair(scan.after(i), "第 is missing", "第"));
    }
    if let Some((_, after)) = scan.any(end, &["合刊", "（合刊）", "增刊", "连载", "合期"]) {
        end = after;
    }
    read.end = end;
    Some(read)
}

/// （总第147期）: the issue counted from the first of the journal.
pub(super) fn issue_total(scan: &Scan<'_>, i: usize) -> Option<Read<u32>> {
    let (_, at) = scan.any(i, &["（总第", "(总第", "（總第", "（总"])?;
    let number = scan.number(at)?;
    let close = (number.end..number.end + 3).find(|n| closes_round(scan.at(*n)))?;
    Some(Read::clean(u32::try_from(number.value).ok()?, close + 1))
}

/// 第8年第19期: a year of a periodical's life, counted like a volume.
pub(super) fn year_of_run(scan: &Scan<'_>, i: usize) -> Option<Read<u32>> {
    if scan.at(i) != '第' {
        return None;
    }
    let number = scan.number(i + 1).filter(|n| n.value < 200 && scan.at(n.end) == '年')?;
    let goes_on = scan.at(number.end + 1) == '第' && issue(scan, number.end + 1).is_some();
    goes_on.then(|| Read::clean(u32::try_from(number.value).unwrap_or_default(), number.end + 1))
}

/// 1卷1号, 3卷2期: volume and issue without 第, as in the years of the Republic.
pub(super) fn volume_and_issue(scan: &Scan<'_>, i: usize) -> Option<(u32, u32, usize)> {
    let volume = scan.number(i).filter(|n| scan.at(n.end) == '卷')?;
    let issue = scan.number(volume.end + 1).filter(|n| matches!(scan.at(n.end), '期' | '号' | '號'))?;
    Some((u32::try_from(volume.value).ok()?, u32::try_from(issue.value).ok()?, issue.end + 1))
}

/// （二） behind the title of a book: which volume of it.
pub(super) fn bracketed_volume(scan: &Scan<'_>, i: usize) -> Option<Read<u32>> {
    let number = scan.number(i + 1).filter(|n| opens_round(scan.at(i)) && (1..=60).contains(&n.value))?;
    closes_round(scan.at(number.end))
        .then(|| Read::clean(u32::try_from(number.value).unwrap_or_default(), number.end + 1))
}

/// 页上, 第9页a, 第301页以下, 第402页脚注35: what stands behind pages and tells where on them.
pub(super) fn place_on_page(scan: &Scan<'_>, i: usize) -> Option<usize> {
    let words = [
        "及以下各页",
        "以下各页",
        "及以下",
        "以下",
        "及其后",
        "起",
        "上栏",
        "中栏",
        "下栏",
        "上欄",
        "下欄",
        "左栏",
        "右栏",
        "背面",
        "正面",
        "上",
        "中",
        "下",
        "左",
        "右",
        "a面",
        "b面",
        "a",
        "b",
        "ff.",
        "f.",
    ];
    let notes = ["页下注", "页注", "脚注", "註", "注释", "注", "的注"];
    if let Some((_, end)) = scan.any(i, &notes) {
        let circled = matches!(scan.at(end), '①'..='⑳');
        return Some(scan.number(end).map_or(end + usize::from(circled), |n| n.end));
    }
    let (_, end) = scan.any(i, &words)?;
    (end >= scan.len() || !chuchu_text::is_han(scan.at(end)) && !scan.at(end).is_ascii_alphanumeric())
        .then_some(end)
}

/// 卷七十六, 卷第一, 卷9: a chapter of an old book.
pub(super) fn scroll(scan: &Scan<'_>, i: usize) -> Option<usize> {
    if scan.at(i) != '卷' {
        return None;
    }
    let i = i + usize::from(scan.at(i + 1) == '第');
    let after = scan
        .number(i + 1)
        .map(|n| n.end)
        .or_else(|| "上中下首末".contains(scan.at(i + 1)).then_some(i + 2))?;
    Some(after + usize::from("上中下".contains(scan.at(after))))
}

/// 上册, 下卷, （中）, and 上 alone before a separator.
pub(super) fn part(scan: &Scan<'_>, i: usize) -> Option<Read<String>> {
    if scan.at(i) == '第' {
        return ordinal_part(scan, i);
    }
    let bracketed = opens_round(scan.at(i)) || opens_square(scan.at(i));
    let at = i + usize::from(bracketed);
    let which = Some(scan.at(at)).filter(|c| matches!(c, '上' | '中' | '下'))?;
    let unit = scan.any(at + 1, &["册", "冊", "卷", "编", "編", "部", "集", "篇"]).map(|(_, end)| end);
    let end = unit.unwrap_or(at + 1);
    if bracketed {
        let closes = closes_round(scan.at(end)) || closes_square(scan.at(end));
        return closes.then(|| Read::clean(which.to_string(), end + 1));
    }
    let free = end >= scan.len() || "，,。（(；;：: 、".contains(scan.at(end)) || scan.gap(end).is_some();
    (unit.is_some() || free).then(|| Read::clean(which.to_string(), end))
}

/// 第上册, 第下卷: an ordinal before 上 or 下, which a style puts there by rote.
fn ordinal_part(scan: &Scan<'_>, i: usize) -> Option<Read<String>> {
    let mut read = part(scan, i + 1).filter(|_| matches!(scan.at(i + 1), '上' | '中' | '下'))?;
    if read.end < i + 3 {
        return None;
    }
    read.remarks.push(code::DOUBLED_MARK.repair(scan.span(i..i + 1), "第 stands before 上 or 下", ""));
    if scan.at(read.end) == '卷' {
        read.remarks.push(second_unit(scan, read.end));
        read.end += 1;
    }
    Some(read)
}

/// 第7版, 第B2版, 版 of a newspaper: the page as printed, without leading zeros.
pub(super) fn newspaper_page(scan: &Scan<'_>, i: usize) -> Option<Read<String>> {
    let at = i + usize::from(scan.at(i) == '第');
    let letter = scan.at(at).is_ascii_uppercase();
    let number = scan.number(at + usize::from(letter)).filter(|n| n.value < 1000)?;
    let mut page = if letter { scan.at(at).to_string() } else { String::new() };
    page.push_str(&number.value.to_string());
    let mut end = number.end;
    while let Some(next) = scan.number(end + 1).filter(|n| n.value < 1000) {
        let mark = scan.at(end);
        if mark != '、' && !is_dash(mark) {
            break;
        }
        page.push(if mark == '、' { mark } else { '-' });
        page.push_str(&next.value.to_string());
        end = next.end;
    }
    (scan.at(end) == '版').then(|| Read::clean(page, end + 1))
}

/// 第十条, 第12条第1款、第16条: an article of law, which no field holds.
pub(super) fn law_article(scan: &Scan<'_>, i: usize) -> Option<usize> {
    if scan.at(i) != '第' {
        return None;
    }
    let open = usize::from(opens_round(scan.at(i + 1)));
    let mut number = scan.number(i + 1 + open)?;
    if open == 1 {
        number.end += usize::from(closes_round(scan.at(number.end))); // 第（一）项
    }
    let mut end = scan.any(number.end, &["条", "條", "款", "项", "項"]).map(|(_, end)| end)?;
    if scan.at(end) == '之' {
        end = scan.number(end + 1).map_or(end, |n| n.end);
    }
    Some(end)
}

/// 第一分, 第三回, 第二章, 专集之四: a smaller part that no field holds.
pub(super) fn smaller_part(scan: &Scan<'_>, i: usize) -> Option<usize> {
    let set = scan.at(i) == '之' && matches!(scan.before(i), '》');
    if let Some(number) = scan.number(i + 1).filter(|_| set) {
        return Some(number.end); // 《饮冰室文集》之三十九
    }
    if let Some((_, at)) = scan.any(i, &["专集之", "專集之", "文集之", "外集之"]) {
        return scan.number(at).map(|n| n.end);
    }
    let number = scan.number(i + 1).filter(|_| scan.at(i) == '第')?;
    scan.any(
        number.end,
        &[
            "分", "回", "讲", "课", "折", "齣", "次", "张", "部分", "章", "节", "節", "篇", "段", "行", "件",
            "题",
        ],
    )
    .map(|(_, end)| end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_model::Span;

    fn scan(text: &str) -> Scan<'_> {
        Scan::new(text, Span::from_range(0..text.len()))
    }

    #[track_caller]
    fn check_pages(text: &str, expect: &[(u32, u32)], codes: &[&str]) {
        let read = pages(&scan(text), 0).unwrap();
        assert_eq!(read.value.iter().map(|p| (p.from, p.to)).collect::<Vec<_>>(), expect, "{text}");
        assert_eq!(read.remarks.iter().map(|r| r.code.as_str()).collect::<Vec<_>>(), codes, "{text}");
    }

    #[test]
    fn pages_in_every_printed_form() {
        check_pages("第13-14页", &[(13, 14)], &[]);
        check_pages("第 123 页", &[(123, 123)], &[]);
        check_pages("第199—214、279—293、400—402页。", &[(199, 214), (279, 293), (400, 402)], &[]);
        check_pages("第5页、第9页", &[(5, 5), (9, 9)], &[]);
        check_pages("頁12-14。", &[(12, 14)], &[]);
        check_pages("第四页", &[(4, 4)], &[]);
        check_pages("第2l页", &[(21, 21)], &[]);
        check_pages("123页", &[(123, 123)], &["C006"]);
        check_pages("第123", &[(123, 123)], &["C006"]);
        check_pages("第20-10页", &[(20, 10)], &["C018"]);
    }

    #[test]
    fn volumes_parts_and_issues() {
        assert_eq!(volume(&scan("第四十三卷"), 0).unwrap().value, 43);
        assert_eq!(part(&scan("（下），"), 0).unwrap(), Read::clean("下".to_owned(), 3));
        assert_eq!(part(&scan("上卷"), 0).unwrap().value, "上");
        assert!(part(&scan("上海"), 0).is_none());
        assert_eq!(issue(&scan("第7、8期合刊，"), 0).unwrap(), Read::clean(7, 7));
        assert_eq!(issue(&scan("第l期"), 0).unwrap().value, 1);
        assert_eq!(volume(&scan("第第9册卷人民"), 0).unwrap().end, 5);
        assert_eq!(part(&scan("第上册卷，"), 0).unwrap().end, 4);
        assert_eq!(newspaper_page(&scan("第B02版"), 0).unwrap().value, "B2");
        assert_eq!(law_article(&scan("第三百三十八条"), 0), Some(7));
        assert_eq!(scroll(&scan("卷八三《"), 0), Some(3));
    }
}
