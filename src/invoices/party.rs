//! Who sells and who buys, as an invoice says it; and what a tax id looks like.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::checkout_sessions::Address;
use crate::error::{Code, Error, Fields, Result};
use crate::payments::Payment;

/// One side of an invoice. Empty texts are not said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Party {
    /// A person's name, or the merchant's.
    pub name: String,
    /// The company's name.
    pub company: String,
    /// Its tax id, such as a Romanian CUI.
    pub tax_id: String,
    /// Its number in the trade register.
    pub registration: String,
    /// Where it is, in lines.
    pub address: String,
    /// Where to write to.
    pub email: String,
}

impl Party {
    /// Reads the text of the database.
    pub(super) fn read(text: &str) -> Result<Self> {
        serde_json::from_str(text).map_err(Error::internal)
    }

    /// The text in the database.
    pub(super) fn text(&self) -> Result<String> {
        serde_json::to_string(self).map_err(Error::internal)
    }

    /// The buyer as they were known when they paid.
    pub(super) fn buyer_of(payment: &Payment) -> Self {
        let address = payment.customer_address.as_deref();
        let address: Option<Address> = address.and_then(|text| serde_json::from_str(text).ok());
        Self {
            name: payment.customer_name.clone().unwrap_or_default(),
            email: payment.customer_email.clone().unwrap_or_default(),
            address: address.map(lines_of).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// The tidied side, or every field that is not right.
    pub(super) fn check(self) -> Result<Self> {
        let mut wrong = Fields::default();
        let name = wrong.take(line(&self.name, "name", 100))?;
        let company = wrong.take(line(&self.company, "company", 120))?;
        let tax_id = wrong.take(check_tax_id(&self.tax_id))?;
        let registration = wrong.take(line(&self.registration, "registration", 40))?;
        let address = wrong.take(text(&self.address, "address", 300))?;
        wrong.check()?;
        Ok(Self {
            name: name.unwrap_or_default(),
            company: company.unwrap_or_default(),
            tax_id: tax_id.unwrap_or_default(),
            registration: registration.unwrap_or_default(),
            address: address.unwrap_or_default(),
            email: self.email,
        })
    }
}

fn lines_of(address: Address) -> String {
    let town = format!("{} {}", address.postal_code, address.city);
    let lines = [address.line1, address.line2, town.trim().to_owned(), address.country];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn text(text: &str, field: &str, longest: usize) -> Result<String> {
    let text = text.trim().replace("\r\n", "\n");
    if text.chars().count() > longest {
        return Err(Fields::default().with(field, Code::TooLong, Some(longest.to_string())).error());
    }
    if text.chars().any(|letter| letter.is_control() && letter != '\n') {
        return Err(Error::field(field, Code::BadCharacters));
    }
    Ok(text)
}

fn line(line: &str, field: &str, longest: usize) -> Result<String> {
    let line = text(line, field, longest)?;
    if line.contains('\n') { Err(Error::field(field, Code::BadCharacters)) } else { Ok(line) }
}

/// Checks a tax id: one that says it is Romanian must be a sound CUI; others have 4 to 20 letters and digits.
///
/// # Errors
/// `BAD_TAX_ID` on `taxId`.
fn check_tax_id(typed: &str) -> Result<String> {
    let plain: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    let plain = plain.to_uppercase();
    let bad = || Error::field("taxId", Code::BadTaxId);
    if plain.is_empty() {
        return Ok(plain);
    }
    if let Some(digits) = plain.strip_prefix("RO")
        && digits.bytes().all(|byte| byte.is_ascii_digit())
    {
        return if is_cui(digits) { Ok(plain) } else { Err(bad()) };
    }
    let sound = plain.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'/'));
    if sound && (4..=20).contains(&plain.len()) { Ok(plain) } else { Err(bad()) }
}

/// Whether these are the digits of a Romanian company: the last one checks the others.
fn is_cui(digits: &str) -> bool {
    const WEIGHTS: [u32; 9] = [7, 5, 3, 2, 1, 7, 5, 3, 2];
    let numbers: Vec<u32> = digits.chars().filter_map(|digit| digit.to_digit(10)).collect();
    let Some((check, rest)) = numbers.split_last().filter(|_| (2..=10).contains(&numbers.len())) else {
        return false;
    };
    let weights = &WEIGHTS[WEIGHTS.len() - rest.len()..];
    let sum: u32 = rest.iter().zip(weights).map(|(digit, weight)| digit * weight).sum();
    sum * 10 % 11 % 10 == *check
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cui_checks_itself() {
        for sound in
            ["RO 14399840", "ro14399840", "RO18547290", "DE123456789", "CHE-123.456.789", "14399840", ""]
        {
            assert!(check_tax_id(sound).is_ok(), "{sound}");
        }
        for wrong in ["RO14399841", "RO1", "RO12345678901", "abc", "<b>12345</b>", "12345678901234567890123"]
        {
            assert_eq!(check_tax_id(wrong).unwrap_err().code, Code::BadTaxId, "{wrong}");
        }
    }
}
