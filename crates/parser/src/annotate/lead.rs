//! Lead sentences: a block that ends in a colon (其中包括：) governs the numbered blocks after it.

use super::attribution::Ground;
use super::reach;
use super::speaker;
use std::ops::Range;

/// A lead sentence: who and what its list is taken from.
#[derive(Clone, Debug)]
pub(crate) struct Lead {
    /// The clause that ends in the colon.
    pub(crate) cue: Range<usize>,
    /// The speaker it names.
    pub(crate) speaker: Option<speaker::Voice>,
    /// The work it names.
    pub(crate) work: Option<(String, Range<usize>)>,
    /// The blocks it governs.
    governs: Range<usize>,
}

/// The lead sentences of a text, in order.
#[derive(Debug, Default)]
pub(crate) struct Leads(Vec<Lead>);

impl Leads {
    /// Finds the lead sentences. Cost: one scan over the blocks.
    pub(crate) fn read(ground: &Ground<'_>) -> Self {
        let text = ground.strand.text();
        let mut leads: Vec<Lead> = Vec::new();
        let mut open: Option<usize> = None;
        let mut offset = 0;
        for block in text.split('\n') {
            let range = offset..offset + block.len();
            offset = range.end + 1;
            if let Some(lead) = open.and_then(|i| leads.get_mut(i)).filter(|_| numbered(block)) {
                lead.governs.end = range.end;
                continue;
            }
            open = None;
            if block.ends_with(['：', ':'])
                && let Some(lead) = of_block(ground, &range)
            {
                leads.push(lead);
                open = Some(leads.len() - 1);
            }
        }
        Self(leads)
    }

    /// The lead that governs a place.
    pub(crate) fn of(&self, at: usize) -> Option<usize> {
        let next = self.0.partition_point(|l| l.governs.start <= at);
        let i = next.checked_sub(1)?;
        self.0.get(i).filter(|l| at < l.governs.end).map(|_| i)
    }

    /// A lead by its number.
    pub(crate) fn get(&self, i: usize) -> Option<&Lead> {
        self.0.get(i)
    }
}

/// Whether a block begins with a number: 1、 （一） 第一，.
pub(super) fn numbered(block: &str) -> bool {
    let head: String = block.chars().take(6).collect();
    let bare = head.trim_start_matches(['（', '(', '第']);
    let digits =
        bare.trim_start_matches(|c: char| c.is_ascii_digit() || chuchu_text::numeral::is_han_numeral(c));
    let circled = head.starts_with(|c: char| matches!(c, '①'..='⑳' | '⑴'..='⒇'));
    circled
        || digits.len() < bare.len()
            && digits.starts_with(['、', '.', '．', '）', ')', '，', '是', ',', '：'])
}

/// Reads the last two sentences of a block as a lead, if they say that somebody spoke.
fn of_block(ground: &Ground<'_>, range: &Range<usize>) -> Option<Lead> {
    let text = ground.strand.text();
    let end = range.end - text.get(range.clone())?.chars().next_back()?.len_utf8();
    let head = reach::before(text, end);
    let last = reach::last_sentence(head);
    let first =
        reach::last_sentence(head.get(..head.len() - last.len())?.trim_end_matches(reach::ends_sentence));
    let sentences = end - (last.len() + first.len() + 3).min(head.len())..end;
    let saying = ["阐述", "论述", "指出", "强调", "要求", "提出", "讲话", "说", "回答", "概括", "总结"];
    let stretch = tail(text, &sentences)?;
    saying.iter().any(|w| stretch.contains(w)).then_some(())?;
    let sentences = end - stretch.len()..end;
    let speaker = ground.people.first_of(&sentences)?;
    let from = ground.works.partition_point(|w| w.at.start < sentences.start);
    let works = ground.works.iter().skip(from).take_while(|w| w.at.end <= end).filter(|w| !w.is_periodical);
    let work = works.last().map(|w| (w.title.clone(), w.at.clone()));
    let clause = reach::last_clause(head);
    Some(Lead { cue: end - clause.len()..end, speaker: Some(speaker), work, governs: range.end..range.end })
}

/// A stretch, moved forward to a character boundary.
fn tail<'a>(text: &'a str, range: &Range<usize>) -> Option<&'a str> {
    let start = (range.start..=range.end).find(|i| text.is_char_boundary(*i))?;
    text.get(start..range.end)
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn numbers_of_list_items() {
        for block in ["1、要从", "（一）是", "第二，要", "③ 好", "二是要", "12. 好"] {
            assert!(numbered(block), "{block}");
        }
        for block in ["等等。", "一切为了", "第二天"] {
            assert!(!numbered(block), "{block}");
        }
    }
}
