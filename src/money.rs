//! Money: whole minor units with their currency. Parsing, formatting and the fee live here; floats do not.
#![deny(clippy::float_arithmetic, clippy::cast_precision_loss)]

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Code, Error, Result};

/// Stripe's own upper bound: eight digits of minor units.
pub const MAX_MINOR: i64 = 99_999_999;

/// The currencies we take. All of them have two decimals.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Romanian leu.
    #[default]
    Ron,
    /// Euro.
    Eur,
    /// Pound sterling.
    Gbp,
    /// US dollar.
    Usd,
}

impl Currency {
    /// Every currency.
    pub const ALL: [Self; 4] = [Self::Ron, Self::Eur, Self::Gbp, Self::Usd];

    /// The ISO code in capitals.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ron => "RON",
            Self::Eur => "EUR",
            Self::Gbp => "GBP",
            Self::Usd => "USD",
        }
    }

    /// The ISO code in small letters, as Stripe writes it.
    #[must_use]
    pub const fn stripe_code(self) -> &'static str {
        match self {
            Self::Ron => "ron",
            Self::Eur => "eur",
            Self::Gbp => "gbp",
            Self::Usd => "usd",
        }
    }

    /// The smallest amount that Stripe charges in this currency, in minor units.
    #[must_use]
    pub const fn smallest(self) -> i64 {
        match self {
            Self::Ron => 200,
            Self::Gbp => 30,
            Self::Eur | Self::Usd => 50,
        }
    }

    /// Reads an ISO code in any case.
    ///
    /// # Errors
    /// `BAD_CURRENCY` on the field `currency`.
    pub fn parse(text: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|currency| currency.code().eq_ignore_ascii_case(text.trim()))
            .ok_or_else(|| Error::field("currency", Code::BadCurrency))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// Minor units: bani, cents, pence.
    pub minor: i64,
    /// The currency; two amounts of different currencies never meet.
    pub currency: Currency,
}

impl Money {
    /// An amount of `minor` units.
    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// The amount as plain decimal text with a point: `49.99`.
    #[must_use]
    pub fn decimal(self) -> String {
        let sign = if self.minor < 0 { "-" } else { "" };
        let units = self.minor.unsigned_abs();
        format!("{sign}{}.{:02}", units / 100, units % 100)
    }

    /// Checks that Stripe can charge this amount; `field` is named when not.
    ///
    /// # Errors
    /// `AMOUNT_NOT_POSITIVE`, `AMOUNT_TOO_SMALL` or `AMOUNT_TOO_LARGE`.
    pub fn chargeable(self, field: &str) -> Result<Self> {
        let bound = |minor| Some(Self::new(minor, self.currency).to_string());
        let wrong = |code, detail| Err(crate::error::Fields::default().with(field, code, detail).error());
        match self.minor {
            ..=0 => wrong(Code::AmountNotPositive, None),
            minor if minor < self.currency.smallest() => {
                wrong(Code::AmountTooSmall, bound(self.currency.smallest()))
            }
            minor if minor > MAX_MINOR => wrong(Code::AmountTooLarge, bound(MAX_MINOR)),
            _ => Ok(self),
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.decimal(), self.currency)
    }
}

/// A number exactly as it was written in JSON, so that 49.99 never passes through a float.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal(pub String);

impl Decimal {
    /// Reads the text as major units with at most two decimals, into minor units.
    ///
    /// # Errors
    /// `AMOUNT_DECIMALS`, `AMOUNT_NOT_NUMBER` or `AMOUNT_TOO_LARGE` on `field`.
    pub fn major_to_minor(&self, field: &str) -> Result<i64> {
        parse_major(&self.0, field)
    }

    /// Reads the text as minor units: a whole number.
    ///
    /// # Errors
    /// `AMOUNT_FRACTION`, `AMOUNT_NOT_NUMBER` or `AMOUNT_TOO_LARGE` on `field`.
    pub fn whole_minor(&self, field: &str) -> Result<i64> {
        let (negative, whole, fraction) = split(&self.0, field)?;
        if !fraction.is_empty() {
            return Err(Error::field(field, Code::AmountFraction));
        }
        signed(negative, digits(whole, field)?, field)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        serde_json::Number::deserialize(from).map(|number| Self(number.to_string()))
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        let number: serde_json::Number = self.0.parse().map_err(serde::ser::Error::custom)?;
        number.serialize(to)
    }
}

impl JsonSchema for Decimal {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Decimal".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number" })
    }
}

/// Reads major units as a person types them into minor units: `49`, `49.99`, `49,9`, `1 249.00`, `1.249,00`.
///
/// # Errors
/// `REQUIRED`, `AMOUNT_DECIMALS`, `AMOUNT_NOT_NUMBER` or `AMOUNT_TOO_LARGE` on `field`.
pub fn parse_typed(text: &str, field: &str) -> Result<i64> {
    let plain: String = text.trim().chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}').collect();
    if plain.is_empty() {
        return Err(Error::field(field, Code::Required));
    }
    let last = plain.rfind(['.', ',']);
    let Some(last) = last else { return parse_major(&plain, field) };
    let (whole, fraction) = plain.split_at(last);
    let mark = &fraction[..1];
    let other = if mark == "." { "," } else { "." };
    let seen_before = whole.contains(mark);
    // One kind of mark with three digits behind it could mean thousands or a slip: ask instead of guessing.
    if fraction.len() == 4 && !whole.contains(other) || seen_before {
        return Err(Error::field(field, Code::AmountDecimals));
    }
    let groups_are_sound =
        whole.split(other).skip(1).all(|group| group.len() == 3) && !whole.starts_with(other);
    if !groups_are_sound {
        return Err(Error::field(field, Code::AmountNotNumber));
    }
    parse_major(&format!("{}.{}", whole.replace(other, ""), &fraction[1..]), field)
}

/// Reads plain decimal text of major units (`49.99`) into minor units.
///
/// # Errors
/// `AMOUNT_DECIMALS`, `AMOUNT_NOT_NUMBER` or `AMOUNT_TOO_LARGE` on `field`.
pub fn parse_major(text: &str, field: &str) -> Result<i64> {
    let (negative, whole, fraction) = split(text, field)?;
    if fraction.len() > 2 {
        return Err(Error::field(field, Code::AmountDecimals));
    }
    let cents = digits(&format!("{fraction:0<2}"), field)?;
    let minor = digits(whole, field)?
        .checked_mul(100)
        .and_then(|minor| minor.checked_add(cents))
        .ok_or_else(|| Error::field(field, Code::AmountNotNumber))?;
    signed(negative, minor, field)
}

fn split<'t>(text: &'t str, field: &str) -> Result<(bool, &'t str, &'t str)> {
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let only_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !only_digits(whole) || !only_digits(fraction) || text.ends_with('.') {
        return Err(Error::field(field, Code::AmountNotNumber));
    }
    Ok((negative, whole, fraction))
}

fn digits(text: &str, field: &str) -> Result<i64> {
    text.parse().map_err(|_| {
        let bound = Money::new(MAX_MINOR, Currency::Ron).decimal();
        crate::error::Fields::default().with(field, Code::AmountTooLarge, Some(bound)).error()
    })
}

fn signed(negative: bool, minor: i64, field: &str) -> Result<i64> {
    if negative { Err(Error::field(field, Code::AmountNotPositive)) } else { Ok(minor) }
}

/// The platform's fee in minor units: `min(amount, half_up(amount × bps / 10 000))`.
#[must_use]
pub fn platform_fee(amount_minor: i64, bps: u32) -> i64 {
    let amount = i128::from(amount_minor.max(0));
    let fee = (amount * i128::from(bps) + 5_000) / 10_000;
    i64::try_from(fee.min(amount)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T: fmt::Debug>(result: Result<T>) -> Code {
        result.unwrap_err().code
    }

    #[test]
    fn the_fee_of_the_documentation_holds() {
        assert_eq!(platform_fee(4999, 400), 200);
        assert_eq!(platform_fee(0, 400), 0);
        assert_eq!(platform_fee(1, 20_000), 1);
        assert_eq!(platform_fee(i64::MAX, 10_000), i64::MAX);
    }

    #[test]
    fn decimal_text_becomes_minor_units() {
        assert_eq!(parse_major("49.99", "amount").unwrap(), 4999);
        assert_eq!(parse_major("49.9", "amount").unwrap(), 4990);
        assert_eq!(parse_major("49", "amount").unwrap(), 4900);
        assert_eq!(code(parse_major("49.999", "amount")), Code::AmountDecimals);
        assert_eq!(code(parse_major("1e3", "amount")), Code::AmountNotNumber);
        assert_eq!(code(parse_major("-1", "amount")), Code::AmountNotPositive);
        assert_eq!(code(parse_major("99999999999999999999", "amount")), Code::AmountTooLarge);
    }

    #[test]
    fn a_json_number_keeps_its_text() {
        let exact: Decimal = serde_json::from_str("49.990000000000000001").unwrap();
        assert_eq!(code(exact.major_to_minor("amount")), Code::AmountDecimals);
        let fraction: Decimal = serde_json::from_str("49.99").unwrap();
        assert_eq!(code(fraction.whole_minor("amount")), Code::AmountFraction);
        assert!(serde_json::from_str::<Decimal>("\"49\"").is_err());
    }

    #[test]
    fn people_type_amounts_in_two_languages() {
        for (text, minor) in [
            ("49,99", 4999),
            ("49.99", 4999),
            ("1 249,00", 124_900),
            ("1.249,00", 124_900),
            ("1,249.5", 124_950),
            ("7", 700),
        ] {
            assert_eq!(parse_typed(text, "amount").unwrap(), minor, "{text}");
        }
        for text in ["1.249", "1,249", "1.2.3", "abc", "12,3456", "1,2,3.4"] {
            assert!(parse_typed(text, "amount").is_err(), "{text}");
        }
    }

    #[test]
    fn stripe_bounds_are_kept() {
        assert_eq!(code(Money::new(199, Currency::Ron).chargeable("amount")), Code::AmountTooSmall);
        assert_eq!(code(Money::new(0, Currency::Eur).chargeable("amount")), Code::AmountNotPositive);
        assert_eq!(code(Money::new(MAX_MINOR + 1, Currency::Eur).chargeable("amount")), Code::AmountTooLarge);
        assert!(Money::new(200, Currency::Ron).chargeable("amount").is_ok());
    }
}
