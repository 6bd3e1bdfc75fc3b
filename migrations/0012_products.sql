-- The catalogue. Links keep what they took from it as a snapshot: a change here changes no link.
create table product (
    id text primary key,
    merchant_id text not null references merchant (id),
    name text not null,
    name_folded text not null,
    description text not null,
    -- JSON: a price for each currency, minor units.
    prices text not null,
    tax_rate_bps bigint,
    tax_inclusive boolean not null,
    -- Pieces that are there, those held for buyers included; null is as many as anybody wants.
    stock bigint check (stock >= 0),
    -- Pieces held for buyers who are paying; never more than there are.
    held bigint not null default 0,
    -- Pieces sold so far.
    sold bigint not null default 0,
    active boolean not null,
    created_at bigint not null,
    updated_at bigint not null
);
create index product_by_merchant on product (merchant_id, created_at, id);
