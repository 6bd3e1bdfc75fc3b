//! Moments in words by the clock on the seller's wall, with the zone, so that nobody is a day or an hour off.

use paylinks::clock::Timestamp;
use paylinks::format::full_month;
use paylinks::language::Language;
use paylinks::zone::{WallClock, Zone};

use crate::words::{self, city, fill};

/// A moment: `Friday, 27 November 2026, 10:00, Bucharest time`.
#[must_use]
pub fn when(language: Language, zone: Zone, at: Timestamp) -> String {
    let clock = zone.clock(at);
    let time = format!("{:02}:{:02}", clock.hour, clock.minute);
    format!("{}, {time}, {}", day(language, clock), in_zone(language, zone))
}

/// A moment at which something ends. Midnight is the end of a day, not the beginning of the next one.
#[must_use]
pub fn ending(language: Language, zone: Zone, at: Timestamp) -> String {
    if !zone.clock(at).is_midnight() {
        return when(language, zone, at);
    }
    let last = zone.clock(Timestamp(at.0 - 1));
    let words = &words::words(language).moments;
    fill(words.end_of, &[&day(language, last), &in_zone(language, zone)])
}

/// The last day of something, in short: `29 November 2026`, with its time unless it is the end of the day.
#[must_use]
pub fn short_ending(language: Language, zone: Zone, at: Timestamp) -> String {
    let midnight = zone.clock(at).is_midnight();
    let clock = zone.clock(if midnight { Timestamp(at.0 - 1) } else { at });
    let month = full_month(language, clock.month);
    let day = format!("{}\u{a0}{month}\u{a0}{}", clock.day, clock.year);
    if midnight { day } else { format!("{day}, {:02}:{:02}", clock.hour, clock.minute) }
}

/// The zone in words: `Bucharest time`.
#[must_use]
pub fn in_zone(language: Language, zone: Zone) -> String {
    fill(words::words(language).moments.zone, &[city(language, zone)])
}

/// A day and a time as form fields hold them.
#[must_use]
pub fn typed(zone: Zone, at: Option<Timestamp>) -> (String, String) {
    let Some(clock) = at.map(|at| zone.clock(at)) else { return Default::default() };
    let day = format!("{:04}-{:02}-{:02}", clock.year, clock.month, clock.day);
    let time = match clock {
        _ if clock.is_midnight() => String::new(),
        WallClock { second: 0, .. } => format!("{:02}:{:02}", clock.hour, clock.minute),
        _ => format!("{:02}:{:02}:{:02}", clock.hour, clock.minute, clock.second),
    };
    (day, time)
}

/// The same for a moment at which something ends: without a time a day is meant as a whole.
#[must_use]
pub fn typed_end(zone: Zone, at: Option<Timestamp>) -> (String, String) {
    match at {
        Some(at) if zone.clock(at).is_midnight() => (typed(zone, Some(Timestamp(at.0 - 1))).0, String::new()),
        at => typed(zone, at),
    }
}

fn day(language: Language, clock: WallClock) -> String {
    let words = &words::words(language).moments;
    let weekdays = [
        words.monday,
        words.tuesday,
        words.wednesday,
        words.thursday,
        words.friday,
        words.saturday,
        words.sunday,
    ];
    let weekday = weekdays[usize::from(clock.weekday.number_days_from_monday()) % 7];
    let month = full_month(language, clock.month);
    format!("{weekday}, {}\u{a0}{month}\u{a0}{}", clock.day, clock.year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_is_the_end_of_its_day() {
        let zone = Zone::default();
        let midnight = zone.end_of("2026-11-29");
        let (en, ro) = (Language::En, Language::Ro);
        assert_eq!(
            ending(en, zone, midnight.unwrap()),
            "the end of Sunday, 29\u{a0}November\u{a0}2026, Bucharest time"
        );
        assert_eq!(
            ending(ro, zone, midnight.unwrap()),
            "sfârșitul zilei de duminică, 29\u{a0}noiembrie\u{a0}2026, ora din București"
        );
        assert_eq!(typed_end(zone, midnight), ("2026-11-29".into(), String::new()));
        assert_eq!(typed(zone, midnight), ("2026-11-30".into(), String::new()));
    }

    #[test]
    fn what_fields_hold_reads_back() {
        let zone = Zone::default();
        for (day, time) in [("2026-11-29", "18:00"), ("2026-07-01", "00:01"), ("2026-07-01", "23:59:30")] {
            let at = zone.at(day, time);
            assert_eq!(typed(zone, at), (day.to_owned(), time.to_owned()));
            assert_eq!(typed_end(zone, at), (day.to_owned(), time.to_owned()));
        }
        let at = zone.at("2026-11-27", "10:00").unwrap();
        assert_eq!(when(Language::En, zone, at), "Friday, 27\u{a0}November\u{a0}2026, 10:00, Bucharest time");
        assert_eq!(typed(zone, None), (String::new(), String::new()));
    }
}
