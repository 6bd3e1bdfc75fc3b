//! The buyer's operations on their subscriptions. Only who has proven an e-mail reaches what was subscribed to with it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Plan, Subscription, change, store};
use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::error::Result;
use crate::merchants;
use crate::money::Currency;
use crate::operation::{Access, Method, Operation, Spec};
use crate::page::PageRequest;
use crate::payments::PayLinkRef;
use crate::wire::List;

/// Lists the subscriptions of the signed-in person, the newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListOwnSubscriptions {
    /// Rows per page, 1 to 100; 20 when left out.
    pub limit: Option<i64>,
    /// `nextCursor` of the page before.
    pub cursor: Option<String>,
}

/// A subscription as its buyer sees it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OwnSubscription {
    /// The subscription's id.
    pub id: String,
    /// The link it came through, as it was then.
    pub pay_link: PayLinkRef,
    /// Who sells it.
    pub merchant_name: String,
    /// The buyer's e-mail.
    pub customer_email: String,
    /// `ACTIVE`, `PAST_DUE`, or `CANCELED`, which may still run until `endsAt`.
    pub status: String,
    /// Stripe's own word, such as `trialing`.
    pub stripe_status: String,
    /// What one interval costs, minor units.
    pub amount: i64,
    /// The same as `amount`.
    pub amount_minor: i64,
    /// The currency.
    pub currency: Currency,
    /// `week`, `month`, `six_months` or `year`.
    pub interval: String,
    /// When the present interval ends; how long it lasts when it is canceled.
    pub current_period_end: Option<Timestamp>,
    /// Whether it ends then.
    pub cancel_at_period_end: bool,
    /// When the card is charged next; null when it is not.
    pub next_charge_at: Option<Timestamp>,
    /// When it ends or ended; null while it goes on.
    pub ends_at: Option<Timestamp>,
    /// The brand of the card that is charged.
    pub card_brand: Option<String>,
    /// Its last four digits.
    pub card_last4: Option<String>,
    /// When it was asked for.
    pub created_at: Timestamp,
}

impl OwnSubscription {
    /// Whether nothing more can come of it.
    #[must_use]
    pub fn is_over(&self) -> bool {
        matches!(self.stripe_status.as_str(), "canceled" | "incomplete_expired")
    }
}

async fn view(core: &Core, row: Subscription) -> Result<OwnSubscription> {
    let plan = Plan::of(&row);
    Ok(OwnSubscription {
        merchant_name: merchants::owner(core, &row.merchant_id).await?.merchant_name,
        status: row.outward().to_owned(),
        amount: plan.price.minor,
        amount_minor: plan.price.minor,
        currency: plan.price.currency,
        interval: plan.interval.as_str().to_owned(),
        current_period_end: row.period_end.map(Timestamp),
        cancel_at_period_end: row.cancel_at_period_end,
        next_charge_at: plan.next_charge,
        ends_at: plan.ends,
        pay_link: PayLinkRef { id: row.link_id, title: row.link_title, slug: row.link_slug },
        id: row.id,
        customer_email: row.customer_email,
        stripe_status: row.status,
        card_brand: row.card_brand,
        card_last4: row.card_last4,
        created_at: Timestamp(row.created_at),
    })
}

/// The newest subscriptions of who has proven this e-mail.
///
/// # Errors
/// Internal, when the database refuses.
pub(crate) async fn newest_of(core: &Core, email: &str, most: i64) -> Result<Vec<OwnSubscription>> {
    let request = PageRequest { limit: most, ..PageRequest::read(None, None)? };
    let page = store::list_of_buyer(core, email, &request).await?;
    let mut all = Vec::with_capacity(page.rows.len());
    for row in page.rows {
        all.push(view(core, row).await?);
    }
    Ok(all)
}

impl Operation for ListOwnSubscriptions {
    const SPEC: Spec = Spec {
        title: "List own subscriptions",
        summary: "Lists what the signed-in person has subscribed to, from anybody.",
        access: Access::Person,
        ..Spec::read("list_own_subscriptions", "Purchases", "/purchases/subscriptions")
    };
    type Output = List<OwnSubscription>;

    async fn run(self, core: &Core, actor: &Actor) -> Result<List<OwnSubscription>> {
        let request = PageRequest::read(self.limit, self.cursor.as_deref())?;
        let page = store::list_of_buyer(core, actor.proven_email()?, &request).await?;
        let mut data = Vec::with_capacity(page.rows.len());
        for row in page.rows {
            data.push(view(core, row).await?);
        }
        Ok(List { data, has_more: page.next.is_some(), next_cursor: page.next })
    }
}

/// Shows one subscription of the signed-in person.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetOwnSubscription {
    /// The subscription's id, ours or Stripe's.
    pub id: String,
}

impl Operation for GetOwnSubscription {
    const SPEC: Spec = Spec {
        title: "Get an own subscription",
        summary: "Shows one subscription of the signed-in person.",
        access: Access::Person,
        ..Spec::read("get_own_subscription", "Purchases", "/purchases/subscriptions/{id}")
    };
    type Output = OwnSubscription;

    async fn run(self, core: &Core, actor: &Actor) -> Result<OwnSubscription> {
        view(core, change::of_buyer(core, actor.proven_email()?, &self.id).await?).await
    }
}

/// What was done, in a sentence.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "OwnSubscriptionMessage")]
pub struct SubscriptionMessage {
    /// What was done.
    pub message: String,
}

/// Lets a subscription of the signed-in person end with the interval that is paid.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CancelOwnSubscription {
    /// The subscription's id, ours or Stripe's.
    #[schemars(example = crate::operation::SAMPLE_ID)]
    pub subscription_id: String,
}

impl Operation for CancelOwnSubscription {
    const SPEC: Spec = Spec {
        title: "Cancel an own subscription",
        summary: "Lets a subscription of the signed-in person end with the interval that is paid.",
        access: Access::Person,
        mcp: Some("cancel_purchase_subscription"),
        webmcp: Some("cancel_subscription"),
        ..Spec::write(
            "cancel_purchase_subscription",
            "Purchases",
            Method::Post,
            "/purchases/cancel-subscription",
        )
    };
    type Output = SubscriptionMessage;

    async fn run(self, core: &Core, actor: &Actor) -> Result<SubscriptionMessage> {
        change::cancel_at_period_end(core, actor, actor.proven_email()?, &self.subscription_id).await?;
        let message = "Subscription canceled. Active until end of current billing period.".to_owned();
        Ok(SubscriptionMessage { message })
    }
}

/// Takes the end of a subscription of the signed-in person back, until it is there.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResumeOwnSubscription {
    /// The subscription's id, ours or Stripe's.
    #[schemars(example = crate::operation::SAMPLE_ID)]
    pub subscription_id: String,
}

impl Operation for ResumeOwnSubscription {
    const SPEC: Spec = Spec {
        title: "Resume an own subscription",
        summary: "Lets a subscription of the signed-in person go on whose end was asked for.",
        access: Access::Person,
        ..Spec::write(
            "resume_purchase_subscription",
            "Purchases",
            Method::Post,
            "/purchases/resume-subscription",
        )
    };
    type Output = SubscriptionMessage;

    async fn run(self, core: &Core, actor: &Actor) -> Result<SubscriptionMessage> {
        change::keep_going(core, actor, actor.proven_email()?, &self.subscription_id).await?;
        Ok(SubscriptionMessage { message: "Subscription resumed.".to_owned() })
    }
}
