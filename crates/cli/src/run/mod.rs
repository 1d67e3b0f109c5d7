//! Carrying requests out: each is a few library calls and one rendering.

mod check;
mod cite;
mod concordance;
mod corpus;
mod counting;
mod explain;
mod export;
mod find;
mod plot;
mod read;
mod serve;
mod trace;
mod words;

use crate::home;
use crate::output::Outcome;
use crate::request::{Meaning, Request};

/// Does what is asked.
///
/// # Errors
/// Whatever keeps the request from being carried out; parts that fail are reported as they occur and show
/// in the outcome.
pub(crate) fn run(meaning: &Meaning) -> anyhow::Result<Outcome> {
    let folder = || home::folder(meaning.index.as_deref());
    let corpus = || home::open(&folder()?);
    match &meaning.request {
        Request::Init { empty, words, format } => corpus::init(&folder()?, *empty, words, *format),
        Request::Add { files, mode, format } => corpus::add(&corpus()?, files, *mode, *format),
        Request::Remove { documents, format } => corpus::remove(&corpus()?, documents, *format),
        Request::List { format } => corpus::list(&corpus()?, *format),
        Request::Show { target, format } => corpus::show(&corpus()?, target, *format),
        Request::WordsSet { change, options, format } => words::set(&corpus()?, change, *options, *format),
        Request::WordsShow { format } => words::show(&corpus()?, *format),
        Request::Status { verify: false, format } => corpus::status(&corpus()?, *format),
        Request::Status { verify: true, format } => corpus::verify(&folder()?, *format),
        Request::Parse { files, format } => read::parse(files, *format),
        Request::CiteParse { input, format } => read::cite(input, *format),
        Request::CiteRender { source, style, format } => cite::render(corpus, source, *style, *format),
        Request::Export { documents, to } => export::export(&corpus()?, documents, *to),
        Request::Explain { codes, format } => explain::explain(codes, *format),
        Request::Search { input, filters, format } => find::search(&corpus()?, input, filters, *format),
        Request::Count { request, format } => find::count(&corpus()?, request, *format),
        Request::Kwic { request, format } => concordance::kwic(&corpus()?, request, *format),
        Request::Timeline { request, more, plot, format } => {
            concordance::timeline(&corpus()?, request, (*more, plot.as_ref()), *format)
        }
        Request::Trace { input, options, format } => trace::trace(&corpus()?, input, *options, *format),
        Request::Check(checking) => check::check(&corpus()?, checking),
        Request::Statistics(counting) => counting::count(&corpus()?, counting),
        Request::Serve(serving) => serve::serve(&corpus()?, serving),
        Request::Mcp => serve::mcp(&corpus()?),
        Request::Completions { shell } => read::completions(*shell),
    }
}
