//! The local mailbox of sandbox mode: what would have been mailed.

use leptos::prelude::*;
use paylinks::mail::Delivered;

use crate::components::{Empty, Fact, Facts};
use crate::format;
use crate::links;
use crate::shell::Plain;
use crate::site::Site;

/// All of it.
#[component]
pub fn MailboxPage(site: Site, mails: Vec<Delivered>) -> impl IntoView {
    let words = &site.words().mailbox;
    let body = if mails.is_empty() {
        view! { <Empty title=words.empty_title text=words.empty_text /> }.into_any()
    } else {
        let rows = mails.into_iter().map(|mail| {
            view! {
                <tr>
                    <td class="wide"><a class="table__name" href=links::mail(&mail.id)>{mail.subject}</a></td>
                    <td>{mail.to}</td>
                    <td class="number">{format::moment(site.language, mail.at)}</td>
                </tr>
            }
        });
        view! {
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{words.subject}</th>
                        <th scope="col">{words.to}</th>
                        <th scope="col" class="number">{words.sent}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <Plain site=site title=words.title>
            <div class="mailbox stack">
                <h1>{words.title}</h1>
                <p class="lead">{words.intro} " " <a href=links::MAILS>{site.words().mails.see}</a></p>
                {body}
            </div>
        </Plain>
    }
}

/// One mail.
#[component]
pub fn MailPage(site: Site, mail: Delivered) -> impl IntoView {
    let words = &site.words().mailbox;
    let addresses = mail.links.into_iter().map(|link| {
        let href = link.clone();
        view! { <li><a href=href>{link}</a></li> }
    });
    let addresses = view! { <ul class="stack">{addresses.collect_view()}</ul> }.into_any();
    let facts = vec![
        Fact::text(words.to, mail.to),
        Fact::text(words.sent, format::moment(site.language, mail.at)),
        Fact::view(words.links, addresses),
    ];
    let title = mail.subject.clone();
    view! {
        <Plain site=site title=title>
            <div class="mailbox stack">
                <div class="head">
                    <a class="head__back" href=links::MAILBOX>{format!("← {}", words.back)}</a>
                    <h1>{mail.subject}</h1>
                </div>
                <Facts facts=facts />
                <h2><a href=links::mail_html(&mail.id)>{words.html}</a></h2>
                <iframe class="mail__frame" src=links::mail_html(&mail.id) title=words.html sandbox=""></iframe>
                <h2>{words.text}</h2>
                <pre class="mail__text">{mail.text}</pre>
            </div>
        </Plain>
    }
}
