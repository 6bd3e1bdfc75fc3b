//! The pay page of a link that is not saved yet, for the frame beside its form. It is drawn from what was typed;
//! nothing is kept, and nothing in it can start a payment.

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::Response;
use leptos::prelude::*;
use paylinks::branding;
use paylinks::checkout_sessions;
use paylinks::clock::Timestamp;
use paylinks::collecting::Collecting;
use paylinks::config::Config;
use paylinks::error::Code;
use paylinks::language::Language;
use paylinks::merchants::{Me, Merchant};
use paylinks::money::{Currency, MAX_MINOR, Money, parse_typed};
use paylinks::payment_links::{
    Availability, Charges, Details, GetPayLink, Interval, LONGEST_TRIAL, ONE_TIME, PayLinkQuote, PriceType,
    Quantity, QuotePayLink, Recurring, SUBSCRIPTION, Terms, check_url, read_fee_model, slug_from,
};
use paylinks::pricing::{MOST_PIECES, Order};
use paylinks::zone::Zone;
use paylinks_app::format;
use paylinks_app::forms::Form;
use paylinks_app::functions::{Asked, read_charges};
use paylinks_app::pages::checkout::{OfferPreview, Seller, Told};
use paylinks_app::pages::dashboard::{SUGGESTED, link_form};
use paylinks_app::site::{Site, Theme};
use paylinks_app::words::{self, fill};
use serde::Deserialize;

use super::form::Posted;
use super::page::{Answer, Fail, Page};

/// Which link is looked at first.
#[derive(Deserialize)]
pub(crate) struct Wish {
    id: Option<String>,
}

/// The preview that the editor opens with: a saved link, or an empty one.
pub(crate) async fn first(page: Page, Query(wish): Query<Wish>) -> Answer {
    let me = page.me().await?;
    let link = match wish.id {
        Some(id) => Some(page.ask(GetPayLink { id }).await?),
        None => None,
    };
    let currency = link.as_ref().map_or(me.merchant.default_currency, |link| link.currency);
    let form = link_form(page.site, "", link.as_ref(), currency, me.merchant.time_zone);
    show(&page, &me, &form, Told::default()).await
}

/// The preview of what was typed.
pub(crate) async fn draw(page: Page, body: Bytes) -> Answer {
    let me = page.me().await?;
    let form = Posted::read(&body).into_form();
    let quote = quote(&page, &form).await?;
    let told = Told {
        receives: sentence(page.site, &form, &quote),
        address: quote.slug_free.map(|free| (free, about_address(page.site, &quote))),
    };
    show(&page, &me, &form, told).await
}

/// What the merchant receives of the price in this form, in a sentence.
pub(crate) async fn receives(page: &Page, form: &Form) -> Result<Option<String>, Fail> {
    Ok(sentence(page.site, form, &quote(page, form).await?))
}

async fn show(page: &Page, me: &Me, form: &Form, told: Told) -> Result<Response, Fail> {
    let language = Language::parse(form.value("preview_language")).unwrap_or(page.site.language);
    let theme = Theme::parse(form.value("preview_theme")).unwrap_or(Theme::Light);
    let brand = branding::find(page.core(), &me.merchant.id).await?;
    let seller = Seller { name: me.merchant.name.clone(), brand, zone: me.merchant.time_zone };
    let site = Site { language, theme, ..page.site };
    let terms = draft(page, site, form, &me.merchant);
    let order = checkout_sessions::Wish::default().nearest(&terms).order(&terms, &page.core().config);
    let order = order.unwrap_or_else(|_| Order::plain(terms.title.as_str(), terms.price()));
    Ok(page.show(|| view! { <OfferPreview site=site terms=terms order=order seller=seller told=told /> }))
}

/// What a half-filled form would sell. What is not right yet is left out: the form itself says so when it is saved.
fn draft(page: &Page, site: Site, form: &Form, merchant: &Merchant) -> Terms {
    let title = Some(form.value("title").trim()).filter(|title| !title.is_empty());
    let title = title.unwrap_or(site.words().editor.untitled).to_owned();
    let currency = Currency::parse(form.value("currency")).unwrap_or(merchant.default_currency);
    let price_type = PriceType::parse(form.value("price_type")).unwrap_or_default();
    let open = price_type == PriceType::PayWhatYouWant;
    let address = |name| check_url(&page.core().config, Some(form.value(name)), name).ok().flatten();
    Terms {
        slug: slug_from(&title),
        title,
        description: form.value("description").trim().to_owned(),
        price_type,
        service_type: "SERVICE".into(),
        payment_type: if recurring(form).is_some() { SUBSCRIPTION } else { ONE_TIME }.into(),
        amount_minor: match price_type {
            PriceType::Free => 0,
            PriceType::Fixed => amount(form).unwrap_or(0),
            PriceType::PayWhatYouWant => amount(form).unwrap_or(currency.smallest()),
        },
        currency,
        collect_email: form.is_ticked("collect_email"),
        collect_name: form.is_ticked("collect_name"),
        collect_phone: form.is_ticked("collect_phone"),
        collect_address: form.is_ticked("collect_address"),
        thank_you_message: String::new(),
        success_url: None,
        cancel_url: address("cancel_url"),
        active: true,
        details: Details {
            collecting: asked(form, &page.core().config),
            availability: Availability {
                closes_at: closes(form, merchant.time_zone),
                ..Availability::default()
            },
            charges: charges(form),
            ..if open { choice(form) } else { fixed(form) }
        },
    }
}

/// When it closes, as far as it can be read.
fn closes(form: &Form, zone: Zone) -> Option<Timestamp> {
    match form.value("closes_time") {
        "" => zone.end_of(form.value("closes_on")),
        time => zone.at(form.value("closes_on"), time),
    }
}

/// What goes with a fixed price, as far as it can be read.
fn fixed(form: &Form) -> Details {
    let recurring = recurring(form);
    let quantity = quantity(form).filter(|_| recurring.is_none());
    Details { quantity, recurring, ..Details::default() }
}

/// How it is paid again and again, as far as it can be read.
fn recurring(form: &Form) -> Option<Recurring> {
    if form.value("payment_type") != SUBSCRIPTION
        || form.value("price_type") == PriceType::PayWhatYouWant.as_str()
    {
        return None;
    }
    let interval =
        Interval::parse(form.value("recurring_interval"), "recurring_interval").unwrap_or_default();
    let days = form.value("trial_days").trim().parse().ok().filter(|days| (0..=LONGEST_TRIAL).contains(days));
    Some(Recurring { interval, trial_days: days.unwrap_or(0) })
}

/// Tax and fee, as far as they can be read.
fn charges(form: &Form) -> Charges {
    let fee_model = read_fee_model(form.value("fee_model")).ok();
    let charges = read_charges(form.value("tax_rate"), form.value("tax_kind"), fee_model);
    Charges { tax: charges.tax.filter(|tax| tax.check().is_ok()), ..charges }
}

/// How many pieces buyers may take, as far as it can be read.
fn quantity(form: &Form) -> Option<Quantity> {
    let most = form.value("max_quantity").trim().parse().ok().filter(|most| (1..=MOST_PIECES).contains(most));
    Quantity::read(None, Some(form.is_ticked("require_quantity")), None, most)
}

/// What is asked beyond contact and address, as far as it is right.
fn asked(form: &Form, config: &Config) -> Collecting {
    let asked = Asked::read(|name| form.value(name)).change.apply(Collecting::default());
    let fields = asked.custom_fields.iter().filter_map(|field| {
        let one = Collecting { custom_fields: vec![field.clone()], ..Collecting::default() };
        one.check(config).ok()?.custom_fields.pop()
    });
    Collecting {
        custom_fields: fields.collect(),
        terms: asked.terms.filter(|terms| !terms.text.is_empty()),
        ..asked
    }
}

/// What buyers may choose, as far as it can be read.
fn choice(form: &Form) -> Details {
    let read =
        |name| parse_typed(form.value(name), name).ok().filter(|minor| (1..=MAX_MINOR).contains(minor));
    let suggested = SUGGESTED.into_iter().filter_map(read);
    Details {
        suggested_amounts_minor: suggested.collect(),
        max_amount_minor: read("max_amount"),
        ..Details::default()
    }
}

/// The amount, as far as it is one.
fn amount(form: &Form) -> Option<i64> {
    parse_typed(form.value("amount"), "amount").ok().filter(|minor| (1..=MAX_MINOR).contains(minor))
}

async fn quote(page: &Page, form: &Form) -> Result<PayLinkQuote, Fail> {
    let given = |name| Some(form.value(name).trim().to_owned()).filter(|text| !text.is_empty());
    let charges = charges(form);
    let wish = QuotePayLink {
        id: given("id"),
        slug: given("slug"),
        amount_minor: amount(form),
        currency: Currency::parse(form.value("currency")).ok(),
        tax_rate_bps: charges.tax.map(|tax| tax.bps),
        tax_inclusive: charges.tax.map(|tax| tax.inclusive),
        fee_model: Some(charges.fee_model),
    };
    page.ask(wish).await
}

fn sentence(site: Site, form: &Form, quote: &PayLinkQuote) -> Option<String> {
    let currency = Currency::parse(form.value("currency")).ok()?;
    let money = |minor| format::money(site.language, Money::new(minor, currency));
    let (amount, total, words) = (amount(form)?, quote.total_amount?, &site.words().editor);
    let parts = [total, quote.net_amount?, quote.platform_fee?].map(money);
    let template = if total == amount { words.receives } else { words.receives_more };
    Some(fill(template, &parts.each_ref().map(String::as_str)))
}

fn about_address(site: Site, quote: &PayLinkQuote) -> String {
    let problem = quote.slug_problem.as_deref().and_then(Code::parse);
    problem.map_or_else(
        || site.words().editor.address_free.to_owned(),
        |code| words::sentence(site.language, code, None),
    )
}
