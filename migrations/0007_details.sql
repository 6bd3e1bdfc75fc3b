-- What of a link no list looks for: JSON of `Details` in src/payment_links/details.rs. Of a link whose buyers choose
-- what they pay, amount_minor is the least they may choose.
alter table payment_link add column details text not null default '{}';
