//! Outgoing mail.

/// Sends mail, or keeps it in the local mailbox.
#[derive(Clone)]
pub struct Mailer {}
