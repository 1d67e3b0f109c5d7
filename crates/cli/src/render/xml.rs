//! Text inside XML.

/// Text for XML 1.0: marks of its own as entities, characters that it forbids as U+FFFD.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_of_a_text_is_taken_for_markup() {
        let shown = "&lt;党&gt; &amp; &quot;群众&quot;\n\t\u{fffd}\u{fffd}";
        assert_eq!(escaped("<党> & \"群众\"\n\t\0\u{ffff}"), shown);
    }
}
