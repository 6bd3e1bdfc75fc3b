//! What a buyer tells about themselves: only what the link asks for is kept.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::collecting::{self, Answers};
use crate::error::{Code, Error, Fields, Result};
use crate::merchants::check_name;
use crate::payment_links::PaymentLink;
use crate::sign_in::check_email;

/// A buyer's address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Address {
    /// Street and number.
    #[serde(default)]
    pub line1: String,
    /// Flat, floor and the like.
    #[serde(default)]
    pub line2: String,
    /// Town.
    #[serde(default)]
    pub city: String,
    /// Postal code.
    #[serde(default)]
    pub postal_code: String,
    /// ISO 3166 country code.
    #[serde(default)]
    pub country: String,
}

/// What the buyer told, checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Collected {
    pub(super) email: Option<String>,
    pub(super) name: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) address: Option<Address>,
    /// What the link asks beyond that.
    pub(super) answers: Answers,
}

/// What the buyer sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told<'t> {
    pub(crate) email: Option<&'t str>,
    pub(crate) name: Option<&'t str>,
    pub(crate) phone: Option<&'t str>,
    pub(crate) address: Option<&'t Address>,
    pub(crate) more: collecting::Told,
}

/// Checks what the link asks for and leaves out what it does not.
///
/// # Errors
/// Every field that is missing or wrong, at once.
pub(super) fn collect(link: &PaymentLink, told: Told<'_>, now: Timestamp) -> Result<Collected> {
    let mut wrong = Fields::default();
    let mut collected = Collected::default();
    if link.collect_email {
        collected.email = wrong.take(check_email(told.email.unwrap_or_default(), "email"))?;
    }
    if link.collect_name {
        collected.name = wrong.take(check_name(told.name.unwrap_or_default(), "name", 100))?;
    }
    if link.collect_phone {
        collected.phone = wrong.take(check_phone(told.phone.unwrap_or_default()))?;
    }
    if link.collect_address {
        let address = told.address.cloned().unwrap_or_default();
        collected.address = wrong.take(check_address(&address))?;
    }
    let answers = wrong.take(collecting::answer(&link.details.collecting, told.more, now))?;
    collected.answers = answers.unwrap_or_default();
    wrong.check()?;
    Ok(collected)
}

/// A phone number: an optional plus and 6 to 15 digits; spaces, dots, hyphens and brackets are dropped.
pub(crate) fn check_phone(text: &str) -> Result<String> {
    let number: String =
        text.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')' | '/' | '\u{a0}')).collect();
    if number.is_empty() {
        return Err(Error::field("phone", Code::Required));
    }
    let digits = number.strip_prefix('+').unwrap_or(&number);
    if (6..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(number)
    } else {
        Err(Error::field("phone", Code::BadPhone))
    }
}

/// An address with its street, town, postal code and country.
pub(crate) fn check_address(address: &Address) -> Result<Address> {
    check_address_at(address, "address")
}

/// The same for an address of another name.
pub(crate) fn check_address_at(address: &Address, at: &str) -> Result<Address> {
    let mut wrong = Fields::default();
    let field = |part: &str| format!("{at}.{part}");
    let line1 = wrong.take(check_name(&address.line1, &field("line1"), 200))?;
    let city = wrong.take(check_name(&address.city, &field("city"), 100))?;
    let postal_code = wrong.take(check_name(&address.postal_code, &field("postalCode"), 20))?;
    let line2 = if address.line2.trim().is_empty() {
        Some(String::new())
    } else {
        wrong.take(check_name(&address.line2, &field("line2"), 200))?
    };
    let country = address.country.trim().to_ascii_uppercase();
    if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
        wrong.push(field("country"), if country.is_empty() { Code::Required } else { Code::BadCountry });
    }
    wrong.check()?;
    Ok(Address {
        line1: line1.unwrap_or_default(),
        line2: line2.unwrap_or_default(),
        city: city.unwrap_or_default(),
        postal_code: postal_code.unwrap_or_default(),
        country,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_numbers_lose_their_ornaments() {
        assert_eq!(check_phone("+40 (712) 345-678").unwrap(), "+40712345678");
        assert_eq!(check_phone("12345").unwrap_err().code, Code::BadPhone);
        assert_eq!(check_phone("call me maybe").unwrap_err().code, Code::BadPhone);
    }

    #[test]
    fn an_address_names_every_part_that_is_missing() {
        let error = check_address(&Address::default()).unwrap_err();
        let fields: Vec<_> = error.fields.iter().map(|field| field.field.as_str()).collect();
        assert_eq!(fields, ["address.line1", "address.city", "address.postalCode", "address.country"]);
    }
}
