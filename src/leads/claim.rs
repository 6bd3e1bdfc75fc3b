//! Taking what a free link gives.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::mail::{enqueue_news, enqueue_thanks};
use super::{StoredLead, store};
use crate::actor::Actor;
use crate::checkout_sessions::{Address, Offer, check_address, check_phone, offer, used_up};
use crate::clock::Timestamp;
use crate::collecting::{self, CompanyTold, Utm};
use crate::core::Core;
use crate::db::Tx;
use crate::error::{Code, Error, Fields, Result};
use crate::events::{self, NewEvent};
use crate::id::new_id;
use crate::language::Language;
use crate::limits::{self, Limit};
use crate::merchants::check_name;
use crate::needle::fold;
use crate::operation::{Access, Method, Operation, Spec};
use crate::payment_links::{PaymentLink, PriceType, seats};
use crate::purchases::{self, Grant};
use crate::rollups;
use crate::sign_in::check_email;

/// Takes what a free link gives. An e-mail or a phone number is needed; asked for again, it is given again and
/// counted once.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClaimPayLink {
    /// The last part of the pay page's address.
    #[schemars(example = &"free-guide")]
    pub slug: String,
    /// Where the thanks go. Needed without `phone`, and for digital products.
    #[schemars(example = &"reader@example.com")]
    pub email: Option<String>,
    /// A phone number. Needed without `email`.
    pub phone: Option<String>,
    /// The name; needed when the link asks for it.
    #[schemars(example = &"Maria")]
    pub name: Option<String>,
    /// The address; needed when the link asks for it.
    pub address: Option<Address>,
    /// Answers to the link's own fields, by their ids: text, a number, or true.
    pub custom_fields: Option<BTreeMap<String, Value>>,
    /// The company; needed when the link asks for it.
    pub company: Option<CompanyTold>,
    /// Where to send things; needed when the link asks for it.
    pub shipping_address: Option<Address>,
    /// That the link's terms are accepted; needed when it has some.
    pub accepted_terms: Option<bool>,
    /// Where they came from; kept and shown, never trusted.
    pub utm: Option<Utm>,
    /// The language of the mail.
    pub language: Option<Language>,
}

/// It is taken.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Claimed {
    /// Always true.
    pub success: bool,
}

impl Operation for ClaimPayLink {
    const SPEC: Spec = Spec {
        title: "Claim a free payment link",
        summary: "Takes what a free payment link gives: no payment is needed.",
        access: Access::Public,
        status: 201,
        mcp: Some("claim_free_paylink"),
        ..Spec::write("claim_free_paylink", "Public", Method::Post, "/paylinks/public/{slug}/leads")
    };
    type Output = Claimed;

    fn limits(&self, actor: &Actor) -> Vec<Limit> {
        let to = self.email.as_deref().or(self.phone.as_deref()).unwrap_or_default();
        let to = to.trim().to_lowercase();
        let mut limits = vec![
            Limit::new(&limits::CLAIM_PER_IP_AND_LINK, format!("{} {}", actor.ip, self.slug)),
            Limit::new(&limits::CLAIM_PER_LINK, &self.slug),
        ];
        // Nobody is flooded with mails that somebody else asks for.
        limits.extend((!to.is_empty()).then(|| Limit::new(&limits::CLAIM_PER_CONTACT, to)));
        limits
    }

    fn key_space(&self) -> String {
        self.slug.clone()
    }

    async fn run(self, core: &Core, actor: &Actor) -> Result<Claimed> {
        let offer = offer(core, &self.slug).await?;
        if offer.link.price_type() != PriceType::Free {
            return Err(Error::invalid(Code::LinkNotFree));
        }
        let lead = self.check(core, actor, &offer)?;
        keep(core, actor, &offer, &lead).await?;
        Ok(Claimed { success: true })
    }
}

impl ClaimPayLink {
    /// What they told, checked; everything that is missing or wrong is told at once.
    fn check(self, core: &Core, actor: &Actor, offer: &Offer) -> Result<StoredLead> {
        let link = &offer.link;
        let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        let (email, phone, name) = (given(&self.email), given(&self.phone), given(&self.name));
        let mut wrong = Fields::default();
        let needs_email = link.service_type == "DIGITAL_PRODUCT" || phone.is_none() && !asks_phone_only(link);
        let email = match email {
            Some(email) => wrong.take(check_email(&email, "email"))?,
            None if needs_email => {
                wrong.push("email", Code::Required);
                None
            }
            None => None,
        };
        let phone = match phone {
            Some(phone) => wrong.take(check_phone(&phone))?,
            None if email.is_none() && asks_phone_only(link) => {
                wrong.push("phone", Code::Required);
                None
            }
            None => None,
        };
        let name = match name {
            None if !link.collect_name => None,
            name => wrong.take(check_name(&name.unwrap_or_default(), "name", 100))?,
        };
        let told = self.address.unwrap_or_default();
        let address = if link.collect_address { wrong.take(check_address(&told))? } else { None };
        let now = core.clock.now();
        let more = collecting::Told {
            custom_fields: self.custom_fields,
            company: self.company,
            shipping_address: self.shipping_address,
            accepted_terms: self.accepted_terms,
            utm: self.utm,
        };
        let answers = wrong.take(collecting::answer(&link.details.collecting, more, now))?;
        wrong.check()?;
        Ok(StoredLead {
            id: new_id(now),
            merchant_id: link.merchant_id.clone(),
            link_id: link.id.clone(),
            revision: link.revision,
            email,
            name,
            phone,
            address: address
                .map(|address| serde_json::to_string(&address))
                .transpose()
                .map_err(Error::internal)?,
            collected: answers.unwrap_or_default().text()?,
            language: self.language.unwrap_or(actor.language).tag().to_owned(),
            link_title: link.title.clone(),
            link_slug: link.slug.clone(),
            created_at: now.0,
        })
    }
}

/// Whether the page asks for a phone number and for no e-mail.
fn asks_phone_only(link: &PaymentLink) -> bool {
    link.collect_phone && !link.collect_email
}

/// Under which name somebody takes something: the same again is the same lead.
fn contact(email: Option<&str>, phone: Option<&str>) -> String {
    email.map_or_else(|| phone.unwrap_or_default().trim().to_owned(), |email| fold(email.trim()))
}

/// Gives the files of a digital product, with the claim that `tx` books. They are opened from the mail of thanks, or
/// after a sign-in: that an address was typed proves nothing.
async fn give(tx: &mut Tx, now: Timestamp, lead: &StoredLead, link: &PaymentLink) -> Result<()> {
    if link.service_type != "DIGITAL_PRODUCT" || lead.email.is_none() {
        return Ok(());
    }
    let given = Grant {
        id: &lead.id,
        merchant_id: &lead.merchant_id,
        link_id: &lead.link_id,
        revision: link.revision,
        email: lead.email.as_deref(),
        title: &link.title,
        slug: &link.slug,
        service_type: &link.service_type,
        currency: link.price().currency,
    };
    purchases::grant(tx, now, &given).await.map(drop)
}

async fn thank_again(core: &Core, lead: &StoredLead, link: &PaymentLink) -> Result<()> {
    let mut tx = core.db.begin().await?;
    give(&mut tx, core.clock.now(), lead, link).await?;
    enqueue_thanks(&mut tx, core.clock.now(), lead).await?;
    tx.commit().await?;
    core.signals.work();
    Ok(())
}

/// Keeps the lead, takes its seat and counts it, all in one commit.
async fn keep(core: &Core, actor: &Actor, offer: &Offer, lead: &StoredLead) -> Result<()> {
    let now = core.clock.now();
    let contact = contact(lead.email.as_deref(), lead.phone.as_deref());
    let mut tx = core.db.begin().await?;
    if !store::insert(&mut tx, lead, &contact).await? {
        drop(tx);
        let known = store::find_by_contact(&core.db, &lead.link_id, &contact).await?;
        return match known {
            Some(known) => thank_again(core, &known, &offer.link).await,
            None => Err(Error::unavailable(Code::DatabaseBusy)),
        };
    }
    let data = json!({ "payLinkId": lead.link_id });
    let event = NewEvent { merchant_id: &lead.merchant_id, kind: "lead.claimed", subject_id: &lead.id, data };
    events::record(&mut tx, actor, now, &event).await?;
    give(&mut tx, now, lead, &offer.link).await?;
    enqueue_thanks(&mut tx, now, lead).await?;
    enqueue_news(&mut tx, now, lead).await?;
    rollups::count_claim(&mut tx, &offer.book(), now).await?;
    if !seats::claim(&mut tx, &lead.link_id).await? {
        return Err(used_up());
    }
    tx.commit().await?;
    core.signals.work();
    // The last one changes the page.
    if offer.link.details.max_uses.is_some_and(|most| offer.link.used_count + 1 >= most) {
        core.signals.pages_changed();
    }
    Ok(())
}
