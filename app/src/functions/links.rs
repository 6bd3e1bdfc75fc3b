//! Writing links.
#![expect(clippy::too_many_arguments, clippy::too_many_lines, reason = "one for each field of the form")]

use std::collections::BTreeMap;

use leptos::server;
use paylinks::collecting::{Collecting, CollectingChange};
use paylinks::error::{Error, Fields};
use paylinks::merchants::GetMe;
use paylinks::money::{Currency, parse_typed};
use paylinks::payment_links::{
    Availability, Charges, CreatePayLink, DeletePayLink, Details, DuplicatePayLink, Interval, ONE_TIME,
    PageLanguage, PriceType, Quantity, Recurring, RemovePayLinkFile, SUBSCRIPTION, SetPayLinksActive,
    SetPayLinksArchived, Terms, UpdatePayLink, read_fee_model, slug_from,
};
use paylinks::pricing::FeeModel;

use super::{Asked, core, given, run, window};
use crate::forms::Problem;
use crate::pages::dashboard::{SUGGESTED, TAX_ON_TOP};

/// Makes a link, or changes the one named by `id`; tells its id.
#[server(prefix = "/fn", endpoint = "save-link")]
pub async fn save_link(
    #[server(default)] id: String,
    #[server(default)] title: String,
    #[server(default)] slug: String,
    #[server(default)] description: String,
    #[server(default)] service_type: String,
    #[server(default)] price_type: String,
    #[server(default)] payment_type: String,
    #[server(default)] recurring_interval: String,
    #[server(default)] trial_days: String,
    #[server(default)] amount: String,
    #[server(default)] suggested_1: String,
    #[server(default)] suggested_2: String,
    #[server(default)] suggested_3: String,
    #[server(default)] max_amount: String,
    #[server(default)] currency: String,
    #[server(default)] max_uses: String,
    #[server(default)] tax_rate: String,
    #[server(default)] tax_kind: String,
    #[server(default)] fee_model: String,
    #[server(default)] require_quantity: Option<String>,
    #[server(default)] max_quantity: String,
    #[server(default)] max_per_buyer: String,
    #[server(default)] opens_on: String,
    #[server(default)] opens_time: String,
    #[server(default)] closes_on: String,
    #[server(default)] closes_time: String,
    #[server(default)] disabled_message: String,
    #[server(default)] language: String,
    #[server(default)] collect_email: Option<String>,
    #[server(default)] collect_name: Option<String>,
    #[server(default)] collect_phone: Option<String>,
    #[server(default)] collect_address: Option<String>,
    #[server(default)] thank_you_message: String,
    #[server(default)] success_url: String,
    #[server(default)] cancel_url: String,
    #[server(default)] active: Option<String>,
    #[server(default)] idempotency_key: String,
    #[server(flatten)] more: BTreeMap<String, String>,
) -> Result<String, Problem> {
    let asked = Asked::read(|name| more.get(name).map_or("", String::as_str));
    let mut wrong = Fields::default();
    let currency = wrong.take(Currency::parse(&currency))?;
    let suggested = [suggested_1, suggested_2, suggested_3];
    let mut price = Price::read(&price_type, &amount, &suggested, &max_amount, &mut wrong)?;
    // Zero would take the bound away; who types it, or no number, has made a slip.
    let most = read_most(&max_quantity).filter(|_| require_quantity.is_some());
    if price.kind == PriceType::Fixed {
        price.details.quantity = Quantity::read(None, Some(require_quantity.is_some()), None, most);
    }
    let again = payment_type == SUBSCRIPTION && price.kind == PriceType::Fixed;
    if again {
        price.details.quantity = None;
        let interval = wrong.take(Interval::parse(&recurring_interval, "recurring_interval"))?;
        let interval = interval.unwrap_or_default();
        price.details.recurring =
            Some(Recurring { interval, trial_days: read_count(&trial_days).unwrap_or(0) });
    }
    let recurring = price.details.recurring;
    let quantity = price.details.quantity;
    let zone = run("", GetMe {}).await?.merchant.time_zone;
    let (opens, closes) =
        ((opens_on.as_str(), opens_time.as_str()), (closes_on.as_str(), closes_time.as_str()));
    let sells = window::read(zone, opens, closes, &disabled_message, &mut wrong)?;
    let fee_model = wrong.take(read_fee_model(&fee_model))?;
    let charges = read_charges(&tax_rate, &tax_kind, fee_model);
    price.details.charges = charges;
    let (tax_rate_bps, tax_inclusive) = charges.tax.map(|tax| (tax.bps, tax.inclusive)).unzip();
    // The rest is looked at too, so that all that is wrong shows at once.
    let limits = (read_count(&max_uses), read_count(&max_per_buyer));
    let language = PageLanguage::parse(&language);
    let texts = Texts {
        title: &title,
        slug: &slug,
        description: &description,
        thank_you_message: &thank_you_message,
        success_url: &success_url,
        cancel_url: &cancel_url,
        collect_email: collect_email.is_some(),
    };
    let terms = texts.terms(&price, currency, limits, &sells, asked.change.clone());
    let checked = wrong.take(terms.check(&core()?.config));
    checked.and_then(|_| wrong.check()).map_err(|error| asked.named(price.named(error.into())))?;
    let open = price.kind == PriceType::PayWhatYouWant;
    let least = price.least(currency).filter(|_| open);
    let amount_minor = price.minor.filter(|_| !open);
    let suggested_amounts_minor = open.then(|| price.details.suggested_amounts_minor.clone());
    let max_amount_minor = price.details.max_amount_minor;
    let ticked = |field: &Option<String>| Some(field.is_some());
    let saved = if let Some(id) = given(id) {
        let change = UpdatePayLink {
            id,
            title: Some(title),
            slug: given(slug),
            description: Some(description),
            amount_minor,
            min_amount_minor: least,
            max_amount_minor: open.then_some(max_amount_minor.unwrap_or(0)),
            suggested_amounts_minor,
            tax_rate_bps: Some(tax_rate_bps.unwrap_or(0)),
            tax_inclusive,
            fee_model,
            require_quantity: Some(quantity.is_some()),
            max_quantity: quantity.map(|_| most.unwrap_or(0)),
            max_uses: Some(limits.0.unwrap_or(0)),
            max_per_buyer: Some(limits.1.unwrap_or(0)),
            opens_at: Some(window::said(sells.opens_at)),
            closes_at: Some(window::said(sells.closes_at)),
            disabled_message: Some(disabled_message),
            language,
            collecting: Some(asked.change.clone()),
            recurring_interval: recurring.map(|terms| terms.interval.as_str().into()),
            trial_days: recurring.map(|terms| terms.trial_days),
            currency,
            collect_email: ticked(&collect_email),
            collect_name: ticked(&collect_name),
            collect_phone: ticked(&collect_phone),
            collect_address: ticked(&collect_address),
            thank_you_message: Some(thank_you_message),
            success_url: Some(success_url),
            cancel_url: Some(cancel_url),
            active: ticked(&active),
            ..UpdatePayLink::default()
        };
        run(&idempotency_key, change).await
    } else {
        // An address that the page made from the title was not chosen: when it is taken, it may get a tail.
        let chosen = given(slug).filter(|slug| *slug != slug_from(&title));
        let new = CreatePayLink {
            title: Some(title),
            slug: chosen,
            description: Some(description),
            service_type: given(service_type),
            price_type: price.kind.as_str().into(),
            amount_minor,
            min_amount_minor: least,
            max_amount_minor,
            suggested_amounts_minor,
            tax_rate_bps,
            tax_inclusive,
            fee_model,
            require_quantity: quantity.map(|_| true),
            payment_type: Some(if again { SUBSCRIPTION } else { ONE_TIME }.into()),
            recurring_interval: recurring.map(|terms| terms.interval.as_str().into()),
            trial_days: recurring.map(|terms| terms.trial_days),
            max_quantity: most.filter(|_| quantity.is_some()),
            max_uses: limits.0,
            max_per_buyer: limits.1,
            opens_at: Some(window::said(sells.opens_at)),
            closes_at: Some(window::said(sells.closes_at)),
            disabled_message: Some(disabled_message),
            language,
            collecting: Some(asked.change.clone()),
            currency,
            collect_email: ticked(&collect_email),
            collect_name: ticked(&collect_name),
            collect_phone: ticked(&collect_phone),
            collect_address: ticked(&collect_address),
            thank_you_message: Some(thank_you_message),
            success_url: given(success_url),
            cancel_url: given(cancel_url),
            active: ticked(&active),
            ..CreatePayLink::default()
        };
        run(&idempotency_key, new).await
    };
    saved.map(|link| link.id).map_err(|problem| asked.named(price.named(problem)))
}

/// A count as it was typed; None when nothing was.
pub(super) fn read_count(text: &str) -> Option<i64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    // What is no number is out of range like any other.
    (!plain.is_empty()).then(|| plain.parse().unwrap_or(0))
}

/// The most pieces as it was typed. Zero would take the bound away; who types it, or no number, has made a slip.
fn read_most(text: &str) -> Option<i64> {
    read_count(text).map(|most| if most == 0 { -1 } else { most })
}

/// Tax and fee as they were typed: a rate has two decimals, as amounts do.
pub fn read_charges(tax_rate: &str, tax_kind: &str, fee_model: Option<FeeModel>) -> Charges {
    Charges::read(Charges::default(), read_rate(tax_rate), Some(tax_kind != TAX_ON_TOP), fee_model)
}

/// A tax rate as it was typed, hundredths of a percent; None when nothing was.
pub(super) fn read_rate(text: &str) -> Option<i64> {
    match text.trim().trim_end_matches('%') {
        "" => None,
        // What is no rate is out of range like any other.
        text => Some(parse_typed(text, "tax_rate").ok().filter(|bps| *bps != 0).unwrap_or(-1)),
    }
}

/// The price as it was typed.
struct Price {
    kind: PriceType,
    /// The price, or the least of it; None when it could not be read, or when the least was left open.
    minor: Option<i64>,
    details: Details,
    /// The fields of the form that the suggestions came from.
    suggested: Vec<&'static str>,
}

impl Price {
    /// The least; one that is left open is the smallest that cards take.
    fn least(&self, currency: Option<Currency>) -> Option<i64> {
        self.minor.or(currency.map(Currency::smallest))
    }

    /// The fields of the operations under the names that they have in the form.
    fn named(&self, problem: Problem) -> Problem {
        let own = [
            ("amountMinor", "amount"),
            ("minAmount", "amount"),
            ("maxAmountMinor", "max_amount"),
            ("maxUses", "max_uses"),
            ("maxPerBuyer", "max_per_buyer"),
            ("opensAt", "opens_on"),
            ("closesAt", "closes_on"),
            ("recurringInterval", "recurring_interval"),
            ("trialDays", "trial_days"),
            ("collectEmail", "collect_email"),
            ("taxRateBps", "tax_rate"),
            ("feeModel", "fee_model"),
        ];
        let problem = own.into_iter().fold(problem, |problem, (from, to)| problem.renaming(from, to));
        let suggested = self.suggested.iter().enumerate();
        suggested.fold(problem, |problem, (index, field)| {
            problem.renaming(&format!("suggestedAmountsMinor.{index}"), field)
        })
    }

    /// Reads it and notes what cannot be read. What the other kind has is not looked at.
    fn read(
        kind: &str,
        amount: &str,
        typed: &[String],
        most: &str,
        wrong: &mut Fields,
    ) -> Result<Self, Error> {
        let kind = if kind.is_empty() { PriceType::Fixed } else { PriceType::parse(kind)? };
        if kind == PriceType::Free {
            return Ok(Self { kind, minor: None, details: Details::default(), suggested: Vec::new() });
        }
        if kind == PriceType::Fixed {
            let minor = wrong.take(parse_typed(amount, "amount"))?;
            return Ok(Self { kind, minor, details: Details::default(), suggested: Vec::new() });
        }
        let mut read = |text: &str, field| match text.trim() {
            "" => Ok(None),
            text => wrong.take(parse_typed(text, field)),
        };
        let (minor, max_amount_minor) = (read(amount, "amount")?, read(most, "max_amount")?);
        let (mut suggested_amounts_minor, mut suggested) = (Vec::new(), Vec::new());
        for (field, text) in SUGGESTED.into_iter().zip(typed) {
            if let Some(minor) = read(text, field)? {
                suggested_amounts_minor.push(minor);
                suggested.push(field);
            }
        }
        let details = Details { suggested_amounts_minor, max_amount_minor, ..Details::default() };
        Ok(Self { kind, minor, details, suggested })
    }
}

/// What is typed into a link's form.
struct Texts<'f> {
    title: &'f str,
    slug: &'f str,
    description: &'f str,
    thank_you_message: &'f str,
    success_url: &'f str,
    cancel_url: &'f str,
    collect_email: bool,
}

impl Texts<'_> {
    /// Terms to be checked. What could not be read is something sound.
    fn terms(
        &self,
        price: &Price,
        currency: Option<Currency>,
        limits: (Option<i64>, Option<i64>),
        sells: &Availability,
        asked: CollectingChange,
    ) -> Terms {
        let (max_uses, max_per_buyer) = limits;
        let currency = currency.unwrap_or_default();
        let sound = match price.kind {
            PriceType::Fixed => 10_000,
            PriceType::PayWhatYouWant => currency.smallest(),
            PriceType::Free => 0,
        };
        let text = |text: &str| Some(text.to_owned());
        Terms {
            title: self.title.to_owned(),
            slug: given(self.slug.to_owned()).unwrap_or_else(|| slug_from(self.title)),
            description: self.description.to_owned(),
            price_type: price.kind,
            service_type: "SERVICE".into(),
            payment_type: if price.details.recurring.is_some() { SUBSCRIPTION } else { ONE_TIME }.into(),
            amount_minor: price.minor.unwrap_or(sound),
            currency,
            collect_email: self.collect_email,
            collect_name: false,
            collect_phone: false,
            collect_address: false,
            thank_you_message: self.thank_you_message.to_owned(),
            success_url: text(self.success_url),
            cancel_url: text(self.cancel_url),
            active: false,
            details: Details {
                max_uses,
                max_per_buyer,
                availability: sells.clone(),
                collecting: asked.apply(Collecting::default()),
                ..price.details.clone()
            },
        }
    }
}

/// Lets the links named in `ids`, with commas between them, sell (`on`) or not; tells which of them changed.
#[server(prefix = "/fn", endpoint = "switch-links")]
pub async fn switch_links(
    ids: String,
    active: String,
    #[server(default)] idempotency_key: String,
) -> Result<Vec<String>, Problem> {
    let ids = ids.split(',').filter(|id| !id.is_empty()).map(ToOwned::to_owned).collect();
    let switch = SetPayLinksActive { ids, active: active == "on" };
    run(&idempotency_key, switch).await.map(|done| done.changed_ids)
}

/// Puts the links named in `ids`, with commas between them, away (`on`) or brings them back; tells which of them changed.
#[server(prefix = "/fn", endpoint = "archive-links")]
pub async fn archive_links(
    ids: String,
    archived: String,
    #[server(default)] idempotency_key: String,
) -> Result<Vec<String>, Problem> {
    let ids = ids.split(',').filter(|id| !id.is_empty()).map(ToOwned::to_owned).collect();
    let away = SetPayLinksArchived { ids, archived: archived == "on" };
    run(&idempotency_key, away).await.map(|done| done.changed_ids)
}

/// Copies a link; tells the copy's id.
#[server(prefix = "/fn", endpoint = "duplicate-link")]
pub async fn duplicate_link(
    id: String,
    #[server(default)] idempotency_key: String,
) -> Result<String, Problem> {
    run(&idempotency_key, DuplicatePayLink { id }).await.map(|link| link.id)
}

/// Deletes a link.
#[server(prefix = "/fn", endpoint = "remove-link")]
pub async fn remove_link(id: String, #[server(default)] idempotency_key: String) -> Result<(), Problem> {
    run(&idempotency_key, DeletePayLink { id }).await.map(drop)
}

/// Takes a file away from a link.
#[server(prefix = "/fn", endpoint = "remove-link-file")]
pub async fn remove_link_file(
    id: String,
    key: String,
    #[server(default)] idempotency_key: String,
) -> Result<(), Problem> {
    run(&idempotency_key, RemovePayLinkFile { id, key }).await.map(drop)
}
