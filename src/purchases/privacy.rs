//! What is kept of a buyer: handing it over, and asking that it be erased.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::operations::{PurchaseView, view};
use super::store;
use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::events::{self, NewEvent};
use crate::operation::{Access, Method, Operation, Spec};
use crate::subscriptions::{self, OwnSubscription};

/// Purchases that one export or request looks at.
const MOST: i64 = 1_000;

/// Hands over what is kept of the signed-in person as a buyer.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExportBuyerData {}

/// What is kept of a buyer.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct BuyerData {
    /// The proven e-mail.
    pub email: String,
    /// When this was put together.
    pub exported_at: Timestamp,
    /// When erasure was asked for; null when it was not.
    pub erasure_requested_at: Option<Timestamp>,
    /// What was bought, the newest first, a thousand at most.
    pub purchases: Vec<PurchaseView>,
    /// What was subscribed to, the newest first, a thousand at most.
    pub subscriptions: Vec<OwnSubscription>,
    /// What was told and kept with each payment.
    pub payments: Vec<BuyerPayment>,
    /// Which files were taken, and when.
    pub downloads: Vec<BuyerDownload>,
}

/// What was told with a payment.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, sqlx::FromRow)]
#[serde(rename_all = "camelCase")]
pub struct BuyerPayment {
    /// The payment.
    pub transaction_id: String,
    /// The name told.
    pub name: Option<String>,
    /// The phone number told.
    pub phone: Option<String>,
    /// The address told, JSON.
    pub address: Option<String>,
    /// The card's brand.
    pub card_brand: Option<String>,
    /// The card's last four digits.
    pub card_last4: Option<String>,
    /// The card's country.
    pub card_country: Option<String>,
}

/// A file that was taken.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct BuyerDownload {
    /// The purchase it belongs to.
    pub purchase_id: String,
    /// The file's name.
    pub file: String,
    /// What the browser called itself.
    pub user_agent: String,
    /// When it was taken.
    pub at: Timestamp,
}

impl Operation for ExportBuyerData {
    const SPEC: Spec = Spec {
        title: "Export a buyer's data",
        summary: "Hands over what is kept of the signed-in person as a buyer.",
        access: Access::Person,
        ..Spec::read("export_buyer_data", "Purchases", "/purchases/export")
    };
    type Output = BuyerData;

    async fn run(self, core: &Core, actor: &Actor) -> Result<BuyerData> {
        let email = actor.proven_email()?;
        let mut purchases = Vec::new();
        for purchase in store::all_of(core, email, MOST).await? {
            purchases.push(view(core, purchase).await?);
        }
        let downloads = store::deliveries_of(core, email, MOST).await?.into_iter();
        Ok(BuyerData {
            email: email.to_owned(),
            exported_at: core.clock.now(),
            erasure_requested_at: erasure_asked(core, actor).await?,
            purchases,
            subscriptions: subscriptions::newest_of(core, email, MOST).await?,
            payments: store::payments_of(core, email, MOST).await?,
            downloads: downloads.map(BuyerDownload::from).collect(),
        })
    }
}

impl From<store::DeliveryRow> for BuyerDownload {
    fn from(row: store::DeliveryRow) -> Self {
        Self {
            purchase_id: row.purchase_id,
            file: row.file,
            user_agent: row.user_agent,
            at: Timestamp(row.created_at),
        }
    }
}

/// When the signed-in person asked for erasure, if so.
///
/// # Errors
/// `UNAUTHORIZED` when nobody is signed in.
pub async fn erasure_asked(core: &Core, actor: &Actor) -> Result<Option<Timestamp>> {
    store::erasure_of(core, actor.proven_email()?).await
}

/// Asks every seller to erase what they keep of the signed-in person as a buyer.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequestErasure {}

/// A request for erasure.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ErasureRequest {
    /// When it was asked for first.
    pub requested_at: Timestamp,
    /// What happens now.
    pub message: String,
}

impl Operation for RequestErasure {
    const SPEC: Spec = Spec {
        title: "Ask for erasure",
        summary: "Asks every seller to erase what they keep of the signed-in person as a buyer.",
        access: Access::Person,
        ..Spec::write("request_erasure", "Purchases", Method::Post, "/purchases/erasure")
    };
    type Output = ErasureRequest;

    async fn run(self, core: &Core, actor: &Actor) -> Result<ErasureRequest> {
        let (email, now) = (actor.proven_email()?, core.clock.now());
        let purchases = store::all_of(core, email, MOST).await?;
        let mut tx = core.db.begin().await?;
        if store::ask_erasure(&mut tx, now, email).await? {
            // It stands in the story of each payment, where its seller reads it.
            for purchase in &purchases {
                let (merchant_id, subject_id) = (purchase.merchant_id.as_str(), purchase.id.as_str());
                let data: Value = json!({});
                let event = NewEvent { merchant_id, kind: "buyer.erasure_requested", subject_id, data };
                events::record(&mut tx, actor, now, &event).await?;
            }
        }
        tx.commit().await?;
        let requested_at = store::erasure_of(core, email).await?.ok_or_else(Error::not_found)?;
        let message = "Asked for. Sellers keep what the law makes them keep of their invoices.".to_owned();
        Ok(ErasureRequest { requested_at, message })
    }
}
