//! Stories told over HTTP, each on SQLite and on PostgreSQL, and the rules that hold the house together.
//! `support` has the people and the application; every other file is one story.

mod support;

mod payment_links;
mod sign_in;
