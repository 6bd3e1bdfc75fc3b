//! Starting a payment on Stripe's own page: the row first, then the Checkout Session at Stripe under a key made from
//! the row. Who comes back with its token goes on with the same page while that is open.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::resume::{attempt_of, token_of};
use super::{Place, closes_at, find, let_go, opened, reconcile};
use crate::actor::Actor;
use crate::checkout_sessions::wanted::{Wanted, book};
use crate::checkout_sessions::{CheckoutSession, StartPayment};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::limits::Limit;
use crate::money::{Currency, Money};
use crate::operation::{Access, Method, Operation, Spec};
use crate::payment_links;
use crate::payments;
use crate::stripe::{Checkout, CheckoutState, NewCheckout};

/// Starts a payment of a link on Stripe's own page, or goes on with one. The input is that of `start_payment`; its
/// `clientSecret` is the one that this operation gave.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct StartHostedCheckout(pub StartPayment);

/// A payment to make on Stripe's own page.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct HostedCheckout {
    /// Where the buyer pays.
    pub url: String,
    /// Goes on with this attempt after the buyer came back.
    pub client_secret: String,
    /// The attempt's id, for the return page.
    #[serde(rename = "checkoutSessionId")]
    pub checkout_session_id: String,
    /// What will be charged, minor units.
    #[serde(rename = "amountMinor")]
    pub amount_minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Operation for StartHostedCheckout {
    const SPEC: Spec = Spec {
        title: "Start a payment on Stripe's page",
        summary: "Starts a payment of a link and gives the address of Stripe's own page that takes it.",
        access: Access::Public,
        ..Spec::write(
            "start_hosted_checkout",
            "Public",
            Method::Post,
            "/paylinks/public/{slug}/checkout-sessions",
        )
    };
    type Output = HostedCheckout;

    fn limits(&self, actor: &Actor) -> Vec<Limit> {
        self.0.limits(actor)
    }

    fn key_space(&self) -> String {
        self.0.key_space()
    }

    /// Address and secret can be had again.
    fn keep(output: &HostedCheckout) -> Result<Value> {
        let kept = HostedCheckout { url: String::new(), client_secret: String::new(), ..output.clone() };
        serde_json::to_value(kept).map_err(Error::internal)
    }

    async fn restore(core: &Core, kept: HostedCheckout) -> Result<HostedCheckout> {
        let found = crate::checkout_sessions::find(&core.db, &kept.checkout_session_id).await?;
        let session = found.ok_or_else(Error::not_found)?;
        let hosted = find(core, &session.id).await?.and_then(|hosted| hosted.stripe_id);
        let hosted = hosted.ok_or_else(Error::not_found)?;
        let checkout = core.stripe.checkout_session(&session.stripe_account_id, &hosted).await?;
        started(core, &session, checkout).await
    }

    async fn run(self, core: &Core, actor: &Actor) -> Result<HostedCheckout> {
        let wanted = self.0.check(core, actor).await?;
        if let Some(token) = self.0.secret()
            && let Some(started) = resume(core, actor, &wanted, token).await?
        {
            return Ok(started);
        }
        wanted.offer.check_open(core)?;
        let session = book(core, actor, &wanted, Place::Stripe).await?;
        let checkout = create(core, &session).await?;
        opened(core, &session, &checkout.id).await?;
        started(core, &session, checkout).await
    }
}

/// Goes on with the attempt that the token belongs to, unless it cannot: then it is over, and a new one begins.
async fn resume(core: &Core, actor: &Actor, wanted: &Wanted, token: &str) -> Result<Option<HostedCheckout>> {
    let Some(session) = attempt_of(core, token).await? else { return Ok(None) };
    let Some(hosted) = find(core, &session.id).await?.filter(|_| session.link_id == wanted.offer.link.id)
    else {
        return Ok(None);
    };
    let Some(stripe_id) = hosted.stripe_id.clone() else { return Ok(None) };
    if session.status != "paid" && !wanted.goes_on_with(&session, core.clock.now())? {
        // Its seat is the buyer's again for the attempt that follows.
        let_go(core, &session, hosted).await?;
        return Ok(None);
    }
    let account = session.stripe_account_id.as_str();
    if reconcile(core, actor, account, &stripe_id).await? == Some(CheckoutState::Open) {
        wanted.keep_told(core, &session).await?;
    }
    let checkout = core.stripe.checkout_session(account, &stripe_id).await?;
    if checkout.status == CheckoutState::Expired {
        return Ok(None);
    }
    started(core, &session, checkout).await.map(Some)
}

/// Stripe's page while it is open; of an attempt that is paid, the way to its receipt.
async fn started(core: &Core, session: &CheckoutSession, checkout: Checkout) -> Result<HostedCheckout> {
    let url = match checkout.url.filter(|_| checkout.status == CheckoutState::Open) {
        Some(url) => url,
        None => place_of(core, session, "return").await?,
    };
    Ok(HostedCheckout {
        url,
        client_secret: token_of(core, &session.id),
        checkout_session_id: session.id.clone(),
        amount_minor: session.amount_minor,
        currency: Currency::parse(&session.currency)?,
    })
}

/// Where a buyer comes back to: `return` after paying, `again` without.
async fn place_of(core: &Core, session: &CheckoutSession, way: &str) -> Result<String> {
    let terms = payment_links::find_revision(&core.db, &session.link_id, session.revision).await?;
    Ok(core.config.url(&format!("/p/{}/{way}/{}", terms.slug, session.id)))
}

/// Makes the Checkout Session of an attempt, or gives the one that was made before.
pub(super) async fn create(core: &Core, session: &CheckoutSession) -> Result<Checkout> {
    let terms = payment_links::find_revision(&core.db, &session.link_id, session.revision).await?;
    let ids = vec![
        ("paylink_id".into(), session.link_id.clone()),
        ("merchant_id".into(), session.merchant_id.clone()),
        (payments::SESSION_KEY.into(), session.id.clone()),
    ];
    let new = NewCheckout {
        amount: Money::new(session.amount_minor, Currency::parse(&session.currency)?),
        application_fee_minor: session.platform_fee_minor,
        title: terms.title,
        reference: session.id.clone(),
        metadata: ids,
        email: session.email.clone(),
        language: Language::parse(&session.language).unwrap_or_default(),
        success_url: place_of(core, session, "return").await?,
        cancel_url: place_of(core, session, "again").await?,
        expires_at: closes_at(session),
    };
    core.stripe
        .create_checkout_session(&session.stripe_account_id, &new, &format!("hosted-{}", session.id))
        .await
}
