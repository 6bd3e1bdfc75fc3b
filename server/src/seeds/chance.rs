//! Chance that always falls the same way: `SplitMix64` from a fixed number, so that every seed is the same year.

/// A row of numbers that look random.
#[derive(Clone, Debug)]
pub(super) struct Chance(u64);

impl Chance {
    pub(super) const fn new(start: u64) -> Self {
        Self(start)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to `end`, without it; 0 when there is none.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let wide = u128::from(self.next()) * u128::try_from(end).unwrap_or(0);
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number from `start` to `end`, both included.
    pub(super) fn between(&mut self, start: i64, end: i64) -> i64 {
        let span = usize::try_from(end - start + 1).unwrap_or(1);
        start + i64::try_from(self.below(span)).unwrap_or(0)
    }

    /// True so many times in a thousand.
    pub(super) fn permille(&mut self, times: usize) -> bool {
        self.below(1000) < times
    }

    /// One of these.
    pub(super) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// A place in `sums`, running sums of weights: the heavier, the likelier.
    pub(super) fn weighted(&mut self, sums: &[usize]) -> usize {
        let total = sums.last().copied().unwrap_or(0);
        let drawn = self.below(total);
        sums.partition_point(|sum| *sum <= drawn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_splitmix64() {
        // The first outputs of the reference implementation for the start 1234567.
        let mut chance = Chance::new(1_234_567);
        let drawn: Vec<u64> = (0..3).map(|_| chance.next()).collect();
        assert_eq!(drawn, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn heavier_places_are_drawn_more_often_and_empty_ones_never() {
        let mut chance = Chance::new(7);
        let mut drawn = [0; 3];
        for _ in 0..1000 {
            drawn[chance.weighted(&[1, 1, 10])] += 1;
        }
        assert!(drawn[0] > 50 && drawn[1] == 0 && drawn[2] > 800, "{drawn:?}");
        assert!((0..1000).all(|_| (2..=4).contains(&chance.between(2, 4))));
        assert_eq!(chance.below(0), 0);
    }
}
