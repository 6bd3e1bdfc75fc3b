//! What anybody may see of a link. No file, no revenue, no owner.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{PriceType, Unit, store};
use crate::actor::Actor;
use crate::branding::Logo;
use crate::checkout_sessions::{self, Offer, Wish};
use crate::clock::Timestamp;
use crate::collecting::Collecting;
use crate::colour::Rgb;
use crate::core::Core;
use crate::error::Result;
use crate::money::{Currency, Decimal};
use crate::operation::{Access, Operation, Spec};
use crate::page::PageRequest;
use crate::pricing::Order;
use crate::promotion_codes;

/// Lists the addresses of links that sell, for sitemaps.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListPublicPayLinks {
    /// Rows per page, 1 to 100; 100 when left out.
    #[schemars(example = 100)]
    pub limit: Option<i64>,
    /// `nextCursor` of the page before.
    pub cursor: Option<String>,
}

/// The addresses of links that sell.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicSlugs {
    /// The addresses, the one changed last first.
    pub items: Vec<PublicSlug>,
    /// The cursor of the next page; null on the last one.
    pub next_cursor: Option<String>,
}

/// The address of a link that sells.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicSlug {
    /// The last part of the pay page's address.
    pub slug: String,
    /// When the link was last changed.
    pub updated_at: Timestamp,
}

impl Operation for ListPublicPayLinks {
    const SPEC: Spec = Spec {
        title: "List public payment links",
        summary: "Lists the addresses of payment links that sell, for sitemaps.",
        access: Access::Public,
        mcp: Some("list_public_paylinks"),
        ..Spec::read("list_public_paylinks", "Public", "/paylinks/public")
    };
    type Output = PublicSlugs;

    async fn run(self, core: &Core, _actor: &Actor) -> Result<PublicSlugs> {
        let request = PageRequest::read(Some(self.limit.unwrap_or(100)), self.cursor.as_deref())?;
        let page = store::list_public(core, &request).await?;
        let items = page.rows.into_iter().map(PublicSlug::from);
        Ok(PublicSlugs { items: items.collect(), next_cursor: page.next })
    }
}

impl From<store::PublicRow> for PublicSlug {
    fn from(row: store::PublicRow) -> Self {
        Self { slug: row.slug, updated_at: Timestamp(row.updated_at) }
    }
}

/// The addresses of links that sell, the ones changed last, `most` at most.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn public_slugs(core: &Core, most: i64) -> Result<Vec<PublicSlug>> {
    let page = store::list_public(core, &PageRequest { limit: most, after: None }).await?;
    Ok(page.rows.into_iter().map(PublicSlug::from).collect())
}

/// Shows what a link offers to buyers.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetPublicPayLink {
    /// The last part of the pay page's address.
    #[schemars(example = "product-photos")]
    pub slug: String,
    /// How many pieces to count in `order`; the fewest when left out.
    pub quantity: Option<i64>,
    /// A promotion code; the order is told with what it takes off.
    pub code: Option<String>,
}

/// What a link offers to buyers.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicPayLink {
    /// The last part of the pay page's address.
    pub slug: String,
    /// The pay page.
    pub url: String,
    /// What is sold.
    pub title: String,
    /// The same as `title`.
    pub name: String,
    /// What it is.
    pub description: String,
    /// Who sells it.
    pub merchant_name: String,
    /// The seller's logo; null without one.
    pub merchant_logo: Option<Logo>,
    /// The accent that the seller wants, `#rrggbb`; null when it is ours.
    pub merchant_accent: Option<Rgb>,
    /// `FIXED`; `PAY_WHAT_YOU_WANT`: send the chosen amount when paying; `FREE`: claim it, there is nothing to pay.
    pub price_type: String,
    /// `SERVICE` or `DIGITAL_PRODUCT`.
    pub service_type: String,
    /// `ONE_TIME`, or `SUBSCRIPTION`: start it at `/subscriptions`.
    pub payment_type: String,
    /// How often a subscription is paid: `week`, `month`, `six_months` or `year`; null when it is paid once.
    pub recurring_interval: Option<String>,
    /// Days of a subscription that are free before the first charge; null when it is paid once.
    pub trial_days: Option<i64>,
    /// The price in minor units; the least of it when buyers choose.
    pub amount: Decimal,
    /// The price in minor units; the least of it when buyers choose.
    pub amount_minor: i64,
    /// The least that buyers may choose to pay, minor units; null when the price is fixed.
    pub min_amount_minor: Option<i64>,
    /// The most that buyers may choose to pay, minor units; null without a bound.
    pub max_amount_minor: Option<i64>,
    /// Amounts that buyers who choose find ready to take, minor units.
    pub suggested_amounts_minor: Vec<i64>,
    /// Whether buyers choose how many they take: send `quantity` when paying.
    pub require_quantity: bool,
    /// The fewest that a buyer may take; null where one is all there is.
    pub min_quantity: Option<i64>,
    /// The most that a buyer may take; null without a bound of the link's own.
    pub max_quantity: Option<i64>,
    /// What `quantity` comes to; of a price that the buyer chooses, what the first suggestion comes to.
    pub order: Order,
    /// The price's currency.
    pub currency: Currency,
    /// Always true: a link that does not sell is not shown.
    pub active: bool,
    /// Whether the seller can take payments right now; a free link needs none.
    pub accepts_payments: bool,
    /// Whether the buyer's e-mail is needed.
    pub collect_email: bool,
    /// Whether the buyer's name is needed.
    pub collect_name: bool,
    /// Whether the buyer's phone number is needed.
    pub collect_phone: bool,
    /// Whether the buyer's address is needed.
    pub collect_address: bool,
    /// What is asked beyond contact and address.
    pub collecting: Collecting,
    /// What buyers read after they have paid.
    pub thank_you_message: String,
    /// Where buyers go after they have paid.
    pub success_url: Option<String>,
    /// Where buyers go when they turn back.
    pub cancel_url: Option<String>,
    /// Counts the changes of what is sold; send it back when paying.
    pub revision: i64,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Operation for GetPublicPayLink {
    const SPEC: Spec = Spec {
        title: "Get a public payment link",
        summary: "Shows what a payment link offers to buyers.",
        access: Access::Public,
        mcp: Some("get_public_paylink"),
        ..Spec::read("get_public_paylink", "Public", "/paylinks/public/{slug}")
    };
    type Output = PublicPayLink;

    async fn run(self, core: &Core, _actor: &Actor) -> Result<PublicPayLink> {
        let Offer { link, merchant_name, brand, accepts_payments, .. } =
            checkout_sessions::offer(core, &self.slug).await?;
        let (price, price_type) = (link.price(), link.price_type());
        let discount = match self.code.as_deref().filter(|typed| !typed.trim().is_empty()) {
            Some(typed) => {
                let (merchant_id, terms) = (&link.merchant_id, link.terms());
                Some(promotion_codes::usable(core, merchant_id, &link.id, &terms, typed).await?.discount())
            }
            None => None,
        };
        let (terms, wish) = (link.terms(), Wish { quantity: self.quantity, discount, ..Wish::default() });
        let quantity = wish.quantity;
        let wish = Wish { quantity, ..wish.nearest(&terms) };
        let bounds = link.details.quantity;
        let recurring = link.details.recurring;
        Ok(PublicPayLink {
            recurring_interval: recurring.map(|terms| terms.interval.as_str().to_owned()),
            trial_days: recurring.map(|terms| terms.trial_days),
            min_amount_minor: (price_type == PriceType::PayWhatYouWant).then_some(price.minor),
            max_amount_minor: link.details.max_amount_minor,
            suggested_amounts_minor: link.details.suggested_amounts_minor,
            require_quantity: bounds.is_some(),
            min_quantity: bounds.map(|bounds| bounds.min),
            max_quantity: bounds.and_then(|bounds| bounds.max),
            order: wish.order(&terms, &core.config)?,
            collecting: link.details.collecting,
            url: core.config.url(&format!("/p/{}", link.slug)),
            amount: Unit::Minor.write(price),
            amount_minor: price.minor,
            currency: price.currency,
            name: link.title.clone(),
            title: link.title,
            slug: link.slug,
            description: link.description,
            merchant_name,
            merchant_logo: brand.full_logo(core),
            merchant_accent: brand.accent(),
            price_type: link.price_type,
            service_type: link.service_type,
            payment_type: link.payment_type,
            active: link.active,
            accepts_payments,
            collect_email: link.collect_email,
            collect_name: link.collect_name,
            collect_phone: link.collect_phone,
            collect_address: link.collect_address,
            thank_you_message: link.thank_you_message,
            success_url: link.success_url,
            cancel_url: link.cancel_url,
            revision: link.revision,
            updated_at: Timestamp(link.updated_at),
        })
    }
}
