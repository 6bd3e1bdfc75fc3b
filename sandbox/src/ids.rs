//! Identifiers shaped like Stripe's, which also sort by the moment they were made, so that a list newest first is
//! a table read backwards.

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Hands out identifiers in strictly rising order.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    last: u64,
}

impl Ids {
    /// The next identifier with this prefix, at the given virtual millisecond.
    pub(crate) fn next(&mut self, prefix: &str, now_ms: i64) -> String {
        let micros = u64::try_from(now_ms).unwrap_or(0).saturating_mul(1000);
        self.last = micros.max(self.last + 1);
        let mut digits = [b'0'; 9];
        let mut rest = self.last;
        for digit in digits.iter_mut().rev() {
            *digit = ALPHABET[usize::try_from(rest % 62).unwrap_or(0)];
            rest /= 62;
        }
        format!("{prefix}{}{}", String::from_utf8_lossy(&digits), random(15))
    }
}

/// Random letters and digits.
pub(crate) fn random(length: usize) -> String {
    let mut bytes = vec![0; length];
    if getrandom::fill(&mut bytes).is_err() {
        bytes.fill(0);
    }
    bytes.iter().map(|b| char::from(ALPHABET[usize::from(*b) % 62])).collect()
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn ids_rise_even_within_one_millisecond_and_when_time_goes_back() {
        let mut ids = Ids::default();
        let made: Vec<String> = [5, 5, 5, 4, 1_700_000_000_000, 1_700_000_000_000, 1_900_000_000_000]
            .into_iter()
            .map(|ms| ids.next("pi_3", ms))
            .collect();
        assert!(made.windows(2).all(|w| w[0] < w[1]), "{made:?}");
        assert!(made.iter().all(|id| id.len() == 28));
    }
}
