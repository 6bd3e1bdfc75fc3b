//! State survives a restart.

use std::path::PathBuf;

use serde_json::json;

use crate::support::{App, id, types};

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("stripe-sandbox-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Self(path)
    }

    fn journal(&self) -> PathBuf {
        self.0.join("journal.jsonl")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[tokio::test]
async fn a_restart_changes_nothing() {
    let folder = Folder::new("restart");
    let journal = folder.journal();
    let first = App::with(|c| c.journal = Some(journal.clone())).await;
    let seller = first.seller().await;
    let intent = first.intent(&seller).await;
    first.pay(&seller, &intent, "4242424242424242").await.ok();
    first.advance(1800).await;
    first.webhooks().await;
    // Not yet delivered when the lights go out.
    first.control("webhooks", json!({ "delay_ms": 10_000 })).await;
    let waiting = first.intent(&seller).await;
    let before = first.get(Some(&seller), "/v1/charges").await.ok();
    first.sandbox.shutdown().await;
    let appended = std::fs::read_to_string(&journal).unwrap().lines().count();

    let second = App::with(|c| c.journal = Some(journal.clone())).await;
    let compacted = std::fs::read_to_string(&journal).unwrap().lines().count();
    assert!(compacted < appended, "{compacted} lines are not fewer than {appended}");
    assert_eq!(second.get(Some(&seller), "/v1/charges").await.ok(), before);
    let seen = second.get(Some(&seller), &format!("/v1/payment_intents/{}", id(&intent))).await.ok();
    assert_eq!(seen["status"], "succeeded");
    second.advance(1801).await;
    // The money still arrives, and so does the event that was waiting.
    assert_eq!(
        types(&second.webhooks().await),
        ["application_fee.created", "charge.updated", "payment_intent.created"]
    );
    second.pay(&seller, &waiting, "4242424242424242").await.ok();
    assert!(id(&second.intent(&seller).await) > id(&waiting), "new ids sort after old ones");
}

#[tokio::test]
async fn a_line_cut_short_is_dropped() {
    let folder = Folder::new("cut");
    let journal = folder.journal();
    let first = App::with(|c| c.journal = Some(journal.clone())).await;
    let account = first.new_account().await;
    first.sandbox.shutdown().await;
    let mut text = std::fs::read_to_string(&journal).unwrap();
    text.push_str("{\"Put\":[\"Charge\",\"acct_x\",\"ch_");
    std::fs::write(&journal, text).unwrap();
    let second = App::with(|c| c.journal = Some(journal.clone())).await;
    assert_eq!(second.get(None, &format!("/v1/accounts/{account}")).await.ok()["id"], *account);
}
