//! The seat of an attempt to buy what sells a limited number of times: held at the start, taken with the money, and
//! free again only when Stripe has confirmed that nobody can pay the attempt any more.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::offer::used_up;
use super::start::create_intent;
use super::{CheckoutSession, hosted, store};
use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::Tx;
use crate::error::{Code, Error, Kind, Result};
use crate::jobs::{self, Job, NewJob};
use crate::payment_links::{self, PaymentLink, buyers, seats};
use crate::payments;
use crate::promotion_codes::{self, Buyer, Promotion};
use crate::subscriptions;

/// The kind of the job that lets a seat go whose buyer has not paid.
pub const LET_GO: &str = "let_seat_go";
/// How long a seat is held for a buyer.
pub const SEAT_LIFE: Duration = Duration::from_mins(30);
/// When a payment that Stripe still works on is looked at again.
const NEXT_LOOK: Duration = Duration::from_hours(1);

#[derive(Serialize, Deserialize)]
struct SeatJob {
    session_id: String,
    /// Also when it holds no seat.
    #[serde(default)]
    anyway: bool,
}

/// Whether attempts at this link keep something for their buyer that others want too.
pub(super) fn is_limited(link: &PaymentLink) -> bool {
    link.details.max_uses.is_some() || link.details.max_per_buyer.is_some()
}

/// Holds a seat for the attempt until it expires, and counts it for its buyer.
///
/// # Errors
/// Gone with the reason `used_up` when none is left; `BUYER_LIMIT` on `email` when the buyer has had theirs; what the
/// promotion code refuses.
pub(super) async fn hold_seat(
    tx: &mut Tx,
    session: &CheckoutSession,
    link: &PaymentLink,
    promotion: Option<&Promotion>,
    now: Timestamp,
) -> Result<()> {
    if !seats::hold(tx, &session.link_id).await? {
        return Err(used_up());
    }
    hold_for(tx, link, session.buyer.as_deref()).await?;
    if let Some(promotion) = promotion {
        let buyer = session.buyer.as_deref().zip(session.email.as_deref());
        promotion_codes::hold(tx, promotion, buyer, now).await?;
    }
    enqueue(tx, session, now, Timestamp(session.expires_at), false).await
}

/// Counts an attempt for its buyer.
async fn hold_for(tx: &mut Tx, link: &PaymentLink, buyer: Option<&str>) -> Result<()> {
    let Some(buyer) = buyer else { return Ok(()) };
    if buyers::hold(tx, &link.id, buyer, link.details.max_per_buyer).await? {
        Ok(())
    } else {
        Err(Error::field("email", Code::BuyerLimit).of_kind(Kind::Conflict))
    }
}

/// The attempt becomes that of another buyer, whose it counts as from now on: the e-mail was changed before it was paid.
///
/// # Errors
/// `BUYER_LIMIT` on `email` when the other one has had theirs; what the promotion code refuses.
pub(super) async fn change_buyer(
    tx: &mut Tx,
    session: &CheckoutSession,
    link: &PaymentLink,
    new: Buyer<'_>,
) -> Result<()> {
    let buyer = new.map(|(mark, _)| mark);
    let before = session.buyer.as_deref();
    if before == buyer || !store::change_buyer(tx, session, buyer).await? || session.seat != "held" {
        return Ok(());
    }
    hold_for(tx, link, buyer).await?;
    if let Some(before) = before {
        buyers::free(tx, &link.id, before).await?;
    }
    match &session.promotion_code_id {
        Some(id) => promotion_codes::change_buyer(tx, id, before, new).await,
        None => Ok(()),
    }
}

/// Has the attempt canceled at that moment; unless `anyway` only when it still holds a seat then.
pub(super) async fn enqueue(
    tx: &mut Tx,
    session: &CheckoutSession,
    now: Timestamp,
    at: Timestamp,
    anyway: bool,
) -> Result<()> {
    let job = NewJob::new(LET_GO, &SeatJob { session_id: session.id.clone(), anyway }, now)?;
    let job = NewJob { run_at: at, ..job.of(&session.merchant_id) };
    jobs::enqueue(tx, now, &job).await
}

/// Whether a payment of the attempt is one too many. Who holds a seat is in time, however many were sold meanwhile.
pub(crate) async fn is_beyond_limit(
    tx: &mut Tx,
    session: &CheckoutSession,
    link: &PaymentLink,
) -> Result<bool> {
    if session.seat == "held" {
        return Ok(false);
    }
    if let Some(most) = link.details.max_uses
        && seats::taken_and_held(tx, &link.id).await? >= most
    {
        return Ok(true);
    }
    match (link.details.max_per_buyer, &session.buyer) {
        (Some(most), Some(buyer)) => Ok(buyers::uses(tx, &link.id, buyer).await? >= most),
        _ => Ok(false),
    }
}

/// The money is there: the attempt's seat is taken, held or not.
pub(crate) async fn take_seat(tx: &mut Tx, session_id: &str, link_id: &str) -> Result<()> {
    let held = store::take_held_seat(tx, session_id).await?;
    if !held && !store::take_seat(tx, session_id).await? {
        return Ok(());
    }
    let session = store::find(&mut *tx, session_id).await?.ok_or_else(Error::not_found)?;
    let code = session.promotion_code_id.as_deref();
    if held {
        seats::take_held(tx, link_id).await?;
        return match code {
            Some(code) => promotion_codes::take_held(tx, code).await,
            None => Ok(()),
        };
    }
    seats::take(tx, link_id).await?;
    if let Some(buyer) = &session.buyer {
        buyers::take(tx, link_id, buyer).await?;
    }
    match code {
        Some(code) => promotion_codes::take(tx, code).await,
        None => Ok(()),
    }
}

/// Nobody can pay the attempt any more: its seat, if it holds one, is free.
pub(crate) async fn free_seat(tx: &mut Tx, session_id: &str, link_id: &str) -> Result<()> {
    if !store::free_seat(tx, session_id).await? {
        return Ok(());
    }
    seats::free(tx, link_id).await?;
    let session = store::find(&mut *tx, session_id).await?.ok_or_else(Error::not_found)?;
    let buyer = session.buyer.as_deref();
    if let Some(buyer) = buyer {
        buyers::free(tx, link_id, buyer).await?;
    }
    match &session.promotion_code_id {
        Some(code) => promotion_codes::free(tx, code, buyer).await,
        None => Ok(()),
    }
}

/// Cancels an attempt at Stripe whose time is over; what Stripe says then decides over its seat.
///
/// # Errors
/// `STRIPE_DOWN`, or internal; the job is tried again, and the seat stays held.
pub async fn let_go(core: &Core, job: &Job) -> Result<()> {
    let SeatJob { session_id, anyway } = job.read()?;
    let found = store::find(&core.db, &session_id).await?;
    let Some(session) = found.filter(|session| anyway || session.seat == "held") else { return Ok(()) };
    if let Some(hosted) = hosted::find(core, &session.id).await? {
        return hosted::let_go(core, &session, hosted).await;
    }
    if let Some(later) = subscriptions::let_go(core, &session).await? {
        return if later { look_again(core, &session, false).await } else { Ok(()) };
    }
    let account = session.stripe_account_id.as_str();
    let Some(intent) = intent_of(core, &session).await? else {
        let mut tx = core.db.begin().await?;
        free_seat(&mut tx, &session.id, &session.link_id).await?;
        return tx.commit().await;
    };
    let canceled =
        core.stripe.cancel_payment_intent(account, &intent, &format!("let-go-{}", session.id)).await;
    // It was paid or canceled meanwhile: what follows tells which.
    if let Err(error) = canceled.map(drop)
        && error.kind != Kind::Conflict
    {
        return Err(error);
    }
    let status = payments::reconcile(core, &Actor::system(), account, &intent).await?;
    if status.as_deref() == Some("processing") {
        look_again(core, &session, anyway).await?;
    }
    Ok(())
}

/// Looks at the seat once more, when Stripe may have made up its mind.
pub(super) async fn look_again(core: &Core, session: &CheckoutSession, anyway: bool) -> Result<()> {
    let now = core.clock.now();
    let mut tx = core.db.begin().await?;
    enqueue(&mut tx, session, now, now.plus(NEXT_LOOK), anyway).await?;
    tx.commit().await
}

/// The attempt's intent. Of a start that was cut short it is asked for again under the same key: Stripe gives the
/// one that it made, or makes it now. None when Stripe refuses, because then there is none.
async fn intent_of(core: &Core, session: &CheckoutSession) -> Result<Option<String>> {
    if let Some(intent) = &session.stripe_payment_intent_id {
        return Ok(Some(intent.clone()));
    }
    let terms = payment_links::find_revision(&core.db, &session.link_id, session.revision).await?;
    match create_intent(core, &terms.title, session).await {
        Ok(intent) => Ok(Some(intent.id)),
        Err(error) if error.code == Code::StripeRefused => Ok(None),
        Err(error) => Err(error),
    }
}
