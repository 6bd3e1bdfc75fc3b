//! Stories told over HTTP, each on SQLite and on PostgreSQL, and the rules that hold the house together.
//! `support` has the people and the application; every other file is one story.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a story that cannot go on should stop")]

mod support;

mod abandoned;
mod api_keys;
mod architecture;
mod archive;
mod bad_links;
mod books;
mod branding;
mod businesses;
mod buyers;
mod card_testing;
mod checkout;
mod collecting;
mod connected_accounts;
mod database;
mod digital;
mod drafts;
mod every_operation;
mod figures;
mod files;
mod headers;
mod idempotency;
mod inbox_health;
mod leads;
mod link_lists;
mod link_pages;
mod mails;
mod object_storage;
mod openapi;
mod opening;
mod outages;
mod own_subscriptions;
mod page_language;
mod pages;
mod payment_links;
mod payment_lists;
mod payment_pages;
mod price_choice;
mod profile;
mod promotions;
mod purchases;
mod qr;
mod quantity;
mod receipts;
mod redirects;
mod requests;
mod sandbox_now;
mod search;
mod seats;
mod secrets;
mod seed;
mod sessions;
mod shutdown;
mod sign_in;
mod subscription_life;
mod subscriptions;
mod tenants;
mod transactions;
mod visits;
mod webhooks;
