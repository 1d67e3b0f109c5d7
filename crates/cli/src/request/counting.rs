//! What the arguments of the commands that count mean.

use super::plot::PlotFile;
use super::{Format, filters, words};
use crate::args::counting as typed;
use anyhow::bail;
use chuchu_index::lexis::{
    CollocateOptions, Correction, FrequencyOptions, GramOptions, KeywordOptions, Listing, Measure, Order,
    PartKind, PhraseOptions, Scope, SpreadOptions, StopList, Unit,
};
use chuchu_index::{ReuseOptions, SearchRequest};

/// How a table is printed.
pub(crate) use typed::TableFormat;

/// What is counted, and how the answer is printed.
#[derive(Debug)]
pub(crate) enum Counting {
    Freq { options: FrequencyOptions, form: Drawn },
    Ngrams { options: GramOptions, form: Drawn },
    Collocates { word: String, options: CollocateOptions, form: Drawn },
    Dispersion { words: Vec<String>, options: SpreadOptions, form: Drawn },
    Keywords { options: KeywordOptions, form: Drawn },
    Phrases { options: PhraseOptions, format: TableFormat },
    Reuse { options: ReuseOptions, clusters: bool, format: Format },
}

/// How a table is printed, and where it is drawn.
#[derive(Debug)]
pub(crate) struct Drawn {
    pub(crate) format: TableFormat,
    pub(crate) plot: Option<PlotFile>,
}

fn drawn(typed: typed::DrawnForm) -> anyhow::Result<Drawn> {
    Ok(Drawn { format: typed.table.format, plot: typed.plot.map(PlotFile::of).transpose()? })
}

fn scope(counted: typed::Counted) -> anyhow::Result<Scope> {
    let filter = SearchRequest { query: counted.filter.unwrap_or_default(), ..filters(counted.filters)? };
    Ok(Scope { documents: Vec::new(), filter, headings: counted.headings })
}

fn listing(min: u64, listed: typed::Listed) -> anyhow::Result<Listing> {
    let limit = (!listed.all).then_some(listed.limit.get());
    let stop = listed.stop.map_or(Ok(StopList::default()), |path| words::stop(&path, None))?;
    Ok(Listing { min, limit, stop, ignore_own_stop: listed.no_stop })
}

fn unit(chars: bool) -> Unit {
    if chars { Unit::Chars } else { Unit::Words }
}

pub(super) fn freq(typed: typed::Freq) -> anyhow::Result<Counting> {
    let listing = listing(typed.min, typed.listed)?;
    let options = FrequencyOptions { scope: scope(typed.counted)?, unit: unit(typed.chars), listing };
    Ok(Counting::Freq { options, form: drawn(typed.form)? })
}

pub(super) fn ngrams(typed: typed::Ngrams) -> anyhow::Result<Counting> {
    let options = GramOptions {
        scope: scope(typed.counted)?,
        unit: unit(typed.chars),
        length: typed.length.into(),
        listing: listing(typed.min, typed.listed)?,
    };
    Ok(Counting::Ngrams { options, form: drawn(typed.form)? })
}

pub(super) fn collocates(typed: typed::Collocates) -> anyhow::Result<Counting> {
    let by = match typed.by {
        typed::MeasureName::LogDice => Measure::LogDice,
        typed::MeasureName::LogLikelihood => Measure::LogLikelihood,
        typed::MeasureName::Mi => Measure::Mi,
        typed::MeasureName::T => Measure::T,
        typed::MeasureName::Z => Measure::Z,
        typed::MeasureName::Count => Measure::Count,
    };
    let (left, right) = typed.window;
    let (scope, listing) = (scope(typed.counted)?, listing(typed.min, typed.listed)?);
    let options = CollocateOptions { scope, left, right, by, listing };
    Ok(Counting::Collocates { word: typed.word, options, form: drawn(typed.form)? })
}

pub(super) fn dispersion(typed: typed::Dispersion) -> anyhow::Result<Counting> {
    let by = match typed.by {
        typed::PartName::Document => PartKind::Document,
        typed::PartName::Year => PartKind::Year,
    };
    let options = SpreadOptions { scope: scope(typed.counted)?, by };
    Ok(Counting::Dispersion { words: typed.words, options, form: drawn(typed.form)? })
}

pub(super) fn keywords(typed: typed::Keywords) -> anyhow::Result<Counting> {
    let scope = Scope { documents: typed.documents, ..scope(typed.counted)? };
    if !scope.is_narrow() {
        bail!("name documents (DOC…), or say with --filter, --from or the like which passages are looked at");
    }
    let headings = scope.headings;
    let reference = (!typed.reference.is_empty()).then(|| Scope {
        documents: typed.reference,
        headings,
        ..Scope::default()
    });
    let by = match typed.by {
        typed::OrderName::LogLikelihood => Order::LogLikelihood,
        typed::OrderName::LogRatio => Order::LogRatio,
        typed::OrderName::P => Order::P,
    };
    let correction = match typed.correction {
        typed::CorrectionName::None => Correction::None,
        typed::CorrectionName::Bonferroni => Correction::Bonferroni,
        typed::CorrectionName::Bh => Correction::BenjaminiHochberg,
    };
    let listing = listing(typed.min, typed.listed)?;
    let options = KeywordOptions { scope, reference, by, correction, listing };
    Ok(Counting::Keywords { options, form: drawn(typed.form)? })
}

/// Set phrases stand in headings and titles as often as in text, so that these always count.
pub(super) fn phrases(typed: typed::Phrases) -> anyhow::Result<Counting> {
    let scope = Scope { headings: true, ..scope(typed.counted)? };
    let options = PhraseOptions { scope, listing: listing(typed.min, typed.listed)? };
    Ok(Counting::Phrases { options, format: typed.form.format })
}

pub(super) fn reuse(typed: typed::Reuse) -> Counting {
    let options = ReuseOptions { documents: typed.documents, min_chars: typed.min_chars.into() };
    Counting::Reuse { options, clusters: typed.clusters, format: typed.form.format.into() }
}
