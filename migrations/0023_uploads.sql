-- Files that merchants sell. The bytes are in the storage under a name that only this row knows.
create table upload (
    id text primary key,
    merchant_id text not null references merchant (id),
    name text not null,
    content_type text not null,
    -- `waiting` until every byte is there, then `ready`; a file that is ready never changes.
    state text not null,
    object_key text,
    size bigint,
    -- Null when the bytes went straight to an S3 storage and never passed here.
    sha256 text,
    -- Whether a link has ever carried it: what a buyer bought stays, all else is swept.
    used boolean not null,
    created_at bigint not null,
    -- Until when its bytes may come.
    expires_at bigint not null,
    ready_at bigint
);
create index upload_by_merchant on upload (merchant_id, created_at);
