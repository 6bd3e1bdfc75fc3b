//! The few places where the engines differ.

use super::Db;

impl Db {
    /// Picks the text for the engine in use.
    #[must_use]
    pub fn pick(&self, sqlite: &'static str, postgres: &'static str) -> &'static str {
        match self {
            Self::Sqlite { .. } => sqlite,
            Self::Postgres(_) => postgres,
        }
    }

    /// The engine's name.
    #[must_use]
    pub fn engine(&self) -> &'static str {
        self.pick("sqlite", "postgres")
    }
}
