-- Figures: what links earn, how often they are opened, and what a merchant's first steps were.
-- One text for SQLite and PostgreSQL.

-- What was given back, counted on the day it was booked.
alter table rollup_day add column refunded_minor bigint not null default 0;
-- Attempts to buy that reached Stripe.
alter table rollup_day add column started_count bigint not null default 0;
-- How often the pay page was opened by people, and how often it could not sell then because the account could
-- not charge. These two may lose seconds at a crash; the others are money and never do.
alter table rollup_day add column visits bigint not null default 0;
alter table rollup_day add column turned_away bigint not null default 0;
-- A row with an empty link_id is the sum of the merchant's links, kept in the same transaction.

-- The same of all time, by link and (with an empty link_id) by merchant.
create table rollup_total (
    merchant_id text not null references merchant (id),
    link_id text not null,
    currency text not null,
    paid_count bigint not null,
    gross_minor bigint not null,
    fee_minor bigint not null,
    refunded_minor bigint not null,
    started_count bigint not null,
    visits bigint not null,
    turned_away bigint not null,
    last_paid_at bigint,
    primary key (merchant_id, link_id, currency)
);

-- Beside paid_count and revenue_minor: totals of the link in its present currency.
alter table payment_link add column visits bigint not null default 0;

alter table merchant add column checklist_dismissed_at bigint;

-- Whose work it is, when it is one merchant's: they are told what was given up.
alter table job add column merchant_id text;
create index job_dead on job (merchant_id, created_at) where state = 'dead';

-- What buyers tried to pay lately, without the attempts that nobody finished.
create index payment_tried on payment (merchant_id, created_at desc, id desc) where status <> 'PENDING';
create index payment_paid_late on payment (merchant_id, paid_at) where paid_late;

-- What happened before this migration. A refund is counted on the day of the last news of it. The calendar is
-- computed, because the engines name no common function: days since 1 March of year 0, eras of 400 years.
insert into rollup_day (merchant_id, link_id, currency, day, paid_count, gross_minor, fee_minor, refunded_minor,
    started_count)
with happened as (
    select merchant_id, link_id, currency, created_at as moment, 1 as started, 0 as refunded
    from checkout_session where status <> 'starting'
    union all
    select p.merchant_id, p.link_id, p.currency,
        coalesce((select max(e.created_at) from event e where e.merchant_id = p.merchant_id
            and e.subject_id = p.id and e.type = 'payment.refunded'), p.updated_at), 0, p.refunded_minor
    from payment p where p.refunded_minor > 0
), eras as (
    select merchant_id, link_id, currency, started, refunded, (moment / 86400000 + 719468) / 146097 as era,
        (moment / 86400000 + 719468) % 146097 as day_of_era from happened
), years as (
    select merchant_id, link_id, currency, started, refunded, era, day_of_era,
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365 as year_of_era from eras
), days as (
    select merchant_id, link_id, currency, started, refunded, era * 400 + year_of_era as march_year,
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100) as day_of_year from years
), months as (
    select merchant_id, link_id, currency, started, refunded, march_year, (5 * day_of_year + 2) / 153 as march_month,
        day_of_year - (153 * ((5 * day_of_year + 2) / 153) + 2) / 5 + 1 as day_of_month from days
), dates as (
    select merchant_id, link_id, currency, started, refunded, day_of_month,
        case when march_month < 10 then march_year else march_year + 1 end as year,
        case when march_month < 10 then march_month + 3 else march_month - 9 end as month from months
)
select merchant_id, link_id, currency,
    cast(year as text) || case when month < 10 then '-0' else '-' end || cast(month as text)
        || case when day_of_month < 10 then '-0' else '-' end || cast(day_of_month as text),
    0, 0, 0, cast(sum(refunded) as bigint), cast(sum(started) as bigint)
from dates where true group by merchant_id, link_id, currency, year, month, day_of_month
on conflict (merchant_id, link_id, currency, day) do update
    set refunded_minor = excluded.refunded_minor, started_count = excluded.started_count;

insert into rollup_day (merchant_id, link_id, currency, day, paid_count, gross_minor, fee_minor, refunded_minor,
    started_count)
select merchant_id, '', currency, day, cast(sum(paid_count) as bigint), cast(sum(gross_minor) as bigint),
    cast(sum(fee_minor) as bigint), cast(sum(refunded_minor) as bigint), cast(sum(started_count) as bigint)
from rollup_day group by merchant_id, currency, day;

insert into rollup_total (merchant_id, link_id, currency, paid_count, gross_minor, fee_minor, refunded_minor,
    started_count, visits, turned_away, last_paid_at)
select d.merchant_id, d.link_id, d.currency, cast(sum(d.paid_count) as bigint), cast(sum(d.gross_minor) as bigint),
    cast(sum(d.fee_minor) as bigint), cast(sum(d.refunded_minor) as bigint), cast(sum(d.started_count) as bigint), 0, 0,
    (select max(p.paid_at) from payment p where p.merchant_id = d.merchant_id and p.currency = d.currency
        and (d.link_id = '' or p.link_id = d.link_id))
from rollup_day d group by d.merchant_id, d.link_id, d.currency;

-- The payload of a payment's mail begins with {"merchant_id":" and its 36 characters.
update job set merchant_id = substr(payload, 17, 36) where kind in ('receipt_mail', 'sale_mail') and state <> 'done';
