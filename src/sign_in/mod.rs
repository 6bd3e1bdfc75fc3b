//! Sign-in by mailed link: ten minutes, single use, tied to the browser that asked. The token in the link is
//! derived from its row and never stored; looking at the link uses nothing up.

mod mail;
mod operations;
mod store;

use std::time::Duration;

pub(crate) use self::store::sql::ALL as STATEMENTS;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::mail::{SIGN_IN_MAIL, send_sign_in_mail};
pub use self::operations::{RequestMagicLink, SignedIn, User, VerifyMagicLink};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Code, Error, Fields, Kind, Result};
use crate::events::{self, NewEvent};
use crate::id::{same, sha256_hex};
use crate::merchants::{self, Account};

/// How long a mailed link works.
pub const LIFE: Duration = Duration::from_mins(10);

/// What a page shows before the button is pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkView {
    /// The address it was mailed to.
    pub email: String,
    /// Whether another browser asked for it.
    pub other_browser: bool,
}

/// A page session to open.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionUser {
    /// The user's id.
    pub user_id: String,
    /// Whether name, country and currency are still to be told.
    pub needs_onboarding: bool,
    /// Where to go afterwards, on our own origin.
    pub redirect_to: Option<String>,
}

/// Looks at a mailed link without using it up.
///
/// # Errors
/// `BAD_TOKEN`, `TOKEN_EXPIRED` or `TOKEN_USED`.
pub async fn look(core: &Core, actor: &Actor, token: &str) -> Result<LinkView> {
    core.limits.check(&crate::limits::Limit::new(&crate::limits::VERIFY_PER_IP, &actor.ip))?;
    let link = find(core, token).await?;
    Ok(LinkView { other_browser: !link.asked_by(actor), email: link.email })
}

/// Uses a mailed link up and tells whose page session to open.
///
/// # Errors
/// `BAD_TOKEN`, `TOKEN_EXPIRED`, `TOKEN_USED`, or `OTHER_BROWSER` when another browser asked and the person
/// has not confirmed.
pub async fn sign_in(core: &Core, actor: &Actor, token: &str, confirmed: bool) -> Result<SessionUser> {
    core.limits.check(&crate::limits::Limit::new(&crate::limits::VERIFY_PER_IP, &actor.ip))?;
    let link = find(core, token).await?;
    if !confirmed && !link.asked_by(actor) {
        return Err(Error::conflict(Code::OtherBrowser));
    }
    let redirect_to = link.redirect_to.clone();
    let account = redeem(core, actor, &link).await?;
    Ok(SessionUser { needs_onboarding: account.needs_onboarding(), user_id: account.user_id, redirect_to })
}

/// Finds the link that the token belongs to, if it still works.
async fn find(core: &Core, token: &str) -> Result<store::SignInLink> {
    let bad = || Error::new(Kind::Invalid, Code::BadToken);
    let (link_id, mark) = token.split_once('.').ok_or_else(bad)?;
    let genuine = same(&core.secrets.mark("sign-in", link_id), mark);
    let link = store::find(&core.db, link_id).await?.filter(|_| genuine).ok_or_else(bad)?;
    if link.used_at.is_some() {
        return Err(Error::invalid(Code::TokenUsed));
    }
    if link.expires_at <= core.clock.now().0 {
        return Err(Error::invalid(Code::TokenExpired));
    }
    Ok(link)
}

/// Uses the link up and finds or makes the account behind its address. One of many callers wins.
async fn redeem(core: &Core, actor: &Actor, link: &store::SignInLink) -> Result<Account> {
    let now = core.clock.now();
    let mut tx = core.db.begin().await?;
    if store::use_up(&mut tx, &link.id, now).await? == 0 {
        return Err(Error::invalid(Code::TokenUsed));
    }
    let account = merchants::find_or_create(&mut tx, now, &link.email, link.language()).await?;
    let event = NewEvent {
        merchant_id: &account.merchant_id,
        kind: "person.signed_in",
        subject_id: &account.user_id,
        data: serde_json::json!({}),
    };
    events::record(&mut tx, actor, now, &event).await?;
    tx.commit().await?;
    Ok(account)
}

/// The token of a link.
fn token(core: &Core, link_id: &str) -> String {
    format!("{link_id}.{}", core.secrets.mark("sign-in", link_id))
}

/// Reads an e-mail address: trimmed, small letters, one @, a host with a dot or localhost.
///
/// # Errors
/// `REQUIRED`, `TOO_LONG` or `BAD_EMAIL` on `field`.
pub fn check_email(text: &str, field: &str) -> Result<String> {
    let email = text.trim().to_lowercase();
    if email.is_empty() {
        return Err(Error::field(field, Code::Required));
    }
    if email.len() > 254 {
        return Err(Fields::default().with(field, Code::TooLong, Some("254".into())).error());
    }
    let sound = email.parse::<lettre::Address>().is_ok() && email.is_ascii();
    let host = email.rsplit('@').next().unwrap_or_default();
    let public = host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    if sound && public { Ok(email) } else { Err(Error::field(field, Code::BadEmail)) }
}

/// Reads an address to go to after sign-in: a path of ours, or a full address on our own origin. The answer
/// is always a path.
///
/// # Errors
/// `BAD_REDIRECT` on `field` for everything else.
pub fn check_redirect(core: &Core, text: &str, field: &str) -> Result<String> {
    let bad = || Error::field(field, Code::BadRedirect);
    let path = match text.strip_prefix(core.config.public_url.as_str()) {
        Some("") => "/",
        Some(rest) => rest,
        None => text,
    };
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let lower = path.to_ascii_lowercase();
    let hidden = ["%2f%2f", "%5c", "/%2f", "%09", "%0a", "%0d"].iter().any(|part| lower.contains(part));
    if path.starts_with('/') && !path.starts_with("//") && plain && !hidden && path.len() <= 500 {
        Ok(path.to_owned())
    } else {
        Err(bad())
    }
}

impl store::SignInLink {
    fn asked_by(&self, actor: &Actor) -> bool {
        match (&self.browser_hash, &actor.browser) {
            (Some(asked), Some(here)) => same(asked, &sha256_hex(here)),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read() {
        assert_eq!(check_email(" Ada@Example.COM ", "email").unwrap(), "ada@example.com");
        for text in
            ["ada", "ada@", "@x.ro", "a@b", "a b@x.ro", "a@x.ro\r\nBcc: e@x.ro", "ada@exemplu.ro,eve@x.ro"]
        {
            assert_eq!(check_email(text, "email").unwrap_err().code, Code::BadEmail, "{text}");
        }
    }
}
