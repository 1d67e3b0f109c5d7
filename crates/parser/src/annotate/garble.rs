//! What else befell the characters: UTF-8 read in another encoding (鈥滀腑鍥, â€œä¸­), entities of HTML, doubled marks, invisible characters, and readings in brackets
//! behind a character (匮（kuì）), which are no damage but must be stepped over. Marks are `damage`'s.

use super::damage::{MOST, Report};
use super::landmarks::{Landmarks, Sight};
use super::strand::Strand;
use crate::code;
use chuchu_model::{Noise, NoiseKind};
use std::collections::HashSet;
use std::ops::Range;

/// Characters that UTF-8 read as GB18030 is full of: its punctuation and the commonest beginnings of Chinese
/// characters. What really was misread, [`chuchu_text::misread`] tells.
pub(super) const MISREAD: &str = "鈥锛銆涓浜浠浣鍏鍒鍓鍔鍗鍙鍚鍥鍦澶瀛瀹瀵灏宸骞搴鎬鎴鎵鏀鏂鏃鏄鏈鏉姘娌娉鐨绀绉绾缁缇鑰瑕璇杩閬閲闂闈\
ÂÃàáâãäåæçèéêëìíîï";

/// What some of these are in the simplified script that is read.
pub(super) const MISREAD_SIMPLE: &str = "钬锷钖锲镐镓镞链镄钥阆阅闱";

/// Characters that a line should not hold and that print nothing.
pub(super) const INVISIBLE: &str = "\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}\u{8}\u{e}\u{f}\u{10}\u{11}\u{12}\u{13}\u{14}\u{15}\u{16}\
\u{17}\u{18}\u{19}\u{1a}\u{1b}\u{1c}\u{1d}\u{1e}\u{1f}\u{7f}\u{ad}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2060}\u{feff}";

/// Marks that never stand twice.
pub(super) const SINGLE: &str = "，。、：；";

/// Entities of HTML that stand for other characters than quotation marks.
const ENTITIES: [(&str, &str); 26] = [
    ("nbsp", " "),
    ("ensp", " "),
    ("emsp", "\u{3000}"),
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("hellip", "…"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("middot", "·"),
    ("bull", "•"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("quot", "\""),
    ("apos", "'"),
    ("times", "×"),
    ("copy", "©"),
    ("deg", "°"),
    ("laquo", "《"),
    ("raquo", "》"),
    ("shy", ""),
    ("zwnj", ""),
    ("thinsp", " "),
    ("sect", "§"),
];

impl Report {
    /// Adds what befell the characters. Cost: linear.
    pub(super) fn garbled(&mut self, strand: &Strand, landmarks: &Landmarks<'_>) {
        let misread = self.misread(strand, landmarks);
        self.entities(strand, landmarks);
        self.doubled(strand, landmarks);
        self.invisible(strand, landmarks, &misread);
        self.readings(strand, landmarks);
    }

    /// The stretches that were misread.
    fn misread(&mut self, strand: &Strand, landmarks: &Landmarks<'_>) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for at in landmarks.places(Sight::Misread) {
            // in the script of print: the characters give their bytes back
            let rest = strand.printed(&(at..landmarks.text().len()));
            let inside = found.last().is_some_and(|run| at < run.end);
            if inside || found.len() >= MOST || !rest.starts_with(|c| MISREAD.contains(c)) {
                continue;
            }
            if let Some(misread) = chuchu_text::misread(rest) {
                let run = at..at + misread.length;
                let span = strand.span(&run);
                found.push(run);
                let message = "the text was UTF-8 and was read in another encoding here";
                self.diagnostics.push(code::MISREAD.repair(span, message, misread.reading));
                self.noise.push(Noise { kind: NoiseKind::Mojibake, span });
            }
        }
        found
    }

    fn entities(&mut self, strand: &Strand, landmarks: &Landmarks<'_>) {
        let known: HashSet<u32> = self.noise.iter().map(|n| n.span.start()).collect();
        let at_sign = landmarks.characters(Sight::Mark).filter(|(_, c)| *c == '&');
        let found = at_sign.filter_map(|(at, _)| Some((at, entity(landmarks.text().get(at..)?)?)));
        let mut end = 0;
        for (at, (length, reading)) in found.take(MOST) {
            let span = strand.span(&(at..at + length));
            if at < end || known.contains(&span.start()) {
                continue; // a quotation mark that is reported already
            }
            end = at + length;
            let message = "a character was written out by software";
            self.diagnostics.push(code::ENTITY.repair(span, message, reading));
            self.noise.push(Noise { kind: NoiseKind::Mojibake, span });
        }
    }

    fn doubled(&mut self, strand: &Strand, landmarks: &Landmarks<'_>) {
        let bytes = landmarks.text().as_bytes();
        let mut found = 0;
        for at in landmarks.places(Sight::Single) {
            // every such mark is of three bytes
            let mark = |from: usize| bytes.get(from..from + 3);
            let (this, end) = (mark(at), at + 6);
            // three and more stand for an ellipsis
            if mark(at + 3) == this
                && mark(end) != this
                && at.checked_sub(3).and_then(mark) != this
                && found < MOST
            {
                let Some(c) = landmarks.text().get(at..).and_then(|rest| rest.chars().next()) else {
                    continue;
                };
                found += 1;
                let span = strand.span(&(at..end));
                self.diagnostics.push(code::REPEATED_STOP.repair(span, format!("{c} stands twice"), c));
            }
        }
    }

    fn invisible(&mut self, strand: &Strand, landmarks: &Landmarks<'_>, misread: &[Range<usize>]) {
        let mut open: Option<Range<usize>> = None;
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (at, c) in landmarks.characters(Sight::Invisible) {
            let end = at + c.len_utf8();
            match &mut open {
                Some(run) if run.end == at => run.end = end,
                _ => runs.extend(open.replace(at..end)),
            }
        }
        runs.extend(open);
        let apart = |run: &&Range<usize>| {
            misread.get(misread.partition_point(|m| m.end <= run.start)).is_none_or(|m| run.end <= m.start)
        };
        for run in runs.iter().filter(apart).take(MOST) {
            let span = strand.span(run);
            let message = "a character that prints nothing stands here";
            self.diagnostics.push(code::INVISIBLE_CHARACTER.repair(span, message, ""));
            self.noise.push(Noise { kind: NoiseKind::Other, span });
        }
    }

    /// 匮（kuì）, 贊（ㄗㄢˋ）: how a character is read.
    fn readings(&mut self, strand: &Strand, landmarks: &Landmarks<'_>) {
        let text = landmarks.text();
        for (at, open) in landmarks.characters(Sight::Bracket) {
            if let Some(length) = text.get(at..).and_then(|rest| reading(rest, open)) {
                let span = strand.span(&(at..at + length));
                self.noise.push(Noise { kind: NoiseKind::Other, span });
            }
        }
    }
}

/// The entity at the beginning of a text: its length and what it stands for. Software that escapes twice
/// leaves `&amp;ldquo;`.
fn entity(text: &str) -> Option<(usize, String)> {
    const LONGEST: usize = 12;
    let mut bare = text.strip_prefix('&')?;
    while let Some(inner) = bare.strip_prefix("amp;").filter(|inner| entity_named(inner, LONGEST).is_some()) {
        bare = inner;
    }
    let (name, reading) = entity_named(bare, LONGEST)?;
    let length = text.len() - bare.len() + name + 1;
    Some((length, reading))
}

/// The length of the name before a semicolon, and the character of that name or number.
fn entity_named(text: &str, longest: usize) -> Option<(usize, String)> {
    let stop = text.bytes().take(longest).position(|b| b == b';')?;
    let name = text.get(..stop)?;
    let reading = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
            char::from_u32(code)?.to_string()
        }
        None => ENTITIES.iter().find(|(known, _)| *known == name)?.1.to_owned(),
    };
    Some((stop, reading))
}

/// The length of a reading in brackets, the brackets included: pinyin with a tone, or zhuyin.
fn reading(text: &str, open: char) -> Option<usize> {
    const LONGEST: usize = 40;
    let inside = text.get(open.len_utf8()..)?;
    let close = if open == '（' { '）' } else { ')' };
    let end = inside.char_indices().take(LONGEST).find(|(_, c)| *c == close).map(|(at, _)| at)?;
    let words = inside.get(..end)?;
    let zhuyin = |c: char| matches!(c, 'ㄅ'..='ㄯ' | 'ˊ' | 'ˇ' | 'ˋ' | '˙' | ' ');
    let toned = |c: char| "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ".contains(c);
    let pinyin = |c: char| {
        c.is_ascii_lowercase()
            || toned(c)
            || matches!(c, 'ü' | 'ê' | 'ɡ' | 'ɑ' | ' ' | '\'' | '’' | '，' | ',')
    };
    let read = words.chars().all(zhuyin) && words.contains(|c: char| !c.is_whitespace())
        || words.chars().all(pinyin) && words.contains(toned);
    read.then(|| open.len_utf8() + end + close.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_model::{Document, DocumentId, Source};

    #[track_caller]
    fn check(text: &str, expect: &[(&str, &str, Option<&str>)]) {
        let strand = Strand::new(&Document::empty(DocumentId::new("x").unwrap(), Source::default()), text);
        let mut report = Report::default();
        report.garbled(&strand, &Landmarks::of(strand.text()));
        let found: Vec<_> = report
            .diagnostics
            .iter()
            .map(|d| {
                let reading = d.suggestion.as_ref().map(|s| s.replacement.as_str());
                (d.code.as_str(), d.span.of(text).unwrap(), reading)
            })
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn misread_stretches_are_told() {
        check("他说鈥滀腑鍥芥ⅵ，是", &[("Q006", "鈥滀腑鍥芥ⅵ", Some("“中国梦"))]);
        check("他说â€œä¸\u{ad}å›½。", &[("Q006", "â€œä¸\u{ad}å›½", Some("“中国"))]);
        check("骞骞涓涓细流", &[]);
    }

    #[test]
    fn entities_are_read() {
        check("群众&nbsp;路线", &[("Q007", "&nbsp;", Some(" "))]);
        check(
            "&amp;ldquo;好&#x201D;&hellip;",
            &[
                ("Q007", "&amp;ldquo;", Some("“")),
                ("Q007", "&#x201D;", Some("”")),
                ("Q007", "&hellip;", Some("…")),
            ],
        );
        check("AT&T; R&D", &[]);
    }

    #[test]
    fn doubled_marks_and_invisible_characters_are_told() {
        check("好，，很好。。", &[("Q008", "，，", Some("，")), ("Q008", "。。", Some("。"))]);
        check("好。。。很好！！", &[]);
        check("群\u{200b}\u{feff}众", &[("Q009", "\u{200b}\u{feff}", Some(""))]);
    }

    #[test]
    fn readings_in_brackets_are_told() {
        for (text, expect) in [
            ("（kuì）乏", Some("（kuì）")),
            ("(huì)議", Some("(huì)")),
            ("（ㄗㄢˋ）成", Some("（ㄗㄢˋ）")),
            ("（qún zhòng）", Some("（qún zhòng）")),
        ] {
            let open = text.chars().next().unwrap();
            assert_eq!(reading(text, open).map(|end| text.get(..end).unwrap()), expect, "{text}");
        }
        for text in ["（kui）", "（GDP）", "（一）", "（）", "(été, à Paris.)"] {
            assert_eq!(reading(text, text.chars().next().unwrap()), None, "{text}");
        }
    }
}
