//! Which lines are headings, and where a heading that opens a paragraph ends. Levels are given elsewhere.

use super::ending::{self, Ending};
use super::habits::Habits;
use super::lines::Line;
use super::marks::{self, Form, Mark};

/// A heading as found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Heading {
    /// Its number, if it has one.
    pub(crate) mark: Option<Mark>,
    /// How many `#` of Markdown stand before it.
    pub(crate) hashes: u8,
    /// Where the number begins, in bytes of the line (behind the hashes).
    pub(crate) number: usize,
    /// Where its words begin.
    pub(crate) words: usize,
    /// Where it ends.
    pub(crate) end: usize,
    /// Whether it opens a paragraph.
    pub(crate) run_in: bool,
}

/// The longest heading on a line of its own, in characters; s003 prints one of 45.
const LONGEST: usize = 70;
/// The longest heading without a number.
const LONGEST_UNNUMBERED: usize = 40;
/// The longest first sentence that is read as a heading; s003 prints one of 47.
const LONGEST_RUN_IN: usize = 60;

/// What the lines of a piece are: a heading, or `None`. `lines` are those after the front matter.
pub(crate) fn find(lines: &[Line<'_>], habits: &Habits) -> Vec<Option<Heading>> {
    let mut found: Vec<Option<Heading>> = lines.iter().map(marked).collect();
    drop_lists(lines, &mut found);
    let clauses = lines.iter().any(|l| is_clause(l.words));
    if clauses {
        found.iter_mut().filter(|h| h.is_some_and(|h| is_list_of_law(&h))).for_each(|h| *h = None);
    } else {
        unnumbered(lines, &mut found, habits);
    }
    found
}

/// Whether a line opens a clause（第N条）of a law.
pub(crate) fn is_clause(words: &str) -> bool {
    words.starts_with('第') && marks::leading(words).is_some_and(|m| m.form == Form::Clause)
}

/// In a law the numbers below a clause count its items, even where an item has two sentences.
fn is_list_of_law(heading: &Heading) -> bool {
    heading.hashes == 0 && (heading.run_in || heading.mark.is_some_and(|m| m.form > Form::Han))
}

/// A line with Markdown's hashes or a number, as a heading on its own or at the head of its paragraph.
fn marked(line: &Line<'_>) -> Option<Heading> {
    let (hashes, number) = marks::hashes(line.words);
    let behind = line.words.get(number..)?;
    let mark = marks::leading(behind).filter(|m| m.form != Form::Clause);
    let words = number + mark.map_or(0, |m| m.words);
    let heading = Heading { mark, hashes, number, words, end: line.words.len(), run_in: false };
    if hashes > 0 {
        return Some(heading);
    }
    let mark = mark?;
    let body = line.words.get(words..).unwrap_or("");
    if stands_alone(line, mark, body) {
        return Some(heading);
    }
    let end = run_in(mark, body)?;
    Some(Heading { end: words + end, run_in: true, ..heading })
}

/// Whether a numbered line can be a heading on a line of its own: short, and no sentence.
fn stands_alone(line: &Line<'_>, mark: Mark, body: &str) -> bool {
    let fits = line.is_shorter_than(LONGEST) && (!body.is_empty() || mark.form.is_division());
    let ending = ending::of(body);
    let one_sentence = !body.trim_end_matches(ending::ends_sentence).contains(ending::ends_sentence);
    fits && match ending {
        Ending::Open => one_sentence,
        Ending::Colon => mark.form <= Form::HanBracketed && body.chars().count() <= 20 && one_sentence,
        Ending::Sentence => body.ends_with(['？', '?', '！']) && one_sentence,
        Ending::Clause => false,
    }
}

/// Where the first sentence of a numbered paragraph ends, when it can be read as its heading: it is
/// short, and more follows that is no next entry of the same list.
fn run_in(mark: Mark, body: &str) -> Option<usize> {
    let mut window = body.char_indices().take(LONGEST_RUN_IN);
    let sentence = window.find(|(_, c)| ending::ends_sentence(*c)).map(|(at, _)| at);
    let end = match sentence {
        Some(end) if !quotes_at_comma(body.get(..end)?) => end,
        _ => comma_before_quotation(body)?,
    };
    let rest = body.get(end..)?.trim_start_matches(|c| ending::ends_sentence(c) || ending::is_closing(c));
    let rest = rest.trim_start_matches(['，', ',']).trim_start_matches(chuchu_text::is_blank);
    let list = marks::leading(rest).is_some_and(|next| next.form == mark.form);
    (end > 0 && !rest.is_empty() && !list).then_some(end)
}

fn quotes_at_comma(sentence: &str) -> bool {
    comma_before_quotation(sentence).is_some()
}

/// 3、要从…的标志，“就是…: the words before a comma behind which a quotation opens. A cue (指出，“…) is no
/// heading.
fn comma_before_quotation(body: &str) -> Option<usize> {
    let mut before = None;
    for (at, c) in body.char_indices().take(LONGEST_RUN_IN) {
        match (c, before) {
            ('“' | '"' | '「' | '”', Some(comma)) => {
                let cue = ["指出", "强调", "说", "道", "讲", "提出", "要求", "认为", "写道", "明确"];
                return body.get(..comma).filter(|w| !cue.iter().any(|c| w.ends_with(c))).map(str::len);
            }
            ('，' | ',', _) => before = Some(at),
            _ => before = None,
        }
    }
    None
}

/// Numbered lines that follow each other without any text between them are a list, not headings.
fn drop_lists(lines: &[Line<'_>], found: &mut [Option<Heading>]) {
    let listed = |h: &Option<Heading>| {
        h.filter(|h| h.hashes == 0 && !h.run_in).and_then(|h| h.mark).filter(|m| !m.form.is_division())
    };
    let next_entry = |a: Mark, b: Mark| a.form == b.form && b.ordinal == a.ordinal + 1;
    let mut start = 0;
    while start < lines.len() {
        let mut end = start + 1;
        while let (Some(a), Some(b)) = (found.get(end - 1).and_then(listed), found.get(end).and_then(listed))
        {
            if !next_entry(a, b) {
                break;
            }
            end += 1;
        }
        if end - start > 1 {
            found.get_mut(start..end).unwrap_or_default().fill(None);
        }
        start = end;
    }
}

/// Adds the headings without numbers: short lines without a final mark that stand between paragraphs.
fn unnumbered(lines: &[Line<'_>], found: &mut [Option<Heading>], habits: &Habits) {
    let numbered = found.iter().flatten().any(|h| h.mark.is_some() && !h.run_in);
    for at in 0..lines.len() {
        let (Some(line), Some(next)) = (lines.get(at), lines.get(at + 1)) else { break };
        let previous = at.checked_sub(1).and_then(|i| lines.get(i));
        let taken = found.get(at).is_some_and(Option::is_some);
        let before_heading = found.get(at + 1).is_some_and(Option::is_some);
        if taken || !titles(line) || habits.fills(line) {
            continue;
        }
        let follows_text =
            previous.is_none_or(|p| ending::of(p.words) != Ending::Open || is_heading(found, at));
        let set_off = line.after_blank && next.after_blank;
        let dense = !habits.spaced && !numbered && !line.words.contains(['，', ',']);
        let apart = set_off || (line.after_blank && !goes_on(line.words)) || dense && !goes_on(line.words);
        let before_text = before_heading || !titles(next);
        if follows_text && apart && before_text {
            let end = line.words.len();
            if let Some(slot) = found.get_mut(at) {
                *slot = Some(Heading { mark: None, hashes: 0, number: 0, words: 0, end, run_in: false });
            }
        }
    }
}

fn is_heading(found: &[Option<Heading>], at: usize) -> bool {
    at.checked_sub(1).and_then(|i| found.get(i)).is_some_and(Option::is_some)
}

/// Whether a line looks like a heading without a number: short, and without a final mark or a sentence.
pub(crate) fn titles(line: &Line<'_>) -> bool {
    line.is_shorter_than(LONGEST_UNNUMBERED)
        && ending::of(line.words) == Ending::Open
        && !line.words.contains(['。', '；', ';'])
        && line.words.chars().filter(|c| chuchu_text::is_han(*c)).count() >= 2
        && !line.words.starts_with(['（', '('])
}

/// Whether the last character is one with which no heading ends: the line was broken here.
pub(crate) fn goes_on(words: &str) -> bool {
    words.ends_with([
        '的', '地', '和', '与', '及', '或', '并', '而', '但', '为', '把', '被', '将', '对', '向', '从', '在',
        '于', '由', '以', '使', '让', '给', '是', '有', '要', '会', '能', '不', '也', '都', '就', '更', '最',
        '很', '了',
    ])
}
