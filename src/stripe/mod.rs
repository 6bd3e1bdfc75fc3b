//! Stripe: the only room that knows its wire. Typed requests go out, our own small structs come back.

use crate::config::StripeConfig;
use crate::error::Result;

/// Stripe's API over one pooled client.
#[derive(Clone)]
pub struct Stripe {}

impl Stripe {
    /// A client for these settings.
    ///
    /// # Errors
    /// Internal, when the TLS roots cannot be read.
    pub fn new(_config: &StripeConfig) -> Result<Self> {
        Ok(Self {})
    }
}
