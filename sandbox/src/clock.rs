//! The virtual clock: real time plus an offset that tests move forward.

use std::time::{SystemTime, UNIX_EPOCH};

/// Real milliseconds since 1970, used where Stripe uses wall time (webhook signatures).
#[expect(clippy::disallowed_methods, reason = "this is the clock that the rest of the crate asks")]
pub(crate) fn wall_ms() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |d| i64::try_from(d.as_millis()).unwrap_or(i64::MAX))
}

/// Time as the objects see it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Clock {
    /// Milliseconds the virtual clock is ahead of real time.
    pub(crate) offset_ms: i64,
}

impl Clock {
    /// Virtual milliseconds since 1970.
    pub(crate) fn now_ms(self) -> i64 {
        wall_ms().saturating_add(self.offset_ms)
    }

    /// Virtual seconds since 1970, as in `created`.
    pub(crate) fn now(self) -> i64 {
        self.now_ms().div_euclid(1000)
    }
}
