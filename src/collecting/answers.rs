//! What buyers answer, checked against what the link asks.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::cui::check_cui;
use super::{Collecting, CompanyAsked, CustomField, FieldKind};
use crate::checkout_sessions::{Address, check_address_at};
use crate::clock::Timestamp;
use crate::error::{Code, Error, Fields, Result};
use crate::merchants::check_name;

/// Characters of an answer at most.
const ANSWER: usize = 500;
/// Characters of each part of where a buyer came from at most.
const ORIGIN: usize = 200;

/// What the buyer sent.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Answers to the link's own fields, by their ids: text, a number, or true.
    pub custom_fields: Option<BTreeMap<String, Value>>,
    /// The company that buys.
    pub company: Option<CompanyTold>,
    /// Where to send things.
    pub shipping_address: Option<Address>,
    /// Whether the terms are accepted.
    pub accepted_terms: Option<bool>,
    /// Where the buyer came from.
    pub utm: Option<Utm>,
}

/// The company that buys, as it was told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CompanyTold {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Its tax id; in Romania the CUI, with or without RO.
    #[serde(default)]
    pub tax_id: String,
    /// Its country, ISO 3166; Romania when empty.
    #[serde(default)]
    pub country: String,
}

/// Where a buyer came from, as the address of the pay page said. Anybody may write anything there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Utm {
    /// `utm_source`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// `utm_medium`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<String>,
    /// `utm_campaign`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub campaign: Option<String>,
    /// `utm_term`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// `utm_content`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
}

/// What a buyer answered beyond contact and address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Answers {
    /// Answers to the link's own fields, in their order; what was left open is left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub custom_fields: Vec<Answered>,
    /// The company that bought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company: Option<Company>,
    /// Where to send things.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_address: Option<Address>,
    /// What was accepted, and when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<Agreement>,
    /// Where the buyer came from; never to be trusted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm: Option<Utm>,
}

/// The answer to a field of the link's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Answered {
    /// The field's id.
    pub id: String,
    /// What was asked.
    pub label: String,
    /// What was to be answered.
    #[serde(rename = "type")]
    pub kind: FieldKind,
    /// The answer: numbers with a point, days as 2026-11-25, ticks as true or false.
    pub value: String,
}

/// The company that bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Company {
    /// Its name.
    pub name: String,
    /// Its tax id. A Romanian one is well formed; whether it is registered is not asked.
    pub tax_id: String,
    /// Its country, ISO 3166.
    pub country: String,
}

/// What was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Agreement {
    /// The sentence.
    pub text: String,
    /// Where it could be read in full.
    pub url: Option<String>,
    /// When it was accepted.
    pub accepted_at: Timestamp,
}

impl Answers {
    /// The answers of a row; none when there are none.
    ///
    /// # Errors
    /// Internal, when the row holds no answers.
    pub(crate) fn read(text: Option<&str>) -> Result<Option<Self>> {
        text.map(serde_json::from_str).transpose().map_err(Error::internal)
    }

    /// The text for a row; none when nothing was answered.
    ///
    /// # Errors
    /// Internal, when they are not JSON.
    pub(crate) fn text(&self) -> Result<Option<String>> {
        let some = *self != Self::default();
        some.then(|| serde_json::to_string(self)).transpose().map_err(Error::internal)
    }
}

/// Checks what the link asks and leaves out what it does not.
///
/// # Errors
/// Every field that is missing or wrong, at once: `customFields.size`, `company.taxId`, `shippingAddress.city`,
/// `acceptedTerms`.
pub fn answer(asked: &Collecting, told: Told, now: Timestamp) -> Result<Answers> {
    let mut wrong = Fields::default();
    let mut all = told.custom_fields.unwrap_or_default();
    let mut custom_fields = Vec::new();
    for field in &asked.custom_fields {
        let said = all.remove(&field.id).unwrap_or_default();
        let at = format!("customFields.{}", field.id);
        if let Some(Some(value)) = wrong.take(answer_to(field, &said, &at))? {
            let (id, label) = (field.id.clone(), field.label.clone());
            custom_fields.push(Answered { id, label, kind: field.kind, value });
        }
    }
    for id in all.into_keys().take(super::CUSTOM_FIELDS) {
        wrong.push(format!("customFields.{}", id.chars().take(40).collect::<String>()), Code::UnknownField);
    }
    let company = wrong.take(check_company(asked.company, &told.company.unwrap_or_default()))?.flatten();
    let to = told.shipping_address.unwrap_or_default();
    let shipping_address =
        if asked.shipping_address { wrong.take(check_address_at(&to, "shippingAddress"))? } else { None };
    let terms = asked.terms.as_ref().map(|terms| Agreement {
        text: terms.text.clone(),
        url: terms.url.clone(),
        accepted_at: now,
    });
    if terms.is_some() && told.accepted_terms != Some(true) {
        wrong.push("acceptedTerms", Code::MustAccept);
    }
    wrong.check()?;
    let utm = told.utm.and_then(Utm::tidy);
    Ok(Answers { custom_fields, company, shipping_address, terms, utm })
}

/// The answer to one field; none when it may be left open and was.
fn answer_to(field: &CustomField, said: &Value, at: &str) -> Result<Option<String>> {
    let wrong = |code| Err(Error::field(at, code));
    if field.kind == FieldKind::Checkbox {
        let ticked = match said {
            Value::Bool(ticked) => *ticked,
            Value::String(word) => ["on", "true"].contains(&word.as_str()),
            Value::Null => false,
            _ => return wrong(Code::Invalid),
        };
        if field.required && !ticked {
            return wrong(Code::MustAccept);
        }
        return Ok(Some(ticked.to_string()));
    }
    let text = match said {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Null => String::new(),
        _ => return wrong(Code::Invalid),
    };
    if text.is_empty() {
        return if field.required { wrong(Code::Required) } else { Ok(None) };
    }
    let text = check_name(&text, at, ANSWER)?;
    match field.kind {
        FieldKind::Number => number(&text).map_or_else(|| wrong(Code::BadNumber), |number| Ok(Some(number))),
        FieldKind::Date if !is_day(&text) => wrong(Code::BadDay),
        FieldKind::Select if !field.options.contains(&text) => wrong(Code::BadOption),
        _ => Ok(Some(text)),
    }
}

/// A number as people write it, with a point: up to 15 digits before it and 6 behind.
fn number(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let plain = plain.replace(',', ".");
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    let sound = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    (sound(whole, 15) && sound(rest, 6)).then(|| format!("{sign}{digits}"))
}

/// Whether it is a day of the calendar as 2026-11-25.
fn is_day(text: &str) -> bool {
    text.len() == 10 && Timestamp::span(text).is_some()
}

fn check_company(asked: CompanyAsked, told: &CompanyTold) -> Result<Option<Company>> {
    let empty = told.name.trim().is_empty() && told.tax_id.trim().is_empty();
    if asked == CompanyAsked::Off || (asked == CompanyAsked::Optional && empty) {
        return Ok(None);
    }
    let mut wrong = Fields::default();
    let name = wrong.take(check_name(&told.name, "company.name", 200))?;
    let tax_id = wrong.take(check_name(&told.tax_id, "company.taxId", 40))?;
    let country = Some(told.country.trim().to_ascii_uppercase()).filter(|code| !code.is_empty());
    let country = country.unwrap_or_else(|| "RO".into());
    if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
        wrong.push("company.country", Code::BadCountry);
    }
    let tax_id = match tax_id {
        Some(text) if country == "RO" => {
            let sound = check_cui(&text);
            if sound.is_none() {
                wrong.push("company.taxId", Code::BadCui);
            }
            sound
        }
        text => text,
    };
    wrong.check()?;
    Ok(name.zip(tax_id).map(|(name, tax_id)| Company { name, tax_id, country }))
}

impl Utm {
    /// The same in bounds: no control characters, no part longer than 200 characters; none when nothing is left.
    #[must_use]
    pub fn tidy(self) -> Option<Self> {
        let tidy = |text: Option<String>| {
            let kept = text?.chars().filter(|letter| !letter.is_control()).take(ORIGIN).collect::<String>();
            Some(kept.trim().to_owned()).filter(|text| !text.is_empty())
        };
        let utm = Self {
            source: tidy(self.source),
            medium: tidy(self.medium),
            campaign: tidy(self.campaign),
            term: tidy(self.term),
            content: tidy(self.content),
        };
        (utm != Self::default()).then_some(utm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn one(kind: FieldKind, required: bool, said: &Value) -> std::result::Result<Option<String>, Code> {
        let options = vec!["S".to_owned(), "M".to_owned()];
        let field = CustomField { id: "f".into(), label: "F".into(), kind, required, options };
        answer_to(&field, said, "customFields.f").map_err(|error| error.code)
    }

    #[test]
    fn each_kind_takes_its_own() {
        let some = |text: &str| Ok(Some(text.to_owned()));
        assert_eq!(one(FieldKind::Text, true, &json!(" Ana ")), some("Ana"));
        assert_eq!(one(FieldKind::Text, true, &json!("  ")), Err(Code::Required));
        assert_eq!(one(FieldKind::Text, false, &Value::Null), Ok(None));
        assert_eq!(one(FieldKind::Text, false, &json!("a\u{0}")), Err(Code::BadCharacters));
        assert_eq!(one(FieldKind::Text, false, &json!("x".repeat(501))), Err(Code::TooLong));
        assert_eq!(one(FieldKind::Text, false, &json!({ "a": 1 })), Err(Code::Invalid));
        for (said, kept) in
            [(json!("12,5"), "12.5"), (json!(-3), "-3"), (json!("1 000"), "1000"), (json!(0.1), "0.1")]
        {
            assert_eq!(one(FieldKind::Number, true, &said), some(kept));
        }
        for said in ["1e3", "NaN", "-", ".5", "5.", "1.000,50", "1234567890123456", "0x1"] {
            assert_eq!(one(FieldKind::Number, true, &json!(said)), Err(Code::BadNumber), "{said}");
        }
        assert_eq!(one(FieldKind::Date, true, &json!("2028-02-29")), some("2028-02-29"));
        for said in ["2027-02-29", "29.02.2028", "2028-02-29T10:00:00Z", "tomorrow"] {
            assert_eq!(one(FieldKind::Date, true, &json!(said)), Err(Code::BadDay), "{said}");
        }
        assert_eq!(one(FieldKind::Select, true, &json!("M")), some("M"));
        assert_eq!(one(FieldKind::Select, true, &json!("XL")), Err(Code::BadOption));
        assert_eq!(one(FieldKind::Checkbox, false, &Value::Null), some("false"));
        assert_eq!(one(FieldKind::Checkbox, true, &json!("on")), some("true"));
        assert_eq!(one(FieldKind::Checkbox, true, &json!(false)), Err(Code::MustAccept));
    }

    #[test]
    fn a_company_needs_both_and_a_sound_cui() {
        let told = |name: &str, tax_id: &str, country: &str| CompanyTold {
            name: name.into(),
            tax_id: tax_id.into(),
            country: country.into(),
        };
        let check = |told: CompanyTold| {
            check_company(CompanyAsked::Optional, &told).map_err(|error| error.fields[0].clone())
        };
        assert_eq!(check(told(" ", "", "RO")).unwrap(), None);
        assert_eq!(check(told("Lumina", "", "RO")).unwrap_err().field, "company.taxId");
        assert_eq!(check(told("", "14399840", "")).unwrap_err().field, "company.name");
        assert_eq!(check(told("Lumina", "14399841", "")).unwrap_err().code, Code::BadCui);
        assert_eq!(check(told("Lumina", "ro 14399840", "")).unwrap().unwrap().tax_id, "RO14399840");
        assert_eq!(check(told("Licht", "DE 12", "de")).unwrap().unwrap().country, "DE");
        let required = check_company(CompanyAsked::Required, &CompanyTold::default()).unwrap_err();
        assert_eq!(required.fields.len(), 2);
    }

    #[test]
    fn where_buyers_come_from_is_kept_in_bounds() {
        let long = Utm { source: Some(format!("a\n{}", "b".repeat(900))), ..Utm::default() };
        assert_eq!(long.tidy().unwrap().source.unwrap().chars().count(), 200);
        assert_eq!(Utm { medium: Some(" \u{7}".into()), ..Utm::default() }.tidy(), None);
    }
}
