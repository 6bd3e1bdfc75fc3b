-- When a link begins and stops to sell, milliseconds; null for from the beginning and for good. The link's details hold
-- the same: these are for lists.
alter table payment_link add column opens_at bigint;
alter table payment_link add column closes_at bigint;
-- The clock on the merchant's wall, an IANA name such as Europe/Bucharest; null for the one of the country.
alter table merchant add column time_zone text;
