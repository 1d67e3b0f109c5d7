//! References in the manner of GB/T 7714 (2015 and 2025, numeric and author–date, half- and full-width marks):
//! 责任者. 题名[M]. 版本. 地点: 出版者, 年: 页. Fields are cut at stops; the letter in brackets tells the kind.
//! Styles that leave the letter out but cut in the same way are read too.

mod head;
mod imprint;
mod tail;

use super::assemble::Fields;
use super::code;
use super::dates;
use super::kind;
use super::person::{self, Role};
use super::scan::{Scan, closes_round, closes_square, is_comma, is_dash, opens_round, opens_square};
use chuchu_model::{CitedWork, Container, ContainerKind, DateItem, PartialDate};
use chuchu_text::is_han;
use head::Head;
use std::ops::Range;
use tail::{Tail, gather, host_of, named};

/// The letters of GB/T 7714 in brackets, and where they stand with them.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Tag {
    letters: String,
    online: bool,
    range: Range<usize>,
}

impl Tag {
    fn printed(&self) -> String {
        if self.online { format!("{}/OL", self.letters) } else { self.letters.clone() }
    }
}

/// Reads a reference of this manner; `None` when it is of another.
pub(super) fn read(scan: &Scan<'_>, range: Range<usize>) -> Option<Fields> {
    let tag = tag(scan, range.clone());
    let reader = match tag {
        Some(tag) => Reader::tagged(scan, range, tag),
        None => Reader::untagged(scan, range)?,
    };
    Some(reader.finish())
}

/// [M], ［J/OL］, [DB/OL].
fn tag(scan: &Scan<'_>, range: Range<usize>) -> Option<Tag> {
    range.clone().filter(|i| opens_square(scan.at(*i))).find_map(|i| {
        let close = (i + 2..range.end.min(i + 7)).find(|n| closes_square(scan.at(*n)))?;
        let inside = scan.ink(i + 1..close);
        let (letters, carrier) = inside.split_once('/').unwrap_or((inside.as_str(), ""));
        let known =
            ["M", "C", "N", "J", "D", "R", "S", "P", "G", "A", "Z", "DB", "CP", "EB", "CM", "DS", "PP"]
                .contains(&letters);
        known.then(|| Tag { letters: letters.to_owned(), online: carrier == "OL", range: i..close + 1 })
    })
}

/// Whether the stop at glyph `n` ends a field: ．, or a half-width one before a blank, a bracket or a Chinese character.
fn stops(scan: &Scan<'_>, n: usize) -> bool {
    match scan.at(n) {
        '．' | '。' => true,
        '.' => {
            let (before, next) = (scan.before(n), scan.at(n + 1));
            let initial =
                before.is_ascii_uppercase() && !scan.before(n - 1).is_alphanumeric() && !is_comma(next);
            let spaced = scan.gap(n + 1).is_some() || next == '\0';
            !is_comma(next)
                && (beside_year(scan, n)
                    || (spaced && !(initial && next.is_alphabetic() && !is_han(next)))
                    || (is_han(next) && !before.is_ascii_digit()))
        }
        _ => false,
    }
}

/// 张三.2012.区域增长: the stops round the year of author–date style, without blanks.
fn beside_year(scan: &Scan<'_>, n: usize) -> bool {
    let year = |at: usize| dates::bare_year(scan, at).is_some() && scan.at(at + 4) == '.';
    let before = n.checked_sub(5).is_some_and(|at| scan.at(at) == '.' && year(at + 1));
    (is_han(scan.before(n)) && year(n + 1)) || (before && is_han(scan.at(n + 1)))
}

/// Cuts a range at its stops outside brackets and titles.
fn segments(scan: &Scan<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    cut(scan, range.clone(), true).unwrap_or_else(|| cut(scan, range, false).unwrap_or_default())
}

fn cut(scan: &Scan<'_>, range: Range<usize>, respect: bool) -> Option<Vec<Range<usize>>> {
    let mut found = Vec::new();
    let (mut start, mut depth) = (range.start, 0usize);
    for n in range.clone() {
        let c = scan.at(n);
        if opens_round(c) || opens_square(c) || matches!(c, '《' | '“') {
            depth += 1;
        } else if closes_round(c) || closes_square(c) || matches!(c, '》' | '”') {
            depth = depth.saturating_sub(1);
        } else if (depth == 0 || !respect) && stops(scan, n) {
            found.push(start..n);
            start = n + 1;
        }
    }
    found.push(start..range.end);
    found.retain(|s| !s.is_empty());
    (depth == 0 || !respect).then_some(found)
}

struct Reader<'s, 't> {
    scan: &'s Scan<'t>,
    tag: Option<Tag>,
    head: Head,
    /// Between the title and `//`, or everything behind the title.
    tail: Tail,
    /// Behind `//` or 见：.
    host: Option<Tail>,
}

impl<'s, 't> Reader<'s, 't> {
    fn tagged(scan: &'s Scan<'t>, range: Range<usize>, tag: Tag) -> Self {
        let head = head::read(scan, &segments(scan, range.start..tag.range.start), Some(&tag.letters));
        let rest = tag.range.end..range.end;
        let host = (rest.clone()).find(|n| scan.has(*n, "//") && !matches!(scan.before(*n), ':' | '：'));
        let periodical = matches!(tag.letters.as_str(), "J" | "N");
        let (tail, host) = match host {
            Some(at) => (rest.start..at, Some(host_of(scan, &segments(scan, at + 2..rest.end)))),
            None => (rest, None),
        };
        let tail = gather(scan, &segments(scan, tail), periodical);
        Self { scan, tag: Some(tag), head, tail, host }
    }

    /// 责任者．题名．见：书名．地点：出版者，年，页: no letters, but at least two fields cut by stops.
    fn untagged(scan: &'s Scan<'t>, range: Range<usize>) -> Option<Self> {
        let parts = segments(scan, range.clone());
        let round = range.clone().filter(|n| scan.at(*n) == '。').count() >= 2;
        let wide = range.clone().any(|n| scan.at(n) == '．') || round;
        let first = parts.first()?;
        let marked = first.clone().any(|n| matches!(scan.at(n), '：' | '》' | '，') && !wide);
        if parts.len() < if wide { 2 } else { 3 }
            || marked
            || !(is_han(scan.at(first.start)) || person::origin(scan, first.start).is_some())
            || scan.find_word(range, "《").is_some_and(|_| !wide || round)
        {
            return None;
        }
        if let Some(patent) = patent(scan, &parts) {
            return Some(patent);
        }
        // the first is a person or a title, also when it is a body that could be a press
        let dated = usize::from(parts.get(1).is_some_and(|s| head::lone_year(scan, s).is_some()));
        let titled = parts.get(1 + dated).is_some_and(|s| dated == 1 || named(scan, s));
        let leading = 1 + dated + usize::from(titled);
        let (front, behind) = parts.split_at_checked(leading)?;
        let head = head::read(scan, front, None);
        let host = behind.iter().position(|s| scan.any(s.start, &["见：", "见:", "载："]).is_some());
        let split = host.unwrap_or(behind.len());
        let own = gather(scan, behind.get(..split)?, true);
        let host = behind.get(split..).filter(|h| !h.is_empty()).map(|h| {
            let mut h = h.to_vec();
            if let Some(first) = h.first_mut() {
                first.start += 2;
            }
            host_of(scan, &h)
        });
        Some(Self { scan, tag: None, head, tail: own, host })
    }

    fn finish(self) -> Fields {
        let mut fields = Fields { author: self.head.author.clone(), ..Fields::default() };
        let host_title = self.host.as_ref().map(host_title);
        let kind = self.container_kind();
        let work = self.host.is_some()
            || matches!(kind, ContainerKind::Journal | ContainerKind::Newspaper | ContainerKind::Web)
            || self.paper();
        let work = work && !(self.tail.serial && self.host.is_none());
        if work {
            fields.work = Some(self.work());
        }
        self.containers(kind, work, host_title, &mut fields);
        fields.archive = self.archive().filter(|_| fields.containers.is_empty());
        fields.document_type = self.tag.as_ref().map(Tag::printed);
        self.remarks(&mut fields);
        fields
    }

    /// Laws, cases and archives: a work without a container.
    fn paper(&self) -> bool {
        self.tag.as_ref().is_some_and(|t| matches!(t.letters.as_str(), "A" | "Z")) && self.host.is_none()
    }

    /// 北京：中国第一历史档案馆，04-01-35: where a paper is kept, and under which number.
    fn archive(&self) -> Option<String> {
        let imprint = self.tail.imprint.as_ref();
        let place = imprint.and_then(|i| i.place.first());
        let keeper = imprint.and_then(|i| i.publishers.first());
        let keeper = match (place, keeper) {
            (Some(place), Some(keeper)) => Some(format!("{place}：{keeper}")),
            (place, keeper) => place.or(keeper).cloned(),
        };
        let parts: Vec<String> = keeper.into_iter().chain(self.head.number.clone()).collect();
        Some(parts.join("，")).filter(|archive| !archive.is_empty())
    }

    fn work(&self) -> CitedWork {
        let title = self.head.title(self.scan);
        let told = kind::of_work(&title);
        CitedWork { title: Some(title), kind: told, span: Some(self.scan.span(self.head.title.clone())) }
    }

    fn container_kind(&self) -> ContainerKind {
        let letters = self.tag.as_ref().map_or("", |t| t.letters.as_str());
        let online = self.tag.as_ref().is_some_and(|t| t.online);
        if let Some(host) = &self.host {
            let name = host_title(host).map(|r| self.scan.raw(r).to_owned()).unwrap_or_default();
            return kind::of_periodical(&name)
                .filter(|_| matches!(letters, "A" | "EB" | "J" | "N" | "Z"))
                .unwrap_or(ContainerKind::Book);
        }
        match letters {
            "J" => ContainerKind::Journal,
            "N" => ContainerKind::Newspaper,
            "D" | "R" | "S" | "P" | "CM" => ContainerKind::Other,
            "EB" | "DB" | "DS" | "PP" | "CP" => ContainerKind::Web,
            "A" | "Z" if online => ContainerKind::Web,
            "A" | "Z" => ContainerKind::Other,
            "" => self.untagged_kind(),
            _ => ContainerKind::Book,
        }
    }

    fn untagged_kind(&self) -> ContainerKind {
        match &self.tail.imprint {
            Some(imprint) if imprint.date.is_some() && imprint.periodical => ContainerKind::Newspaper,
            Some(imprint) if imprint.periodical => ContainerKind::Journal,
            None if self.tail.url.is_some() => ContainerKind::Web,
            _ if self.head.genre.is_some() => ContainerKind::Other,
            _ => ContainerKind::Book,
        }
    }

    fn containers(
        &self,
        kind: ContainerKind,
        work: bool,
        host_title: Option<Option<Range<usize>>>,
        fields: &mut Fields,
    ) {
        let holder = self.host.as_ref().unwrap_or(&self.tail);
        let dates: Vec<PartialDate> =
            self.tail.dates.iter().chain(self.host.iter().flat_map(|h| &h.dates)).copied().collect();
        if self.paper() && holder.url.is_none() {
            let dated =
                holder.imprint.as_ref().and_then(|i| i.date.or_else(|| i.year.and_then(PartialDate::year)));
            fields.dates =
                dates.iter().copied().chain(dated).map(|date| DateItem::On { date }).take(1).collect();
            return;
        }
        let mut container = Container::new(kind);
        if let Some(title) = host_title.flatten() {
            let (title, set) = head::split_volume(self.scan, title);
            container.title = Some(self.scan.raw(title).trim().to_owned());
            container.volume = set.volume;
            container.part = set.part;
            container.volume_printed = set.printed;
        } else if !work {
            container.title = Some(self.head.title(self.scan));
        }
        self.head.fill(&mut container);
        self.host_people(&mut container);
        fill(&mut container, holder, self.scan);
        container.translator.extend(self.tail.translator.iter().cloned());
        if self.host.is_some() {
            container.url = container.url.or_else(|| self.tail.url.clone());
        }
        date(&mut container, &dates);
        self.year_of_standard(&mut container);
        fields.containers.push(container);
    }

    /// GB/T 3792—2021: the number of a standard ends with its year.
    fn year_of_standard(&self, container: &mut Container) {
        if container.year.is_some() || self.tag.as_ref().is_none_or(|t| t.letters != "S") {
            return;
        }
        let (_, year) = container.number.as_deref().and_then(|n| n.rsplit_once(is_dash)).unwrap_or_default();
        container.year = year.parse().ok().filter(|y| (1900..=2999).contains(y));
    }

    /// Persons before the title of the host: authors of collected works, editors of anything else.
    fn host_people(&self, container: &mut Container) {
        let Some(host) = &self.host else { return };
        let [people, _] = host.names.as_slice() else { return };
        let title = container.title.clone().unwrap_or_default();
        let own = !title.ends_with("论文集")
            && ["全集", "文集", "选集", "文选", "文存", "选读"].iter().any(|w| title.ends_with(w));
        for person in person::read(self.scan, people.clone()) {
            match person.role {
                Role::Translator => container.translator.push(person.name),
                Role::Author if own => container.author.push(person.name),
                _ => container.editor.push(person.name),
            }
        }
    }

    fn remarks(&self, fields: &mut Fields) {
        let unread = self.tail.unread.iter().chain(self.host.iter().flat_map(|h| &h.unread));
        for range in unread {
            let printed = self.scan.raw(range.clone());
            fields
                .remarks
                .push(code::NOT_READ.at(self.scan.span(range.clone()), format!("{printed} is not read")));
        }
    }
}

/// 题名．中国专利．CN1338652A，2002-03-06.
fn patent<'s, 't>(scan: &'s Scan<'t>, parts: &[Range<usize>]) -> Option<Reader<'s, 't>> {
    let [front @ .., office, number] = parts else { return None };
    let comma = number.clone().find(|n| is_comma(scan.at(*n))).filter(|_| scan.ends(office, "专利"))?;
    let (date, _) = dates::numeric(scan, comma + 1)?;
    let mut head = head::read(scan, front, None);
    head.number = Some(scan.ink(number.start..comma));
    let tag = Tag { letters: "P".to_owned(), online: false, range: office.clone() };
    Some(Reader {
        scan,
        tag: Some(tag),
        head,
        tail: Tail { dates: vec![date], ..Tail::default() },
        host: None,
    })
}

/// The title of a host: the last of its names.
fn host_title(host: &Tail) -> Option<Range<usize>> {
    host.names.iter().take(2).next_back().cloned()
}

fn fill(container: &mut Container, tail: &Tail, scan: &Scan<'_>) {
    container.edition = container.edition.take().or_else(|| tail.edition.clone());
    container.editor.extend(tail.editor.iter().cloned());
    if container.translator.is_empty() && !tail.translator.is_empty() && container.kind != ContainerKind::Book
    {
        container.translator.clone_from(&tail.translator);
    }
    container.url.clone_from(&tail.url);
    container.doi.clone_from(&tail.doi);
    container.accessed = tail.accessed;
    let Some(imprint) = &tail.imprint else { return };
    container.accessed = container.accessed.or(imprint.accessed);
    if imprint.periodical {
        container.title =
            container.title.take().or_else(|| imprint.name.clone().map(|n| scan.raw(n).trim().to_owned()));
    }
    container.place.clone_from(&imprint.place);
    container.publishers.clone_from(&imprint.publishers);
    container.year = container.year.or(imprint.year);
    container.volume = container.volume.or(imprint.volume);
    container.issue = container.issue.or(imprint.issue);
    container.pages.clone_from(&imprint.pages);
    container.newspaper_page.clone_from(&imprint.leaf);
    if let Some(day) = imprint.date {
        date(container, &[day]);
    }
}

fn date(container: &mut Container, dates: &[PartialDate]) {
    let Some(date) = dates.first() else { return };
    let daily =
        matches!(container.kind, ContainerKind::Newspaper | ContainerKind::Web) && date.get_day().is_some();
    if date.get_day().is_some() {
        container.date = container.date.or(Some(*date));
    }
    if daily {
        if container.year == Some(date.get_year()) {
            container.year = None;
        }
    } else if container.year.is_none() {
        container.year = Some(date.get_year());
        container.month = date.get_month();
    }
}

#[cfg(test)]
mod tests {
    use crate::citation::parse;

    #[track_caller]
    fn check(text: &str, author: &[&str], title: &str, host: Option<&str>) {
        let citation = parse(text);
        assert_eq!(citation.author, author, "{text}");
        assert_eq!(citation.title(), Some(title), "{text}");
        if let Some(host) = host {
            assert_eq!(citation.containers.first().and_then(|c| c.title.as_deref()), Some(host), "{text}");
        }
        assert_eq!(citation.diagnostics, [], "{text}");
    }

    #[test]
    fn books_articles_and_chapters() {
        check(
            "钱学森, 宋健. 工程控制论: 上册[M]. 修订版. 北京: 科学出版社, 1980: 5-6.",
            &["钱学森", "宋健"],
            "工程控制论",
            None,
        );
        check(
            "[12] 陶行知．中国教育改造［M］．北京：东方出版社，1996：77．",
            &["陶行知"],
            "中国教育改造",
            None,
        );
        check(
            "江州农业研究所. 沿江圩区排水与作物生产[J]. 江州农业, 1985(4): 1-6.",
            &["江州农业研究所"],
            "沿江圩区排水与作物生产",
            Some("江州农业"),
        );
        check(
            "沈一苇. 社区图书馆的社会价值[C]//2011年论坛文集. 江州: 江州大学出版社, 2011: 9-15.",
            &["沈一苇"],
            "社区图书馆的社会价值",
            Some("2011年论坛文集"),
        );
        check(
            "程根伟．长江洪水．见：长江流域洪涝灾害．北京：科学出版社，1999，32-36",
            &["程根伟"],
            "长江洪水",
            Some("长江流域洪涝灾害"),
        );
    }
}
