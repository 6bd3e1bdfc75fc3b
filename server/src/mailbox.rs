//! The mail of sandbox mode as JSON, newest first. Does not exist with a real Stripe key.
