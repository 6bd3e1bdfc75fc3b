//! Payment links in the dashboard.

use axum::body::Bytes;
use axum::extract::{Path, Query};
use http::{HeaderMap, StatusCode};
use leptos::prelude::*;
use paylinks::connected_accounts::GetStripeAccount;
use paylinks::figures::GetPayLinkStats;
use paylinks::leads::ListLeads;
use paylinks::merchants::Me;
use paylinks::payment_links::{GetPayLink, GetPayLinkStory, LinkStatus, ListPayLinks, PayLink, PriceType};
use paylinks::payments::ListTransactions;
use paylinks::subscriptions::ListSubscriptions;
use paylinks_app::Here;
use paylinks_app::forms::Form;
use paylinks_app::functions::{ArchiveLinks, DraftLink, DuplicateLink, RemoveLink, SaveLink, SwitchLinks};
use paylinks_app::links as at;
use paylinks_app::pages::dashboard::{
    ConfirmDeedPage, Done, Drafting, LinkFormPage, LinkPage, LinksPage, SharePage, drafted_form, link_form,
};
use paylinks_app::words::fill;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::form::{self, Posted, Refused};
use super::page::{Answer, Page, came_from, go, key, person};
use super::preview::receives;

/// Payments that a link's page shows.
const RECENT: i64 = 7;
/// Letters of a search at most.
const LONGEST: usize = 100;

/// What of the list, and what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wish {
    q: String,
    status: String,
    currency: String,
    sort: String,
    direction: String,
    period: String,
    cursor: Option<String>,
    done: Option<String>,
    ids: Option<String>,
}

impl Wish {
    /// What is known of it: addresses get old, and what nobody knows narrows nothing.
    fn list(&self) -> ListPayLinks {
        let q: String = self.q.trim().chars().filter(|letter| !letter.is_control()).take(LONGEST).collect();
        ListPayLinks {
            q: Some(q).filter(|text| !text.is_empty()),
            status: known(&self.status),
            currency: known(&self.currency),
            sort: known(&self.sort),
            direction: known(&self.direction),
            cursor: self.cursor.clone().filter(|cursor| !cursor.is_empty()),
            limit: None,
        }
    }

    pub(super) fn done(&self) -> Done {
        Done::read(self.done.as_deref(), self.ids.as_deref())
    }
}

/// A word of the API.
fn known<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(Value::String(word.to_owned())).ok()
}

/// The list.
pub(crate) async fn list(page: Page, Query(query): Query<Wish>) -> Answer {
    let person = page.person().await?;
    let (wish, done) = (query.list(), query.done());
    let list = page.ask(wish.clone()).await?;
    let away = ListPayLinks { status: Some(LinkStatus::Archived), limit: Some(1), ..ListPayLinks::default() };
    let archived = list.data.is_empty() && !page.ask(away).await?.data.is_empty();
    let connected = page.ask(GetStripeAccount {}).await?.charges_enabled;
    Ok(page.show(|| {
        view! {
            <LinksPage site=page.site person=person list=list wish=wish archived=archived connected=connected done=done />
        }
    }))
}

/// One link.
pub(crate) async fn show(page: Page, Path(id): Path<String>, Query(query): Query<Wish>) -> Answer {
    let me = page.me().await?;
    let link = page.ask(GetPayLink { id: id.clone() }).await?;
    let stats = page.ask(GetPayLinkStats { id: id.clone(), period: known(&query.period) }).await?;
    let story = page.ask(GetPayLinkStory { id: id.clone() }).await?.data;
    let subscriptions = match &link.recurring_interval {
        Some(_) => {
            let newest = ListSubscriptions {
                pay_link_id: Some(id.clone()),
                limit: Some(RECENT),
                ..ListSubscriptions::default()
            };
            Some(page.ask(newest).await?.data)
        }
        None => None,
    };
    let recent =
        ListTransactions { pay_link_id: Some(id), limit: Some(RECENT), ..ListTransactions::default() };
    let payments = page.ask(recent).await?.data;
    let free = link.price_type == PriceType::Free.as_str();
    let recent =
        ListLeads { pay_link_id: Some(link.id.clone()), limit: Some(RECENT), ..ListLeads::default() };
    let leads = if free { page.ask(recent).await?.data } else { Vec::new() };
    let done = query.done();
    Ok(page.show(|| {
        view! {
            <LinkPage
                site=page.site
                person=person(&me)
                zone=me.merchant.time_zone
                link=link
                stats=stats
                payments=payments
                leads=leads
                subscriptions=subscriptions
                story=story
                done=done
            />
        }
    }))
}

/// The form of a new link.
pub(crate) async fn new(page: Page) -> Answer {
    let me = page.me().await?;
    let form = link_form(page.site, &key()?, None, me.merchant.default_currency, me.merchant.time_zone);
    blank(&page, StatusCode::OK, &me, form, Drafting::default()).await
}

/// Makes it, or fills its form from a sentence.
pub(crate) async fn create(page: Page, body: Bytes) -> Answer {
    let me = page.me().await?;
    let posted = Posted::read(&body);
    if posted.has("prompt") {
        return draft(&page, &me, posted).await;
    }
    let digital = posted.get("service_type") == "DIGITAL_PRODUCT";
    match form::run::<SaveLink>(&page, posted.with("id", "")).await? {
        Ok(id) if digital => Ok(go(&at::link_files(&id))),
        Ok(id) => Ok(go(&at::after(&at::link(&id), "made", &[]))),
        Err(Refused { form, status, .. }) => blank(&page, status, &me, form, Drafting::default()).await,
    }
}

/// Fills the form of a new link from a sentence; nothing is saved.
async fn draft(page: &Page, me: &Me, posted: Posted) -> Answer {
    let sentence = posted.get("prompt").to_owned();
    match form::run::<DraftLink>(page, posted).await? {
        Ok(drafted) => {
            let form = drafted_form(page.site, &key()?, &drafted);
            let typed = Form::default().with("prompt", sentence);
            let drafting = Drafting { form: typed, notes: Some(drafted.notes) };
            blank(page, StatusCode::OK, me, form, drafting).await
        }
        Err(Refused { form: typed, status, .. }) => {
            let form =
                link_form(page.site, &key()?, None, me.merchant.default_currency, me.merchant.time_zone);
            blank(page, status, me, form, Drafting { form: typed, notes: None }).await
        }
    }
}

/// The form of an existing link.
pub(crate) async fn edit(page: Page, Path(id): Path<String>, Query(query): Query<Wish>) -> Answer {
    let me = page.me().await?;
    let link = page.ask(GetPayLink { id }).await?;
    let form = link_form(page.site, &key()?, Some(&link), link.currency, me.merchant.time_zone);
    editor(&page, StatusCode::OK, &me, form, Some(link), query.done(), None).await
}

/// Keeps the changes.
pub(crate) async fn save(page: Page, Path(id): Path<String>, body: Bytes) -> Answer {
    let me = page.me().await?;
    match form::run::<SaveLink>(&page, Posted::read(&body).with("id", &id)).await? {
        Ok(id) => Ok(go(&at::after(&at::edit_link(&id), "saved", &[]))),
        Err(Refused { form, status, .. }) => {
            let link = page.ask(GetPayLink { id }).await?;
            editor(&page, status, &me, form, Some(link), Done::default(), None).await
        }
    }
}

/// Lets one link or several sell or not, puts them away or brings them back, and leads back to where they were chosen.
pub(crate) async fn set_active(page: Page, headers: HeaderMap, body: Bytes) -> Answer {
    page.me().await?;
    let posted = Posted::read(&body);
    let back = came_from(&headers, &page.core().config.public_url);
    let back = back.filter(|path| path.starts_with(at::LINKS)).unwrap_or_else(|| at::LINKS.to_owned());
    let ids = posted.all("ids").join(",");
    if ids.is_empty() {
        return Ok(go(&at::after(&back, "none", &[])));
    }
    let active = posted.get("active");
    let links = Posted::empty().with("ids", &ids);
    let changed = match active {
        "archive" => form::press::<ArchiveLinks>(&page, links.with("archived", "on")).await?,
        "restore" => form::press::<ArchiveLinks>(&page, links.with("archived", "off")).await?,
        _ => form::press::<SwitchLinks>(&page, links.with("active", active)).await?,
    };
    let deed = match (changed.is_empty(), active) {
        (true, _) => "same",
        (false, "on") => "on",
        (false, "archive") => "archived",
        (false, "restore") => "restored",
        (false, _) => "off",
    };
    Ok(go(&at::after(&back, deed, &changed)))
}

/// Copies a link and opens the copy.
pub(crate) async fn duplicate(page: Page, Path(id): Path<String>) -> Answer {
    page.me().await?;
    let copy = form::press::<DuplicateLink>(&page, Posted::empty().with("id", &id)).await?;
    Ok(go(&at::after(&at::edit_link(&copy), "duplicated", &[])))
}

/// Hands a link on.
pub(crate) async fn share(page: Page, Path(id): Path<String>) -> Answer {
    let me = page.me().await?;
    let link = page.ask(GetPayLink { id }).await?;
    Ok(page.show(|| {
        view! { <SharePage site=page.site person=person(&me) link=link language=me.language /> }
    }))
}

/// Asks whether to delete it, where no dialog can.
pub(crate) async fn ask(page: Page, Path(id): Path<String>) -> Answer {
    let person = page.person().await?;
    let link = page.ask(GetPayLink { id }).await?;
    let words = &page.site.words().links;
    let question = fill(words.delete_question, &[&link.title]);
    Ok(page.show(|| {
        view! {
            <ConfirmDeedPage
                site=page.site
                person=person
                here=Here::Links
                question=question
                detail=words.delete_detail
                submit=words.delete_submit
                keep=words.keep
                action=at::delete_link(&link.id)
                back=at::link(&link.id)
            />
        }
    }))
}

/// Deletes it.
pub(crate) async fn remove(page: Page, Path(id): Path<String>) -> Answer {
    form::press::<RemoveLink>(&page, Posted::empty().with("id", &id)).await?;
    Ok(go(&at::after(at::LINKS, "deleted", &[])))
}

/// The form of a new link, with the field for a sentence above it.
async fn blank(page: &Page, status: StatusCode, me: &Me, form: Form, drafting: Drafting) -> Answer {
    editor(page, status, me, form, None, Done::default(), Some(drafting)).await
}

async fn editor(
    page: &Page,
    status: StatusCode,
    me: &Me,
    form: Form,
    link: Option<PayLink>,
    done: Done,
    drafting: Option<Drafting>,
) -> Answer {
    let origin = &page.core().config.public_url;
    let host = origin.split_once("://").map_or(origin.as_str(), |(_, host)| host).to_owned();
    let told = receives(page, &form).await?;
    Ok(page.show_as(status, || {
        view! {
            <LinkFormPage
                site=page.site
                person=person(me)
                zone=me.merchant.time_zone
                form=form
                link=link
                host=host
                receives=told
                done=done
                drafting=drafting
            />
        }
    }))
}
