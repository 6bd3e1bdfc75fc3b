//! Rate limits: named rules, counted per key in this process by `governor` over our own clock.

use std::sync::Arc;
use std::time::Duration;

use governor::clock::{Clock as GovernorClock, Reference};
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

use crate::clock::Clock;
use crate::error::{Code, Error, Kind, Result};

/// Attempts to pay that one address, or one e-mail, may leave unpaid; counted in the database, by `checkout_sessions`.
pub const UNPAID: usize = 5;
/// How long an unpaid attempt counts.
pub const UNPAID_FOR: Duration = Duration::from_mins(30);

/// Declined cards in one attempt, from which on it is over; counted in the database, by `payments`.
pub const DECLINES: i64 = 10;

/// A named rule: so many calls in so long.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The rule's name.
    pub name: &'static str,
    /// Calls allowed.
    pub calls: u32,
    /// In this many seconds.
    pub seconds: u64,
}

macro_rules! rules {
    ($($name:ident = $calls:literal per $seconds:literal;)*) => {
        $(#[doc = concat!(stringify!($calls), " calls in ", stringify!($seconds), " seconds.")]
        pub static $name: Rule = Rule { name: stringify!($name), calls: $calls, seconds: $seconds };)*
        static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    SIGN_IN_PER_EMAIL = 5 per 3600;
    SIGN_IN_PER_IP = 20 per 3600;
    VERIFY_PER_IP = 10 per 60;
    TOKEN_PER_IP = 30 per 60;
    TOKEN_FAILURES = 10 per 900;
    PUBLIC_PER_IP = 120 per 60;
    ANONYMOUS_PER_IP = 60 per 60;
    PICTURES_PER_IP = 240 per 60;
    FILES_PER_IP = 240 per 60;
    API_PER_KEY = 600 per 60;
    EXPORTS_PER_KEY = 20 per 60;
    START_PER_IP_AND_LINK = 10 per 60;
    START_PER_LINK = 300 per 60;
    DRAFTS_PER_MERCHANT = 20 per 3600;
    CLAIM_PER_IP_AND_LINK = 10 per 60;
    CLAIM_PER_LINK = 300 per 60;
    CLAIM_PER_CONTACT = 5 per 3600;
    CARDS_PER_BUYER = 10 per 3600;
    RECEIPTS_PER_PAYMENT = 5 per 3600;
    RECEIPTS_PER_BUYER = 3 per 3600;
    INVOICES_PER_BUYER = 20 per 3600;
}

/// One limit of one call: a rule and whose calls it counts.
#[derive(Clone, Debug)]
pub struct Limit {
    /// The rule.
    pub rule: &'static Rule,
    /// Whose calls: an address, an e-mail, a key.
    pub key: String,
}

impl Limit {
    /// Counts this call under `key`.
    #[must_use]
    pub fn new(rule: &'static Rule, key: impl Into<String>) -> Self {
        Self { rule, key: key.into() }
    }
}

type Counter = RateLimiter<String, DefaultKeyedStateStore<String>, Ticks, NoOpMiddleware<Moment>>;

/// The counters of this process.
#[derive(Clone)]
pub struct Limits {
    counters: Arc<Vec<(&'static Rule, Counter)>>,
    on: bool,
    clock: Clock,
}

impl Limits {
    /// Fresh counters; with `on` false nothing is ever limited.
    #[must_use]
    pub fn new(clock: &Clock, on: bool) -> Self {
        let counter = |rule: &'static Rule| {
            let calls = std::num::NonZeroU32::new(rule.calls).unwrap_or(std::num::NonZeroU32::MIN);
            let period = Duration::from_secs(rule.seconds) / calls.get();
            let quota = Quota::with_period(period).unwrap_or(Quota::per_second(calls)).allow_burst(calls);
            (rule, RateLimiter::new(quota, DefaultKeyedStateStore::default(), Ticks(clock.clone())))
        };
        Self {
            counters: Arc::new(RULES.iter().map(|rule| counter(rule)).collect()),
            on,
            clock: clock.clone(),
        }
    }

    /// Counts one call.
    ///
    /// # Errors
    /// `RATE_LIMITED` with the seconds to wait.
    pub fn check(&self, limit: &Limit) -> Result<()> {
        let counter = self.counters.iter().find(|(rule, _)| std::ptr::eq(*rule, limit.rule));
        let Some((_, counter)) = counter.filter(|_| self.on) else { return Ok(()) };
        counter.check_key(&limit.key).map_err(|no| {
            let wait = no.wait_time_from(Moment::of(&self.clock));
            Error::new(Kind::TooMany { retry_after: wait.as_secs() + 1 }, Code::RateLimited)
        })
    }

    /// Forgets keys that have not been seen for long.
    pub fn tidy(&self) {
        for (_, counter) in self.counters.iter() {
            counter.retain_recent();
        }
    }
}

#[derive(Clone)]
struct Ticks(Clock);

/// Nanoseconds since the epoch of our clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Moment(u64);

impl Moment {
    fn of(clock: &Clock) -> Self {
        Self(u64::try_from(clock.now().0).unwrap_or(0).saturating_mul(1_000_000))
    }
}

impl std::ops::Add<Nanos> for Moment {
    type Output = Self;

    fn add(self, span: Nanos) -> Self {
        Self(self.0.saturating_add(span.as_u64()))
    }
}

impl Reference for Moment {
    fn duration_since(&self, earlier: Self) -> Nanos {
        Nanos::new(self.0.saturating_sub(earlier.0))
    }

    fn saturating_sub(&self, span: Nanos) -> Self {
        Self(self.0.saturating_sub(span.as_u64()))
    }
}

impl GovernorClock for Ticks {
    type Instant = Moment;

    fn now(&self) -> Moment {
        Moment::of(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;

    #[test]
    fn the_sixth_call_waits() {
        let clock = Clock::manual(Timestamp(1_000_000));
        let limits = Limits::new(&clock, true);
        let call = Limit::new(&SIGN_IN_PER_EMAIL, "ada@example.com");
        for _ in 0..5 {
            limits.check(&call).unwrap();
        }
        let Kind::TooMany { retry_after } = limits.check(&call).unwrap_err().kind else { panic!("limited") };
        assert!((1..=721).contains(&retry_after));
        limits.check(&Limit::new(&SIGN_IN_PER_EMAIL, "eve@example.com")).unwrap();
        clock.advance(Duration::from_secs(retry_after));
        limits.check(&call).unwrap();
    }
}
