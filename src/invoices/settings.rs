//! What a merchant's invoices say of the merchant, and what stands before their numbers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Party, Series, number, store};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Code, Error, Fields, Result};
use crate::events::{self, NewEvent};
use crate::operation::{Method, Operation, Spec};

/// The longest prefix, characters.
const PREFIX: usize = 12;

/// Shows how the merchant's invoices are numbered and what they say of the merchant.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetInvoiceSettings {}

/// How invoices are numbered and what they say of the merchant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct InvoiceSettings {
    /// Stands before the number.
    pub prefix: String,
    /// The number of the next invoice, as it will stand on it.
    pub next_number: String,
    /// The company's name; the merchant's own name stands there when it is empty.
    pub company: String,
    /// Its tax id.
    pub tax_id: String,
    /// Its number in the trade register.
    pub registration: String,
    /// Where it is.
    pub address: String,
}

impl From<Series> for InvoiceSettings {
    fn from(series: Series) -> Self {
        Self {
            next_number: number(&series.prefix, series.last_number + 1),
            prefix: series.prefix,
            company: series.seller.company,
            tax_id: series.seller.tax_id,
            registration: series.seller.registration,
            address: series.seller.address,
        }
    }
}

impl Operation for GetInvoiceSettings {
    const SPEC: Spec = Spec {
        title: "Get the invoice settings",
        summary: "Shows how the merchant's invoices are numbered and what they say of the merchant.",
        ..Spec::read("get_invoice_settings", "Invoices", "/me/invoicing")
    };
    type Output = InvoiceSettings;

    async fn run(self, core: &Core, actor: &Actor) -> Result<InvoiceSettings> {
        Ok(store::find_series(&core.db, actor.merchant()?).await?.into())
    }
}

/// Changes what the merchant's next invoices say; what is left out stays, an empty text clears. Numbers go on.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UpdateInvoiceSettings {
    /// Stands before the number, such as `LUM-`: 12 letters, digits, hyphens, dots or slashes at most.
    #[schemars(example = "LUM-")]
    pub prefix: Option<String>,
    /// The company's name, 120 characters at most.
    pub company: Option<String>,
    /// Its tax id; one that begins with RO must be a sound CUI.
    pub tax_id: Option<String>,
    /// Its number in the trade register, 40 characters at most.
    pub registration: Option<String>,
    /// Where it is, 300 characters at most.
    pub address: Option<String>,
}

impl Operation for UpdateInvoiceSettings {
    const SPEC: Spec = Spec {
        title: "Change the invoice settings",
        summary: "Changes the prefix of the next invoices and what they say of the merchant.",
        ..Spec::write("update_invoice_settings", "Invoices", Method::Patch, "/me/invoicing")
    };
    type Output = InvoiceSettings;

    async fn run(self, core: &Core, actor: &Actor) -> Result<InvoiceSettings> {
        let merchant_id = actor.merchant()?;
        let mut wrong = Fields::default();
        let prefix = wrong.take(self.prefix.as_deref().map(check_prefix).transpose())?.flatten();
        let mut tx = core.db.begin().await?;
        let before = store::find_series(&mut tx, merchant_id).await?;
        let seller = Party {
            company: self.company.unwrap_or(before.seller.company),
            tax_id: self.tax_id.unwrap_or(before.seller.tax_id),
            registration: self.registration.unwrap_or(before.seller.registration),
            address: self.address.unwrap_or(before.seller.address),
            ..Party::default()
        };
        let seller = wrong.take(seller.check())?;
        let seller = wrong.or(seller)?;
        let series = Series { prefix: prefix.unwrap_or(before.prefix), seller, ..before };
        store::keep_series(&mut tx, merchant_id, &series).await?;
        let data = json!({ "prefix": series.prefix });
        let event = NewEvent { merchant_id, kind: "invoicing.updated", subject_id: merchant_id, data };
        events::record(&mut tx, actor, core.clock.now(), &event).await?;
        tx.commit().await?;
        Ok(series.into())
    }
}

fn check_prefix(prefix: &str) -> Result<String> {
    let prefix = prefix.trim();
    let sound = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '.' | '/');
    if prefix.chars().count() > PREFIX {
        return Err(Fields::default().with("prefix", Code::TooLong, Some(PREFIX.to_string())).error());
    }
    if prefix.chars().all(sound) {
        Ok(prefix.to_owned())
    } else {
        Err(Error::field("prefix", Code::BadCharacters))
    }
}
