//! What a link sells, checked as a whole; and the unit in which a request states its amount.

use serde::{Deserialize, Serialize};

use super::check_slug;
use crate::config::Config;
use crate::error::{Code, Error, Fields, Result};
use crate::merchants::check_name;
use crate::money::{Currency, Decimal, Money};

/// A price in minor units that every currency takes, in the place of one that could not be read.
const SOUND_MINOR: i64 = 10_000;

/// What a link sells. A revision keeps exactly this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// What is sold.
    pub title: String,
    /// The last part of the pay page's address.
    pub slug: String,
    /// What buyers read about it.
    pub description: String,
    /// `FIXED`.
    pub price_type: String,
    /// `SERVICE` or `DIGITAL_PRODUCT`.
    pub service_type: String,
    /// `ONE_TIME`.
    pub payment_type: String,
    /// The price in minor units.
    pub amount_minor: i64,
    /// The price's currency.
    pub currency: Currency,
    /// Whether the buyer's e-mail is asked for.
    pub collect_email: bool,
    /// Whether the buyer's name is asked for.
    pub collect_name: bool,
    /// Whether the buyer's phone number is asked for.
    pub collect_phone: bool,
    /// Whether the buyer's address is asked for.
    pub collect_address: bool,
    /// What buyers read after they have paid.
    pub thank_you_message: String,
    /// Where buyers go after they have paid.
    pub success_url: Option<String>,
    /// Where buyers go when they turn back.
    pub cancel_url: Option<String>,
    /// Whether it sells.
    pub active: bool,
}

impl Terms {
    /// The price.
    #[must_use]
    pub fn price(&self) -> Money {
        Money::new(self.amount_minor, self.currency)
    }

    /// Checks the terms with the price as a request stated it: what is wrong with the price hides nothing else.
    ///
    /// # Errors
    /// One error with every field that is not right; `REQUIRED` on `amount` when none was stated.
    pub(super) fn check_at(mut self, amount: Result<Option<i64>>, config: &Config) -> Result<Self> {
        let mut wrong = Fields::default();
        let read = wrong.take(amount)?;
        self.amount_minor = read.flatten().unwrap_or(SOUND_MINOR);
        let checked = wrong.take(self.check(config))?;
        if read == Some(None) {
            wrong.push("amount", Code::Required);
        }
        wrong.or(checked)
    }

    /// Checks every field and gives the tidied terms, or all fields that are not right at once.
    ///
    /// # Errors
    /// One error with every field that is not right.
    pub fn check(self, config: &Config) -> Result<Self> {
        let mut wrong = Fields::default();
        let title = wrong.take(check_name(&self.title, "title", 120))?;
        let slug = wrong.take(check_slug(&self.slug))?;
        let description = wrong.take(check_text(&self.description, "description", 2000))?;
        let thank_you = wrong.take(check_text(&self.thank_you_message, "thankYouMessage", 1000))?;
        wrong.take(self.price().chargeable("amount"))?;
        let success_url = wrong.take(check_url(config, self.success_url.as_deref(), "successUrl"))?;
        let cancel_url = wrong.take(check_url(config, self.cancel_url.as_deref(), "cancelUrl"))?;
        wrong.take(one_of(&self.price_type, &["FIXED"], "priceType", Code::PriceTypeUnsupported))?;
        let kinds = ["SERVICE", "DIGITAL_PRODUCT"];
        wrong.take(one_of(&self.service_type, &kinds, "serviceType", Code::ServiceTypeUnsupported))?;
        wrong.take(one_of(&self.payment_type, &["ONE_TIME"], "paymentType", Code::PriceTypeUnsupported))?;
        wrong.check()?;
        Ok(Self {
            title: title.unwrap_or_default(),
            slug: slug.unwrap_or_default(),
            description: description.unwrap_or_default(),
            thank_you_message: thank_you.unwrap_or_default(),
            success_url: success_url.flatten(),
            cancel_url: cancel_url.flatten(),
            ..self
        })
    }
}

fn one_of(text: &str, known: &[&str], field: &str, code: Code) -> Result<()> {
    if known.contains(&text) { Ok(()) } else { Err(Error::field(field, code)) }
}

fn check_text(text: &str, field: &str, longest: usize) -> Result<String> {
    let text = text.trim().replace("\r\n", "\n");
    if text.chars().count() > longest {
        return Err(Fields::default().with(field, Code::TooLong, Some(longest.to_string())).error());
    }
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(Error::field(field, Code::BadCharacters));
    }
    Ok(text)
}

/// Checks an address that buyers are sent to: https, or our own origin; nothing that runs or hides.
///
/// # Errors
/// `BAD_URL` or `TOO_LONG` on `field`.
pub fn check_url(config: &Config, text: Option<&str>, field: &str) -> Result<Option<String>> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    if text.len() > 500 {
        return Err(Fields::default().with(field, Code::TooLong, Some("500".into())).error());
    }
    let bad = || Error::field(field, Code::BadUrl);
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) || text.contains(['\\', '"', '<', '>', '`']) {
        return Err(bad());
    }
    let own = text
        .strip_prefix(config.public_url.as_str())
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if own {
        return Ok(Some(text.to_owned()));
    }
    let rest = text.strip_prefix("https://").ok_or_else(bad)?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.split(':').next().unwrap_or_default();
    let sound = !authority.contains('@')
        && host.contains('.')
        && !host.starts_with(['.', '-'])
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-')
        && host.bytes().any(|byte| byte.is_ascii_alphabetic());
    if sound { Ok(Some(text.to_owned())) } else { Err(bad()) }
}

/// The unit in which a request states `amount`. The field that names the link tells it; nothing is guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// `title`: the API reference's dialect, whole minor units.
    Minor,
    /// `name`: the getting-started dialect, major units with at most two decimals.
    Major,
}

impl Unit {
    /// Finds the unit, and the amount read in it: minor units, None when none was stated, or what is wrong with
    /// it: `TITLE_MISMATCH`, `AMOUNT_UNIT` and the like.
    pub fn read(
        title: Option<&str>,
        name: Option<&str>,
        amount: Option<&Decimal>,
        amount_minor: Option<i64>,
    ) -> (Self, Result<Option<i64>>) {
        let unit = if title.is_none() && name.is_some() { Self::Major } else { Self::Minor };
        let minor = match (title, name, amount) {
            (Some(title), Some(name), _) if title != name => Err(Error::field("name", Code::TitleMismatch)),
            (.., None) => Ok(amount_minor),
            (Some(_), None, Some(amount)) if amount_minor.is_none() => amount.whole_minor("amount").map(Some),
            (None, Some(_), Some(amount)) if amount_minor.is_none() => {
                amount.major_to_minor("amount").map(Some)
            }
            _ => Err(Error::field("amount", Code::AmountUnit)),
        };
        (unit, minor)
    }

    /// Writes a price in this unit.
    #[must_use]
    pub fn write(self, price: Money) -> Decimal {
        match self {
            Self::Minor => Decimal(price.minor.to_string()),
            Self::Major => Decimal(price.decimal()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal(text.into())
    }

    #[test]
    fn the_naming_field_tells_the_unit() {
        let read = |title, name, amount: &str, minor| {
            let (unit, read) = Unit::read(title, name, Some(&decimal(amount)), minor);
            read.map(|minor| (unit, minor))
        };
        assert_eq!(read(Some("a"), None, "4999", None).unwrap(), (Unit::Minor, Some(4999)));
        assert_eq!(read(None, Some("a"), "49.99", None).unwrap(), (Unit::Major, Some(4999)));
        assert_eq!(Unit::read(Some("a"), Some("a"), None, Some(7)).1.unwrap(), Some(7));
        assert_eq!(Unit::read(None, Some("a"), None, None).1.unwrap(), None);
        let code = |title, name, amount: &str, minor| read(title, name, amount, minor).unwrap_err().code;
        assert_eq!(code(Some("a"), None, "49.99", None), Code::AmountFraction);
        assert_eq!(code(None, Some("a"), "49.999", None), Code::AmountDecimals);
        assert_eq!(code(None, None, "4999", None), Code::AmountUnit);
        assert_eq!(code(Some("a"), Some("a"), "4999", None), Code::AmountUnit);
        assert_eq!(code(Some("a"), None, "4999", Some(4999)), Code::AmountUnit);
        assert_eq!(code(Some("a"), Some("b"), "4999", None), Code::TitleMismatch);
    }

    #[test]
    fn addresses_that_run_or_hide_are_refused() {
        let config = Config::read(&|_| None).unwrap();
        for text in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "http://shop.example.com/",
            "//evil.example",
            "https://good.example@evil.example/",
            "https://",
            "https://localhost/",
            "https://127.0.0.1/",
            "https://a\\b.c/",
            "https://exa mple.com",
            "https://x.example/\u{202e}",
            "http://127.0.0.1:3000.evil.example/",
            "ftp://x.example",
        ] {
            assert!(check_url(&config, Some(text), "successUrl").is_err(), "{text}");
        }
        for text in ["https://shop.example.com/thanks?x=1#y", "http://127.0.0.1:3000/thanks"] {
            assert_eq!(check_url(&config, Some(text), "successUrl").unwrap().as_deref(), Some(text));
        }
        assert_eq!(check_url(&config, Some(" "), "successUrl").unwrap(), None);
    }
}
