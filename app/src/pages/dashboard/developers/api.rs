//! The API: where it is, how one signs in to it, and every operation by module.

use leptos::prelude::*;
use paylinks::operation::Documented;

use super::Room;
use super::operation::access;
use crate::components::{Button, CodeBlock, CopyButton, Fact, Facts, Icon, LinkButton, Sign};
use crate::links as at;
use crate::shell::Person;
use crate::site::Site;
use crate::words::fill;

/// Every operation of the API that holds the query.
#[component]
pub fn ApiPage(
    site: Site,
    person: Person,
    /// Where the API is.
    base: String,
    operations: Vec<&'static Documented>,
    query: String,
) -> impl IntoView {
    let words = &site.words().developers;
    let copied = base.clone();
    let place = view! {
        <code>{base.clone()}</code>
        " "
        <CopyButton site=site text=copied label=site.words().shared.copy />
    };
    let first = first_call(&base);
    view! {
        <Room site=site person=person here=at::DEVELOPERS>
            <section class="setting">
                <div class="setting__intro">
                    <h2>{words.start}</h2>
                    <p>{words.start_intro}</p>
                    <p><a href=at::API_KEYS>{words.make_key}</a></p>
                </div>
                <div class="setting__body api-start">
                    <Facts facts=vec![Fact::view(words.base, place.into_any())] />
                    <CodeBlock site=site code=first label=words.first_call />
                    <p class="quiet small">{words.rules}</p>
                    <div class="form__actions">
                        <LinkButton href=at::OPENAPI_JSON label="openapi.json" small=true sign=Sign::Code />
                        <LinkButton href=at::OPENAPI_YAML label="openapi.yaml" small=true sign=Sign::Code />
                    </div>
                </div>
            </section>
            <live-list id="operations" tabindex="-1">
                <Operations site=site operations=operations query=query />
            </live-list>
        </Room>
    }
}

/// From a key to a first answer.
fn first_call(base: &str) -> String {
    format!(
        "TOKEN=$(curl -s '{base}/auth/api/token' \\\n  -H 'Content-Type: application/json' \\\n  \
         -d '{{\"keyId\":\"plk_…\",\"keySecret\":\"pls_…\"}}' | jq -r .token)\n\n\
         curl '{base}/me' -H \"Authorization: Bearer $TOKEN\""
    )
}

#[component]
fn Operations(site: Site, operations: Vec<&'static Documented>, query: String) -> impl IntoView {
    let words = &site.words().developers;
    let mut modules: Vec<(&'static str, Vec<&'static Documented>)> = Vec::new();
    for operation in &operations {
        match modules.iter_mut().find(|(name, _)| *name == operation.spec.module) {
            Some((_, all)) => all.push(operation),
            None => modules.push((operation.spec.module, vec![operation])),
        }
    }
    let nothing = operations.is_empty().then(|| {
        view! {
            <p class="lead">
                {format!("{} ", fill(site.words().search.nothing, &[&query]))}
                <a href=at::DEVELOPERS data-live="">{words.show_all}</a>
            </p>
        }
    });
    let found = fill(words.found, &[&operations.len().to_string()]);
    let sections = modules.into_iter().map(|(module, operations)| {
        let rows = operations.into_iter().map(|operation| view! { <Row site=site operation=operation /> });
        view! {
            <section class="api-module">
                <h3>{module}</h3>
                <ul lang="en">{rows.collect_view()}</ul>
            </section>
        }
    });
    view! {
        <div class="api-head">
            <h2>{words.operations}</h2>
            <span class="quiet" role="status">{found}</span>
        </div>
        <form class="filters" method="get" action=at::DEVELOPERS role="search">
            <label class="filters__search">
                <span class="hidden-visually">{words.search}</span>
                <Icon sign=Sign::Search />
                <input class="input" type="search" name="q" value=query placeholder=words.search autocomplete="off" />
            </label>
            <Button label=site.words().search.title />
        </form>
        {nothing}
        {sections.collect_view()}
    }
    .into_any()
}

#[component]
fn Row(site: Site, operation: &'static Documented) -> impl IntoView {
    let spec = operation.spec;
    view! {
        <li class="api-row">
            <a href=at::operation(spec.name)>{spec.title}</a>
            <span class="api-row__way">
                <span class="method">{spec.method.as_str()}</span>
                <code>{spec.path}</code>
            </span>
            <span class="api-row__scope" lang=site.language.tag()>{access(site, spec.access)}</span>
        </li>
    }
    .into_any()
}
