-- How often one buyer has bought through a link or is about to. The buyer is the mark of their e-mail under a key of ours:
-- equal addresses are told, no address is kept here.
create table link_buyer (
    link_id text not null references payment_link (id),
    buyer text not null,
    uses bigint not null,
    primary key (link_id, buyer)
);
-- The mark of the attempt's buyer; null without an e-mail.
alter table checkout_session add column buyer text;
