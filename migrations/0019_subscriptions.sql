-- Subscriptions: one row for each attempt to subscribe, made before Stripe is asked for anything. What Stripe says of
-- it is written over it, newest answer last; every paid invoice is a payment of its own.
create table subscription (
    id text primary key,
    merchant_id text not null,
    link_id text not null,
    -- The terms that the buyer saw.
    revision bigint not null,
    -- The attempt that began it; renewals have attempts of their own.
    checkout_session_id text not null unique,
    stripe_account_id text not null,
    -- A customer of its own for each attempt, so that a card kept for one is never charged for another.
    stripe_customer_id text unique,
    stripe_setup_intent_id text unique,
    stripe_subscription_id text unique,
    -- The card that was claimed for it; who has claimed may ask Stripe to begin.
    stripe_payment_method_id text,
    claimed_at bigint,
    -- `setup`, `abandoned`, or Stripe's own word.
    status text not null,
    amount_minor bigint not null,
    currency text not null,
    -- `week`, `month`, `six_months` or `year`.
    period text not null,
    trial_days bigint not null,
    language text not null,
    -- Small letters.
    customer_email text not null,
    customer_name text,
    link_title text not null,
    link_slug text not null,
    card_brand text,
    card_last4 text,
    period_start bigint,
    period_end bigint,
    trial_end bigint,
    cancel_at_period_end boolean not null default false,
    -- When it first was active or trialing; null while it never was.
    started_at bigint,
    canceled_at bigint,
    ended_at bigint,
    -- When the facts above were asked for at Stripe; older answers never overwrite newer ones.
    asked_at bigint not null default 0,
    created_at bigint not null,
    updated_at bigint not null,
    unique (merchant_id, id),
    foreign key (merchant_id, link_id) references payment_link (merchant_id, id),
    foreign key (merchant_id, checkout_session_id) references checkout_session (merchant_id, id)
);
create index subscription_by_merchant on subscription (merchant_id, created_at desc, id desc)
    where started_at is not null;
create index subscription_by_link on subscription (merchant_id, link_id, created_at desc, id desc)
    where started_at is not null;
create index subscription_by_email on subscription (customer_email, created_at desc, id desc)
    where started_at is not null;

-- The subscription that an invoice's payment belongs to.
alter table payment add column subscription_id text;
create index payment_by_subscription on payment (merchant_id, subscription_id, created_at desc, id desc)
    where subscription_id is not null;
