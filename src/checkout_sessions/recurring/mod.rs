//! Attempts whose card is kept first and charged again and again: the first of a subscription, and one for each renewal.

mod store;

pub(crate) use self::store::{close, open_setup, pay_with, sql::ALL as STATEMENTS};
use super::collect::{Collected, Told, collect};
use super::order::Wish;
use super::seat::{hold_seat, is_limited};
use super::wanted::{FACE, buyer_of};
use super::{CheckoutSession, LIFE, Offer, SEAT_LIFE, unpaid};
use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::Tx;
use crate::error::Result;
use crate::id::{new_id, sha256_hex};
use crate::language::Language;
use crate::money::{Currency, Money};
use crate::payment_links::PaymentLink;

/// The face of what nobody has asked for today: a renewal.
const RENEWAL: &str = "renewal";

/// An attempt to subscribe, checked and not kept yet.
pub(crate) struct Attempt {
    session: CheckoutSession,
    collected: Collected,
    link: PaymentLink,
}

impl Attempt {
    /// What the buyer asks for, checked against what the link offers and asks for.
    ///
    /// # Errors
    /// Every field that is missing or wrong, at once; `CANNOT_CHARGE`.
    pub(crate) fn of(core: &Core, offer: &Offer, told: Told<'_>, language: Language) -> Result<Self> {
        let now = core.clock.now();
        let link = &offer.link;
        let account = offer.account()?.to_owned();
        let order = Wish::default().order(&link.terms(), &core.config)?;
        order.total().chargeable("amount")?;
        let collected = collect(link, told, now)?;
        let limited = is_limited(link);
        let session = CheckoutSession {
            id: new_id(now),
            merchant_id: link.merchant_id.clone(),
            link_id: link.id.clone(),
            revision: link.revision,
            amount_minor: order.total_minor,
            currency: order.currency.code().to_owned(),
            platform_fee_minor: order.platform_fee(core.config.fee_bps),
            status: "starting".into(),
            language: language.tag().to_owned(),
            address: super::store::write_address(&collected)?,
            collected: collected.answers.text()?,
            email: collected.email.clone(),
            name: collected.name.clone(),
            phone: collected.phone.clone(),
            stripe_account_id: account,
            stripe_payment_intent_id: None,
            client_secret_hash: None,
            created_at: now.0,
            expires_at: now.plus(if limited { SEAT_LIFE } else { LIFE }).0,
            seat: if limited { "held" } else { "none" }.into(),
            order_snapshot: Some(order.text()?),
            buyer: buyer_of(core, offer, &collected),
            promotion_code_id: None,
        };
        Ok(Self { session, collected, link: link.clone() })
    }

    /// What is paid each time.
    pub(crate) fn total(&self) -> Result<Money> {
        Ok(Money::new(self.session.amount_minor, Currency::parse(&self.session.currency)?))
    }

    /// The attempt itself.
    pub(crate) fn session(&self) -> &CheckoutSession {
        &self.session
    }

    /// Keeps it, with a seat where seats are limited.
    ///
    /// # Errors
    /// Gone with the reason `used_up`, `RATE_LIMITED` for who leaves one attempt after the other unpaid.
    pub(crate) async fn insert(&self, core: &Core, actor: &Actor, tx: &mut Tx) -> Result<()> {
        let now = Timestamp(self.session.created_at);
        let caller = core.secrets.mark("caller", &actor.ip);
        unpaid::check(core, tx, &caller, &self.session, now).await?;
        if self.session.seat == "held" {
            hold_seat(tx, &self.session, &self.link, None, now).await?;
        }
        super::store::insert(tx, &self.session, FACE, &caller).await
    }

    /// The attempt that this secret belongs to, when it may be taken up for the same thing.
    pub(crate) async fn earlier(
        &self,
        core: &Core,
        link: &PaymentLink,
        secret: &str,
    ) -> Result<Option<CheckoutSession>> {
        let found = super::store::find_by_secret(&core.db, &link.id, &sha256_hex(secret)).await?;
        let now = core.clock.now().0;
        Ok(found.filter(|session| {
            session.status == "open"
                && session.expires_at > now
                && session.seat != "free"
                && session.revision == link.revision
                // Another e-mail is another buyer, whose attempt begins anew.
                && session.email == self.session.email
                && session.amount_minor == self.session.amount_minor
        }))
    }

    /// Keeps what the buyer told now with the earlier attempt.
    pub(crate) async fn keep_collected(&self, tx: &mut Tx, session_id: &str, now: Timestamp) -> Result<()> {
        let language = self.session.language.as_str();
        super::store::keep_collected(tx, session_id, &self.collected, language, now).await.map(|_| ())
    }
}

/// Keeps the attempt of a renewal that Stripe charges with this intent; its seat was taken long ago.
pub(crate) async fn renew(
    tx: &mut Tx,
    first: &CheckoutSession,
    (amount_minor, platform_fee_minor): (i64, i64),
    intent: &str,
    now: Timestamp,
) -> Result<CheckoutSession> {
    let session = CheckoutSession {
        id: new_id(now),
        order_snapshot: first.order_snapshot.clone().filter(|_| first.amount_minor == amount_minor),
        amount_minor,
        platform_fee_minor,
        status: "starting".into(),
        stripe_payment_intent_id: Some(intent.to_owned()),
        client_secret_hash: None,
        created_at: now.0,
        expires_at: now.plus(LIFE).0,
        seat: "taken".into(),
        ..first.clone()
    };
    super::store::insert(tx, &session, RENEWAL, "").await?;
    super::store::open(tx, &session, intent, "", now).await?;
    Ok(session)
}
