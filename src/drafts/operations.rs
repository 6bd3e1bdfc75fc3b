//! The operation on drafts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Draft, DraftNote, NoteCode, Pricing, Rhythm, model, read};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Code, Error, Fields, Result};
use crate::limits::{DRAFTS_PER_MERCHANT, Limit};
use crate::merchants;
use crate::money::{Currency, Decimal};
use crate::operation::{Method, Operation, Spec};
use crate::payment_links::slug_from;

/// The longest sentence, characters.
const LONGEST: usize = 500;

/// Drafts a link from a sentence. Nothing is saved: a person looks at the draft and creates the link.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DraftPayLink {
    /// What is sold and for how much, in English or Romanian, 500 characters at most.
    #[schemars(example = "A cooking course for beginners, 99 RON")]
    pub prompt: String,
}

/// Who wrote a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DraftedBy {
    /// The drafter inside.
    BuiltIn,
    /// The language model of the settings.
    Model,
}

/// A link that is not there yet, in the words of one that is.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PayLinkDraft {
    /// Always null: nothing is saved.
    pub id: Option<String>,
    /// What is sold; empty when the sentence does not say it.
    pub title: String,
    /// The same as `title`.
    pub name: String,
    /// The address that the title would give; another link may have it.
    pub slug: String,
    /// What buyers would read about it.
    pub description: String,
    /// `FIXED`, `PAY_WHAT_YOU_WANT` or `FREE`.
    pub price_type: String,
    /// `SERVICE` or `DIGITAL_PRODUCT`.
    pub service_type: String,
    /// `ONE_TIME` or `SUBSCRIPTION`.
    pub payment_type: String,
    /// The price in minor units, the least of it when buyers choose; null when the sentence does not say it.
    pub amount: Option<Decimal>,
    /// The same as `amount`.
    pub amount_minor: Option<i64>,
    /// The least that buyers may choose to pay, minor units; null when the price is fixed or open below.
    pub min_amount: Option<Decimal>,
    /// The same as `minAmount`.
    pub min_amount_minor: Option<i64>,
    /// The most that buyers may choose to pay, minor units; null without a bound.
    pub max_amount_minor: Option<i64>,
    /// Amounts that buyers who choose find ready to take, minor units.
    pub suggested_amounts_minor: Vec<i64>,
    /// How often a subscription is paid; null for one payment.
    pub recurring_interval: Option<Rhythm>,
    /// For how many days a subscription is free; null for none.
    pub trial_days: Option<i64>,
    /// How often it sells; null for as often as anybody pays.
    pub max_uses: Option<i64>,
    /// The price's currency: the one of the sentence, else the merchant's default.
    pub currency: Currency,
    /// Always false.
    pub active: bool,
    /// Whether the buyer's e-mail is asked for.
    pub collect_email: bool,
    /// Whether the buyer's name is asked for.
    pub collect_name: bool,
    /// Whether the buyer's phone number is asked for.
    pub collect_phone: bool,
    /// Whether the buyer's address is asked for.
    pub collect_address: bool,
    /// Who wrote it.
    pub drafted_by: DraftedBy,
    /// What was taken for granted, or not understood.
    pub notes: Vec<DraftNote>,
}

impl Operation for DraftPayLink {
    const SPEC: Spec = Spec {
        title: "Draft a payment link from a sentence",
        summary: "Fills the fields of a payment link from a sentence; saves nothing.",
        mcp: Some("ai_draft_paylink"),
        webmcp: Some("ai_draft_paylink"),
        ..Spec::write("ai_draft_paylink", "PayLinks", Method::Post, "/paylinks/ai-draft")
    };
    type Output = PayLinkDraft;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PayLinkDraft> {
        let owner = merchants::owner(core, actor.merchant()?).await?;
        let sentence = check(&self.prompt)?;
        let asked = match &core.config.llm {
            Some(config) => Some(model::draft(config, sentence).await),
            None => None,
        };
        let (by, draft) = match asked {
            Some(Some(draft)) => (DraftedBy::Model, draft),
            Some(None) => {
                let mut draft = read(sentence);
                draft.notes.push(DraftNote::new(NoteCode::ModelUnavailable, ""));
                (DraftedBy::BuiltIn, draft)
            }
            None => (DraftedBy::BuiltIn, read(sentence)),
        };
        Ok(draft.wire(by, owner.currency()))
    }

    fn limits(&self, actor: &Actor) -> Vec<Limit> {
        actor.merchant().map(|id| Limit::new(&DRAFTS_PER_MERCHANT, id)).into_iter().collect()
    }
}

/// Checks a sentence.
fn check(prompt: &str) -> Result<&str> {
    let sentence = prompt.trim();
    if sentence.is_empty() {
        return Err(Error::field("prompt", Code::Required));
    }
    if sentence.chars().count() > LONGEST {
        return Err(Fields::default().with("prompt", Code::TooLong, Some(LONGEST.to_string())).error());
    }
    if sentence.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')) {
        return Err(Error::field("prompt", Code::BadCharacters));
    }
    Ok(sentence)
}

impl Draft {
    /// The draft on the wire; what the sentence leaves open is the merchant's usual.
    fn wire(self, drafted_by: DraftedBy, usual: Currency) -> PayLinkDraft {
        let currency = self.currency.unwrap_or(usual);
        let open = self.pricing == Pricing::Open;
        let decimal = |minor: i64| Decimal(minor.to_string());
        let least = self.amount_minor.filter(|_| open);
        PayLinkDraft {
            id: None,
            slug: if self.title.is_empty() { String::new() } else { slug_from(&self.title) },
            name: self.title.clone(),
            title: self.title,
            description: self.description,
            price_type: match self.pricing {
                Pricing::Fixed => "FIXED",
                Pricing::Open => "PAY_WHAT_YOU_WANT",
                Pricing::Free => "FREE",
            }
            .into(),
            service_type: if self.digital { "DIGITAL_PRODUCT" } else { "SERVICE" }.into(),
            payment_type: if self.rhythm.is_some() { "SUBSCRIPTION" } else { "ONE_TIME" }.into(),
            amount: self.amount_minor.map(decimal),
            amount_minor: self.amount_minor,
            min_amount: least.map(decimal),
            min_amount_minor: least,
            max_amount_minor: self.max_amount_minor,
            suggested_amounts_minor: self.suggested_amounts_minor,
            recurring_interval: self.rhythm,
            trial_days: self.trial_days.filter(|_| self.rhythm.is_some()),
            max_uses: self.max_uses,
            currency,
            active: false,
            collect_email: true,
            collect_name: false,
            collect_phone: false,
            collect_address: false,
            drafted_by,
            notes: self.notes,
        }
    }
}
