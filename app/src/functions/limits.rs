//! Writing the bounds of payments.
#![expect(clippy::too_many_arguments, reason = "one for each field of the form")]

use leptos::server;
use paylinks::error::{Error, Fields};
use paylinks::money::{Currency, parse_typed};
use paylinks::payment_limits::{PaymentLimit, SetPaymentLimits};

use super::run;
use crate::forms::Problem;

/// The fields of the form: the least and the most, for each currency in the order of [`Currency::ALL`].
pub const LIMIT_FIELDS: [(&str, &str); 4] =
    [("min_ron", "max_ron"), ("min_eur", "max_eur"), ("min_gbp", "max_gbp"), ("min_usd", "max_usd")];

/// Sets the bounds of payments.
#[server(prefix = "/fn", endpoint = "save-limits")]
pub async fn save_limits(
    #[server(default)] min_ron: String,
    #[server(default)] max_ron: String,
    #[server(default)] min_eur: String,
    #[server(default)] max_eur: String,
    #[server(default)] min_gbp: String,
    #[server(default)] max_gbp: String,
    #[server(default)] min_usd: String,
    #[server(default)] max_usd: String,
    #[server(default)] idempotency_key: String,
) -> Result<(), Problem> {
    let typed = [(min_ron, max_ron), (min_eur, max_eur), (min_gbp, max_gbp), (min_usd, max_usd)];
    let mut wrong = Fields::default();
    let mut limits = Vec::new();
    for ((currency, fields), (least, most)) in Currency::ALL.into_iter().zip(LIMIT_FIELDS).zip(&typed) {
        limits.push(PaymentLimit {
            currency,
            min_amount_minor: read(least, fields.0, &mut wrong)?,
            max_amount_minor: read(most, fields.1, &mut wrong)?,
        });
    }
    wrong.check()?;
    run(&idempotency_key, SetPaymentLimits { limits }).await.map(drop).map_err(|problem| {
        LIMIT_FIELDS.into_iter().enumerate().fold(problem, |problem, (index, (least, most))| {
            problem
                .renaming(&format!("limits.{index}.minAmountMinor"), least)
                .renaming(&format!("limits.{index}.maxAmountMinor"), most)
        })
    })
}

/// A bound as it was typed; None when nothing was.
fn read(text: &str, field: &str, wrong: &mut Fields) -> Result<Option<i64>, Error> {
    if text.trim().is_empty() { Ok(None) } else { wrong.take(parse_typed(text, field)) }
}
