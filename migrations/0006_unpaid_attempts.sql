-- Who starts one payment after the other and pays none is stopped for a while: that is how stolen cards are tried.
alter table checkout_session add column caller text;
-- A keyed hash of the caller's address: it can be counted, and not be read.
create index checkout_session_unpaid on checkout_session (caller, created_at) where status <> 'paid';
