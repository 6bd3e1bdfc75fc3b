-- Attempts whose time is over without money, counted in the books once.
-- One text for SQLite and PostgreSQL.

-- The moment when the attempt's time was over; null while it may still be paid, and again when it is paid after all.
alter table checkout_session add column abandoned_at bigint;
create index checkout_session_over on checkout_session (expires_at) where status = 'open' and abandoned_at is null;
alter table rollup_day add column abandoned_count bigint not null default 0;
alter table rollup_total add column abandoned_count bigint not null default 0;
