//! The gallery of mails in sandbox mode: every kind in every language, as seen and as text.

use leptos::prelude::*;
use paylinks::language::Language;
use paylinks::mail::Mail;
use paylinks::mail::examples::Example;

use crate::links;
use crate::shell::Plain;
use crate::site::Site;

/// One example in one language.
#[derive(Clone, Debug)]
pub struct MailExample {
    /// Which mail.
    pub example: Example,
    /// Its language.
    pub language: Language,
    /// The mail.
    pub mail: Mail,
}

/// All of them.
#[component]
pub fn MailsPage(site: Site, mails: Vec<MailExample>) -> impl IntoView {
    let words = &site.words().mails;
    let sections = Example::ALL.into_iter().map(move |example| {
        let own = mails.iter().filter(|mail| mail.example == example);
        let twins = own.map(|mail| view! { <Shown site=site shown=mail.clone() /> });
        view! {
            <section class="mails__kind" id=example.name()>
                <h2>{name(site, example)}</h2>
                <div class="mails__pair">{twins.collect_view()}</div>
            </section>
        }
    });
    view! {
        <Plain site=site title=words.title>
            <div class="mailbox mails stack">
                <h1>{words.title}</h1>
                <p class="lead">{words.intro}</p>
                {sections.collect_view()}
            </div>
        </Plain>
    }
}

/// One mail: subject, what is seen, what is read without HTML.
#[component]
fn Shown(site: Site, shown: MailExample) -> impl IntoView {
    let words = &site.words().mails;
    let MailExample { example, language, mail } = shown;
    let address = links::example_mail_html(example.name(), language.tag());
    let title = format!("{}, {}", name(site, example), language.tag());
    view! {
        <article class="mails__one">
            <h3 lang=language.tag()>{mail.subject}</h3>
            <p class="small"><a href=address.clone()>{words.alone}</a></p>
            <iframe class="mail__frame" src=address title=title sandbox=""></iframe>
            <details>
                <summary>{words.text}</summary>
                <pre class="mail__text" lang=language.tag()>{mail.text}</pre>
            </details>
        </article>
    }
    .into_any()
}

fn name(site: Site, example: Example) -> &'static str {
    let words = &site.words().mails;
    match example {
        Example::SignIn => words.sign_in,
        Example::Welcome => words.welcome,
        Example::Receipt => words.receipt,
        Example::ReceiptBare => words.receipt_bare,
        Example::ReceiptLong => words.receipt_long,
        Example::Sale => words.sale,
        Example::SaleLong => words.sale_long,
        Example::Thanks => words.thanks,
        Example::Lead => words.lead,
    }
}
