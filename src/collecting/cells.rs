//! Answers in files: the same columns wherever they stand.

use super::{Answers, Utm};
use crate::export::Cell;

/// One cell for each column, from `companyName` to `termsUrl`. The link's own fields are one JSON object, the answers by their ids.
pub(crate) fn cells(text: Option<&str>) -> Vec<Cell> {
    let answers = Answers::read(text).ok().flatten().unwrap_or_default();
    let company = answers.company.as_ref();
    let address = answers.shipping_address.clone().unwrap_or_default();
    let terms = answers.terms.as_ref();
    let own: serde_json::Map<String, serde_json::Value> =
        answers.custom_fields.iter().map(|field| (field.id.clone(), field.value.clone().into())).collect();
    let own = if own.is_empty() { String::new() } else { serde_json::Value::Object(own).to_string() };
    let Utm { source, medium, campaign, term, content } = answers.utm.clone().unwrap_or_default();
    vec![
        Cell::maybe(company.map(|company| company.name.as_str())),
        Cell::maybe(company.map(|company| company.tax_id.as_str())),
        Cell::maybe(company.map(|company| company.country.as_str())),
        Cell::text(&address.line1),
        Cell::text(&address.line2),
        Cell::text(&address.city),
        Cell::text(&address.postal_code),
        Cell::text(&address.country),
        Cell::maybe(terms.map(|terms| terms.text.as_str())),
        terms.map_or_else(Cell::empty, |terms| Cell::moment(terms.accepted_at)),
        Cell::text(&own),
        Cell::maybe(source.as_deref()),
        Cell::maybe(medium.as_deref()),
        Cell::maybe(campaign.as_deref()),
        Cell::maybe(term.as_deref()),
        Cell::maybe(content.as_deref()),
        Cell::maybe(terms.and_then(|terms| terms.url.as_deref())),
    ]
}
