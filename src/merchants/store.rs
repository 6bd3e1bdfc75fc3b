//! SQL of users, merchants and members.

use super::Account;
use crate::args;
use crate::clock::Timestamp;
use crate::db::{Queryable, Tx};
use crate::error::{Error, Result};
use crate::id::new_id;
use crate::language::Language;
use crate::money::Currency;

macro_rules! account_where {
    ($condition:literal) => {
        concat!(
            "select u.id as user_id, u.email, u.name, u.role, u.language, u.token_version, m.id as merchant_id, \
             m.name as merchant_name, m.country, m.default_currency, m.created_at as merchant_created_at, \
             m.onboarded_at from app_user u join member on member.user_id = u.id \
             join merchant m on m.id = member.merchant_id where ",
            $condition,
            " order by member.created_at, m.id limit 1"
        )
    };
}

crate::statements! {
    FIND_BY_USER = account_where!("u.id = $1");
    FIND_BY_EMAIL = account_where!("u.email = $1");
    FIND_OWNER = account_where!("m.id = $1 and member.role = 'owner'");
    USER_ID = "select id from app_user where email = $1";
    INSERT_USER = "insert into app_user (id, email, name, language, role, token_version, created_at) \
        values ($1, $2, '', $3, 'USER', 1, $4) on conflict (email) do nothing";
    INSERT_MERCHANT = "insert into merchant (id, name, country, default_currency, created_at) \
        values ($1, '', 'RO', 'RON', $2)";
    INSERT_MEMBER = "insert into member (merchant_id, user_id, role, created_at) values ($1, $2, 'owner', $3)";
    UPDATE_USER = "update app_user set name = $2, language = $3 where id = $1";
    UPDATE_MERCHANT = "update merchant set name = $2, default_currency = $3 where id = $1";
    ONBOARD = "update merchant set name = $2, country = $3, default_currency = $4, \
        onboarded_at = coalesce(onboarded_at, $5) where id = $1";
}

pub(crate) async fn find_by_user(db: impl Queryable, user_id: &str) -> Result<Option<Account>> {
    db.maybe(sql::FIND_BY_USER, args![user_id]).await
}

pub(super) async fn find_by_email(db: impl Queryable, email: &str) -> Result<Option<Account>> {
    db.maybe(sql::FIND_BY_EMAIL, args![email]).await
}

pub(super) async fn find_owner(db: impl Queryable, merchant_id: &str) -> Result<Option<Account>> {
    db.maybe(sql::FIND_OWNER, args![merchant_id]).await
}

pub(super) async fn insert_user(tx: &mut Tx, now: Timestamp, email: &str, language: Language) -> Result<()> {
    let args = args![new_id(now), email, language.tag(), now];
    tx.run(sql::INSERT_USER, args).await.map(|_| ())
}

pub(super) async fn insert_merchant(tx: &mut Tx, now: Timestamp, email: &str) -> Result<()> {
    let user: Option<(String,)> = tx.maybe(sql::USER_ID, args![email]).await?;
    let (user_id,) = user.ok_or_else(Error::not_found)?;
    let merchant_id = new_id(now);
    tx.run(sql::INSERT_MERCHANT, args![merchant_id.as_str(), now]).await?;
    tx.run(sql::INSERT_MEMBER, args![merchant_id, user_id, now]).await.map(|_| ())
}

pub(super) async fn update(
    tx: &mut Tx,
    account: &Account,
    name: &str,
    language: Language,
    merchant_name: &str,
    currency: Currency,
) -> Result<()> {
    tx.run(sql::UPDATE_USER, args![account.user_id.as_str(), name, language.tag()]).await?;
    tx.run(sql::UPDATE_MERCHANT, args![account.merchant_id.as_str(), merchant_name, currency])
        .await
        .map(|_| ())
}

pub(super) async fn onboard(
    tx: &mut Tx,
    merchant_id: &str,
    name: &str,
    country: &str,
    currency: Currency,
    now: Timestamp,
) -> Result<()> {
    tx.run(sql::ONBOARD, args![merchant_id, name, country, currency, now]).await.map(|_| ())
}
