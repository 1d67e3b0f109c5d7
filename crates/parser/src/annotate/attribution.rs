//! Quotations with their cue, speaker, work and date; what remains in marks are terms.
//!
//! Pairs are read in order of place: a quotation may take its speaker from the one before it (“…”拿我国来说，“…”),
//! from the lead sentence of a list (其中包括：), or from the note before (同上).

use super::cue::{self, Cue, Link, Voice};
use super::judgement::{self, Evidence};
use super::landmarks::Landmarks;
use super::marks::{Damage, Mark};
use super::pairing::Pair;
use super::people::People;
use super::shape::{self, Shape};
use super::source_note::{self, Note};
use super::speaker;
use super::strand::Strand;
use super::works::Mention;
use super::{kinds, known, lead, mention, reach, titles, written};
use chuchu_model::{PartialDate, Quotation, QuotedWork, Speaker, Term};
use std::ops::Range;

/// What attribution reads from.
#[derive(Debug)]
pub(crate) struct Ground<'a> {
    /// The text as read.
    pub(crate) strand: &'a Strand,
    /// Where rules may find something in it.
    pub(crate) landmarks: &'a Landmarks<'a>,
    /// The marks.
    pub(crate) marks: &'a [Mark],
    /// Persons and their offices.
    pub(crate) people: &'a People<'a>,
    /// Works named in the text, in order of place.
    pub(crate) works: &'a [Mention],
}

/// What marks turned out to hold.
#[derive(Debug, Default)]
pub(crate) struct Read {
    /// Quotations.
    pub(crate) quotations: Vec<Quotation>,
    /// Terms.
    pub(crate) terms: Vec<Term>,
    /// Where the quotations stand in the strand, without marks; those inside others left out.
    pub(crate) quoted: Vec<Range<usize>>,
    /// 同上 and the like: the place and the title it stands for.
    pub(crate) ibid: Vec<(Range<usize>, String)>,
}

impl Read {
    /// Takes in block quotations; what stands between marks inside one is a quotation in a quotation.
    pub(crate) fn take_blocks(&mut self, blocks: Vec<(Range<usize>, Quotation)>) {
        if blocks.is_empty() {
            return;
        }
        for (_, block) in &blocks {
            let first = self.quotations.partition_point(|q| q.span.start() < block.span.start());
            let inner = self.quotations.iter_mut().skip(first);
            inner.take_while(|q| q.span.end() <= block.span.end()).for_each(|q| q.depth += 1);
        }
        self.quoted.retain(|q| {
            let next = blocks.partition_point(|(b, _)| b.end <= q.start);
            blocks.get(next).is_none_or(|(b, _)| q.start < b.start)
        });
        let (places, quotations): (Vec<_>, Vec<_>) = blocks.into_iter().unzip();
        self.quoted.extend(places);
        self.quoted.sort_by_key(|q| q.start);
        self.quotations.extend(quotations);
        self.quotations.sort_by_key(|q| (q.span.start(), std::cmp::Reverse(q.span.end())));
    }
}

/// A quotation that later ones may lean on.
#[derive(Clone, Debug)]
struct Before {
    end: usize,
    index: usize,
    cue: Option<Range<usize>>,
    speaker: Option<speaker::Voice>,
    work: Option<(String, Range<usize>)>,
}

/// The work of a note, kept for 同上.
#[derive(Clone, Debug)]
struct Source {
    title: String,
    speaker: Option<speaker::Voice>,
}

/// Reads all pairs. Cost: linear in the pairs; what is looked at round each is bounded.
pub(crate) fn read(ground: &Ground<'_>, pairs: &[Pair]) -> Read {
    let leads = if pairs.is_empty() { lead::Leads::default() } else { lead::Leads::read(ground) };
    // most marks hold terms; what stays empty of the list costs nothing
    let read = Read { terms: Vec::with_capacity(pairs.len()), ..Read::default() };
    let mut reader = Reader { ground, pairs, leads, read, before: None, source: None };
    for pair in pairs {
        reader.pair(pair);
    }
    reader.read.terms.shrink_to_fit();
    reader.read
}

struct Reader<'r, 'g> {
    ground: &'r Ground<'g>,
    pairs: &'r [Pair],
    leads: lead::Leads,
    read: Read,
    before: Option<Before>,
    source: Option<Source>,
}

/// Everything found round one quotation.
struct Found {
    shape: Shape,
    cue: Option<Cue>,
    note: Option<Note>,
    leans: bool,
    lead: Option<usize>,
}

impl Reader<'_, '_> {
    fn text(&self) -> &str {
        self.ground.strand.text()
    }

    fn damage(&self, mark: u32) -> Damage {
        self.ground.marks.get(mark as usize).map_or(Damage::None, |m| m.damage)
    }

    fn pair(&mut self, pair: &Pair) {
        let found = self.look(pair);
        match found {
            Some(found) => self.quotation(pair, &found),
            None => self.term(pair),
        }
    }

    /// What speaks for a quotation; `None` for a term.
    fn look(&self, pair: &Pair) -> Option<Found> {
        let text = self.text();
        if self.in_title(pair) {
            return None;
        }
        let shape = shape::of(text.get(pair.inside())?);
        if shape.han == 0 {
            return None;
        }
        let cue = cue::before(text, pair.outside().start, self.damage(pair.open) == Damage::Swallowed);
        let behind = cue::behind(text, pair.outside().end);
        let note = source_note::after(text, pair.outside().end).filter(|_| shape.han >= 2);
        let whole = shape.ends_sentence || self.damage(pair.close) == Damage::Swallowed;
        let leans = (whole || note.is_some()) && self.leans(pair, note.is_some());
        let lead = self.leads.of(pair.outside().start);
        let evidence = Evidence {
            shape,
            cue: cue.as_ref(),
            cue_behind: behind.is_some() && (shape.has_comma || shape.han >= 4 || shape.ends_sentence),
            has_note: note.is_some(),
            follows_quotation: leans,
            has_lead: lead.is_some(),
            end_is_lost: self.damage(pair.close) == Damage::Swallowed,
            head: reach::before(text, pair.outside().start),
            tail: reach::after(text, pair.outside().end),
        };
        let quotes = judgement::is_quotation(&evidence);
        let cue = cue.or_else(|| self.beat(pair, &shape).filter(|_| quotes && behind.is_none()));
        let cue = cue.filter(|c| c.link != Link::Copula || note.is_some()).or(behind);
        quotes.then_some(Found { shape, cue, note, leans, lead })
    }

    /// A clause before a colon that names a person but no verb of speaking: 李大妈竖起大拇指：“….
    fn beat(&self, pair: &Pair, shape: &Shape) -> Option<Cue> {
        let head = reach::before(self.text(), pair.outside().start);
        let before = head.strip_suffix(['：', ':']).filter(|_| shape.ends_sentence)?;
        let clause = reach::last_clause(before);
        let end = pair.outside().start - (head.len() - before.len());
        let cue = end - clause.len()..end;
        let first = mention::mentions(self.text(), &cue).into_iter().next()?;
        // 市民张女士：“…
        let labels =
            first.at.end == cue.end && self.text().get(cue.start..first.at.start).is_some_and(titles::calls);
        let called = self.text().get(cue.start..first.at.start).is_some_and(titles::calls);
        (labels || (called || first.at.start == cue.start) && !first.possesses(self.text())).then_some(Cue {
            range: cue,
            link: Link::Colon,
            voice: Voice::Says,
        })
    }

    fn in_title(&self, pair: &Pair) -> bool {
        let next = self.ground.works.partition_point(|w| w.outside.start <= pair.outside().start);
        let work = next.checked_sub(1).and_then(|i| self.ground.works.get(i));
        work.is_some_and(|w| w.marked && pair.outside().end <= w.outside.end)
    }

    /// Whether the quotation before leads on to this one: hardly anything between, or one short clause where
    /// a note after this one (`cited`) tells the source of both.
    fn leans(&self, pair: &Pair, cited: bool) -> bool {
        let Some(before) = self.before.as_ref().filter(|b| b.end <= pair.outside().start) else {
            return false;
        };
        let gap = self.text().get(before.end..pair.outside().start.min(before.end + 120));
        gap.is_some_and(|gap| {
            let near = gap.len() < 120 && before.end + gap.len() == pair.outside().start;
            let most = if cited { 12 } else { 1 };
            near && !gap.contains(['\n', '。', '《', '“', '”']) && reach::han_count(gap) <= most
        })
    }

    fn term(&mut self, pair: &Pair) {
        let strand = self.ground.strand;
        self.read.terms.push(Term {
            span: strand.span(&pair.inside()),
            text: strand.printed(&pair.inside()).to_owned(),
            marks: strand.span(&pair.outside()),
        });
    }

    fn quotation(&mut self, pair: &Pair, found: &Found) {
        let leaned = self.before.clone().filter(|_| found.leans && found.cue.is_none());
        let lead = found.lead.and_then(|i| self.leads.get(i)).cloned();
        let lead_cue = lead.as_ref().filter(|_| found.cue.is_none() && leaned.is_none());
        let cue = found.cue.as_ref().map(|c| c.range.clone());
        let cue = cue.or_else(|| leaned.as_ref()?.cue.clone()).or_else(|| Some(lead_cue?.cue.clone()));
        let summing = || found.note.as_ref().and_then(|_| cue::summing(self.text(), pair.outside().start));
        let cue = cue.or_else(summing);
        let named = self.named_work(found.note.as_ref());
        let speaker = self.speaker(pair, found, leaned.as_ref(), lead_cue);
        let work = named.or_else(|| work_of_cue(self.ground, found.cue.as_ref()?, speaker.as_ref()));
        let work = work.or_else(|| leaned.as_ref()?.work.clone());
        let written = found
            .cue
            .as_ref()
            .filter(|_| work.is_none())
            .and_then(|c| written::before(self.ground, &c.range));
        let speaker = speaker.or_else(|| written.as_ref()?.author.clone());
        let work = work.or_else(|| Some(written?.work));
        let work = work.or_else(|| self.lead_work(lead.as_ref(), speaker.as_ref()));
        self.push(pair, found, cue, speaker, work);
    }

    fn speaker(
        &mut self,
        pair: &Pair,
        found: &Found,
        leaned: Option<&Before>,
        lead: Option<&lead::Lead>,
    ) -> Option<speaker::Voice> {
        let text = self.ground.strand.text();
        let last = self.before.as_ref().filter(|b| same_block(text, b.end, pair.outside().start));
        let by_note = found.note.as_ref().and_then(|n| self.person_of(n));
        let by_cue = found.cue.as_ref().filter(|c| c.link != Link::Copula).and_then(|cue| {
            let behind = cue.link == Link::Behind;
            self.ground.people.of_cue(&cue.range, last.and_then(|b| b.speaker.as_ref()), behind)
        });
        if let (Some(source), Some(note)) = (&mut self.source, &found.note)
            && note.same.is_none()
            && source.speaker.is_none()
        {
            source.speaker.clone_from(&by_cue);
        }
        by_cue
            .or(by_note)
            .or_else(|| leaned.and_then(|b| b.speaker.clone()))
            .or_else(|| lead.and_then(|l| l.speaker.clone()))
            .or_else(|| self.owner(pair))
    }

    /// A known person whose words are named as such right before the mark: 范仲淹的“….
    fn owner(&self, pair: &Pair) -> Option<speaker::Voice> {
        let head = reach::near(self.text(), pair.outside().start).strip_suffix('的')?;
        let name = known::at_end(head)?;
        let end = pair.outside().start - '的'.len_utf8();
        Some(self.ground.people.named(end - name.len()..end))
    }

    /// The person that a note names, or that the note before named.
    fn person_of(&self, note: &Note) -> Option<speaker::Voice> {
        if note.same.is_some() {
            let known = self.source.as_ref()?.speaker.clone()?;
            return Some(known);
        }
        let at = note.person.clone()?;
        Some(self.ground.people.named(at))
    }

    /// The work that a note names; remembers it for 同上.
    fn named_work(&mut self, note: Option<&Note>) -> Option<(String, Range<usize>)> {
        let note = note?;
        if let Some(at) = note.same.clone() {
            let title = self.source.as_ref()?.title.clone();
            self.read.ibid.push((at.clone(), title.clone()));
            return Some((title, at));
        }
        let at = note.work.clone()?;
        let title = self.ground.strand.printed(&at).trim_matches(reach::blank).to_owned();
        let speaker = self.person_of(note);
        self.source = Some(Source { title: title.clone(), speaker });
        Some((title, at))
    }

    fn lead_work(
        &self,
        lead: Option<&lead::Lead>,
        speaker: Option<&speaker::Voice>,
    ) -> Option<(String, Range<usize>)> {
        let lead = lead?;
        let same = lead.speaker.as_ref().map(|v| &v.name) == speaker.map(|v| &v.name);
        lead.work.clone().filter(|_| same)
    }

    fn push(
        &mut self,
        pair: &Pair,
        found: &Found,
        cue: Option<Range<usize>>,
        speaker: Option<speaker::Voice>,
        work: Option<(String, Range<usize>)>,
    ) {
        let strand = self.ground.strand;
        let marked = found.note.is_some();
        let title =
            work.as_ref().map(|(title, _)| title.chars().map(chuchu_text::simplified).collect::<String>());
        let kind = kinds::of(&kinds::Signs {
            shape: found.shape,
            voice: found.cue.as_ref().map(|c| c.voice),
            speaker: speaker.as_ref().map(|v| v.sort),
            work: title.as_deref(),
            in_note: marked && found.note.as_ref().is_some_and(|n| n.work.is_some() || n.same.is_some()),
        });
        let quotation = Quotation {
            span: strand.span(&pair.inside()),
            spans: self.stretches(pair).iter().flat_map(|part| strand.spans(part)).collect(),
            text: self.words(pair),
            marks: Some(strand.span(&pair.outside())),
            kind,
            speaker: speaker.as_ref().map(|v| self.printed(v)),
            cue: cue.as_ref().map(|c| strand.span(c)),
            work: work.as_ref().map(|(title, at)| QuotedWork { title: title.clone(), span: strand.span(at) }),
            date: self.date(found),
            depth: pair.depth(),
        };
        self.share_source(found, work.as_ref(), &quotation);
        let before =
            Before { end: pair.outside().end, index: self.read.quotations.len(), cue, speaker, work };
        self.read.quotations.push(quotation);
        if self.read.quoted.last().is_none_or(|last| last.end <= pair.inside().start) {
            self.read.quoted.push(pair.inside());
        }
        if pair.depth() == 1 {
            self.before = Some(before);
        }
    }

    /// A note after the last of several quotations that lean on each other is the source of all.
    fn share_source(&mut self, found: &Found, work: Option<&(String, Range<usize>)>, quotation: &Quotation) {
        let own = found.note.as_ref().is_some_and(|n| n.work.is_some());
        let Some(before) = self.before.as_ref().filter(|b| found.leans && own && b.work.is_none()) else {
            return;
        };
        let same = found.cue.is_none();
        if let Some(earlier) = self.read.quotations.get_mut(before.index).filter(|_| same && work.is_some()) {
            earlier.work.clone_from(&quotation.work);
            earlier.kind = quotation.kind;
        }
    }

    /// The quoted words, paragraphs parted by a line feed, without the mark that opens a paragraph again.
    fn words(&self, pair: &Pair) -> String {
        let strand = self.ground.strand;
        self.stretches(pair).iter().map(|part| strand.printed(part)).collect::<Vec<_>>().join("\n")
    }

    /// The quoted words paragraph by paragraph. Every paragraph of a long quotation may open with a mark again
    /// while the last alone closes (the Chinese convention of print); such a mark is no part of the words.
    fn stretches(&self, pair: &Pair) -> Vec<Range<usize>> {
        let text = self.text();
        let mut from = pair.inside().start;
        let mut parts = Vec::new();
        for part in text.get(pair.inside()).unwrap_or("").split('\n') {
            let mark = self.mark_again(from, pair.open).filter(|_| from > pair.inside().start).unwrap_or(0);
            parts.push(from + mark..from + part.len());
            from += part.len() + 1;
        }
        parts
    }

    /// The length of a mark at `at` that repeats the mark `open` and is in no pair itself.
    fn mark_again(&self, at: usize, open: u32) -> Option<usize> {
        let marks = self.ground.marks;
        let mark = marks.get(marks.partition_point(|m| m.at().start < at)).filter(|m| m.at().start == at)?;
        let paired = self.pairs.get(self.pairs.partition_point(|p| p.outside().start < at));
        let free = paired.is_none_or(|p| p.outside().start != at);
        (free && mark.family == marks.get(open as usize)?.family).then(|| mark.at().len())
    }

    fn printed(&self, voice: &speaker::Voice) -> Speaker {
        Speaker {
            name: voice.name.clone(),
            printed: self.ground.strand.printed(&voice.at).to_owned(),
            span: self.ground.strand.span(&voice.at),
        }
    }

    fn date(&self, found: &Found) -> Option<PartialDate> {
        let noted = found.note.as_ref().and_then(|n| n.date);
        noted.or_else(|| {
            let cue = found.cue.as_ref()?;
            let sentence = reach::last_sentence(reach::before(self.text(), cue.range.end));
            chuchu_text::date::find_all(sentence).last().and_then(chuchu_text::date::FoundDate::first)
        })
    }
}

/// The work named in the sentence of the cue: 在《…》中指出, 《…》强调.
pub(crate) fn work_of_cue(
    ground: &Ground<'_>,
    cue: &Cue,
    speaker: Option<&speaker::Voice>,
) -> Option<(String, Range<usize>)> {
    if cue.link == Link::Copula {
        return None;
    }
    let text = ground.strand.text();
    let sentence = reach::last_sentence(reach::before(text, cue.range.end));
    let from = cue.range.end - sentence.len();
    let works = ground.works;
    let first = works.partition_point(|w| w.at.start < from);
    let inside = works.iter().skip(first).take_while(|w| w.at.end <= cue.range.end);
    let fitting = inside.filter(|w| {
        let tail = text.get(w.outside.end..).unwrap_or("");
        let placed = ["中", "里", "一文", "一书", "上", "一诗"].iter().any(|p| tail.starts_with(p));
        let by = speaker.is_some_and(|v| v.at.end == w.outside.start);
        let reports = speaker.is_none()
            && text.get(w.outside.end..cue.range.end).is_some_and(|gap| reach::han_count(gap) <= 4);
        if w.is_periodical {
            reports
        } else {
            w.at.start >= cue.range.start || placed || by || speaker.is_none()
        }
    });
    fitting.last().map(|w| (w.title.clone(), w.at.clone()))
}

fn same_block(text: &str, from: usize, to: usize) -> bool {
    to.saturating_sub(from) < 4000 && text.get(from..to).is_some_and(|gap| !gap.contains('\n'))
}

/// Whether a cue speaks with the voice of a document.
pub(crate) fn is_document(voice: Option<Voice>) -> bool {
    voice == Some(Voice::Document)
}
