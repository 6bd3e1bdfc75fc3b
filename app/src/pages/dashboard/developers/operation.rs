//! One operation: what it does, what it takes, what it answers, and a request that works as it stands.

use leptos::prelude::*;
use paylinks::actor::Scope;
use paylinks::operation::{Access, Documented, Effect, Method, Spec};
use serde_json::Value;

use super::Group;
use super::schema::{self, Field};
use crate::components::{CodeBlock, Column, Fact, Facts, Table};
use crate::links as at;
use crate::shell::{Crumb, Dashboard, Here, Person};
use crate::site::Site;
use crate::words::fill;

/// Who may call, in words.
pub(super) fn access(site: Site, access: Access) -> &'static str {
    let words = &site.words().developers;
    match access {
        Access::Public => words.public,
        Access::Person => words.person,
        Access::Scope(Scope::Read) => words.scope_read,
        Access::Scope(Scope::Write) => words.scope_write,
        Access::Scope(Scope::Money) => words.scope_money,
    }
}

fn effect(site: Site, effect: Effect) -> &'static str {
    let words = &site.words().developers;
    match effect {
        Effect::Read => words.effect_read,
        Effect::Write => words.effect_write,
        Effect::Consequential => words.effect_consequential,
    }
}

/// One operation of the API.
#[component]
pub fn OperationPage(
    site: Site,
    person: Person,
    /// Where the API is.
    base: String,
    operation: &'static Documented,
) -> impl IntoView {
    let words = &site.words().developers;
    let spec = operation.spec;
    let way = view! {
        <span class="method">{spec.method.as_str()}</span>
        " "
        <code>{format!("/api/v1{}", spec.path)}</code>
    };
    let facts = vec![
        Fact::view(words.request, way.into_any()),
        Fact::text(words.module, spec.module),
        Fact::text(words.access, access(site, spec.access)),
        Fact::text(words.effect, effect(site, spec.effect)),
        Fact::maybe(words.secret, spec.secret.then(|| words.secret_text.to_owned())),
    ];
    let command = format!("paylinks call {} --json {}", spec.name, quoted(&operation.sample.to_string()));
    let body = operation.request_body.as_ref().map(|body| {
        view! { <Sample site=site code=pretty(body) label=words.body /> }
    });
    view! {
        <Dashboard
            site=site
            person=person
            here=Here::Developers
            title=format!("{} · {}", spec.title, words.api)
            way=vec![Crumb::new(at::DEVELOPERS, words.api)]
        >
            <div class="api-title" lang="en">
                <h1>{spec.title}</h1>
                <p class="lead">{spec.summary}</p>
            </div>
            <Facts facts=facts />
            <div class="settings">
                <Group title=words.sample intro=words.sample_intro>
                    <Sample site=site code=curl(&base, operation) label=words.with_curl />
                    {body}
                    <Sample site=site code=command label=words.command />
                </Group>
                <section class="api-fields">
                    <h2>{words.fields}</h2>
                    <Fields
                        site=site
                        caption=words.fields
                        fields=schema::fields(&operation.input)
                        none=words.no_fields
                        spec=Some(spec)
                    />
                </section>
                <section class="api-fields">
                    <h2>{fill(words.answer, &[&spec.status.to_string()])}</h2>
                    <Fields
                        site=site
                        caption=words.answer_fields
                        fields=schema::fields(&operation.output)
                        none=words.no_answer
                        spec=None
                    />
                </section>
            </div>
        </Dashboard>
    }
}

/// A block of code under its name.
#[component]
fn Sample(site: Site, code: String, label: &'static str) -> impl IntoView {
    view! {
        <div class="api-sample">
            <h3>{label}</h3>
            <CodeBlock site=site code=code label=label />
        </div>
    }
    .into_any()
}

/// A text in which backticks mark code.
fn marked(text: &str) -> Vec<AnyView> {
    let pieces = text.split('`').enumerate();
    let piece = |(place, piece): (usize, &str)| {
        let piece = piece.to_owned();
        if place % 2 == 1 { view! { <code>{piece}</code> }.into_any() } else { piece.into_any() }
    };
    pieces.map(piece).collect()
}

/// A table of fields; those of a request tell where they stand.
#[component]
fn Fields(
    site: Site,
    caption: &'static str,
    fields: Vec<Field>,
    none: &'static str,
    spec: Option<&'static Spec>,
) -> impl IntoView {
    let words = &site.words().developers;
    if fields.is_empty() {
        return view! { <p class="lead">{none}</p> }.into_any();
    }
    let columns = vec![Column::of(words.field), Column::of(words.kind), Column::of(words.meaning)];
    let rows = fields.into_iter().map(move |field| {
        let place = spec.map(|spec| place(spec, &field.name));
        let needed =
            (spec.is_some() && field.required).then(|| view! { <span class="tag">{words.required}</span> });
        view! {
            <tr>
                <td class="wide">
                    <code class="api-field">{field.name}</code>
                    <span class="table__second">{place} " " {needed}</span>
                </td>
                <td class="wide"><code>{field.kind}</code></td>
                <td class="wide" lang="en">{marked(&field.text)}</td>
            </tr>
        }
    });
    view! {
        <Table site=site caption=caption columns=columns class="table api-table">{rows.collect_view()}</Table>
    }
    .into_any()
}

/// Where a field stands in a request.
fn place(spec: &Spec, name: &str) -> &'static str {
    let first = name.split(['.', '[']).next().unwrap_or_default();
    if spec.path.contains(&format!("{{{first}}}")) {
        return "path";
    }
    if matches!(spec.method, Method::Get | Method::Delete) { "query" } else { "body" }
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_else(|_| value.to_string())
}

/// A text as one word of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// The request with curl.
fn curl(base: &str, operation: &Documented) -> String {
    let spec = operation.spec;
    let method =
        if spec.method == Method::Get { String::new() } else { format!(" -X {}", spec.method.as_str()) };
    let mut parts = vec![format!("curl{method} {}", quoted(&format!("{base}{}", operation.request_path)))];
    if spec.access != Access::Public {
        parts.push("-H \"Authorization: Bearer $TOKEN\"".to_owned());
    }
    if spec.effect != Effect::Read {
        parts.push("-H \"Idempotency-Key: $(uuidgen)\"".to_owned());
    }
    if let Some(body) = &operation.request_body {
        parts.push("-H 'Content-Type: application/json'".to_owned());
        parts.push(format!("-d {}", quoted(&body.to_string())));
    }
    parts.join(" \\\n  ")
}

#[cfg(test)]
mod tests {
    use paylinks::catalogue;

    use super::*;

    #[test]
    fn every_sample_is_one_command() {
        for operation in catalogue::documentation() {
            let text = curl("https://pay.example.com/api/v1", operation);
            assert!(
                text.starts_with("curl") && !text.contains('{') || operation.request_body.is_some(),
                "{text}"
            );
            assert_eq!(text.matches('\'').count() % 2, 0, "{text}");
        }
        assert_eq!(quoted("it's"), r"'it'\''s'");
    }
}
