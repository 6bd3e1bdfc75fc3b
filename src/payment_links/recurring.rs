//! Links that are paid again and again: how often, and what is free before the first charge.

use serde::{Deserialize, Serialize};

use super::Terms;
use crate::error::{Code, Error, Fields, Result};
use crate::language::Language;
use crate::pricing::FeeModel;

/// The payment type of a link that is paid once.
pub const ONE_TIME: &str = "ONE_TIME";
/// The payment type of a link that is paid again and again.
pub const SUBSCRIPTION: &str = "SUBSCRIPTION";
/// The longest trial, days; Stripe takes no longer one.
pub const LONGEST_TRIAL: i64 = 730;

/// How often a subscription is paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interval {
    /// Every week.
    Week,
    /// Every month.
    #[default]
    Month,
    /// Every six months.
    SixMonths,
    /// Every year.
    Year,
}

impl Interval {
    /// Every interval, shortest first.
    pub const ALL: [Self; 4] = [Self::Week, Self::Month, Self::SixMonths, Self::Year];

    /// The word in the database, and on the wire of the API reference's dialect.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::SixMonths => "six_months",
            Self::Year => "year",
        }
    }

    /// The word of the getting-started dialect, `subscriptionInterval`.
    #[must_use]
    pub const fn long(self) -> &'static str {
        match self {
            Self::Week => "WEEKLY",
            Self::Month => "MONTHLY",
            Self::SixMonths => "SIX_MONTHS",
            Self::Year => "YEARLY",
        }
    }

    /// How often, in words that follow an amount.
    #[must_use]
    pub const fn every(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Week, Language::En) => "every week",
            (Self::Month, Language::En) => "every month",
            (Self::SixMonths, Language::En) => "every six months",
            (Self::Year, Language::En) => "every year",
            (Self::Week, Language::Ro) => "în fiecare săptămână",
            (Self::Month, Language::Ro) => "în fiecare lună",
            (Self::SixMonths, Language::Ro) => "la fiecare șase luni",
            (Self::Year, Language::Ro) => "în fiecare an",
        }
    }

    /// Stripe's interval, and how many of them.
    #[must_use]
    pub const fn at_stripe(self) -> (&'static str, i64) {
        match self {
            Self::Week => ("week", 1),
            Self::Month => ("month", 1),
            Self::SixMonths => ("month", 6),
            Self::Year => ("year", 1),
        }
    }

    /// Reads the word of either dialect.
    ///
    /// # Errors
    /// `BAD_CHOICE` on `field`.
    pub fn parse(text: &str, field: &str) -> Result<Self> {
        let known = Self::ALL.into_iter().find(|one| one.as_str() == text || one.long() == text);
        known.ok_or_else(|| {
            let words = Self::ALL.map(Self::as_str).join(", ");
            Fields::default().with(field, Code::BadChoice, Some(words)).error()
        })
    }
}

/// How a link is paid again and again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recurring {
    /// How often.
    pub interval: Interval,
    /// Days that are free before the first charge; 0 for none.
    #[serde(default)]
    pub trial_days: i64,
}

/// What a request says of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Asked<'a> {
    pub(super) recurring_interval: Option<&'a str>,
    pub(super) subscription_interval: Option<&'a str>,
    pub(super) trial_days: Option<i64>,
}

/// The payment type that a request means: `serviceType` may say it, too.
pub(super) fn payment_type(service_type: Option<&str>, payment_type: Option<&str>) -> String {
    let sold = if service_type == Some(SUBSCRIPTION) { SUBSCRIPTION } else { ONE_TIME };
    payment_type.unwrap_or(sold).to_owned()
}

/// The service type that is stored; `SUBSCRIPTION` says only how it is paid.
pub(super) fn service_type(service_type: Option<String>) -> String {
    service_type.filter(|text| text != SUBSCRIPTION).unwrap_or_else(|| "SERVICE".into())
}

impl Asked<'_> {
    /// What a link of this payment type becomes; what is not said stays as before.
    ///
    /// # Errors
    /// `BAD_CHOICE`, `INTERVAL_MISMATCH`, `BAD_COUNT` or `NOT_FOR_PAYMENT_TYPE` on the fields.
    pub(super) fn read(self, payment_type: &str, before: Option<Recurring>) -> Result<Option<Recurring>> {
        let mut wrong = Fields::default();
        let short = self.recurring_interval.map(|text| Interval::parse(text, "recurringInterval"));
        let long = self.subscription_interval.map(|text| Interval::parse(text, "subscriptionInterval"));
        let short = wrong.take(short.transpose())?.flatten();
        let long = wrong.take(long.transpose())?.flatten();
        if short.zip(long).is_some_and(|(short, long)| short != long) {
            wrong.push("subscriptionInterval", Code::IntervalMismatch);
        }
        if self.trial_days.is_some_and(|days| !(0..=LONGEST_TRIAL).contains(&days)) {
            wrong.push_detail("trialDays", Code::BadCount, LONGEST_TRIAL.to_string());
        }
        if payment_type != SUBSCRIPTION {
            if let Some(field) = self.said().filter(|_| payment_type == ONE_TIME) {
                wrong.push(field, Code::NotForPaymentType);
            }
            return wrong.check().map(|()| None);
        }
        wrong.check()?;
        let before = before.unwrap_or_default();
        let interval = short.or(long).unwrap_or(before.interval);
        Ok(Some(Recurring { interval, trial_days: self.trial_days.unwrap_or(before.trial_days) }))
    }

    fn said(self) -> Option<&'static str> {
        match self {
            Self { recurring_interval: Some(_), .. } => Some("recurringInterval"),
            Self { subscription_interval: Some(_), .. } => Some("subscriptionInterval"),
            Self { trial_days: Some(days), .. } if days != 0 => Some("trialDays"),
            _ => None,
        }
    }
}

impl Terms {
    /// Checks what a subscription needs of the rest.
    ///
    /// # Errors
    /// `NOT_FOR_PRICE_TYPE` on `paymentType`, `NOT_FOR_PAYMENT_TYPE` on `requireQuantity` or `feeModel`, `EMAIL_NEEDED` on `collectEmail`.
    pub(super) fn check_recurring(&self) -> Result<()> {
        if self.payment_type != SUBSCRIPTION {
            return Ok(());
        }
        let mut wrong = Fields::default();
        if self.price_type != super::PriceType::Fixed {
            wrong.push("paymentType", Code::NotForPriceType);
        }
        if self.details.quantity.is_some() {
            wrong.push("requireQuantity", Code::NotForPaymentType);
        }
        // Stripe takes our fee of every renewal as a share; what a buyer would pay on top is no share.
        if self.details.charges.fee_model == FeeModel::Buyer {
            wrong.push("feeModel", Code::NotForPaymentType);
        }
        if !self.collect_email {
            wrong.push("collectEmail", Code::EmailNeeded);
        }
        wrong.check()
    }

    /// How it is paid again and again.
    ///
    /// # Errors
    /// `NOT_A_SUBSCRIPTION` for a link that is paid once.
    pub(crate) fn recurring(&self) -> Result<Recurring> {
        self.details.recurring.ok_or_else(|| Error::conflict(Code::NotASubscription))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(
        asked: Asked<'_>,
        payment_type: &str,
    ) -> std::result::Result<Option<Recurring>, Vec<(String, Code)>> {
        let read = asked.read(payment_type, None);
        read.map_err(|error| error.fields.into_iter().map(|field| (field.field, field.code)).collect())
    }

    #[test]
    fn both_dialects_name_the_same_intervals() {
        for interval in Interval::ALL {
            for text in [interval.as_str(), interval.long()] {
                assert_eq!(Interval::parse(text, "x").unwrap(), interval);
            }
        }
        assert_eq!(Interval::SixMonths.at_stripe(), ("month", 6));
        assert_eq!(Interval::parse("fortnight", "x").unwrap_err().code, Code::BadChoice);
    }

    #[test]
    fn the_service_type_may_say_how_it_is_paid() {
        assert_eq!(payment_type(Some("SUBSCRIPTION"), None), SUBSCRIPTION);
        assert_eq!(payment_type(Some("SERVICE"), None), ONE_TIME);
        assert_eq!(payment_type(None, Some("SUBSCRIPTION")), SUBSCRIPTION);
        assert_eq!(service_type(Some("SUBSCRIPTION".into())), "SERVICE");
        assert_eq!(service_type(Some("DIGITAL_PRODUCT".into())), "DIGITAL_PRODUCT");
    }

    #[test]
    fn a_month_when_nothing_is_said_and_everything_wrong_at_once() {
        let monthly = Recurring { interval: Interval::Month, trial_days: 0 };
        assert_eq!(read(Asked::default(), SUBSCRIPTION), Ok(Some(monthly)));
        assert_eq!(read(Asked::default(), ONE_TIME), Ok(None));
        let asked =
            Asked { recurring_interval: Some("moon"), subscription_interval: None, trial_days: Some(731) };
        let wrong = read(asked, SUBSCRIPTION).unwrap_err();
        assert_eq!(
            wrong,
            [("recurringInterval".into(), Code::BadChoice), ("trialDays".into(), Code::BadCount)]
        );
        let two = Asked {
            recurring_interval: Some("week"),
            subscription_interval: Some("MONTHLY"),
            trial_days: None,
        };
        assert_eq!(read(two, SUBSCRIPTION).unwrap_err()[0].1, Code::IntervalMismatch);
        assert_eq!(read(two, ONE_TIME).unwrap_err().len(), 2);
    }
}
