//! Time zones: from what the clock on a merchant's wall shows to the moment, and back.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use time::Weekday;

use crate::clock::Timestamp;
use crate::error::{Code, Error, Result};

/// The zones a merchant can choose, each with the country whose first one is its usual; IANA names.
const ZONES: &[(&str, &str)] = &[
    ("Europe/Bucharest", "RO"),
    ("Europe/Amsterdam", "NL"),
    ("Europe/Athens", "GR"),
    ("Europe/Berlin", "DE"),
    ("Europe/Bratislava", "SK"),
    ("Europe/Brussels", "BE"),
    ("Europe/Budapest", "HU"),
    ("America/New_York", "US"),
    ("America/Chicago", "US"),
    ("America/Anchorage", "US"),
    ("Europe/Chisinau", "MD"),
    ("Europe/Copenhagen", "DK"),
    ("America/Denver", "US"),
    ("Europe/Dublin", "IE"),
    ("Europe/Helsinki", "FI"),
    ("Pacific/Honolulu", "US"),
    ("Europe/Lisbon", "PT"),
    ("Europe/Ljubljana", "SI"),
    ("Europe/London", "GB"),
    ("America/Los_Angeles", "US"),
    ("Europe/Luxembourg", "LU"),
    ("Europe/Madrid", "ES"),
    ("Atlantic/Canary", "ES"),
    ("Europe/Malta", "MT"),
    ("Asia/Nicosia", "CY"),
    ("Europe/Oslo", "NO"),
    ("Europe/Paris", "FR"),
    ("America/Phoenix", "US"),
    ("Europe/Prague", "CZ"),
    ("Atlantic/Azores", "PT"),
    ("Europe/Riga", "LV"),
    ("Europe/Rome", "IT"),
    ("Europe/Sofia", "BG"),
    ("Europe/Stockholm", "SE"),
    ("Europe/Tallinn", "EE"),
    ("Europe/Vienna", "AT"),
    ("Europe/Vilnius", "LT"),
    ("Europe/Warsaw", "PL"),
    ("Europe/Zagreb", "HR"),
    ("Europe/Zurich", "CH"),
    ("UTC", ""),
];

/// A time zone that we know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(&'static str);

/// What a clock on the wall shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WallClock {
    /// Year.
    pub year: i16,
    /// Month, from 1.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
    /// Day of the week.
    pub weekday: Weekday,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute.
    pub minute: u8,
    /// Second.
    pub second: u8,
}

impl WallClock {
    /// Whether a day begins.
    #[must_use]
    pub const fn is_midnight(self) -> bool {
        self.hour == 0 && self.minute == 0 && self.second == 0
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self("Europe/Bucharest")
    }
}

impl Zone {
    /// Every zone.
    pub fn all() -> impl Iterator<Item = Self> {
        ZONES.iter().map(|(name, _)| Self(name))
    }

    /// The IANA name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0
    }

    /// Reads an IANA name.
    ///
    /// # Errors
    /// `BAD_ZONE` on the field `timeZone`.
    pub fn parse(name: &str) -> Result<Self> {
        Self::all()
            .find(|zone| zone.0.eq_ignore_ascii_case(name.trim()))
            .ok_or_else(|| Error::field("timeZone", Code::BadZone))
    }

    /// The usual zone of a country, ISO 3166.
    #[must_use]
    pub fn of_country(country: &str) -> Self {
        ZONES.iter().find(|(_, of)| *of == country).map_or(Self::default(), |(name, _)| Self(name))
    }

    /// The moment at which the clock shows this day and time, written `2026-11-29` and `18:00`; without a time the day's
    /// beginning. A time that the clock skips is as much later; of one that it shows twice the first counts.
    #[must_use]
    pub fn at(self, day: &str, time: &str) -> Option<Timestamp> {
        let time = time.trim();
        let time: Time = if time.is_empty() { Time::midnight() } else { time.parse().ok()? };
        self.moment(read_day(day)?.to_datetime(time))
    }

    /// The moment at which this day ends.
    #[must_use]
    pub fn end_of(self, day: &str) -> Option<Timestamp> {
        self.moment(read_day(day)?.tomorrow().ok()?.to_datetime(Time::midnight()))
    }

    /// What the clock shows at this moment.
    #[must_use]
    pub fn clock(self, at: Timestamp) -> WallClock {
        let shown = jiff::Timestamp::from_millisecond(at.0)
            .map(|at| self.rules().to_datetime(at))
            .unwrap_or_default();
        let (date, time) = (shown.date(), shown.time());
        let number = |number: i8| u8::try_from(number).unwrap_or_default();
        let sundays = u8::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
        WallClock {
            year: date.year(),
            month: number(date.month()),
            day: number(date.day()),
            weekday: Weekday::Monday.nth_next(sundays),
            hour: number(time.hour()),
            minute: number(time.minute()),
            second: number(time.second()),
        }
    }

    fn moment(self, shown: DateTime) -> Option<Timestamp> {
        let moment = self.rules().to_ambiguous_timestamp(shown).compatible().ok()?;
        Some(Timestamp(moment.as_millisecond()))
    }

    /// What the database says of it, which the program carries along.
    fn rules(self) -> TimeZone {
        TimeZone::get(self.0).unwrap_or(TimeZone::UTC)
    }
}

/// A day as forms write it, in a year of four digits.
fn read_day(text: &str) -> Option<Date> {
    let text = text.trim();
    let plain = text.len() == 10 && text.starts_with(|first: char| first.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        to.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        let name = Cow::<str>::deserialize(from)?;
        Self::parse(&name).map_err(|_| D::Error::custom("no time zone that we know"))
    }
}

impl JsonSchema for Zone {
    fn schema_name() -> Cow<'static, str> {
        "TimeZone".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merchants::COUNTRIES;

    fn bucharest(day: &str, time: &str) -> String {
        Zone::default().at(day, time).unwrap().to_string()
    }

    #[test]
    fn the_rules_of_every_zone_are_on_board() {
        for zone in Zone::all() {
            assert!(TimeZone::get(zone.0).is_ok(), "{}", zone.0);
        }
        for country in COUNTRIES {
            assert!(ZONES.iter().any(|(_, of)| of == country), "{country} has no zone");
        }
        assert_eq!(Zone::of_country("US").name(), "America/New_York");
        assert_eq!(Zone::of_country("RO"), Zone::default());
        assert_eq!(Zone::parse("europe/berlin").unwrap().name(), "Europe/Berlin");
        assert_eq!(Zone::parse("Mars/Olympus").unwrap_err().code, Code::BadZone);
    }

    #[test]
    fn sunday_midnight_in_bucharest() {
        let end = Zone::default().end_of("2026-11-29").unwrap();
        assert_eq!(end.to_string(), "2026-11-29T22:00:00.000Z");
        let shown = Zone::default().clock(end);
        assert!(shown.is_midnight());
        assert_eq!((shown.day, shown.weekday), (30, Weekday::Monday));
        let before = Zone::default().clock(Timestamp(end.0 - 1));
        assert_eq!((before.day, before.weekday, before.hour), (29, Weekday::Sunday, 23));
    }

    #[test]
    fn summer_and_winter_have_their_own_hours() {
        assert_eq!(bucharest("2026-07-01", "18:00"), "2026-07-01T15:00:00.000Z");
        assert_eq!(bucharest("2026-12-01", "18:00"), "2026-12-01T16:00:00.000Z");
        // The day of the change has 23 or 25 hours.
        let zone = Zone::default();
        let hours = |day| (zone.end_of(day).unwrap().0 - zone.at(day, "").unwrap().0) / 3_600_000;
        assert_eq!((hours("2026-03-29"), hours("2026-10-25"), hours("2026-06-01")), (23, 25, 24));
    }

    #[test]
    fn an_hour_that_is_skipped_is_later_and_of_one_twice_the_first_counts() {
        // At 3:00 it is 4:00.
        assert_eq!(bucharest("2026-03-29", "03:30"), "2026-03-29T01:30:00.000Z");
        assert_eq!(Zone::default().clock(Timestamp::parse("2026-03-29T01:30:00Z").unwrap()).hour, 4);
        // At 4:00 it is 3:00 again.
        assert_eq!(bucharest("2026-10-25", "03:30"), "2026-10-25T00:30:00.000Z");
        let second = Zone::default().clock(Timestamp::parse("2026-10-25T01:30:00Z").unwrap());
        assert_eq!((second.hour, second.minute), (3, 30));
    }

    #[test]
    fn what_is_no_day_or_time_is_none() {
        for (day, time) in [
            ("", ""),
            ("2026-02-30", ""),
            ("29.11.2026", ""),
            ("20261129", ""),
            ("-002026-11-29", ""),
            ("2026-11-29", "24:00"),
            ("2026-11-29", "noon"),
            ("2026-11-29T10:00", ""),
        ] {
            assert_eq!(Zone::default().at(day, time), None, "{day} {time}");
        }
        assert_eq!(bucharest("2026-11-29", "23:59:30"), "2026-11-29T21:59:30.000Z");
    }
}
