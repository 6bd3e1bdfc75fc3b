//! When a link sells, and what its page says while it is switched off.

use serde::{Deserialize, Serialize};

use super::terms::check_text;
use crate::clock::Timestamp;
use crate::error::{Code, Error, Fields, Result};

/// When a link sells, and what its page says while it is switched off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Availability {
    /// When it begins to sell, to the second; None for from the beginning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<Timestamp>,
    /// When it stops to sell, to the second; None for never.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<Timestamp>,
    /// What buyers read while it is switched off; empty for our own words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub disabled_message: String,
}

/// What a request says of it. What is left out stays, an empty text clears.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Said<'s> {
    pub(super) opens_at: Option<&'s str>,
    pub(super) closes_at: Option<&'s str>,
    pub(super) disabled_message: Option<&'s str>,
}

impl Availability {
    /// Whether there is nothing to say.
    pub(super) fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// What a request makes of it.
    ///
    /// # Errors
    /// `BAD_MOMENT` on `opensAt` or `closesAt`.
    pub(super) fn after(self, said: Said<'_>) -> Result<Self> {
        let mut wrong = Fields::default();
        let opens_at = wrong.take(moment(said.opens_at, self.opens_at, "opensAt"))?;
        let closes_at = wrong.take(moment(said.closes_at, self.closes_at, "closesAt"))?;
        wrong.check()?;
        Ok(Self {
            opens_at: opens_at.flatten(),
            closes_at: closes_at.flatten(),
            disabled_message: said.disabled_message.map_or(self.disabled_message, ToOwned::to_owned),
        })
    }

    /// Checks it and gives it tidied.
    ///
    /// # Errors
    /// `BAD_RANGE` on `closesAt` when it closes before it opens; `TOO_LONG` or `BAD_CHARACTERS` on `disabledMessage`.
    pub(super) fn check(&self) -> Result<Self> {
        let mut wrong = Fields::default();
        if self.opens_at.zip(self.closes_at).is_some_and(|(opens, closes)| closes <= opens) {
            wrong.push("closesAt", Code::BadRange);
        }
        let message = wrong.take(check_text(&self.disabled_message, "disabledMessage", 1000))?;
        wrong.check()?;
        Ok(Self { disabled_message: message.unwrap_or_default(), ..self.clone() })
    }

    /// Whether it does not sell yet.
    #[must_use]
    pub fn is_early(&self, now: Timestamp) -> bool {
        self.opens_at.is_some_and(|opens| now < opens)
    }

    /// Whether it does not sell any more.
    #[must_use]
    pub fn is_closed(&self, now: Timestamp) -> bool {
        self.closes_at.is_some_and(|closes| now >= closes)
    }
}

/// A moment as a request says it, to the second.
fn moment(said: Option<&str>, before: Option<Timestamp>, field: &str) -> Result<Option<Timestamp>> {
    match said.map(str::trim) {
        None => Ok(before),
        Some("") => Ok(None),
        Some(text) => match Timestamp::parse(text) {
            Some(moment) => Ok(Some(Timestamp::from_seconds(moment.seconds()))),
            None => Err(Error::field(field, Code::BadMoment)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said<'s>(opens_at: &'s str, closes_at: &'s str) -> Said<'s> {
        Said { opens_at: Some(opens_at), closes_at: Some(closes_at), disabled_message: None }
    }

    #[test]
    fn moments_are_read_kept_and_cleared() {
        let both = Availability::default()
            .after(said("2026-11-29T10:00:00.500+02:00", "2026-11-29T22:00:00Z"))
            .unwrap();
        assert_eq!(both.opens_at.unwrap().to_string(), "2026-11-29T08:00:00.000Z");
        assert_eq!(both.clone().after(Said::default()).unwrap(), both);
        assert!(both.clone().after(said("", " ")).unwrap().is_usual());
        let wrong = Availability::default().after(said("soon", "2026-11-29")).unwrap_err();
        let fields: Vec<_> = wrong.fields.iter().map(|field| (field.field.as_str(), field.code)).collect();
        assert_eq!(fields, [("opensAt", Code::BadMoment), ("closesAt", Code::BadMoment)]);
    }

    #[test]
    fn it_sells_from_the_first_moment_up_to_the_last() {
        let (opens, closes) = (Timestamp(5_000), Timestamp(9_000));
        let both = Availability { opens_at: Some(opens), closes_at: Some(closes), ..Availability::default() };
        assert!(both.is_early(Timestamp(4_999)) && !both.is_early(opens));
        assert!(!both.is_closed(Timestamp(8_999)) && both.is_closed(closes));
        both.check().unwrap();
        let turned = Availability { opens_at: Some(closes), ..both };
        assert_eq!(turned.check().unwrap_err().fields[0].field, "closesAt");
    }
}
