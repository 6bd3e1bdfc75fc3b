-- A buyer asks that what is kept of them be erased. Merchants must keep their books, so a person decides.
create table erasure_request (
    id text primary key,
    -- Small letters; asked twice, it is one request.
    email text not null unique,
    created_at bigint not null
);
