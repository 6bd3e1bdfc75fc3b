-- Links that sell a limited number of times. A seat is held when a buyer starts, taken when the money is there, and
-- free again only when Stripe has confirmed that the attempt can no longer be paid.
alter table payment_link add column max_uses bigint check (max_uses > 0);
-- Completed payments of all currencies, and seats that are held. Never more together than max_uses.
alter table payment_link add column used_count bigint not null default 0;
alter table payment_link add column held_count bigint not null default 0;
update payment_link set used_count = cast(coalesce((select sum(t.paid_count) from rollup_total t
    where t.merchant_id = payment_link.merchant_id and t.link_id = payment_link.id), 0) as bigint);

-- `none` (the link has no limit), `held`, `taken` or `free`.
alter table checkout_session add column seat text not null default 'none';
update checkout_session set seat = 'taken' where status = 'paid';
