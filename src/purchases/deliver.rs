//! Giving files out: addresses made at the click, and what they open.

use serde_json::json;

use super::{Purchase, not_yours, store};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::events::{self, NewEvent};
use crate::id::same;
use crate::payment_links;
use crate::uploads::{self, Holder, LinkFile, Ticket, to_get};

/// A file to give out.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The file as it was sold.
    pub file: LinkFile,
    /// Where its bytes are.
    pub object_key: String,
    /// Whose purchase it is, and until when the address holds; None for the merchant's own look.
    bought: Option<(Purchase, i64)>,
}

/// The address of a bought file, for whoever holds the receipt of its attempt.
///
/// # Errors
/// Not found for another slug or a file that was not bought, `PURCHASE_REVOKED`.
pub async fn address_for_session(core: &Core, slug: &str, session_id: &str, key: &str) -> Result<String> {
    let purchase = store::find_by_session(&core.db, session_id).await?.ok_or_else(Error::not_found)?;
    let terms = payment_links::find_revision(&core.db, &purchase.link_id, purchase.revision).await?;
    if terms.slug != slug {
        return Err(Error::not_found());
    }
    address_of(core, &purchase, Some(key)).await
}

/// The mark that proves the mail of thanks: whoever has it has the mailbox that it was sent to.
fn claim_mark(core: &Core, claim_id: &str) -> String {
    core.secrets.mark("claim", claim_id)
}

/// The files that a claim of something free has given, for its mail of thanks: their names, and where its reader takes
/// them from.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn files_for_mail(core: &Core, claim_id: &str) -> Result<Vec<(String, String)>> {
    let Some(given) = store::find(&core.db, claim_id).await? else { return Ok(Vec::new()) };
    let mark = claim_mark(core, claim_id);
    let address =
        |key: &str| core.config.url(&format!("/p/{}/claimed/{claim_id}/{mark}/files/{key}", given.slug));
    let files = given.files(core).await?.into_iter();
    Ok(files.map(|file| (file.name, address(&file.key))).collect())
}

/// The address of a file that was taken for free, for whoever holds the mail of thanks.
///
/// # Errors
/// Not found for another slug, another mark, or a file that was not given.
pub async fn address_for_claim(core: &Core, slug: &str, id: &str, mark: &str, key: &str) -> Result<String> {
    if !same(mark, &claim_mark(core, id)) {
        return Err(Error::not_found());
    }
    let found =
        store::find(&core.db, id).await?.filter(|found| found.slug == slug && found.payment_id.is_none());
    address_of(core, &found.ok_or_else(Error::not_found)?, Some(key)).await
}

/// The address of a bought file; the first one without a key.
pub(super) async fn address_of(core: &Core, purchase: &Purchase, key: Option<&str>) -> Result<String> {
    let file = purchase.file(core, key).await?;
    Ok(to_get(core, &file, &Holder::Purchase(purchase.id.clone()), purchase.buyer()))
}

/// The address of a merchant's own file.
///
/// # Errors
/// Not found, also when it is another merchant's.
pub async fn own_address(core: &Core, actor: &Actor, key: &str) -> Result<String> {
    let merchant_id = actor.merchant()?;
    let file = uploads::own(core, merchant_id, key).await?;
    Ok(to_get(core, &file, &Holder::Merchant(merchant_id.to_owned()), ""))
}

/// What an address opens now.
///
/// # Errors
/// Not found without a signature, `FILE_LINK_INVALID` when it does not open this file now, `PURCHASE_REVOKED`.
pub async fn deliver(core: &Core, key: &str, ticket: &Ticket) -> Result<Delivery> {
    if ticket.signature.is_empty() {
        return Err(Error::not_found());
    }
    match ticket.claimed().ok_or_else(not_yours)? {
        Holder::Merchant(merchant_id) => {
            ticket.check_get(core, key, &Holder::Merchant(merchant_id.clone()), "")?;
            let file = uploads::own(core, &merchant_id, key).await?;
            Ok(Delivery { object_key: uploads::object_key(core, key).await?, file, bought: None })
        }
        Holder::Purchase(id) => {
            let purchase = store::find(&core.db, &id).await?.ok_or_else(not_yours)?;
            ticket.check_get(core, key, &Holder::Purchase(id), purchase.buyer())?;
            let file = purchase.file(core, Some(key)).await?;
            let object_key = uploads::object_key(core, key).await?;
            Ok(Delivery { file, object_key, bought: Some((purchase, ticket.expires)) })
        }
    }
}

/// Notes that a buyer takes a file, once for each address, in the delivery log and in the payment's story.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn note(core: &Core, actor: &Actor, delivery: &Delivery) -> Result<()> {
    let Some((purchase, expires)) = &delivery.bought else { return Ok(()) };
    let now = core.clock.now();
    let caller = core.secrets.mark("caller", &actor.ip);
    let mut tx = core.db.begin().await?;
    let who = (caller.as_str(), actor.user_agent.as_str());
    if store::note(&mut tx, now, purchase, &delivery.file.key, *expires, who).await? {
        let data = json!({ "file": delivery.file.name });
        let (merchant_id, subject_id) = (purchase.merchant_id.as_str(), purchase.id.as_str());
        let event = NewEvent { merchant_id, kind: "purchase.downloaded", subject_id, data };
        events::record(&mut tx, actor, now, &event).await?;
    }
    tx.commit().await
}
