//! What to cite for a document, an article or a passage: the citation that is printed behind an excerpt, else that
//! of the document itself, made of what its record says.

use crate::{Corpus, Error, StoredDocument};
use chuchu_model::{
    Article, Citation, CitedWork, Container, ContainerKind, DateItem, DocumentId, DocumentKind, PartialDate,
    PassageId, Text, WorkKind,
};
use chuchu_parser::kind_of_work;

impl Corpus {
    /// The citation of a document (`s003`), an article (`s004#a2`) or a passage (`s000#e4`); `None` where nothing has
    /// that id. One read of the document.
    ///
    /// # Errors
    /// An id of no document, and an index that cannot be read.
    pub fn citation_of(&self, id: &str) -> Result<Option<Citation>, Error> {
        let document = id.split_once('#').map_or(id, |(document, _)| document);
        let Ok(document) = DocumentId::new(document) else { return Ok(None) };
        let Some(stored) = self.document(&document)? else { return Ok(None) };
        if document.as_str() == id {
            return Ok(Some(stored.citation()));
        }
        if let Some(article) = stored.document.articles.iter().find(|article| article.id == id) {
            return Ok(Some(of_article(&stored, article)));
        }
        let Ok(passage) = id.parse::<PassageId>() else { return Ok(None) };
        let known = self.passage(&passage)?.is_some();
        Ok(known.then(|| stored.citation_of(&passage)))
    }
}

impl StoredDocument {
    /// The citation of the document itself: its title, persons and date, and where it was published.
    #[must_use]
    pub fn citation(&self) -> Citation {
        let document = &self.document;
        let printed = || document.title.as_ref().map(|title| title.text.clone());
        let author = match &self.author {
            Some(author) if document.bylines.is_empty() => names(author),
            _ => persons(&document.bylines),
        };
        self.published(self.title.clone().or_else(printed), author, self.date.or(document.date))
    }

    /// The citation of one of its passages.
    #[must_use]
    pub fn citation_of(&self, passage: &PassageId) -> Citation {
        let excerpt = self.document.excerpts.iter().find(|excerpt| excerpt.id == *passage);
        if let Some(citation) = excerpt.and_then(|excerpt| excerpt.citation.clone()) {
            return citation;
        }
        let article = passage.article.map(|number| format!("{}#a{number}", passage.document));
        let article = article.and_then(|id| self.document.articles.iter().find(|article| article.id == id));
        let mut citation = article.map_or_else(|| self.citation(), |article| of_article(self, article));
        if self.document.kind == DocumentKind::Law {
            citation.provision = self.provision(passage);
        }
        citation
    }

    /// The article of a law that a passage stands in: its own number, or that of the nearest paragraph before it that
    /// has one.
    fn provision(&self, passage: &PassageId) -> Option<String> {
        let at = self.document.paragraphs.iter().position(|paragraph| paragraph.id == *passage)?;
        let before = self.document.paragraphs.get(..=at)?.iter().rev();
        before.filter_map(|p| numbered(p.span.of(&self.text)?)).next().map(str::to_owned)
    }

    /// The citations of the document: its own, and those behind its excerpts, each with the id of what it belongs to.
    pub fn citations(&self) -> impl Iterator<Item = (String, Citation)> + '_ {
        let own = (self.document.id.to_string(), self.citation());
        let excerpts = self.document.excerpts.iter();
        let printed = excerpts.filter_map(|e| Some((e.id.to_string(), e.citation.clone()?)));
        std::iter::once(own).chain(printed)
    }

    fn published(&self, title: Option<String>, author: Vec<String>, date: Option<PartialDate>) -> Citation {
        let kind = self.document.kind;
        let mut citation = Citation { author, ..Citation::empty() };
        citation.work =
            title.map(|title| CitedWork { kind: work(kind, &title), title: Some(title), span: None });
        match &self.document.publication {
            Some(publication) => {
                let newspaper = kind == DocumentKind::NewspaperArticle || publication.page.is_some();
                let periodical = if newspaper { ContainerKind::Newspaper } else { ContainerKind::Journal };
                citation.containers.push(Container {
                    title: Some(publication.name.clone()),
                    date: publication.date.or(date),
                    newspaper_page: publication.page.clone(),
                    ..Container::new(periodical)
                });
            }
            None => citation.dates.extend(date.map(|date| DateItem::On { date })),
        }
        citation
    }
}

fn of_article(stored: &StoredDocument, article: &Article) -> Citation {
    stored.published(Some(article.title.text.clone()), persons(&article.bylines), None)
}

/// 第十二条, 第十二条之一 at the head of a paragraph.
fn numbered(paragraph: &str) -> Option<&str> {
    let trimmed = paragraph.trim_start();
    let (_, length) = chuchu_text::numeral::leading(trimmed.strip_prefix('第')?)?;
    let after = '第'.len_utf8() + length;
    let end = after + trimmed.get(after..)?.strip_prefix('条').map(|_| '条'.len_utf8())?;
    let further = trimmed.get(end..)?.strip_prefix('之').and_then(chuchu_text::numeral::leading);
    trimmed.get(..end + further.map_or(0, |(_, length)| '之'.len_utf8() + length))
}

fn work(kind: DocumentKind, title: &str) -> WorkKind {
    match kind {
        DocumentKind::Law => WorkKind::Other,
        DocumentKind::Speech => WorkKind::Speech,
        DocumentKind::Report => WorkKind::Report,
        _ => kind_of_work(title),
    }
}

fn persons(bylines: &[Text]) -> Vec<String> {
    bylines.iter().flat_map(|byline| names(&byline.text)).collect()
}

/// 作者：张三、李四; of 某某镇：张三 the person.
fn names(byline: &str) -> Vec<String> {
    let names = byline.rsplit(['：', ':']).next().unwrap_or(byline);
    names.split(['、', '，', ',']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_of_a_law() {
        assert_eq!(numbered("　第十二条　耕地不得闲置。"), Some("第十二条"));
        assert_eq!(numbered("第12条之一 耕地"), Some("第12条之一"));
        for text in ["第十二章 总则", "（一）耕地", "第条", "耕地第一条", ""] {
            assert_eq!(numbered(text), None, "{text}");
        }
    }

    #[test]
    fn a_paragraph_of_a_law_is_cited_with_its_article() {
        let folder = tempfile::tempdir().unwrap();
        let corpus = Corpus::create(folder.path()).unwrap();
        let text = "江州市耕地保护办法\n第一条　为了保护耕地，制定本办法。\n第二条　耕地不得闲置：\n（一）水田；\n（二）旱地。\n\
            第三条　本办法自2024年1月1日起施行。\n";
        let mut writer = corpus.writer().unwrap();
        writer.add(&crate::Record::of_text(DocumentId::new("rules").unwrap(), text.to_owned())).unwrap();
        writer.commit().unwrap();
        let provision = |id: &str| corpus.citation_of(id).unwrap().unwrap().provision;
        assert_eq!(provision("rules#p1").as_deref(), Some("第一条"));
        assert_eq!(provision("rules#p3").as_deref(), Some("第二条"), "a clause belongs to its article");
        assert_eq!(provision("rules"), None);
        assert_eq!(corpus.citation_of("rules#p9").unwrap(), None);
    }

    #[test]
    fn persons_of_a_byline() {
        assert_eq!(names("作者：张三、李四"), ["张三", "李四"]);
        assert_eq!(names("某某镇：张三"), ["张三"]);
        assert_eq!(names(" "), [""; 0]);
    }
}
