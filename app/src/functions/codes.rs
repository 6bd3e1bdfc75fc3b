//! Writing promotion codes.
#![expect(clippy::too_many_arguments, reason = "one for each field of the form")]

use leptos::server;
use paylinks::error::{Error, Fields};
use paylinks::merchants::GetMe;
use paylinks::money::{Currency, parse_typed};
use paylinks::promotion_codes::{CreatePromotionCode, UpdatePromotionCode, check_code};

use super::{given, run, window};
use crate::forms::Problem;

/// Makes a promotion code, or changes the one named by `id`; tells its id.
#[server(prefix = "/fn", endpoint = "save-code")]
pub async fn save_code(
    #[server(default)] id: String,
    #[server(default)] code: String,
    #[server(default)] kind: String,
    #[server(default)] percent: String,
    #[server(default)] amount: String,
    #[server(default)] currency: String,
    #[server(default)] max_uses: String,
    #[server(default)] max_per_buyer: String,
    #[server(default)] first_purchase: Option<String>,
    #[server(default)] starts_on: String,
    #[server(default)] starts_time: String,
    #[server(default)] ends_on: String,
    #[server(default)] ends_time: String,
    #[server(default)] links: String,
    #[server(default)] active: Option<String>,
    #[server(default)] idempotency_key: String,
) -> Result<String, Problem> {
    let zone = run("", GetMe {}).await?.merchant.time_zone;
    let mut wrong = Fields::default();
    wrong.take(check_code(&code))?;
    let (starts, ends) = ((starts_on.as_str(), starts_time.as_str()), (ends_on.as_str(), ends_time.as_str()));
    let starts_at = wrong.take(window::beginning(zone, starts, "starts_on"))?.flatten();
    let ends_at = wrong.take(window::ending(zone, ends, "ends_on"))?.flatten();
    let (mut percent_off, mut amount_off_minor) = (None, None);
    if kind == "amount" {
        amount_off_minor = wrong.take(parse_typed(&amount, "amount"))?;
    } else {
        percent_off = Some(super::links::read_count(&percent).unwrap_or(0));
    }
    wrong.check().map_err(named)?;
    let count = |text: &str| super::links::read_count(text).map(|count| if count == 0 { -1 } else { count });
    let (max_uses, max_per_buyer) = (count(&max_uses), count(&max_per_buyer));
    let links: Vec<String> = links.split(',').filter(|id| !id.is_empty()).map(ToOwned::to_owned).collect();
    let said = UpdatePromotionCode {
        id: String::new(),
        code: Some(code),
        percent_off,
        amount_off_minor,
        currency: Currency::parse(&currency).ok(),
        starts_at: Some(window::said(starts_at)),
        ends_at: Some(window::said(ends_at)),
        max_uses: Some(max_uses.unwrap_or(0)),
        max_per_buyer: Some(max_per_buyer.unwrap_or(0)),
        first_purchase_only: Some(first_purchase.is_some()),
        pay_link_ids: Some(links),
        active: Some(active.is_some()),
    };
    let saved = if let Some(id) = given(id) {
        run(&idempotency_key, UpdatePromotionCode { id, ..said }).await
    } else {
        let new = CreatePromotionCode {
            code: said.code.unwrap_or_default(),
            percent_off,
            amount_off_minor,
            currency: said.currency,
            starts_at: said.starts_at,
            ends_at: said.ends_at,
            max_uses,
            max_per_buyer,
            first_purchase_only: said.first_purchase_only,
            pay_link_ids: said.pay_link_ids,
            active: said.active,
        };
        run(&idempotency_key, new).await
    };
    saved.map(|saved| saved.id).map_err(renamed)
}

fn named(error: Error) -> Problem {
    renamed(error.into())
}

/// The fields of the operations under the names that they have in the form.
fn renamed(problem: Problem) -> Problem {
    let own = [
        ("percentOff", "percent"),
        ("amountOffMinor", "amount"),
        ("startsAt", "starts_on"),
        ("endsAt", "ends_on"),
    ];
    own.into_iter().fold(problem, |problem, (from, to)| problem.renaming(from, to))
}
