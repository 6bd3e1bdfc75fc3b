//! Lets the year happen: every step through the operations and doors that merchants and buyers use, at its own
//! moment of the two clocks, ours and the stand-in's.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use paylinks::actor::{Actor, Door, Scope};
use paylinks::api_keys::CreateApiKey;
use paylinks::branding::UpdateBranding;
use paylinks::checkout_sessions::{self, StartPayment, StartedPayment};
use paylinks::clock::Timestamp;
use paylinks::connected_accounts::{CreateAccountLink, GetStripeAccount};
use paylinks::core::Core;
use paylinks::error::Code;
use paylinks::jobs;
use paylinks::language::Language;
use paylinks::mail::Mailer;
use paylinks::merchants::{self, CompleteOnboarding, UpdateMe};
use paylinks::money::Currency;
use paylinks::operation::Operation;
use paylinks::payment_links::{CreatePayLink, PayLink, TogglePayLink, UpdatePayLink};
use paylinks::rollups::{self, Book};
use paylinks::sign_in::{RequestMagicLink, VerifyMagicLink};
use serde_json::Value;
use stripe_sandbox::Sandbox;

use super::goods::{GOODS, Good};
use super::ground::{Ground, with_mailer};
use super::people::Buyer;
use super::plan::{Deed, End, Purchase};
use crate::commands::Failure;

/// The merchant's sign.
const LOGO: &[u8] = include_bytes!("logo.png");
/// The merchant's colour, which goes with it.
const ACCENT: &str = "#a9620f";
/// From the start of a payment to the press on the button.
const TYPING: Duration = Duration::from_secs(48);
/// How long before a sale people look at the pay page, milliseconds.
const LOOKING: i64 = 60 * 60 * 60 * 1000;
/// Until the buyer sees the receipt.
const WAITING: Duration = Duration::from_secs(3);

type Outcome<T = ()> = Result<T, Failure>;

/// What became of an attempt to buy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sold {
    pub(super) minor: i64,
    pub(super) currency: Currency,
    pub(super) paid: bool,
}

/// The merchant at work, and the world around.
pub(super) struct Life {
    core: Core,
    stand_in: Sandbox,
    http: reqwest::Client,
    buyers: Vec<Buyer>,
    owner: Actor,
    account: String,
    /// The links by the places of their goods.
    links: Vec<Option<PayLink>>,
    /// Their books, and since when they sell.
    books: Vec<Option<(Arc<Book>, Timestamp)>>,
    /// Intent and amount of every purchase that was started, by its number.
    started: Vec<Option<(String, i64)>>,
}

impl Life {
    /// The merchant signs in, tells about the business and connects Stripe.
    pub(super) async fn begin(
        ground: &Ground,
        buyers: Vec<Buyer>,
        purchases: usize,
        start: Timestamp,
        email: &str,
    ) -> Outcome<Self> {
        let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(30)).build();
        let http = http.map_err(|error| Failure::Broken(error.to_string()))?;
        let mut life = Self {
            core: ground.past.clone(),
            stand_in: ground.stand_in.clone(),
            http,
            buyers,
            owner: visitor(Language::Ro, 1),
            account: String::new(),
            links: vec![None; GOODS.len()],
            books: vec![None; GOODS.len()],
            started: vec![None; purchases],
        };
        life.wait_until(start).await?;
        life.sign_up(email).await?;
        life.connect().await?;
        Ok(life)
    }

    async fn sign_up(&mut self, email: &str) -> Outcome {
        self.core.ask(&self.owner, RequestMagicLink { email: email.into(), redirect_to: None }).await?;
        self.settle().await?;
        let mails = self.core.mailer.mailbox()?;
        let link = mails.iter().find(|mail| mail.to == email).and_then(|mail| mail.links.first());
        let token = link.and_then(|link| link.split_once("token=")).map(|(_, token)| token.to_owned());
        let token = token.ok_or_else(|| Failure::Broken("the sign-in mail did not come".into()))?;
        let signed_in = self.core.ask(&self.owner, VerifyMagicLink { token, redirect_to: None }).await?;
        self.owner = merchants::actor_for(&self.core, &signed_in.user.id, None).await?;
        self.ask(CompleteOnboarding {
            name: super::MERCHANT.into(),
            country: "RO".into(),
            default_currency: Currency::Ron,
        })
        .await?;
        let profile =
            UpdateMe { name: Some(super::OWNER.into()), language: Some(Language::Ro), ..UpdateMe::default() };
        self.ask(profile).await?;
        let look =
            UpdateBranding { logo: Some(Some(STANDARD.encode(LOGO))), accent: Some(Some(ACCENT.into())) };
        self.ask(look).await?;
        Ok(())
    }

    async fn connect(&mut self) -> Outcome {
        self.wait(Duration::from_mins(6)).await?;
        self.ask(CreateAccountLink::default()).await?;
        let made = self.ask(GetStripeAccount {}).await?;
        self.account = made.id.ok_or_else(|| Failure::Broken("Stripe made no account".into()))?;
        let complete = format!("_config/accounts/{}/complete", self.account);
        self.at_stripe(&complete, None, &[]).await?;
        self.settle().await?;
        if !self.ask(GetStripeAccount {}).await?.charges_enabled {
            return Err(Failure::Broken("the account at Stripe cannot charge".into()));
        }
        let key = CreateApiKey { name: "Contabilitate".into(), scopes: Some(vec![Scope::Read]) };
        self.ask(key).await?;
        Ok(())
    }

    /// Does what is due at a moment; tells what became of an attempt to buy.
    pub(super) async fn step(&mut self, at: Timestamp, deed: Deed) -> Outcome<Option<Sold>> {
        self.wait_until(at).await?;
        match deed {
            Deed::Offer(place) => self.offer(place).await?,
            Deed::Raise(place, minor) => {
                let change = UpdatePayLink {
                    id: self.link(place)?.id.clone(),
                    amount_minor: Some(minor),
                    ..UpdatePayLink::default()
                };
                self.links[place] = Some(self.ask(change).await?);
            }
            Deed::Withdraw(place) => {
                let id = self.link(place)?.id.clone();
                self.links[place] = Some(self.ask(TogglePayLink { id }).await?);
            }
            Deed::Buy(purchase) => return Box::pin(self.buy(purchase)).await.map(Some),
            Deed::Refund(number, hundredths) => self.refund(number, hundredths).await?,
        }
        Ok(None)
    }

    /// Runs everything that is due, here and at Stripe, until nothing is.
    pub(super) async fn settle(&self) -> Outcome {
        loop {
            let sent = self.stand_in.settle().await;
            let ran = jobs::run_due(&self.core).await?;
            if sent.deliveries + sent.settlements == 0 && ran == 0 {
                return Ok(());
            }
        }
    }

    /// Writes the visits that were counted.
    pub(super) async fn write_visits(&self) -> Outcome {
        Ok(rollups::flush_visits(&self.core).await?)
    }

    /// From now on mail goes this way.
    pub(super) fn mail_by(&mut self, mailer: Mailer) {
        self.core = with_mailer(&self.core, mailer);
    }

    /// Moves both clocks, ours first: what falls due at Stripe then is signed with the new time.
    async fn wait_until(&self, at: Timestamp) -> Outcome {
        self.settle().await?;
        if at > self.core.clock.now() {
            self.core.clock.set(at);
        }
        self.stand_in.set_clock(Some(self.core.clock.now().0));
        Ok(())
    }

    async fn wait(&self, span: Duration) -> Outcome {
        self.wait_until(self.core.clock.now().plus(span)).await
    }

    async fn ask<O: Operation>(&self, operation: O) -> Outcome<O::Output> {
        Ok(self.core.ask(&self.owner, operation).await?)
    }

    fn link(&self, place: usize) -> Outcome<&PayLink> {
        self.links[place].as_ref().ok_or_else(|| Failure::Broken("a link is missing".into()))
    }

    async fn offer(&mut self, place: usize) -> Outcome {
        let good = &GOODS[place];
        let made = match self.core.ask(&self.owner, new_link(good, Some(good.slug.into()))).await {
            // Somebody has this address: it is made from the title then, and steps aside by itself.
            Err(error) if error.code == Code::SlugTaken => self.ask(new_link(good, None)).await?,
            other => other?,
        };
        let book = Book::new(self.owner.merchant()?, &made.id, made.currency);
        self.books[place] = Some((Arc::new(book), self.core.clock.now()));
        self.links[place] = Some(made);
        Ok(())
    }

    /// Counts that so many opened the pay page since the day before yesterday, as the page itself counts. It is
    /// not rendered: that would take longer than the year.
    fn look(&self, purchase: Purchase) {
        let Some((book, since)) = &self.books[purchase.good] else { return };
        let now = self.core.clock.now();
        let reach = (now.0 - since.0).min(LOOKING);
        for look in 0..purchase.looks {
            self.core.visits.count(book, Timestamp(now.0 - reach * look / purchase.looks), true);
        }
    }

    async fn buy(&mut self, purchase: Purchase) -> Outcome<Sold> {
        let buyer = self.buyers[purchase.buyer].clone();
        let who = visitor(buyer.language, purchase.buyer);
        self.look(purchase);
        let started = self.start(&who, purchase, &buyer, None).await?;
        self.started[purchase.number] = Some((started.payment_intent_id.clone(), started.amount_minor));
        let mut sold = Sold { minor: started.amount_minor, currency: started.currency, paid: false };
        let (bad, good) = match purchase.end {
            End::Paid => (None, true),
            End::PaidAtLast(card) => (Some(card), true),
            End::Declined(card) => (Some(card), false),
            End::Abandoned => (None, false),
        };
        if let Some(card) = bad {
            self.wait(TYPING).await?;
            self.confirm(&started, card).await?;
            self.settle().await?;
        }
        if good {
            if bad.is_some() {
                self.start(&who, purchase, &buyer, Some(started.client_secret.clone())).await?;
            }
            self.wait(TYPING).await?;
            self.confirm(&started, buyer.card).await?;
            self.wait(WAITING).await?;
            let slug = &self.link(purchase.good)?.slug;
            let seen =
                checkout_sessions::outcome(&self.core, &who, slug, &started.checkout_session_id).await?;
            sold.paid = seen.state == checkout_sessions::OutcomeState::Paid;
        }
        Ok(sold)
    }

    async fn start(
        &self,
        who: &Actor,
        purchase: Purchase,
        buyer: &Buyer,
        client_secret: Option<String>,
    ) -> Outcome<StartedPayment> {
        let good = &GOODS[purchase.good];
        let link = self.link(purchase.good)?;
        let told = StartPayment {
            slug: link.slug.clone(),
            email: Some(buyer.email.clone()),
            name: Some(buyer.name.clone()),
            phone: good.asks_phone.then(|| format!("+40 721 {:06}", 100_000 + purchase.buyer * 37)),
            address: good.asks_address.then(|| address(purchase.buyer)),
            amount_minor: Some(link.amount_minor),
            language: Some(buyer.language),
            client_secret,
            ..StartPayment::default()
        };
        Ok(Box::pin(self.core.ask(who, told)).await?)
    }

    /// Confirms with a test card, as Stripe.js does in the buyer's browser. A decline is an answer too.
    async fn confirm(&self, started: &StartedPayment, card: &str) -> Outcome {
        let path = format!("v1/payment_intents/{}/confirm", started.payment_intent_id);
        let key = self.core.config.stripe.publishable_key.clone();
        let form = [
            ("key", key),
            ("_stripe_account", started.connected_account_id.clone()),
            ("client_secret", started.client_secret.clone()),
            ("payment_method", format!("pm_card_{card}")),
            ("return_url", self.core.config.url("/")),
            ("use_stripe_sdk", "true".to_owned()),
        ];
        self.at_stripe(&path, None, &form).await.map(drop)
    }

    /// Gives back so many hundredths, as the merchant does in Stripe's dashboard.
    async fn refund(&self, number: usize, hundredths: i64) -> Outcome {
        let Some((intent, minor)) = self.started.get(number).cloned().flatten() else { return Ok(()) };
        let amount = (minor * hundredths / 100).to_string();
        let form =
            [("payment_intent", intent), ("amount", amount), ("reason", "requested_by_customer".to_owned())];
        self.at_stripe("v1/refunds", Some(self.core.config.stripe.key()), &form).await?;
        self.settle().await
    }

    /// Calls the stand-in over HTTP; with a key, on the merchant's account.
    async fn at_stripe(&self, path: &str, key: Option<&str>, form: &[(&str, String)]) -> Outcome<Value> {
        let base = &self.core.config.stripe.api_base;
        let mut request = self.http.post(format!("{base}/{path}")).form(form);
        if let Some(key) = key {
            request = request.bearer_auth(key).header("Stripe-Account", &self.account);
        }
        let broken = |error: reqwest::Error| Failure::Broken(format!("the stand-in did not answer: {error}"));
        let answer = request.send().await.map_err(broken)?;
        let status = answer.status();
        let body: Value = answer.json().await.map_err(broken)?;
        // 402 is a declined card.
        if status.is_success() || status.as_u16() == 402 {
            Ok(body)
        } else {
            Err(Failure::Broken(format!("the stand-in answered {status} to {path}: {}", body["error"])))
        }
    }
}

fn new_link(good: &Good, slug: Option<String>) -> CreatePayLink {
    CreatePayLink {
        title: Some(good.title.into()),
        slug,
        description: Some(good.description.into()),
        price_type: "FIXED".into(),
        service_type: Some(if good.digital { "DIGITAL_PRODUCT" } else { "SERVICE" }.into()),
        amount_minor: Some(good.minor),
        currency: Some(good.currency),
        collect_name: Some(true),
        collect_phone: Some(good.asks_phone),
        collect_address: Some(good.asks_address),
        thank_you_message: Some(good.thanks.into()),
        ..CreatePayLink::default()
    }
}

/// Somebody at a browser of their own, at an address from the range for examples.
fn visitor(language: Language, number: usize) -> Actor {
    let ip = format!("198.51.{}.{}", 100 + number / 250, 1 + number % 250);
    Actor { door: Door::Page, ip, language, ..Actor::default() }
}

fn address(number: usize) -> checkout_sessions::Address {
    checkout_sessions::Address {
        line1: format!("Strada Popa Nan {}", 1 + number % 140),
        line2: if number.is_multiple_of(3) { format!("ap. {}", 1 + number % 40) } else { String::new() },
        city: "București".into(),
        postal_code: format!("0240{:02}", number % 90),
        country: "RO".into(),
    }
}
