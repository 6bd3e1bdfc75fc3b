//! What buyers answered beyond contact and address.

use leptos::prelude::*;
use paylinks::clock::Day;
use paylinks::collecting::{Answers, FieldKind};

use crate::components::Fact;
use crate::format;
use crate::site::Site;
use crate::words::{self, fill};

/// Each answer as a fact; where the buyer came from is told by [`came_from`].
pub(super) fn answered(site: Site, answers: &Answers) -> Vec<Fact> {
    let words = &site.words().collecting;
    let mut facts = Vec::new();
    if let Some(company) = &answers.company {
        let country = words::country(site.language, &company.country);
        facts.push(Fact::text(words.company, company.name.clone()));
        facts.push(Fact::text(words.tax_id, format!("{}, {country}", company.tax_id)));
    }
    if let Some(to) = &answers.shipping_address {
        let country = words::country(site.language, &to.country).to_owned();
        let town = format!("{} {}", to.postal_code, to.city);
        let lines = [to.line1.clone(), to.line2.clone(), town, country];
        let lines: Vec<String> = lines.into_iter().filter(|line| !line.trim().is_empty()).collect();
        facts.push(Fact::text(words.shipping, lines.join(", ")));
    }
    for field in &answers.custom_fields {
        let value = match (field.kind, field.value.as_str()) {
            (FieldKind::Checkbox, "true") => words.yes.to_owned(),
            (FieldKind::Checkbox, _) => words.no.to_owned(),
            (FieldKind::Date, value) => {
                Day::parse(value).map_or(value.to_owned(), |day| format::day(site.language, day.start()))
            }
            (_, value) => value.to_owned(),
        };
        // A merchant's own question stands as it was asked.
        facts.push(Fact::about(view! { <bdi>{field.label.clone()}</bdi> }, value));
    }
    if let Some(terms) = &answers.terms {
        let moment = fill(words.accepted_at, &[&format::moment(site.language, terms.accepted_at)]);
        let value = view! {
            <bdi>{terms.text.clone()}</bdi>
            <span class="facts__second">{moment}</span>
        };
        facts.push(Fact::view(words.accepted, value.into_any()));
    }
    facts
}

/// Where the buyer came from, as the address of the pay page said.
pub(super) fn came_from(site: Site, answers: &Answers) -> Option<Fact> {
    let utm = answers.utm.as_ref()?;
    let parts = [&utm.source, &utm.medium, &utm.campaign, &utm.term, &utm.content];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    Some(Fact::text(site.words().collecting.came_from, parts.join(" / ")))
}
