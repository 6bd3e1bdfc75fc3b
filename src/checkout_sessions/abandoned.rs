//! Attempts that nobody finished: counted once when their time is over, and taken back when they are paid after all.
//! They are counted, never written to.

use std::time::Duration;

use tokio::sync::watch;

use crate::args;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::{Queryable as _, Tx};
use crate::error::Result;
use crate::money::Currency;
use crate::rollups::{self, Book};

/// How often the attempts are looked through.
const EVERY: Duration = Duration::from_mins(1);
/// Attempts that one commit counts at most.
const BATCH: i64 = 100;

crate::statements! {
    OVER = "select id, merchant_id, link_id, currency, expires_at from checkout_session \
        where status = 'open' and abandoned_at is null and expires_at <= $1 order by expires_at limit $2";
    // Who comes second changes nothing, and counts nothing.
    ABANDON = "update checkout_session set abandoned_at = expires_at where id = $1 and status = 'open' \
        and abandoned_at is null";
    COUNTED = "select id, merchant_id, link_id, currency, expires_at from checkout_session \
        where id = $1 and abandoned_at is not null";
    TAKE_BACK = "update checkout_session set abandoned_at = null where id = $1 and abandoned_at is not null";
}

#[derive(sqlx::FromRow)]
struct Attempt {
    id: String,
    merchant_id: String,
    link_id: String,
    currency: String,
    expires_at: i64,
}

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
        let over: Vec<Attempt> = core.db.all(sql::OVER, args![core.clock.now(), BATCH]).await?;
        if over.is_empty() {
            return Ok(counted);
        }
        // One commit each: nobody's payment waits for a batch, and whoever is paid meanwhile is left alone.
        for attempt in &over {
            let mut tx = core.db.begin().await?;
            if tx.run(sql::ABANDON, args![attempt.id.as_str()]).await? > 0 {
                attempt.count(&mut tx, 1).await?;
                counted += 1;
            }
            tx.commit().await?;
        }
    }
}

/// The attempt is paid after all.
pub(super) async fn take_back(tx: &mut Tx, session_id: &str) -> Result<()> {
    let found: Option<Attempt> = tx.maybe(sql::COUNTED, args![session_id]).await?;
    let Some(attempt) = found else { return Ok(()) };
    if tx.run(sql::TAKE_BACK, args![session_id]).await? > 0 {
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
