//! Figures over some days: sums, the same of the days before, and the change between them.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::clock::Day;
use crate::rollups::{DayRow, Sums};

/// How many days a page looks back on, today included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Period {
    /// A week.
    #[serde(rename = "7d")]
    Week,
    /// Four weeks.
    #[default]
    #[serde(rename = "28d")]
    FourWeeks,
    /// About three months.
    #[serde(rename = "90d")]
    Quarter,
    /// A year.
    #[serde(rename = "365d")]
    Year,
}

impl Period {
    /// Every period, the shortest first.
    pub const ALL: [Self; 4] = [Self::Week, Self::FourWeeks, Self::Quarter, Self::Year];

    /// Its length in days.
    #[must_use]
    pub const fn days(self) -> i64 {
        match self {
            Self::Week => 7,
            Self::FourWeeks => 28,
            Self::Quarter => 90,
            Self::Year => 365,
        }
    }

    /// The period on the wire, such as `28d`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Week => "7d",
            Self::FourWeeks => "28d",
            Self::Quarter => "90d",
            Self::Year => "365d",
        }
    }
}

/// A sum, the same sum over the days before, and the change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Figure {
    /// The sum: a count, or minor units of the currency.
    pub value: i64,
    /// The sum over as many days just before; null for all time.
    pub before: Option<i64>,
    /// The change from `before` to `value` in basis points of `before`; null when `before` is zero or null.
    pub change_bps: Option<i64>,
}

impl Figure {
    fn of(value: i64, before: Option<i64>) -> Self {
        let change = before.and_then(|before| ratio_bps(i128::from(value) - i128::from(before), before));
        Self { value, before, change_bps: change }
    }
}

/// How many of the visits became payments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Conversion {
    /// Completed payments and claims for every 10 000 visits; null without visits, and with more than visits, as
    /// when they were started through the API or before visits were counted.
    pub bps: Option<i64>,
    /// The same over as many days just before.
    pub before_bps: Option<i64>,
    /// `bps` less `beforeBps`; null when either is null.
    pub difference_bps: Option<i64>,
}

impl Conversion {
    fn of(now: &Sums, before: Option<&Sums>) -> Self {
        let of = |sums: &Sums| conversion_bps(sums.paid_count + sums.claimed_count, sums.visits);
        let (bps, before_bps) = (of(now), before.and_then(of));
        let difference_bps = bps.zip(before_bps).map(|(now, before)| now - before);
        Self { bps, before_bps, difference_bps }
    }
}

/// The figures of some days in one currency. Days are UTC, and the last one may still be running.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    /// The first day; null for all time.
    pub from: Option<Day>,
    /// The last day, included.
    pub to: Day,
    /// Gross revenue: the amounts of payments completed then, minor units, before fees and refunds.
    pub gross_minor: Figure,
    /// What was given back then, minor units, whenever it had been paid.
    pub refunded_minor: Figure,
    /// Payments completed then, also those given back later.
    pub paid_count: Figure,
    /// Attempts to buy that reached Stripe then, each counted once however often the card was tried.
    pub started_count: Figure,
    /// Attempts to buy whose time was over then without money; each counts until it is paid after all.
    pub abandoned_count: Figure,
    /// What cost nothing and was taken then.
    pub claimed_count: Figure,
    /// Openings of pay pages by people then.
    pub visits: Figure,
    /// How many of the visits became payments or claims.
    pub conversion: Conversion,
}

impl Figures {
    fn of(from: Option<Day>, to: Day, now: &Sums, before: Option<&Sums>) -> Self {
        let figure = |pick: fn(&Sums) -> i64| Figure::of(pick(now), before.map(pick));
        Self {
            from,
            to,
            gross_minor: figure(|sums| sums.gross_minor),
            refunded_minor: figure(|sums| sums.refunded_minor),
            paid_count: figure(|sums| sums.paid_count),
            started_count: figure(|sums| sums.started_count),
            abandoned_count: figure(|sums| sums.abandoned_count),
            claimed_count: figure(|sums| sums.claimed_count),
            visits: figure(|sums| sums.visits),
            conversion: Conversion::of(now, before),
        }
    }

    /// The figures of all time up to `today`.
    pub(super) fn of_all_time(today: Day, sums: &Sums) -> Self {
        Self::of(None, today, sums, None)
    }
}

/// The figures of one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DayFigures {
    /// The day, UTC.
    pub day: Day,
    /// The amounts of payments completed that day, minor units.
    pub gross_minor: i64,
    /// What was given back that day, minor units.
    pub refunded_minor: i64,
    /// Payments completed that day.
    pub paid_count: i64,
    /// Attempts to buy that reached Stripe that day.
    pub started_count: i64,
    /// Attempts to buy whose time was over that day without money.
    pub abandoned_count: i64,
    /// What cost nothing and was taken that day.
    pub claimed_count: i64,
    /// Openings of pay pages by people that day.
    pub visits: i64,
}

/// Every day of the books that a page may ask about, days without a row included.
pub(super) struct Diary {
    today: Day,
    rows: HashMap<String, Sums>,
}

impl Diary {
    /// The first day that is looked at for `period` and the shorter spans, and the days just before them.
    pub(super) fn first_day(today: Day, period: Period) -> Day {
        let longest = period.days().max(Period::FourWeeks.days());
        today.minus(2 * longest - 1)
    }

    pub(super) fn new(today: Day, rows: Vec<DayRow>) -> Self {
        Self { today, rows: rows.into_iter().map(|row| (row.day, row.sums)).collect() }
    }

    fn on(&self, day: Day) -> Sums {
        self.rows.get(&day.to_string()).copied().unwrap_or_default()
    }

    /// The sums of `days` days, the last of them `back` days before today.
    pub(super) fn sums(&self, days: i64, back: i64) -> Sums {
        let last = self.today.minus(back);
        last.minus(days - 1).through(last).fold(Sums::default(), |mut sums, day| {
            sums += self.on(day);
            sums
        })
    }

    /// The figures of the last `days` days against as many before.
    pub(super) fn last(&self, days: i64) -> Figures {
        let from = self.today.minus(days - 1);
        Figures::of(Some(from), self.today, &self.sums(days, 0), Some(&self.sums(days, days)))
    }

    /// Each of `days` days, the last of them `back` days before today.
    pub(super) fn series(&self, days: i64, back: i64) -> Vec<DayFigures> {
        let last = self.today.minus(back);
        let figures = |day| {
            let sums = self.on(day);
            DayFigures {
                day,
                gross_minor: sums.gross_minor,
                refunded_minor: sums.refunded_minor,
                paid_count: sums.paid_count,
                started_count: sums.started_count,
                abandoned_count: sums.abandoned_count,
                claimed_count: sums.claimed_count,
                visits: sums.visits,
            }
        };
        last.minus(days - 1).through(last).map(figures).collect()
    }
}

/// Completed payments for every 10 000 visits; None without visits, or with more payments than visits.
pub(crate) fn conversion_bps(paid: i64, visits: i64) -> Option<i64> {
    if paid > visits { None } else { ratio_bps(i128::from(paid), visits) }
}

/// `part` of `whole` in basis points, half away from zero; None of nothing.
fn ratio_bps(part: i128, whole: i64) -> Option<i64> {
    if whole <= 0 {
        return None;
    }
    let whole = i128::from(whole);
    let half = if part < 0 { -whole / 2 } else { whole / 2 };
    i64::try_from((part * 10_000 + half) / whole).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;

    #[test]
    fn a_change_is_a_share_of_what_was_before() {
        for (value, before, change) in [
            (217, Some(180), Some(2056)),
            (180, Some(217), Some(-1705)),
            (5, Some(5), Some(0)),
            (0, Some(3), Some(-10_000)),
            (3, Some(0), None),
            (3, None, None),
            (i64::MAX, Some(1), None),
        ] {
            assert_eq!(Figure::of(value, before).change_bps, change, "{value} {before:?}");
        }
    }

    #[test]
    fn a_conversion_needs_visits_and_no_more_payments_than_visits() {
        assert_eq!(conversion_bps(1284, 16_902), Some(760));
        assert_eq!(conversion_bps(0, 5), Some(0));
        assert_eq!(conversion_bps(5, 5), Some(10_000));
        assert_eq!(conversion_bps(0, 0), None);
        assert_eq!(conversion_bps(6, 5), None);
    }

    #[test]
    fn every_day_is_in_exactly_one_span() {
        let today = Timestamp(1_771_322_400_005).day();
        let row = |back: i64, paid: i64| DayRow {
            day: today.minus(back).to_string(),
            sums: Sums { paid_count: paid, ..Sums::default() },
        };
        // The first and the last day of both weeks, and the days beside them.
        let diary = Diary::new(today, vec![row(0, 1), row(6, 2), row(7, 4), row(13, 8), row(14, 16)]);
        let week = diary.last(7);
        assert_eq!((week.paid_count.value, week.paid_count.before), (3, Some(12)));
        assert_eq!((week.from, week.to), (Some(today.minus(6)), today));
        let days: Vec<i64> = diary.series(7, 7).iter().map(|day| day.paid_count).collect();
        assert_eq!(days, [8, 0, 0, 0, 0, 0, 4]);
        assert_eq!(Diary::first_day(today, Period::Week), today.minus(55));
        assert_eq!(Diary::first_day(today, Period::Year), today.minus(729));
        for period in Period::ALL {
            let text = serde_json::to_string(&period).unwrap();
            assert_eq!(text, format!("\"{}\"", period.as_str()));
            assert_eq!(period.as_str(), format!("{}d", period.days()));
        }
    }
}
