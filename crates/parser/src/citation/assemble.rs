//! From the fields of a note-style citation, in their printed order, to what each means: work, container,
//! persons, dates. The rules stand in the contract of the citation record; each function is one of them.

use super::authority;
use super::code;
use super::fill::{counted_scroll, fill, publish};
use super::item::{Item, Mark, Placed};
use super::kind;
use super::person::{Person, Role};
use super::scan::Scan;
use chuchu_model::{CitedWork, Container, ContainerKind, DateItem, Diagnostic, PartialDate, WorkKind};
use std::ops::Range;

/// The fields of a citation record.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub(super) author: Vec<String>,
    pub(super) work: Option<CitedWork>,
    pub(super) dates: Vec<DateItem>,
    pub(super) containers: Vec<Container>,
    /// The letters of GB/T 7714, as printed.
    pub(super) document_type: Option<String>,
    /// Which article of a law, as printed.
    pub(super) provision: Option<String>,
    /// Where an unpublished paper is kept, as printed.
    pub(super) archive: Option<String>,
    pub(super) remarks: Vec<Diagnostic>,
}

/// Which title is the work and which the container, as indices of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Titles {
    work: Option<usize>,
    container: Option<usize>,
}

/// Decides what the items mean.
pub(super) fn assemble(scan: &Scan<'_>, items: &[Placed]) -> Fields {
    let assembly = Assembly { scan, items };
    let titles = assembly.titles();
    let mut fields = Fields::default();
    assembly.container(titles, &mut fields);
    assembly.work(titles, &mut fields);
    assembly.persons(titles, &mut fields);
    assembly.dates(titles, &mut fields);
    assembly.leader(&mut fields);
    assembly.classic(&mut fields);
    fields.provision = assembly.printed(&Item::LawArticle, "、");
    fields.archive = assembly.archive();
    fields
}

struct Assembly<'a> {
    scan: &'a Scan<'a>,
    items: &'a [Placed],
}

impl Assembly<'_> {
    fn title_items(&self) -> Vec<usize> {
        (0..self.items.len())
            .filter(|i| matches!(self.items.get(*i).map(|p| &p.item), Some(Item::Title(_))))
            .collect()
    }

    fn has(&self, range: Range<usize>, test: impl Fn(&Item) -> bool) -> bool {
        self.items.get(range).is_some_and(|items| items.iter().any(|p| test(&p.item)))
    }

    fn any(&self, test: impl Fn(&Item) -> bool) -> bool {
        self.has(0..self.items.len(), test)
    }

    fn text(&self, index: usize) -> &str {
        self.items.get(index).map_or("", |p| self.scan.raw(p.inner.clone()))
    }

    fn titles(&self) -> Titles {
        let found = self.title_items();
        match found.as_slice() {
            [] => Titles { work: None, container: None },
            [only] => self.single(*only),
            [first, second, ..] if self.chapter_after(*first, *second) => {
                Titles { work: Some(*second), container: Some(*first) }
            }
            [first, second, ..] => Titles { work: Some(*first), container: Some(*second) },
        }
    }

    /// 《后汉书》卷七十六《循吏列传》: the chapter follows its book, with nothing but its number between.
    fn chapter_after(&self, first: usize, second: usize) -> bool {
        let series = [
            "丛书", "叢書", "全书", "全書", "集成", "丛刊", "叢刊", "汇刊", "合集", "大系", "文库", "汇编",
            "丛编",
        ];
        if series.iter().any(|s| self.text(second).ends_with(s)) {
            return false;
        }
        let part = self.has(second..second + 1, |i| *i == Item::Title(Mark::Part));
        if part && self.has(first + 1..second, |i| matches!(i, Item::Scroll(_))) {
            return true; // 《史記》（臺北：鼎文書局，1981年），卷47，〈孔子世家〉
        }
        let touches = self.items.get(second - 1).zip(self.items.get(second));
        let touches = touches.is_some_and(|(number, title)| number.range.end == title.range.start);
        self.has(first + 1..second, |i| {
            matches!(i, Item::Scroll(_)) || (touches && matches!(i, Item::Volume(_)))
        }) && !self.has(first + 1..second, |i| matches!(i, Item::Persons(_) | Item::In | Item::Dates { .. }))
    }

    /// One title alone: a work without container, a periodical, or a book.
    fn single(&self, title: usize) -> Titles {
        let work = Titles { work: Some(title), container: None };
        let book = Titles { work: None, container: Some(title) };
        let name = self.text(title);
        let (archive, web) =
            (self.any(|i| matches!(i, Item::Archive)), self.any(|i| matches!(i, Item::Url(_))));
        let imprint = self.imprint();
        let leads = |p: &Placed| matches!(&p.item, Item::Persons(people) if people.iter().any(|p| leading_paper(&p.name).is_some()));
        if !imprint && self.items.iter().any(leads) {
            return work;
        }
        if web && !imprint && self.any(|i| matches!(i, Item::Site(_))) {
            return work;
        }
        let counted = self.any(|i| matches!(i, Item::Pages(_) | Item::Volume(_) | Item::Part(_)));
        let bracketed = self.any(|i| matches!(i, Item::Dates { bracketed: true, .. }));
        let bare = self.items.get(title).is_some_and(|p| p.item != Item::Title(Mark::Book));
        if self.any(|i| matches!(i, Item::LawArticle)) || kind::is_law(name) || archive {
            return work;
        }
        let back = self.has(title + 1..self.items.len(), |i| matches!(i, Item::Ibidem));
        if back {
            return work;
        }
        if imprint || self.any(|i| matches!(i, Item::Thesis(_))) || self.periodical_alone(title) {
            return book;
        }
        let daily = self.any(
            |i| matches!(i, Item::Dates { items, .. } if items.iter().any(|d| d.first().get_day().is_some())),
        );
        if web
            || bare
            || (daily && !counted)
            || (bracketed && !counted)
            || (!counted && kind::of_work(name) != WorkKind::Article)
        {
            return work;
        }
        book
    }

    fn imprint(&self) -> bool {
        self.any(|i| matches!(i, Item::Publishers(_) | Item::Place(_) | Item::Edition(_)))
    }

    /// 《中央日报》，民国廿六年四月五日，第二版。
    fn periodical_alone(&self, title: usize) -> bool {
        self.any(|i| matches!(i, Item::Issue(_) | Item::NewspaperPage(_)))
            || (kind::of_periodical(self.text(title)) == Some(ContainerKind::Journal)
                && self.days()
                && !self.any(|i| matches!(i, Item::Url(_))))
            || (kind::of_periodical(self.text(title)) == Some(ContainerKind::Newspaper)
                && self.any(|i| matches!(i, Item::Dates { bracketed: false, .. })))
    }

    /// Whether a day stands outside brackets.
    fn days(&self) -> bool {
        self.any(|i| matches!(i, Item::Dates { items, bracketed: false } if items.iter().any(|d| d.first().get_day().is_some())))
    }

    fn work(&self, titles: Titles, fields: &mut Fields) {
        let Some(index) = titles.work else { return };
        let Some(placed) = self.items.get(index) else { return };
        let title = self.text(index);
        let archival = placed.item == Item::Title(Mark::Bare) && kind::of_work(title) == WorkKind::Article;
        let kind =
            if archival && fields.containers.is_empty() { WorkKind::Other } else { kind::of_work(title) };
        fields.work = Some(CitedWork {
            title: Some(title.to_owned()),
            kind,
            span: Some(self.scan.span(placed.inner.clone())),
        });
    }

    fn container(&self, titles: Titles, fields: &mut Fields) {
        let site = self.any(|i| matches!(i, Item::Url(_) | Item::Site(_)));
        let ibidem = self.any(|i| matches!(i, Item::Ibidem))
            && self.any(|i| matches!(i, Item::Pages(_) | Item::Volume(_) | Item::Part(_)));
        if titles.container.is_none() && !site && !ibidem && !self.publication_of_work(titles) {
            return;
        }
        let mut container = Container::new(self.container_kind(titles));
        if let Some(index) = titles.container {
            container.title = Some(self.container_title(index, container.kind, &mut fields.remarks));
        }
        for placed in self.items {
            fill(&mut container, placed, self.scan);
        }
        self.booklet(&mut container);
        counted_scroll(&mut container);
        fields.containers.push(container);
        self.outer(titles, fields);
    }

    /// 《观堂集林》卷九，见《王国维遗书》第二册; 《续问辨牍》卷二，《四库全书存目丛书》: what holds the book in its turn.
    /// The numbers and the imprint behind its title are its own.
    fn outer(&self, titles: Titles, fields: &mut Fields) {
        let (Some(work), Some(inner)) = (titles.work, titles.container) else { return };
        let third = self.title_items().into_iter().find(|i| *i > work && *i > inner);
        let Some(index) = third.filter(|i| !self.has(inner..*i, |i| matches!(i, Item::Persons(_)))) else {
            return;
        };
        let mut outer = Container::new(ContainerKind::Book);
        outer.title = Some(self.text(index).to_owned());
        let Some(first) = fields.containers.first_mut() else { return };
        let mut own = Container { title: first.title.take(), ..Container::new(first.kind) };
        for (n, placed) in self.items.iter().enumerate() {
            fill(if n < index { &mut own } else { &mut outer }, placed, self.scan);
        }
        counted_scroll(&mut own);
        counted_scroll(&mut outer);
        *first = own;
        fields.containers.push(outer);
    }

    /// 《青年进步》第4册: the booklet of a journal is its issue.
    fn booklet(&self, container: &mut Container) {
        let counted = self.items.iter().any(|p| {
            matches!(p.item, Item::Volume(_))
                && (self.scan.ends(&p.range, "册") || self.scan.ends(&p.range, "冊"))
        });
        if container.kind == ContainerKind::Journal && container.issue.is_none() && counted {
            container.issue = container.volume.take();
            container.volume_printed = None;
        }
    }

    /// A work without container that names pages, publisher or issue all the same.
    fn publication_of_work(&self, titles: Titles) -> bool {
        let law = titles.work.is_some_and(|w| kind::is_law(self.text(w)));
        let archive = self.any(|i| matches!(i, Item::Archive | Item::LawArticle));
        !law && !archive && self.any(|i| matches!(i, Item::Pages(_) | Item::Issue(_) | Item::Publishers(_)))
    }

    fn container_kind(&self, titles: Titles) -> ContainerKind {
        let Some(index) = titles.container else {
            let web = self.any(|i| matches!(i, Item::Url(_) | Item::Site(_)));
            return if web { ContainerKind::Web } else { ContainerKind::Other };
        };
        if self.any(|i| matches!(i, Item::Thesis(_))) {
            return ContainerKind::Other;
        }
        let numbered =
            self.any(|i| matches!(i, Item::Issue(_))) && self.any(|i| matches!(i, Item::Volume(_)));
        // 《大公报》（天津）1935年12月3日: a place makes no book of a newspaper
        let press = self.any(|i| matches!(i, Item::Publishers(_) | Item::Edition(_)));
        let daily = self.days() && kind::of_periodical(self.text(index)) == Some(ContainerKind::Newspaper);
        if self.imprint() && !numbered && (press || !daily) {
            return ContainerKind::Book;
        }
        self.periodical_kind(titles, index)
    }

    fn periodical_kind(&self, titles: Titles, index: usize) -> ContainerKind {
        let named = kind::of_periodical(self.text(index));
        let newspaper = self.any(|i| matches!(i, Item::NewspaperPage(_)));
        let after = index + 1..self.items.len();
        let daily = self.has(
            after.clone(),
            |i| matches!(i, Item::Dates { items, .. } if items.iter().any(|d| d.first().get_day().is_some())),
        );
        let issue = self.any(|i| matches!(i, Item::Issue(_)));
        // 《广益丛报》第8年第19期: some journals of old are named 报
        let volume = self.any(|i| matches!(i, Item::Volume(_)));
        if issue && volume && !newspaper {
            return ContainerKind::Journal;
        }
        if newspaper || (named == Some(ContainerKind::Newspaper) && (daily || !issue)) {
            return ContainerKind::Newspaper;
        }
        let monthly = self.has(after, |i| matches!(i, Item::Dates { items, bracketed: false } if items.iter().any(|d| d.first().get_month().is_some())));
        if named == Some(ContainerKind::Journal) || issue || (titles.work.is_some() && monthly && !daily) {
            return ContainerKind::Journal;
        }
        match titles.work {
            Some(work) if work < index && daily => ContainerKind::Newspaper,
            _ => ContainerKind::Book,
        }
    }

    fn container_title(&self, index: usize, kind: ContainerKind, remarks: &mut Vec<Diagnostic>) -> String {
        let printed = self.text(index);
        let periodical = matches!(kind, ContainerKind::Journal | ContainerKind::Newspaper);
        let meant = periodical.then(|| authority::periodical_meant(printed)).flatten();
        let (Some(meant), Some(placed)) = (meant, self.items.get(index)) else { return printed.to_owned() };
        let span = self.scan.span(placed.inner.clone());
        remarks.push(code::PERIODICAL_MISPRINT.repair(
            span,
            format!("{printed} is read as {meant}"),
            meant.clone(),
        ));
        meant
    }

    /// Persons before the first title belong to the work, or to a book cited alone; others to the container.
    fn persons(&self, titles: Titles, fields: &mut Fields) {
        let first = self.title_items().first().copied().unwrap_or(self.items.len());
        for (index, placed) in self.items.iter().enumerate() {
            let Item::Persons(people) = &placed.item else { continue };
            let leading = index < first || titles.container.is_none();
            for person in people {
                place(person, leading, fields);
            }
        }
    }

    /// 《解放日报》社论：《…》，1942年2月2日: the newspaper whose leading article the work is.
    fn leader(&self, fields: &mut Fields) {
        let author = fields.author.first().filter(|_| fields.containers.is_empty() && fields.work.is_some());
        let Some((name, kind)) = author.and_then(|a| leading_paper(a)) else { return };
        let mut container = Container { title: Some(name.to_owned()), ..Container::new(kind) };
        for placed in self.items {
            fill(&mut container, placed, self.scan);
        }
        if let Some(date) = fields.dates.first().filter(|_| fields.dates.len() == 1) {
            publish(&mut container, date.first());
            fields.dates.clear();
        }
        fields.containers.push(container);
    }

    /// A bracketed date behind the work is the work's; any other is the container's.
    fn dates(&self, titles: Titles, fields: &mut Fields) {
        for (index, placed) in self.items.iter().enumerate() {
            let Item::Dates { items, bracketed } = &placed.item else { continue };
            if self.of_visit(index) {
                let day = items.first().map(|d| d.first());
                if let Some(container) = fields.containers.first_mut() {
                    container.accessed = container.accessed.or(day);
                }
            } else if let Some(posted) = self.posted(index, items) {
                if let Some(container) = fields.containers.first_mut() {
                    publish(container, posted);
                }
            } else if self.of_work(titles, index, *bracketed, fields) || self.superseded(index) {
                fields.dates.extend(items.iter().copied());
            } else if let (Some(container), Some(date)) = (Self::published(fields), items.first()) {
                publish(container, date.first());
            }
        }
        let year =
            self.items.iter().find_map(|p| if let Item::Year(year) = p.item { Some(year) } else { None });
        if let (Some(container), Some(year)) = (Self::published(fields), year) {
            container.year = container.year.or(Some(year));
        }
    }

    /// 《概率哲学》，1814年，张三译，未名出版社，1951年: a year before the persons and the press is the original's.
    fn superseded(&self, index: usize) -> bool {
        let rest = index + 1..self.items.len();
        let press = rest.clone().find(|n| self.has(*n..n + 1, |i| matches!(i, Item::Publishers(_))));
        press.is_some_and(|press| {
            self.has(index..press, |i| matches!(i, Item::Persons(_)))
                && self.has(press..rest.end, |i| matches!(i, Item::Dates { .. } | Item::Year(_)))
        })
    }

    /// …，2006年第1期，http://…，2007年9月13日: behind the address, where another date stands before it, the day of the visit.
    fn of_visit(&self, index: usize) -> bool {
        let dated = |i: &Item| matches!(i, Item::Dates { .. } | Item::Year(_));
        let address = (0..index).find(|n| self.has(*n..n + 1, |i| matches!(i, Item::Url(_))));
        address.is_some_and(|at| self.has(0..at, dated))
    }

    /// http://…（2021-03-25）: a bracketed day behind the address is that of the page.
    fn posted(&self, index: usize, items: &[DateItem]) -> Option<PartialDate> {
        let address = self.has(0..index, |i| matches!(i, Item::Url(_)));
        items.first().map(|d| d.first()).filter(|_| address)
    }

    /// What was published at a date or in a year: the outermost book.
    fn published(fields: &mut Fields) -> Option<&mut Container> {
        fields.containers.last_mut()
    }

    fn of_work(&self, titles: Titles, index: usize, bracketed: bool, fields: &Fields) -> bool {
        match (titles.work, titles.container) {
            _ if fields.containers.is_empty() => true,
            (Some(work), Some(container)) if work < container => index < container,
            (Some(_), None) => bracketed,
            (_, Some(container)) => {
                index < container || (bracketed && index == container + 1 && self.imprint())
            }
            (None, None) => false,
        }
    }

    /// 江州市档案馆藏，江州县政府档案，2-1-77: everything from the name of the archive on.
    fn archive(&self) -> Option<String> {
        let first = self.items.iter().find(|placed| placed.item == Item::Archive)?;
        let printed = self.scan.raw(first.range.start..self.scan.len());
        Some(printed.trim_end_matches(['。', '.', '；', ';']).trim().to_owned()).filter(|a| !a.is_empty())
    }

    /// 第十二条第一款: the items of a sort as printed; those that do not touch have `between` between them.
    fn printed(&self, sort: &Item, between: &str) -> Option<String> {
        let mut printed = String::new();
        let mut end = None;
        for placed in self.items.iter().filter(|p| p.item == *sort) {
            let apart = end.is_some_and(|end| end != placed.range.start);
            printed.push_str(if apart { between } else { "" });
            printed.push_str(&self.scan.ink(placed.range.clone()));
            end = Some(placed.range.end);
        }
        Some(printed).filter(|p| !p.is_empty())
    }

    /// 《孟子·梁惠王上》 alone is a chapter in its book.
    fn classic(&self, fields: &mut Fields) {
        let lone = fields.work.is_none()
            && self.items.iter().all(|p| matches!(p.item, Item::Title(Mark::Book) | Item::In | Item::Aside));
        if fields.work.is_some() {
            return;
        }
        let [container] = fields.containers.as_mut_slice() else { return };
        let parted = container.title.as_deref().and_then(|t| t.split_once(['·', '‧']));
        let Some((book, chapter)) = parted.filter(|(book, _)| lone || kind::is_classic(book)) else {
            return;
        };
        let Some(placed) = self.items.iter().find(|p| matches!(p.item, Item::Title(_))) else { return };
        let inner = placed.inner.start + book.chars().count() + 1..placed.inner.end;
        fields.work = Some(CitedWork {
            title: Some(chapter.to_owned()),
            kind: kind::of_work(chapter),
            span: Some(self.scan.span(inner)),
        });
        container.title = Some(book.to_owned());
    }
}

fn place(person: &Person, leading: bool, fields: &mut Fields) {
    let name = person.name.clone();
    let container = fields.containers.first_mut();
    match (person.role, container) {
        (Role::Author, Some(container)) if !leading => container.author.push(name),
        (Role::Editor, Some(container)) => container.editor.push(name),
        (Role::Translator, Some(container)) => container.translator.push(name),
        _ => fields.author.push(name),
    }
}

/// 《解放日报》社论, 人民日报社论: the newspaper or journal in the name of such an author.
fn leading_paper(author: &str) -> Option<(&str, ContainerKind)> {
    let marked = author.strip_prefix('《').and_then(|a| a.split_once('》')).map(|(name, _)| name);
    let plain = ["社论", "评论员文章", "评论员", "社評"].iter().find_map(|w| author.strip_suffix(w));
    let name = marked.or(plain).filter(|n| n.chars().count() >= 2)?;
    Some((name, kind::of_periodical(name)?))
}
