//! Payment methods: cards only, made from test numbers or from the names servers may use.

use serde_json::{Value, json};

use crate::call::Call;
use crate::cards::{self, Card};
use crate::errors::{Result, StripeError};
use crate::form::{Params, bracketed};
use crate::lists;
use crate::state::{Kind, State};

/// A buyer's details with every key that Stripe shows.
pub(crate) fn billing_details(params: &Params, path: &str) -> Value {
    let text = |name: &str| params.text(&format!("{path}.{name}")).map(str::to_owned);
    json!({
        "address": {
            "city": text("address.city"), "country": text("address.country"), "line1": text("address.line1"),
            "line2": text("address.line2"), "postal_code": text("address.postal_code"), "state": text("address.state"),
        },
        "email": text("email"), "name": text("name"), "phone": text("phone"), "tax_id": text("tax_id"),
    })
}

/// The `metadata` parameter as an object.
pub(crate) fn metadata(params: &Params) -> Value {
    params.at("metadata").filter(|m| m.is_object()).cloned().unwrap_or_else(|| json!({}))
}

fn insert(
    state: &mut State,
    call: &Call,
    card: &'static Card,
    month: i64,
    year: i64,
    details: &Value,
) -> Value {
    let id = state.new_id("pm_1");
    let method = json!({
        "id": id, "object": "payment_method", "allow_redisplay": "unspecified", "billing_details": details,
        "card": {
            "brand": card.brand(),
            "checks": { "address_line1_check": null, "address_postal_code_check": null, "cvc_check": "unchecked" },
            "country": card.country, "display_brand": card.brand(), "exp_month": month, "exp_year": year,
            "fingerprint": format!("sandbox{}", card.last4()), "funding": card.funding(), "generated_from": null,
            "last4": card.last4(), "networks": { "available": [card.brand()], "preferred": null },
            "regulated_status": "unregulated", "three_d_secure_usage": { "supported": true }, "wallet": null,
        },
        "created": state.now(), "customer": null, "customer_account": null, "livemode": false, "metadata": metadata(&call.params),
        "type": "card",
    });
    state.put(Kind::PaymentMethod, &call.account, &method);
    state.put_as(Kind::Card, &call.account, &id, &json!({ "number": card.number }));
    method
}

/// Makes a payment method from one of the names that servers may use.
pub(crate) fn from_name(state: &mut State, call: &Call, card: &'static Card) -> Value {
    let year = year_and_month(state.now()).0 + 1;
    insert(state, call, card, 12, year, &billing_details(&Params::default(), ""))
}

/// Makes a payment method from form fields under `path` (empty, or `payment_method_data`).
pub(crate) fn from_fields(state: &mut State, call: &Call, path: &str) -> Result {
    let params = &call.params;
    let at = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    let kind = params.required(&at("type"))?;
    if kind != "card" {
        return Err(StripeError::invalid(format!("The sandbox knows cards only, not {kind}."))
            .param(&bracketed(&at("type"))));
    }
    let field = |name: &str| at(&format!("card.{name}"));
    let refused = |code: &str, message: &str, name: &str| {
        Err(StripeError::card(code, message).param(&bracketed(&field(name))))
    };
    let number: String = params.required(&field("number"))?.chars().filter(|c| !c.is_whitespace()).collect();
    if !cards::passes_luhn(&number) {
        return refused("incorrect_number", "Your card number is incorrect.", "number");
    }
    let month = params
        .integer(&field("exp_month"))?
        .ok_or_else(|| StripeError::missing(&bracketed(&field("exp_month"))))?;
    let year = params
        .integer(&field("exp_year"))?
        .ok_or_else(|| StripeError::missing(&bracketed(&field("exp_year"))))?;
    let year = if year < 100 { year + 2000 } else { year };
    let (this_year, this_month) = year_and_month(state.now());
    if !(1..=12).contains(&month) || (year == this_year && month < this_month) {
        return refused("invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month");
    }
    if !(this_year..=this_year + 50).contains(&year) {
        return refused("invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year");
    }
    let digits = if number.starts_with("34") || number.starts_with("37") { 4 } else { 3 };
    if let Some(cvc) = params.text(&field("cvc"))
        && (cvc.len() != digits || !cvc.bytes().all(|b| b.is_ascii_digit()))
    {
        return refused("invalid_cvc", "Your card's security code is invalid.", "cvc");
    }
    let Some(card) = cards::by_number(&number) else {
        return Err(StripeError::card(
            "card_declined",
            "Your card was declined. Your request was in test mode, but used a non test (live) card. For a list of valid test cards, visit: https://stripe.com/docs/testing.",
        )
        .with("decline_code", "test_mode_live_card".into())
        .param(&bracketed(&field("number"))));
    };
    let details = billing_details(params, &at("billing_details"));
    Ok(insert(state, call, card, month, year, &details))
}

/// Year and month of a time in seconds.
fn year_and_month(seconds: i64) -> (i64, i64) {
    // Days to civil date, counted in eras of 400 years that begin in March.
    let days = seconds.div_euclid(86_400) + 719_468;
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let shifted = (5 * (day - (365 * year + year / 4 - year / 100)) + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year + era * 400 + i64::from(month <= 2), month)
}

/// Which test card stands behind a payment method.
pub(crate) fn card_of(state: &State, account: &str, id: &str) -> Option<&'static Card> {
    cards::by_number(state.get(Kind::Card, account, id)?["number"].as_str()?)
}

/// Whether the card was set up for charges without the buyer.
pub(crate) fn is_set_up(state: &State, account: &str, id: &str) -> bool {
    state.get(Kind::Card, account, id).is_some_and(|card| card["set_up"] == true)
}

/// `POST /v1/payment_methods`.
pub(crate) fn create(state: &mut State, call: &Call) -> Result {
    from_fields(state, call, "")
}

/// `GET /v1/payment_methods/{id}`.
pub(crate) fn retrieve(state: &State, call: &Call, id: &str) -> Result {
    state
        .get(Kind::PaymentMethod, &call.account, id)
        .ok_or_else(|| StripeError::no_such("PaymentMethod", id, "payment_method"))
}

/// `GET /v1/payment_methods`.
pub(crate) fn list(state: &State, call: &Call) -> Result {
    lists::page(state, call, Kind::PaymentMethod, lists::matching(&call.params, &["type", "customer"]))
}

#[cfg(test)]
mod tests {
    use super::year_and_month;

    #[test]
    fn dates_are_right_around_leap_days_and_new_year() {
        assert_eq!(year_and_month(0), (1970, 1));
        assert_eq!(year_and_month(951_782_400), (2000, 2));
        assert_eq!(year_and_month(951_868_800), (2000, 3));
        assert_eq!(year_and_month(1_798_761_599), (2026, 12));
        assert_eq!(year_and_month(1_798_761_600), (2027, 1));
    }
}
