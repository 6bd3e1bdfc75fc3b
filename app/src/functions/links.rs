//! Writing links.
#![expect(clippy::too_many_arguments, reason = "one for each field of the form")]

use leptos::server;
use paylinks::error::Fields;
use paylinks::money::{Currency, parse_typed};
use paylinks::payment_links::{
    CreatePayLink, DeletePayLink, DuplicatePayLink, SetPayLinksActive, UpdatePayLink, slug_from,
};

use super::{given, needed, run};
use crate::forms::Problem;

/// Makes a link, or changes the one named by `id`; tells its id.
#[server(prefix = "/fn", endpoint = "save-link")]
pub async fn save_link(
    #[server(default)] id: String,
    #[server(default)] title: String,
    #[server(default)] slug: String,
    #[server(default)] description: String,
    #[server(default)] amount: String,
    #[server(default)] currency: String,
    #[server(default)] collect_email: Option<String>,
    #[server(default)] collect_name: Option<String>,
    #[server(default)] collect_phone: Option<String>,
    #[server(default)] collect_address: Option<String>,
    #[server(default)] thank_you_message: String,
    #[server(default)] success_url: String,
    #[server(default)] cancel_url: String,
    #[server(default)] active: Option<String>,
    #[server(default)] idempotency_key: String,
) -> Result<String, Problem> {
    let mut wrong = Fields::default();
    wrong.take(needed(&title, "title"))?;
    let amount_minor = wrong.take(parse_typed(&amount, "amount"))?;
    let currency = wrong.take(Currency::parse(&currency))?;
    wrong.check()?;
    let ticked = |field: &Option<String>| Some(field.is_some());
    let saved = if let Some(id) = given(id) {
        let change = UpdatePayLink {
            id,
            title: Some(title),
            slug: given(slug),
            description: Some(description),
            amount_minor,
            currency,
            collect_email: ticked(&collect_email),
            collect_name: ticked(&collect_name),
            collect_phone: ticked(&collect_phone),
            collect_address: ticked(&collect_address),
            thank_you_message: Some(thank_you_message),
            success_url: Some(success_url),
            cancel_url: Some(cancel_url),
            active: ticked(&active),
            ..UpdatePayLink::default()
        };
        run(&idempotency_key, change).await
    } else {
        // An address that the page made from the title was not chosen: when it is taken, it may get a tail.
        let chosen = given(slug).filter(|slug| *slug != slug_from(&title));
        let new = CreatePayLink {
            title: Some(title),
            slug: chosen,
            description: Some(description),
            price_type: "FIXED".into(),
            amount_minor,
            currency,
            collect_email: ticked(&collect_email),
            collect_name: ticked(&collect_name),
            collect_phone: ticked(&collect_phone),
            collect_address: ticked(&collect_address),
            thank_you_message: Some(thank_you_message),
            success_url: given(success_url),
            cancel_url: given(cancel_url),
            active: ticked(&active),
            ..CreatePayLink::default()
        };
        run(&idempotency_key, new).await
    };
    saved.map(|link| link.id).map_err(|problem| problem.renaming("amountMinor", "amount"))
}

/// Lets the links named in `ids`, with commas between them, sell (`on`) or not; tells which of them changed.
#[server(prefix = "/fn", endpoint = "switch-links")]
pub async fn switch_links(
    ids: String,
    active: String,
    #[server(default)] idempotency_key: String,
) -> Result<Vec<String>, Problem> {
    let ids = ids.split(',').filter(|id| !id.is_empty()).map(ToOwned::to_owned).collect();
    let switch = SetPayLinksActive { ids, active: active == "on" };
    run(&idempotency_key, switch).await.map(|done| done.changed_ids)
}

/// Copies a link; tells the copy's id.
#[server(prefix = "/fn", endpoint = "duplicate-link")]
pub async fn duplicate_link(
    id: String,
    #[server(default)] idempotency_key: String,
) -> Result<String, Problem> {
    run(&idempotency_key, DuplicatePayLink { id }).await.map(|link| link.id)
}

/// Deletes a link.
#[server(prefix = "/fn", endpoint = "remove-link")]
pub async fn remove_link(id: String, #[server(default)] idempotency_key: String) -> Result<(), Problem> {
    run(&idempotency_key, DeletePayLink { id }).await.map(drop)
}
