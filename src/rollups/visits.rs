//! Visits: counted in memory, so that a pay page costs no write, and written as one batch every few seconds
//! and at shutdown. A crash loses the last seconds of them.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use super::{Book, Sums, store};
use crate::clock::{Day, Timestamp};
use crate::core::Core;
use crate::error::Result;
use crate::payment_links;

/// How often what was counted is written.
const FLUSH_EVERY: Duration = Duration::from_secs(5);
/// Rows written in one transaction: others want the database meanwhile.
const BATCH: usize = 200;

type Counted = HashMap<(Arc<Book>, Day), Sums>;

/// Visits that were counted and are not written yet. Clones share them.
#[derive(Clone, Default)]
pub struct Visits(Arc<Mutex<Counted>>);

impl Visits {
    /// Counts one opening of a link's pay page; `sells` tells whether the visitor could buy.
    pub fn count(&self, book: &Arc<Book>, now: Timestamp, sells: bool) {
        let seen = Sums { visits: 1, turned_away: i64::from(!sells), ..Sums::default() };
        *self.lock().entry((Arc::clone(book), now.day())).or_default() += seen;
    }

    /// Everything counted so far, in the order in which it is written; the count starts anew.
    fn take(&self) -> Vec<((Arc<Book>, Day), Sums)> {
        let mut counted: Vec<_> = std::mem::take(&mut *self.lock()).into_iter().collect();
        counted.sort_by(|left, right| left.0.cmp(&right.0));
        counted
    }

    fn put_back(&self, counted: &[((Arc<Book>, Day), Sums)]) {
        let mut all = self.lock();
        for (key, sums) in counted {
            *all.entry(key.clone()).or_default() += *sums;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Counted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes every visit counted so far; what the database refuses stays counted.
///
/// # Errors
/// Internal or `DATABASE_BUSY`, when the database refuses.
pub async fn flush_visits(core: &Core) -> Result<()> {
    let counted = core.visits.take();
    for (number, batch) in counted.chunks(BATCH).enumerate() {
        if let Err(error) = write(core, batch).await {
            core.visits.put_back(&counted[number * BATCH..]);
            return Err(error);
        }
    }
    Ok(())
}

async fn write(core: &Core, batch: &[((Arc<Book>, Day), Sums)]) -> Result<()> {
    let mut by_merchant: BTreeMap<(Book, Day), Sums> = BTreeMap::new();
    let mut totals: BTreeMap<&Book, Sums> = BTreeMap::new();
    let mut merchant_totals: BTreeMap<Book, Sums> = BTreeMap::new();
    for ((book, day), sums) in batch {
        let whole = Book::of_merchant(&book.merchant_id, book.currency);
        *by_merchant.entry((whole.clone(), *day)).or_default() += *sums;
        *totals.entry(book).or_default() += *sums;
        *merchant_totals.entry(whole).or_default() += *sums;
    }
    let mut tx = core.db.begin().await?;
    for ((book, day), sums) in batch {
        store::add_to_day(&mut tx, book, *day, sums).await?;
    }
    for ((book, day), sums) in &by_merchant {
        store::add_to_day(&mut tx, book, *day, sums).await?;
    }
    for (book, sums) in &totals {
        store::add_to_total(&mut tx, book, sums).await?;
    }
    for (book, sums) in &merchant_totals {
        store::add_to_total(&mut tx, book, sums).await?;
    }
    for (book, sums) in &totals {
        payment_links::add_totals(&mut tx, book, sums).await?;
    }
    tx.commit().await
}

/// Writes what was counted every few seconds until `stop` turns true, and once more then.
pub async fn keep_flushing(core: Core, mut stop: watch::Receiver<bool>) {
    loop {
        let stopped = tokio::select! {
            () = tokio::time::sleep(FLUSH_EVERY) => false,
            _ = stop.wait_for(|stop| *stop) => true,
        };
        if let Err(error) = flush_visits(&core).await {
            tracing::error!(?error, "visits could not be written; they stay counted");
        }
        if stopped {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    #[test]
    fn visits_add_up_by_link_and_day() {
        let visits = Visits::default();
        let book = |link: &str| Arc::new(Book::new("m", link, Currency::Ron));
        let (first, next_day) = (Timestamp(0), Timestamp(86_400_000));
        visits.count(&book("b"), first, true);
        visits.count(&book("a"), next_day, true);
        visits.count(&book("a"), first, true);
        visits.clone().count(&book("a"), first, false);
        let taken = visits.take();
        let told: Vec<_> = taken
            .iter()
            .map(|((book, day), sums)| {
                (book.link_id.as_str(), day.to_string(), sums.visits, sums.turned_away)
            })
            .collect();
        assert_eq!(
            told,
            [
                ("a", "1970-01-01".to_owned(), 2, 1),
                ("a", "1970-01-02".to_owned(), 1, 0),
                ("b", "1970-01-01".to_owned(), 1, 0)
            ]
        );
        assert!(visits.take().is_empty());
        visits.put_back(&taken[..1]);
        visits.count(&book("a"), first, true);
        assert_eq!(visits.take()[0].1.visits, 3);
    }
}
