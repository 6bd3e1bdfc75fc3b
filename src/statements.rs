//! Register: the statements of every store, so that a test prepares each of them on both engines.

use crate::db::Db;
use crate::error::{Error, Result};
use crate::{
    api_keys, checkout_sessions, connected_accounts, events, figures, idempotency, inbox, jobs, merchants,
    payment_links, payments, rollups, sessions, sign_in,
};

/// Prepares every statement on the engine in use; tells how many.
///
/// # Errors
/// Internal, naming the room and the statement that the engine refuses.
pub async fn prepare_all(db: &Db) -> Result<usize> {
    let rooms = [
        ("api_keys", api_keys::STATEMENTS),
        ("checkout_sessions", checkout_sessions::STATEMENTS),
        ("connected_accounts", connected_accounts::STATEMENTS),
        ("events", events::sql::ALL),
        ("figures", figures::STATEMENTS),
        ("idempotency", idempotency::sql::ALL),
        ("inbox", inbox::STATEMENTS),
        ("jobs", jobs::STATEMENTS),
        ("merchants", merchants::STATEMENTS),
        ("payment_links", payment_links::STATEMENTS),
        ("payments", payments::STATEMENTS),
        ("rollups", rollups::STATEMENTS),
        ("sessions", sessions::STATEMENTS),
        ("sign_in", sign_in::STATEMENTS),
    ];
    let foreign = db.pick("_POSTGRES", "_SQLITE");
    let mut count = 0;
    for (room, statements) in rooms {
        for (name, text) in statements.iter().filter(|(name, _)| !name.ends_with(foreign)) {
            let done = db.prepare(text).await;
            done.map_err(|error| Error::internal(Refused(format!("{room}::{name}: {error:?}"))))?;
            count += 1;
        }
    }
    Ok(count)
}

#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Refused(String);
