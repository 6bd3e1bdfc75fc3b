//! Register: the statements of every store, so that a test prepares each of them on both engines.

use crate::db::Db;
use crate::error::{Error, Result};
use crate::{
    api_keys, branding, checkout_sessions, connected_accounts, events, figures, idempotency, inbox, invoices,
    jobs, leads, merchants, payment_links, payments, promotion_codes, purchases, rollups, sessions, sign_in,
    subscriptions, uploads,
};

/// Every statement: its room, its name, its text.
#[must_use]
pub fn all() -> Vec<(&'static str, &'static str, &'static str)> {
    let rooms = [
        ("api_keys", api_keys::STATEMENTS),
        ("branding", branding::STATEMENTS),
        ("checkout_sessions", checkout_sessions::STATEMENTS),
        ("checkout_sessions::abandoned", checkout_sessions::ABANDONED_STATEMENTS),
        ("checkout_sessions::recurring", checkout_sessions::RECURRING_STATEMENTS),
        ("checkout_sessions::hosted", checkout_sessions::hosted::STATEMENTS),
        ("connected_accounts", connected_accounts::STATEMENTS),
        ("events", events::sql::ALL),
        ("figures", figures::STATEMENTS),
        ("idempotency", idempotency::sql::ALL),
        ("inbox", inbox::STATEMENTS),
        ("invoices", invoices::STATEMENTS),
        ("jobs", jobs::STATEMENTS),
        ("leads", leads::STATEMENTS),
        ("merchants", merchants::STATEMENTS),
        ("payment_links", payment_links::STATEMENTS),
        ("payment_links::buyers", payment_links::buyers::STATEMENTS),
        ("payment_links::declines", payment_links::declines::STATEMENTS),
        ("payment_links::seats", payment_links::seats::STATEMENTS),
        ("payments", payments::STATEMENTS),
        ("payments::recurring", payments::RECURRING_STATEMENTS),
        ("promotion_codes", promotion_codes::STATEMENTS),
        ("purchases", purchases::STATEMENTS),
        ("rollups", rollups::STATEMENTS),
        ("sessions", sessions::STATEMENTS),
        ("sign_in", sign_in::STATEMENTS),
        ("uploads", uploads::STATEMENTS),
        ("subscriptions", subscriptions::STATEMENTS),
    ];
    let named = |(room, all): (&'static str, &'static [(&'static str, &'static str)])| {
        all.iter().map(move |(name, text)| (room, *name, *text))
    };
    rooms.into_iter().flat_map(named).collect()
}

/// Prepares every statement on the engine in use; tells how many.
///
/// # Errors
/// Internal, naming the room and the statement that the engine refuses.
pub async fn prepare_all(db: &Db) -> Result<usize> {
    let foreign = db.pick("_POSTGRES", "_SQLITE");
    let mut count = 0;
    for (room, name, text) in all().into_iter().filter(|(_, name, _)| !name.ends_with(foreign)) {
        let done = db.prepare(text).await;
        done.map_err(|error| Error::internal(Refused(format!("{room}::{name}: {error:?}"))))?;
        count += 1;
    }
    Ok(count)
}

#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Refused(String);
