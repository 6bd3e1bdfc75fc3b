-- Codes with which buyers get something off: a part (percent_off) or an amount of one currency.
create table promotion_code (
    id text primary key,
    merchant_id text not null references merchant (id),
    -- In capitals, as buyers write it.
    code text not null,
    active boolean not null,
    percent_off bigint check (percent_off between 1 and 99),
    amount_off_minor bigint check (amount_off_minor > 0),
    currency text,
    starts_at bigint,
    ends_at bigint,
    max_uses bigint check (max_uses > 0),
    max_per_buyer bigint check (max_per_buyer > 0),
    first_purchase_only boolean not null,
    -- JSON: the ids of the links it is for; empty for all.
    links text not null default '[]',
    -- Paid with it, and being paid for. Never more together than max_uses.
    used_count bigint not null default 0,
    held_count bigint not null default 0,
    -- Counts its changes, so that two of them cannot undo each other.
    version bigint not null default 1,
    created_at bigint not null,
    updated_at bigint not null,
    unique (merchant_id, code)
);
create index promotion_code_by_merchant on promotion_code (merchant_id, created_at desc, id desc);

-- How often one buyer has used a code or is about to; the buyer is the mark of their e-mail.
create table promotion_code_buyer (
    promotion_code_id text not null references promotion_code (id),
    buyer text not null,
    uses bigint not null,
    primary key (promotion_code_id, buyer)
);

alter table checkout_session add column promotion_code_id text;

-- Who tries cards under one e-mail from many addresses.
create index checkout_session_unpaid_buyer on checkout_session (buyer, created_at) where status <> 'paid';
-- How often cards were declined in this payment.
alter table payment add column declines bigint not null default 0;
-- How often cards were declined on the link since then.
alter table payment_link add column declines bigint not null default 0;
alter table payment_link add column declines_since bigint not null default 0;
