//! Checkout sessions: every attempt to buy. The price is the link's own at the revision the buyer saw; the
//! browser never names it.

mod abandoned;
mod collect;
pub mod hosted;
mod offer;
mod order;
mod outcome;
mod recurring;
mod seat;
mod seller;
mod start;
mod store;
mod unpaid;
mod wanted;

use std::time::Duration;

pub(crate) use self::abandoned::STATEMENTS as ABANDONED_STATEMENTS;
pub use self::abandoned::{count_abandoned, keep_counting};
pub use self::collect::Address;
pub(crate) use self::collect::{Told, check_address, check_address_at, check_phone};
pub use self::hosted::{
    CheckoutSettings, GetCheckoutSettings, HostedCheckout, StartHostedCheckout, UpdateCheckoutSettings,
};
pub use self::offer::{Offer, offer};
pub(crate) use self::offer::{offer_begun, used_up};
pub use self::order::Wish;
pub use self::outcome::{CheckoutOutcome, OutcomeState, outcome};
pub(crate) use self::recurring::{
    Attempt, STATEMENTS as RECURRING_STATEMENTS, close, open_setup, pay_with, renew,
};
pub use self::seat::{LET_GO, SEAT_LIFE, let_go};
pub(crate) use self::seat::{free_seat, is_beyond_limit, take_seat};
pub use self::seller::{ClosedLink, seller, taken_free};
pub(crate) use self::start::is_late;
pub use self::start::{StartPayment, StartedPayment};
pub(crate) use self::store::{find, mark_paid, open, sql::ALL as STATEMENTS};
pub(crate) use self::unpaid::declined;
use crate::error::Result;
use crate::money::{Currency, Money};
use crate::pricing::Order;
use crate::rollups::Book;

/// How long an attempt may be taken up again.
pub const LIFE: Duration = Duration::from_hours(24);

impl CheckoutSession {
    /// What it came to; `title` is what the link sold.
    ///
    /// # Errors
    /// Internal, when the database holds something else.
    pub fn order(&self, title: &str) -> Result<Order> {
        let price = Money::new(self.amount_minor, Currency::parse(&self.currency)?);
        Order::read(self.order_snapshot.as_deref(), title, price)
    }

    /// What the buyer wanted.
    fn wish(&self) -> Result<Wish> {
        let order = self.order("")?;
        let amount_minor = order.lines.first().map(|line| line.unit_minor);
        Ok(Wish { quantity: Some(order.pieces()), amount_minor, discount: None })
    }

    /// The books that count it.
    fn book(&self) -> Result<Book> {
        Ok(Book::new(&self.merchant_id, &self.link_id, Currency::parse(&self.currency)?))
    }
}

/// A stored attempt to buy.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct CheckoutSession {
    /// The session's id.
    pub id: String,
    /// Whose link it is.
    pub merchant_id: String,
    /// The link.
    pub link_id: String,
    /// The revision of the link that the buyer saw.
    pub revision: i64,
    /// What is to be paid, minor units.
    pub amount_minor: i64,
    /// Its currency.
    pub currency: String,
    /// The platform's fee, minor units, frozen here.
    pub platform_fee_minor: i64,
    /// `starting`, `open` or `paid`.
    pub status: String,
    /// The buyer's language.
    pub language: String,
    /// The buyer's e-mail.
    pub email: Option<String>,
    /// The buyer's name.
    pub name: Option<String>,
    /// The buyer's phone number.
    pub phone: Option<String>,
    /// The buyer's address, JSON of [`Address`].
    pub address: Option<String>,
    /// What the link asked beyond that, JSON of [`crate::collecting::Answers`].
    pub collected: Option<String>,
    /// The account the charge is made on.
    pub stripe_account_id: String,
    /// The payment intent, once Stripe has answered.
    pub stripe_payment_intent_id: Option<String>,
    /// SHA-256 of the intent's client secret.
    pub client_secret_hash: Option<String>,
    /// When it was made, milliseconds.
    pub created_at: i64,
    /// When it can no longer be taken up, milliseconds.
    pub expires_at: i64,
    /// `none` (the link has no limit), `held`, `taken` or `free`.
    pub seat: String,
    /// What it came to, JSON of [`Order`]; None for attempts from before orders were kept.
    pub order_snapshot: Option<String>,
    /// The mark of the buyer; None without an e-mail.
    pub buyer: Option<String>,
    /// The promotion code it uses.
    pub promotion_code_id: Option<String>,
}
