//! Making links: from scratch, or as a copy.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::super::availability::Said;
use super::super::terms::Stated;
use super::super::{
    Availability, Charges, Details, PageLanguage, PayLink, PriceType, Quantity, Recurring, Terms, Unit,
    files, recurring, slug_from, store,
};
use crate::actor::Actor;
use crate::collecting::{Collecting, CollectingChange};
use crate::core::Core;
use crate::db::Tx;
use crate::error::{Code, Error, Fields, Kind, Result};
use crate::events::{self, NewEvent};
use crate::id::{new_id, random_hex};
use crate::merchants;
use crate::money::{Currency, Decimal};
use crate::operation::{Method, Operation, Spec};
use crate::payment_limits;
use crate::pricing::FeeModel;
use crate::uploads::LinkFile;

/// Makes a payment link. A body with `title` states `amount` in minor units, a body with `name` in major
/// units; `amountMinor` is always minor units.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreatePayLink {
    /// What is sold, 120 characters at most; with it `amount` is in minor units.
    #[schemars(example = "Product photos")]
    pub title: Option<String>,
    /// The same as `title`; with it `amount` is in major units with at most two decimals.
    #[schemars(extend("x-rest-only" = true))]
    pub name: Option<String>,
    /// The last part of the pay page's address: 3 to 64 of `a-z`, `0-9`, `-`. Made from the title when left out.
    pub slug: Option<String>,
    /// What buyers read about it, 2000 characters at most.
    #[schemars(example = "Ten photos, edited.")]
    pub description: Option<String>,
    /// `FIXED`; `PAY_WHAT_YOU_WANT` (also `FLEXIBLE`): the buyer chooses; `FREE`: no payment, an address is enough.
    #[schemars(example = &"FIXED")]
    pub price_type: String,
    /// `SERVICE` or `DIGITAL_PRODUCT`; `SERVICE` when left out. `SUBSCRIPTION` means the payment type.
    pub service_type: Option<String>,
    /// `ONE_TIME`, also when left out, or `SUBSCRIPTION`.
    pub payment_type: Option<String>,
    /// How often a subscription is paid: `week`, `month`, `six_months` or `year`; `month` when left out.
    pub recurring_interval: Option<String>,
    /// The same as `WEEKLY`, `MONTHLY`, `SIX_MONTHS` or `YEARLY`.
    #[schemars(extend("x-rest-only" = true))]
    pub subscription_interval: Option<String>,
    /// Days of a subscription that are free before the first charge, 730 at most.
    pub trial_days: Option<i64>,
    /// The price of a `FIXED` link; its unit is told by `title` or `name`.
    #[schemars(extend("x-rest-only" = true))]
    pub amount: Option<Decimal>,
    /// The price in minor units, whatever the naming field; alone, without `amount`.
    #[schemars(example = 4999)]
    pub amount_minor: Option<i64>,
    /// The least that buyers may choose to pay; its unit is told by `title` or `name`. The smallest amount that cards
    /// take when left out.
    #[schemars(extend("x-rest-only" = true))]
    pub min_amount: Option<Decimal>,
    /// The least that buyers may choose to pay, minor units; alone, without `minAmount`.
    pub min_amount_minor: Option<i64>,
    /// The most that buyers may choose to pay, minor units.
    pub max_amount_minor: Option<i64>,
    /// Up to three amounts that buyers who choose find ready to take, minor units.
    pub suggested_amounts_minor: Option<Vec<i64>>,
    /// How often it sells, 1 to 1 000 000; as often as anybody pays when left out. A sale of several pieces counts
    /// once.
    pub max_uses: Option<i64>,
    /// Let buyers choose how many they take, at a fixed price; also when `minQuantity` or `maxQuantity` is sent.
    pub require_quantity: Option<bool>,
    /// The fewest that a buyer may take, 1 to 10 000; 1 when left out.
    pub min_quantity: Option<i64>,
    /// The most that a buyer may take, 1 to 10 000.
    pub max_quantity: Option<i64>,
    /// How often one buyer may buy, known by their e-mail, 1 to 1 000 000; needs `collectEmail`.
    pub max_per_buyer: Option<i64>,
    /// When it begins to sell, RFC 3339 such as `2026-11-27T08:00:00Z`; at once when left out.
    pub opens_at: Option<String>,
    /// When it stops to sell, RFC 3339; never when left out. Payments begun before may be finished.
    pub closes_at: Option<String>,
    /// What buyers read while it is switched off, 1000 characters at most; our own words when left out.
    pub disabled_message: Option<String>,
    /// The language of its pages: `auto` (the buyer's browser says), `en` or `ro`; `auto` when left out.
    pub language: Option<PageLanguage>,
    /// What buyers of a `DIGITAL_PRODUCT` get: the `fileUrl` of an upload; short for one `fileUrls`.
    pub file_url: Option<String>,
    /// What buyers of a `DIGITAL_PRODUCT` get: the `fileUrl` of up to 50 uploads, in this order.
    pub file_urls: Option<Vec<String>>,
    /// The tax rate of everything it sells in hundredths of a percent, 1 to 10 000: 2100 is 21 %.
    pub tax_rate_bps: Option<i64>,
    /// Whether the price holds the tax already; otherwise it comes on top. True when left out.
    pub tax_inclusive: Option<bool>,
    /// Who pays the platform's fee: `MERCHANT`, also when left out, or `BUYER`, who sees it before paying.
    pub fee_model: Option<FeeModel>,
    /// The price's currency; the merchant's default when left out.
    #[schemars(example = Currency::Ron)]
    pub currency: Option<Currency>,
    /// Ask for the buyer's e-mail; true when left out.
    pub collect_email: Option<bool>,
    /// Ask for the buyer's name.
    pub collect_name: Option<bool>,
    /// Ask for the buyer's phone number.
    pub collect_phone: Option<bool>,
    /// Ask for the buyer's address.
    #[serde(alias = "collectBillingAddress")]
    pub collect_address: Option<bool>,
    /// What to ask beyond contact and address: own fields, company, shipping address, terms to accept.
    pub collecting: Option<CollectingChange>,
    /// What buyers read after they have paid, 1000 characters at most.
    pub thank_you_message: Option<String>,
    /// Where buyers go after they have paid, https.
    pub success_url: Option<String>,
    /// Where buyers go when they turn back, https.
    pub cancel_url: Option<String>,
    /// Whether it sells at once; true when left out.
    pub active: Option<bool>,
}

impl Operation for CreatePayLink {
    const SPEC: Spec = Spec {
        title: "Create a payment link",
        summary: "Makes a payment link that sells at /p/{slug}.",
        status: 201,
        mcp: Some("create_paylink"),
        webmcp: Some("create_paylink"),
        ..Spec::write("create_paylink", "PayLinks", Method::Post, "/paylinks")
    };
    type Output = PayLink;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PayLink> {
        let merchant_id = actor.merchant()?;
        let owner = merchants::owner(core, merchant_id).await?;
        let chosen = self.slug.clone().filter(|slug| !slug.trim().is_empty());
        let (unit, stated) = self.stated();
        let files = files::of_request(core, merchant_id, self.file_url.as_deref(), self.file_urls.as_deref());
        let mut wrong = Fields::default();
        let files = wrong.take(files.await)?;
        let terms = self.terms(owner.currency(), files.flatten()).check_at(stated, &core.config);
        let terms = wrong.take(terms)?;
        let terms = wrong.or(terms)?;
        payment_limits::check_link(core, merchant_id, &terms).await?;
        let id = insert(core, actor, merchant_id, terms, chosen.is_some()).await?;
        Ok(store::find(&core.db, merchant_id, &id).await?.wire(core, unit))
    }
}

impl CreatePayLink {
    /// The unit it speaks, and its price.
    fn stated(&self) -> (Unit, Stated) {
        let (title, name) = (self.title.as_deref(), self.name.as_deref());
        let read = |field, amount, minor| Unit::read(title, name, (field, amount), minor);
        let stated = Stated {
            named: Unit::agree(title, name),
            price_type: PriceType::parse(&self.price_type),
            amount: read("amount", self.amount.as_ref(), self.amount_minor),
            least: read("minAmount", self.min_amount.as_ref(), self.min_amount_minor),
            availability: Availability::default().after(Said {
                opens_at: self.opens_at.as_deref(),
                closes_at: self.closes_at.as_deref(),
                disabled_message: self.disabled_message.as_deref(),
            }),
            recurring: self.recurring(),
        };
        (Unit::of(title, name), stated)
    }

    /// How it is paid again and again.
    fn recurring(&self) -> Result<Option<Recurring>> {
        let asked = recurring::Asked {
            recurring_interval: self.recurring_interval.as_deref(),
            subscription_interval: self.subscription_interval.as_deref(),
            trial_days: self.trial_days,
        };
        let kind = recurring::payment_type(self.service_type.as_deref(), self.payment_type.as_deref());
        asked.read(&kind, None)
    }

    /// What it asks for, but for the price.
    fn terms(self, currency: Currency, files: Option<Vec<LinkFile>>) -> Terms {
        let title = self.title.or(self.name).unwrap_or_default();
        let chosen = self.slug.filter(|slug| !slug.trim().is_empty());
        Terms {
            slug: chosen.unwrap_or_else(|| slug_from(&title)),
            title,
            description: self.description.unwrap_or_default(),
            price_type: PriceType::default(),
            payment_type: recurring::payment_type(self.service_type.as_deref(), self.payment_type.as_deref()),
            service_type: recurring::service_type(self.service_type),
            amount_minor: 0,
            currency: self.currency.unwrap_or(currency),
            collect_email: self.collect_email.unwrap_or(true),
            collect_name: self.collect_name.unwrap_or(false),
            collect_phone: self.collect_phone.unwrap_or(false),
            collect_address: self.collect_address.unwrap_or(false),
            thank_you_message: self.thank_you_message.unwrap_or_default(),
            success_url: self.success_url,
            cancel_url: self.cancel_url,
            active: self.active.unwrap_or(true),
            details: Details {
                suggested_amounts_minor: self.suggested_amounts_minor.unwrap_or_default(),
                max_amount_minor: self.max_amount_minor,
                max_uses: self.max_uses,
                charges: Charges::read(
                    Charges::default(),
                    self.tax_rate_bps,
                    self.tax_inclusive,
                    self.fee_model,
                ),
                quantity: Quantity::read(None, self.require_quantity, self.min_quantity, self.max_quantity),
                max_per_buyer: self.max_per_buyer,
                language: self.language.unwrap_or_default(),
                files: files.unwrap_or_default(),
                collecting: self.collecting.unwrap_or_default().apply(Collecting::default()),
                ..Details::default()
            },
        }
    }
}

/// Inserts the link. A chosen slug that is taken is refused; one made from the title gets a tail.
async fn insert(
    core: &Core,
    actor: &Actor,
    merchant_id: &str,
    mut terms: Terms,
    chosen: bool,
) -> Result<String> {
    let now = core.clock.now();
    let id = new_id(now);
    let mut tx = core.db.begin().await?;
    if !chosen && store::slug_exists(&mut tx, &terms.slug).await? {
        terms.slug = format!("{}-{}", terms.slug, random_hex(3)?);
    }
    if !store::insert(&mut tx, now, merchant_id, &id, &terms).await? {
        return Err(taken());
    }
    files::keep(&mut tx, merchant_id, &[], &terms.details.files).await?;
    record(&mut tx, actor, core, merchant_id, "link.created", &id, &terms).await?;
    tx.commit().await?;
    core.signals.pages_changed();
    Ok(id)
}

/// Tells the story of a change of what is sold.
pub(super) async fn record(
    tx: &mut Tx,
    actor: &Actor,
    core: &Core,
    merchant_id: &str,
    kind: &'static str,
    id: &str,
    terms: &Terms,
) -> Result<()> {
    let data = json!({ "slug": terms.slug, "title": terms.title, "amountMinor": terms.amount_minor,
        "currency": terms.currency, "active": terms.active });
    events::record(tx, actor, core.clock.now(), &NewEvent { merchant_id, kind, subject_id: id, data }).await
}

/// The slug belongs to another link.
pub(super) fn taken() -> Error {
    Error::field("slug", Code::SlugTaken).of_kind(Kind::Conflict)
}

/// Copies a link; the copy gets its own address.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DuplicatePayLink {
    /// The link's id.
    pub id: String,
}

impl Operation for DuplicatePayLink {
    const SPEC: Spec = Spec {
        title: "Duplicate a payment link",
        summary: "Copies a payment link under a new address.",
        status: 201,
        mcp: Some("duplicate_paylink"),
        webmcp: Some("duplicate_paylink"),
        ..Spec::write("duplicate_paylink", "PayLinks", Method::Post, "/paylinks/{id}/duplicate")
    };
    type Output = PayLink;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PayLink> {
        let merchant_id = actor.merchant()?;
        let original = store::find(&core.db, merchant_id, &self.id).await?;
        let terms = Terms { slug: slug_from(&original.title), ..original.terms() };
        let id = insert(core, actor, merchant_id, terms, false).await?;
        Ok(store::find(&core.db, merchant_id, &id).await?.wire(core, Unit::Minor))
    }
}
