-- Links that cost nothing, and who took what they give.
-- One text for SQLite and PostgreSQL.

-- A price may be nothing. The check stands in the column, so the column is made anew.
alter table payment_link add column price_minor bigint not null default 0 check (price_minor >= 0);
update payment_link set price_minor = amount_minor;
alter table payment_link drop column amount_minor;
alter table payment_link rename column price_minor to amount_minor;

-- Who took what a free link gives.
create table lead (
    id text primary key,
    merchant_id text not null,
    link_id text not null,
    revision bigint not null,
    -- The folded e-mail, else the phone number: who asks a second time is the same.
    contact text not null,
    email text,
    name text,
    phone text,
    address text,
    language text not null,
    link_title text not null,
    link_slug text not null,
    -- As they are searched in.
    email_folded text not null,
    name_folded text not null,
    title_folded text not null,
    created_at bigint not null,
    unique (merchant_id, id),
    unique (link_id, contact),
    foreign key (merchant_id, link_id) references payment_link (merchant_id, id)
);
create index lead_by_merchant on lead (merchant_id, created_at desc, id desc);
create index lead_by_link on lead (merchant_id, link_id, created_at desc, id desc);

-- How often something free was taken, in the books of its link's currency.
alter table rollup_day add column claimed_count bigint not null default 0;
alter table rollup_total add column claimed_count bigint not null default 0;
