//! Outgoing mail: [`letters`] says what our mails contain, [`Mailer`] sends them over SMTP, or keeps them in
//! the data folder's mailbox when no SMTP server is set.

pub mod claims;
mod delivered;
pub mod examples;
pub mod letters;
mod message;
mod render;
mod subscriptions;
mod sums;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod transport_tests;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::PoolConfig;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use serde::{Deserialize, Serialize};

pub use self::claims::{LeadMail, ThanksMail};
pub use self::sums::Sums;
pub use delivered::Delivered;
pub use letters::{Accent, LogoImage, ReceiptMail, SaleMail, SignInMail, Sum, Tones, WelcomeMail};
pub use subscriptions::{SubscribedMail, SubscriberMail};

use crate::clock::Timestamp;
use crate::config::Config;
use crate::error::{Error, Result};

const SMTP_TIMEOUT: Duration = Duration::from_secs(20);
/// How many mails [`Mailer::mailbox`] shows at most.
const MAILBOX_LIMIT: usize = 200;

/// A mail ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// Whom it goes to: a bare address.
    pub to: String,
    /// Who gets the answers when that is not the sender: a bare address.
    pub reply_to: Option<String>,
    /// The subject, one line.
    pub subject: String,
    /// The body as plain text.
    pub text: String,
    /// The same body as HTML.
    pub html: String,
}

/// Sends mail, or keeps it in the local mailbox.
#[derive(Clone)]
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

#[derive(Clone)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
    Memory(Arc<Mutex<Vec<Delivered>>>),
}

impl Mailer {
    /// Over SMTP when the settings name a server, else into the data folder.
    ///
    /// # Errors
    /// Internal, when the sender or the server's address cannot be read, or the folder cannot be made.
    pub fn from_config(config: &Config) -> Result<Self> {
        let from = config.mail_from.parse().map_err(Error::internal)?;
        let way = if let Some(url) = &config.smtp_url {
            let smtp = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.reveal());
            Way::Smtp(
                smtp.map_err(Error::internal)?
                    .timeout(Some(SMTP_TIMEOUT))
                    .pool_config(PoolConfig::new().max_size(4))
                    .build(),
            )
        } else {
            let folder = config.data_dir.join("mailbox");
            std::fs::create_dir_all(&folder).map_err(Error::internal)?;
            Way::Folder(folder)
        };
        Ok(Self { from, way })
    }

    /// Keeps mail in memory, for tests.
    #[must_use]
    pub fn memory() -> Self {
        let address = lettre::Address::new_dangerous("hello", "localhost");
        Self { from: Mailbox::new(Some("paylinks".into()), address), way: Way::Memory(Arc::default()) }
    }

    /// Sends `mail` under `id`, the sender's own name for it: the same id again is the same mail.
    ///
    /// # Errors
    /// `BAD_EMAIL` or `BAD_CHARACTERS` when it can never be sent; internal when it may work later.
    pub async fn send(&self, mail: &Mail, now: Timestamp, id: &str) -> Result<()> {
        let message = message::compose(&self.from, mail, now, id)?;
        match &self.way {
            Way::Smtp(smtp) => smtp.send(message).await.map(drop).map_err(Error::internal),
            Way::Folder(folder) => {
                let (folder, mail) = (folder.clone(), Delivered::new(id, mail, now));
                let written = tokio::task::spawn_blocking(move || mail.write(&folder)).await;
                written.map_err(Error::internal)?.map_err(Error::internal)
            }
            Way::Memory(mails) => {
                let mut mails = mails.lock().unwrap_or_else(PoisonError::into_inner);
                if mails.iter().all(|known| known.id != id) {
                    mails.push(Delivered::new(id, mail, now));
                }
                Ok(())
            }
        }
    }

    /// The mails kept here, newest first; empty when mail leaves over SMTP.
    ///
    /// # Errors
    /// Internal, when the folder cannot be read.
    pub fn mailbox(&self) -> Result<Vec<Delivered>> {
        let mut mails = match &self.way {
            Way::Smtp(_) => Vec::new(),
            Way::Folder(folder) => read_folder(folder).map_err(Error::internal)?,
            Way::Memory(mails) => mails.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        };
        mails.sort_by(|left, right| (right.at, &right.id).cmp(&(left.at, &left.id)));
        mails.truncate(MAILBOX_LIMIT);
        Ok(mails)
    }
}

fn read_folder(folder: &Path) -> std::io::Result<Vec<Delivered>> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    // Job ids grow with time, so the last names are the newest mails.
    paths.sort_unstable();
    paths.iter().rev().take(MAILBOX_LIMIT).map(|path| Delivered::read(path)).collect()
}
