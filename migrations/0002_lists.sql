-- Lists that are searched, filtered and sorted.
-- Folded text is what people search in: small letters without their marks, made by the program (src/needle.rs),
-- because the engines do not agree on letters beyond ASCII. What was kept before this only gets small letters.

alter table payment_link add column title_folded text not null default '';
update payment_link set title_folded = lower(title);

-- Every order of the list of links stands on an index; deleted links are in none of them.
drop index payment_link_by_merchant;
create index payment_link_by_merchant on payment_link (merchant_id, created_at desc, id desc)
    where deleted_at is null;
create index payment_link_by_title on payment_link (merchant_id, title_folded, id) where deleted_at is null;
create index payment_link_by_revenue on payment_link (merchant_id, currency, revenue_minor, id)
    where deleted_at is null;
create index payment_link_by_payments on payment_link (merchant_id, paid_count, id) where deleted_at is null;

-- Null as long as the buyer's own words are.
alter table payment add column email_folded text;
alter table payment add column name_folded text;
alter table payment add column title_folded text not null default '';
update payment set email_folded = lower(customer_email), name_folded = lower(customer_name),
    title_folded = lower(link_title);

-- What is known exactly is found at once, however long ago it was.
create index payment_by_email on payment (merchant_id, email_folded, created_at desc, id desc)
    where email_folded is not null;
create index payment_by_card on payment (merchant_id, card_last4, created_at desc, id desc)
    where card_last4 is not null;
-- The receipt's number is the end of the payment's id.
create index payment_by_receipt on payment (merchant_id, substr(id, 25));
