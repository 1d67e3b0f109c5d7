//! Names of the model's values for people, English first, the Chinese term where it helps.

use chuchu_model::{ContainerKind, DifferenceKind, DocumentKind, QuotationKind, Verdict, WorkKind};

pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Exact => "exact 一字不差",
        Verdict::Punctuation => "punctuation differs 标点不同",
        Verdict::Script => "script differs 字形不同",
        Verdict::Ellipsis => "shortened where it says so 省略相符",
        Verdict::Altered => "altered 文字有异",
        Verdict::Partial => "found in part 部分相符",
        Verdict::Formula => "set phrase without a single source 套语",
        Verdict::NotFound => "not in this corpus 本库未见",
    }
}

pub(super) fn difference(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Missing => "missing 脱",
        DifferenceKind::Added => "added 衍",
        DifferenceKind::Replaced => "replaced 改",
        DifferenceKind::Moved => "moved 移",
        DifferenceKind::Punctuation => "punctuation 标点",
        DifferenceKind::Script => "script 字形",
        DifferenceKind::Number => "number 数字",
        DifferenceKind::Ellipsis => "left out 省略",
    }
}

pub(super) fn document(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::ExcerptCompilation => "excerpt compilation 论述摘编",
        DocumentKind::Article => "article 文章",
        DocumentKind::NewspaperArticle => "newspaper article 报纸文章",
        DocumentKind::Anthology => "anthology 文集",
        DocumentKind::Speech => "speech 讲话",
        DocumentKind::Interview => "interview 访谈",
        DocumentKind::Report => "report 报告",
        DocumentKind::Law => "law 法律",
        DocumentKind::Other => "other 其他",
    }
}

pub(super) fn quotation(kind: QuotationKind) -> &'static str {
    match kind {
        QuotationKind::Speech => "speech 讲话",
        QuotationKind::WrittenWork => "written work 著作",
        QuotationKind::ClassicalAllusion => "classical allusion 典故",
        QuotationKind::Proverb => "proverb 俗语",
        QuotationKind::Document => "document 文件",
    }
}

pub(super) fn work(kind: WorkKind) -> &'static str {
    match kind {
        WorkKind::Speech => "speech 讲话",
        WorkKind::Article => "article 文章",
        WorkKind::Letter => "letter 书信",
        WorkKind::Report => "report 报告",
        WorkKind::Decision => "decision 决定",
        WorkKind::Poem => "poem 诗",
        WorkKind::Other => "other 其他",
    }
}

pub(super) fn container(kind: ContainerKind) -> &'static str {
    match kind {
        ContainerKind::Book => "book 书",
        ContainerKind::Journal => "journal 刊",
        ContainerKind::Newspaper => "newspaper 报",
        ContainerKind::Web => "web 网页",
        ContainerKind::Other => "in 载",
    }
}
