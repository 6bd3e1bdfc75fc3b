//! Connecting Stripe: where it stands and what Stripe still wants.

use leptos::prelude::*;
use paylinks::connected_accounts::{Requirements, StripeAccount};

use super::settings_tabs;
use crate::components::{Banner, Fact, Facts, PostButton, Tabs, Tone};
use crate::format;
use crate::links as at;
use crate::shell::{Dashboard, Here, Person};
use crate::site::Site;
use crate::words::{fill, requirement};

/// Connecting Stripe.
#[component]
pub fn ConnectPage(
    site: Site,
    person: Person,
    account: StripeAccount,
    requirements: Requirements,
    /// Whether the first questions have just been answered.
    welcome: bool,
) -> impl IntoView {
    let words = &site.words().connect;
    let welcome = welcome.then(|| {
        view! { <Banner tone=Tone::Plain>{site.words().onboarding.welcome}</Banner> }
    });
    let body = if account.connected {
        view! { <Standing site=site account=account requirements=requirements /> }.into_any()
    } else {
        view! {
            <p class="lead">{words.intro}</p>
            <PostButton site=site action=at::CONNECT label=words.connect class="button button--primary" />
        }
        .into_any()
    };
    view! {
        <Dashboard site=site person=person here=Here::Settings title=site.words().settings.title>
            <div class="head"><h1>{site.words().settings.title}</h1></div>
            <Tabs label=site.words().settings.title tabs=settings_tabs(site, at::CONNECT) />
            {welcome}
            <div class="form">{body}</div>
        </Dashboard>
    }
}

#[component]
fn Standing(site: Site, account: StripeAccount, requirements: Requirements) -> impl IntoView {
    let words = &site.words().connect;
    let common = &site.words().common;
    let said = |yes| if yes { common.yes } else { common.no };
    let (tone, title, text) = if account.charges_enabled {
        (Tone::Plain, words.ready, words.ready_text)
    } else {
        (Tone::Warn, words.waiting, words.waiting_text)
    };
    let facts = vec![
        Fact::text(words.charges, said(account.charges_enabled)),
        Fact::text(words.payouts, said(account.payouts_enabled)),
        Fact::text(words.details, said(account.details_submitted)),
    ];
    let waits = !account.charges_enabled || !requirements.currently_due.is_empty();
    let resume = waits.then(|| {
        view! { <PostButton site=site action=at::CONNECT label=words.resume class="button button--primary" /> }
    });
    let open = account.details_submitted.then(|| {
        view! { <PostButton site=site action=at::CONNECT_LOGIN label=words.open_stripe /> }
    });
    view! {
        <Banner tone=tone>
            <strong>{title}</strong>
            <p>{text}</p>
        </Banner>
        <Facts facts=facts />
        <Needs site=site requirements=requirements />
        <div class="form__actions">
            {resume}
            {open}
            <PostButton site=site action=at::CONNECT_RETURN label=words.refresh class="button button--quiet" />
        </div>
    }
    .into_any()
}

#[component]
fn Needs(site: Site, requirements: Requirements) -> impl IntoView {
    let words = &site.words().connect;
    let disabled = requirements.disabled_reason.map(|reason| {
        view! { <Banner tone=Tone::Bad>{fill(words.disabled, &[&reason])}</Banner> }
    });
    let deadline = requirements.current_deadline.map(|at| {
        let day = format::day(site.language, at);
        view! { <p class="quiet small">{fill(words.deadline, &[&day])}</p> }
    });
    let now = requirements.currently_due.iter();
    let now: Vec<String> = now.filter(|path| !requirements.past_due.contains(path)).cloned().collect();
    let groups = [
        (words.past_due, requirements.past_due),
        (words.due, now),
        (words.later, requirements.eventually_due),
    ];
    let any = groups.iter().any(|(_, paths)| !paths.is_empty());
    let lists = groups.into_iter().filter(|(_, paths)| !paths.is_empty()).map(|(title, paths)| {
        let mut wishes: Vec<String> =
            paths.iter().map(|path| requirement(site.language, path).to_owned()).collect();
        wishes.sort();
        wishes.dedup();
        let wishes = wishes.into_iter().map(|wish| view! { <li>{wish}</li> });
        view! { <h3>{title}</h3><ul class="requirements">{wishes.collect_view()}</ul> }
    });
    view! {
        {disabled}
        {any.then(|| view! {
            <section class="section">
                <h2>{words.needs}</h2>
                {deadline}
                {lists.collect_view()}
            </section>
        })}
    }
    .into_any()
}
