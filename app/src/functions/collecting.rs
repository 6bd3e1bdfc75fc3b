//! What a link's form says of what is asked beyond contact and address.

use paylinks::collecting::{
    CUSTOM_FIELDS, CollectingChange, CompanyAsked, CustomField, FieldKind, TermsAsked,
};

use crate::forms::Problem;

/// What was typed, and the rows of the form that its fields came from.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// What is to be asked.
    pub change: CollectingChange,
    rows: Vec<usize>,
}

/// The name of a part of a row, such as `own_1_label`.
#[must_use]
pub fn own(row: usize, part: &str) -> String {
    format!("own_{row}_{part}")
}

impl Asked {
    /// Reads a form; `get` gives what stands in a field. Rows without a question are left out.
    pub fn read<'f>(get: impl Fn(&str) -> &'f str) -> Self {
        let (mut fields, mut rows) = (Vec::new(), Vec::new());
        for row in 1..=CUSTOM_FIELDS {
            let part = |part: &str| get(&own(row, part)).trim();
            let (label, options) = (part("label"), part("options"));
            let kind = FieldKind::parse(part("type")).unwrap_or_default();
            // What belongs to another kind is hidden in the form and means nothing.
            let options = if kind == FieldKind::Select { options } else { "" };
            if label.is_empty() && options.is_empty() {
                continue;
            }
            rows.push(row);
            fields.push(CustomField {
                id: part("id").to_owned(),
                label: label.to_owned(),
                kind,
                required: !part("required").is_empty(),
                options: options
                    .lines()
                    .map(str::trim)
                    .filter(|line| !line.is_empty())
                    .map(Into::into)
                    .collect(),
            });
        }
        let terms = TermsAsked {
            text: get("terms_text").trim().to_owned(),
            url: Some(get("terms_url").trim().to_owned()).filter(|url| !url.is_empty()),
        };
        let change = CollectingChange {
            custom_fields: Some(fields),
            shipping_address: Some(!get("collect_shipping").is_empty()),
            company: Some(CompanyAsked::parse(get("collect_company")).unwrap_or_default()),
            terms: Some(terms),
        };
        Self { change, rows }
    }

    /// The fields of the operations under the names that they have in the form.
    #[must_use]
    pub fn named(&self, mut problem: Problem) -> Problem {
        for field in &mut problem.fields {
            let Some(rest) = field.field.strip_prefix("collecting.") else { continue };
            field.field = match rest.strip_prefix("customFields.").and_then(|rest| rest.split_once('.')) {
                Some((index, part)) => {
                    let row = index.parse().ok().and_then(|index: usize| self.rows.get(index)).copied();
                    // One option that is wrong is told at all of them, and an id at its label.
                    let part = match part.split('.').next().unwrap_or_default() {
                        "id" => "label",
                        part => part,
                    };
                    own(row.unwrap_or(1), part)
                }
                None => rest.replace('.', "_"),
            };
        }
        problem
    }
}
