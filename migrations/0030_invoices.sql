-- Invoices: one for each payment that goes through from now on. The number is counted up in the commit that books the
-- money: what is rolled back counts nothing, so that a merchant's numbers have no gap.
create table invoice_series (
    merchant_id text primary key references merchant (id),
    -- Stands before the number.
    prefix text not null default '',
    -- Who sells, as invoices say it: JSON of `Party` in src/invoices/party.rs.
    seller text not null default '{}',
    last_number bigint not null default 0
);

create table invoice (
    id text primary key,
    merchant_id text not null,
    payment_id text not null unique,
    -- Prefix, number and seller as they were when it was issued.
    prefix text not null,
    number bigint not null,
    seller text not null,
    -- Counts the corrections of the buyer's side; the number stays.
    version bigint not null,
    buyer text not null,
    issued_at bigint not null,
    updated_at bigint not null,
    unique (merchant_id, number),
    foreign key (merchant_id, payment_id) references payment (merchant_id, id)
);
create index invoice_by_merchant on invoice (merchant_id, issued_at desc, id desc);

-- Every version that an invoice had, the present one too.
create table invoice_version (
    invoice_id text not null references invoice (id),
    version bigint not null,
    buyer text not null,
    -- Who wrote it: buyer, person, key or system.
    who_kind text not null,
    created_at bigint not null,
    primary key (invoice_id, version)
);
