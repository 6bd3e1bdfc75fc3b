//! What amounts a payment intent may have.

use crate::call::Call;
use crate::errors::{Result, StripeError};
use crate::form::Params;

const LARGEST: i64 = 99_999_999;

/// Stripe's smallest amount per currency, in minor units.
fn smallest(currency: &str) -> Option<i64> {
    Some(match currency {
        "ron" | "pln" | "aed" => 200,
        "eur" | "usd" | "chf" | "aud" | "cad" | "nzd" | "sgd" => 50,
        "gbp" => 30,
        "huf" => 17_500,
        "czk" => 1500,
        "dkk" => 250,
        "sek" | "nok" => 300,
        "bgn" => 100,
        _ => return None,
    })
}

/// Refuses amounts that Stripe would refuse.
pub(crate) fn within_limits(amount: i64, currency: &str) -> Result<()> {
    let Some(least) = smallest(currency) else {
        return Err(StripeError::invalid(format!(
            "Invalid currency: {currency}. The sandbox knows RON, EUR, GBP, USD and some neighbours."
        ))
        .param("currency"));
    };
    if amount < 1 {
        return Err(StripeError::invalid("This value must be greater than or equal to 1.")
            .code("parameter_invalid_integer")
            .param("amount"));
    }
    if amount < least {
        return Err(StripeError::invalid(format!(
            "Amount must be at least {}.{:02} {currency}",
            least / 100,
            least % 100
        ))
        .code("amount_too_small")
        .param("amount"));
    }
    if amount > LARGEST {
        return Err(StripeError::invalid("Amount must be no more than 999999.99")
            .code("amount_too_large")
            .param("amount"));
    }
    Ok(())
}

/// The two parameters every intent needs.
pub(super) fn amount_and_currency(params: &Params) -> Result<(i64, String)> {
    let amount = params.integer("amount")?.ok_or_else(|| StripeError::missing("amount"))?;
    let currency = params.required("currency")?.to_ascii_lowercase();
    within_limits(amount, &currency)?;
    Ok((amount, currency))
}

/// The fee is larger than what is charged.
pub(super) fn fee_too_large() -> StripeError {
    StripeError::invalid("Your application fee cannot be larger than the amount being charged.")
        .code("application_fee_too_large")
        .param("application_fee_amount")
}

/// The platform's fee: only on a connected account, positive, and no larger than the amount.
pub(super) fn application_fee(call: &Call, amount: i64) -> Result<Option<i64>> {
    let Some(fee) = call.params.integer("application_fee_amount")? else { return Ok(None) };
    if call.on_platform() {
        return Err(StripeError::invalid(
            "Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key or Stripe-Account header) or destination payment (using `transfer_data[destination]`).",
        )
        .param("application_fee_amount"));
    }
    if fee < 1 {
        return Err(StripeError::invalid("This value must be greater than or equal to 1.")
            .code("parameter_invalid_integer")
            .param("application_fee_amount"));
    }
    if fee > amount {
        return Err(fee_too_large());
    }
    Ok(Some(fee))
}

#[cfg(test)]
mod tests {
    use super::within_limits;

    #[test]
    fn limits_hold_at_their_edges() {
        assert!(within_limits(200, "ron").is_ok());
        assert_eq!(within_limits(199, "ron").unwrap_err().fields["code"], "amount_too_small");
        assert!(within_limits(30, "gbp").is_ok());
        assert_eq!(within_limits(29, "gbp").unwrap_err().fields["code"], "amount_too_small");
        assert!(within_limits(99_999_999, "eur").is_ok());
        assert_eq!(within_limits(100_000_000, "eur").unwrap_err().fields["code"], "amount_too_large");
        assert_eq!(within_limits(-5, "eur").unwrap_err().fields["param"], "amount");
        assert_eq!(within_limits(500, "xyz").unwrap_err().fields["param"], "currency");
    }
}
