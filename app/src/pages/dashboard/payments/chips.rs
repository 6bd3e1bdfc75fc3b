//! The chips above the list of payments.

use leptos::prelude::*;
use paylinks::clock::Timestamp;
use paylinks::money::{Currency, parse_typed};
use paylinks::payments::Status;

use super::super::status;
use super::PaymentFilter;
use crate::components::{AmountRange, Chip, DateRange};
use crate::format;
use crate::forms::{Field, Form};
use crate::site::Site;
use crate::words::fill;

/// One choice of a filter.
#[derive(Clone, Debug)]
pub struct LinkChoice {
    /// The link's id.
    pub id: String,
    /// What it sells.
    pub title: String,
}

pub(super) fn chips(site: Site, filter: &PaymentFilter, form: &Form, links: Vec<LinkChoice>) -> Vec<Chip> {
    let words = &site.words().payments;
    let states = Status::ALL.map(|state| (state.as_str().to_lowercase(), status(site, state).1.to_owned()));
    let links = links.into_iter().map(|link| (link.id, link.title)).collect();
    let currencies = Currency::ALL.map(|currency| (currency.code().to_owned(), currency.code().to_owned()));
    let field = |name| form.field(name);
    vec![
        pick(site, words.status, field("status"), states.to_vec(), filter.but(|f| f.status.clear())),
        pick(site, words.link, field("payLinkId"), links, filter.but(|f| f.link.clear())),
        days(site, filter, form),
        amounts(site, filter, form),
        pick(
            site,
            words.currency,
            field("currency"),
            currencies.to_vec(),
            filter.but(|f| f.currency.clear()),
        ),
    ]
}

/// One of several; the first choice is any.
fn pick(
    site: Site,
    label: &'static str,
    field: Field,
    choices: Vec<(String, String)>,
    without: String,
) -> Chip {
    let Field { name, value, error } = field;
    let chosen = choices.iter().find(|(id, _)| id.eq_ignore_ascii_case(&value)).cloned();
    let shown = chosen.as_ref().map(|(_, word)| word.clone()).or(Some(value.clone()));
    let id = format!("{name}-error");
    let described = error.is_some().then(|| id.clone());
    let invalid = error.is_some().then_some("true");
    let wrong = error.is_some();
    let error = error.map(|error| view! { <p class="field__error" id=id>{error.sentence(site)}</p> });
    // What nobody knows stays chosen, so that it can be seen and changed.
    let foreign = (chosen.is_none() && !value.is_empty()).then(|| (value.clone(), value.clone()));
    let options = foreign.into_iter().chain(choices).map(|(id, word)| {
        let selected = id.eq_ignore_ascii_case(&value);
        view! { <option value=id selected=selected>{word}</option> }
    });
    let options = options.collect::<Vec<_>>();
    let control = view! {
        <label class="field">
            <span class="field__label">{label}</span>
            <select class="input" name=name aria-invalid=invalid aria-describedby=described>
                <option value="">{site.words().payments.any}</option>
                {options}
            </select>
        </label>
        {error}
    };
    Chip {
        label,
        value: shown.filter(|shown| !shown.is_empty()),
        without,
        wrong,
        control: control.into_any(),
    }
}

fn days(site: Site, filter: &PaymentFilter, form: &Form) -> Chip {
    let words = &site.words().payments;
    let day = |text: &str| {
        let moment = Timestamp::span(text).map(|(first, _)| format::day(site.language, first));
        moment.unwrap_or_else(|| text.to_owned())
    };
    let error = sentence(site, form, ["from", "to"]);
    Chip {
        label: words.day,
        value: range(site, &filter.from, &filter.to, day),
        without: filter.but(|f| {
            f.from.clear();
            f.to.clear();
        }),
        wrong: error.is_some(),
        control: view! {
            <DateRange site=site from=filter.from.clone() to=filter.to.clone() error=error />
        }
        .into_any(),
    }
}

fn amounts(site: Site, filter: &PaymentFilter, form: &Form) -> Chip {
    let words = &site.words().payments;
    let figure = |text: &str| {
        let minor = parse_typed(text, "min");
        minor.map_or_else(|_| text.to_owned(), |minor| format::amount(site.language, minor))
    };
    let error = sentence(site, form, ["min", "max"]);
    Chip {
        label: words.amount,
        value: range(site, &filter.min, &filter.max, figure),
        without: filter.but(|f| {
            f.min.clear();
            f.max.clear();
        }),
        wrong: error.is_some(),
        control: view! {
            <AmountRange site=site min=filter.min.clone() max=filter.max.clone() error=error />
        }
        .into_any(),
    }
}

fn sentence(site: Site, form: &Form, names: [&'static str; 2]) -> Option<String> {
    names.into_iter().find_map(|name| form.field(name).error).map(|error| error.sentence(site))
}

/// A range in words; either end may be open.
fn range(site: Site, from: &str, to: &str, word: impl Fn(&str) -> String) -> Option<String> {
    let words = &site.words().payments;
    match (from.is_empty(), to.is_empty()) {
        (true, true) => None,
        (false, true) => Some(fill(words.range_from, &[&word(from)])),
        (true, false) => Some(fill(words.range_to, &[&word(to)])),
        (false, false) => Some(fill(words.range, &[&word(from), &word(to)])),
    }
}
