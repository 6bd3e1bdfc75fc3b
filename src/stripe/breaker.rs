//! Stops asking a Stripe that cannot be reached, so that buyers are told at once.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const LIMIT: u32 = 5;
const PAUSE: Duration = Duration::from_secs(5);

/// Opens for [`PAUSE`] after [`LIMIT`] failures to connect in a row.
#[derive(Default)]
pub(super) struct Breaker(Mutex<State>);

#[derive(Default)]
struct State {
    failures: u32,
    open_until: Option<Instant>,
}

impl Breaker {
    /// Whether a call may go out at `now`.
    pub(super) fn lets_through(&self, now: Instant) -> bool {
        self.state().open_until.is_none_or(|until| until <= now)
    }

    /// Notes that Stripe was reached.
    pub(super) fn reached(&self) {
        *self.state() = State::default();
    }

    /// Notes that Stripe was not reached at `now`.
    pub(super) fn missed(&self, now: Instant) {
        let mut state = self.state();
        state.failures = state.failures.saturating_add(1);
        if state.failures >= LIMIT {
            state.open_until = Some(now + PAUSE);
        }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_failures_in_a_row_open_it_for_five_seconds() {
        let (breaker, start) = (Breaker::default(), Instant::now());
        for _ in 0..4 {
            breaker.missed(start);
        }
        breaker.reached();
        for _ in 0..4 {
            breaker.missed(start);
        }
        assert!(breaker.lets_through(start));
        breaker.missed(start);
        assert!(!breaker.lets_through(start + Duration::from_millis(4_999)));
        assert!(breaker.lets_through(start + PAUSE));
        // One more failure after the pause closes the door again at once.
        breaker.missed(start + PAUSE);
        assert!(!breaker.lets_through(start + PAUSE + Duration::from_secs(1)));
        breaker.reached();
        assert!(breaker.lets_through(start));
    }
}
