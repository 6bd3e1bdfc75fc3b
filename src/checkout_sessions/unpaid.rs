//! Who tries cards: one attempt after the other left unpaid, by one address or one e-mail; one attempt declined again and
//! again; a link on which card after card is declined.

use super::{CheckoutSession, seat, store};
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::Tx;
use crate::error::{Code, Error, Kind, Result};
use crate::limits;
use crate::payment_links::declines;

/// Refuses who leaves one attempt after the other unpaid, and everybody while a link is being tried.
///
/// # Errors
/// `RATE_LIMITED` with the seconds to wait.
pub(super) async fn check(
    core: &Core,
    tx: &mut Tx,
    caller: &str,
    session: &CheckoutSession,
    now: Timestamp,
) -> Result<()> {
    if !core.config.rate_limits {
        return Ok(());
    }
    let since = now.minus(limits::UNPAID_FOR);
    let most = i64::try_from(limits::UNPAID).unwrap_or(i64::MAX);
    let mut unpaid = vec![store::unpaid(tx, caller, since, most).await?];
    if let Some(buyer) = &session.buyer {
        unpaid.push(store::unpaid_of_buyer(tx, buyer, since, most).await?);
    }
    let full = unpaid.iter().filter_map(|moments| moments.get(limits::UNPAID - 1));
    let mut until = full.map(|first| first.plus(limits::UNPAID_FOR)).max();
    until = until.max(declines::waits_until(tx, &session.link_id, now).await?);
    let Some(until) = until else { return Ok(()) };
    let wait = (until.0 - now.0).max(0);
    let retry_after = u64::try_from(wait / 1000).unwrap_or(0) + 1;
    Err(Error::new(Kind::TooMany { retry_after }, Code::RateLimited))
}

/// A card was declined for the `declined`th time in this attempt. After too many the attempt is over: it cannot be taken up
/// again, and its intent is canceled at Stripe.
///
/// # Errors
/// Internal, when the database refuses.
pub(crate) async fn declined(
    tx: &mut Tx,
    session_id: &str,
    link_id: &str,
    declined: i64,
    now: Timestamp,
) -> Result<()> {
    declines::count(tx, link_id, now).await?;
    if declined != limits::DECLINES {
        return Ok(());
    }
    let Some(session) = store::find(&mut *tx, session_id).await? else { return Ok(()) };
    store::end(tx, session_id, now).await?;
    seat::enqueue(tx, &session, now, now, true).await
}
