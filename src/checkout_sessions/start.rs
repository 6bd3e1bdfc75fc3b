//! Starting a payment: the row first, then the intent at Stripe under a key made from the row, then the
//! pending payment. A retry that brings its client secret goes on with the same intent.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::collect::{Address, Told, collect};
use super::hosted::{self, Place};
use super::offer::{offer, offer_begun};
use super::wanted::{Wanted, book};
use super::{CheckoutSession, Offer, Wish, store};
use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::collecting::{self, CompanyTold, Utm};
use crate::core::Core;
use crate::error::{Code, Error, Fields, Result};
use crate::id::sha256_hex;
use crate::language::Language;
use crate::limits::{self, Limit};
use crate::money::{Currency, Decimal, Money};
use crate::operation::{Access, Method, Operation, Spec};
use crate::payment_limits;
use crate::payment_links::{PaymentLink, PriceType};
use crate::payments;
use crate::pricing::Order;
use crate::promotion_codes::{self, Promotion};
use crate::stripe::{NewPaymentIntent, PaymentIntent};

/// Starts a payment of a link, or goes on with one. The price is the link's own.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StartPayment {
    /// The last part of the pay page's address.
    #[schemars(example = "product-photos")]
    pub slug: String,
    /// The buyer's e-mail; needed when the link asks for it.
    #[schemars(example = "bob@example.com")]
    pub email: Option<String>,
    /// The buyer's name; needed when the link asks for it.
    pub name: Option<String>,
    /// The buyer's phone number; needed when the link asks for it.
    pub phone: Option<String>,
    /// The buyer's address; needed when the link asks for it.
    pub address: Option<Address>,
    /// How many pieces, where the link lets buyers choose; the fewest when left out.
    pub quantity: Option<i64>,
    /// A promotion code; the total is less it.
    pub code: Option<String>,
    /// Answers to the link's own fields, by their ids: text, a number, or true.
    pub custom_fields: Option<BTreeMap<String, Value>>,
    /// The company that buys; needed when the link asks for it.
    pub company: Option<CompanyTold>,
    /// Where to send things; needed when the link asks for it.
    pub shipping_address: Option<Address>,
    /// That the link's terms are accepted; needed when it has some.
    pub accepted_terms: Option<bool>,
    /// Where the buyer came from; kept and shown, never trusted.
    pub utm: Option<Utm>,
    /// What the buyer pays, major units with at most two decimals: their choice where they choose, otherwise the
    /// total that they were shown, which need not be said.
    #[schemars(extend("x-rest-only" = true))]
    pub amount: Option<Decimal>,
    /// The same in minor units. Alone, without `amount`.
    #[schemars(example = 4999)]
    pub amount_minor: Option<i64>,
    /// The buyer's language; mails come in it. The link's own when left out, or else what the browser asks for.
    pub language: Option<Language>,
    /// The revision of the link that the buyer saw.
    pub revision: Option<i64>,
    /// The client secret of an attempt to go on with, after a decline.
    pub client_secret: Option<String>,
}

/// A payment to confirm with Stripe.js.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StartedPayment {
    /// The secret with which the browser confirms the payment at Stripe.
    pub client_secret: String,
    /// The connected account the charge is made on.
    #[serde(rename = "connectedAccountId")]
    pub connected_account_id: String,
    /// The attempt's id, for the return page.
    #[serde(rename = "checkoutSessionId")]
    pub checkout_session_id: String,
    /// The payment intent at Stripe.
    #[serde(rename = "paymentIntentId")]
    pub payment_intent_id: String,
    /// What will be charged, minor units.
    #[serde(rename = "amountMinor")]
    pub amount_minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Operation for StartPayment {
    const SPEC: Spec = Spec {
        title: "Start a payment",
        summary: "Starts a payment of a link and gives the secret to confirm it with Stripe.js.",
        access: Access::Public,
        ..Spec::write("start_payment", "Public", Method::Post, "/paylinks/public/{slug}/payment-intents")
    };
    type Output = StartedPayment;

    fn limits(&self, actor: &Actor) -> Vec<Limit> {
        vec![
            Limit::new(&limits::START_PER_IP_AND_LINK, format!("{} {}", actor.ip, self.slug)),
            Limit::new(&limits::START_PER_LINK, &self.slug),
        ]
    }

    fn key_space(&self) -> String {
        self.slug.clone()
    }

    /// The client secret is Stripe's to keep.
    fn keep(output: &StartedPayment) -> Result<Value> {
        let kept = StartedPayment { client_secret: String::new(), ..output.clone() };
        serde_json::to_value(kept).map_err(Error::internal)
    }

    async fn restore(core: &Core, kept: StartedPayment) -> Result<StartedPayment> {
        let intent = core.stripe.payment_intent(&kept.connected_account_id, &kept.payment_intent_id).await?;
        let secret = intent.client_secret.ok_or_else(|| Error::unavailable(Code::StripeRefused))?;
        Ok(StartedPayment { client_secret: secret.reveal().to_owned(), ..kept })
    }

    async fn run(self, core: &Core, actor: &Actor) -> Result<StartedPayment> {
        let wanted = self.check(core, actor).await?;
        if let Some(secret) = self.secret()
            && let Some(started) = resume(core, &wanted, secret).await?
        {
            return Ok(started);
        }
        // Who has begun before it closed goes on; nobody begins after.
        wanted.offer.check_open(core)?;
        begin(core, actor, &wanted).await
    }
}

impl StartPayment {
    /// Holds what the buyer sent against what the link offers right now.
    pub(super) async fn check(&self, core: &Core, actor: &Actor) -> Result<Wanted> {
        let offer = match self.secret() {
            Some(_) => offer_begun(core, &self.slug).await?,
            None => offer(core, &self.slug).await?,
        };
        if offer.link.details.recurring.is_some() {
            return Err(Error::conflict(Code::PaidAgain));
        }
        let promotion = self.promotion(core, &offer).await?;
        let mut wrong = Fields::default();
        let order = match self.order(core, &offer, promotion.as_ref()) {
            Ok(order) => {
                payment_limits::check(core, &offer.link.merchant_id, order.total()).await.map(|()| order)
            }
            refused => refused,
        };
        let order = wrong.take(order)?;
        let account = offer.account()?.to_owned();
        let told = Told {
            email: self.email.as_deref(),
            name: self.name.as_deref(),
            phone: self.phone.as_deref(),
            address: self.address.as_ref(),
            more: self.more(),
        };
        let collected = wrong.take(collect(&offer.link, told, core.clock.now()))?;
        let (Some(order), Some(collected)) = (order, collected) else { return Err(wrong.error()) };
        let language = self.language.or(offer.link.details.language.fixed()).unwrap_or(actor.language);
        Ok(Wanted { offer, order, promotion, account, collected, language })
    }

    /// The secret of an attempt to go on with.
    pub(super) fn secret(&self) -> Option<&str> {
        self.client_secret.as_deref().filter(|secret| !secret.is_empty())
    }

    /// What it answers beyond contact and address.
    fn more(&self) -> collecting::Told {
        collecting::Told {
            custom_fields: self.custom_fields.clone(),
            company: self.company.clone(),
            shipping_address: self.shipping_address.clone(),
            accepted_terms: self.accepted_terms,
            utm: self.utm.clone(),
        }
    }

    /// The promotion code. Who has begun to pay with it keeps it, whatever became of it since.
    async fn promotion(&self, core: &Core, offer: &Offer) -> Result<Option<Promotion>> {
        let link = &offer.link;
        let Some(typed) = self.code.as_deref().filter(|typed| !typed.trim().is_empty()) else {
            return Ok(None);
        };
        if let Some(session) = self.begun(core, offer).await?
            && let Some(id) = &session.promotion_code_id
        {
            let promotion = promotion_codes::begun_with(core, id).await?;
            if promotion.code.eq_ignore_ascii_case(typed.trim()) {
                return Ok(Some(promotion));
            }
        }
        promotion_codes::usable(core, &link.merchant_id, &link.id, &link.terms(), typed).await.map(Some)
    }

    /// The attempt that the buyer has begun, wherever they pay it.
    async fn begun(&self, core: &Core, offer: &Offer) -> Result<Option<CheckoutSession>> {
        let Some(secret) = self.secret() else { return Ok(None) };
        match store::find_by_secret(&core.db, &offer.link.id, &sha256_hex(secret)).await? {
            Some(session) => Ok(Some(session)),
            None => hosted::attempt_of(core, secret).await,
        }
    }

    /// What the buyer takes and what it comes to: what they were shown, or what they chose within the seller's bounds.
    fn order(&self, core: &Core, offer: &Offer, promotion: Option<&Promotion>) -> Result<Order> {
        if self.amount.is_some() && self.amount_minor.is_some() {
            return Err(Error::field("amount", Code::AmountUnit));
        }
        let said = match &self.amount {
            Some(amount) => Some(amount.major_to_minor("amount")?),
            None => self.amount_minor,
        };
        let kind = offer.link.price_type();
        if kind == PriceType::Free {
            return Err(Error::invalid(Code::LinkFree));
        }
        let open = kind == PriceType::PayWhatYouWant;
        if open && said.is_none() {
            return Err(Error::field("amount", Code::Required));
        }
        let wish = Wish {
            quantity: self.quantity,
            amount_minor: said.filter(|_| open),
            discount: promotion.map(Promotion::discount),
        };
        let order = wish.order(&offer.link.terms(), &core.config)?;
        if !open && said.is_some_and(|minor| minor != order.total_minor) {
            return Err(Error::field("amount", Code::AmountMismatch));
        }
        if self.revision.is_some_and(|revision| revision != offer.link.revision) {
            return Err(Error::conflict(Code::RevisionChanged));
        }
        if let Err(error) = order.total().chargeable("amount") {
            return Err(promotion.map_or(error, |_| Error::field("code", Code::CodeTooMuch)));
        }
        Ok(order)
    }
}

async fn begin(core: &Core, actor: &Actor, wanted: &Wanted) -> Result<StartedPayment> {
    let session = book(core, actor, wanted, Place::Page).await?;
    let link = &wanted.offer.link;
    let intent = create_intent(core, &link.title, &session).await?;
    let secret =
        intent.client_secret.as_ref().ok_or_else(|| Error::unavailable(Code::StripeRefused))?.reveal();
    let mut tx = core.db.begin().await?;
    store::open(&mut tx, &session, &intent.id, &sha256_hex(secret), core.clock.now()).await?;
    payments::begin(&mut tx, actor, core.clock.now(), &session, link, &intent.id).await?;
    tx.commit().await?;
    Ok(started(&session, &intent.id, secret, wanted.order.currency))
}

/// Whether money of this attempt that comes now comes after the link has closed: it began too late, or its time to
/// be finished is over.
pub(crate) fn is_late(session: &CheckoutSession, link: &PaymentLink, now: Timestamp) -> bool {
    let open = &link.details.availability;
    open.is_closed(now) && (open.is_closed(Timestamp(session.created_at)) || session.expires_at <= now.0)
}

/// Makes the intent of an attempt, or gives the one that was made before.
pub(super) async fn create_intent(
    core: &Core,
    title: &str,
    session: &CheckoutSession,
) -> Result<PaymentIntent> {
    let new = NewPaymentIntent {
        amount: Money::new(session.amount_minor, Currency::parse(&session.currency)?),
        application_fee_minor: session.platform_fee_minor,
        receipt_email: None,
        description: title.to_owned(),
        metadata: vec![
            ("paylink_id".into(), session.link_id.clone()),
            ("merchant_id".into(), session.merchant_id.clone()),
            (payments::SESSION_KEY.into(), session.id.clone()),
        ],
    };
    core.stripe
        .create_payment_intent(&session.stripe_account_id, &new, &format!("start-{}", session.id))
        .await
}

/// Goes on with the attempt that the secret belongs to, unless it cannot: then a new one begins.
async fn resume(core: &Core, wanted: &Wanted, secret: &str) -> Result<Option<StartedPayment>> {
    let now = core.clock.now();
    let found = store::find_by_secret(&core.db, &wanted.offer.link.id, &sha256_hex(secret)).await?;
    let Some(session) = found else { return Ok(None) };
    let intent = session.stripe_payment_intent_id.clone().unwrap_or_default();
    let currency = wanted.order.currency;
    if session.status == "paid" {
        // The browser asks Stripe about its secret, learns that it is paid, and shows the receipt.
        return Ok(Some(started(&session, &intent, secret, currency)));
    }
    if !wanted.goes_on_with(&session, now)? {
        return Ok(None);
    }
    wanted.keep_told(core, &session).await?;
    Ok(Some(started(&session, &intent, secret, currency)))
}

fn started(session: &CheckoutSession, intent: &str, secret: &str, currency: Currency) -> StartedPayment {
    StartedPayment {
        client_secret: secret.to_owned(),
        connected_account_id: session.stripe_account_id.clone(),
        checkout_session_id: session.id.clone(),
        payment_intent_id: intent.to_owned(),
        amount_minor: session.amount_minor,
        currency,
    }
}
