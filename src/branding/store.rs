//! SQL of branding.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Brand;
use super::logo::Picture;
use crate::args;
use crate::clock::Timestamp;
use crate::db::{Queryable, Tx};
use crate::error::{Error, Result};

crate::statements! {
    FIND = "select accent, logo_hash, logo_width, logo_height from branding where merchant_id = $1";
    FIND_LOGO = "select logo_png from branding where logo_hash = $1 limit 1";
    SET_ACCENT = "insert into branding (merchant_id, accent, updated_at) values ($1, $2, $3) \
        on conflict (merchant_id) do update set accent = excluded.accent, updated_at = excluded.updated_at";
    SET_LOGO = "insert into branding (merchant_id, logo_hash, logo_width, logo_height, logo_png, updated_at) \
        values ($1, $2, $3, $4, $5, $6) on conflict (merchant_id) do update set logo_hash = excluded.logo_hash, \
        logo_width = excluded.logo_width, logo_height = excluded.logo_height, logo_png = excluded.logo_png, \
        updated_at = excluded.updated_at";
}

pub(super) async fn find(db: impl Queryable, merchant_id: &str) -> Result<Option<Brand>> {
    db.maybe(sql::FIND, args![merchant_id]).await
}

pub(super) async fn find_logo(db: impl Queryable, hash: &str) -> Result<Option<Vec<u8>>> {
    let row: Option<(String,)> = db.maybe(sql::FIND_LOGO, args![hash]).await?;
    row.map(|(png,)| STANDARD.decode(png).map_err(Error::internal)).transpose()
}

pub(super) async fn set_accent(
    tx: &mut Tx,
    merchant_id: &str,
    accent: Option<String>,
    now: Timestamp,
) -> Result<()> {
    tx.run(sql::SET_ACCENT, args![merchant_id, accent, now]).await.map(|_| ())
}

pub(super) async fn set_logo(
    tx: &mut Tx,
    merchant_id: &str,
    logo: Option<&Picture>,
    now: Timestamp,
) -> Result<()> {
    let args = args![
        merchant_id,
        logo.map(|logo| logo.hash.as_str()),
        logo.map(|logo| logo.width),
        logo.map(|logo| logo.height),
        logo.map(|logo| STANDARD.encode(&logo.png)),
        now,
    ];
    tx.run(sql::SET_LOGO, args).await.map(|_| ())
}
