//! paylinks: payment links over a merchant's own Stripe account. This crate is the core: it knows no HTTP.
//!
//! Read in this order: [`operation`] says what an operation is, [`core`] is the one doorway to them,
//! `catalogue` lists them. Each feature is a room of its own with its rules, operations and SQL.

// The cellar.
pub mod actor;
pub mod clock;
pub mod collecting;
pub mod colour;
pub mod config;
pub mod core;
pub mod db;
pub mod error;
mod error_code;
pub mod export;
pub mod files;
pub mod format;
pub mod id;
pub mod idempotency;
pub mod jobs;
pub mod language;
pub mod leads;
pub mod limits;
pub mod llm;
pub mod mail;
pub mod money;
pub mod needle;
pub mod operation;
pub mod page;
mod pdf;
pub mod secrets;
pub mod signals;
pub mod stripe;
pub mod wire;
pub mod zone;

// The features.
pub mod api_keys;
pub mod branding;
pub mod checkout_sessions;
pub mod connected_accounts;
pub mod drafts;
pub mod events;
pub mod figures;
pub mod inbox;
pub mod invoices;
pub mod merchants;
pub mod payment_links;
pub mod payments;
pub mod pricing;
pub mod promotion_codes;
pub mod purchases;
pub mod receipts;
pub mod rollups;
pub mod search;
pub mod sessions;
pub mod sign_in;
pub mod tokens;
pub mod uploads;

// The registers.
pub mod catalogue;
pub mod inbound;
pub mod statements;
pub mod subscriptions;
mod work;
