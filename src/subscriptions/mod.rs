//! Subscriptions: what is paid again and again. A buyer's card is kept first and the subscription begun second; from
//! then on Stripe charges, and what it says of the subscription and of each invoice becomes ours here. Every paid
//! invoice is one payment with a receipt of its own.

mod begin;
mod change;
mod invoices;
mod mail;
mod operations;
mod own;
mod own_card;
mod plan;
mod reconcile;
mod seat;
mod start;
mod store;

pub use self::begin::take_up;
pub use self::change::{cancel_at_period_end, change_card, keep_going, of_buyer, start_card_change};
pub use self::invoices::reconcile_invoice;
pub use self::mail::{NEW_SUBSCRIBER_MAIL, STARTED_MAIL, send_new_subscriber, send_started};
pub use self::operations::{
    CancelSubscription, GetSubscription, ListSubscriptions, ResumeSubscription, SubscriptionDetail,
    SubscriptionRow,
};
pub(crate) use self::own::newest_of;
pub use self::own::{
    CancelOwnSubscription, GetOwnSubscription, ListOwnSubscriptions, OwnSubscription, ResumeOwnSubscription,
    SubscriptionMessage,
};
pub use self::own_card::{CardChange, ChangeCard, StartCardChange};
pub use self::plan::Plan;
pub(crate) use self::plan::plan_of_session;
pub use self::reconcile::reconcile;
pub(crate) use self::seat::let_go;
pub use self::start::{StartSubscription, SubscriptionStep};
pub(crate) use self::store::sql::ALL as STATEMENTS;
use crate::money::{Currency, Money};
use crate::payment_links::Interval;

/// The metadata key under which Stripe's objects name our subscription.
pub const SUBSCRIPTION_KEY: &str = "subscription_id";

/// A card is being kept; nothing was begun.
pub(crate) const SETUP: &str = "setup";

/// A stored subscription.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Subscription {
    /// The subscription's id.
    pub id: String,
    /// Whose link it came through.
    pub merchant_id: String,
    /// The link.
    pub link_id: String,
    /// The revision of the link that the buyer saw.
    pub revision: i64,
    /// The attempt that began it.
    pub checkout_session_id: String,
    /// The account that charges.
    pub stripe_account_id: String,
    /// The customer at Stripe, made for this subscription alone.
    pub stripe_customer_id: Option<String>,
    /// The setup intent that keeps the first card.
    pub stripe_setup_intent_id: Option<String>,
    /// The subscription at Stripe, once it was begun.
    pub stripe_subscription_id: Option<String>,
    /// The card that was claimed for it.
    pub stripe_payment_method_id: Option<String>,
    /// When it was claimed, milliseconds.
    pub claimed_at: Option<i64>,
    /// `setup`, `abandoned`, or Stripe's own word.
    pub status: String,
    /// What one interval costs, minor units.
    pub amount_minor: i64,
    currency: String,
    period: String,
    /// Days that were free before the first charge.
    pub trial_days: i64,
    /// The buyer's language.
    pub language: String,
    /// The buyer's e-mail, small letters.
    pub customer_email: String,
    /// The buyer's name.
    pub customer_name: Option<String>,
    /// What was sold.
    pub link_title: String,
    /// The link's slug when it was sold.
    pub link_slug: String,
    /// The brand of the card that is charged.
    pub card_brand: Option<String>,
    /// Its last four digits.
    pub card_last4: Option<String>,
    /// When the present interval began, milliseconds.
    pub period_start: Option<i64>,
    /// When it ends, milliseconds.
    pub period_end: Option<i64>,
    /// When the free days end, milliseconds.
    pub trial_end: Option<i64>,
    /// Whether it ends with the present interval.
    pub cancel_at_period_end: bool,
    /// When it first was active or trialing, milliseconds.
    pub started_at: Option<i64>,
    /// When its end was asked for, milliseconds.
    pub canceled_at: Option<i64>,
    /// When it ended, milliseconds.
    pub ended_at: Option<i64>,
    /// When it was asked for, milliseconds.
    pub created_at: i64,
}

impl Subscription {
    /// What one interval costs.
    #[must_use]
    pub fn price(&self) -> Money {
        Money::new(self.amount_minor, Currency::parse(&self.currency).unwrap_or_default())
    }

    /// How often it is paid.
    #[must_use]
    pub fn interval(&self) -> Interval {
        Interval::parse(&self.period, "interval").unwrap_or_default()
    }

    /// Whether the buyer has what they subscribed to.
    #[must_use]
    pub fn is_running(&self) -> bool {
        matches!(self.status.as_str(), "active" | "trialing" | "past_due")
    }

    /// Whether nothing more can come of it.
    #[must_use]
    pub fn is_over(&self) -> bool {
        matches!(self.status.as_str(), "canceled" | "incomplete_expired")
    }

    /// The status on the wire: `ACTIVE`, `PAST_DUE`, or `CANCELED`, which may still run to the end of its interval.
    #[must_use]
    pub fn outward(&self) -> &'static str {
        match self.status.as_str() {
            "active" | "trialing" if !self.cancel_at_period_end => "ACTIVE",
            "past_due" | "unpaid" | "paused" | "incomplete" => "PAST_DUE",
            _ => "CANCELED",
        }
    }

    /// The card as people read it.
    #[must_use]
    pub fn card(&self) -> Option<String> {
        crate::format::card(self.card_brand.as_deref(), self.card_last4.as_deref())
    }
}
