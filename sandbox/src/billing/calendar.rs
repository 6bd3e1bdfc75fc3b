//! When the next interval ends.

const DAY: i64 = 86_400;

/// Days since 1970 of a date.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let shifted = if month > 2 { year } else { year - 1 };
    let era = shifted.div_euclid(400);
    let of_era = shifted.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of days since 1970.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year + era * 400 + i64::from(month <= 2), month, of_year - (153 * shifted + 2) / 5 + 1)
}

/// The moment `months` later; in a shorter month its last day.
fn plus_months(moment: i64, months: i64) -> i64 {
    let (year, month, day) = date(moment.div_euclid(DAY));
    let count = year * 12 + month - 1 + months;
    let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
    let first = days(year, month, 1);
    let next = if month == 12 { days(year + 1, 1, 1) } else { days(year, month + 1, 1) };
    (first + day.min(next - first) - 1) * DAY + moment.rem_euclid(DAY)
}

/// The first end of an interval after `start`, counted from the anchor so that the 31st stays the 31st. Seconds.
pub(super) fn next_end(anchor: i64, start: i64, interval: &str, count: i64) -> i64 {
    let count = count.max(1);
    (1..10_000)
        .map(|nth| match interval {
            "day" => anchor + nth * count * DAY,
            "week" => anchor + nth * count * 7 * DAY,
            "year" => plus_months(anchor, nth * count * 12),
            _ => plus_months(anchor, nth * count),
        })
        .find(|end| *end > start)
        .unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::{DAY, date, days, next_end};

    #[test]
    fn the_31st_stays_the_31st_where_there_is_one() {
        let anchor = days(2027, 1, 31) * DAY + 3600;
        let mut start = anchor;
        let ends: Vec<_> = (0..4)
            .map(|_| {
                start = next_end(anchor, start, "month", 1);
                assert_eq!(start % DAY, 3600);
                date(start.div_euclid(DAY))
            })
            .collect();
        assert_eq!(ends, [(2027, 2, 28), (2027, 3, 31), (2027, 4, 30), (2027, 5, 31)]);
    }

    #[test]
    fn weeks_half_years_and_years() {
        let anchor = days(2028, 2, 29) * DAY;
        let end = |interval, count| date(next_end(anchor, anchor, interval, count).div_euclid(DAY));
        assert_eq!(end("week", 1), (2028, 3, 7));
        assert_eq!(end("month", 6), (2028, 8, 29));
        assert_eq!(end("year", 1), (2029, 2, 28));
        assert_eq!(date(0), (1970, 1, 1));
    }
}
