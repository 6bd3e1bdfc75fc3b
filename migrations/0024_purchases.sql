-- What a buyer owns: made in the commit that books the success, revoked in the commit that books the last refund.
create table purchase (
    -- The id of the payment, or of the lead that claimed it for free: so there is never a second one.
    id text primary key,
    merchant_id text not null references merchant (id),
    link_id text not null,
    -- What was sold, files included, is the link's revision.
    revision bigint not null,
    payment_id text,
    checkout_session_id text,
    -- Small letters; null when the link asked for none.
    email text,
    title text not null,
    slug text not null,
    service_type text not null,
    amount_minor bigint not null,
    currency text not null,
    -- `COMPLETED` or `REFUNDED`.
    status text not null,
    created_at bigint not null,
    revoked_at bigint,
    foreign key (merchant_id, link_id) references payment_link (merchant_id, id)
);
create index purchase_by_email on purchase (email, created_at desc, id desc);
create index purchase_by_session on purchase (checkout_session_id);

insert into purchase (id, merchant_id, link_id, revision, payment_id, checkout_session_id, email, title, slug,
    service_type, amount_minor, currency, status, created_at, revoked_at)
select p.id, p.merchant_id, p.link_id, s.revision, p.id, s.id, lower(p.customer_email), p.link_title, p.link_slug,
    l.service_type, p.amount_minor, p.currency, case when p.status = 'REFUNDED' then 'REFUNDED' else 'COMPLETED' end,
    p.paid_at, case when p.status = 'REFUNDED' then p.updated_at end
from payment p join checkout_session s on s.id = p.checkout_session_id
join payment_link l on l.merchant_id = p.merchant_id and l.id = p.link_id
where p.paid_at is not null and p.status in ('COMPLETED', 'REFUNDED', 'DISPUTED');

-- Who took which file, when: one row for each address that was given out and used.
create table delivery (
    id text primary key,
    merchant_id text not null references merchant (id),
    purchase_id text not null references purchase (id),
    upload_id text not null references upload (id),
    address_expires_at bigint not null,
    -- A keyed hash of the caller's address: it can be compared, and not be read.
    caller text not null,
    user_agent text not null,
    created_at bigint not null,
    unique (purchase_id, upload_id, address_expires_at)
);
create index delivery_by_merchant on delivery (merchant_id, created_at);
