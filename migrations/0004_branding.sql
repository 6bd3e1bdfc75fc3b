-- How a merchant looks to buyers: one row each, and none for who never chose.
create table branding (
    merchant_id text primary key references merchant (id),
    -- Six small hexadecimal digits; null is our own accent.
    accent text,
    -- The logo's address: the beginning of the SHA-256 of its bytes; null is no logo.
    logo_hash text,
    logo_width bigint,
    logo_height bigint,
    updated_at bigint not null,
    -- The logo as PNG, base64: here every process finds it. Last, because nobody else reads that far.
    logo_png text
);
create index branding_by_logo on branding (logo_hash);
