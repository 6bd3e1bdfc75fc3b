//! Which payments a list shows. Pages, the API, files and the search read the same filter.

use super::{ListTransactions, Status};
use crate::clock::Timestamp;
use crate::error::{Code, Error, Fields, Result};
use crate::money::Currency;
use crate::needle::Needle;

/// Which payments a list shows, checked.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter {
    pub(super) status: Option<Status>,
    pub(super) currency: Option<Currency>,
    pub(super) link_id: Option<String>,
    pub(super) from: Option<Timestamp>,
    pub(super) to: Option<Timestamp>,
    pub(super) min_minor: Option<i64>,
    pub(super) max_minor: Option<i64>,
    pub(super) needle: Option<Needle>,
}

/// What a search for a payment is, when it can be only one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Exact {
    /// The payment's id.
    Id(String),
    /// The intent at Stripe.
    Intent(String),
    /// The random end of the payment's id, which is the receipt's number.
    Receipt(String),
    /// A whole address, folded; it may still be a part of a longer one.
    Email(String),
}

impl Filter {
    /// Reads the wire's filters; everything that is not right is told at once.
    pub(super) fn read(wish: &ListTransactions) -> Result<Self> {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let mut wrong = Fields::default();
        let status = given(&wish.status).map(|text| Status::parse(&text)).transpose();
        let status = wrong.take(status)?.flatten();
        let from = wrong.take(moment(given(&wish.from), "from"))?.flatten().map(|(first, _)| first);
        let to = wrong.take(moment(given(&wish.to), "to"))?.flatten().map(|(_, last)| last);
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            wrong.push("to", Code::BadRange);
        }
        let (min_minor, max_minor) = (wish.min_amount_minor, wish.max_amount_minor);
        for (field, minor) in [("minAmountMinor", min_minor), ("maxAmountMinor", max_minor)] {
            if minor.is_some_and(|minor| minor < 0) {
                wrong.push(field, Code::AmountNotPositive);
            }
        }
        if min_minor.zip(max_minor).is_some_and(|(min, max)| min > max) {
            wrong.push("maxAmountMinor", Code::BadRange);
        }
        let needle = wrong.take(Needle::read(wish.q.as_deref()))?.flatten();
        wrong.check()?;
        let link_id = given(&wish.pay_link_id);
        Ok(Self { status, currency: wish.currency, link_id, from, to, min_minor, max_minor, needle })
    }
}

/// What the search is, when it can be only one thing.
pub(super) fn exact(needle: &Needle) -> Option<Exact> {
    let (text, folded) = (needle.text(), needle.folded());
    let receipt = folded.strip_prefix("pl-").filter(|end| end.len() == 12);
    let receipt = receipt.filter(|end| end.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if let Some(end) = receipt {
        return Some(Exact::Receipt(end.to_owned()));
    }
    if crate::id::is_id(text) {
        return Some(Exact::Id(text.to_ascii_lowercase()));
    }
    if text.starts_with("pi_") {
        return Some(Exact::Intent(text.to_owned()));
    }
    let address = folded.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    address.then(|| Exact::Email(folded.to_owned()))
}

fn moment(text: Option<String>, field: &str) -> Result<Option<(Timestamp, Timestamp)>> {
    let read = |text: String| Timestamp::span(&text).ok_or_else(|| Error::field(field, Code::BadDate));
    text.map(read).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Option<Exact> {
        exact(&Needle::read(Some(text)).unwrap().unwrap())
    }

    #[test]
    fn what_can_be_one_thing_only_is_told_apart() {
        let id = "0197a3f0-0000-7000-8000-0123456789ab";
        assert_eq!(kind(&id.to_uppercase()), Some(Exact::Id(id.into())));
        assert_eq!(kind("PL-0123456789AB"), Some(Exact::Receipt("0123456789ab".into())));
        assert_eq!(kind("pi_3Qx"), Some(Exact::Intent("pi_3Qx".into())));
        assert_eq!(kind("Ion@Example.com"), Some(Exact::Email("ion@example.com".into())));
        for text in ["PL-0123", "@example.com", "ion", "4242", "ion@gmail"] {
            assert_eq!(kind(text), None, "{text}");
        }
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let wish = ListTransactions {
            status: Some("PAID".into()),
            from: Some("2026-02-30".into()),
            min_amount_minor: Some(500),
            max_amount_minor: Some(-1),
            q: Some("x".repeat(101)),
            ..ListTransactions::default()
        };
        let error = Filter::read(&wish).unwrap_err();
        let told: Vec<_> = error.fields.iter().map(|field| (field.field.as_str(), field.code)).collect();
        assert_eq!(
            told,
            [
                ("status", Code::BadStatus),
                ("from", Code::BadDate),
                ("maxAmountMinor", Code::AmountNotPositive),
                ("maxAmountMinor", Code::BadRange),
                ("q", Code::TooLong)
            ]
        );
    }
}
