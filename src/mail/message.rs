//! Turns a [`Mail`] into a message on the wire, and refuses what could smuggle a header in.

use std::time::{Duration, SystemTime};

use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};

use super::Mail;
use crate::clock::Timestamp;
use crate::error::{Code, Error, Result};

/// Checks `mail` and composes it; `id` becomes its Message-ID, so that a second try is the same mail.
pub(super) fn compose(from: &Mailbox, mail: &Mail, now: Timestamp, id: &str) -> Result<Message> {
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)) {
        return Err(Error::invalid(Code::BadCharacters));
    }
    if mail.subject.is_empty() || mail.subject.chars().any(breaks_lines) {
        return Err(Error::field("subject", Code::BadCharacters));
    }
    let sent = SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(now.0).unwrap_or(0));
    let mut message = Message::builder()
        .from(from.clone())
        .to(bare_address(&mail.to)?)
        .subject(mail.subject.as_str())
        .message_id(Some(format!("<{id}@{}>", from.email.domain())))
        .date(sent);
    if let Some(address) = &mail.reply_to {
        message = message.reply_to(bare_address(address)?);
    }
    message
        .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))
        .map_err(Error::internal)
}

fn bare_address(text: &str) -> Result<Mailbox> {
    if text.chars().any(breaks_lines) {
        return Err(Error::field("email", Code::BadCharacters));
    }
    let address =
        text.parse::<Address>().map_err(|error| Error::field("email", Code::BadEmail).because(error))?;
    Ok(Mailbox::new(None, address))
}

/// Every control character, and the line ends of Unicode.
fn breaks_lines(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}
