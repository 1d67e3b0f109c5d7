//! Who speaks in an interview: 问：, 答：, Q：, 记者：, 张三： at the heads of lines.

use super::byline;
use super::lines::Line;
use std::collections::HashMap;

/// The longest label, in characters.
const LONGEST: usize = 10;

/// Labels of those who ask.
const ASKS: [&str; 15] = [
    "问",
    "Q",
    "Q1",
    "提问",
    "记者",
    "本报记者",
    "本刊记者",
    "主持人",
    "采访者",
    "编者",
    "本刊",
    "本报",
    "访谈者",
    "访问者",
    "笔者",
];

/// Labels of those who answer.
const ANSWERS: [&str; 7] = ["答", "A", "A1", "回答", "嘉宾", "受访者", "专家"];

/// The label before the colon with which a line opens, if it can name one who speaks.
pub(crate) fn label<'t>(line: &Line<'t>) -> Option<&'t str> {
    let (at, _) = line.words.char_indices().take(LONGEST + 1).find(|(_, c)| matches!(c, '：' | ':'))?;
    let label = line.words.get(..at)?.trim_matches(['【', '】', '[', ']', '■', '□', '●', '○', '*']);
    let plain = |c: char| c.is_alphanumeric() || chuchu_text::is_blank(c) || c == '·';
    (!label.is_empty() && label.chars().all(plain)).then_some(label)
}

/// Whether a line opens with one of the labels that interviews use, or with a name.
pub(crate) fn opens(line: &Line<'_>) -> bool {
    label(line).is_some_and(|l| ASKS.contains(&l) || ANSWERS.contains(&l) || byline::is_name(l))
}

/// Whether a text goes by questions and answers: at least two questions, or two who speak twice each in
/// most of its lines. Linear.
pub(crate) fn alternate(lines: &[Line<'_>]) -> bool {
    let mut turns: HashMap<&str, usize> = HashMap::new();
    let (mut asked, mut spoken) = (0, 0);
    for name in lines.iter().filter_map(label) {
        asked += usize::from(ASKS.contains(&name) || name.ends_with('问') && name.chars().nth(1).is_some());
        spoken += 1;
        *turns.entry(name).or_default() += 1;
    }
    let speakers = turns.iter().filter(|(name, count)| **count >= 2 && !reports(name)).count();
    let named = turns.iter().any(|(name, count)| *count >= 2 && byline::is_name(name));
    asked >= 2 || speakers >= 2 && (named || speakers == turns.len()) && spoken * 2 > lines.len()
}

/// 会议指出： is no label of one who speaks in turn.
fn reports(label: &str) -> bool {
    ["指出", "强调", "认为", "要求", "提出", "表示", "说", "是", "讲", "明确", "如下", "附件", "时间", "地点"]
        .iter()
        .any(|verb| label.ends_with(verb))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::lines::split;

    #[test]
    fn interviews_go_by_questions() {
        let check = |text, expect| assert_eq!(alternate(&split(text)), expect, "{text}");
        check("问：怎么看？\n答：很好。\n问：为什么？\n答：因为。", true);
        check("Q：怎么看？\nA：很好。\nQ：为什么？\nA：因为。", true);
        check("记者问：怎么看？\n局长答：很好。\n记者问：为什么？\n局长答：因为。", true);
        check("江州日报：怎么看？\n周大海：很好。\n江州日报：为什么？\n周大海：因为。", true);
        check("张三：很好。\n李四：同意。\n张三：再说。\n李四：好。", true);
        check("会议指出：很好。\n会议强调：要抓。\n会议指出：要严。\n会议强调：要实。", false);
        check("一是：很好。\n问题：不少。", false);
    }
}
