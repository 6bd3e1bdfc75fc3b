//! SQL of mailed links.

use crate::args;
use crate::clock::Timestamp;
use crate::db::{Queryable, Tx};
use crate::error::Result;
use crate::language::Language;

crate::statements! {
    INSERT = "insert into sign_in_link (id, email, language, browser_hash, redirect_to, created_at, expires_at) \
        values ($1, $2, $3, $4, $5, $6, $7)";
    FIND = "select id, email, language, browser_hash, redirect_to, expires_at, used_at from sign_in_link where id = $1";
    USE_UP = "update sign_in_link set used_at = $2 where id = $1 and used_at is null and expires_at > $2";
}

#[derive(sqlx::FromRow)]
pub(crate) struct SignInLink {
    pub(super) id: String,
    pub(super) email: String,
    language: String,
    pub(super) browser_hash: Option<String>,
    pub(super) redirect_to: Option<String>,
    pub(super) expires_at: i64,
    pub(super) used_at: Option<i64>,
}

impl SignInLink {
    pub(super) fn language(&self) -> Language {
        Language::parse(&self.language).unwrap_or_default()
    }
}

pub(super) struct NewLink<'l> {
    pub(super) id: &'l str,
    pub(super) email: &'l str,
    pub(super) language: Language,
    pub(super) browser_hash: Option<String>,
    pub(super) redirect_to: Option<String>,
}

pub(super) async fn insert(tx: &mut Tx, now: Timestamp, link: NewLink<'_>) -> Result<()> {
    let args = args![
        link.id,
        link.email,
        link.language.tag(),
        link.browser_hash,
        link.redirect_to,
        now,
        now.plus(super::LIFE),
    ];
    tx.run(sql::INSERT, args).await.map(|_| ())
}

pub(super) async fn find(db: impl Queryable, id: &str) -> Result<Option<SignInLink>> {
    db.maybe(sql::FIND, args![id]).await
}

pub(super) async fn use_up(tx: &mut Tx, id: &str, now: Timestamp) -> Result<u64> {
    tx.run(sql::USE_UP, args![id, now]).await
}
