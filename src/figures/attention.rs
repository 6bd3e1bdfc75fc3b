//! What needs the merchant's attention: facts with stable codes, each with the page it leads to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::connected_accounts::ConnectedAccount;
use crate::core::Core;
use crate::error::Result;
use crate::{jobs, payments};

/// How many days a fact that nobody can settle stays.
const DAYS: i64 = 28;

/// What needs attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AttentionCode {
    /// Onboarding at Stripe was not gone through: nothing can be sold.
    PaymentsNotConnected,
    /// Stripe lets the account take no payments now; `detail` is Stripe's reason, if it gave one.
    AccountCannotCharge,
    /// Stripe takes payments but pays nothing out.
    AccountCannotPayOut,
    /// Stripe holds something back until `count` overdue facts are told.
    RequirementsPastDue,
    /// Stripe wants `count` facts, by `deadline` if it set one.
    RequirementsDue,
    /// In the last 7 days `count` visits of links met a page that could not sell, and it still cannot.
    VisitorsTurnedAway,
    /// In the last 28 days `count` payments came after their link was switched off, and were not given back.
    PaidLate,
    /// Of the last 28 days `count` receipts could not be mailed to their buyers, and were given up.
    ReceiptNotDelivered,
    /// Of the last 28 days `count` mails about a sale could not be sent to the merchant, and were given up.
    SaleMailNotDelivered,
}

/// The page where something can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AttentionPage {
    /// Where payments are connected and Stripe's wishes are met.
    Connect,
    /// The payment named by `subjectId`.
    Payment,
}

/// One fact that needs attention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Attention {
    /// What it is.
    pub code: AttentionCode,
    /// Where something can be done.
    pub page: AttentionPage,
    /// The newest payment it is about, when `page` is `PAYMENT`.
    pub subject_id: Option<String>,
    /// How many it is about; 100 stands for 100 or more payments or mails.
    pub count: Option<i64>,
    /// Until when, if there is a date.
    pub deadline: Option<Timestamp>,
    /// A word of Stripe's, such as `requirements.past_due`.
    pub detail: Option<String>,
}

impl Attention {
    fn account(code: AttentionCode) -> Self {
        let page = AttentionPage::Connect;
        Self { code, page, subject_id: None, count: None, deadline: None, detail: None }
    }

    /// A fact about these payments, newest first; None without any.
    fn payments(code: AttentionCode, ids: Vec<String>) -> Option<Self> {
        let count = count(ids.len());
        let newest = ids.into_iter().next()?;
        let page = AttentionPage::Payment;
        Some(Self { code, page, subject_id: Some(newest), count, deadline: None, detail: None })
    }
}

fn count(many: usize) -> Option<i64> {
    i64::try_from(many).ok()
}

/// Everything that needs attention, the gravest first; `turned_away` are visits of the last 7 days that met a page
/// which could not sell.
pub(super) async fn find(
    core: &Core,
    merchant_id: &str,
    account: Option<&ConnectedAccount>,
    turned_away: i64,
) -> Result<Vec<Attention>> {
    let mut found = about_account(account, turned_away);
    let since = core.clock.now().day().minus(DAYS - 1).start();
    let late = payments::paid_late(core, merchant_id, since).await?;
    found.extend(Attention::payments(AttentionCode::PaidLate, late));
    let given_up = jobs::dead_of(core, merchant_id, since).await?;
    for (kind, code) in [
        (payments::RECEIPT_MAIL, AttentionCode::ReceiptNotDelivered),
        (payments::SALE_MAIL, AttentionCode::SaleMailNotDelivered),
    ] {
        let mails = given_up.iter().filter(|job| job.kind == kind);
        let ids = mails.filter_map(|job| payments::payment_of(&job.payload)).collect();
        found.extend(Attention::payments(code, ids));
    }
    Ok(found)
}

fn about_account(account: Option<&ConnectedAccount>, turned_away: i64) -> Vec<Attention> {
    let mut found = Vec::new();
    let can_charge = account.is_some_and(ConnectedAccount::can_charge);
    match account.filter(|account| account.details_submitted) {
        None => found.push(Attention::account(AttentionCode::PaymentsNotConnected)),
        Some(account) => {
            let wants = account.requirements();
            if !can_charge {
                let fact = Attention::account(AttentionCode::AccountCannotCharge);
                found.push(Attention { detail: wants.disabled_reason.clone(), ..fact });
            } else if !account.payouts_enabled {
                found.push(Attention::account(AttentionCode::AccountCannotPayOut));
            }
            let deadline = wants.current_deadline.map(Timestamp::from_seconds);
            // Stripe repeats what is overdue among what is due.
            let due = wants.currently_due.iter().filter(|fact| !wants.past_due.contains(fact)).count();
            for (code, many) in [
                (AttentionCode::RequirementsPastDue, wants.past_due.len()),
                (AttentionCode::RequirementsDue, due),
            ] {
                if many > 0 {
                    found.push(Attention { count: count(many), deadline, ..Attention::account(code) });
                }
            }
        }
    }
    if turned_away > 0 && !can_charge {
        let fact = Attention::account(AttentionCode::VisitorsTurnedAway);
        found.push(Attention { count: Some(turned_away), ..fact });
    }
    found
}
