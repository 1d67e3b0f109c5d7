//! Strangers' text in a page: [`Text`] between tags, [`Plain`] in an attribute, and [`Both`] for our own words.

use crate::labels::Label;
use std::fmt::{self, Display, Formatter, Write as _};

/// Text between tags. Control characters, and those that turn the direction of print, are shown as a sign.
pub(crate) struct Text<'a>(pub(crate) &'a str);

/// Text in an attribute in double quotation marks; unseen characters are left out.
pub(crate) struct Plain<'a>(pub(crate) &'a str);

/// Our own words in both languages, of which the page shows one.
pub(crate) struct Both<'a>(pub(crate) &'a Label);

/// Whether a character is obeyed rather than seen: controls, turns of direction, blanks without width.
pub(crate) fn is_unseen(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{061c}' | '\u{feff}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn escaped(f: &mut Formatter<'_>, c: char) -> fmt::Result {
    match c {
        '&' => f.write_str("&amp;"),
        '<' => f.write_str("&lt;"),
        '>' => f.write_str("&gt;"),
        '"' => f.write_str("&quot;"),
        '\'' => f.write_str("&#39;"),
        c => f.write_char(c),
    }
}

impl Display for Text<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '\r' => Ok(()),
            c if is_unseen(c) => write!(f, "<span class=\"unseen-char\">U+{:04X}</span>", u32::from(c)),
            c => escaped(f, c),
        })
    }
}

impl Display for Plain<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.chars().filter(|c| !is_unseen(*c)).try_for_each(|c| escaped(f, c))
    }
}

impl Display for Both<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Label { zh, en } = self.0;
        let (zh, en) = (Text(zh), Text(en));
        write!(f, "<span class=\"zh\" lang=\"zh-CN\">{zh}</span><span class=\"en\" lang=\"en\">{en}</span>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_the_page_are_escaped() {
        assert_eq!(Text("<b a=\"'&'\">").to_string(), "&lt;b a=&quot;&#39;&amp;&#39;&quot;&gt;");
        assert_eq!(Plain("\"><script>").to_string(), "&quot;&gt;&lt;script&gt;");
    }

    #[test]
    fn what_is_obeyed_is_shown() {
        let shown = Text("群\u{202e}众\u{0}\u{1b}[31m\r\n").to_string();
        assert!(shown.starts_with("群<span class=\"unseen-char\">U+202E</span>众"), "{shown}");
        assert!(!shown.contains(['\u{202e}', '\u{0}', '\u{1b}', '\r']) && shown.ends_with('\n'), "{shown}");
        assert_eq!(Plain("群\u{202e}众\u{0}").to_string(), "群众");
    }
}
