//! What a buyer wants, held against what the link offers, and the attempt that it becomes.

use super::collect::Collected;
use super::hosted::{self, Place};
use super::seat::{change_buyer, hold_seat, is_limited};
use super::{CheckoutSession, Offer, SEAT_LIFE, store, unpaid};
use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::error::Result;
use crate::id::new_id;
use crate::language::Language;
use crate::payment_links::buyers;
use crate::payments;
use crate::pricing::Order;
use crate::promotion_codes::Promotion;

/// The face that the attempt came through.
pub(super) const FACE: &str = "paylinks";

/// What a start asks for, checked, before anything is written.
pub(super) struct Wanted {
    pub(super) offer: Offer,
    pub(super) order: Order,
    pub(super) promotion: Option<Promotion>,
    pub(super) account: String,
    pub(super) collected: Collected,
    pub(super) language: Language,
}

impl Wanted {
    /// Whether this attempt is still for the same at the same price, and its time is not over.
    pub(super) fn goes_on_with(&self, session: &CheckoutSession, now: Timestamp) -> Result<bool> {
        let link = &self.offer.link;
        let open = session.expires_at > now.0 && session.seat != "free";
        Ok(open && session.revision == link.revision && session.order(&link.title)? == self.order)
    }

    /// Keeps what the buyer tells this time.
    pub(super) async fn keep_told(&self, core: &Core, session: &CheckoutSession) -> Result<()> {
        let told = &self.collected;
        let buyer = buyer_of(core, &self.offer, told);
        let mut tx = core.db.begin().await?;
        change_buyer(&mut tx, session, &self.offer.link, buyer.as_deref().zip(told.email.as_deref())).await?;
        store::keep_collected(&mut tx, &session.id, told, self.language.tag(), core.clock.now()).await?;
        payments::keep_buyer(&mut tx, &session.id, told.email.as_deref(), told.name.as_deref()).await?;
        tx.commit().await
    }
}

/// Writes the attempt, before Stripe hears of it.
pub(super) async fn book(
    core: &Core,
    actor: &Actor,
    wanted: &Wanted,
    place: Place,
) -> Result<CheckoutSession> {
    let Wanted { offer, order, promotion, account, collected, language } = wanted;
    let now = core.clock.now();
    let limited = is_limited(&offer.link) || promotion.is_some();
    let buyer = buyer_of(core, offer, collected);
    let session = CheckoutSession {
        id: new_id(now),
        merchant_id: offer.link.merchant_id.clone(),
        link_id: offer.link.id.clone(),
        revision: offer.link.revision,
        amount_minor: order.total_minor,
        currency: order.currency.code().to_owned(),
        platform_fee_minor: order.platform_fee(core.config.fee_bps),
        status: "starting".into(),
        language: language.tag().to_owned(),
        address: store::write_address(collected)?,
        collected: collected.answers.text()?,
        email: collected.email.clone(),
        name: collected.name.clone(),
        phone: collected.phone.clone(),
        stripe_account_id: account.clone(),
        stripe_payment_intent_id: None,
        client_secret_hash: None,
        created_at: now.0,
        expires_at: now.plus(if limited { SEAT_LIFE } else { place.life() }).0,
        seat: if limited { "held" } else { "none" }.into(),
        order_snapshot: Some(order.text()?),
        buyer,
        promotion_code_id: promotion.as_ref().map(|promotion| promotion.id.clone()),
    };
    let caller = core.secrets.mark("caller", &actor.ip);
    let mut tx = core.db.begin().await?;
    unpaid::check(core, &mut tx, &caller, &session, now).await?;
    if limited {
        hold_seat(&mut tx, &session, &offer.link, promotion.as_ref(), now).await?;
    }
    store::insert(&mut tx, &session, FACE, &caller).await?;
    if place == Place::Stripe {
        hosted::note(&mut tx, &session).await?;
    }
    tx.commit().await?;
    Ok(session)
}

/// The mark of the buyer, when they told their e-mail.
pub(super) fn buyer_of(core: &Core, offer: &Offer, collected: &Collected) -> Option<String> {
    collected.email.as_deref().map(|email| buyers::mark(core, &offer.link.merchant_id, email))
}
