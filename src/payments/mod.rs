//! Payments: each mirrors one charge on one connected account. The status is derived from Stripe's facts and
//! only moves forward; what follows from a success happens exactly once, in the commit that books it.

mod file;
mod filter;
mod mail;
mod operations;
mod reconcile;
mod recurring;
mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use self::filter::Filter;
pub use self::mail::{RECEIPT_MAIL, SALE_MAIL, send_receipt, send_sale};
pub(crate) use self::mail::{accent, payment_of, send_receipt_again};
pub use self::operations::{GetTransaction, ListTransactions, PayLinkRef, Transaction, TransactionDetail};
pub use self::reconcile::reconcile;
pub(crate) use self::recurring::{STATEMENTS as RECURRING_STATEMENTS, belongs_to, session_of_intent};
pub(crate) use self::store::sql::ALL as STATEMENTS;
use crate::actor::Actor;
use crate::checkout_sessions::CheckoutSession;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::Tx;
use crate::error::{Code, Error, Fields, Result};
use crate::events::{self, NewEvent};
use crate::money::{Currency, Money};
use crate::needle::Needle;
use crate::page::PageRequest;
use crate::payment_links::PaymentLink;
use crate::pricing::Order;
use crate::rollups::Book;

/// The metadata key under which an intent names its checkout session.
pub const SESSION_KEY: &str = "checkout_session_id";

/// Where a payment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Status {
    /// Started, not paid.
    Pending,
    /// The last try failed; another one may follow.
    Failed,
    /// Given up; nothing can follow.
    Canceled,
    /// Paid.
    Completed,
    /// Paid, and all of it given back.
    Refunded,
    /// Paid, and contested.
    Disputed,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 6] =
        [Self::Pending, Self::Failed, Self::Canceled, Self::Completed, Self::Refunded, Self::Disputed];

    /// The status on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Failed => "FAILED",
            Self::Canceled => "CANCELED",
            Self::Completed => "COMPLETED",
            Self::Refunded => "REFUNDED",
            Self::Disputed => "DISPUTED",
        }
    }

    /// Reads the wire's text.
    ///
    /// # Errors
    /// `BAD_STATUS` on the field `status`.
    pub fn parse(text: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|status| status.as_str().eq_ignore_ascii_case(text))
            .ok_or_else(|| Fields::default().with("status", Code::BadStatus, Some(text.to_owned())).error())
    }

    /// Whether Stripe need not be asked again before something new happens.
    #[must_use]
    pub const fn is_final(self) -> bool {
        !matches!(self, Self::Pending | Self::Failed)
    }

    /// Whether money was taken, whatever became of it since.
    #[must_use]
    pub const fn is_paid(self) -> bool {
        matches!(self, Self::Completed | Self::Refunded | Self::Disputed)
    }

    /// Whether the payment may move from here to `next`.
    #[must_use]
    pub const fn allows(self, next: Self) -> bool {
        match self {
            Self::Pending => matches!(next, Self::Failed | Self::Canceled | Self::Completed),
            Self::Failed => matches!(next, Self::Failed | Self::Canceled | Self::Completed),
            Self::Completed => matches!(next, Self::Refunded | Self::Disputed),
            Self::Disputed => matches!(next, Self::Completed | Self::Refunded),
            Self::Refunded => matches!(next, Self::Completed | Self::Disputed),
            Self::Canceled => false,
        }
    }
}

/// A stored payment.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Payment {
    /// The payment's id.
    pub id: String,
    /// Whose it is.
    pub merchant_id: String,
    /// The link it came through.
    pub link_id: String,
    /// The attempt it came from.
    pub checkout_session_id: String,
    /// The account that charged.
    pub stripe_account_id: String,
    /// The intent at Stripe.
    pub stripe_payment_intent_id: String,
    /// The charge at Stripe.
    pub stripe_charge_id: Option<String>,
    status: String,
    /// What was to be paid, minor units.
    pub amount_minor: i64,
    currency: String,
    /// The platform's fee, minor units, frozen at the start.
    pub platform_fee_minor: i64,
    /// Amount less the platform's fee, minor units.
    pub net_minor: i64,
    /// What was given back, minor units.
    pub refunded_minor: i64,
    /// Stripe's own fee in the settlement currency, minor units; known some time after the success.
    pub stripe_fee_minor: Option<i64>,
    /// What Stripe credits to the merchant in the settlement currency, minor units.
    pub settled_minor: Option<i64>,
    /// The settlement currency, ISO 4217.
    pub settled_currency: Option<String>,
    /// The buyer's e-mail.
    pub customer_email: Option<String>,
    /// The buyer's name.
    pub customer_name: Option<String>,
    /// The buyer's phone number.
    pub customer_phone: Option<String>,
    /// The buyer's address, JSON.
    pub customer_address: Option<String>,
    /// What else was answered, JSON of [`crate::collecting::Answers`].
    pub collected: Option<String>,
    /// How it was paid, such as `card` or `apple_pay`.
    pub method: Option<String>,
    /// The card's brand.
    pub card_brand: Option<String>,
    /// The card's last four digits.
    pub card_last4: Option<String>,
    /// The card's country.
    pub card_country: Option<String>,
    /// Stripe's own receipt.
    pub receipt_url: Option<String>,
    /// Why the last try failed, as Stripe codes it.
    pub failure_code: Option<String>,
    /// Why the last try failed, as Stripe words it.
    pub failure_message: Option<String>,
    /// Whether it was paid after the link had stopped selling.
    pub paid_late: bool,
    /// What was sold.
    pub link_title: String,
    /// The link's slug when it was sold.
    pub link_slug: String,
    /// When it was started, milliseconds.
    pub created_at: i64,
    /// When it was paid, milliseconds.
    pub paid_at: Option<i64>,
    order_snapshot: Option<String>,
}

impl Payment {
    /// What was bought and what it came to.
    ///
    /// # Errors
    /// Internal, when the database holds something else.
    pub fn order(&self) -> Result<Order> {
        Order::read(self.order_snapshot.as_deref(), &self.link_title, self.amount())
    }

    /// Where it stands.
    #[must_use]
    pub fn status(&self) -> Status {
        Status::parse(&self.status).unwrap_or(Status::Pending)
    }

    /// What was to be paid.
    #[must_use]
    pub fn amount(&self) -> Money {
        Money::new(self.amount_minor, Currency::parse(&self.currency).unwrap_or_default())
    }

    /// The books that count it.
    fn book(&self) -> Book {
        Book::new(&self.merchant_id, &self.link_id, self.amount().currency)
    }

    /// The card as people read it.
    #[must_use]
    pub fn card(&self) -> Option<String> {
        crate::format::card(self.card_brand.as_deref(), self.card_last4.as_deref())
    }
}

/// The number on the receipt of a payment: the end of its id, which is its random part.
#[must_use]
pub fn receipt_number(payment_id: &str) -> String {
    let tail: String = payment_id.chars().filter(|c| *c != '-').skip(20).collect();
    format!("PL-{}", tail.to_uppercase())
}

/// Books the pending payment of an attempt whose intent Stripe has just made.
pub(crate) async fn begin(
    tx: &mut Tx,
    actor: &Actor,
    now: Timestamp,
    session: &CheckoutSession,
    link: &PaymentLink,
    intent: &str,
) -> Result<()> {
    let id = crate::id::new_id(now);
    if store::insert(tx, now, &id, session, link, intent).await? > 0 {
        let merchant_id = session.merchant_id.as_str();
        let event = NewEvent { merchant_id, kind: "payment.started", subject_id: &id, data: json!({}) };
        events::record(tx, actor, now, &event).await?;
    }
    Ok(())
}

/// Keeps what the buyer told when they went on with a pending attempt.
pub(crate) async fn keep_buyer(
    tx: &mut Tx,
    session_id: &str,
    email: Option<&str>,
    name: Option<&str>,
) -> Result<()> {
    store::keep_buyer(tx, session_id, email, name).await
}

/// The newest payments that a buyer has tried to pay.
pub(crate) async fn recent(core: &Core, merchant_id: &str, limit: i64) -> Result<Vec<Transaction>> {
    Ok(store::recent(core, merchant_id, limit).await?.iter().map(Transaction::from).collect())
}

/// The ids of payments that came after their link had stopped selling and were not given back, newest first: those
/// paid since then, a hundred at most.
pub(crate) async fn paid_late(core: &Core, merchant_id: &str, since: Timestamp) -> Result<Vec<String>> {
    store::paid_late(core, merchant_id, since).await
}

/// Whether somebody with this address has paid the merchant before.
pub(crate) async fn has_bought(tx: &mut Tx, merchant_id: &str, email: &str) -> Result<bool> {
    store::has_bought(tx, merchant_id, email).await
}

/// The newest payments of a subscription, a hundred at most.
pub(crate) async fn of_subscription(core: &Core, merchant_id: &str, id: &str) -> Result<Vec<Transaction>> {
    Ok(store::of_subscription(core, merchant_id, id).await?.iter().map(Transaction::from).collect())
}

/// The payment of an attempt, if there is one.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn of_session(core: &Core, session_id: &str) -> Result<Option<Payment>> {
    store::find_by_session(&core.db, session_id).await
}

/// One payment of this merchant.
///
/// # Errors
/// Not found, also when it is another merchant's.
pub async fn find(core: &Core, merchant_id: &str, id: &str) -> Result<Payment> {
    store::find(&core.db, merchant_id, id).await?.ok_or_else(Error::not_found)
}

/// Payments that a search finds: those with this card first, then the newest.
///
/// # Errors
/// Internal, when the database refuses.
pub(crate) async fn look_for(
    core: &Core,
    merchant_id: &str,
    needle: &Needle,
    limit: i64,
) -> Result<Vec<Payment>> {
    let request = PageRequest { limit, after: None };
    let mut found = match needle.last4() {
        Some(last4) => store::with_card(core, merchant_id, &request, last4).await?,
        None => Vec::new(),
    };
    let filter = Filter { needle: Some(needle.clone()), ..Filter::default() };
    for payment in store::list(core, merchant_id, &request, &filter).await?.rows {
        if found.iter().all(|known| known.id != payment.id) {
            found.push(payment);
        }
    }
    found.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payment_only_moves_forward() {
        let legal: Vec<(Status, Status)> = Status::ALL
            .into_iter()
            .flat_map(|from| Status::ALL.into_iter().map(move |to| (from, to)))
            .filter(|(from, to)| from.allows(*to))
            .collect();
        assert_eq!(
            legal,
            [
                (Status::Pending, Status::Failed),
                (Status::Pending, Status::Canceled),
                (Status::Pending, Status::Completed),
                (Status::Failed, Status::Failed),
                (Status::Failed, Status::Canceled),
                (Status::Failed, Status::Completed),
                (Status::Completed, Status::Refunded),
                (Status::Completed, Status::Disputed),
                (Status::Refunded, Status::Completed),
                (Status::Refunded, Status::Disputed),
                (Status::Disputed, Status::Completed),
                (Status::Disputed, Status::Refunded),
            ]
        );
    }

    #[test]
    fn a_receipt_number_is_the_random_end_of_the_id() {
        assert_eq!(receipt_number("0197a3f0-0000-7000-8000-0123456789ab"), "PL-0123456789AB");
    }
}
