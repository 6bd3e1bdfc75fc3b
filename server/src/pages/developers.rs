//! The API's documentation and, in sandbox mode, how Stripe's news fare.

use axum::extract::{Path, Query};
use leptos::prelude::*;
use paylinks::catalogue::documentation;
use paylinks::error::Error;
use paylinks::inbox::GetInboxHealth;
use paylinks::operation::Documented;
use paylinks_app::pages::dashboard::{ApiPage, OperationPage, WebhooksPage};
use serde::Deserialize;

use super::page::{Answer, Page};
use crate::rest::BASE;

/// What is looked for.
#[derive(Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    q: String,
}

/// Every operation that holds every word of the query.
pub(crate) async fn api(page: Page, Query(wish): Query<Wish>) -> Answer {
    let person = page.person().await?;
    let query = wish.q.trim().to_owned();
    let operations = documentation().iter().filter(|operation| holds(operation, &query)).collect::<Vec<_>>();
    let base = page.core().config.url(BASE);
    Ok(page.show(|| {
        view! { <ApiPage site=page.site person=person base=base operations=operations query=query /> }
    }))
}

/// One operation.
pub(crate) async fn operation(page: Page, Path(name): Path<String>) -> Answer {
    let person = page.person().await?;
    let found = documentation().iter().find(|operation| operation.spec.name == name);
    let operation = found.ok_or_else(Error::not_found)?;
    let base = page.core().config.url(BASE);
    Ok(page.show(|| {
        view! { <OperationPage site=page.site person=person base=base operation=operation /> }
    }))
}

/// Stripe's news of the merchant's account.
pub(crate) async fn webhooks(page: Page) -> Answer {
    let person = page.person().await?;
    let health = page.ask(GetInboxHealth {}).await?;
    Ok(page.show(|| view! { <WebhooksPage site=page.site person=person health=health /> }))
}

/// Whether name, title, summary, path or a field of the input holds every word of the query.
fn holds(operation: &Documented, query: &str) -> bool {
    let spec = operation.spec;
    let fields = operation.input.get("properties").and_then(serde_json::Value::as_object);
    let fields = fields.into_iter().flat_map(|fields| fields.keys()).map(String::as_str);
    let heads = [spec.name, spec.module, spec.method.as_str(), spec.title, spec.summary, spec.path];
    let text = heads.into_iter().chain(fields).collect::<Vec<_>>().join(" ").to_lowercase();
    query.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_found_by_name_path_and_field() {
        let found = |query: &str| -> Vec<&str> {
            let all = documentation().iter().filter(|operation| holds(operation, query));
            all.map(|operation| operation.spec.name).collect()
        };
        assert_eq!(found("").len(), documentation().len());
        assert!(found("/paylinks/{id}").contains(&"get_paylink"));
        assert!(found("thankYouMessage").contains(&"create_paylink"));
        assert!(found("duplicate POST").contains(&"duplicate_paylink"));
        assert!(found("nothing of the kind").is_empty());
    }
}
