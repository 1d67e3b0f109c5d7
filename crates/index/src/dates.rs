//! [`Dates`]: when passages were said or published, from columns; no text is read.

use crate::Error;
use crate::schema::column;
use crate::snapshot::Snapshot;
use chuchu_model::PartialDate;
use tantivy::columnar::Column;
use tantivy::{DocAddress, SegmentReader};

/// The first and the last day that the date of each passage may mean.
pub(crate) struct Dates {
    columns: Vec<(Column<u64>, Column<u64>)>,
}

impl Dates {
    /// Cost: opens two columns of each segment.
    pub(crate) fn of(snapshot: &Snapshot) -> Result<Self, Error> {
        let open = |segment: &SegmentReader| {
            let fast = segment.fast_fields();
            Ok((fast.u64(column::FROM)?, fast.u64(column::TO)?))
        };
        let columns: tantivy::Result<_> = snapshot.searcher().segment_readers().iter().map(open).collect();
        Ok(Self { columns: columns.map_err(|e| snapshot.fail(e))? })
    }

    /// The days, as `yyyymmdd`; `None` where the passage has no date.
    pub(crate) fn days(&self, at: DocAddress) -> Option<(u64, u64)> {
        let (from, to) = self.columns.get(at.segment_ord as usize)?;
        Some((from.first(at.doc_id)?, to.first(at.doc_id)?))
    }

    /// The date, as precise as it was.
    pub(crate) fn date(&self, at: DocAddress) -> Option<PartialDate> {
        let (from, to) = self.days(at)?;
        date(from, to)
    }
}

/// The date that means these days and no others.
pub(crate) fn date(from: u64, to: u64) -> Option<PartialDate> {
    let part = |n: u64| u8::try_from(n).ok();
    let year = u16::try_from(from / 10_000).ok()?;
    let (month, day) = (part(from / 100 % 100)?, part(from % 100)?);
    if from == to {
        PartialDate::day(year, month, day)
    } else if from / 100 == to / 100 {
        PartialDate::month(year, month)
    } else {
        PartialDate::year(year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_known_by_its_days() {
        for text in ["2012", "2012-02", "2012-12", "2012-12-29", "0960-01-01"] {
            let written: PartialDate = text.parse().unwrap();
            assert_eq!(date(written.earliest().into(), written.latest().into()), Some(written));
        }
        assert_eq!(date(0, 0), None);
    }
}
