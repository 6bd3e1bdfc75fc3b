//! What became of an attempt, for the page the buyer comes back to. Stripe is asked, not the address bar.

use super::{CheckoutSession, hosted, store};
use crate::actor::{Actor, Who};
use crate::branding::{self, Brand};
use crate::clock::Timestamp;
use crate::collecting::{Answers, Company};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::merchants;
use crate::money::{Currency, Money};
use crate::payment_links;
use crate::payments::{self, Payment, Status};
use crate::pricing::Order;
use crate::stripe::CheckoutState;
use crate::subscriptions::{self, Plan};
use crate::uploads::LinkFile;

/// Where an attempt stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeState {
    /// The money is taken.
    Paid,
    /// Stripe is still at work.
    Processing,
    /// The last try failed; another one may follow.
    Failed,
    /// Nothing was tried yet.
    Open,
    /// Nothing was paid, and its time is over.
    Expired,
}

/// What became of an attempt to buy.
#[derive(Clone, Debug)]
pub struct CheckoutOutcome {
    /// The attempt's id.
    pub session_id: String,
    /// The last part of the pay page's address.
    pub slug: String,
    /// Where it stands.
    pub state: OutcomeState,
    /// Stripe's reason when the last try failed.
    pub message: Option<String>,
    /// What was to be paid.
    pub price: Money,
    /// What it came to.
    pub order: Order,
    /// What was bought.
    pub title: String,
    /// Who sold it.
    pub merchant_name: String,
    /// How the seller looks.
    pub brand: Brand,
    /// Where buyers write to.
    pub merchant_email: String,
    /// Where the receipt went.
    pub email: Option<String>,
    /// The buyer's name, when they told it.
    pub buyer_name: Option<String>,
    /// The company that bought.
    pub company: Option<Company>,
    /// The card, such as `Visa •••• 4242`.
    pub card: Option<String>,
    /// When it was paid.
    pub paid_at: Option<Timestamp>,
    /// What was given back since.
    pub refunded: Money,
    /// The number on the receipt.
    pub receipt_number: String,
    /// What the seller says to buyers who have paid.
    pub thank_you_message: String,
    /// Where buyers go after they have paid.
    pub success_url: Option<String>,
    /// The files that were bought; empty unless they may be taken.
    pub files: Vec<LinkFile>,
    /// What was subscribed to, when it was.
    pub plan: Option<Plan>,
    /// The buyer's language.
    pub language: Language,
}

/// What became of this attempt on this link; asks Stripe unless the money is known to be taken.
///
/// # Errors
/// Not found for an attempt on another link, `STRIPE_DOWN` when Stripe cannot be asked.
pub async fn outcome(core: &Core, actor: &Actor, slug: &str, session_id: &str) -> Result<CheckoutOutcome> {
    let session = store::find(&core.db, session_id).await?.ok_or_else(Error::not_found)?;
    let terms = payment_links::find_revision(&core.db, &session.link_id, session.revision).await?;
    if terms.slug != slug {
        return Err(Error::not_found());
    }
    // Whoever comes back is the buyer in the seller's story, also when signed in as somebody of ours.
    let buyer = Actor { who: Who::Anonymous, merchant_id: None, scopes: Vec::new(), ..actor.clone() };
    let plan = subscriptions::plan_of_session(core, &buyer, &session.id).await?;
    let mut payment = payments::of_session(core, &session.id).await?;
    let (mut processing, mut closed) = (false, false);
    let known = payment.as_ref().is_some_and(|payment| payment.status().is_final());
    let page = if known { None } else { hosted::find(core, &session.id).await? };
    if let Some(page) = page.and_then(|page| page.stripe_id) {
        let state = hosted::reconcile(core, &buyer, &session.stripe_account_id, &page).await?;
        payment = payments::of_session(core, &session.id).await?;
        processing = state == Some(CheckoutState::Complete);
        closed = state == Some(CheckoutState::Expired);
    } else if let Some(intent) = session.stripe_payment_intent_id.as_deref()
        && !known
    {
        let status = payments::reconcile(core, &buyer, &session.stripe_account_id, intent).await?;
        processing = status.as_deref() == Some("processing");
        payment = payments::of_session(core, &session.id).await?;
    }
    let owner = merchants::owner(core, &session.merchant_id).await?;
    let price = Money::new(session.amount_minor, Currency::parse(&session.currency)?);
    let status = payment.as_ref().map(Payment::status);
    let takeable = matches!(status, Some(Status::Completed | Status::Disputed));
    let refunded = payment.as_ref().map_or(0, |payment| payment.refunded_minor);
    Ok(CheckoutOutcome {
        state: if plan.as_ref().is_some_and(|plan| plan.started) {
            OutcomeState::Paid
        } else {
            state(payment.as_ref(), processing, closed || is_over(core, &session))
        },
        plan,
        message: payment.as_ref().and_then(|payment| payment.failure_message.clone()),
        price,
        order: session.order(&terms.title)?,
        refunded: Money::new(refunded, price.currency),
        title: terms.title,
        slug: terms.slug,
        merchant_name: owner.merchant_name,
        merchant_email: owner.email,
        brand: branding::find(core, &session.merchant_id).await?,
        card: payment.as_ref().and_then(Payment::card),
        paid_at: payment.as_ref().and_then(|payment| payment.paid_at).map(Timestamp),
        receipt_number: payment
            .as_ref()
            .map(|payment| payments::receipt_number(&payment.id))
            .unwrap_or_default(),
        files: if takeable { terms.details.files } else { Vec::new() },
        thank_you_message: terms.thank_you_message,
        success_url: terms.success_url,
        language: language(&session),
        company: Answers::read(session.collected.as_deref())?.and_then(|answers| answers.company),
        email: session.email,
        buyer_name: session.name,
        session_id: session.id,
    })
}

fn is_over(core: &Core, session: &CheckoutSession) -> bool {
    session.expires_at <= core.clock.now().0 || session.seat == "free"
}

fn state(payment: Option<&Payment>, processing: bool, over: bool) -> OutcomeState {
    match payment.map(Payment::status) {
        Some(Status::Completed | Status::Refunded | Status::Disputed) => OutcomeState::Paid,
        _ if processing => OutcomeState::Processing,
        Some(Status::Canceled) => OutcomeState::Expired,
        _ if over => OutcomeState::Expired,
        Some(Status::Failed) => OutcomeState::Failed,
        Some(Status::Pending) | None => OutcomeState::Open,
    }
}

fn language(session: &CheckoutSession) -> Language {
    Language::parse(&session.language).unwrap_or_default()
}
