//! `SQLite` connections that only read. Not a pool of sqlx's: that one starts a task and asks the connection
//! whether it still lives after every use, which costs more than most reads.

use std::any::Any;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::de::DeserializeOwned;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _, Error, Sqlite};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::together::Together;

/// Connections at most. Each has a thread of its own in sqlx.
const MOST: u32 = 8;
/// How long a read waits for a free connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// The reading connections of one database; opened when they are first needed.
#[derive(Clone)]
pub struct Readers(Arc<Inner>);

struct Inner {
    options: SqliteConnectOptions,
    idle: Mutex<Vec<SqliteConnection>>,
    places: Semaphore,
    /// Who waits for which statement: a [`Finding`] of the statement's row for each.
    finding: Mutex<HashMap<&'static str, Arc<dyn Any + Send + Sync>>>,
}

/// Callers who each look for the row of one key.
type Finding<R> = Together<String, Result<Option<R>, Error>>;

/// A connection while it reads. Dropped half-way, it is closed, and the next read opens another one.
pub(super) struct Reader<'r> {
    connection: SqliteConnection,
    readers: &'r Inner,
    _place: SemaphorePermit<'r>,
}

impl Readers {
    /// Opens the first connection, so that a database that cannot be read shows at once.
    pub(super) async fn open(options: SqliteConnectOptions) -> Result<Self, Error> {
        let first = options.connect().await?;
        let places = Semaphore::new(MOST as usize);
        let (idle, finding) = (Mutex::new(vec![first]), Mutex::default());
        Ok(Self(Arc::new(Inner { options, idle, places, finding })))
    }

    /// A free connection, waiting for one if need be.
    pub(super) async fn take(&self) -> Result<Reader<'_>, Error> {
        let readers = &*self.0;
        let place = match readers.places.try_acquire() {
            Ok(place) => place,
            Err(_) => tokio::time::timeout(PATIENCE, readers.places.acquire())
                .await
                .map_err(|_| Error::PoolTimedOut)?
                .map_err(|_| Error::PoolClosed)?,
        };
        let idle = readers.idle().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => readers.options.connect().await?,
        };
        Ok(Reader { connection, readers, _place: place })
    }

    /// The row of `key`, in one read with those whom others look for at this moment. Each caller has a row of
    /// their own, read after they came. `sql` takes a JSON list of keys and gives a JSON list of
    /// `[place of the key, row]`: a single text, because every row costs two changes of thread.
    pub(super) async fn find<R>(&self, sql: &'static str, key: &str) -> Result<Option<R>, Error>
    where
        R: DeserializeOwned + Send + 'static,
    {
        let readers = self.clone();
        let read = move |keys: Vec<String>| async move {
            match readers.find_each(sql, &keys).await {
                Ok(rows) => rows.into_iter().map(Ok).collect(),
                Err(error) => keys.iter().map(|_| Err(again(&error))).collect(),
            }
        };
        let queue = self.queue::<R>(sql).ok_or(Error::WorkerCrashed)?;
        queue.run(key.to_owned(), read).await.unwrap_or(Err(Error::WorkerCrashed))
    }

    fn queue<R: Send + 'static>(&self, sql: &'static str) -> Option<Arc<Finding<R>>> {
        let mut finding = self.0.finding.lock().unwrap_or_else(PoisonError::into_inner);
        let queue = finding.entry(sql).or_insert_with(|| Arc::new(Finding::<R>::default()));
        Arc::clone(queue).downcast().ok()
    }

    async fn find_each<R: DeserializeOwned>(
        &self,
        sql: &'static str,
        keys: &[String],
    ) -> Result<Vec<Option<R>>, Error> {
        let list = serde_json::to_string(keys).map_err(|error| Error::Encode(error.into()))?;
        let mut reader = self.take().await?;
        let text = sqlx::query_scalar::<Sqlite, String>(sql).bind(list);
        let text = text.fetch_one(reader.connection()).await;
        let text = reader.done(text)?;
        let rows: Vec<(usize, R)> =
            serde_json::from_str(&text).map_err(|error| Error::Decode(error.into()))?;
        let mut found: Vec<Option<R>> = keys.iter().map(|_| None).collect();
        for (place, row) in rows {
            if let Some(slot) = found.get_mut(place) {
                *slot = Some(row);
            }
        }
        Ok(found)
    }

    /// Waits for the reads under way and closes every connection.
    pub(super) async fn close(&self) {
        let _ = self.0.places.acquire_many(MOST).await;
        self.0.places.close();
        let idle = std::mem::take(&mut *self.0.idle());
        for connection in idle {
            if let Err(error) = connection.close().await {
                tracing::warn!(%error, "a reading connection did not close well");
            }
        }
    }
}

impl std::fmt::Debug for Readers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Readers({} idle)", self.0.idle().len())
    }
}

impl Inner {
    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<SqliteConnection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reader<'_> {
    /// What runs the statement.
    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }

    /// Passes on what the statement answered, and keeps the connection for the next one unless it is broken.
    pub(super) fn done<T>(self, answer: Result<T, Error>) -> Result<T, Error> {
        if !matches!(answer, Err(Error::WorkerCrashed)) {
            self.readers.idle().push(self.connection);
        }
        answer
    }
}

/// The same error for another caller.
pub(super) fn again(error: &Error) -> Error {
    match error {
        Error::PoolTimedOut => Error::PoolTimedOut,
        other => Error::Protocol(other.to_string()),
    }
}
