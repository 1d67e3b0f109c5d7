//! Random cuts of the documents, the same ones in every run.

/// A small generator (`SplitMix64`, Steele, Lea and Flood 2014): tests must not differ from run to run.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit`, which must not be 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).expect("below a usize")
    }

    /// One of the items.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// A stretch of `least` to `most` characters of a text, anywhere; the whole when it is shorter.
    pub(crate) fn cut(&mut self, text: &str, least: usize, most: usize) -> String {
        let chars: Vec<char> = text.chars().collect();
        let length = (least + self.below(most - least + 1)).min(chars.len());
        let start = self.below(chars.len() - length + 1);
        chars[start..start + length].iter().collect()
    }
}
