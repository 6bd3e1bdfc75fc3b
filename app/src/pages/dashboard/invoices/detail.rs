//! One invoice: its sides, what was bought, the form of the buyer's side, every version.

use leptos::prelude::*;
use paylinks::invoices::{InvoiceDetail, InvoiceVersion};

use crate::components::{Button, Fact, Facts, LinkButton, Look, PostForm, Sign, Toast};
use crate::format;
use crate::forms::Form;
use crate::links as at;
use crate::pages::checkout::{inside, parts};
use crate::pages::invoice::{PartyFields, side};
use crate::shell::{Crumb, Dashboard, Here, Person};
use crate::site::Site;
use crate::words::fill;

/// One invoice.
#[component]
pub fn InvoiceDetailPage(
    site: Site,
    person: Person,
    detail: InvoiceDetail,
    form: Form,
    /// Whether it has just been corrected.
    saved: bool,
) -> impl IntoView {
    let words = &site.words().invoices;
    let InvoiceDetail { invoice, order, versions } = detail;
    let payment = at::payment(&invoice.transaction_id);
    let payment = view! { <a href=payment>{words.open_payment}</a> }.into_any();
    let facts = vec![
        side(words.seller, &invoice.seller),
        side(words.buyer, &invoice.buyer),
        Fact::text(words.date, format::full(site.language, invoice.issued_at)),
        Fact::view(words.payment, payment),
    ];
    let mut sums = parts(site, &order);
    if sums.is_empty() {
        sums.push(Fact::about(invoice.title.clone(), format::amount(site.language, invoice.total_minor)));
    }
    sums.push(Fact::sum(words.total, format::money(site.language, invoice.total())));
    sums.extend(inside(site, &order).map(|(name, tax)| Fact::about(name, tax)));
    let action = at::invoice(&invoice.id);
    let pdf = format!("{action}.pdf");
    let way = vec![Crumb::new(at::INVOICES, words.title)];
    let toast = saved.then(|| view! { <Toast text=words.corrected /> }.into_any());
    let told = (versions.len() > 1).then(|| view! { <Versions site=site versions=versions /> });
    view! {
        <Dashboard
            site=site
            person=person
            here=Here::Invoices
            title=invoice.number.clone()
            way=way
            toast=toast
        >
            <div class="head">
                <h1>{invoice.number.clone()}</h1>
                <LinkButton href=pdf label=words.pdf sign=Sign::Download download=true />
            </div>
            <div class="payment__columns">
                <div class="payment__story">
                    <section class="payment__part">
                        <h2>{words.bought}</h2>
                        <Facts facts=sums class="facts ledger" />
                    </section>
                    <section class="payment__part">
                        <h2>{words.details}</h2>
                        <p class="lead">{words.details_intro}</p>
                        <PostForm site=site action=action form=form.clone() class="form">
                            <PartyFields site=site form=form />
                            <div class="form__actions"><Button label=words.correct look=Look::Primary /></div>
                        </PostForm>
                    </section>
                </div>
                <div class="payment__story">
                    <section class="payment__part">
                        <h2>{site.words().payment.facts}</h2>
                        <Facts facts=facts />
                    </section>
                    {told}
                </div>
            </div>
        </Dashboard>
    }
}

/// Every version, the present one first.
#[component]
fn Versions(site: Site, versions: Vec<InvoiceVersion>) -> impl IntoView {
    let words = &site.words().invoices;
    let lines = versions.into_iter().map(|version| {
        let name = fill(words.version, &[&version.version.to_string()]);
        let when = format::moment(site.language, version.at);
        let said = side("", &version.buyer);
        view! {
            <div class="stack">
                <h3>{format!("{name} · {when}")}</h3>
                <Facts facts=vec![said] />
            </div>
        }
    });
    view! {
        <section class="payment__part">
            <h2>{words.versions}</h2>
            {lines.collect_view()}
        </section>
    }
    .into_any()
}
