//! Where a file is, as a URI (RFC 3986): relative where it was named so, `file:` where it was named absolutely.

use std::fmt::Write as _;

/// The URI of a file as the caller named it.
pub(super) fn uri(file: &str) -> String {
    let windows = is_drive(file);
    let file = if windows || file.starts_with("\\\\") { file.replace('\\', "/") } else { file.to_owned() };
    let mut uri = match (windows, file.starts_with("//"), file.starts_with('/')) {
        (true, ..) => "file:///".to_owned(),
        (_, true, _) => "file:".to_owned(),
        (.., true) => "file://".to_owned(),
        _ => String::new(),
    };
    let path = file.strip_prefix("./").unwrap_or(&file);
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

/// `C:\` or `C:/`.
fn is_drive(file: &str) -> bool {
    let mut chars = file.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.next() == Some(':')
        && chars.next().is_some_and(|c| matches!(c, '\\' | '/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_encoded_and_stay_relative() {
        for (file, expect) in [
            ("a/b.txt", "a/b.txt"),
            ("./稿 1.txt", "%E7%A8%BF%201.txt"),
            ("a:b#c?.txt", "a%3Ab%23c%3F.txt"),
            ("/tmp/稿.txt", "file:///tmp/%E7%A8%BF.txt"),
            ("C:\\稿\\a.txt", "file:///C%3A/%E7%A8%BF/a.txt"),
        ] {
            assert_eq!(uri(file), expect, "{file}");
        }
    }
}
