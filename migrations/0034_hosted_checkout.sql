-- Attempts that are paid on Stripe's own page: for browsers without scripts, and for merchants who want it so.
create table hosted_checkout (
    checkout_session_id text primary key,
    merchant_id text not null,
    -- The Checkout Session at Stripe, once it has answered.
    stripe_id text unique,
    foreign key (merchant_id, checkout_session_id) references checkout_session (merchant_id, id)
);

-- Whether all of the merchant's buyers pay there.
alter table merchant add column hosted_checkout boolean not null default false;
