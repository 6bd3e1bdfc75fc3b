//! The overview costs the same however long the history is: every statement it runs seeks in an index.

use uuid::Uuid;

use crate::db::Db;
use crate::{connected_accounts, figures, jobs, payments, rollups};

type Statements = &'static [(&'static str, &'static str)];

/// What `GetOverview` and `GetPayLinkStats` read, and an index that makes it cheap; the rest goes by key.
const READ: [(Statements, &str, &str); 7] = [
    (figures::STATEMENTS, "MERCHANT", "payment_by_email (merchant_id=? AND email_folded=?)"),
    (rollups::STATEMENTS, "DAYS", "(merchant_id=? AND link_id=? AND currency=? AND day>? AND day<?)"),
    (rollups::STATEMENTS, "TOTALS", "(merchant_id=? AND link_id=?)"),
    (payments::STATEMENTS, "RECENT", "payment_tried (merchant_id=?)"),
    (payments::STATEMENTS, "PAID_LATE", "payment_paid_late (merchant_id=? AND paid_at>?)"),
    (jobs::STATEMENTS, "DEAD_OF", "job_dead (merchant_id=? AND created_at>?)"),
    (connected_accounts::STATEMENTS, "FIND", "(merchant_id=?)"),
];

#[tokio::test]
async fn nothing_is_read_that_is_not_told() {
    let file = std::env::temp_dir().join(format!("paylinks-plan-{}.db", Uuid::now_v7()));
    let db = Db::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    db.migrate().await.unwrap();
    for (statements, name, index) in READ {
        let (_, text) = statements.iter().find(|(own, _)| *own == name).unwrap();
        let plan = db.plan(text).await;
        // No table is walked from end to end, and nothing is sorted.
        let walks = plan.iter().any(|step| step.starts_with("SCAN") || step.contains("TEMP B-TREE"));
        assert!(!walks && plan.iter().any(|step| step.contains(index)), "{name}: {plan:#?}");
    }
    db.close().await;
    std::fs::remove_file(file).unwrap();
}
