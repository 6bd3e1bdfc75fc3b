//! What buyers may ask about their own purchases. Only who has proven an e-mail sees what was bought with it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::deliver::address_of;
use super::{Purchase, PurchaseStatus, store};
use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::merchants;
use crate::money::Currency;
use crate::operation::{Access, Method, Operation, Spec};
use crate::page::PageRequest;
use crate::uploads::{Asset, DOWNLOAD_LIFE};
use crate::wire::List;

/// Lists what the signed-in person has bought, the newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListPurchases {
    /// Rows per page, 1 to 100; 20 when left out.
    pub limit: Option<i64>,
    /// `nextCursor` of the page before.
    pub cursor: Option<String>,
}

/// A purchase as its buyer sees it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Purchase")]
pub struct PurchaseView {
    /// The purchase's id.
    pub id: String,
    /// `purchase`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The link it came through.
    pub pay_link_id: String,
    /// The payment; null when it was free.
    pub transaction_id: Option<String>,
    /// The buyer's e-mail.
    pub customer_email: String,
    /// Whether its files may be taken.
    pub status: PurchaseStatus,
    /// What was sold.
    pub pay_link: PurchaseLink,
    /// Who sold it.
    pub merchant_name: String,
    /// The files that were bought; empty when all of the money was given back.
    pub assets: Vec<Asset>,
    /// What was paid, minor units.
    pub amount: i64,
    /// The same as `amount`.
    pub amount_minor: i64,
    /// Its currency.
    pub currency: Currency,
    /// The receipt; null when it was free.
    pub receipt_url: Option<String>,
    /// When it was bought.
    pub created_at: Timestamp,
}

/// What was sold.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PurchaseLink {
    /// What it was.
    pub title: String,
    /// The last part of the pay page's address.
    pub slug: String,
    /// `SERVICE` or `DIGITAL_PRODUCT`.
    pub service_type: String,
}

pub(super) async fn view(core: &Core, purchase: Purchase) -> Result<PurchaseView> {
    let files = match purchase.status() {
        PurchaseStatus::Completed => purchase.files(core).await?,
        PurchaseStatus::Refunded => Vec::new(),
    };
    let receipt = |session: String| core.config.url(&format!("/p/{}/receipt/{session}", purchase.slug));
    Ok(PurchaseView {
        kind: "purchase".into(),
        status: purchase.status(),
        merchant_name: merchants::owner(core, &purchase.merchant_id).await?.merchant_name,
        assets: files.iter().map(|file| file.wire(core)).collect(),
        amount: purchase.amount_minor,
        amount_minor: purchase.amount_minor,
        currency: purchase.amount().currency,
        receipt_url: purchase.checkout_session_id.clone().map(receipt),
        pay_link: PurchaseLink {
            title: purchase.title,
            slug: purchase.slug.clone(),
            service_type: purchase.service_type,
        },
        pay_link_id: purchase.link_id,
        transaction_id: purchase.payment_id,
        customer_email: purchase.email.unwrap_or_default(),
        created_at: Timestamp(purchase.created_at),
        id: purchase.id,
    })
}

impl Operation for ListPurchases {
    const SPEC: Spec = Spec {
        title: "List purchases",
        summary: "Lists what the signed-in person has bought from anybody.",
        access: Access::Person,
        mcp: Some("list_purchases"),
        webmcp: Some("list_purchases"),
        ..Spec::read("list_purchases", "Purchases", "/purchases")
    };
    type Output = List<PurchaseView>;

    async fn run(self, core: &Core, actor: &Actor) -> Result<List<PurchaseView>> {
        let request = PageRequest::read(self.limit, self.cursor.as_deref())?;
        let page = store::list(core, actor.proven_email()?, &request).await?;
        let mut data = Vec::with_capacity(page.rows.len());
        for purchase in page.rows {
            data.push(view(core, purchase).await?);
        }
        Ok(List { data, has_more: page.next.is_some(), next_cursor: page.next })
    }
}

/// Makes an address from which a bought file can be taken. Name the purchase, or the link it came through.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PresignDownload {
    /// The purchase's id.
    #[schemars(example = crate::operation::SAMPLE_ID)]
    pub purchase_id: Option<String>,
    /// The link it came through, instead of `purchaseId`.
    pub pay_link_id: Option<String>,
    /// The file's key among `assets`; the first file when left out.
    pub key: Option<String>,
}

/// Where a file can be taken from.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PresignedDownload {
    /// Open it, or `GET` it; parts may be asked for with `Range`.
    pub url: String,
    /// Seconds that it holds.
    pub expires_in: u64,
}

impl PresignDownload {
    async fn find(&self, core: &Core, email: &str) -> Result<Purchase> {
        let found = match (&self.purchase_id, &self.pay_link_id) {
            (Some(id), _) => store::find_of(&core.db, id, email).await?,
            (None, Some(link_id)) => store::find_by_link(&core.db, email, link_id).await?,
            (None, None) => return Err(Error::field("purchaseId", crate::error::Code::Required)),
        };
        found.ok_or_else(Error::not_found)
    }
}

impl Operation for PresignDownload {
    const SPEC: Spec = Spec {
        title: "Presign a download",
        summary: "Makes an address from which a bought file can be taken, for five minutes.",
        access: Access::Person,
        mcp: Some("presign_download"),
        webmcp: Some("download_purchase"),
        ..Spec::write("presign_download", "Purchases", Method::Post, "/purchases/presign")
    };
    type Output = PresignedDownload;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PresignedDownload> {
        let purchase = self.find(core, actor.proven_email()?).await?;
        let url = address_of(core, &purchase, self.key.as_deref()).await?;
        Ok(PresignedDownload { url, expires_in: DOWNLOAD_LIFE.as_secs() })
    }

    /// The signature is a secret, and soon an old one: what is kept says which file it was of.
    fn keep(output: &PresignedDownload) -> Result<Value> {
        let url = output.url.split("&expires=").next().unwrap_or_default().to_owned();
        serde_json::to_value(PresignedDownload { url, ..output.clone() }).map_err(Error::internal)
    }

    async fn restore(core: &Core, kept: PresignedDownload) -> Result<PresignedDownload> {
        let (file, id) = kept.url.split_once("?for=purchase.").ok_or_else(Error::not_found)?;
        let key = file.rsplit('/').nth(1);
        let purchase = store::find(&core.db, id).await?.ok_or_else(Error::not_found)?;
        Ok(PresignedDownload { url: address_of(core, &purchase, key).await?, ..kept })
    }
}
