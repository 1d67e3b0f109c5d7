//! Plain text and Markdown: the text as it is, its offsets those of the file, with hints of what its marks say.

use crate::source::{Format, Heading, Hints, SourceText};
use crate::{IngestError, Options};
use chuchu_model::{Places, Span};
use chuchu_text::Decoded;

/// Decodes a file, with the encoding given or found.
pub(crate) fn decode(bytes: &[u8], options: &Options) -> Result<Decoded, IngestError> {
    Ok(match options.encoding {
        Some(encoding) => chuchu_text::decode_as(bytes, encoding)?,
        None => chuchu_text::decode(bytes)?,
    })
}

/// A plain text or Markdown. Cost: linear.
pub(crate) fn read(decoded: Decoded, markdown: bool) -> SourceText {
    let text = decoded.text;
    let (headings, markers) = if markdown { marks(&text) } else { (Vec::new(), Vec::new()) };
    SourceText {
        places: Places::of_lines(&text),
        headings,
        markers,
        format: if markdown { Format::Markdown } else { Format::Plain },
        encoding: Some(decoded.encoding),
        comments: Vec::new(),
        left_out: Vec::new(),
        hints: Hints::default(),
        text,
    }
}

/// The headings `#` and the markers `[^1]` of Markdown, outside blocks of code.
fn marks(text: &str) -> (Vec<Heading>, Vec<Span>) {
    let (mut headings, mut markers, mut at, mut code) = (Vec::new(), Vec::new(), 0, false);
    for line in text.split_inclusive('\n') {
        let inked = line.trim();
        code ^= inked.starts_with("```");
        if !code {
            let hashes = inked.bytes().take_while(|b| *b == b'#').count();
            let titled = inked.get(hashes..).is_some_and(|rest| rest.starts_with([' ', '\t']));
            if let (Ok(level @ 1..=6), true) = (u8::try_from(hashes), titled) {
                let start = at + line.len() - line.trim_start().len();
                headings.push(Heading { span: Span::from_range(start..start + inked.len()), level });
            }
            markers.extend(footnotes(line).map(|(from, to)| Span::from_range(at + from..at + to)));
        }
        at += line.len();
    }
    (headings, markers)
}

/// Where `[^label]` stands in a line.
fn footnotes(line: &str) -> impl Iterator<Item = (usize, usize)> {
    line.match_indices("[^").filter_map(|(at, open)| {
        let label = line.get(at + open.len()..)?;
        let length = label.find(']')?;
        let label = label.get(..length)?;
        let plain = !label.is_empty() && !label.contains(|c: char| c.is_whitespace() || c == '[');
        plain.then_some((at, at + open.len() + length + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_says_its_headings_and_footnotes() {
        let text = "# 题\n\n甲[^1]。\n```\n# no\n```\n#标签\n\n[^1]: 《乙》\n";
        let decoded = chuchu_text::decode(text.as_bytes()).unwrap();
        let source = read(decoded, true);
        let shown: Vec<_> = source.headings.iter().map(|h| (h.span.of(text).unwrap(), h.level)).collect();
        assert_eq!(shown, [("# 题", 1)]);
        assert_eq!(source.markers.iter().map(|m| m.of(text).unwrap()).collect::<Vec<_>>(), ["[^1]", "[^1]"]);
        assert_eq!(source.text, text);
    }
}
