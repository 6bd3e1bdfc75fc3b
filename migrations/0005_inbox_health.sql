-- What a merchant asks of the inbox: the news of their own account in a day, and what of it still waits.
-- The old index of what waits was asked by nobody; this one knows whose it is.
drop index inbox_waiting;
create index inbox_waiting on inbox (account, received_at) where outcome is null;
-- With the outcome in it, counting a day reads no event.
create index inbox_by_account on inbox (account, received_at, outcome) where account is not null;
