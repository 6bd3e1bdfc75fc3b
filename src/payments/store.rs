//! SQL of payments.

use super::filter::{Exact, Filter};
use super::{Payment, Status};
use crate::args;
use crate::checkout_sessions::CheckoutSession;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::{Queryable, Tx};
use crate::error::Result;
use crate::money::Currency;
use crate::needle::{Needle, fold};
use crate::page::{Page, PageRequest, WINDOW, write_cursor};
use crate::payment_links::PaymentLink;
use crate::stripe::{BalanceTransaction, Charge, PaymentIntent};

macro_rules! payment_where {
    ($($condition:literal),*) => {
        concat!(
            "select id, merchant_id, link_id, checkout_session_id, stripe_account_id, stripe_payment_intent_id, \
             stripe_charge_id, status, amount_minor, currency, platform_fee_minor, net_minor, refunded_minor, \
             stripe_fee_minor, settled_minor, settled_currency, customer_email, customer_name, customer_phone, \
             customer_address, method, card_brand, card_last4, card_country, receipt_url, failure_code, \
             failure_message, paid_late, link_title, link_slug, created_at, paid_at, order_snapshot, collected \
             from payment where ",
            $($condition),*
        )
    };
}

/// Rows between two places that pass the filters, newest first, on the index that `$ground` chooses.
macro_rules! list {
    ($ground:literal) => {
        payment_where!(
            "merchant_id = $1 and (created_at, id) < ($2, $3) and (created_at, id) >= ($4, $5) \
             and ($6 = '' or currency = $6) and ($7 = '' or status = $7) and ($8 = '' or link_id = $8) \
             and amount_minor between $9 and $10 and ($11 = '' or email_folded like $11 escape '\\' \
             or name_folded like $11 escape '\\' or title_folded like $11 escape '\\' or card_last4 = $12)",
            $ground,
            " order by created_at desc, id desc limit $13"
        )
    };
}

/// The place where a page that starts at `$2, $3` has looked at enough rows.
macro_rules! floor {
    ($ground:literal) => {
        concat!(
            "select created_at, id from payment where merchant_id = $1 and (created_at, id) < ($2, $3) \
             and (created_at, id) >= ($4, $5)",
            $ground,
            " order by created_at desc, id desc limit 1 offset $6"
        )
    };
}

crate::statements! {
    FIND = payment_where!("merchant_id = $1 and id = $2");
    FIND_BY_SESSION = payment_where!("checkout_session_id = $1");
    LIST = list!("");
    LIST_BY_STATUS = list!(" and status = $14");
    LIST_BY_LINK = list!(" and link_id = $14");
    LIST_BY_EMAIL = list!(" and email_folded = $14");
    LIST_BY_CARD = list!(" and card_last4 = $14");
    LIST_BY_ID = list!(" and id = $14");
    LIST_BY_INTENT = list!(" and stripe_payment_intent_id = $14");
    // A range of one, asked for by itself: SQLite without statistics walks through the list otherwise.
    LIST_BY_RECEIPT = list!(
        " and id = (select named.id from payment named where named.merchant_id = $1 \
        and substr(named.id, 25) between $14 and $14 limit 1)"
    );
    FLOOR = floor!("");
    FLOOR_BY_STATUS = floor!(" and status = $7");
    FLOOR_BY_LINK = floor!(" and link_id = $7");
    FLOOR_BY_EMAIL = floor!(" and email_folded = $7");
    OF_SUBSCRIPTION = payment_where!(
        "merchant_id = $1 and subscription_id = $2 order by created_at desc, id desc limit 100"
    );
    KNOWS_EMAIL = "select created_at from payment where merchant_id = $1 and email_folded = $2 limit 1";
    HAS_BOUGHT = "select id from payment where merchant_id = $1 and email_folded = $2 and paid_at is not null limit 1";
    RECENT = payment_where!("merchant_id = $1 and status <> 'PENDING' order by created_at desc, id desc limit $2");
    PAID_LATE = "select id from payment where merchant_id = $1 and paid_late and paid_at >= $2 \
        and status = 'COMPLETED' order by paid_at desc limit 100";
    INSERT = "insert into payment (id, merchant_id, link_id, checkout_session_id, stripe_account_id, \
        stripe_payment_intent_id, status, amount_minor, currency, platform_fee_minor, net_minor, refunded_minor, \
        customer_email, customer_name, customer_phone, customer_address, paid_late, link_title, link_slug, created_at, \
        updated_at, email_folded, name_folded, title_folded, order_snapshot, collected) values ($1, $2, $3, $4, $5, $6, \
        'PENDING', $7, $8, $9, $10, 0, $11, $12, $13, $14, false, $15, $16, $17, $17, $18, $19, $20, $21, $22) \
        on conflict (checkout_session_id) do nothing";
    KEEP_BUYER = "update payment set customer_email = $2, customer_name = $3, email_folded = $4, name_folded = $5, \
        collected = (select s.collected from checkout_session s where s.id = $1) \
        where checkout_session_id = $1 and status in ('PENDING', 'FAILED')";
    // Each of these touches a row only while its status allows the step: who comes second changes nothing.
    COMPLETE = "update payment set status = 'COMPLETED', paid_at = $2, updated_at = $2, paid_late = $3, \
        failure_code = null, failure_message = null where id = $1 and status in ('PENDING', 'FAILED')";
    FAIL = "update payment set status = 'FAILED', failure_code = $2, failure_message = $3, declines = declines + 1, updated_at = $4 \
        where id = $1 and status in ('PENDING', 'FAILED') \
        and (status = 'PENDING' or coalesce(stripe_charge_id, '') <> $5 or coalesce(failure_code, '') <> $2)";
    DECLINES = "select declines from payment where id = $1";
    CANCEL = "update payment set status = 'CANCELED', updated_at = $2 where id = $1 and status in ('PENDING', 'FAILED')";
    KEEP_CHARGE = "update payment set stripe_charge_id = $2, method = $3, card_brand = $4, card_last4 = $5, \
        card_country = $6, receipt_url = $7, customer_email = coalesce(customer_email, $8), \
        customer_name = coalesce(customer_name, $9), email_folded = coalesce(email_folded, $11), \
        name_folded = coalesce(name_folded, $12), updated_at = $10 where id = $1";
    REFUNDED = "select refunded_minor from payment where id = $1";
    // Given back never shrinks here: an older answer must not undo a newer one.
    KEEP_REFUNDED = "update payment set refunded_minor = $2, updated_at = $3, \
        status = case when status = 'COMPLETED' and $2 >= amount_minor then 'REFUNDED' else status end \
        where id = $1 and refunded_minor = $4 and refunded_minor < $2 and status in ('COMPLETED', 'REFUNDED', 'DISPUTED')";
    KEEP_SETTLEMENT = "update payment set stripe_fee_minor = $2, settled_minor = $3, settled_currency = $4, \
        updated_at = $5 where id = $1 and settled_minor is null";
}

pub(super) async fn find(db: impl Queryable, merchant_id: &str, id: &str) -> Result<Option<Payment>> {
    db.maybe(sql::FIND, args![merchant_id, id]).await
}

pub(super) async fn find_by_session(db: impl Queryable, session_id: &str) -> Result<Option<Payment>> {
    db.maybe(sql::FIND_BY_SESSION, args![session_id]).await
}

pub(super) async fn of_subscription(core: &Core, merchant_id: &str, id: &str) -> Result<Vec<Payment>> {
    core.db.all(sql::OF_SUBSCRIPTION, args![merchant_id, id]).await
}

/// The index that a list stands on, with the value it is asked for.
enum Ground<'f> {
    Newest,
    Status(Status),
    Link(&'f str),
    Card(&'f str),
    Exact(Exact),
}

impl<'f> Ground<'f> {
    /// The narrowest index for this filter.
    async fn find(core: &Core, merchant_id: &str, filter: &'f Filter) -> Result<Self> {
        match filter.needle.as_ref().and_then(super::filter::exact) {
            // An address that nobody has in full may be the middle of a longer one.
            Some(Exact::Email(email)) => {
                let known: Option<(i64,)> =
                    core.db.maybe(sql::KNOWS_EMAIL, args![merchant_id, email.as_str()]).await?;
                if known.is_some() {
                    return Ok(Self::Exact(Exact::Email(email)));
                }
            }
            Some(exact) => return Ok(Self::Exact(exact)),
            None => {}
        }
        Ok(match (&filter.link_id, filter.status) {
            (Some(link_id), _) => Self::Link(link_id),
            (None, Some(status)) => Self::Status(status),
            (None, None) => Self::Newest,
        })
    }

    /// The list, and where it has looked at enough: several rows of a merchant may share the value.
    fn statements(&self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Newest => (sql::LIST, Some(sql::FLOOR)),
            Self::Status(_) => (sql::LIST_BY_STATUS, Some(sql::FLOOR_BY_STATUS)),
            Self::Link(_) => (sql::LIST_BY_LINK, Some(sql::FLOOR_BY_LINK)),
            Self::Card(_) => (sql::LIST_BY_CARD, None),
            Self::Exact(Exact::Email(_)) => (sql::LIST_BY_EMAIL, Some(sql::FLOOR_BY_EMAIL)),
            Self::Exact(Exact::Id(_)) => (sql::LIST_BY_ID, None),
            Self::Exact(Exact::Intent(_)) => (sql::LIST_BY_INTENT, None),
            Self::Exact(Exact::Receipt(_)) => (sql::LIST_BY_RECEIPT, None),
        }
    }

    fn value(&self) -> Option<&str> {
        match self {
            Self::Newest => None,
            Self::Status(status) => Some(status.as_str()),
            Self::Link(text) | Self::Card(text) => Some(text),
            Self::Exact(
                Exact::Id(text) | Exact::Intent(text) | Exact::Receipt(text) | Exact::Email(text),
            ) => Some(text),
        }
    }

    /// The status, the link and the text that the index does not answer for.
    fn rest(&self, filter: &'f Filter) -> (&'static str, &'f str, Option<&'f Needle>) {
        let status = filter.status.filter(|_| !matches!(self, Self::Status(_)));
        let link = filter.link_id.as_deref().filter(|_| !matches!(self, Self::Link(_)));
        let needle = filter.needle.as_ref().filter(|_| !matches!(self, Self::Card(_) | Self::Exact(_)));
        (status.map_or("", Status::as_str), link.unwrap_or_default(), needle)
    }
}

pub(super) async fn list(
    core: &Core,
    merchant_id: &str,
    request: &PageRequest,
    filter: &Filter,
) -> Result<Page<Payment>> {
    let ground = Ground::find(core, merchant_id, filter).await?;
    list_on(core, merchant_id, request, filter, &ground).await
}

/// The newest payments with a card that ends so.
pub(super) async fn with_card(
    core: &Core,
    merchant_id: &str,
    request: &PageRequest,
    last4: &str,
) -> Result<Vec<Payment>> {
    let ground = Ground::Card(last4);
    list_on(core, merchant_id, request, &Filter::default(), &ground).await.map(|page| page.rows)
}

async fn list_on(
    core: &Core,
    merchant_id: &str,
    request: &PageRequest,
    filter: &Filter,
    ground: &Ground<'_>,
) -> Result<Page<Payment>> {
    let (list, floor) = ground.statements();
    let (status, link_id, needle) = ground.rest(filter);
    let currency = filter.currency.map_or("", Currency::code);
    let until = filter.to.map(|to| (to.0.saturating_add(1), ""));
    let start = (request.before_moment(), request.before_id());
    let start = until.map_or(start, |until| until.min(start));
    let mut end = (filter.from.map_or(i64::MIN, |from| from.0), String::new());
    let picky = !(currency.is_empty() && status.is_empty() && link_id.is_empty())
        || needle.is_some()
        || filter.min_minor.is_some()
        || filter.max_minor.is_some();
    let mut go_on = None;
    if let Some(floor) = floor.filter(|_| picky) {
        let mut args = args![merchant_id, start.0, start.1, end.0, end.1.as_str(), WINDOW];
        args.extend(ground.value().map(Into::into));
        let enough: Option<(i64, String)> = core.db.maybe(floor, args).await?;
        if let Some(place) = enough {
            go_on = Some(write_cursor(place.0, &place.1));
            end = place;
        }
    }
    let mut args = args![
        merchant_id,
        start.0,
        start.1,
        end.0,
        end.1,
        currency,
        status,
        link_id,
        filter.min_minor.unwrap_or(i64::MIN),
        filter.max_minor.unwrap_or(i64::MAX),
        needle.map(Needle::pattern).unwrap_or_default(),
        needle.and_then(Needle::last4).unwrap_or_default(),
        request.limit + 1,
    ];
    args.extend(ground.value().map(Into::into));
    let rows: Vec<Payment> = core.db.all(list, args).await?;
    let page = Page::cut(rows, request, |row| (row.created_at, row.id.clone()));
    Ok(Page { next: page.next.or(go_on), ..page })
}

/// The newest payments that a buyer has tried to pay.
pub(super) async fn recent(core: &Core, merchant_id: &str, limit: i64) -> Result<Vec<Payment>> {
    core.db.all(sql::RECENT, args![merchant_id, limit]).await
}

/// The ids of payments that came after their link had stopped selling and were not given back, newest first: those
/// paid since then, a hundred at most.
pub(super) async fn paid_late(core: &Core, merchant_id: &str, since: Timestamp) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = core.db.all(sql::PAID_LATE, args![merchant_id, since]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

pub(super) async fn insert(
    tx: &mut Tx,
    now: Timestamp,
    id: &str,
    session: &CheckoutSession,
    link: &PaymentLink,
    intent: &str,
) -> Result<u64> {
    let net = session.amount_minor - session.platform_fee_minor;
    let args = args![
        id,
        session.merchant_id.as_str(),
        session.link_id.as_str(),
        session.id.as_str(),
        session.stripe_account_id.as_str(),
        intent,
        session.amount_minor,
        session.currency.as_str(),
        session.platform_fee_minor,
        net,
        session.email.clone(),
        session.name.clone(),
        session.phone.clone(),
        session.address.clone(),
        link.title.as_str(),
        link.slug.as_str(),
        now,
        session.email.as_deref().map(fold),
        session.name.as_deref().map(fold),
        fold(&link.title),
        session.order_snapshot.clone(),
        session.collected.clone(),
    ];
    tx.run(sql::INSERT, args).await
}

pub(super) async fn keep_buyer(
    tx: &mut Tx,
    session_id: &str,
    email: Option<&str>,
    name: Option<&str>,
) -> Result<()> {
    let args = args![session_id, email, name, email.map(fold), name.map(fold)];
    tx.run(sql::KEEP_BUYER, args).await.map(|_| ())
}

pub(super) async fn complete(tx: &mut Tx, id: &str, paid_at: Timestamp, late: bool) -> Result<bool> {
    Ok(tx.run(sql::COMPLETE, args![id, paid_at, late]).await? > 0)
}

pub(super) async fn fail(tx: &mut Tx, id: &str, intent: &PaymentIntent, now: Timestamp) -> Result<bool> {
    let error = intent.last_payment_error.as_ref();
    let code = error.and_then(|error| error.decline_code.clone().or_else(|| error.code.clone()));
    let message = error.and_then(|error| error.message.clone());
    let charge = intent.latest_charge.as_ref().map_or("", |charge| charge.id.as_str());
    let args = args![id, code.unwrap_or_default(), message, now, charge];
    Ok(tx.run(sql::FAIL, args).await? > 0)
}

pub(super) async fn cancel(tx: &mut Tx, id: &str, now: Timestamp) -> Result<bool> {
    Ok(tx.run(sql::CANCEL, args![id, now]).await? > 0)
}

pub(super) async fn keep_charge(tx: &mut Tx, id: &str, charge: &Charge, now: Timestamp) -> Result<()> {
    let card = charge.card.as_ref();
    let args = args![
        id,
        charge.id.as_str(),
        charge.method.clone(),
        card.and_then(|card| card.brand.clone()),
        card.and_then(|card| card.last4.clone()),
        card.and_then(|card| card.country.clone()),
        charge.receipt_url.clone(),
        charge.billing_email.clone(),
        charge.billing_name.clone(),
        now,
        charge.billing_email.as_deref().map(fold),
        charge.billing_name.as_deref().map(fold),
    ];
    tx.run(sql::KEEP_CHARGE, args).await.map(|_| ())
}

/// Keeps how much was given back so far; tells how much of that is new, minor units. The caller has changed the
/// row before, so nobody else does between the two statements.
pub(super) async fn keep_refunded(tx: &mut Tx, id: &str, refunded_minor: i64, now: Timestamp) -> Result<i64> {
    let (before,): (i64,) = tx.one(sql::REFUNDED, args![id]).await?;
    let kept = tx.run(sql::KEEP_REFUNDED, args![id, refunded_minor, now, before]).await?;
    Ok(if kept > 0 { refunded_minor - before } else { 0 })
}

pub(super) async fn keep_settlement(
    tx: &mut Tx,
    id: &str,
    booked: &BalanceTransaction,
    now: Timestamp,
) -> Result<bool> {
    let args = args![id, booked.stripe_fee, booked.net, booked.currency.to_uppercase(), now];
    Ok(tx.run(sql::KEEP_SETTLEMENT, args).await? > 0)
}

/// Whether somebody with this address has paid the merchant.
pub(super) async fn has_bought(db: impl Queryable, merchant_id: &str, email: &str) -> Result<bool> {
    let found: Option<(String,)> = db.maybe(sql::HAS_BOUGHT, args![merchant_id, fold(email)]).await?;
    Ok(found.is_some())
}

/// How often cards were declined in this payment.
pub(super) async fn declines(tx: &mut Tx, id: &str) -> Result<i64> {
    let (declines,): (i64,) = tx.one(sql::DECLINES, args![id]).await?;
    Ok(declines)
}
