-- The least and the most that one payment to a merchant may come to, for each currency; null is no bound of their own.
create table payment_limit (
    merchant_id text not null references merchant (id),
    currency text not null,
    min_minor bigint,
    max_minor bigint,
    updated_at bigint not null,
    primary key (merchant_id, currency)
);
