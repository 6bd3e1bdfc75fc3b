//! SQL of payment links and their revisions.

use std::collections::BTreeSet;

use super::order::Order;
use super::{Direction, LinkSort, LinkStatus, PaymentLink, Terms};
use crate::args;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::{Db, Queryable, Tx};
use crate::error::{Error, Result};
use crate::money::Currency;
use crate::needle::{Needle, fold};
use crate::page::{Page, PageRequest, WINDOW};
use crate::rollups::{self, Book, Sums};

macro_rules! link_where {
    ($($condition:literal),*) => {
        concat!(
            "select id, merchant_id, slug, title, description, price_type, service_type, payment_type, amount_minor, \
             currency, collect_email, collect_name, collect_phone, collect_address, thank_you_message, success_url, \
             cancel_url, active, revision, paid_count, revenue_minor, visits, used_count, created_at, updated_at, \
             deleted_at, archived_at, details, title_folded from payment_link where ",
            $($condition),*
        )
    };
}

/// Links between two places that pass the filters.
macro_rules! list {
    ($after:literal, $until:literal, $order:literal) => {
        link_where!(
            "merchant_id = $1 and deleted_at is null and ($2 = '' or currency = $2) \
             and (archived_at is not null) = ($3 = 'archived') \
             and ($3 in ('', 'archived') or active = ($3 = 'active')) and ($4 = '' or title_folded like $4 escape '\\' \
             or slug like $4 escape '\\') and ",
            $after,
            " and ",
            $until,
            " order by ",
            $order,
            " limit $5"
        )
    };
}

/// The link at which a page has looked at enough of them.
macro_rules! floor {
    ($after:literal, $order:literal) => {
        link_where!(
            "merchant_id = $1 and deleted_at is null and ",
            $after,
            " order by ",
            $order,
            " limit 1 offset $2"
        )
    };
}

crate::statements! {
    FIND = link_where!("merchant_id = $1 and id = $2 and deleted_at is null");
    FIND_ANY = link_where!("merchant_id = $1 and id = $2");
    LIST_CREATED_DESC = list!("(created_at, id) < ($6, $7)", "(created_at, id) >= ($8, $9)", "created_at desc, id desc");
    LIST_CREATED_ASC = list!("(created_at, id) > ($6, $7)", "(created_at, id) <= ($8, $9)", "created_at, id");
    FLOOR_CREATED_DESC = floor!("(created_at, id) < ($3, $4)", "created_at desc, id desc");
    FLOOR_CREATED_ASC = floor!("(created_at, id) > ($3, $4)", "created_at, id");
    LIST_TITLE_DESC = list!("(title_folded, id) < ($6, $7)", "(title_folded, id) >= ($8, $9)", "title_folded desc, id desc");
    LIST_TITLE_ASC = list!("(title_folded, id) > ($6, $7)", "(title_folded, id) <= ($8, $9)", "title_folded, id");
    FLOOR_TITLE_DESC = floor!("(title_folded, id) < ($3, $4)", "title_folded desc, id desc");
    FLOOR_TITLE_ASC = floor!("(title_folded, id) > ($3, $4)", "title_folded, id");
    LIST_REVENUE_DESC = list!("(currency, revenue_minor, id) < ($6, $7, $8)",
        "(currency, revenue_minor, id) >= ($9, $10, $11)", "currency desc, revenue_minor desc, id desc");
    LIST_REVENUE_ASC = list!("(currency, revenue_minor, id) > ($6, $7, $8)",
        "(currency, revenue_minor, id) <= ($9, $10, $11)", "currency, revenue_minor, id");
    FLOOR_REVENUE_DESC = floor!("(currency, revenue_minor, id) < ($3, $4, $5)",
        "currency desc, revenue_minor desc, id desc");
    FLOOR_REVENUE_ASC = floor!("(currency, revenue_minor, id) > ($3, $4, $5)", "currency, revenue_minor, id");
    LIST_PAYMENTS_DESC = list!("(paid_count, id) < ($6, $7)", "(paid_count, id) >= ($8, $9)", "paid_count desc, id desc");
    LIST_PAYMENTS_ASC = list!("(paid_count, id) > ($6, $7)", "(paid_count, id) <= ($8, $9)", "paid_count, id");
    FLOOR_PAYMENTS_DESC = floor!("(paid_count, id) < ($3, $4)", "paid_count desc, id desc");
    FLOOR_PAYMENTS_ASC = floor!("(paid_count, id) > ($3, $4)", "paid_count, id");
    FIND_NAMED = link_where!("merchant_id = $1 and (id = $2 or slug = $2) and deleted_at is null");
    SLUG_HOLDER = "select merchant_id, id from payment_link where slug = $1";
    SLUG_EXISTS = "select count(*) as taken from payment_link where slug = $1";
    INSERT = "insert into payment_link (id, merchant_id, slug, title, description, price_type, service_type, \
        payment_type, amount_minor, currency, collect_email, collect_name, collect_phone, collect_address, \
        thank_you_message, success_url, cancel_url, active, revision, paid_count, revenue_minor, created_at, updated_at, \
        title_folded, details, max_uses) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, \
        $18, 1, 0, 0, $19, $19, $20, $21, $22) \
        on conflict (slug) do nothing";
    // A slug of another link makes the update touch nothing.
    UPDATE = "update payment_link set slug = $3, title = $4, title_folded = $18, description = $5, amount_minor = $6, currency = $7, \
        collect_email = $8, collect_name = $9, collect_phone = $10, collect_address = $11, thank_you_message = $12, \
        success_url = $13, cancel_url = $14, active = $15, details = $19, max_uses = $20, revision = revision + 1, updated_at = $16 \
        where merchant_id = $1 and id = $2 and deleted_at is null and revision = $17 \
        and not exists (select 1 from payment_link other where other.slug = $3 and other.id <> $2)";
    INSERT_REVISION = "insert into payment_link_revision (link_id, revision, snapshot, created_at) values ($1, $2, $3, $4)";
    FIND_REVISION = "select snapshot from payment_link_revision where link_id = $1 and revision = $2";
    DELETE = "update payment_link set deleted_at = $3, active = false, updated_at = $3 \
        where merchant_id = $1 and id = $2 and deleted_at is null";
    // Waits for whoever is changing it, and has whoever comes after wait.
    HOLD = "update payment_link set updated_at = updated_at where merchant_id = $1 and id = $2 and deleted_at is null";
    ARCHIVE = "update payment_link set archived_at = $3, updated_at = $3 \
        where merchant_id = $1 and id = $2 and deleted_at is null and archived_at is null";
    RESTORE = "update payment_link set archived_at = null, updated_at = $3 \
        where merchant_id = $1 and id = $2 and deleted_at is null and archived_at is not null";
    SET_WINDOW = "update payment_link set opens_at = $2, closes_at = $3 where id = $1";
    LIST_PUBLIC = "select l.id, l.slug, l.updated_at from payment_link l left join connected_account a \
        on a.merchant_id = l.merchant_id where l.active and l.archived_at is null and l.deleted_at is null \
        and (a.charges_enabled or l.price_type = 'FREE') \
        and (l.max_uses is null or l.used_count < l.max_uses) and (l.opens_at is null or l.opens_at <= $4) \
        and (l.closes_at is null or l.closes_at > $4) and (l.updated_at, l.id) < ($1, $2) order by l.updated_at desc, l.id desc limit $3";
    // Totals are in the link's present currency. Sales in another one touch the row too, so that they wait for an
    // edit that is changing the currency.
    ADD_TOTALS = "update payment_link set paid_count = paid_count + case when currency = $3 then $4 else 0 end, \
        revenue_minor = revenue_minor + case when currency = $3 then $5 else 0 end, \
        visits = visits + case when currency = $3 then $6 else 0 end where merchant_id = $1 and id = $2";
    SET_TOTALS = "update payment_link set paid_count = $3, revenue_minor = $4, visits = $5 \
        where merchant_id = $1 and id = $2";
}

#[derive(sqlx::FromRow)]
pub(super) struct PublicRow {
    pub(super) id: String,
    pub(super) slug: String,
    pub(super) updated_at: i64,
}

pub(crate) async fn find(db: impl Queryable, merchant_id: &str, id: &str) -> Result<PaymentLink> {
    db.maybe(sql::FIND, args![merchant_id, id]).await?.ok_or_else(Error::not_found)
}

/// The link, deleted or not.
pub(crate) async fn find_any(db: impl Queryable, merchant_id: &str, id: &str) -> Result<PaymentLink> {
    db.maybe(sql::FIND_ANY, args![merchant_id, id]).await?.ok_or_else(Error::not_found)
}

/// The link with this id or slug, if there is one.
pub(super) async fn find_named(
    db: impl Queryable,
    merchant_id: &str,
    name: &str,
) -> Result<Option<PaymentLink>> {
    db.maybe(sql::FIND_NAMED, args![merchant_id, name]).await
}

#[derive(sqlx::FromRow)]
struct Listed {
    #[sqlx(flatten)]
    link: PaymentLink,
    title_folded: String,
}

impl Listed {
    fn place(&self, order: Order) -> Vec<String> {
        order.place(&self.link, &self.title_folded)
    }
}

/// Which links a list shows.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter {
    pub(super) currency: Option<Currency>,
    pub(super) status: Option<LinkStatus>,
    pub(super) needle: Option<Needle>,
}

/// One page behind `place`, and the place from which the next one goes on.
pub(super) async fn list(
    db: &Db,
    merchant_id: &str,
    order: Order,
    filter: &Filter,
    place: Option<&[String]>,
    limit: i64,
) -> Result<(Vec<PaymentLink>, Option<Vec<String>>)> {
    let (list, floor) = statements(order);
    let after = order.args(place.unwrap_or(&order.start()))?;
    // Also a list without a filter leaves out what is put away.
    let mut args = args![merchant_id, WINDOW];
    args.extend(after.iter().cloned());
    let enough: Option<Listed> = db.maybe(floor, args).await?;
    let mut go_on = enough.map(|row| row.place(order));
    let mut args = args![
        merchant_id,
        filter.currency.map_or("", Currency::code),
        filter.status.map_or("", LinkStatus::as_str),
        filter.needle.as_ref().map(Needle::pattern).unwrap_or_default(),
        limit + 1,
    ];
    args.extend(after);
    args.extend(order.args(go_on.as_deref().unwrap_or(&order.end()))?);
    let mut rows: Vec<Listed> = db.all(list, args).await?;
    let fits = usize::try_from(limit).unwrap_or(usize::MAX);
    if rows.len() > fits {
        rows.truncate(fits);
        go_on = rows.last().map(|row| row.place(order));
    }
    Ok((rows.into_iter().map(|row| row.link).collect(), go_on))
}

fn statements(order: Order) -> (&'static str, &'static str) {
    match (order.sort, order.direction) {
        (LinkSort::Created, Direction::Desc) => (sql::LIST_CREATED_DESC, sql::FLOOR_CREATED_DESC),
        (LinkSort::Created, Direction::Asc) => (sql::LIST_CREATED_ASC, sql::FLOOR_CREATED_ASC),
        (LinkSort::Title, Direction::Desc) => (sql::LIST_TITLE_DESC, sql::FLOOR_TITLE_DESC),
        (LinkSort::Title, Direction::Asc) => (sql::LIST_TITLE_ASC, sql::FLOOR_TITLE_ASC),
        (LinkSort::Revenue, Direction::Desc) => (sql::LIST_REVENUE_DESC, sql::FLOOR_REVENUE_DESC),
        (LinkSort::Revenue, Direction::Asc) => (sql::LIST_REVENUE_ASC, sql::FLOOR_REVENUE_ASC),
        (LinkSort::Payments, Direction::Desc) => (sql::LIST_PAYMENTS_DESC, sql::FLOOR_PAYMENTS_DESC),
        (LinkSort::Payments, Direction::Asc) => (sql::LIST_PAYMENTS_ASC, sql::FLOOR_PAYMENTS_ASC),
    }
}

pub(super) async fn list_public(core: &Core, request: &PageRequest) -> Result<Page<PublicRow>> {
    let args = args![request.before_moment(), request.before_id(), request.limit + 1, core.clock.now()];
    let rows: Vec<PublicRow> = core.db.all(sql::LIST_PUBLIC, args).await?;
    Ok(Page::cut(rows, request, |row| (row.updated_at, row.id.clone())))
}

/// Whose the slug is, and which link's; a deleted link keeps its own.
pub(super) async fn slug_holder(db: impl Queryable, slug: &str) -> Result<Option<(String, String)>> {
    db.maybe(sql::SLUG_HOLDER, args![slug]).await
}

pub(super) async fn slug_exists(tx: &mut Tx, slug: &str) -> Result<bool> {
    let (taken,): (i64,) = tx.one(sql::SLUG_EXISTS, args![slug]).await?;
    Ok(taken > 0)
}

/// Inserts the link and its first revision; false when the slug is taken.
pub(super) async fn insert(
    tx: &mut Tx,
    now: Timestamp,
    merchant_id: &str,
    id: &str,
    terms: &Terms,
) -> Result<bool> {
    let args = args![
        id,
        merchant_id,
        terms.slug.as_str(),
        terms.title.as_str(),
        terms.description.as_str(),
        terms.price_type.as_str(),
        terms.service_type.as_str(),
        terms.payment_type.as_str(),
        terms.amount_minor,
        terms.currency,
        terms.collect_email,
        terms.collect_name,
        terms.collect_phone,
        terms.collect_address,
        terms.thank_you_message.as_str(),
        terms.success_url.clone(),
        terms.cancel_url.clone(),
        terms.active,
        now,
        fold(&terms.title),
        terms.details.text()?,
        terms.details.max_uses,
    ];
    if tx.run(sql::INSERT, args).await? == 0 {
        return Ok(false);
    }
    insert_revision(tx, now, id, 1, terms).await?;
    Ok(true)
}

/// Changes the link that stands at `revision` and keeps the new one; false when someone was faster or the
/// slug is taken.
pub(super) async fn update(
    tx: &mut Tx,
    now: Timestamp,
    merchant_id: &str,
    id: &str,
    terms: &Terms,
    revision: i64,
) -> Result<bool> {
    let args = args![
        merchant_id,
        id,
        terms.slug.as_str(),
        terms.title.as_str(),
        terms.description.as_str(),
        terms.amount_minor,
        terms.currency,
        terms.collect_email,
        terms.collect_name,
        terms.collect_phone,
        terms.collect_address,
        terms.thank_you_message.as_str(),
        terms.success_url.clone(),
        terms.cancel_url.clone(),
        terms.active,
        now,
        revision,
        fold(&terms.title),
        terms.details.text()?,
        terms.details.max_uses,
    ];
    if tx.run(sql::UPDATE, args).await? == 0 {
        return Ok(false);
    }
    insert_revision(tx, now, id, revision + 1, terms).await?;
    Ok(true)
}

async fn insert_revision(tx: &mut Tx, now: Timestamp, id: &str, revision: i64, terms: &Terms) -> Result<()> {
    let snapshot = serde_json::to_string(terms).map_err(Error::internal)?;
    tx.run(sql::INSERT_REVISION, args![id, revision, snapshot, now]).await?;
    let open = &terms.details.availability;
    let moment = |at: Option<Timestamp>| at.map(|at| at.0);
    let args = args![id, moment(open.opens_at), moment(open.closes_at)];
    // A link that was made without them has none.
    if revision == 1 && open.opens_at.is_none() && open.closes_at.is_none() {
        return Ok(());
    }
    tx.run(sql::SET_WINDOW, args).await.map(|_| ())
}

/// What the link sold at `revision`.
pub(crate) async fn find_revision(db: impl Queryable, id: &str, revision: i64) -> Result<Terms> {
    let row: Option<(String,)> = db.maybe(sql::FIND_REVISION, args![id, revision]).await?;
    let (snapshot,) = row.ok_or_else(Error::not_found)?;
    serde_json::from_str(&snapshot).map_err(Error::internal)
}

pub(super) async fn delete(tx: &mut Tx, merchant_id: &str, id: &str, now: Timestamp) -> Result<u64> {
    tx.run(sql::DELETE, args![merchant_id, id, now]).await
}

/// Has these links to itself until the transaction ends: strokes that meet come one after the other.
pub(super) async fn hold(tx: &mut Tx, merchant_id: &str, ids: &BTreeSet<&str>) -> Result<()> {
    for id in ids {
        tx.run(sql::HOLD, args![merchant_id, *id]).await?;
    }
    Ok(())
}

/// Puts the link away or brings it back; false when it was so, or is not there.
pub(super) async fn set_archived(
    tx: &mut Tx,
    merchant_id: &str,
    id: &str,
    archived: bool,
    now: Timestamp,
) -> Result<bool> {
    let statement = if archived { sql::ARCHIVE } else { sql::RESTORE };
    Ok(tx.run(statement, args![merchant_id, id, now]).await? > 0)
}

/// Adds to the totals on the link's own row, when they are in its present currency.
pub(crate) async fn add_totals(tx: &mut Tx, book: &Book, sums: &Sums) -> Result<()> {
    let args = args![
        book.merchant_id.as_str(),
        book.link_id.as_str(),
        book.currency,
        sums.paid_count,
        sums.gross_minor,
        sums.visits,
    ];
    tx.run(sql::ADD_TOTALS, args).await.map(|_| ())
}

/// Brings the totals of another currency to the link's row, which this transaction has changed and so holds.
pub(super) async fn change_totals(
    tx: &mut Tx,
    merchant_id: &str,
    id: &str,
    currency: Currency,
) -> Result<()> {
    let all = rollups::totals(&mut *tx, merchant_id, id).await?;
    let sums = all.iter().find(|row| row.currency() == currency).map(|row| row.sums).unwrap_or_default();
    let args = args![merchant_id, id, sums.paid_count, sums.gross_minor, sums.visits];
    tx.run(sql::SET_TOTALS, args).await.map(|_| ())
}
