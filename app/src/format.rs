//! Money, numbers and dates as pages write them: the core's own way, and the few that only pages need.

use paylinks::clock::Timestamp;
use paylinks::format as core;
use paylinks::language::Language;
use paylinks::money::{Currency, Money};

pub use paylinks::format::card;

/// An amount without its currency: `4.799,00` or `4,799.00`, with a true minus.
#[must_use]
pub fn amount(language: Language, minor: i64) -> String {
    core::figure(Money::new(minor, Currency::default()), language)
}

/// An amount with its currency: `4.799,00 RON`.
#[must_use]
pub fn money(language: Language, money: Money) -> String {
    core::money(money, language)
}

/// An amount as it stands in a form field, without groups: `4799,00`.
#[must_use]
pub fn typed(language: Language, minor: i64) -> String {
    let point = match language {
        Language::En => '.',
        Language::Ro => ',',
    };
    format!("{}{point}{:02}", minor / 100, (minor % 100).abs())
}

/// A whole number: `16.902`.
#[must_use]
pub fn number(language: Language, number: i64) -> String {
    let mut figure = amount(language, number.saturating_mul(100));
    figure.truncate(figure.len().saturating_sub(3));
    figure
}

/// A length in bytes, rounded: `12,4 MB`.
#[must_use]
pub fn bytes(language: Language, bytes: i64) -> String {
    let (unit, size) = match bytes {
        0..1_000 => return format!("{bytes}\u{a0}B"),
        1_000..1_000_000 => ("kB", 1_000),
        1_000_000..1_000_000_000 => ("MB", 1_000_000),
        _ => ("GB", 1_000_000_000),
    };
    let tenths = bytes / (size / 10);
    let whole = number(language, tenths / 10);
    let point = if language == Language::Ro { ',' } else { '.' };
    let figure = if tenths >= 1_000 { whole } else { format!("{whole}{point}{}", tenths % 10) };
    format!("{figure}\u{a0}{unit}")
}

/// Hundredths of a percent: `22,9 %` or `22.9%`; whole percents above a hundred.
#[must_use]
pub fn percent(language: Language, basis_points: i64) -> String {
    let tenths = (basis_points + basis_points.signum() * 5) / 10;
    let whole = number(language, tenths / 10);
    let figure = match (language, tenths % 10) {
        (_, 0) => whole,
        (_, _) if tenths.abs() >= 1000 => whole,
        (Language::En, tenth) => format!("{whole}.{}", tenth.abs()),
        (Language::Ro, tenth) => format!("{whole},{}", tenth.abs()),
    };
    match language {
        Language::En => format!("{figure}%"),
        Language::Ro => format!("{figure}\u{a0}%"),
    }
}

/// How long to wait: `42 s`, from two minutes on `2 min`.
#[must_use]
pub fn wait(seconds: u64) -> String {
    if seconds < 120 { format!("{seconds}\u{a0}s") } else { format!("{}\u{a0}min", seconds.div_ceil(60)) }
}

/// A day and time in UTC: `19 Nov 2026, 14:32`.
#[must_use]
pub fn moment(language: Language, at: Timestamp) -> String {
    let utc = at.utc();
    format!("{},\u{a0}{:02}:{:02}", day(language, at), utc.hour(), utc.minute())
}

/// A day in UTC: `19 Nov 2026`.
#[must_use]
pub fn day(language: Language, at: Timestamp) -> String {
    core::day(at, language)
}

/// A day in UTC without its year: `19 Nov`.
#[must_use]
pub fn short_day(language: Language, at: Timestamp) -> String {
    let day = day(language, at);
    day.rsplit_once('\u{a0}').map_or(day.clone(), |(day, _)| day.to_owned())
}

/// A mark on the axis of a chart of money: whole units where it is whole.
#[must_use]
pub fn mark(language: Language, minor: i64) -> String {
    if minor % 100 == 0 { number(language, minor / 100) } else { amount(language, minor) }
}

/// A day and time in UTC in full, for receipts: `19 November 2026, 14:32 UTC`.
#[must_use]
pub fn full(language: Language, at: Timestamp) -> String {
    core::full_moment(at, language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use paylinks::money::parse_typed;

    #[test]
    fn money_is_written_as_each_language_does() {
        let price = Money::new(479_900, Currency::Ron);
        assert_eq!(money(Language::Ro, price), "4.799,00\u{a0}RON");
        assert_eq!(money(Language::En, price), "4,799.00\u{a0}RON");
        assert_eq!(amount(Language::Ro, -596), "−5,96");
        assert_eq!(amount(Language::En, 5), "0.05");
        assert_eq!(number(Language::Ro, 1_204_016), "1.204.016");
        assert_eq!(number(Language::En, 12), "12");
    }

    #[test]
    fn what_a_field_shows_reads_back() {
        for language in [Language::En, Language::Ro] {
            for minor in [1, 99, 100, 14_900, 99_999_999] {
                assert_eq!(parse_typed(&typed(language, minor), "amount").unwrap(), minor);
            }
        }
    }

    #[test]
    fn a_wait_is_never_told_too_short() {
        assert_eq!(wait(1), "1\u{a0}s");
        assert_eq!(wait(119), "119\u{a0}s");
        assert_eq!(wait(121), "3\u{a0}min");
    }

    #[test]
    fn dates_have_month_words() {
        let at = Timestamp(1_795_098_720_000);
        assert_eq!(moment(Language::En, at), "19\u{a0}Nov\u{a0}2026,\u{a0}14:32");
        assert_eq!(day(Language::Ro, at), "19\u{a0}nov.\u{a0}2026");
        assert_eq!(full(Language::Ro, at), "19\u{a0}noiembrie\u{a0}2026, 14:32\u{a0}UTC");
    }
}
