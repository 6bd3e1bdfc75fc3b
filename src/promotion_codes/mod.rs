//! Promotion codes: who gets something off, how much, until when and how often. One conditional update decides every race
//! for the last use, and one unique key every race of the same buyer.

mod operations;
mod rules;
mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::operations::{
    CreatePromotionCode, DeactivatePromotionCode, GetPromotionCode, ListPromotionCodes, UpdatePromotionCode,
};
pub use self::rules::{Promotion, check_code};
pub(crate) use self::store::sql::ALL as STATEMENTS;
pub(crate) use self::store::{free, take, take_held};
use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::Tx;
use crate::error::{Code, Error, Result};
use crate::money::Currency;
use crate::payment_links::Terms;
use crate::payments;

/// The most that a code's limits may be.
pub(crate) const MOST: i64 = 1_000_000;

/// How a code stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PromotionState {
    /// Buyers can use it.
    Active,
    /// It is switched off.
    Inactive,
    /// Its time has not begun.
    NotStarted,
    /// Its time is over.
    Ended,
    /// It was used as often as it may.
    UsedUp,
}

/// A code with which buyers get something off.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PromotionCode {
    /// The code's id.
    pub id: String,
    /// What buyers write, in capitals.
    pub code: String,
    /// Whether it is switched on.
    pub active: bool,
    /// How it stands right now.
    pub state: PromotionState,
    /// The percent that are taken off, 1 to 99; null when an amount is.
    pub percent_off: Option<i64>,
    /// The amount that is taken off, minor units; null when a percentage is.
    pub amount_off_minor: Option<i64>,
    /// The amount's currency; null when a percentage is taken off.
    pub currency: Option<Currency>,
    /// When it begins; null for at once.
    pub starts_at: Option<Timestamp>,
    /// When it ends; null for never.
    pub ends_at: Option<Timestamp>,
    /// How often it can be used; null for as often as anybody does.
    pub max_uses: Option<i64>,
    /// How often one buyer can use it, known by their e-mail; null for as often as they like.
    pub max_per_buyer: Option<i64>,
    /// Whether it is only for buyers who have not bought from the merchant before.
    pub first_purchase_only: bool,
    /// The links it is for; empty for all.
    pub pay_link_ids: Vec<String>,
    /// How often it was used by a payment that went through.
    pub used_count: i64,
    /// How many payments with it are under way and keep a use, for 30 minutes at most.
    pub held_count: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// The code as buyers can use it for what a link sells now, or why they cannot. What only a known buyer is told is not
/// looked at.
///
/// # Errors
/// On the field `code`: `CODE_UNKNOWN`, `CODE_NOT_STARTED`, `CODE_ENDED`, `CODE_USED_UP` or `CODE_OTHER_OFFER`.
pub async fn usable(
    core: &Core,
    merchant_id: &str,
    link_id: &str,
    terms: &Terms,
    typed: &str,
) -> Result<Promotion> {
    let unknown = || Error::field("code", Code::CodeUnknown);
    let typed = check_code(typed).map_err(|_| unknown())?;
    let promotion = store::find_code(&core.db, merchant_id, &typed).await?.ok_or_else(unknown)?;
    promotion.check_for(link_id, terms, core.clock.now())?;
    Ok(promotion)
}

/// The code that an attempt under way was begun with.
///
/// # Errors
/// Not found when it is gone.
pub(crate) async fn begun_with(core: &Core, id: &str) -> Result<Promotion> {
    store::find_any(&core.db, id).await
}

/// Whether this buyer may use it.
///
/// # Errors
/// On the field `code`: `CODE_NEEDS_EMAIL` when it is known by nothing who they are, `CODE_FIRST_PURCHASE` when they have
/// bought before.
async fn check_buyer(tx: &mut Tx, promotion: &Promotion, email: Option<&str>) -> Result<()> {
    if !promotion.is_personal() {
        return Ok(());
    }
    let Some(email) = email else { return Err(Error::field("code", Code::CodeNeedsEmail)) };
    if promotion.first_purchase_only && payments::has_bought(tx, &promotion.merchant_id, email).await? {
        return Err(Error::field("code", Code::CodeFirstPurchase));
    }
    Ok(())
}

/// Who pays: the mark of the e-mail, and the e-mail itself; None of both when it was not asked for.
pub(crate) type Buyer<'b> = Option<(&'b str, &'b str)>;

/// Keeps a use for an attempt to pay, for its buyer.
///
/// # Errors
/// On the field `code`: `CODE_USED_UP` when none is left, `CODE_BUYER_LIMIT` when the buyer has had theirs, `CODE_NEEDS_EMAIL`
/// and `CODE_FIRST_PURCHASE`.
pub(crate) async fn hold(tx: &mut Tx, promotion: &Promotion, buyer: Buyer<'_>, now: Timestamp) -> Result<()> {
    check_buyer(tx, promotion, buyer.map(|(_, email)| email)).await?;
    if !store::hold(tx, &promotion.id, now).await? {
        return Err(Error::field("code", Code::CodeUsedUp));
    }
    hold_buyer(tx, promotion, buyer.map(|(mark, _)| mark)).await
}

/// Keeps the buyer's own use of it.
///
/// # Errors
/// `CODE_BUYER_LIMIT` on the field `code`.
async fn hold_buyer(tx: &mut Tx, promotion: &Promotion, buyer: Option<&str>) -> Result<()> {
    let Some(buyer) = buyer else { return Ok(()) };
    if store::hold_buyer(tx, &promotion.id, buyer, promotion.per_buyer()).await? {
        Ok(())
    } else {
        Err(Error::field("code", Code::CodeBuyerLimit))
    }
}

/// The attempt of one buyer becomes that of another: the e-mail was changed before it was paid.
///
/// # Errors
/// What [`check_buyer`] and [`hold`] refuse.
pub(crate) async fn change_buyer(
    tx: &mut Tx,
    id: &str,
    before: Option<&str>,
    buyer: Buyer<'_>,
) -> Result<()> {
    let promotion = store::find_any(&mut *tx, id).await?;
    check_buyer(tx, &promotion, buyer.map(|(_, email)| email)).await?;
    hold_buyer(tx, &promotion, buyer.map(|(mark, _)| mark)).await?;
    match before {
        Some(before) => store::free_buyer(tx, id, before).await,
        None => Ok(()),
    }
}

/// One code of this merchant.
async fn find(core: &Core, actor: &Actor, id: &str) -> Result<Promotion> {
    store::find(&core.db, actor.merchant()?, id).await?.ok_or_else(Error::not_found)
}
