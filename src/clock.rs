//! Time. Everything asks a [`Clock`], so that a test can move it by hand.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use time::format_description::BorrowedFormatItem;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use time::{Date, OffsetDateTime};

const DAY: &[BorrowedFormatItem<'static>] = format_description!("[year]-[month]-[day]");
const DAY_MILLIS: i64 = 24 * 3600 * 1000;
const WIRE: &[BorrowedFormatItem<'static>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]Z");

/// A moment: milliseconds since the Unix epoch, RFC 3339 in UTC on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The moment `span` later.
    #[must_use]
    pub fn plus(self, span: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(span.as_millis()).unwrap_or(i64::MAX)))
    }

    /// The moment `span` earlier.
    #[must_use]
    pub fn minus(self, span: Duration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(span.as_millis()).unwrap_or(i64::MAX)))
    }

    /// Whole seconds since the epoch, as Stripe counts.
    #[must_use]
    pub fn seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// The moment of Stripe's whole seconds.
    #[must_use]
    pub fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1000))
    }

    /// Calendar fields in UTC; the epoch when out of the calendar's range.
    #[must_use]
    pub fn utc(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000_000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }

    /// Reads RFC 3339, or a UTC day such as `2026-11-21`, as the first and the last moment that is meant.
    #[must_use]
    pub fn span(text: &str) -> Option<(Self, Self)> {
        match Day::parse(text) {
            Some(day) => Some((day.start(), Self(day.start().0 + DAY_MILLIS - 1))),
            None => Self::parse(text).map(|moment| (moment, moment)),
        }
    }

    /// Reads RFC 3339 with any offset, such as `2026-11-21T12:00:00+02:00`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let moment = OffsetDateTime::parse(text, &Rfc3339).ok()?;
        i64::try_from(moment.unix_timestamp_nanos() / 1_000_000).ok().map(Self)
    }

    /// The UTC calendar day.
    #[must_use]
    pub fn day(self) -> Day {
        Day(self.0.div_euclid(DAY_MILLIS))
    }
}

/// A calendar day in UTC: whole days since the Unix epoch, `2026-11-21` in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

impl Day {
    /// Reads a date such as `2026-11-21`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let date = Date::parse(text, DAY).ok()?;
        Some(Timestamp::from_seconds(date.midnight().assume_utc().unix_timestamp()).day())
    }

    /// The day this many days earlier.
    #[must_use]
    pub fn minus(self, days: i64) -> Self {
        Self(self.0.saturating_sub(days))
    }

    /// Every day from this one to `last`, both included.
    pub fn through(self, last: Self) -> impl Iterator<Item = Self> {
        (self.0..=last.0).map(Self)
    }

    /// Its first moment.
    #[must_use]
    pub fn start(self) -> Timestamp {
        Timestamp(self.0.saturating_mul(DAY_MILLIS))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.start().utc().date();
        write!(f, "{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("not a date such as 2026-11-21"))
    }
}

impl JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date" })
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.utc().format(WIRE).map_err(|_| fmt::Error)?)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let moment = OffsetDateTime::parse(&text, &Rfc3339).map_err(D::Error::custom)?;
        let millis = moment.unix_timestamp_nanos() / 1_000_000;
        i64::try_from(millis).map(Self).map_err(D::Error::custom)
    }
}

impl JsonSchema for Timestamp {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Timestamp".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date-time" })
    }
}

/// Where the time comes from: the system, as it is or moved, or a hand that tests move.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    /// The system's time and so many milliseconds.
    Moved(i64),
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's own clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that shows this moment now and goes on from there, as fast as the machine's own.
    #[must_use]
    pub fn starting_at(start: Timestamp) -> Self {
        Self(Source::Moved(start.0.saturating_sub(system_millis())))
    }

    /// A clock that stands still until it is moved.
    #[must_use]
    pub fn manual(start: Timestamp) -> Self {
        Self(Source::Manual(Arc::new(AtomicI64::new(start.0))))
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            Source::Manual(millis) => Timestamp(millis.load(Ordering::SeqCst)),
            Source::System => Timestamp(system_millis()),
            Source::Moved(millis) => Timestamp(system_millis().saturating_add(*millis)),
        }
    }

    /// Sets a manual clock; the system's time cannot be set.
    pub fn set(&self, now: Timestamp) {
        if let Source::Manual(millis) = &self.0 {
            millis.store(now.0, Ordering::SeqCst);
        }
    }

    /// Moves a manual clock forward; the system's time cannot be moved.
    pub fn advance(&self, span: Duration) {
        if let Source::Manual(millis) = &self.0 {
            millis.fetch_add(i64::try_from(span.as_millis()).unwrap_or(0), Ordering::SeqCst);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the system clock")]
fn system_millis() -> i64 {
    i64::try_from(OffsetDateTime::now_utc().unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_is_rfc_3339_with_milliseconds() {
        let moment = Timestamp(1_771_322_400_005);
        assert_eq!(moment.to_string(), "2026-02-17T10:00:00.005Z");
        assert_eq!(serde_json::from_str::<Timestamp>("\"2026-02-17T12:00:00.005+02:00\"").unwrap(), moment);
    }

    #[test]
    fn a_day_is_a_utc_date() {
        let day = Timestamp(1_771_322_400_005).day();
        assert_eq!(day.to_string(), "2026-02-17");
        assert_eq!(day.minus(17).to_string(), "2026-01-31");
        assert_eq!(Timestamp(day.start().0 - 1).day(), day.minus(1));
        assert_eq!(serde_json::from_str::<Day>("\"2024-02-29\"").unwrap().to_string(), "2024-02-29");
        assert_eq!(
            day.minus(2).through(day).map(|day| day.to_string()).collect::<Vec<_>>(),
            ["2026-02-15", "2026-02-16", "2026-02-17"]
        );
    }

    #[test]
    fn a_day_is_a_span_of_moments() {
        let (first, last) = Timestamp::span("2026-02-17").unwrap();
        assert_eq!((first.to_string().as_str(), last.0 - first.0), ("2026-02-17T00:00:00.000Z", 86_399_999));
        let moment = Timestamp(1_771_322_400_005);
        assert_eq!(Timestamp::span("2026-02-17T12:00:00.005+02:00"), Some((moment, moment)));
        for text in
            ["", "2026-02-30", "17.02.2026", "2026-2-7", "2026-02-17T10:00", "yesterday", "99999-01-01"]
        {
            assert_eq!(Timestamp::span(text), None, "{text}");
        }
    }

    #[test]
    fn a_clock_started_elsewhere_goes_on_from_there() {
        let clock = Clock::starting_at(Timestamp(1_771_322_400_005));
        let first = clock.now();
        std::thread::sleep(Duration::from_millis(5));
        assert!((1_771_322_400_005..1_771_322_460_000).contains(&first.0), "{first}");
        assert!(clock.now() > first);
    }

    #[test]
    fn a_manual_clock_moves_only_by_hand() {
        let clock = Clock::manual(Timestamp(0));
        clock.advance(Duration::from_secs(2));
        assert_eq!(clock.now(), Timestamp(2000));
        clock.set(Timestamp(500));
        assert_eq!(clock.now(), Timestamp(500));
    }
}
