//! The merchant's operations on subscriptions.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Subscription, change, store};
use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::events::{self, TimelineEntry};
use crate::money::Currency;
use crate::operation::{Method, Operation, Spec};
use crate::page::PageRequest;
use crate::payments::{self, PayLinkRef, Transaction};
use crate::wire::List;

/// Lists the subscriptions on the merchant's links, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListSubscriptions {
    /// Rows per page, 1 to 100; 20 when left out.
    #[schemars(example = 20)]
    pub limit: Option<i64>,
    /// `nextCursor` of the page before.
    pub cursor: Option<String>,
    /// Only subscriptions of this link.
    pub pay_link_id: Option<String>,
}

/// A subscription in short.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionRow {
    /// The subscription's id.
    pub id: String,
    /// The link it came through.
    pub pay_link_id: String,
    /// The buyer's e-mail.
    pub customer_email: String,
    /// The buyer's name.
    pub customer_name: Option<String>,
    /// `ACTIVE`, `PAST_DUE`, or `CANCELED`, which may still run until `currentPeriodEnd`.
    pub status: String,
    /// Stripe's own word, such as `trialing`.
    pub stripe_status: String,
    /// When the present interval ends.
    pub current_period_end: Option<Timestamp>,
    /// Whether it ends then.
    pub cancel_at_period_end: bool,
    /// When the free days end or ended.
    pub trial_end: Option<Timestamp>,
    /// What one interval costs, minor units.
    pub amount: i64,
    /// The same as `amount`.
    pub amount_minor: i64,
    /// The currency.
    pub currency: Currency,
    /// `week`, `month`, `six_months` or `year`.
    pub interval: String,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// The link it came through, as it was then.
    pub pay_link: PayLinkRef,
}

impl From<&Subscription> for SubscriptionRow {
    fn from(row: &Subscription) -> Self {
        let price = row.price();
        Self {
            id: row.id.clone(),
            pay_link_id: row.link_id.clone(),
            customer_email: row.customer_email.clone(),
            customer_name: row.customer_name.clone(),
            status: row.outward().to_owned(),
            stripe_status: row.status.clone(),
            current_period_end: row.period_end.map(Timestamp),
            cancel_at_period_end: row.cancel_at_period_end,
            trial_end: row.trial_end.map(Timestamp),
            amount: price.minor,
            amount_minor: price.minor,
            currency: price.currency,
            interval: row.interval().as_str().to_owned(),
            created_at: Timestamp(row.created_at),
            pay_link: PayLinkRef {
                id: row.link_id.clone(),
                title: row.link_title.clone(),
                slug: row.link_slug.clone(),
            },
        }
    }
}

impl Operation for ListSubscriptions {
    const SPEC: Spec = Spec {
        title: "List subscriptions",
        summary: "Lists the subscriptions on the merchant's links, newest first.",
        mcp: Some("list_subscriptions"),
        webmcp: Some("list_subscriptions"),
        ..Spec::read("list_subscriptions", "Subscriptions", "/subscriptions")
    };
    type Output = List<SubscriptionRow>;

    async fn run(self, core: &Core, actor: &Actor) -> Result<List<SubscriptionRow>> {
        let request = PageRequest::read(self.limit, self.cursor.as_deref())?;
        let page = store::list(core, actor.merchant()?, &request, self.pay_link_id.as_deref()).await?;
        Ok(page.map(|row| SubscriptionRow::from(&row)).into())
    }
}

/// Shows one subscription with its payments and its story.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetSubscription {
    /// The subscription's id.
    pub id: String,
}

/// A subscription with its payments and its story.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionDetail {
    /// The subscription in short.
    pub subscription: SubscriptionRow,
    /// The subscription at Stripe.
    pub stripe_subscription_id: Option<String>,
    /// The brand of the card that is charged.
    pub card_brand: Option<String>,
    /// Its last four digits.
    pub card_last4: Option<String>,
    /// When it first was active or trialing.
    pub started_at: Option<Timestamp>,
    /// When its end was asked for.
    pub canceled_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Its newest payments, a hundred at most.
    pub payments: Vec<Transaction>,
    /// The story, newest first.
    pub timeline: Vec<TimelineEntry>,
}

impl Operation for GetSubscription {
    const SPEC: Spec = Spec {
        title: "Get a subscription",
        summary: "Shows one subscription with its payments and its timeline.",
        ..Spec::read("get_subscription", "Subscriptions", "/subscriptions/{id}")
    };
    type Output = SubscriptionDetail;

    async fn run(self, core: &Core, actor: &Actor) -> Result<SubscriptionDetail> {
        let merchant_id = actor.merchant()?;
        let found = store::find(&core.db, merchant_id, &self.id).await?;
        let row = found.ok_or_else(Error::not_found)?;
        let mut timeline = events::of_subject(core, merchant_id, &row.id).await?;
        let buyer = row.customer_name.as_ref().unwrap_or(&row.customer_email);
        for entry in timeline.iter_mut().filter(|entry| entry.who_kind == "buyer") {
            entry.who.clone_from(buyer);
        }
        Ok(SubscriptionDetail {
            subscription: SubscriptionRow::from(&row),
            payments: payments::of_subscription(core, merchant_id, &row.id).await?,
            timeline,
            stripe_subscription_id: row.stripe_subscription_id,
            card_brand: row.card_brand,
            card_last4: row.card_last4,
            started_at: row.started_at.map(Timestamp),
            canceled_at: row.canceled_at.map(Timestamp),
            ended_at: row.ended_at.map(Timestamp),
        })
    }
}

/// Lets a subscription end with the interval that is paid.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CancelSubscription {
    /// The subscription's id.
    pub id: String,
}

impl Operation for CancelSubscription {
    const SPEC: Spec = Spec {
        title: "Cancel a subscription",
        summary: "Lets a subscription end with the interval that is paid; it can be taken back until then.",
        ..Spec::write("cancel_subscription", "Subscriptions", Method::Post, "/subscriptions/{id}/cancel")
    };
    type Output = SubscriptionRow;

    async fn run(self, core: &Core, actor: &Actor) -> Result<SubscriptionRow> {
        turn(core, actor, &self.id, true).await
    }
}

/// Takes the end of a subscription back.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResumeSubscription {
    /// The subscription's id.
    pub id: String,
}

impl Operation for ResumeSubscription {
    const SPEC: Spec = Spec {
        title: "Resume a subscription",
        summary: "Lets a subscription whose end was asked for go on.",
        ..Spec::write("resume_subscription", "Subscriptions", Method::Post, "/subscriptions/{id}/resume")
    };
    type Output = SubscriptionRow;

    async fn run(self, core: &Core, actor: &Actor) -> Result<SubscriptionRow> {
        turn(core, actor, &self.id, false).await
    }
}

async fn turn(core: &Core, actor: &Actor, id: &str, ends: bool) -> Result<SubscriptionRow> {
    let found = store::find(&core.db, actor.merchant()?, id).await?;
    let row = found.ok_or_else(Error::not_found)?;
    Ok(SubscriptionRow::from(&change::end_with_period(core, actor, row, ends).await?))
}
