//! Connecting Stripe: where it stands and what Stripe still wants.

use leptos::prelude::*;
use paylinks::connected_accounts::{Requirements, StripeAccount};

use super::{Group, Room};
use crate::components::{
    Badge, Banner, CopyButton, Fact, Facts, LinkButton, Look, PostButton, Sign, State, Tone,
};
use crate::format;
use crate::links as at;
use crate::pages::onboarding::FirstSteps;
use crate::shell::Person;
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
        view! {
            <FirstSteps site=site done=1 />
            <Banner tone=Tone::Plain>{site.words().onboarding.welcome}</Banner>
        }
    });
    let body = if account.connected {
        view! { <Standing site=site account=account requirements=requirements /> }.into_any()
    } else {
        view! {
            <Group title=words.title intro=words.intro>
                <p class="lead">{words.before}</p>
                <div class="form__actions">
                    <PostButton site=site action=at::CONNECT label=words.connect class="button button--primary" />
                </div>
            </Group>
        }
        .into_any()
    };
    view! {
        <Room site=site person=person here=at::CONNECT>
            {welcome}
            {body}
        </Room>
    }
}

#[component]
fn Standing(site: Site, account: StripeAccount, requirements: Requirements) -> impl IntoView {
    let words = &site.words().connect;
    let ready = account.charges_enabled;
    let waits = !ready || !requirements.currently_due.is_empty();
    let (tone, title, text) = match (ready, waits) {
        (true, false) => (Tone::Plain, words.ready, words.ready_text),
        (true, true) => (Tone::Warn, words.ready, words.due_text),
        (false, _) => (Tone::Warn, words.waiting, words.waiting_text),
    };
    let first = if waits {
        view! { <PostButton site=site action=at::CONNECT label=words.resume class="button button--primary" /> }
            .into_any()
    } else {
        let new = site.words().links.new;
        view! { <LinkButton href=at::NEW_LINK label=new look=Look::Primary sign=Sign::Plus /> }.into_any()
    };
    let open = account.details_submitted.then(|| {
        view! { <PostButton site=site action=at::CONNECT_LOGIN label=words.open_stripe /> }
    });
    view! {
        <Banner tone=tone>
            <strong>{title}</strong>
            <p>{text}</p>
        </Banner>
        <Group title=words.title intro=words.intro>
            <Status site=site account=account />
            <div class="form__actions">
                {first}
                {open}
                <PostButton
                    site=site
                    action=at::CONNECT_RETURN
                    label=words.refresh
                    class="button button--quiet"
                />
            </div>
        </Group>
        <Needs site=site requirements=requirements />
    }
    .into_any()
}

/// What the account can do, as Stripe says.
#[component]
fn Status(site: Site, account: StripeAccount) -> impl IntoView {
    let (words, shared) = (&site.words().connect, &site.words().shared);
    let said = |yes: bool| {
        let (state, word) = if yes { (State::Good, shared.yes) } else { (State::Warn, shared.no) };
        view! { <Badge state=state word=word /> }.into_any()
    };
    let id = account.id.map(|id| {
        let copied = id.clone();
        view! { <code>{id}</code> " " <CopyButton site=site text=copied label=shared.copy /> }.into_any()
    });
    let mut facts = vec![
        Fact::view(words.charges, said(account.charges_enabled)),
        Fact::view(words.payouts, said(account.payouts_enabled)),
        Fact::view(words.details, said(account.details_submitted)),
    ];
    facts.extend(id.map(|id| Fact::view(words.account, id)));
    view! { <Facts facts=facts /> }.into_any()
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
        (words.checking, requirements.pending_verification),
        (words.later, requirements.eventually_due),
    ];
    let any = groups.iter().any(|(_, paths)| !paths.is_empty());
    let lists = groups.into_iter().filter(|(_, paths)| !paths.is_empty()).map(move |(title, paths)| {
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
            <Group title=words.needs intro=words.needs_intro>
                {deadline}
                {lists.collect_view()}
            </Group>
        })}
    }
    .into_any()
}
