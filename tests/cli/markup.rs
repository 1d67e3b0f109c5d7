//! Whether a file is well-formed XML, read as strictly as these tests need it.

/// Reads a file as XML would be read: elements close in order, attributes are quoted, text holds no bare mark.
#[track_caller]
pub(crate) fn is_well_formed(file: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = file.strip_prefix(r#"<?xml version="1.0" encoding="UTF-8"?>"#).expect("no declaration");
    while let Some((text, after)) = rest.split_once('<') {
        is_text(text);
        let (tag, after) = after.split_once('>').expect("a tag without an end");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if let Some(tag) = tag.strip_suffix('/') {
            has_quoted_attributes(tag);
        } else {
            has_quoted_attributes(tag);
            open.extend(tag.split_whitespace().next());
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} {rest}");
}

#[track_caller]
fn is_text(text: &str) {
    assert!(!text.contains(['>', '"', '\u{0}']), "{text}");
    for entity in text.split('&').skip(1) {
        assert!(["amp;", "lt;", "gt;", "quot;"].iter().any(|known| entity.starts_with(known)), "{text}");
    }
}

/// In a tag every second piece between quotation marks is a value.
#[track_caller]
fn has_quoted_attributes(tag: &str) {
    let pieces: Vec<&str> = tag.split('"').collect();
    assert_eq!(pieces.len() % 2, 1, "{tag}");
    let names = pieces.iter().step_by(2).take(pieces.len() / 2);
    names.for_each(|name| assert!(name.ends_with('='), "{tag}"));
}
