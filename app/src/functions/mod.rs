//! The writes of pages: Leptos server functions, each one thin call of one operation. Their fields are form
//! fields, so all of them are text; core and actor come from the context that the server provides.

#![allow(missing_docs, reason = "the fields are the form's own, and the macro keeps no room for words")]

mod account;
mod branding;
mod checkout;
mod claim;
mod codes;
mod collecting;
mod drafts;
mod home;
mod invoices;
mod keys;
mod limits;
mod links;
mod payments;
mod products;
mod purchases;
mod sign_in;
mod stripe;
mod window;

use leptos::prelude::use_context;
use paylinks::actor::Actor;
use paylinks::core::Core;
use paylinks::error::Error;
use paylinks::operation::{Call, Operation};

pub use self::account::{Onboard, SaveBusiness, SaveProfile};
pub use self::branding::SaveBranding;
pub use self::checkout::SaveCheckout;
pub use self::claim::ClaimFree;
pub use self::codes::SaveCode;
pub use self::collecting::{Asked, own};
pub use self::drafts::DraftLink;
pub use self::home::PutStepsAway;
pub use self::invoices::{SaveInvoice, SaveInvoicing, SaveOwnInvoice};
pub use self::keys::{CreateKey, EndOtherSessions, EndSession, RevokeKey};
pub use self::limits::{LIMIT_FIELDS, SaveLimits};
pub use self::links::{
    ArchiveLinks, DuplicateLink, RemoveLink, RemoveLinkFile, SaveLink, SwitchLinks, read_charges,
};
use self::links::{read_count, read_rate};
pub use self::payments::SendReceipt;
pub use self::products::{PutProductAway, SaveProduct};
pub use self::purchases::{EndSubscription, KeepSubscription, PrepareCard, UseCard};
pub use self::sign_in::AskForLink;
pub use self::stripe::{ConnectStripe, OpenStripe};
use crate::forms::Problem;

/// Runs an operation as the person at the page, under the form's key.
async fn run<O: Operation>(key: &str, operation: O) -> Result<O::Output, Problem> {
    let actor = use_context::<Actor>().ok_or_else(missing)?;
    let key = Some(key).filter(|key| !key.is_empty()).map(ToOwned::to_owned);
    Ok(core()?.run(&actor, Call { idempotency_key: key }, operation).await?)
}

/// The core that the server provides.
fn core() -> Result<Core, Problem> {
    use_context::<Core>().ok_or_else(missing)
}

fn missing() -> Problem {
    Error::internal(std::io::Error::other("no core in context")).into()
}

/// A text field that may be left empty.
fn given(text: String) -> Option<String> {
    Some(text).filter(|text| !text.trim().is_empty())
}
