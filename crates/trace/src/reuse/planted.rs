//! Synthetic truth: sentences of given texts, altered in known ways and planted in other texts; and how many of
//! them are found.

use super::{Findings, SharedPair};
use chuchu_model::{PartialDate, Span};
use chuchu_text::clause::{Cut, cut};
use chuchu_text::{is_han, simplified};
use std::collections::{BTreeMap, HashMap};

/// A text with its id and date; its lines are its passages.
pub(super) type Text = (String, Option<PartialDate>, String);

/// How a planted copy was altered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Not at all.
    Verbatim,
    /// Other marks, or none.
    Marks,
    /// In traditional script.
    Script,
    /// So many letters of a hundred replaced, left out or put in.
    Edited(u32),
    /// Its clauses turned round.
    Reordered,
    /// A clause left out.
    Shortened,
}

pub(super) const KINDS: [Kind; 9] = [
    Kind::Verbatim,
    Kind::Marks,
    Kind::Script,
    Kind::Edited(1),
    Kind::Edited(3),
    Kind::Edited(5),
    Kind::Edited(10),
    Kind::Reordered,
    Kind::Shortened,
];

/// Lengths of what is planted, in characters.
pub(super) const LENGTHS: [usize; 6] = [20, 30, 50, 100, 200, 400];

/// A planted copy: the whole of its host but for the first and last line, which are strange to everything.
#[derive(Clone, Debug)]
pub(super) struct Planted {
    pub(super) kind: Kind,
    pub(super) length: usize,
    source: (String, Span),
    host: String,
    copy: Span,
}

/// Chance that is the same at every run (`SplitMix64`: Steele, Lea, Flood 2014).
pub(super) struct Chance(pub(super) u64);

impl Chance {
    pub(super) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % (n.max(1) as u64)).unwrap()
    }

    pub(super) fn letter(&mut self) -> char {
        char::from_u32(0x4e00 + u32::try_from(self.below(0x5000)).unwrap()).unwrap()
    }

    pub(super) fn letters(&mut self, count: usize) -> String {
        (0..count).map(|_| self.letter()).collect()
    }
}

/// Sentences of common words, so that grams repeat by chance as they do in real texts.
pub(super) fn invented(chance: &mut Chance, characters: usize) -> String {
    const WORDS: &str = "人民 群众 路线 工作 发展 我们 必须 坚持 的 和 是 在 要 不断 社会 主义 制度 改革 开放 历史 \
        时代 任务 精神 力量 作风 建设 加强 实现 根本 利益 问题 解决 关系 干部 基层 实践 理论 认识 方法 国家 经济 \
        文化 生活 教育 领导 组织 纪律 监督 权力 服务 宗旨 思想 政治 基础 条件 保障 推动 深入 调查 研究 联系 实际 \
        反对 形式 官僚 密切 服从 大局 农村 城市 企业 科学 技术 创新 人才 环境 资源 保护 安全 生产 质量 效益 市场 \
        一切 为了 依靠 从 到 中 去 来 把 作为 就 也 都 更 有 没有 能够 应当 可以 所有 任何 这 那 其 以 对 于 与";
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut text = String::new();
    while text.chars().count() < characters {
        for _ in 0..4 + chance.below(6) {
            text.push_str(words[chance.below(words.len())]);
        }
        text.push_str(["，", "，", "、", "。", "；"][chance.below(5)]);
    }
    text
}

/// Plants copies of random sentences: for each kind and length `each` of them. A copy stands in a host of its own.
pub(super) fn plant(texts: &mut Vec<Text>, chance: &mut Chance, each: usize) -> Vec<Planted> {
    let sources = texts.len();
    let mut planted = Vec::new();
    let wanted = KINDS.iter().flat_map(|kind| LENGTHS.iter().map(move |length| (*kind, *length)));
    for (kind, length) in wanted.flat_map(|w| std::iter::repeat_n(w, each)) {
        let Some((source, span)) =
            (0..200).find_map(|_| passage(&texts[chance.below(sources)], chance, length))
        else {
            continue;
        };
        let original = span.of(&texts.iter().find(|t| t.0 == source).unwrap().2).unwrap().to_owned();
        let (before, after) = (chance.letters(30), chance.letters(30));
        let copy = alter(&original, kind, chance);
        let host = format!("plant{}", planted.len());
        let start = before.len() + "，".len();
        planted.push(Planted {
            kind,
            length,
            source: (source, span),
            host: host.clone(),
            copy: Span::from_range(start..start + copy.len()),
        });
        texts.push((host, None, format!("{before}，{copy}，{after}")));
    }
    planted
}

/// A stretch of a line that begins with a clause and has at least `length` characters, up to the end of a clause.
fn passage(text: &Text, chance: &mut Chance, length: usize) -> Option<(String, Span)> {
    let lines = cut(&text.2, Cut::Clause);
    let from = chance.below(lines.len());
    let start = lines.get(from)?.start();
    let long = |end: u32| Span::new(start, end).of(&text.2).is_some_and(|t| t.chars().count() >= length);
    let end = lines.iter().skip(from).map(|clause| clause.end()).find(|end| long(*end))?;
    let span = Span::new(start, end);
    let words = span.of(&text.2)?;
    let han = words.chars().filter(|c| is_han(*c)).count();
    let fits = !words.contains('\n') && words.chars().count() < length * 3 / 2 && han * 4 > length * 3;
    fits.then(|| (text.0.clone(), span))
}

fn alter(original: &str, kind: Kind, chance: &mut Chance) -> String {
    let clauses: Vec<&str> = cut(original, Cut::Clause).iter().filter_map(|s| s.of(original)).collect();
    match kind {
        Kind::Verbatim => original.to_owned(),
        Kind::Marks => original.chars().filter_map(|c| other_mark(c, chance)).collect(),
        Kind::Script => {
            let table = traditional();
            original.chars().map(|c| table.get(&c).copied().unwrap_or(c)).collect()
        }
        Kind::Edited(percent) => edit(original, percent, chance),
        Kind::Reordered => {
            let middle = clauses.len() / 2;
            clauses[middle..].iter().chain(&clauses[..middle]).copied().collect()
        }
        Kind::Shortened => {
            let gone = (clauses.len() > 2).then(|| 1 + chance.below(clauses.len() - 2));
            clauses.iter().enumerate().filter(|(n, _)| Some(*n) != gone).map(|(_, c)| *c).collect()
        }
    }
}

fn other_mark(c: char, chance: &mut Chance) -> Option<char> {
    if c.is_alphanumeric() { Some(c) } else { [None, Some('，'), Some(','), Some('；')][chance.below(4)] }
}

/// A traditional form for each simplified character that has one.
fn traditional() -> HashMap<char, char> {
    ('\u{4e00}'..='\u{9fa5}').filter(|c| simplified(*c) != *c).map(|c| (simplified(c), c)).collect()
}

/// At least one edit.
fn edit(original: &str, percent: u32, chance: &mut Chance) -> String {
    let mut letters: Vec<String> = original.chars().map(String::from).collect();
    let edits = (letters.len() * percent as usize).div_ceil(100);
    for _ in 0..edits {
        let at = chance.below(letters.len());
        letters[at] = match chance.below(3) {
            0 => String::new(),
            1 => chance.letters(1),
            _ => format!("{}{}", letters[at], chance.letter()),
        };
    }
    letters.concat()
}

/// Planted and found, by kind and length. A copy is found where one pair covers four fifths of it and, if
/// `strict`, of its source; one whose clauses were turned round or left out where several pairs do so together.
pub(super) fn recall(
    findings: &Findings,
    planted: &[Planted],
    strict: bool,
) -> BTreeMap<(Kind, usize), (usize, usize)> {
    let mut pairs: HashMap<String, Vec<SharedPair>> = HashMap::new();
    for pair in findings.clusters().flat_map(|c| c.pairs) {
        pairs.entry(pair.b.passage.document.to_string()).or_default().push(pair);
    }
    let mut table = BTreeMap::new();
    for plant in planted {
        let of: &[SharedPair] = pairs.get(&plant.host).map_or(&[], Vec::as_slice);
        let entry: &mut (usize, usize) = table.entry((plant.kind, plant.length)).or_default();
        entry.0 += 1;
        entry.1 += usize::from(is_found(plant, of, strict));
    }
    table
}

fn is_found(plant: &Planted, pairs: &[SharedPair], strict: bool) -> bool {
    let common = |a: Span, b: Span| a.end().min(b.end()).saturating_sub(a.start().max(b.start()));
    let most = |of: u32, whole: Span| of * 5 >= whole.len() * 4;
    if matches!(plant.kind, Kind::Reordered | Kind::Shortened) {
        return most(pairs.iter().map(|p| common(p.b.span, plant.copy)).sum(), plant.copy);
    }
    let source = |p: &SharedPair| {
        p.a.passage.document.as_str() == plant.source.0
            && most(common(p.a.span, plant.source.1), plant.source.1)
    };
    pairs.iter().any(|p| most(common(p.b.span, plant.copy), plant.copy) && (!strict || source(p)))
}
