//! Bars of blocks for a terminal, exact to an eighth of a column.

/// Eighths of a block, from one to eight.
const BLOCKS: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/// A bar of so many columns for the greatest value; something is never nothing.
pub(super) fn bar(value: f64, greatest: f64, columns: usize) -> String {
    if value <= 0.0 || greatest <= 0.0 {
        return String::new();
    }
    #[expect(clippy::cast_precision_loss, reason = "the width of a terminal")]
    let exact = (value / greatest).clamp(0.0, 1.0) * (columns * 8) as f64;
    let eighths = (1..=columns * 8).take_while(|n| {
        #[expect(clippy::cast_precision_loss, reason = "the width of a terminal")]
        let n = *n as f64;
        n <= exact.round() || n < 1.5
    });
    let eighths = eighths.count();
    let part = (eighths % 8).checked_sub(1).and_then(|i| BLOCKS.get(i));
    "█".repeat(eighths / 8).chars().chain(part.copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_have_eighths() {
        assert_eq!([bar(1.0, 1.0, 2), bar(2.0, 4.0, 2), bar(0.0, 1.0, 2)], ["██", "█", ""]);
        assert_eq!([bar(0.0001, 1.0, 2), bar(0.34, 1.0, 2)], ["▏", "▋"]);
        assert_eq!(bar(1.0, 1.0, 40).chars().count(), 40);
    }

    #[test]
    fn a_bar_shows_every_value_but_zero() {
        assert_eq!([bar(0.0, 5.0, 24), bar(-1.0, 5.0, 24), bar(1.0, 0.0, 24)], ["", "", ""]);
        assert_eq!(bar(1e-9, 5.0, 24), "▏");
    }
}
