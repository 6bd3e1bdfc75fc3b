-- When a link was put away, milliseconds: it does not sell and no list shows it unasked; it can be brought back.
alter table payment_link add column archived_at bigint;
