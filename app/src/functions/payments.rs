//! What is done to payments.

use leptos::server;
use paylinks::receipts::ResendReceipt;

use super::run;
use crate::forms::Problem;

/// Mails the receipt of a payment to its buyer once more.
#[server(prefix = "/fn", endpoint = "send-receipt")]
pub async fn send_receipt(id: String, #[server(default)] idempotency_key: String) -> Result<(), Problem> {
    run(&idempotency_key, ResendReceipt { id }).await.map(drop)
}
