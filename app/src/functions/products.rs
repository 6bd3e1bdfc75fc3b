//! Writing products.
#![expect(clippy::too_many_arguments, reason = "one for each field of the form")]

use leptos::server;
use paylinks::error::{Error, Fields};
use paylinks::money::{Currency, parse_typed};
use paylinks::products::{ArchiveProduct, CreateProduct, Price, RestoreProduct, UpdateProduct};

use super::{given, read_count, read_rate, run};
use crate::forms::Problem;
use crate::pages::dashboard::PRICE_FIELDS;

/// Makes a product, or changes the one named by `id`; tells its id.
#[server(prefix = "/fn", endpoint = "save-product")]
pub async fn save_product(
    #[server(default)] id: String,
    #[server(default)] name: String,
    #[server(default)] description: String,
    #[server(default)] price_ron: String,
    #[server(default)] price_eur: String,
    #[server(default)] price_gbp: String,
    #[server(default)] price_usd: String,
    #[server(default)] tax_rate: String,
    #[server(default)] tax_inclusive: Option<String>,
    #[server(default)] stock: String,
    #[server(default)] idempotency_key: String,
) -> Result<String, Problem> {
    let (mut wrong, mut fields) = (Fields::default(), Vec::new());
    let prices = read_prices([&price_ron, &price_eur, &price_gbp, &price_usd], &mut fields, &mut wrong)?;
    wrong.check()?;
    let rate = read_rate(&tax_rate);
    // A stock that is no whole number is out of range like any other.
    let empty = stock.trim().is_empty();
    let stock =
        read_count(&stock).map(|pieces| if stock.trim().parse::<i64>().is_ok() { pieces } else { -2 });
    let saved = if let Some(id) = given(id) {
        let change = UpdateProduct {
            id,
            name: Some(name),
            description: Some(description),
            prices: Some(prices),
            tax_rate_bps: Some(rate.unwrap_or(0)),
            tax_inclusive: Some(tax_inclusive.is_some()),
            stock: if empty { Some(-1) } else { stock.map(|pieces| if pieces < 0 { -2 } else { pieces }) },
        };
        run(&idempotency_key, change).await
    } else {
        let new = CreateProduct {
            name,
            description: Some(description),
            prices,
            tax_rate_bps: rate,
            tax_inclusive: Some(tax_inclusive.is_some()),
            stock,
        };
        run(&idempotency_key, new).await
    };
    saved.map(|product| product.id).map_err(|problem| {
        let problem = problem.renaming("prices", "price_ron").renaming("taxRateBps", "tax_rate");
        fields.into_iter().enumerate().fold(problem, |problem, (index, field)| {
            problem.renaming(&format!("prices.{index}.amountMinor"), field)
        })
    })
}

/// The prices that were typed; `fields` learns where each of them stood.
fn read_prices(
    typed: [&str; 4],
    fields: &mut Vec<&'static str>,
    wrong: &mut Fields,
) -> Result<Vec<Price>, Error> {
    let mut prices = Vec::new();
    for ((text, field), currency) in typed.into_iter().zip(PRICE_FIELDS).zip(Currency::ALL) {
        if text.trim().is_empty() {
            continue;
        }
        if let Some(amount_minor) = wrong.take(parse_typed(text, field))? {
            prices.push(Price { currency, amount_minor });
            fields.push(field);
        }
    }
    Ok(prices)
}

/// Puts a product away, or brings it back when `active` is on.
#[server(prefix = "/fn", endpoint = "archive-product")]
pub async fn put_product_away(
    id: String,
    #[server(default)] active: String,
    #[server(default)] idempotency_key: String,
) -> Result<(), Problem> {
    if active == "on" {
        run(&idempotency_key, RestoreProduct { id }).await.map(drop)
    } else {
        run(&idempotency_key, ArchiveProduct { id }).await.map(drop)
    }
}
