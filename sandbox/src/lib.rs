//! A stand-in for Stripe that speaks its HTTP.
