//! SQL of users, merchants and members.

use super::Account;
use crate::args;
use crate::clock::Timestamp;
use crate::db::{Queryable, Tx};
use crate::error::{Error, Result};
use crate::id::new_id;
use crate::language::Language;
use crate::money::Currency;
use crate::zone::Zone;

macro_rules! account_where {
    ($condition:literal) => {
        concat!(
            "select u.id as user_id, u.email, u.name, u.role, u.language, u.token_version, m.id as merchant_id, \
             m.name as merchant_name, m.country, m.default_currency, m.time_zone, m.created_at as merchant_created_at, \
             m.onboarded_at from app_user u join member on member.user_id = u.id \
             join merchant m on m.id = member.merchant_id where ",
            $condition,
            " order by member.created_at, m.id limit 1"
        )
    };
}

crate::statements! {
    FIND_BY_USER = account_where!("u.id = $1 and ($2 = '' or m.id = $2)");
    FIND_BY_EMAIL = account_where!("u.email = $1");
    FIND_OWNER = account_where!("m.id = $1 and member.role = 'owner'");
    LIST_OF_USER = "select m.id, m.name, m.onboarded_at from member join merchant m on m.id = member.merchant_id \
        where member.user_id = $1 order by member.created_at, m.id limit 100";
    COUNT_OF_USER = "select count(*) as merchants from member where user_id = $1";
    // Whoever counts a user's merchants to add one waits for whoever did so first.
    LOCK_USER = "update app_user set token_version = token_version where id = $1";
    USER_ID = "select id from app_user where email = $1";
    INSERT_USER = "insert into app_user (id, email, name, language, role, token_version, created_at) \
        values ($1, $2, '', $3, 'USER', 1, $4) on conflict (email) do nothing";
    INSERT_MERCHANT = "insert into merchant (id, name, country, default_currency, created_at) \
        values ($1, '', 'RO', 'RON', $2)";
    INSERT_MEMBER = "insert into member (merchant_id, user_id, role, created_at) values ($1, $2, 'owner', $3)";
    UPDATE_USER = "update app_user set name = $2, language = $3 where id = $1";
    UPDATE_MERCHANT = "update merchant set name = $2, default_currency = $3 where id = $1";
    SET_ZONE = "update merchant set time_zone = $2 where id = $1";
    ONBOARD = "update merchant set name = $2, country = $3, default_currency = $4, \
        onboarded_at = coalesce(onboarded_at, $5) where id = $1";
}

/// The user with this merchant of theirs, or with their first one.
pub(super) async fn find_by_user(
    db: impl Queryable,
    user_id: &str,
    merchant_id: Option<&str>,
) -> Result<Option<Account>> {
    db.maybe(sql::FIND_BY_USER, args![user_id, merchant_id.unwrap_or_default()]).await
}

#[derive(sqlx::FromRow)]
pub(super) struct Listed {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) onboarded_at: Option<i64>,
}

pub(super) async fn list_of_user(db: impl Queryable, user_id: &str) -> Result<Vec<Listed>> {
    db.all(sql::LIST_OF_USER, args![user_id]).await
}

/// How many merchants the user has; nobody else adds one until the transaction ends.
pub(super) async fn count_and_hold(tx: &mut Tx, user_id: &str) -> Result<i64> {
    tx.run(sql::LOCK_USER, args![user_id]).await?;
    let (merchants,): (i64,) = tx.one(sql::COUNT_OF_USER, args![user_id]).await?;
    Ok(merchants)
}

pub(super) async fn user_id(tx: &mut Tx, email: &str) -> Result<String> {
    let user: Option<(String,)> = tx.maybe(sql::USER_ID, args![email]).await?;
    user.map(|(id,)| id).ok_or_else(Error::not_found)
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

/// Makes a merchant that this user owns and tells its id.
pub(super) async fn insert_merchant(tx: &mut Tx, now: Timestamp, user_id: &str) -> Result<String> {
    let merchant_id = new_id(now);
    tx.run(sql::INSERT_MERCHANT, args![merchant_id.as_str(), now]).await?;
    tx.run(sql::INSERT_MEMBER, args![merchant_id.as_str(), user_id, now]).await?;
    Ok(merchant_id)
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

pub(super) async fn set_zone(tx: &mut Tx, merchant_id: &str, zone: Zone) -> Result<()> {
    tx.run(sql::SET_ZONE, args![merchant_id, zone.name()]).await.map(|_| ())
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
