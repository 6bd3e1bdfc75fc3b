//! Handing a link on: its address, a QR code, a button for a site, a mail. Lists show it in a dialog.

use leptos::prelude::*;
use paylinks::language::Language;
use paylinks::payment_links::{PayLink, PriceType};

use crate::components::{Banner, CodeBlock, CopyButton, LinkButton, Qr, Sign, Tone};
use crate::links as at;
use crate::shell::{Crumb, Dashboard, Here, Person};
use crate::site::Site;
use crate::words::{self, fill};

/// The page that hands a link on.
#[component]
pub fn SharePage(
    site: Site,
    person: Person,
    link: PayLink,
    /// The language in which the merchant writes.
    language: Language,
) -> impl IntoView {
    let words = site.words();
    let title = fill(words.share.title, &[&link.title]);
    let way =
        vec![Crumb::new(at::LINKS, words.links.title), Crumb::new(at::link(&link.id), link.title.clone())];
    let off = (!link.active).then(|| view! { <Banner tone=Tone::Warn>{words.share.off}</Banner> });
    let seller = person.merchant.clone();
    view! {
        <Dashboard site=site person=person here=Here::Links title=title.clone() way=way>
            <div class="share" id="share" data-word-close=words.shared.close>
                <h1 dir="auto">{title}</h1>
                {off}
                <Address site=site link=link.clone() />
                <Code site=site link=link.clone() />
                <SiteButton site=site link=link.clone() language=language />
                <Chat site=site link=link.clone() language=language />
                <Letter site=site link=link seller=seller language=language />
            </div>
        </Dashboard>
    }
}

#[component]
fn Address(site: Site, link: PayLink) -> impl IntoView {
    let words = &site.words().share;
    view! {
        <section class="share__part">
            <label class="share__name" for="share-link">{words.link}</label>
            <div class="share__line">
                <input class="input" id="share-link" value=link.url.clone() readonly=true dir="ltr" />
                <CopyButton site=site text=link.url label=words.copy class="button button--primary" sign=Sign::Copy />
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Code(site: Site, link: PayLink) -> impl IntoView {
    let words = &site.words().share;
    let svg = at::qr_svg(&link.id);
    view! {
        <section class="share__part">
            <h2 class="share__name">{words.qr}</h2>
            <div class="share__code">
                <Qr src=svg.clone() alt=fill(words.qr_alt, &[&link.url]) />
                <div class="stack">
                    <p class="lead">{words.qr_hint}</p>
                    <div class="head__actions">
                        <LinkButton
                            href=format!("{svg}?download")
                            label=words.svg
                            small=true
                            sign=Sign::Download
                            download=true
                        />
                        <LinkButton
                            href=format!("{}?size=1024&download", at::qr_png(&link.id))
                            label=words.png
                            small=true
                            sign=Sign::Download
                            download=true
                        />
                    </div>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// The link as a button for the merchant's own site: a plain link, to be styled there.
#[component]
fn SiteButton(site: Site, link: PayLink, language: Language) -> impl IntoView {
    let words = &site.words().share;
    let text = match super::kind_of(&link) {
        PriceType::Free => words::words(language).checkout.claim.to_owned(),
        _ => fill(words::words(language).share.button_text, &[&super::price_of(language, &link)]),
    };
    let code = format!("<a href=\"{}\">{}</a>", escaped(&link.url), escaped(&text));
    view! {
        <section class="share__part">
            <h2 class="share__name">{words.button}</h2>
            <p class="field__hint">{words.button_hint}</p>
            <CodeBlock site=site code=code label=words.button />
        </section>
    }
    .into_any()
}

/// Text as it stands in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A line for a chat. The two programs open with it; nothing of theirs is loaded here.
#[component]
fn Chat(site: Site, link: PayLink, language: Language) -> impl IntoView {
    let words = &site.words().share;
    let price = super::price_of(language, &link);
    let line = fill(words::words(language).share.chat_body, &[&link.title, &price, &link.url]);
    let whatsapp = format!("https://wa.me/?text={}", at::encode(&line));
    let named = fill("{}, {}", &[&link.title, &price]);
    let telegram =
        format!("https://t.me/share/url?url={}&text={}", at::encode(&link.url), at::encode(&named));
    view! {
        <section class="share__part">
            <h2 class="share__name">{words.chat}</h2>
            <p class="share__letter" lang=language.tag() dir="auto" tabindex="0" role="region" aria-label=words.chat_text>
                {line.clone()}
            </p>
            <div class="head__actions">
                <LinkButton href=whatsapp label=words.whatsapp small=true />
                <LinkButton href=telegram label=words.telegram small=true />
                <CopyButton site=site text=line label=words.copy class="button button--small" sign=Sign::Copy />
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Letter(site: Site, link: PayLink, seller: String, language: Language) -> impl IntoView {
    let words = &site.words().share;
    let share = &words::words(language).share;
    let body = if super::kind_of(&link) == PriceType::Free {
        fill(share.free_body, &[&link.title, &link.url, &seller])
    } else {
        fill(share.mail_body, &[&link.title, &super::price_of(language, &link), &link.url, &seller])
    };
    // Mail programs want the line breaks of mails.
    let mailto = format!(
        "mailto:?subject={}&body={}",
        at::encode(&link.title),
        at::encode(&body.replace('\n', "\r\n"))
    );
    view! {
        <section class="share__part">
            <h2 class="share__name">{words.mail}</h2>
            <p class="share__letter" lang=language.tag() dir="auto" tabindex="0" role="region" aria-label=words.mail_text>
                {body.clone()}
            </p>
            <div class="head__actions">
                <LinkButton href=mailto label=words.mail_open small=true sign=Sign::Mail />
                <CopyButton
                    site=site
                    text=body
                    label=words.mail_copy
                    class="button button--small"
                    sign=Sign::Copy
                />
            </div>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_button_cannot_break_its_own_markup() {
        assert_eq!(escaped("a\"><b>&"), "a&quot;&gt;&lt;b&gt;&amp;");
    }
}
