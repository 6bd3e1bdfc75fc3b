//! Attempts that are paid on Stripe's own page (Stripe Checkout): for browsers without scripts, and for merchants who
//! want it so. The attempt is the same row with the same seat; Stripe makes the payment intent when the buyer pays
//! there, and from then on it is booked like any other.

mod resume;
mod settings;
mod start;
mod store;

use std::time::Duration;

pub(super) use self::resume::attempt_of;
pub use self::resume::{Kept, kept, token_for, token_of};
pub use self::settings::{CheckoutSettings, GetCheckoutSettings, UpdateCheckoutSettings};
pub use self::start::{HostedCheckout, StartHostedCheckout};
pub(crate) use self::store::sql::ALL as STATEMENTS;
use super::seat::{free_seat, look_again};
use super::{CheckoutSession, LIFE};
use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::Tx;
use crate::error::{Code, Error, Kind, Result};
use crate::payments;
use crate::rollups;
use crate::stripe::CheckoutState;

/// How long Stripe's page stays open where no seat is held: it allows a day, and clocks differ.
const HOSTED_LIFE: Duration = Duration::from_hours(23);
/// The shortest that Stripe allows is half an hour from when it hears of it; a seat is let go before by expiring it.
const SHORTEST: Duration = Duration::from_hours(2);

/// Where an attempt is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the pay page.
    Page,
    /// On Stripe's own page.
    Stripe,
}

impl Place {
    /// How long an attempt may be taken up again there.
    pub(super) const fn life(self) -> Duration {
        match self {
            Self::Page => LIFE,
            Self::Stripe => HOSTED_LIFE,
        }
    }
}

/// Where the attempt stands at Stripe.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Hosted {
    /// Stripe's name for it; None while Stripe has not answered.
    pub(super) stripe_id: Option<String>,
}

/// Notes that the attempt is paid on Stripe's page.
pub(super) async fn note(tx: &mut Tx, session: &CheckoutSession) -> Result<()> {
    store::insert(tx, session).await
}

/// The attempt's place at Stripe; None when it is paid in our page.
pub(super) async fn find(core: &Core, session_id: &str) -> Result<Option<Hosted>> {
    store::find(&core.db, session_id).await
}

/// When Stripe closes its page by itself.
fn closes_at(session: &CheckoutSession) -> Timestamp {
    Timestamp(session.expires_at).max(Timestamp(session.created_at).plus(SHORTEST))
}

/// Asks Stripe for its Checkout Session and books what it says; tells where it stands, or None when it is not one
/// of ours.
///
/// # Errors
/// `STRIPE_DOWN`, or internal.
pub async fn reconcile(
    core: &Core,
    actor: &Actor,
    stripe_account_id: &str,
    stripe_id: &str,
) -> Result<Option<CheckoutState>> {
    let checkout = core.stripe.checkout_session(stripe_account_id, stripe_id).await?;
    let Some(id) = checkout.client_reference_id.as_deref() else { return Ok(None) };
    let Some(session) = super::find(&core.db, id).await? else { return Ok(None) };
    if session.stripe_account_id != stripe_account_id || find(core, id).await?.is_none() {
        return Ok(None);
    }
    opened(core, &session, stripe_id).await?;
    if let Some(intent) = &checkout.payment_intent {
        payments::reconcile(core, actor, stripe_account_id, intent).await?;
    }
    if checkout.status == CheckoutState::Expired {
        let mut tx = core.db.begin().await?;
        free_seat(&mut tx, &session.id, &session.link_id).await?;
        tx.commit().await?;
    }
    Ok(Some(checkout.status))
}

/// Stripe's page is there: who notes it first also counts the attempt as started.
async fn opened(core: &Core, session: &CheckoutSession, stripe_id: &str) -> Result<()> {
    if session.status != "starting" {
        return Ok(());
    }
    let now = core.clock.now();
    let mut tx = core.db.begin().await?;
    store::name(&mut tx, &session.id, stripe_id).await?;
    if store::open(&mut tx, &session.id, now).await? {
        rollups::count_start(&mut tx, &session.book()?, now).await?;
    }
    tx.commit().await
}

/// Closes Stripe's page of an attempt whose time is over; what Stripe says then decides over its seat.
///
/// # Errors
/// `STRIPE_DOWN`, or internal; the job is tried again, and the seat stays held.
pub(super) async fn let_go(core: &Core, session: &CheckoutSession, hosted: Hosted) -> Result<()> {
    let account = session.stripe_account_id.as_str();
    let Some(stripe_id) = name_of(core, session, hosted).await? else {
        let mut tx = core.db.begin().await?;
        free_seat(&mut tx, &session.id, &session.link_id).await?;
        return tx.commit().await;
    };
    let expired =
        core.stripe.expire_checkout_session(account, &stripe_id, &format!("let-go-{}", session.id)).await;
    // It was paid or closed meanwhile: what follows tells which.
    if let Err(error) = expired
        && error.code == Code::StripeDown
    {
        return Err(error);
    }
    match reconcile(core, &Actor::system(), account, &stripe_id).await? {
        Some(CheckoutState::Open) => Err(Error::new(Kind::Unavailable, Code::StripeRefused)),
        Some(CheckoutState::Complete) => wait_for_money(core, session).await,
        Some(CheckoutState::Expired) | None => Ok(()),
    }
}

/// The buyer has done their part; as long as the bank has not, the seat is looked at again.
async fn wait_for_money(core: &Core, session: &CheckoutSession) -> Result<()> {
    let now = super::find(&core.db, &session.id).await?;
    match now.filter(|now| now.seat == "held") {
        Some(session) => look_again(core, &session, false).await,
        None => Ok(()),
    }
}

/// Stripe's name for the attempt. Of a start that was cut short it is asked for again under the same key. None when
/// there is none that can still be paid.
async fn name_of(core: &Core, session: &CheckoutSession, hosted: Hosted) -> Result<Option<String>> {
    if hosted.stripe_id.is_some() {
        return Ok(hosted.stripe_id);
    }
    if closes_at(session) <= core.clock.now() {
        return Ok(None);
    }
    match start::create(core, session).await {
        Ok(checkout) => Ok(Some(checkout.id)),
        Err(error) if error.code == Code::StripeRefused => Ok(None),
        Err(error) => Err(error),
    }
}
