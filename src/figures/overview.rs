//! The overview behind the first page of the dashboard.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::attention::{self, Attention};
use super::checklist::Checklist;
use super::span::{DayFigures, Diary, Figures, Period};
use super::store;
use crate::actor::Actor;
use crate::clock::Day;
use crate::connected_accounts;
use crate::core::Core;
use crate::error::Result;
use crate::money::Currency;
use crate::operation::{Operation, Spec};
use crate::payments::{self, Transaction};
use crate::rollups::{self, ALL_LINKS, Book, Sums};

/// Payments that the overview shows.
const RECENT: i64 = 7;

/// Tells how the merchant is doing: figures, what needs attention, recent payments, first steps.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetOverview {
    /// The currency of the figures; the merchant's default when left out. Nothing is converted.
    pub currency: Option<Currency>,
    /// The days that the chart covers, today included: `7d`, `28d`, `90d` or `365d`; `28d` when left out.
    pub period: Option<Period>,
}

/// The figures of several spans that end today. A day is a UTC day, and today is still running: it is compared
/// with the whole of yesterday.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Standing {
    /// Today, against yesterday.
    pub today: Figures,
    /// Today and the 6 days before, against the 7 days before those.
    pub seven_days: Figures,
    /// Today and the 27 days before, against the 28 days before those.
    pub twenty_eight_days: Figures,
    /// The chosen period, against as many days before it.
    pub chosen: Figures,
    /// All time, against nothing.
    pub total: Figures,
}

/// The sums of another currency in the chosen period.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CurrencyFigures {
    /// The currency.
    pub currency: Currency,
    /// The amounts of payments completed in the period, minor units.
    pub gross_minor: i64,
    /// What was given back in the period, minor units.
    pub refunded_minor: i64,
    /// Payments completed in the period.
    pub paid_count: i64,
    /// Openings of pay pages by people in the period.
    pub visits: i64,
}

/// How the merchant is doing.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Overview {
    /// The currency of the figures.
    pub currency: Currency,
    /// The chosen period.
    pub period: Period,
    /// Today, UTC.
    pub today: Day,
    /// The figures.
    pub figures: Standing,
    /// Every day of the chosen period, oldest first.
    pub days: Vec<DayFigures>,
    /// Every day of the period before, oldest first; as many as `days`.
    pub days_before: Vec<DayFigures>,
    /// The other currencies that anything ever happened in.
    pub other_currencies: Vec<CurrencyFigures>,
    /// What needs attention, the gravest first.
    pub attention: Vec<Attention>,
    /// The 7 newest payments in any currency that a buyer has tried to pay; attempts that were only started are
    /// left out.
    pub recent: Vec<Transaction>,
    /// The first steps.
    pub checklist: Checklist,
}

impl Operation for GetOverview {
    const SPEC: Spec = Spec {
        title: "Overview",
        summary: "Tells revenue, payments, visits and conversion, what needs attention, and recent payments.",
        ..Spec::read("get_overview", "Analytics", "/overview")
    };
    type Output = Overview;

    async fn run(self, core: &Core, actor: &Actor) -> Result<Overview> {
        let merchant_id = actor.merchant()?;
        let period = self.period.unwrap_or_default();
        let today = core.clock.now().day();
        let merchant = store::merchant(&core.db, merchant_id).await?;
        let currency = match self.currency {
            Some(currency) => currency,
            None => Currency::parse(&merchant.default_currency)?,
        };
        let account = connected_accounts::find(core, merchant_id).await?;
        let totals = rollups::totals(&core.db, merchant_id, ALL_LINKS).await?;
        let book = Book::of_merchant(merchant_id, currency);
        let first = Diary::first_day(today, period);
        let diary = Diary::new(today, rollups::days(&core.db, &book, first, today).await?);

        let mut turned_away = diary.sums(7, 0).turned_away;
        let (mut all, mut in_currency) = (Sums::default(), Sums::default());
        let mut other_currencies = Vec::new();
        for row in &totals {
            all += row.sums;
            if row.currency() == currency {
                in_currency = row.sums;
                continue;
            }
            let book = Book::of_merchant(merchant_id, row.currency());
            let first = today.minus(period.days() - 1);
            let other = Diary::new(today, rollups::days(&core.db, &book, first, today).await?);
            turned_away += other.sums(7, 0).turned_away;
            let sums = other.sums(period.days(), 0);
            other_currencies.push(CurrencyFigures {
                currency: row.currency(),
                gross_minor: sums.gross_minor,
                refunded_minor: sums.refunded_minor,
                paid_count: sums.paid_count,
                visits: sums.visits,
            });
        }
        Ok(Overview {
            currency,
            period,
            today,
            figures: Standing {
                today: diary.last(1),
                seven_days: diary.last(Period::Week.days()),
                twenty_eight_days: diary.last(Period::FourWeeks.days()),
                chosen: diary.last(period.days()),
                total: Figures::of_all_time(today, &in_currency),
            },
            days: diary.series(period.days(), 0),
            days_before: diary.series(period.days(), period.days()),
            other_currencies,
            attention: attention::find(core, merchant_id, account.as_ref(), turned_away).await?,
            recent: payments::recent(core, merchant_id, RECENT).await?,
            checklist: Checklist::of(&merchant, account.as_ref(), &all, core.config.sandbox()),
        })
    }
}
