//! Operations on promotion codes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Promotion, PromotionCode, find, store};
use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::Tx;
use crate::error::{Code, Error, Fields, Kind, Result};
use crate::events::{self, NewEvent};
use crate::id::new_id;
use crate::merchants;
use crate::money::Currency;
use crate::operation::{Method, Operation, Spec};
use crate::page::PageRequest;
use crate::payment_links;
use crate::wire::List;

const PATH: &str = "/promotion-codes";
const ONE: &str = "/promotion-codes/{id}";
const MODULE: &str = "Promotion codes";
/// How often a change is tried again when someone else was faster.
const TRIES: usize = 5;

/// Lists the merchant's promotion codes, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListPromotionCodes {
    /// Rows per page, 1 to 100; 20 when left out.
    #[schemars(example = 20)]
    pub limit: Option<i64>,
    /// `nextCursor` of the page before.
    pub cursor: Option<String>,
    /// Only codes that are switched on (true), or off (false).
    pub active: Option<bool>,
}

impl Operation for ListPromotionCodes {
    const SPEC: Spec = Spec {
        title: "List promotion codes",
        summary: "Lists the merchant's promotion codes and how often they were used.",
        ..Spec::read("list_promotion_codes", MODULE, PATH)
    };
    type Output = List<PromotionCode>;

    async fn run(self, core: &Core, actor: &Actor) -> Result<List<PromotionCode>> {
        let request = PageRequest::read(self.limit, self.cursor.as_deref())?;
        let status = match self.active {
            None => "",
            Some(true) => "active",
            Some(false) => "inactive",
        };
        let page = store::list(core, actor.merchant()?, status, &request).await?;
        let now = core.clock.now();
        Ok(page.map(|promotion| promotion.wire(now)).into())
    }
}

/// Shows one promotion code.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetPromotionCode {
    /// The code's id.
    pub id: String,
}

impl Operation for GetPromotionCode {
    const SPEC: Spec = Spec {
        title: "Get a promotion code",
        summary: "Shows one promotion code of the merchant.",
        ..Spec::read("get_promotion_code", MODULE, ONE)
    };
    type Output = PromotionCode;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PromotionCode> {
        Ok(find(core, actor, &self.id).await?.wire(core.clock.now()))
    }
}

/// Makes a promotion code. It takes either a percentage or an amount off.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreatePromotionCode {
    /// What buyers write: 3 to 32 letters, digits, hyphens and underscores; small letters become capitals.
    #[schemars(example = &"SPRING20")]
    pub code: String,
    /// The percent that are taken off, 1 to 99.
    #[schemars(example = 20)]
    pub percent_off: Option<i64>,
    /// The amount that is taken off, minor units; never more than the price.
    pub amount_off_minor: Option<i64>,
    /// The amount's currency, the only one it is for; the merchant's default when left out.
    pub currency: Option<Currency>,
    /// When it begins, RFC 3339; at once when left out.
    pub starts_at: Option<String>,
    /// When it ends, RFC 3339; never when left out. Payments begun before may be finished.
    pub ends_at: Option<String>,
    /// How often it can be used, 1 to 1 000 000; as often as anybody does when left out.
    #[schemars(example = 50)]
    pub max_uses: Option<i64>,
    /// How often one buyer can use it, known by their e-mail; as often as they like when left out.
    pub max_per_buyer: Option<i64>,
    /// Only for buyers who have not bought from the merchant before, known by their e-mail.
    pub first_purchase_only: Option<bool>,
    /// The ids of the links it is for; all when left out or empty.
    pub pay_link_ids: Option<Vec<String>>,
    /// Whether buyers can use it at once; true when left out.
    pub active: Option<bool>,
}

impl Operation for CreatePromotionCode {
    const SPEC: Spec = Spec {
        title: "Create a promotion code",
        summary: "Makes a code with which buyers get something off.",
        status: 201,
        ..Spec::write("create_promotion_code", MODULE, Method::Post, PATH)
    };
    type Output = PromotionCode;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PromotionCode> {
        let merchant_id = actor.merchant()?;
        let now = core.clock.now();
        let usual = merchants::owner(core, merchant_id).await?.currency();
        let blank = Promotion {
            id: new_id(now),
            merchant_id: merchant_id.to_owned(),
            code: self.code.clone(),
            active: true,
            percent_off: None,
            amount_off_minor: None,
            currency: None,
            starts_at: None,
            ends_at: None,
            max_uses: None,
            max_per_buyer: None,
            first_purchase_only: false,
            links: "[]".into(),
            used_count: 0,
            held_count: 0,
            version: 1,
            created_at: now.0,
            updated_at: now.0,
        };
        let said = UpdatePromotionCode {
            id: String::new(),
            code: Some(self.code),
            percent_off: self.percent_off,
            amount_off_minor: self.amount_off_minor,
            currency: self.currency,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            max_uses: self.max_uses,
            max_per_buyer: self.max_per_buyer,
            first_purchase_only: self.first_purchase_only,
            pay_link_ids: self.pay_link_ids,
            active: self.active,
        };
        // Of a new one nothing can be taken away: a zero is a wrong number.
        let promotion = said.apply(core, blank, usual, false).await?;
        let mut tx = core.db.begin().await?;
        if !store::insert(&mut tx, &promotion).await? {
            return Err(taken());
        }
        record(&mut tx, core, actor, "promotion_code.created", &promotion).await?;
        tx.commit().await?;
        core.signals.pages_changed();
        Ok(promotion.wire(now))
    }
}

/// Changes a promotion code; what is left out stays, an empty text clears, 0 takes a limit away. Buyers who have started to
/// pay keep what they were shown.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UpdatePromotionCode {
    /// The code's id.
    pub id: String,
    /// What buyers write.
    pub code: Option<String>,
    /// The percent that are taken off, 1 to 99; takes the place of an amount.
    pub percent_off: Option<i64>,
    /// The amount that is taken off, minor units; takes the place of a percentage.
    pub amount_off_minor: Option<i64>,
    /// The amount's currency.
    pub currency: Option<Currency>,
    /// When it begins, RFC 3339; empty for at once.
    pub starts_at: Option<String>,
    /// When it ends, RFC 3339; empty for never.
    pub ends_at: Option<String>,
    /// How often it can be used, no less than it was; 0 takes the limit away.
    #[schemars(example = 60)]
    pub max_uses: Option<i64>,
    /// How often one buyer can use it; 0 takes the limit away.
    pub max_per_buyer: Option<i64>,
    /// Only for buyers who have not bought from the merchant before.
    pub first_purchase_only: Option<bool>,
    /// The ids of the links it is for; empty for all.
    pub pay_link_ids: Option<Vec<String>>,
    /// Whether buyers can use it.
    pub active: Option<bool>,
}

impl Operation for UpdatePromotionCode {
    const SPEC: Spec = Spec {
        title: "Update a promotion code",
        summary: "Changes a promotion code; what is left out stays.",
        ..Spec::write("update_promotion_code", MODULE, Method::Patch, ONE)
    };
    type Output = PromotionCode;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PromotionCode> {
        change(core, actor, &self).await
    }
}

/// Switches a promotion code off: nobody can start to pay with it any more.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeactivatePromotionCode {
    /// The code's id.
    pub id: String,
}

impl Operation for DeactivatePromotionCode {
    const SPEC: Spec = Spec {
        title: "Deactivate a promotion code",
        summary: "Switches a promotion code off; an update with active true switches it on again.",
        ..Spec::write("deactivate_promotion_code", MODULE, Method::Post, "/promotion-codes/{id}/deactivate")
    };
    type Output = PromotionCode;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PromotionCode> {
        let off = UpdatePromotionCode { id: self.id, active: Some(false), ..UpdatePromotionCode::default() };
        change(core, actor, &off).await
    }
}

async fn change(core: &Core, actor: &Actor, said: &UpdatePromotionCode) -> Result<PromotionCode> {
    for _ in 0..TRIES {
        let before = find(core, actor, &said.id).await?;
        let usual = before.currency.as_deref().and_then(|code| Currency::parse(code).ok());
        let usual = match usual {
            Some(currency) => currency,
            None => merchants::owner(core, &before.merchant_id).await?.currency(),
        };
        let after = said.apply(core, before.clone(), usual, true).await?;
        let now = core.clock.now();
        if after == before {
            return Ok(before.wire(now));
        }
        let mut tx = core.db.begin().await?;
        if store::update(&mut tx, &after, now).await? {
            check_limit(&mut tx, &before, &after).await?;
            let kind = match (before.active, after.active) {
                (true, false) => "promotion_code.deactivated",
                (false, true) => "promotion_code.activated",
                _ => "promotion_code.updated",
            };
            record(&mut tx, core, actor, kind, &after).await?;
            tx.commit().await?;
            core.signals.pages_changed();
            return Ok(find(core, actor, &said.id).await?.wire(now));
        }
        let other = store::find_code(&mut tx, &after.merchant_id, &after.code).await?;
        if other.is_some_and(|other| other.id != after.id) {
            return Err(taken());
        }
    }
    Err(Error::unavailable(Code::DatabaseBusy))
}

impl UpdatePromotionCode {
    /// What it makes of a code, checked; with `clears` a zero takes a limit away.
    async fn apply(
        &self,
        core: &Core,
        before: Promotion,
        usual: Currency,
        clears: bool,
    ) -> Result<Promotion> {
        let mut wrong = Fields::default();
        let starts_at = wrong.take(moment(self.starts_at.as_deref(), before.starts_at, "startsAt"))?;
        let ends_at = wrong.take(moment(self.ends_at.as_deref(), before.ends_at, "endsAt"))?;
        let limit = |said: Option<i64>, before: Option<i64>| match said {
            Some(0) if clears => None,
            said => said.or(before),
        };
        let (percent_off, amount_off_minor) = match (self.percent_off, self.amount_off_minor) {
            (None, None) => (before.percent_off, before.amount_off_minor),
            said => said,
        };
        let links = match &self.pay_link_ids {
            Some(ids) => serde_json::to_string(ids).map_err(Error::internal)?,
            None => before.links.clone(),
        };
        let currency = amount_off_minor.map(|_| self.currency.unwrap_or(usual).code().to_owned());
        let after = Promotion {
            code: self.code.clone().unwrap_or(before.code),
            active: self.active.unwrap_or(before.active),
            percent_off,
            amount_off_minor,
            currency,
            starts_at: starts_at.flatten(),
            ends_at: ends_at.flatten(),
            max_uses: limit(self.max_uses, before.max_uses),
            max_per_buyer: limit(self.max_per_buyer, before.max_per_buyer),
            first_purchase_only: self.first_purchase_only.unwrap_or(before.first_purchase_only),
            links,
            ..before
        };
        let checked = wrong.take(after.check())?;
        for (index, id) in self.pay_link_ids.iter().flatten().enumerate().take(super::rules::MOST_LINKS) {
            let merchant_id = checked.as_ref().map(|after| after.merchant_id.as_str()).unwrap_or_default();
            match payment_links::find(&core.db, merchant_id, id).await {
                Err(error) if error.kind == Kind::NotFound && checked.is_some() => {
                    wrong.push(format!("payLinkIds.{index}"), Code::NotFound);
                }
                Err(error) if error.kind != Kind::NotFound => return Err(error),
                _ => {}
            }
        }
        wrong.or(checked)
    }
}

/// Refuses a limit below what is used or about to be; the row is ours since it was changed.
async fn check_limit(tx: &mut Tx, before: &Promotion, after: &Promotion) -> Result<()> {
    let Some(most) = after.max_uses.filter(|most| Some(*most) != before.max_uses) else { return Ok(()) };
    let counted = store::counted(tx, &after.id).await?;
    if counted <= most {
        return Ok(());
    }
    Err(Fields::default().with("maxUses", Code::LimitBelowUsed, Some(counted.to_string())).error())
}

async fn record(
    tx: &mut Tx,
    core: &Core,
    actor: &Actor,
    kind: &'static str,
    promotion: &Promotion,
) -> Result<()> {
    let data = json!({ "code": promotion.code, "percentOff": promotion.percent_off,
        "amountOffMinor": promotion.amount_off_minor, "currency": promotion.currency, "active": promotion.active });
    let event = NewEvent { merchant_id: &promotion.merchant_id, kind, subject_id: &promotion.id, data };
    events::record(tx, actor, core.clock.now(), &event).await
}

fn taken() -> Error {
    Error::field("code", Code::CodeTaken).of_kind(Kind::Conflict)
}

/// A moment as a request says it, to the second.
fn moment(said: Option<&str>, before: Option<i64>, field: &str) -> Result<Option<i64>> {
    match said.map(str::trim) {
        None => Ok(before),
        Some("") => Ok(None),
        Some(text) => match Timestamp::parse(text) {
            Some(moment) => Ok(Some(Timestamp::from_seconds(moment.seconds()).0)),
            None => Err(Error::field(field, Code::BadMoment)),
        },
    }
}
