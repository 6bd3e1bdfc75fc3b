//! Addresses of files, and the signatures that open them: for one deed, one holder, and a short time.

use super::{DOWNLOAD_LIFE, LinkFile, UPLOAD_LIFE};
use crate::core::Core;
use crate::error::{Code, Error, Result};
use crate::id::{is_id, same};

/// Whom an address was made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// The buyer who owns this purchase.
    Purchase(String),
    /// The merchant whose file it is.
    Merchant(String),
}

impl Holder {
    fn text(&self) -> String {
        match self {
            Self::Purchase(id) => format!("purchase.{id}"),
            Self::Merchant(id) => format!("merchant.{id}"),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        match text.split_once('.')? {
            ("purchase", id) => Some(Self::Purchase(id.to_owned())),
            ("merchant", id) => Some(Self::Merchant(id.to_owned())),
            _ => None,
        }
    }
}

/// What an address holds beside the file's key.
#[derive(Clone, Debug, Default)]
pub struct Ticket {
    /// Whom it was made for.
    pub holder: String,
    /// Until when it holds, seconds since the epoch.
    pub expires: i64,
    /// The signature.
    pub signature: String,
}

impl Ticket {
    /// Whether it opens this file for sending its bytes now.
    ///
    /// # Errors
    /// `FILE_LINK_INVALID`.
    pub(super) fn check_put(&self, core: &Core, key: &str) -> Result<()> {
        self.check(core, &put_message(key, self.expires))
    }

    /// For whom it opens this file now. `buyer` tells who a purchase belongs to at this moment.
    ///
    /// # Errors
    /// `FILE_LINK_INVALID` when any part of it was changed, or its time is over.
    pub fn check_get(&self, core: &Core, key: &str, holder: &Holder, buyer: &str) -> Result<()> {
        self.check(core, &get_message(key, holder, buyer, self.expires))
    }

    /// Whom it says that it was made for; nothing is proven by that.
    #[must_use]
    pub fn claimed(&self) -> Option<Holder> {
        Holder::parse(&self.holder)
    }

    fn check(&self, core: &Core, message: &str) -> Result<()> {
        let genuine = same(&core.secrets.mark("file-address", message), &self.signature);
        if genuine && core.clock.now().seconds() < self.expires {
            return Ok(());
        }
        Err(Error::forbidden(Code::FileLinkInvalid))
    }
}

fn put_message(key: &str, expires: i64) -> String {
    format!("put|{key}|{expires}")
}

fn get_message(key: &str, holder: &Holder, buyer: &str, expires: i64) -> String {
    format!("get|{key}|{}|{buyer}|{expires}", holder.text())
}

/// The address of a file; without a signature it opens for nobody.
pub(super) fn file_url(core: &Core, key: &str, name: &str) -> String {
    core.config.url(&format!("/files/{key}/{}", encode(name)))
}

/// The key of the file behind an address that [`file_url`] made.
pub(super) fn key_of(core: &Core, url: &str) -> Option<String> {
    let path = url.strip_prefix(core.config.public_url.as_str())?.strip_prefix("/files/")?;
    let key = path.split(['/', '?', '#']).next()?;
    is_id(key).then(|| key.to_owned())
}

/// The address to which the bytes of a file may be sent for a while.
pub(super) async fn to_put(core: &Core, key: &str, name: &str, content_type: &str) -> Result<String> {
    if core.files.signs() {
        return core.files.address_to_put(&super::receive::incoming(key), content_type, UPLOAD_LIFE).await;
    }
    let expires = core.clock.now().plus(UPLOAD_LIFE).seconds();
    let signature = core.secrets.mark("file-address", &put_message(key, expires));
    Ok(format!("{}?expires={expires}&signature={signature}", file_url(core, key, name)))
}

/// The address from which this holder may take a file for a while. `buyer` is who the purchase belongs to.
#[must_use]
pub fn to_get(core: &Core, file: &LinkFile, holder: &Holder, buyer: &str) -> String {
    let expires = core.clock.now().plus(DOWNLOAD_LIFE).seconds();
    let signature = core.secrets.mark("file-address", &get_message(&file.key, holder, buyer, expires));
    let url = file_url(core, &file.key, &file.name);
    format!("{url}?for={}&expires={expires}&signature={signature}", holder.text())
}

/// Percent-encodes a name for a path.
fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}
