//! Attempts that nobody finished: counted once when their time is over, and taken back when they are paid after all.
//! They are counted, never written to.

mod store;

use std::time::Duration;

use tokio::sync::watch;

use self::store::Attempt;
pub(crate) use self::store::sql::ALL as STATEMENTS;

use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::Tx;
use crate::error::Result;
use crate::money::Currency;
use crate::rollups::{self, Book};

/// How often the attempts are looked through.
const EVERY: Duration = Duration::from_mins(1);
/// Attempts that one commit counts at most.
const BATCH: i64 = 100;

impl Attempt {
    /// Counts it, or takes it back, on the day when its time was over.
    async fn count(&self, tx: &mut Tx, by: i64) -> Result<()> {
        let book = Book::new(&self.merchant_id, &self.link_id, Currency::parse(&self.currency)?);
        rollups::count_abandoned(tx, &book, by, Timestamp(self.expires_at)).await
    }
}

/// Counts the attempts whose time is over; tells how many.
///
/// # Errors
/// Internal or `DATABASE_BUSY`, when the database refuses.
pub async fn count_abandoned(core: &Core) -> Result<u64> {
    let mut counted = 0;
    loop {
        let over = store::over(&core.db, core.clock.now(), BATCH).await?;
        if over.is_empty() {
            return Ok(counted);
        }
        // One commit each: nobody's payment waits for a batch, and whoever is paid meanwhile is left alone.
        for attempt in &over {
            let mut tx = core.db.begin().await?;
            if store::mark(&mut tx, &attempt.id).await? {
                attempt.count(&mut tx, 1).await?;
                counted += 1;
            }
            tx.commit().await?;
        }
    }
}

/// The attempt is paid after all, or what it was for has begun.
pub(super) async fn take_back(tx: &mut Tx, session_id: &str) -> Result<()> {
    let Some(attempt) = store::counted(tx, session_id).await? else { return Ok(()) };
    if store::unmark(tx, session_id).await? {
        attempt.count(tx, -1).await?;
    }
    Ok(())
}

/// Counts the attempts whose time is over every minute until `stop` turns true.
pub async fn keep_counting(core: Core, mut stop: watch::Receiver<bool>) {
    loop {
        if let Err(error) = count_abandoned(&core).await {
            tracing::error!(?error, "unfinished attempts could not be counted; they are counted later");
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}
