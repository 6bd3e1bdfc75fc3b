//! Coming back to an attempt that was not finished: what was typed is shown again to the browser that typed it, which
//! holds the attempt's token.

use crate::checkout_sessions::{Address, CheckoutSession, Wish, find};
use crate::collecting::Answers;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::id::{same, sha256_hex};

/// What a token is marked for.
const USAGE: &str = "attempt";

/// An attempt as the browser that began it may see it again.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Whether it is paid: there is nothing left to type.
    pub paid: bool,
    /// Whether it can no longer be taken up: another one begins.
    pub over: bool,
    /// What the buyer wanted.
    pub wish: Wish,
    /// The promotion code; empty for none.
    pub code: String,
    /// The buyer's e-mail.
    pub email: Option<String>,
    /// The buyer's name.
    pub name: Option<String>,
    /// The buyer's phone number.
    pub phone: Option<String>,
    /// The buyer's address.
    pub address: Option<Address>,
    /// What the link asks beyond that.
    pub answers: Answers,
}

/// The token of an attempt, for the browser that began it.
#[must_use]
pub fn token_of(core: &Core, session_id: &str) -> String {
    format!("{session_id}.{}", core.secrets.mark(USAGE, session_id))
}

/// The token of an attempt for whoever knows the client secret of its payment intent; None for anybody else.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn token_for(core: &Core, session_id: &str, client_secret: &str) -> Result<Option<String>> {
    let hash = find(&core.db, session_id).await?.and_then(|session| session.client_secret_hash);
    let known = hash.is_some_and(|hash| same(&hash, &sha256_hex(client_secret)));
    Ok(known.then(|| token_of(core, session_id)))
}

/// The attempt that this token belongs to; None for a token that is not ours.
pub(in crate::checkout_sessions) async fn attempt_of(
    core: &Core,
    token: &str,
) -> Result<Option<CheckoutSession>> {
    let Some((id, mark)) = token.split_once('.') else { return Ok(None) };
    if !same(mark, &core.secrets.mark(USAGE, id)) {
        return Ok(None);
    }
    find(&core.db, id).await
}

/// What was typed in this attempt on this link; None for whoever does not hold its token.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn kept(core: &Core, link_id: &str, session_id: &str, token: &str) -> Result<Option<Kept>> {
    let found = attempt_of(core, token).await?;
    let Some(session) = found.filter(|session| session.id == session_id && session.link_id == link_id) else {
        return Ok(None);
    };
    let address = session.address.as_deref().map(serde_json::from_str).transpose();
    Ok(Some(Kept {
        paid: session.status == "paid",
        over: session.expires_at <= core.clock.now().0 || session.seat == "free",
        wish: session.wish()?,
        code: session.order("")?.discount.unwrap_or_default(),
        email: session.email,
        name: session.name,
        phone: session.phone,
        address: address.map_err(Error::internal)?,
        answers: Answers::read(session.collected.as_deref())?.unwrap_or_default(),
    }))
}
