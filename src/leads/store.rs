//! SQL of leads.

use super::StoredLead;
use crate::args;
use crate::core::Core;
use crate::db::{Queryable, Tx};
use crate::error::Result;
use crate::needle::{Needle, fold};
use crate::page::{Page, PageRequest, WINDOW, write_cursor};

macro_rules! lead_where {
    ($($condition:literal),*) => {
        concat!(
            "select id, merchant_id, link_id, revision, email, name, phone, address, language, link_title, link_slug, \
             created_at, collected from lead where ",
            $($condition),*
        )
    };
}

/// Rows between two places that hold the text, newest first.
macro_rules! list {
    ($ground:literal) => {
        lead_where!(
            "merchant_id = $1 and (created_at, id) < ($2, $3) and (created_at, id) >= ($4, $5) \
             and ($6 = '' or email_folded like $6 escape '\\' or name_folded like $6 escape '\\' \
             or title_folded like $6 escape '\\' or phone like $6 escape '\\')",
            $ground,
            " order by created_at desc, id desc limit $7"
        )
    };
}

/// The place where a page has looked at enough rows.
macro_rules! floor {
    ($ground:literal) => {
        concat!(
            "select created_at, id from lead where merchant_id = $1 and (created_at, id) < ($2, $3)",
            $ground,
            " order by created_at desc, id desc limit 1 offset $4"
        )
    };
}

crate::statements! {
    INSERT = "insert into lead (id, merchant_id, link_id, revision, contact, email, name, phone, address, language, \
        link_title, link_slug, email_folded, name_folded, title_folded, created_at, collected) values ($1, $2, $3, $4, $5, $6, $7, \
        $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) on conflict (link_id, contact) do nothing";
    FIND = lead_where!("merchant_id = $1 and id = $2");
    FIND_BY_CONTACT = lead_where!("link_id = $1 and contact = $2");
    LIST = list!("");
    LIST_BY_LINK = list!(" and link_id = $8");
    FLOOR = floor!("");
    FLOOR_BY_LINK = floor!(" and link_id = $5");
}

/// Keeps the lead; false when this contact has taken the link before.
pub(super) async fn insert(tx: &mut Tx, lead: &StoredLead, contact: &str) -> Result<bool> {
    let args = args![
        lead.id.as_str(),
        lead.merchant_id.as_str(),
        lead.link_id.as_str(),
        lead.revision,
        contact,
        lead.email.clone(),
        lead.name.clone(),
        lead.phone.clone(),
        lead.address.clone(),
        lead.language.as_str(),
        lead.link_title.as_str(),
        lead.link_slug.as_str(),
        fold(lead.email.as_deref().unwrap_or_default()),
        fold(lead.name.as_deref().unwrap_or_default()),
        fold(&lead.link_title),
        lead.created_at,
        lead.collected.clone(),
    ];
    Ok(tx.run(sql::INSERT, args).await? > 0)
}

/// One lead of this merchant.
pub(super) async fn find(db: impl Queryable, merchant_id: &str, id: &str) -> Result<Option<StoredLead>> {
    db.maybe(sql::FIND, args![merchant_id, id]).await
}

/// The lead of this contact on this link.
pub(super) async fn find_by_contact(
    db: impl Queryable,
    link_id: &str,
    contact: &str,
) -> Result<Option<StoredLead>> {
    db.maybe(sql::FIND_BY_CONTACT, args![link_id, contact]).await
}

/// The merchant's leads, newest first: of one link, with this text.
pub(super) async fn list(
    core: &Core,
    merchant_id: &str,
    request: &PageRequest,
    link_id: Option<&str>,
    needle: Option<&Needle>,
) -> Result<Page<StoredLead>> {
    let start = (request.before_moment(), request.before_id());
    let (list, floor) = match link_id {
        Some(_) => (sql::LIST_BY_LINK, sql::FLOOR_BY_LINK),
        None => (sql::LIST, sql::FLOOR),
    };
    let (mut end, mut go_on) = ((i64::MIN, String::new()), None);
    if needle.is_some() {
        let mut args = args![merchant_id, start.0, start.1, WINDOW];
        args.extend(link_id.map(Into::into));
        if let Some(place) = core.db.maybe::<(i64, String)>(floor, args).await? {
            go_on = Some(write_cursor(place.0, &place.1));
            end = place;
        }
    }
    let pattern = needle.map(Needle::pattern).unwrap_or_default();
    let mut args = args![merchant_id, start.0, start.1, end.0, end.1, pattern, request.limit + 1];
    args.extend(link_id.map(Into::into));
    let rows: Vec<StoredLead> = core.db.all(list, args).await?;
    let page = Page::cut(rows, request, |row| (row.created_at, row.id.clone()));
    Ok(Page { next: page.next.or(go_on), ..page })
}
