-- The first sale: people, links, checkout, payments, and the machinery beneath them.
-- One text for SQLite and PostgreSQL: ids, enums and JSON are text, money (minor units) and time (epoch
-- milliseconds) are bigint, flags are boolean. Every row of a merchant carries merchant_id.

create table app_user (
    id text primary key,
    -- Small letters. Only proven addresses stand here: the row is made when a mailed link is used.
    email text not null unique,
    name text not null,
    language text not null,
    role text not null,
    -- Raised to void every token at once.
    token_version bigint not null,
    created_at bigint not null
);

create table merchant (
    id text primary key,
    name text not null,
    country text not null,
    default_currency text not null,
    created_at bigint not null,
    -- Null until name, country and currency were told.
    onboarded_at bigint
);

create table member (
    merchant_id text not null references merchant (id),
    user_id text not null references app_user (id),
    role text not null,
    created_at bigint not null,
    primary key (merchant_id, user_id)
);
create index member_by_user on member (user_id);

-- A mailed link. The token itself is not stored: it is derived from the id.
create table sign_in_link (
    id text primary key,
    email text not null,
    language text not null,
    -- Hash of the asking browser's cookie; null when the API asked.
    browser_hash text,
    redirect_to text,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);

create table page_session (
    -- SHA-256 of the cookie's value.
    id text primary key,
    -- A second id that may be shown and revoked.
    public_id text not null unique,
    user_id text references app_user (id),
    data text not null,
    user_agent text not null,
    ip text not null,
    created_at bigint not null,
    last_seen_at bigint not null,
    expires_at bigint not null
);
create index page_session_by_user on page_session (user_id, last_seen_at);
create index page_session_by_expiry on page_session (expires_at);

create table api_key (
    id text primary key,
    merchant_id text not null references merchant (id),
    user_id text not null references app_user (id),
    -- Public half, plk_…
    key_id text not null unique,
    -- HMAC of the secret half, pls_…
    secret_hash text not null,
    name text not null,
    -- Comma list of scopes.
    scopes text not null,
    created_at bigint not null,
    last_used_at bigint,
    revoked_at bigint
);
create index api_key_by_merchant on api_key (merchant_id, created_at);

create table connected_account (
    merchant_id text primary key references merchant (id),
    stripe_account_id text unique,
    -- Part of the idempotency key at Stripe, so that a lost answer does not make a second account.
    attempt text not null,
    country text not null,
    default_currency text,
    charges_enabled boolean not null,
    payouts_enabled boolean not null,
    details_submitted boolean not null,
    card_payments text,
    requirements text not null,
    -- When the facts above were asked for at Stripe; older answers never overwrite newer ones.
    asked_at bigint not null,
    created_at bigint not null,
    updated_at bigint not null
);

create table payment_link (
    id text primary key,
    merchant_id text not null references merchant (id),
    -- Never freed: a slug does not pass to another link, deleted or not.
    slug text not null unique,
    title text not null,
    description text not null,
    price_type text not null,
    service_type text not null,
    payment_type text not null,
    amount_minor bigint not null check (amount_minor > 0),
    currency text not null,
    collect_email boolean not null,
    collect_name boolean not null,
    collect_phone boolean not null,
    collect_address boolean not null,
    thank_you_message text not null,
    success_url text,
    cancel_url text,
    active boolean not null,
    -- Counts every change of what is sold.
    revision bigint not null,
    -- Totals kept in the same transaction as the payment.
    paid_count bigint not null,
    revenue_minor bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    deleted_at bigint,
    unique (merchant_id, id)
);
create index payment_link_by_merchant on payment_link (merchant_id, created_at desc, id desc);
create index payment_link_public on payment_link (updated_at desc, id desc);

-- What was sold at each revision; never changed, so history does not move under a buyer.
create table payment_link_revision (
    link_id text not null references payment_link (id),
    revision bigint not null,
    snapshot text not null,
    created_at bigint not null,
    primary key (link_id, revision)
);

-- Every attempt to buy, whichever door it came through.
create table checkout_session (
    id text primary key,
    merchant_id text not null,
    link_id text not null,
    revision bigint not null,
    amount_minor bigint not null,
    currency text not null,
    platform_fee_minor bigint not null,
    status text not null,
    language text not null,
    source text not null,
    email text,
    name text,
    phone text,
    address text,
    stripe_account_id text not null,
    stripe_payment_intent_id text unique,
    -- SHA-256 of the intent's client secret: who holds it may go on with this attempt.
    client_secret_hash text,
    created_at bigint not null,
    updated_at bigint not null,
    expires_at bigint not null,
    unique (merchant_id, id),
    foreign key (merchant_id, link_id) references payment_link (merchant_id, id)
);
create index checkout_session_by_link on checkout_session (link_id, created_at desc);

-- One charge on one connected account. The status is derived from Stripe's facts and only moves forward.
create table payment (
    id text primary key,
    merchant_id text not null,
    link_id text not null,
    checkout_session_id text not null unique,
    stripe_account_id text not null,
    stripe_payment_intent_id text not null unique,
    stripe_charge_id text,
    status text not null,
    amount_minor bigint not null,
    currency text not null,
    -- Frozen at the start; net = amount - platform fee.
    platform_fee_minor bigint not null,
    net_minor bigint not null,
    refunded_minor bigint not null,
    -- What Stripe settles, in its own currency; arrives later than the success.
    stripe_fee_minor bigint,
    settled_minor bigint,
    settled_currency text,
    customer_email text,
    customer_name text,
    customer_phone text,
    customer_address text,
    method text,
    card_brand text,
    card_last4 text,
    card_country text,
    receipt_url text,
    failure_code text,
    failure_message text,
    -- Paid after the link stopped selling.
    paid_late boolean not null,
    link_title text not null,
    link_slug text not null,
    created_at bigint not null,
    updated_at bigint not null,
    paid_at bigint,
    unique (merchant_id, id),
    foreign key (merchant_id, link_id) references payment_link (merchant_id, id),
    foreign key (merchant_id, checkout_session_id) references checkout_session (merchant_id, id)
);
create index payment_by_merchant on payment (merchant_id, created_at desc, id desc);
create index payment_by_status on payment (merchant_id, status, created_at desc, id desc);
create index payment_by_link on payment (merchant_id, link_id, created_at desc, id desc);

-- The merchant's append-only story: who did what, when, through which door.
create table event (
    id text primary key,
    merchant_id text not null references merchant (id),
    type text not null,
    -- What it is about: a payment, a link, an account.
    subject_id text not null,
    who_kind text not null,
    who text not null,
    door text not null,
    data text not null,
    created_at bigint not null
);
create index event_by_subject on event (merchant_id, subject_id, created_at desc, id desc);
create index event_by_merchant on event (merchant_id, created_at desc, id desc);

-- Stripe's story, exactly as it arrived.
create table inbox (
    endpoint text not null,
    event_id text not null,
    account text,
    type text not null,
    object_id text not null,
    raw text not null,
    received_at bigint not null,
    -- How it ended: applied, ignored, or why it was set aside.
    outcome text,
    applied_at bigint,
    primary key (endpoint, event_id)
);
create index inbox_waiting on inbox (received_at) where outcome is null;

-- Work to do, enqueued in the same transaction as the change that wants it.
create table job (
    id text primary key,
    kind text not null,
    -- Jobs of one lane run one after the other: the lease on a Stripe object.
    lane text,
    -- Work that must exist at most once.
    unique_key text unique,
    payload text not null,
    state text not null,
    run_at bigint not null,
    attempts bigint not null,
    lease_until bigint not null,
    last_error text,
    created_at bigint not null
);
create index job_due on job (state, run_at, id);
create index job_by_lane on job (lane, state);
-- Two workers can never run two jobs of one lane.
create unique index job_lane_running on job (lane) where state = 'running';

create table idempotency (
    owner text not null,
    operation text not null,
    key text not null,
    request_hash text not null,
    outcome text,
    claimed_at bigint not null,
    expires_at bigint not null,
    primary key (owner, operation, key)
);
create index idempotency_by_expiry on idempotency (expires_at);

-- Totals by day, kept in the same transaction as the payment.
create table rollup_day (
    merchant_id text not null references merchant (id),
    link_id text not null,
    currency text not null,
    day text not null,
    paid_count bigint not null,
    gross_minor bigint not null,
    fee_minor bigint not null,
    primary key (merchant_id, link_id, currency, day)
);
