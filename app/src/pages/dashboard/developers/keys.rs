//! API keys: making one, its secret once, the list.

use leptos::prelude::*;
use paylinks::actor::Scope;
use paylinks::api_keys::{ApiKey, CreatedApiKey};

use super::{Group, Room};
use crate::components::{
    Badge, Banner, Button, Checkbox, Column, Confirm, CopyButton, Empty, Fact, Facts, Look, PostForm, State,
    Table, TextField, Tone,
};
use crate::format;
use crate::forms::Form;
use crate::links as at;
use crate::shell::Person;
use crate::site::Site;
use crate::words::fill;

/// API keys.
#[component]
pub fn ApiKeysPage(
    site: Site,
    person: Person,
    keys: Vec<ApiKey>,
    form: Form,
    /// The key just made, with its secret.
    made: Option<CreatedApiKey>,
) -> impl IntoView {
    let words = &site.words().keys;
    let made = made.map(|made| view! { <Made site=site made=made /> });
    let scopes_error = form.field("scopes").error.map(|error| {
        view! { <p class="field__error">{error.sentence(site)}</p> }
    });
    let list = if keys.is_empty() {
        view! { <Empty title=words.empty_title text=words.empty_text /> }.into_any()
    } else {
        view! { <List site=site keys=keys /> }.into_any()
    };
    view! {
        <Room site=site person=person here=at::API_KEYS>
            {made}
            <Group title=words.list intro=words.intro>{list}</Group>
            <Group title=words.new intro=words.new_intro>
                <PostForm site=site action=at::API_KEYS form=form.clone() class="form">
                    <TextField
                        site=site
                        field=form.field("name")
                        label=words.name
                        hint=words.name_hint
                        autocomplete="off"
                    />
                    <fieldset class="checks">
                        <legend class="field__label">{words.scopes}</legend>
                        <Checkbox form=form.clone() name="read" label=words.read hint=words.read_hint />
                        <Checkbox form=form.clone() name="write" label=words.write hint=words.write_hint />
                        <Checkbox form=form name="money" label=words.money hint=words.money_hint />
                        {scopes_error}
                    </fieldset>
                    <div class="form__actions"><Button label=words.create look=Look::Primary /></div>
                </PostForm>
            </Group>
        </Room>
    }
}

#[component]
fn Made(site: Site, made: CreatedApiKey) -> impl IntoView {
    let words = &site.words().keys;
    let shown = |text: String| {
        let copied = text.clone();
        view! {
            <code>{text}</code>
            <CopyButton site=site text=copied label=site.words().shared.copy />
        }
        .into_any()
    };
    let facts = vec![
        Fact::text(words.name, made.name),
        Fact::view(words.key_id, shown(made.key_id)),
        Fact::view(words.key_secret, shown(made.key_secret)),
    ];
    view! {
        <Banner tone=Tone::Plain>
            <strong>{words.secret_title}</strong>
            <p>{words.secret_intro}</p>
            <div class="secret"><Facts facts=facts /></div>
        </Banner>
    }
    .into_any()
}

#[component]
fn List(site: Site, keys: Vec<ApiKey>) -> impl IntoView {
    let words = &site.words().keys;
    let columns = vec![
        Column::of(words.key),
        Column::of(words.scopes),
        Column::of(words.last_used),
        Column::of(words.made),
        Column::unnamed(site.words().shared.actions),
    ];
    let rows = keys.into_iter().map(move |key| view! { <Row site=site key_row=key /> });
    view! { <Table site=site caption=words.list columns=columns>{rows.collect_view()}</Table> }.into_any()
}

#[component]
fn Row(site: Site, key_row: ApiKey) -> impl IntoView {
    let words = &site.words().keys;
    let scope = |scope: &Scope| match scope {
        Scope::Read => words.read,
        Scope::Write => words.write,
        Scope::Money => words.money,
    };
    let scopes = key_row.scopes.iter().map(scope).collect::<Vec<_>>().join(", ");
    let used = match key_row.last_used_at {
        None => words.never.into_any(),
        Some(at) => {
            view! { <relative-time datetime=at.to_string()>{format::moment(site.language, at)}</relative-time> }
                .into_any()
        }
    };
    let end = if key_row.revoked_at.is_some() {
        view! { <Badge state=State::Idle word=words.revoked /> }.into_any()
    } else {
        view! {
            <Confirm
                site=site
                action=at::revoke_key(&key_row.id)
                verb=words.revoke
                question=fill(words.revoke_question, &[&key_row.name])
                detail=words.revoke_detail
                submit=words.revoke
                keep=words.keep
            />
        }
        .into_any()
    };
    view! {
        <tr>
            <td class="wide">
                {key_row.name}
                <span class="table__second"><code>{key_row.key_id}</code></span>
            </td>
            <td>{scopes}</td>
            <td class="nowrap spare">{used}</td>
            <td class="nowrap spare">{format::day(site.language, key_row.created_at)}</td>
            <td class="wide"><div class="table__actions">{end}</div></td>
        </tr>
    }
    .into_any()
}
