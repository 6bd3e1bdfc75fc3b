//! The scale of an axis, and figures as places on a drawing.

use std::fmt::Write as _;

/// The height of every drawing, in its own units.
pub(super) const HEIGHT: i64 = 1000;

/// The marks of an axis from zero to at least `most`, four or five steps of a round size.
pub(super) fn marks(most: i64) -> Vec<i64> {
    let mut power = 1_i64;
    loop {
        for step in [power, power * 2, power * 5] {
            if step.saturating_mul(5) >= most.max(1) {
                let steps = (most.max(1) + step - 1) / step;
                return (0..=steps.max(1)).map(|mark| mark * step).collect();
            }
        }
        match power.checked_mul(10) {
            Some(next) if next < i64::MAX / 50 => power = next,
            _ => return vec![0, most],
        }
    }
}

/// How far down `value` stands when the top is `top`.
pub(super) fn down(value: i64, top: i64) -> i64 {
    let part = i128::from(value.max(0)) * i128::from(HEIGHT) / i128::from(top.max(1));
    HEIGHT - i64::try_from(part).unwrap_or(HEIGHT)
}

/// How far along point `place` of `count` stands on a drawing `width` wide.
pub(super) fn along(place: usize, count: usize, width: i64) -> i64 {
    let (place, last) = (i64::try_from(place).unwrap_or(0), i64::try_from(count).unwrap_or(1) - 1);
    if last < 1 { 0 } else { place * width / last }
}

/// Straight segments through the values, as the data of a path.
pub(super) fn path(values: impl Iterator<Item = (usize, i64)>, count: usize, width: i64, top: i64) -> String {
    values.enumerate().fold(String::new(), |mut path, (nth, (place, value))| {
        let letter = if nth == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{letter}{} {}", along(place, count, width), down(value, top));
        path
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_hold_the_most() {
        assert_eq!(marks(0), [0, 1]);
        assert_eq!(marks(199_698), [0, 50_000, 100_000, 150_000, 200_000]);
        assert_eq!(marks(100), [0, 20, 40, 60, 80, 100]);
        for most in [1, 7, 99, 12_345, i64::MAX / 100] {
            let marks = marks(most);
            assert!(*marks.last().unwrap() >= most && marks.len() <= 6, "{most}: {marks:?}");
        }
    }

    #[test]
    fn the_top_is_up_and_nothing_leaves_the_drawing() {
        assert_eq!((down(0, 10), down(10, 10), down(5, 10)), (HEIGHT, 0, HEIGHT / 2));
        assert_eq!(down(-5, 10), HEIGHT);
        assert_eq!(path([(0, 0), (1, 10)].into_iter(), 2, 100, 10), "M0 1000L100 0");
    }
}
