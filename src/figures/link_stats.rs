//! The statistics of one link.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::span::{DayFigures, Diary, Figures, Period};
use crate::actor::Actor;
use crate::clock::{Day, Timestamp};
use crate::core::Core;
use crate::error::Result;
use crate::money::Currency;
use crate::operation::{Operation, Spec};
use crate::payment_links;
use crate::rollups::{self, Book};

/// Tells what a link earned and how often it was opened.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetPayLinkStats {
    /// The link's id.
    pub id: String,
    /// The days that the chart covers, today included: `7d`, `28d`, `90d` or `365d`; `28d` when left out.
    pub period: Option<Period>,
}

/// What a link earned and how often it was opened, in its present currency. Days are UTC.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PayLinkStats {
    /// The link's id.
    pub pay_link_id: String,
    /// The link's present currency; what it sold in another one is left out.
    pub currency: Currency,
    /// The chosen period.
    pub period: Period,
    /// Today, UTC.
    pub today: Day,
    /// The figures of the chosen period, against as many days before it.
    pub chosen: Figures,
    /// The figures of all time, against nothing.
    pub total: Figures,
    /// When something was paid last in this currency; null before the first sale.
    pub last_sale_at: Option<Timestamp>,
    /// Every day of the chosen period, oldest first.
    pub days: Vec<DayFigures>,
    /// Every day of the period before, oldest first; as many as `days`.
    pub days_before: Vec<DayFigures>,
}

impl Operation for GetPayLinkStats {
    const SPEC: Spec = Spec {
        title: "Statistics of a payment link",
        summary: "Tells visits, started and completed payments, conversion and revenue of one payment link.",
        ..Spec::read("get_paylink_stats", "PayLinks", "/paylinks/{id}/stats")
    };
    type Output = PayLinkStats;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PayLinkStats> {
        let merchant_id = actor.merchant()?;
        let link = payment_links::find(&core.db, merchant_id, &self.id).await?;
        let currency = link.price().currency;
        let period = self.period.unwrap_or_default();
        let today = core.clock.now().day();
        let book = Book::new(merchant_id, &link.id, currency);
        let first = Diary::first_day(today, period);
        let diary = Diary::new(today, rollups::days(&core.db, &book, first, today).await?);
        let totals = rollups::totals(&core.db, merchant_id, &link.id).await?;
        let total = totals.into_iter().find(|row| row.currency() == currency);
        Ok(PayLinkStats {
            pay_link_id: link.id,
            currency,
            period,
            today,
            chosen: diary.last(period.days()),
            total: Figures::of_all_time(today, &total.as_ref().map(|row| row.sums).unwrap_or_default()),
            last_sale_at: total.and_then(|row| row.last_paid_at).map(Timestamp),
            days: diary.series(period.days(), 0),
            days_before: diary.series(period.days(), period.days()),
        })
    }
}
