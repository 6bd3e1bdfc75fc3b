//! What the list of payments is narrowed to, as it stands in the address: everything is text until it is read.

use paylinks::error::{Code, Error, Fields};
use paylinks::money::{Currency, parse_typed};
use paylinks::payments::ListTransactions;
use serde::{Deserialize, Serialize};

use crate::forms::{Form, Problem};
use crate::links as at;

/// What the list is narrowed to, and which part of it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaymentFilter {
    /// A text in what people remember of a payment.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// A status.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub status: String,
    /// A link's id.
    #[serde(rename = "payLinkId", skip_serializing_if = "String::is_empty")]
    pub link: String,
    /// A currency.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub currency: String,
    /// The first day.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// The last day.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// The smallest amount, as a person types it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub min: String,
    /// The largest amount, as a person types it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub max: String,
    /// Where the page begins.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cursor: String,
}

impl PaymentFilter {
    /// The same as the operation takes it.
    ///
    /// # Errors
    /// What is no amount or no currency, at the names of the fields here.
    pub fn wish(&self) -> Result<ListTransactions, Error> {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let mut wrong = Fields::default();
        let mut amount = |text: &str, name: &str| {
            let minor = given(text).map(|text| parse_typed(&text, name)).transpose();
            wrong.take(minor).map(Option::flatten)
        };
        let (min, max) = (amount(&self.min, "min")?, amount(&self.max, "max")?);
        let currency = wrong.take(given(&self.currency).map(|text| Currency::parse(&text)).transpose())?;
        wrong.check()?;
        Ok(ListTransactions {
            limit: None,
            cursor: given(&self.cursor),
            status: given(&self.status),
            currency: currency.flatten(),
            pay_link_id: given(&self.link),
            from: given(&self.from),
            to: given(&self.to),
            min_amount_minor: min,
            max_amount_minor: max,
            q: given(&self.q),
        })
    }

    /// The address of the list so narrowed.
    #[must_use]
    pub fn address(&self) -> String {
        at::list_of(at::PAYMENTS, self)
    }

    /// The address of the list from `cursor` on.
    #[must_use]
    pub fn page(&self, cursor: &str) -> String {
        Self { cursor: cursor.to_owned(), ..self.clone() }.address()
    }

    /// The address of the file with everything that the filters let through.
    #[must_use]
    pub fn file(&self) -> Option<String> {
        let wish = ListTransactions { cursor: None, ..self.wish().ok()? };
        Some(at::list_of(at::PAYMENTS_FILE, &wish))
    }

    /// Whether it lets everything through.
    #[must_use]
    pub fn is_open(&self) -> bool {
        Self { cursor: String::new(), ..self.clone() } == Self::default()
    }

    /// The same from the start and changed by `change`, as an address.
    pub(super) fn but(&self, change: impl FnOnce(&mut Self)) -> String {
        let mut other = Self { cursor: String::new(), ..self.clone() };
        change(&mut other);
        other.address()
    }

    /// The filters as a form: what was typed, and what was wrong with it.
    pub(super) fn form(&self, problem: Option<Problem>) -> Form {
        let fields = [
            ("q", &self.q),
            ("status", &self.status),
            ("payLinkId", &self.link),
            ("currency", &self.currency),
            ("from", &self.from),
            ("to", &self.to),
            ("min", &self.min),
            ("max", &self.max),
        ];
        let values = fields.map(|(name, value)| (name.to_owned(), value.clone())).to_vec();
        let problem = problem
            .map(|problem| problem.renaming("minAmountMinor", "min").renaming("maxAmountMinor", "max"));
        problem.map_or_else(
            || values.iter().fold(Form::default(), |form, (name, value)| form.with(name, value.clone())),
            |problem| Form::returned(values.clone(), problem),
        )
    }
}

/// Whether the error is about the filters, so that the list can say so beside them.
#[must_use]
pub fn is_about_filters(error: &Error) -> bool {
    !error.fields.is_empty() && !matches!(error.code, Code::BadCursor | Code::CursorOtherList)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them_and_days_as_they_are() {
        let filter = PaymentFilter {
            min: "1.249,50".into(),
            max: "2 000".into(),
            currency: "eur".into(),
            from: "2026-11-01".into(),
            q: "  ion ".into(),
            ..PaymentFilter::default()
        };
        let wish = filter.wish().unwrap();
        assert_eq!((wish.min_amount_minor, wish.max_amount_minor), (Some(124_950), Some(200_000)));
        assert_eq!((wish.currency, wish.q.as_deref()), (Some(Currency::Eur), Some("ion")));
        assert_eq!(filter.file().unwrap().matches('&').count(), 4);
        assert!(!filter.is_open() && PaymentFilter::default().is_open());
    }

    #[test]
    fn everything_wrong_is_told_at_its_field() {
        let filter = PaymentFilter {
            min: "mult".into(),
            max: "1.249".into(),
            currency: "DOGE".into(),
            ..PaymentFilter::default()
        };
        let error = filter.wish().unwrap_err();
        let told: Vec<_> = error.fields.iter().map(|field| field.field.as_str()).collect();
        assert_eq!(told, ["min", "max", "currency"]);
        assert!(is_about_filters(&error));
        let form = filter.form(Some(error.into()));
        assert_eq!(form.field("min").value, "mult");
        assert!(form.field("max").error.is_some() && form.field("from").error.is_none());
        assert_eq!(filter.file(), None);
    }

    #[test]
    fn an_address_keeps_what_is_set_and_nothing_else() {
        let filter =
            PaymentFilter { status: "failed".into(), cursor: "c=".into(), ..PaymentFilter::default() };
        assert_eq!(filter.address(), "/dashboard/payments?cursor=c%3D&status=failed");
        assert_eq!(filter.but(|other| other.q = "a&b".into()), "/dashboard/payments?q=a%26b&status=failed");
        assert_eq!(filter.but(|other| other.status.clear()), "/dashboard/payments");
        assert_eq!(filter.page("d"), "/dashboard/payments?cursor=d&status=failed");
    }
}
