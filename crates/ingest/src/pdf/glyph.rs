//! Characters on a page, and matrices that put them there (PDF 32000-1, 8.3.4).

/// A matrix `[a b c d e f]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First this, then `next`.
    pub(super) fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, next.0);
        Self([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }

    pub(super) fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }
}

/// A measure in whole steps, for comparing and counting.
pub(super) fn steps(measure: f64) -> i64 {
    #[allow(clippy::cast_possible_truncation, reason = "what does not fit is clamped before")]
    let whole = measure.round().clamp(-1e12, 1e12) as i64;
    whole
}

/// A character on a page; the origin is at the bottom on the left.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) x: f64,
    pub(super) y: f64,
    /// Where the next one would stand.
    pub(super) end: f64,
    /// The size of its font.
    pub(super) size: f64,
    pub(super) text: String,
}

/// The characters of a page, in the order in which they are drawn.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) glyphs: Vec<Glyph>,
    /// Its lower and upper edge.
    pub(super) bottom: f64,
    pub(super) top: f64,
}
