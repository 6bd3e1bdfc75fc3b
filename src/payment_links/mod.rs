//! Payment links: what is sold, under which address, and what the buyer is asked for.

mod availability;
pub(crate) mod buyers;
mod charges;
pub(crate) mod declines;
mod details;
mod file;
mod files;
mod operations;
mod order;
mod page_language;
mod price;
mod qr;
mod quantity;
mod recurring;
pub(crate) mod seats;
mod slug;
mod state;
mod store;
mod terms;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::availability::Availability;
pub use self::charges::{Charges, read_fee_model};
pub use self::details::{Details, SUGGESTIONS};
pub use self::operations::{
    AddPayLinkFiles, ArchivePayLink, CreatePayLink, DeletePayLink, DuplicatePayLink, GetPayLink,
    GetPayLinkQr, GetPayLinkStory, GetPublicPayLink, LinkStatus, ListPayLinks, ListPublicPayLinks, PayLinkQr,
    PayLinkQuote, PayLinkStory, PayLinksActive, PayLinksArchived, PublicPayLink, PublicSlug, PublicSlugs,
    QrFormat, QuotePayLink, RemovePayLinkFile, RestorePayLink, SetPayLinksActive, SetPayLinksArchived,
    TogglePayLink, UpdatePayLink, public_slugs,
};
use self::order::Order;
pub use self::order::{Direction, LinkSort};
pub use self::page_language::PageLanguage;
pub use self::price::PriceType;
pub use self::quantity::Quantity;
pub use self::recurring::{Interval, LONGEST_TRIAL, ONE_TIME, Recurring, SUBSCRIPTION};
pub use self::slug::{check_slug, slug_from};
pub use self::state::LinkState;
pub(crate) use self::store::{add_totals, find, find_any, find_revision, sql::ALL as STATEMENTS};
pub use self::terms::{Terms, Unit, check_url};
use crate::clock::Timestamp;
use crate::collecting::Collecting;
use crate::core::Core;
use crate::db::flag;
use crate::error::Result;
use crate::figures;
use crate::money::{Currency, Decimal, Money};
use crate::needle::Needle;
use crate::pricing::FeeModel;
use crate::uploads::Asset;

/// A payment link as its merchant sees it, in PayLinks' own words.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PayLink {
    /// The link's id.
    pub id: String,
    /// What is sold.
    pub title: String,
    /// The same as `title`.
    pub name: String,
    /// The last part of the pay page's address.
    pub slug: String,
    /// The pay page.
    pub url: String,
    /// What buyers read about it.
    pub description: String,
    /// `FIXED`, `FREE`, or `PAY_WHAT_YOU_WANT`: `FLEXIBLE` in the answer to a request that used `name`.
    pub price_type: String,
    /// `SERVICE` or `DIGITAL_PRODUCT`.
    pub service_type: String,
    /// `ONE_TIME` or `SUBSCRIPTION`.
    pub payment_type: String,
    /// How often a subscription is paid: `week`, `month`, `six_months` or `year`; null when it is paid once.
    pub recurring_interval: Option<String>,
    /// The same as `recurringInterval`: `WEEKLY`, `MONTHLY`, `SIX_MONTHS` or `YEARLY`.
    pub subscription_interval: Option<String>,
    /// Days of a subscription that are free before the first charge; null when it is paid once.
    pub trial_days: Option<i64>,
    /// The price, the least of it when buyers choose: minor units, or major units in the answer to a request that
    /// used `name`.
    pub amount: Decimal,
    /// The price in minor units, the least of it when buyers choose.
    pub amount_minor: i64,
    /// The least that buyers may choose to pay, in the unit of `amount`; null when the price is fixed.
    pub min_amount: Option<Decimal>,
    /// The least that buyers may choose to pay, minor units; null when the price is fixed.
    pub min_amount_minor: Option<i64>,
    /// The most that buyers may choose to pay, minor units; null without a bound.
    pub max_amount_minor: Option<i64>,
    /// Amounts that buyers who choose find ready to take, minor units.
    pub suggested_amounts_minor: Vec<i64>,
    /// The language of its pages.
    pub language: PageLanguage,
    /// How often it sells; null for as often as anybody pays.
    pub max_uses: Option<i64>,
    /// How often it has sold, in all currencies; a sale of several pieces counts once. How often it was taken, when it
    /// is free.
    pub used_count: i64,
    /// Whether buyers choose how many they take.
    pub require_quantity: bool,
    /// The fewest that a buyer may take; null where one is all there is.
    pub min_quantity: Option<i64>,
    /// The most that a buyer may take; null without a bound of the link's own.
    pub max_quantity: Option<i64>,
    /// How often one buyer may buy it, known by their e-mail; null for as often as they like.
    pub max_per_buyer: Option<i64>,
    /// The tax rate in hundredths of a percent; null without a tax.
    pub tax_rate_bps: Option<i64>,
    /// Whether the price holds the tax already; null without a tax.
    pub tax_inclusive: Option<bool>,
    /// Who pays the platform's fee.
    pub fee_model: FeeModel,
    /// The price's currency.
    pub currency: Currency,
    /// Whether it is switched on.
    pub active: bool,
    /// How it stands right now: it sells while it is `active`.
    pub state: LinkState,
    /// When it begins to sell; null for from the beginning.
    pub opens_at: Option<Timestamp>,
    /// When it stops to sell; null for never.
    pub closes_at: Option<Timestamp>,
    /// What buyers read while it is switched off; empty for our own words.
    pub disabled_message: String,
    /// The first of `files`; null without any.
    pub file_url: Option<String>,
    /// What buyers of a digital product get.
    pub files: Vec<Asset>,
    /// Whether the buyer's e-mail is asked for.
    pub collect_email: bool,
    /// Whether the buyer's name is asked for.
    pub collect_name: bool,
    /// Whether the buyer's phone number is asked for.
    pub collect_phone: bool,
    /// Whether the buyer's address is asked for.
    pub collect_address: bool,
    /// What is asked beyond contact and address.
    pub collecting: Collecting,
    /// What buyers read after they have paid.
    pub thank_you_message: String,
    /// Where buyers go after they have paid.
    pub success_url: Option<String>,
    /// Where buyers go when they turn back.
    pub cancel_url: Option<String>,
    /// Counts the changes of what is sold.
    pub revision: i64,
    /// Money taken so far in minor units, before fees and refunds.
    pub total_revenue: i64,
    /// Completed payments so far.
    pub total_transactions: i64,
    /// Openings of the pay page by people so far, since they are counted; a few seconds behind.
    pub total_visits: i64,
    /// Completed payments, or claims of a free link, for every 10 000 visits; null without visits, or with more payments than visits.
    pub conversion_bps: Option<i64>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// When it was put away; null when it is not.
    pub archived_at: Option<Timestamp>,
}

/// A stored link.
#[derive(Clone, Debug, Deserialize, sqlx::FromRow)]
pub struct PaymentLink {
    /// The link's id.
    pub id: String,
    /// Whose it is.
    pub merchant_id: String,
    /// The last part of the pay page's address.
    pub slug: String,
    /// What is sold.
    pub title: String,
    /// What buyers read about it.
    pub description: String,
    /// How the price comes about, as [`PriceType`] writes it.
    pub price_type: String,
    /// `SERVICE` or `DIGITAL_PRODUCT`.
    pub service_type: String,
    /// `ONE_TIME` or `SUBSCRIPTION`.
    pub payment_type: String,
    /// The price in minor units; the least of it when buyers choose.
    pub amount_minor: i64,
    /// The price's currency.
    pub currency: String,
    /// Whether the buyer's e-mail is asked for.
    #[serde(deserialize_with = "flag")]
    pub collect_email: bool,
    /// Whether the buyer's name is asked for.
    #[serde(deserialize_with = "flag")]
    pub collect_name: bool,
    /// Whether the buyer's phone number is asked for.
    #[serde(deserialize_with = "flag")]
    pub collect_phone: bool,
    /// Whether the buyer's address is asked for.
    #[serde(deserialize_with = "flag")]
    pub collect_address: bool,
    /// What buyers read after they have paid.
    pub thank_you_message: String,
    /// Where buyers go after they have paid.
    pub success_url: Option<String>,
    /// Where buyers go when they turn back.
    pub cancel_url: Option<String>,
    /// Whether it sells.
    #[serde(deserialize_with = "flag")]
    pub active: bool,
    /// Counts the changes of what is sold.
    pub revision: i64,
    /// Completed payments so far.
    pub paid_count: i64,
    /// Money taken so far in minor units.
    pub revenue_minor: i64,
    /// Openings of the pay page by people so far.
    pub visits: i64,
    /// How often it has sold, in all currencies.
    pub used_count: i64,
    /// When it was made, milliseconds.
    pub created_at: i64,
    /// When it was last changed, milliseconds.
    pub updated_at: i64,
    /// When it was deleted, milliseconds.
    pub deleted_at: Option<i64>,
    /// When it was put away, milliseconds.
    pub archived_at: Option<i64>,
    /// What else there is to say.
    #[sqlx(try_from = "String")]
    #[serde(deserialize_with = "Details::inside")]
    pub details: Details,
}

/// Links that a search finds: the one with this id or slug first, then the newest.
///
/// # Errors
/// Internal, when the database refuses.
pub(crate) async fn look_for(
    core: &Core,
    merchant_id: &str,
    needle: &Needle,
    limit: i64,
) -> Result<Vec<PaymentLink>> {
    let exact = store::find_named(&core.db, merchant_id, needle.folded()).await?;
    let order = Order { sort: LinkSort::Created, direction: Direction::Desc };
    let filter = store::Filter { needle: Some(needle.clone()), ..store::Filter::default() };
    let (rows, _) = store::list(&core.db, merchant_id, order, &filter, None, limit).await?;
    let mut found: Vec<PaymentLink> = exact.into_iter().collect();
    let known = found.first().map(|link| link.id.clone());
    found.extend(rows.into_iter().filter(|link| Some(&link.id) != known.as_ref()));
    found.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(found)
}

impl PaymentLink {
    /// How the price comes about.
    #[must_use]
    pub fn price_type(&self) -> PriceType {
        PriceType::parse(&self.price_type).unwrap_or_default()
    }

    /// How it stands.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> LinkState {
        let open = &self.details.availability;
        match self.active {
            _ if self.archived_at.is_some() => LinkState::Archived,
            false => LinkState::Inactive,
            _ if self.is_used_up() => LinkState::UsedUp,
            _ if open.is_closed(now) => LinkState::Closed,
            _ if open.is_early(now) => LinkState::NotOpen,
            _ => LinkState::Active,
        }
    }

    /// Whether it has sold as often as it may.
    #[must_use]
    pub fn is_used_up(&self) -> bool {
        self.details.max_uses.is_some_and(|most| self.used_count >= most)
    }

    /// The price; the least of it when buyers choose.
    #[must_use]
    pub fn price(&self) -> Money {
        Money::new(self.amount_minor, Currency::parse(&self.currency).unwrap_or_default())
    }

    /// What is sold now.
    #[must_use]
    pub fn terms(&self) -> Terms {
        Terms {
            title: self.title.clone(),
            slug: self.slug.clone(),
            description: self.description.clone(),
            price_type: self.price_type(),
            service_type: self.service_type.clone(),
            payment_type: self.payment_type.clone(),
            amount_minor: self.amount_minor,
            currency: self.price().currency,
            collect_email: self.collect_email,
            collect_name: self.collect_name,
            collect_phone: self.collect_phone,
            collect_address: self.collect_address,
            thank_you_message: self.thank_you_message.clone(),
            success_url: self.success_url.clone(),
            cancel_url: self.cancel_url.clone(),
            active: self.active,
            details: self.details.clone(),
        }
    }

    /// The link on the wire, its `amount` in the unit of the request.
    fn wire(self, core: &Core, unit: Unit) -> PayLink {
        let (price, price_type) = (self.price(), self.price_type());
        let state = self.state(core.clock.now());
        let files: Vec<Asset> = self.details.files.iter().map(|file| file.wire(core)).collect();
        let least = (price_type == PriceType::PayWhatYouWant).then_some(price);
        let uses = if price_type == PriceType::Free { self.used_count } else { self.paid_count };
        let recurring = self.details.recurring;
        PayLink {
            recurring_interval: recurring.map(|terms| terms.interval.as_str().to_owned()),
            subscription_interval: recurring.map(|terms| terms.interval.long().to_owned()),
            trial_days: recurring.map(|terms| terms.trial_days),
            min_amount: least.map(|least| unit.write(least)),
            min_amount_minor: least.map(|least| least.minor),
            max_amount_minor: self.details.max_amount_minor,
            suggested_amounts_minor: self.details.suggested_amounts_minor,
            language: self.details.language,
            file_url: files.first().map(|file| file.url.clone()),
            files,
            max_uses: self.details.max_uses,
            collecting: self.details.collecting,
            used_count: self.used_count,
            tax_rate_bps: self.details.charges.tax.map(|tax| tax.bps),
            tax_inclusive: self.details.charges.tax.map(|tax| tax.inclusive),
            fee_model: self.details.charges.fee_model,
            require_quantity: self.details.quantity.is_some(),
            min_quantity: self.details.quantity.map(|bounds| bounds.min),
            max_quantity: self.details.quantity.and_then(|bounds| bounds.max),
            max_per_buyer: self.details.max_per_buyer,
            state,
            opens_at: self.details.availability.opens_at,
            closes_at: self.details.availability.closes_at,
            disabled_message: self.details.availability.disabled_message,
            url: core.config.url(&format!("/p/{}", self.slug)),
            amount: unit.write(price),
            amount_minor: price.minor,
            currency: price.currency,
            id: self.id,
            name: self.title.clone(),
            title: self.title,
            slug: self.slug,
            description: self.description,
            price_type: price_type.wire(unit).to_owned(),
            service_type: self.service_type,
            payment_type: self.payment_type,
            active: self.active,
            collect_email: self.collect_email,
            collect_name: self.collect_name,
            collect_phone: self.collect_phone,
            collect_address: self.collect_address,
            thank_you_message: self.thank_you_message,
            success_url: self.success_url,
            cancel_url: self.cancel_url,
            revision: self.revision,
            total_revenue: self.revenue_minor,
            total_transactions: self.paid_count,
            total_visits: self.visits,
            conversion_bps: figures::conversion_bps(uses, self.visits),
            created_at: Timestamp(self.created_at),
            updated_at: Timestamp(self.updated_at),
            archived_at: self.archived_at.map(Timestamp),
        }
    }
}
