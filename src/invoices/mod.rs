//! Invoices: one for each payment that went through, numbered per merchant without gaps. Number and seller are fixed when
//! the money is booked; the buyer's side can be completed and corrected later, each time as another version.

mod operations;
mod paper;
mod party;
mod public;
mod settings;
mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

pub use self::operations::{
    CorrectInvoice, GetInvoice, GetInvoicePdf, InvoiceDetail, InvoiceVersion, ListInvoices,
};
pub use self::paper::pdf;
pub use self::party::Party;
pub use self::public::{CompleteInvoice, of_payment};
pub use self::settings::{GetInvoiceSettings, InvoiceSettings, UpdateInvoiceSettings};
use self::store::Row;
pub(crate) use self::store::sql::ALL as STATEMENTS;
use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::Tx;
use crate::error::{Code, Error, Result};
use crate::events::{self, NewEvent};
use crate::id::new_id;
use crate::merchants;
use crate::money::{Currency, Money};
use crate::payments::Payment;

/// A merchant's series.
#[derive(Clone, Debug, Default)]
pub(crate) struct Series {
    /// Stands before the number.
    prefix: String,
    /// Who sells, as far as the merchant said it.
    seller: Party,
    /// The last number that was given out.
    last_number: i64,
}

/// An invoice. Amounts are minor units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Invoice {
    /// The invoice's id.
    pub id: String,
    /// Prefix and number, as it stands on it.
    pub number: String,
    /// The number alone: 1 for the merchant's first, without gaps.
    pub sequence: i64,
    /// The payment that it is for.
    pub transaction_id: String,
    /// What was bought.
    pub title: String,
    /// What was paid, minor units.
    pub total_minor: i64,
    /// The currency.
    pub currency: Currency,
    /// Who sells, as it was when it was issued.
    pub seller: Party,
    /// Who buys, as last corrected.
    pub buyer: Party,
    /// Counts the corrections: 1 as it was issued.
    pub version: i64,
    /// When the money was booked.
    pub issued_at: Timestamp,
    /// When it was last corrected.
    pub updated_at: Timestamp,
}

impl Invoice {
    fn of(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.id.clone(),
            number: number(&row.prefix, row.number),
            sequence: row.number,
            transaction_id: row.payment_id.clone(),
            title: row.link_title.clone(),
            total_minor: row.amount_minor,
            currency: Currency::parse(&row.currency)?,
            seller: Party::read(&row.seller)?,
            buyer: Party::read(&row.buyer)?,
            version: row.version,
            issued_at: Timestamp(row.issued_at),
            updated_at: Timestamp(row.updated_at),
        })
    }

    /// What was paid.
    #[must_use]
    pub const fn total(&self) -> Money {
        Money::new(self.total_minor, self.currency)
    }
}

/// A number as it stands on an invoice: `LUM-0042`.
fn number(prefix: &str, number: i64) -> String {
    format!("{prefix}{number:04}")
}

/// Issues the invoice of a payment in the commit that books its money. It comes last in that commit, as it holds the
/// merchant's counter until the end.
pub(crate) async fn issue(tx: &mut Tx, payment: &Payment, name: &str, now: Timestamp) -> Result<()> {
    let series = store::count(tx, &payment.merchant_id).await?;
    let name = if series.seller.name.is_empty() { name.to_owned() } else { series.seller.name.clone() };
    let row = Row {
        id: new_id(now),
        merchant_id: payment.merchant_id.clone(),
        payment_id: payment.id.clone(),
        prefix: series.prefix,
        number: series.last_number,
        seller: Party { name, ..series.seller }.text()?,
        version: 1,
        buyer: Party::buyer_of(payment).text()?,
        issued_at: now.0,
        updated_at: now.0,
        amount_minor: payment.amount_minor,
        currency: payment.amount().currency.code().to_owned(),
        link_title: payment.link_title.clone(),
    };
    store::insert(tx, &row).await?;
    store::insert_version(tx, &row.id, 1, &row.buyer, "system", now).await
}

/// The name under which a merchant's invoices are issued when its settings say none.
pub(crate) async fn usual_name(core: &Core, merchant_id: &str) -> Result<String> {
    Ok(merchants::owner(core, merchant_id).await?.merchant_name)
}

/// Puts another buyer's side on an invoice, as another version.
async fn correct(core: &Core, actor: &Actor, row: &Row, change: Change) -> Result<Invoice> {
    let before = Party::read(&row.buyer)?;
    let buyer = change.over(before.clone()).check()?;
    if buyer == before {
        return Invoice::of(row);
    }
    let (now, text) = (core.clock.now(), buyer.text()?);
    let mut tx = core.db.begin().await?;
    if !store::correct(&mut tx, &row.id, row.version, &text, now).await? {
        return Err(Error::conflict(Code::InvoiceChanged));
    }
    let version = row.version + 1;
    store::insert_version(&mut tx, &row.id, version, &text, actor.signature().0, now).await?;
    let data = json!({ "invoiceId": row.id, "number": number(&row.prefix, row.number), "version": version });
    let merchant_id = row.merchant_id.as_str();
    let event = NewEvent { merchant_id, kind: "invoice.corrected", subject_id: &row.payment_id, data };
    events::record(&mut tx, actor, now, &event).await?;
    tx.commit().await?;
    Invoice::of(&Row { version, buyer: text, updated_at: now.0, ..row.clone() })
}

/// What of a buyer's side is to be changed; what is left out stays.
#[derive(Debug, Default)]
struct Change {
    name: Option<String>,
    company: Option<String>,
    tax_id: Option<String>,
    address: Option<String>,
}

impl Change {
    fn over(self, party: Party) -> Party {
        Party {
            name: self.name.unwrap_or(party.name),
            company: self.company.unwrap_or(party.company),
            tax_id: self.tax_id.unwrap_or(party.tax_id),
            address: self.address.unwrap_or(party.address),
            ..party
        }
    }
}
