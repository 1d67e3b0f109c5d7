//! Several excerpts where print has one block or one citation: a paragraph of excerpts each with its source in
//! brackets, and a source for all texts above it (以上均见…).

use super::Line;
use chuchu_model::Span;
use chuchu_text::is_blank;

/// The longest source in brackets, in bytes: some 150 characters.
const LONGEST: usize = 450;

/// Where each excerpt of a line ends with its source in brackets; nothing where the line is not made of several of
/// these. Cost: linear; no more than looking for brackets in most lines.
pub(super) fn ends(line: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let (mut titles, mut depth) = (0usize, 0usize);
    for (at, c) in line.char_indices() {
        match c {
            '《' => titles += 1,
            '》' => titles = titles.saturating_sub(1),
            '（' if titles == 0 => {
                open = open.filter(|_| depth > 0).or(Some(at));
                depth += 1;
            }
            '）' if titles == 0 && depth > 1 => depth -= 1,
            '）' if titles == 0 => {
                depth = 0;
                let source = open.take().filter(|from| at - from <= LONGEST);
                let cites = source.is_some_and(|from| {
                    let (head, inside) = (line.get(..from), line.get(from..at));
                    head.is_some_and(ends_sentence) && inside.is_some_and(is_source)
                });
                found.extend(cites.then_some(at + c.len_utf8()));
            }
            _ => {}
        }
    }
    // the last source closes the line, and each of the others a text of its own
    let closed =
        found.last().is_some_and(|end| line.get(*end..).is_some_and(|t| t.trim_matches(is_blank).is_empty()));
    let starts = found.iter().take(found.len().saturating_sub(1));
    let parted = || starts.clone().all(|end| line.get(*end..).is_some_and(begins_text));
    if found.len() > 1 && closed && parted() { found } else { Vec::new() }
}

/// The lines that an excerpt would have if each stood by itself; `ends` are those of the line.
pub(super) fn parts(text: &str, line: &Line, ends: &[usize]) -> Vec<Line> {
    let words = line.span.of(text).unwrap_or("");
    let mut from = 0;
    let mut found = Vec::with_capacity(ends.len());
    for end in ends {
        let part = words.get(from..*end).unwrap_or("");
        let start = from + part.len() - part.trim_start_matches(is_blank).len();
        let span = Span::from_range(start..*end).shifted(line.span.start());
        let first = found.is_empty();
        found.push(Line {
            span,
            after_blank: first && line.after_blank,
            opens: first && line.opens,
            runs_on: false,
        });
        from = *end;
    }
    found
}

fn ends_sentence(head: &str) -> bool {
    head.ends_with(['。', '！', '？', '…', '”', '’', '」', '』'])
}

/// A title with a page, a year or a day: a full source, not an aside.
fn is_source(inside: &str) -> bool {
    let told = ["页", "頁", "年版", "日", "期", "卷"].iter().any(|unit| inside.contains(unit));
    inside.contains('《') && inside.contains('》') && told
}

/// Whether a text begins behind a source: no mark, and no word that goes on with the sentence before.
fn begins_text(rest: &str) -> bool {
    let rest = rest.trim_start_matches(is_blank);
    rest.starts_with(|c: char| chuchu_text::is_han(c) || matches!(c, '“' | '「' | '‘' | '『'))
}

/// Whether a source says that all texts above are from it: 以上均见, 以上各条引自.
pub(super) fn sums(source: &str) -> bool {
    let bare = source.trim_start_matches(|c: char| is_blank(c) || "（(—―【[".contains(c));
    bare.strip_prefix("以上").is_some_and(from_one_source)
}

/// Whether a line says where all texts below it are from: 以下均引自《…》.
pub(super) fn announces(line: &str) -> bool {
    let rest = ["以下", "本文引文", "文中引文", "本编引文", "所引"].iter().find_map(|w| line.strip_prefix(w));
    rest.is_some_and(from_one_source)
}

fn from_one_source(rest: &str) -> bool {
    let near = rest.char_indices().nth(8).map_or(rest, |(end, _)| rest.get(..end).unwrap_or(rest));
    ["均", "都", "皆", "各", "诸", "几", "两", "三", "四", "五"].iter().any(|w| near.starts_with(w))
        && ["见", "引自", "摘自", "选自", "出自", "据", "载"].iter().any(|w| near.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_of_excerpts_is_cut_behind_each_source() {
        let line = "水利是命脉。（陈文：《论水利》，人民出版社1990年版，第5页）修堤先修心。（陈文：《论堤防》，人民出版社1990年版，第9页）";
        let found = ends(line);
        assert_eq!(found.len(), 2);
        assert!(line.get(..found[0]).unwrap().ends_with("第5页）"));
        for line in [
            "水利是命脉。（陈文：《论水利》，人民出版社1990年版，第5页）",
            "水利是命脉（《论水利》第5页），修堤先修心。（《论堤防》，第9页）",
            "水利是命脉。（见《论水利》第5页）修堤先修心。（《论堤防》，第9页）百姓称便。",
            "水利是命脉。（大意）修堤先修心。（《论堤防》，第9页）",
        ] {
            assert!(ends(line).is_empty(), "{line}");
        }
    }

    #[test]
    fn a_source_for_all_texts_above() {
        for source in ["（以上均见陈文：《江州文集》", "——以上三条引自《江州文集》", "以上都摘自《江州文集》"]
        {
            assert!(sums(source), "{source}");
        }
        assert!(!sums("（以上为初稿，见《江州文集》") && !sums("（见《江州文集》"));
    }
}
