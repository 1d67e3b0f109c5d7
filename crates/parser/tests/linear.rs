//! Parsing is linear: ten times the input takes at most eleven times the time, whatever the input.
//!
//! One long text is measured against ten short ones, whose documents are kept as long: so pages and the allocator
//! weigh alike on both, and what is left is the length. Clocks of a busy machine lie; so both are measured by
//! turns, an input is given more tries before it fails, and its best pair counts: what is quadratic fails in
//! every pair. A debug build measures small texts, which fit into caches that longer ones leave, and only tells
//! what is quadratic (a hundred times) from what is not; a release build measures large texts in earnest.

use chuchu_model::{Document, DocumentId, Source};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// The allocator of the program. The one of the C library gives large blocks back to the kernel at once and gets
/// them page by page: on a long text its clock measures the kernel, which a short one never calls.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Ten times the input may take so many times the time; 11 is what is promised.
const MOST: f64 = if cfg!(debug_assertions) { 20.0 } else { 11.0 };
/// How often an input is measured before it fails.
const TRIES: usize = 12;
/// The short text, in bytes.
const SHORT: usize = if cfg!(debug_assertions) { 4_000 } else { 200_000 };
/// One clock at a time.
static CLOCK: Mutex<()> = Mutex::new(());

/// Units that are repeated: marks, brackets, numbers, lines, and what rules start from.
const UNITS: &[&str] = &[
    "“",
    "”",
    "\"",
    "「",
    "“《",
    "“‘",
    "《",
    "》",
    "（",
    "）",
    "（（）",
    "[",
    "第",
    "同上",
    "1",
    "一",
    "——",
    "\n",
    "、",
    "\u{3000}",
    "a",
    "\r\n",
    "。",
    "：",
];

/// Units that hold what a rule reads.
const PHRASES: &[&str] = &[
    "第一条\n",
    "一、甲\n",
    "[1]\n",
    "[1]",
    "1. 甲\n",
    "# 甲\n",
    "甲\n\n",
    "甲，\n",
    "——《论》\n",
    "同上，第1页\n",
    "他说：“甲。”",
    "总书记指出，",
    "毛泽东、",
    "建国62年",
    "2012年12月29日、30日，",
    "的讲话",
    "十八届三中、",
    "“四风”、",
    "三个方面：",
    "&quot;",
    "?quot;",
    "\u{fffd}",
    "羣眾",
    "（毛泽东：《论》）",
    "《决议》",
    "目录\n",
    "作者：张三\n",
    "http://",
    "问：甲\n答：乙\n",
    "会(huì)",
    "[1] 《论》，人民出版社2012年版，第1页\n",
    "文。（《论》，人民出版社2012年版，第1页）\n",
    "文。[1]\n",
    "2012年12月29日\n",
    "（《论》，第1页）文。",
    "以上均见《论》，人民出版社2012年版\n",
    "2O00名",
];

fn document(text: &str) -> Document {
    chuchu_parser::parse(&DocumentId::new("hostile").expect("a sound id"), Source::default(), text)
}

fn repeated(unit: &str, bytes: usize) -> String {
    unit.repeat(bytes / unit.len() + 1)
}

/// How many times longer ten times `unit` takes: the best of as many tries as it takes.
fn ratio<T>(unit: &str, read: impl Fn(&str) -> T) -> f64 {
    let _alone = CLOCK.lock().unwrap_or_else(PoisonError::into_inner);
    let (short, long) = (repeated(unit, SHORT), repeated(unit, 10 * SHORT));
    drop(read(&long)); // memory that was never used before costs more than any rule
    let time = |text: &str, times: usize| {
        let begun = Instant::now();
        let kept: Vec<T> = (0..times).map(|_| read(text)).collect();
        let taken = begun.elapsed();
        drop(kept);
        taken
    };
    let pair = |_| {
        let ten_short = time(&short, 10).as_secs_f64();
        10.0 * time(&long, 1).as_secs_f64() / ten_short
    };
    let mut best = f64::INFINITY;
    for found in (0..TRIES).map(pair) {
        best = best.min(found);
        if best <= MOST {
            break;
        }
    }
    best
}

fn check(units: &[&str]) {
    let found: Vec<(&str, f64)> = units.iter().map(|unit| (*unit, ratio(unit, document))).collect();
    let slow: Vec<_> = found.into_iter().filter(|(_, ratio)| *ratio > MOST).collect();
    assert!(slow.is_empty(), "ten times the input takes so many times as long: {slow:.1?}");
}

#[test]
fn marks_and_brackets_without_end() {
    check(UNITS);
}

#[test]
fn phrases_without_end() {
    check(PHRASES);
}

#[test]
fn one_line_of_prose() {
    let prose: String = "党的十八大以来，总书记多次强调“民为邦本”，并在《论“三农”工作》中指出：要坚持群众路线，发展为了人民。".into();
    check(&[&prose]);
}

/// Each line that ends in a day may end a citation. Such lines once took 150 times as long as prose.
#[test]
fn days_alone_are_not_tried_as_citations() {
    let _alone = CLOCK.lock().unwrap_or_else(PoisonError::into_inner);
    let (days, prose) = (repeated("2012年12月29日\n", SHORT), repeated("江水东流，人在其中。\n", SHORT));
    let time = |text: &str| {
        let begun = Instant::now();
        drop(document(text));
        begun.elapsed().as_secs_f64()
    };
    let best = (0..TRIES).map(|_| time(&days) / time(&prose)).fold(f64::INFINITY, f64::min);
    assert!(best <= 60.0, "lines of days take {best:.0} times as long as lines of prose");
}

#[test]
fn a_citation_without_end() {
    for unit in
        ["《", "（", "1", "同上", "，", "年", "第1页，", "《论》（2012年），", "[M].", "习近平《论》，"]
    {
        assert!(ratio(unit, chuchu_parser::parse_citation) <= MOST, "{unit:?}");
    }
}

#[test]
fn a_hundred_thousand_brackets_overflow_no_stack() {
    for unit in ["（", "《“", "[‘", "# "] {
        let text = unit.repeat(100_000);
        drop(document(&text));
        drop(chuchu_parser::parse_citation(&text));
    }
}
