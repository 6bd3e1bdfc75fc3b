//! Changing links: their terms, whether they sell, and whether they are there at all.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::availability::Said;
use super::super::terms::Stated;
use super::super::{
    Charges, Details, PageLanguage, PayLink, PriceType, Quantity, Recurring, Terms, Unit, files, recurring,
    seats, store,
};
use super::create::{record, taken};
use crate::actor::Actor;
use crate::collecting::CollectingChange;
use crate::core::Core;
use crate::db::Tx;
use crate::error::{Code, Error, Fields, Result};
use crate::money::{Currency, Decimal};
use crate::operation::{Effect, Method, Operation, Spec};
use crate::payment_limits;
use crate::pricing::FeeModel;
use crate::uploads::LinkFile;
use crate::wire::Message;

/// How often a change is tried again when someone else was faster.
pub(super) const TRIES: usize = 5;

/// Changes a link; what is left out stays, an empty text clears. Buyers who have started keep what they saw.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UpdatePayLink {
    /// The link's id.
    pub id: String,
    /// What is sold; with it `amount` is in minor units.
    pub title: Option<String>,
    /// The same as `title`; with it `amount` is in major units with at most two decimals.
    #[schemars(extend("x-rest-only" = true))]
    pub name: Option<String>,
    /// The last part of the pay page's address.
    pub slug: Option<String>,
    /// What buyers read about it.
    #[schemars(example = "Twelve photos, edited.")]
    pub description: Option<String>,
    /// The price of a `FIXED` link; its unit is told by `title` or `name`.
    #[schemars(extend("x-rest-only" = true))]
    pub amount: Option<Decimal>,
    /// The price in minor units, alone, without `amount`.
    #[schemars(example = 5999)]
    pub amount_minor: Option<i64>,
    /// The least that buyers may choose to pay; its unit is told by `title` or `name`.
    #[schemars(extend("x-rest-only" = true))]
    pub min_amount: Option<Decimal>,
    /// The least that buyers may choose to pay, minor units; alone, without `minAmount`.
    pub min_amount_minor: Option<i64>,
    /// The most that buyers may choose to pay, minor units; 0 takes the bound away.
    pub max_amount_minor: Option<i64>,
    /// Up to three amounts that buyers who choose find ready to take, minor units.
    pub suggested_amounts_minor: Option<Vec<i64>>,
    /// How often it sells, 1 to 1 000 000 and no less than it has; 0 takes the limit away.
    pub max_uses: Option<i64>,
    /// Let buyers choose how many they take, or end that.
    pub require_quantity: Option<bool>,
    /// The fewest that a buyer may take, 1 to 10 000.
    pub min_quantity: Option<i64>,
    /// The most that a buyer may take, 1 to 10 000; 0 takes the bound away.
    pub max_quantity: Option<i64>,
    /// How often one buyer may buy, known by their e-mail; 0 takes the limit away.
    pub max_per_buyer: Option<i64>,
    /// When it begins to sell, RFC 3339 such as `2026-11-27T08:00:00Z`; empty for from the beginning.
    pub opens_at: Option<String>,
    /// When it stops to sell, RFC 3339; empty for never. Payments begun before may be finished.
    pub closes_at: Option<String>,
    /// What buyers read while it is switched off; empty for our own words.
    pub disabled_message: Option<String>,
    /// The language of its pages: `auto` (the buyer's browser says), `en` or `ro`.
    pub language: Option<PageLanguage>,
    /// What buyers of a `DIGITAL_PRODUCT` get: the `fileUrl` of an upload; empty takes all files away.
    pub file_url: Option<String>,
    /// What buyers of a `DIGITAL_PRODUCT` get: the `fileUrl` of up to 50 uploads, in this order; an empty list takes all
    /// files away.
    pub file_urls: Option<Vec<String>>,
    /// How often a subscription is paid: `week`, `month`, `six_months` or `year`. Who has subscribed keeps their terms.
    pub recurring_interval: Option<String>,
    /// The same as `WEEKLY`, `MONTHLY`, `SIX_MONTHS` or `YEARLY`.
    #[schemars(extend("x-rest-only" = true))]
    pub subscription_interval: Option<String>,
    /// Days of a subscription that are free before the first charge, 730 at most; 0 takes them away.
    pub trial_days: Option<i64>,
    /// The tax rate of everything it sells in hundredths of a percent, 1 to 10 000: 2100 is 21 %; 0 takes it away.
    pub tax_rate_bps: Option<i64>,
    /// Whether the price holds the tax already; otherwise it comes on top. True when left out for a new tax.
    pub tax_inclusive: Option<bool>,
    /// Who pays the platform's fee: `MERCHANT`, or `BUYER`, who sees it before paying.
    pub fee_model: Option<FeeModel>,
    /// The price's currency.
    pub currency: Option<Currency>,
    /// Ask for the buyer's e-mail.
    pub collect_email: Option<bool>,
    /// Ask for the buyer's name.
    pub collect_name: Option<bool>,
    /// Ask for the buyer's phone number.
    pub collect_phone: Option<bool>,
    /// Ask for the buyer's address.
    #[serde(alias = "collectBillingAddress")]
    pub collect_address: Option<bool>,
    /// What to ask beyond contact and address; what is left out of it stays.
    pub collecting: Option<CollectingChange>,
    /// What buyers read after they have paid.
    pub thank_you_message: Option<String>,
    /// Where buyers go after they have paid, https; empty clears.
    pub success_url: Option<String>,
    /// Where buyers go when they turn back, https; empty clears.
    pub cancel_url: Option<String>,
    /// Whether it sells.
    pub active: Option<bool>,
}

impl Operation for UpdatePayLink {
    const SPEC: Spec = Spec {
        title: "Update a payment link",
        summary: "Changes a payment link; what is left out stays.",
        mcp: Some("update_paylink"),
        webmcp: Some("update_paylink"),
        ..Spec::write("update_paylink", "PayLinks", Method::Patch, "/paylinks/{id}")
    };
    type Output = PayLink;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PayLink> {
        let unit = Unit::of(self.title.as_deref(), self.name.as_deref());
        let files =
            files::of_request(core, actor.merchant()?, self.file_url.as_deref(), self.file_urls.as_deref());
        let mut wrong = Fields::default();
        let files = wrong.take(files.await)?.flatten();
        let turn = |before: Terms| {
            let (stated, mut wrong) = (self.stated(&before), wrong.clone());
            let terms = wrong.take(self.apply(before, files.as_ref()).check_at(stated, &core.config))?;
            wrong.or(terms)
        };
        change(core, actor, &self.id, unit, turn).await
    }
}

impl UpdatePayLink {
    /// Its price; what it does not state stays.
    fn stated(&self, before: &Terms) -> Stated {
        let (title, name) = (self.title.as_deref(), self.name.as_deref());
        let read = |field, amount, minor, price_type| {
            let kept = (before.price_type == price_type).then_some(before.amount_minor);
            Unit::read(title, name, (field, amount), minor).map(|minor| minor.or(kept))
        };
        Stated {
            named: Unit::agree(title, name),
            price_type: Ok(before.price_type),
            amount: read("amount", self.amount.as_ref(), self.amount_minor, PriceType::Fixed),
            least: read(
                "minAmount",
                self.min_amount.as_ref(),
                self.min_amount_minor,
                PriceType::PayWhatYouWant,
            ),
            availability: before.details.availability.clone().after(Said {
                opens_at: self.opens_at.as_deref(),
                closes_at: self.closes_at.as_deref(),
                disabled_message: self.disabled_message.as_deref(),
            }),
            recurring: self.recurring(before),
        }
    }

    /// How it is paid again and again; what it does not say stays.
    fn recurring(&self, before: &Terms) -> Result<Option<Recurring>> {
        let asked = recurring::Asked {
            recurring_interval: self.recurring_interval.as_deref(),
            subscription_interval: self.subscription_interval.as_deref(),
            trial_days: self.trial_days,
        };
        asked.read(&before.payment_type, before.details.recurring)
    }

    /// What it makes of the terms, but for the price.
    fn apply(&self, before: Terms, files: Option<&Vec<LinkFile>>) -> Terms {
        let text = |new: &Option<String>, old: String| new.clone().unwrap_or(old);
        Terms {
            title: self.title.clone().or_else(|| self.name.clone()).unwrap_or(before.title),
            slug: self.slug.clone().filter(|slug| !slug.trim().is_empty()).unwrap_or(before.slug),
            description: text(&self.description, before.description),
            amount_minor: before.amount_minor,
            currency: self.currency.unwrap_or(before.currency),
            collect_email: self.collect_email.unwrap_or(before.collect_email),
            collect_name: self.collect_name.unwrap_or(before.collect_name),
            collect_phone: self.collect_phone.unwrap_or(before.collect_phone),
            collect_address: self.collect_address.unwrap_or(before.collect_address),
            thank_you_message: text(&self.thank_you_message, before.thank_you_message),
            success_url: self.success_url.clone().or(before.success_url),
            cancel_url: self.cancel_url.clone().or(before.cancel_url),
            active: self.active.unwrap_or(before.active),
            price_type: before.price_type,
            service_type: before.service_type,
            payment_type: before.payment_type,
            details: Details {
                suggested_amounts_minor: self
                    .suggested_amounts_minor
                    .clone()
                    .unwrap_or(before.details.suggested_amounts_minor),
                max_amount_minor: self
                    .max_amount_minor
                    .or(before.details.max_amount_minor)
                    .filter(|minor| *minor != 0),
                language: self.language.unwrap_or(before.details.language),
                max_uses: self.max_uses.or(before.details.max_uses).filter(|most| *most != 0),
                charges: Charges::read(
                    before.details.charges,
                    self.tax_rate_bps,
                    self.tax_inclusive,
                    self.fee_model,
                ),
                quantity: Quantity::read(
                    before.details.quantity,
                    self.require_quantity,
                    self.min_quantity,
                    self.max_quantity,
                ),
                max_per_buyer: self.max_per_buyer.or(before.details.max_per_buyer).filter(|most| *most != 0),
                availability: before.details.availability,
                files: files.cloned().unwrap_or(before.details.files),
                collecting: self.collecting.clone().unwrap_or_default().apply(before.details.collecting),
                recurring: before.details.recurring,
            },
        }
    }
}

/// Changes the link's terms as they stand at that moment; nothing changes when the terms do not.
pub(super) async fn change(
    core: &Core,
    actor: &Actor,
    id: &str,
    unit: Unit,
    turn: impl Fn(Terms) -> Result<Terms> + Send + Sync,
) -> Result<PayLink> {
    let merchant_id = actor.merchant()?;
    for _ in 0..TRIES {
        let link = store::find(&core.db, merchant_id, id).await?;
        let before = link.terms();
        let terms = turn(before.clone())?;
        if terms == before {
            return Ok(link.wire(core, unit));
        }
        if terms.price() != before.price() || terms.details != before.details {
            payment_limits::check_link(core, merchant_id, &terms).await?;
        }
        let mut tx = core.db.begin().await?;
        let now = core.clock.now();
        if store::update(&mut tx, now, merchant_id, id, &terms, link.revision).await? {
            if let Some(most) = terms.details.max_uses.filter(|most| Some(*most) != before.details.max_uses) {
                check_limit(&mut tx, id, most).await?;
            }
            files::keep(&mut tx, merchant_id, &before.details.files, &terms.details.files).await?;
            if terms.currency != before.currency {
                store::change_totals(&mut tx, merchant_id, id, terms.currency).await?;
            }
            let kind = match (before.active, terms.active) {
                (true, false) => "link.disabled",
                (false, true) => "link.enabled",
                _ => "link.updated",
            };
            record(&mut tx, actor, core, merchant_id, kind, id, &terms).await?;
            tx.commit().await?;
            core.signals.pages_changed();
            return Ok(store::find(&core.db, merchant_id, id).await?.wire(core, unit));
        }
        if terms.slug != before.slug && store::slug_exists(&mut tx, &terms.slug).await? {
            return Err(taken());
        }
    }
    Err(Error::unavailable(Code::DatabaseBusy))
}

/// Refuses a limit below what is sold or being paid for; the row is ours since it was changed.
async fn check_limit(tx: &mut Tx, id: &str, most: i64) -> Result<()> {
    let counted = seats::taken_and_held(tx, id).await?;
    if counted <= most {
        return Ok(());
    }
    Err(Fields::default().with("maxUses", Code::LimitBelowUsed, Some(counted.to_string())).error())
}

/// Switches a link on or off.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TogglePayLink {
    /// The link's id.
    pub id: String,
}

impl Operation for TogglePayLink {
    const SPEC: Spec = Spec {
        title: "Switch a payment link on or off",
        summary: "Stops an active payment link from selling, or lets a stopped one sell again.",
        mcp: Some("toggle_paylink"),
        ..Spec::write("toggle_paylink", "PayLinks", Method::Post, "/paylinks/{id}/toggle")
    };
    type Output = PayLink;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PayLink> {
        let turn = |terms: Terms| Terms { active: !terms.active, ..terms }.check(&core.config);
        change(core, actor, &self.id, Unit::Minor, turn).await
    }
}

/// Deletes a link. Its payments stay, and its address is never given to anyone again.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeletePayLink {
    /// The link's id.
    pub id: String,
}

impl Operation for DeletePayLink {
    const SPEC: Spec = Spec {
        title: "Delete a payment link",
        summary: "Deletes a payment link for good; its payments stay.",
        effect: Effect::Consequential,
        mcp: Some("delete_paylink"),
        webmcp: Some("delete_paylink"),
        ..Spec::write("delete_paylink", "PayLinks", Method::Delete, "/paylinks/{id}")
    };
    type Output = Message;

    async fn run(self, core: &Core, actor: &Actor) -> Result<Message> {
        let merchant_id = actor.merchant()?;
        let link = store::find(&core.db, merchant_id, &self.id).await?;
        let mut tx = core.db.begin().await?;
        if store::delete(&mut tx, merchant_id, &self.id, core.clock.now()).await? == 0 {
            return Err(Error::not_found());
        }
        record(&mut tx, actor, core, merchant_id, "link.deleted", &self.id, &link.terms()).await?;
        tx.commit().await?;
        core.signals.pages_changed();
        Ok(Message::new("PayLink deleted"))
    }
}
