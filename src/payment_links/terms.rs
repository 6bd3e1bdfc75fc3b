//! What a link sells, checked as a whole; and the unit in which a request states its amount.

use serde::{Deserialize, Serialize};

use super::{
    Availability, Details, ONE_TIME, PriceType, Quantity, Recurring, SUBSCRIPTION, check_slug, files,
};
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
    /// How the price comes about.
    pub price_type: PriceType,
    /// `SERVICE` or `DIGITAL_PRODUCT`.
    pub service_type: String,
    /// `ONE_TIME` or `SUBSCRIPTION`.
    pub payment_type: String,
    /// The price in minor units; the least of it when buyers choose.
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
    /// What else there is to say.
    #[serde(default)]
    pub details: Details,
}

/// The price as a request states it: each part is what was read, or what is wrong with it.
pub(super) struct Stated {
    /// Whether it names the link once.
    pub(super) named: Result<()>,
    /// How the price comes about.
    pub(super) price_type: Result<PriceType>,
    /// The seller's own price, minor units.
    pub(super) amount: Result<Option<i64>>,
    /// The least that buyers may choose to pay, minor units.
    pub(super) least: Result<Option<i64>>,
    /// When it sells.
    pub(super) availability: Result<Availability>,
    /// How it is paid again and again.
    pub(super) recurring: Result<Option<Recurring>>,
}

impl Terms {
    /// The price; the least of it when buyers choose.
    #[must_use]
    pub fn price(&self) -> Money {
        Money::new(self.amount_minor, self.currency)
    }

    /// Checks the terms with the price as a request stated it: what is wrong with the price hides nothing else.
    ///
    /// # Errors
    /// One error with every field that is not right; `REQUIRED` on `amount` when a fixed price was not stated,
    /// `NOT_FOR_PRICE_TYPE` on what the other price type has.
    pub(super) fn check_at(mut self, stated: Stated, config: &Config) -> Result<Self> {
        let mut wrong = Fields::default();
        // Without one name the unit of the amounts is not told either.
        let (amount, least) = match wrong.take(stated.named)? {
            Some(()) => (wrong.take(stated.amount)?, wrong.take(stated.least)?),
            None => (None, None),
        };
        self.details.availability = wrong.take(stated.availability)?.unwrap_or_default();
        let price_type = wrong.take(stated.price_type)?;
        self.price_type = price_type.unwrap_or_default();
        self.amount_minor = match (price_type, amount, least) {
            (Some(PriceType::Fixed), Some(Some(minor)), _) => minor,
            (Some(PriceType::PayWhatYouWant), _, Some(minor)) => minor.unwrap_or(self.currency.smallest()),
            (Some(PriceType::Free), ..) => 0,
            _ => SOUND_MINOR,
        };
        self.details.recurring = wrong.take(stated.recurring)?.flatten();
        let checked = wrong.take(self.check(config))?;
        match price_type {
            Some(PriceType::Fixed) if amount == Some(None) => wrong.push("amount", Code::Required),
            Some(PriceType::Fixed) if least.flatten().is_some() => {
                wrong.push("minAmount", Code::NotForPriceType);
            }
            Some(PriceType::PayWhatYouWant) if amount.flatten().is_some() => {
                wrong.push("amount", Code::NotForPriceType);
            }
            Some(PriceType::Free) => {
                for (field, stated) in [("amount", amount), ("minAmount", least)] {
                    if stated.flatten().is_some_and(|minor| minor != 0) {
                        wrong.push(field, Code::NotForPriceType);
                    }
                }
            }
            _ => {}
        }
        wrong.or(checked)
    }

    /// Checks the price and what goes with it.
    fn check_price(&self) -> Result<()> {
        let mut wrong = Fields::default();
        match self.price_type {
            PriceType::PayWhatYouWant => {
                wrong.take(self.details.check_choice(self.price()))?;
                if self.details.quantity.is_some() {
                    wrong.push("requireQuantity", Code::NotForPriceType);
                }
            }
            PriceType::Fixed | PriceType::Free => {
                if self.price_type == PriceType::Fixed {
                    wrong.take(self.price().chargeable("amount"))?;
                } else if self.details.quantity.is_some() {
                    wrong.push("requireQuantity", Code::NotForPriceType);
                }
                if self.details.max_amount_minor.is_some() {
                    wrong.push("maxAmountMinor", Code::NotForPriceType);
                }
                if !self.details.suggested_amounts_minor.is_empty() {
                    wrong.push("suggestedAmountsMinor", Code::NotForPriceType);
                }
            }
        }
        wrong.take(self.details.charges.check())?;
        wrong.take(self.details.quantity.map_or(Ok(()), Quantity::check))?;
        wrong.check()
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
        wrong.take(self.check_price())?;
        wrong.take(self.details.check_uses(self.collect_email))?;
        let availability = wrong.take(self.details.availability.check())?;
        wrong.take(files::check(&self))?;
        let collecting = wrong.take(self.details.collecting.clone().check(config))?;
        wrong.take(self.check_recurring())?;
        let success_url = wrong.take(check_url(config, self.success_url.as_deref(), "successUrl"))?;
        let cancel_url = wrong.take(check_url(config, self.cancel_url.as_deref(), "cancelUrl"))?;
        let kinds = ["SERVICE", "DIGITAL_PRODUCT"];
        wrong.take(one_of(&self.service_type, &kinds, "serviceType", Code::ServiceTypeUnsupported))?;
        wrong.take(one_of(
            &self.payment_type,
            &[ONE_TIME, SUBSCRIPTION],
            "paymentType",
            Code::PaymentTypeUnsupported,
        ))?;
        wrong.check()?;
        Ok(Self {
            title: title.unwrap_or_default(),
            slug: slug.unwrap_or_default(),
            description: description.unwrap_or_default(),
            thank_you_message: thank_you.unwrap_or_default(),
            success_url: success_url.flatten(),
            cancel_url: cancel_url.flatten(),
            details: Details {
                availability: availability.unwrap_or_default(),
                collecting: collecting.unwrap_or_default(),
                ..self.details
            },
            ..self
        })
    }
}

fn one_of(text: &str, known: &[&str], field: &str, code: Code) -> Result<()> {
    if known.contains(&text) { Ok(()) } else { Err(Error::field(field, code)) }
}

pub(super) fn check_text(text: &str, field: &str, longest: usize) -> Result<String> {
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
    /// Finds the unit.
    #[must_use]
    pub fn of(title: Option<&str>, name: Option<&str>) -> Self {
        if title.is_none() && name.is_some() { Self::Major } else { Self::Minor }
    }

    /// Whether `title` and `name` say the same.
    ///
    /// # Errors
    /// `TITLE_MISMATCH` on `name`.
    pub fn agree(title: Option<&str>, name: Option<&str>) -> Result<()> {
        let differ = title.zip(name).is_some_and(|(title, name)| title != name);
        if differ { Err(Error::field("name", Code::TitleMismatch)) } else { Ok(()) }
    }

    /// The amount that the field `field` states in the unit: minor units, None when none was stated.
    ///
    /// # Errors
    /// `AMOUNT_UNIT` and the like.
    pub fn read(
        title: Option<&str>,
        name: Option<&str>,
        (field, amount): (&str, Option<&Decimal>),
        amount_minor: Option<i64>,
    ) -> Result<Option<i64>> {
        match (title, name, amount) {
            (.., None) => Ok(amount_minor),
            (Some(_), None, Some(amount)) if amount_minor.is_none() => amount.whole_minor(field).map(Some),
            (None, Some(_), Some(amount)) if amount_minor.is_none() => amount.major_to_minor(field).map(Some),
            _ => Err(Error::field(field, Code::AmountUnit)),
        }
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
            let read = Unit::read(title, name, ("amount", Some(&decimal(amount))), minor);
            read.map(|minor| (Unit::of(title, name), minor))
        };
        assert_eq!(read(Some("a"), None, "4999", None).unwrap(), (Unit::Minor, Some(4999)));
        assert_eq!(read(None, Some("a"), "49.99", None).unwrap(), (Unit::Major, Some(4999)));
        assert_eq!(Unit::read(Some("a"), Some("a"), ("amount", None), Some(7)).unwrap(), Some(7));
        assert_eq!(Unit::read(None, Some("a"), ("amount", None), None).unwrap(), None);
        let code = |title, name, amount: &str, minor| read(title, name, amount, minor).unwrap_err().code;
        assert_eq!(code(Some("a"), None, "49.99", None), Code::AmountFraction);
        assert_eq!(code(None, Some("a"), "49.999", None), Code::AmountDecimals);
        assert_eq!(code(None, None, "4999", None), Code::AmountUnit);
        assert_eq!(code(Some("a"), Some("a"), "4999", None), Code::AmountUnit);
        assert_eq!(code(Some("a"), None, "4999", Some(4999)), Code::AmountUnit);
        assert_eq!(Unit::agree(Some("a"), Some("b")).unwrap_err().code, Code::TitleMismatch);
        Unit::agree(Some("a"), Some("a")).and(Unit::agree(None, Some("b"))).unwrap();
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
