//! What a link asks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::error::{Code, Fields, Result};
use crate::merchants::check_name;
use crate::payment_links::{check_url, slug_from};

/// How many fields of its own a link may have.
pub const CUSTOM_FIELDS: usize = 10;
/// How many options a field may have to choose from.
pub const OPTIONS: usize = 20;
/// Characters of a label and of an option at most.
const LABEL: usize = 80;
/// Characters of a field's id at most.
const ID: usize = 40;
/// Characters of the sentence that is accepted at most.
const TERMS: usize = 300;

/// What a link asks beyond contact and address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Collecting {
    /// Fields of the link's own, in order.
    pub custom_fields: Vec<CustomField>,
    /// Whether an address to send things to is asked for.
    pub shipping_address: bool,
    /// Whether a company is asked for.
    pub company: CompanyAsked,
    /// What buyers have to accept.
    pub terms: Option<TermsAsked>,
}

/// A field of a link's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CustomField {
    /// Its name in answers: up to 40 small letters, digits, hyphens and underscores. Made from the label when empty.
    #[serde(default)]
    pub id: String,
    /// What buyers read, 80 characters at most.
    pub label: String,
    /// What is to be answered.
    #[serde(rename = "type", default)]
    pub kind: FieldKind,
    /// Whether it must be answered.
    #[serde(default)]
    pub required: bool,
    /// What a `SELECT` offers, up to 20.
    #[serde(default)]
    pub options: Vec<String>,
}

/// What is to be answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FieldKind {
    /// A line of text.
    #[default]
    Text,
    /// A number.
    Number,
    /// A day.
    Date,
    /// One of the options.
    Select,
    /// Yes or no; a required one must be yes.
    Checkbox,
}

impl FieldKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Text, Self::Number, Self::Date, Self::Select, Self::Checkbox];

    /// The word on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "TEXT",
            Self::Number => "NUMBER",
            Self::Date => "DATE",
            Self::Select => "SELECT",
            Self::Checkbox => "CHECKBOX",
        }
    }

    /// The kind of this word.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Whether a company is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CompanyAsked {
    /// No.
    #[default]
    Off,
    /// Buyers may say that they buy for one.
    Optional,
    /// Only companies buy.
    Required,
}

impl CompanyAsked {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Off, Self::Optional, Self::Required];

    /// The word on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "OFF",
            Self::Optional => "OPTIONAL",
            Self::Required => "REQUIRED",
        }
    }

    /// The answer of this word.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|asked| asked.as_str() == text)
    }
}

/// What buyers have to accept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TermsAsked {
    /// The sentence beside the tick, 300 characters at most; an empty one asks for nothing.
    pub text: String,
    /// Where it can be read in full, https.
    #[serde(default)]
    pub url: Option<String>,
}

/// What a request makes of it; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CollectingChange {
    /// Fields of the link's own, in order, up to ten.
    pub custom_fields: Option<Vec<CustomField>>,
    /// Ask for an address to send things to.
    pub shipping_address: Option<bool>,
    /// Ask for a company and its tax id.
    pub company: Option<CompanyAsked>,
    /// What buyers have to accept; an empty text takes it away.
    pub terms: Option<TermsAsked>,
}

impl CollectingChange {
    /// What it makes of what was asked before.
    #[must_use]
    pub fn apply(self, before: Collecting) -> Collecting {
        Collecting {
            custom_fields: self.custom_fields.unwrap_or(before.custom_fields),
            shipping_address: self.shipping_address.unwrap_or(before.shipping_address),
            company: self.company.unwrap_or(before.company),
            terms: self.terms.or(before.terms),
        }
    }
}

impl Collecting {
    /// Whether it asks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Tidies it, or tells everything that is not right.
    ///
    /// # Errors
    /// `TOO_MANY_ITEMS`, `REQUIRED`, `DUPLICATE` and the like on `collecting.customFields.0.label` and so on.
    pub fn check(self, config: &Config) -> Result<Self> {
        let mut wrong = Fields::default();
        if self.custom_fields.len() > CUSTOM_FIELDS {
            wrong.push_detail("collecting.customFields", Code::TooManyItems, CUSTOM_FIELDS.to_string());
        }
        let mut ids: Vec<String> = Vec::new();
        let mut fields = Vec::new();
        for (index, field) in self.custom_fields.iter().enumerate() {
            let at = format!("collecting.customFields.{index}");
            if let Some(field) = wrong.take(check_field(field, &at, &ids))? {
                ids.push(field.id.clone());
                fields.push(field);
            }
        }
        let terms = self.terms.filter(|terms| !terms.text.trim().is_empty());
        let terms = terms.map(|terms| check_terms(config, &terms)).transpose();
        let terms = wrong.take(terms)?.flatten();
        wrong.check()?;
        Ok(Self { custom_fields: fields, terms, ..self })
    }
}

fn check_terms(config: &Config, terms: &TermsAsked) -> Result<TermsAsked> {
    let mut wrong = Fields::default();
    let text = wrong.take(check_name(&terms.text, "collecting.terms.text", TERMS))?;
    let url = wrong.take(check_url(config, terms.url.as_deref(), "collecting.terms.url"))?;
    wrong.check()?;
    Ok(TermsAsked { text: text.unwrap_or_default(), url: url.flatten() })
}

/// One field; `ids` are those of the fields before it.
fn check_field(field: &CustomField, at: &str, ids: &[String]) -> Result<CustomField> {
    let mut wrong = Fields::default();
    let label = wrong.take(check_name(&field.label, &format!("{at}.label"), LABEL))?.unwrap_or_default();
    let id = field.id.trim().to_owned();
    let id = if id.is_empty() { fresh_id(&label, ids) } else { id };
    let known =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-_".contains(letter);
    if id.len() > ID {
        wrong.push_detail(format!("{at}.id"), Code::TooLong, ID.to_string());
    } else if !id.chars().all(known) {
        wrong.push(format!("{at}.id"), Code::BadCharacters);
    } else if ids.contains(&id) {
        wrong.push(format!("{at}.id"), Code::Duplicate);
    }
    let options = wrong.take(check_options(field, at))?.unwrap_or_default();
    wrong.check()?;
    Ok(CustomField { id, label, options, kind: field.kind, required: field.required })
}

fn check_options(field: &CustomField, at: &str) -> Result<Vec<String>> {
    let mut wrong = Fields::default();
    let at = format!("{at}.options");
    let choice = field.kind == FieldKind::Select;
    if choice && field.options.is_empty() {
        wrong.push(at.clone(), Code::Required);
    } else if !choice && !field.options.is_empty() {
        wrong.push(at.clone(), Code::NotForFieldType);
    } else if field.options.len() > OPTIONS {
        wrong.push_detail(at.clone(), Code::TooManyItems, OPTIONS.to_string());
    }
    let mut options: Vec<String> = Vec::new();
    for (index, option) in field.options.iter().enumerate() {
        let Some(option) = wrong.take(check_name(option, &format!("{at}.{index}"), LABEL))? else { continue };
        if options.contains(&option) {
            wrong.push(format!("{at}.{index}"), Code::Duplicate);
        }
        options.push(option);
    }
    wrong.or(Some(options))
}

/// An id from a label that no other field has.
fn fresh_id(label: &str, ids: &[String]) -> String {
    let base: String = slug_from(label).chars().take(ID - 3).collect();
    let mut id = base.clone();
    let mut number = 2;
    while ids.contains(&id) {
        id = format!("{base}-{number}");
        number += 1;
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(label: &str, kind: FieldKind, options: &[&str]) -> CustomField {
        let options = options.iter().map(|option| (*option).to_owned()).collect();
        CustomField { label: label.into(), kind, options, ..CustomField::default() }
    }

    fn told(asked: Collecting) -> Vec<(String, Code)> {
        let error = asked.check(&Config::read(&|_| None).unwrap()).unwrap_err();
        error.fields.into_iter().map(|field| (field.field, field.code)).collect()
    }

    #[test]
    fn ids_come_from_labels_and_are_told_apart() {
        let fields = vec![
            field("T-shirt size", FieldKind::Select, &["S", "M"]),
            field("T-shirt size", FieldKind::Text, &[]),
            field("日本", FieldKind::Text, &[]),
        ];
        let asked = Collecting { custom_fields: fields, ..Collecting::default() };
        let asked = asked.check(&Config::read(&|_| None).unwrap()).unwrap();
        let ids: Vec<&str> = asked.custom_fields.iter().map(|field| field.id.as_str()).collect();
        assert_eq!(ids[..2], ["t-shirt-size", "t-shirt-size-2"]);
        assert!(!ids[2].is_empty(), "{ids:?}");
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let twice = CustomField { id: "a".into(), ..field("One", FieldKind::Text, &[]) };
        let asked = Collecting {
            custom_fields: vec![
                twice.clone(),
                twice,
                field(" ", FieldKind::Select, &[]),
                field("Day", FieldKind::Date, &["x"]),
                field("Size", FieldKind::Select, &["S", "S", ""]),
                CustomField { id: "Größe".into(), ..field("Size", FieldKind::Text, &[]) },
            ],
            terms: Some(TermsAsked { text: "x".repeat(301), url: Some("javascript:alert(1)".into()) }),
            ..Collecting::default()
        };
        let at = |index: usize, rest: &str| format!("collecting.customFields.{index}.{rest}");
        assert_eq!(
            told(asked),
            [
                (at(1, "id"), Code::Duplicate),
                (at(2, "label"), Code::Required),
                (at(2, "options"), Code::Required),
                (at(3, "options"), Code::NotForFieldType),
                (at(4, "options.1"), Code::Duplicate),
                (at(4, "options.2"), Code::Required),
                (at(5, "id"), Code::BadCharacters),
                ("collecting.terms.text".into(), Code::TooLong),
                ("collecting.terms.url".into(), Code::BadUrl),
            ]
        );
        let many = vec![field("One", FieldKind::Text, &[]); 11];
        let asked = Collecting { custom_fields: many, ..Collecting::default() };
        assert_eq!(told(asked), [("collecting.customFields".into(), Code::TooManyItems)]);
    }
}
