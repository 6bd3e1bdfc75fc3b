//! Uploads: files that a merchant sells. A file gets an address to send its bytes to, is usable when all of them have
//! arrived, and never changes after. What no link ever carried is swept a day later.

mod address;
mod name;
mod operations;
mod receive;
mod store;
mod sweep;

use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::address::{Holder, Ticket, to_get};
pub use self::operations::{PresignUpload, PresignedUpload};
pub use self::receive::{Received, receive, take_in};
pub(crate) use self::store::{mark_used, sql::ALL as STATEMENTS};
pub use self::sweep::{SWEEP, sweep};
use crate::core::Core;
use crate::error::{Code, Error, Fields, Result};

/// How long the bytes of a file may come.
pub const UPLOAD_LIFE: Duration = Duration::from_mins(10);
/// How long an address to take a file from holds.
pub const DOWNLOAD_LIFE: Duration = Duration::from_mins(5);
/// How long a file may wait for a link.
pub const ORPHAN_LIFE: Duration = Duration::from_hours(24);
/// Files that one link carries, at most.
pub const MOST: usize = 50;

/// A file that a link carries. A revision keeps exactly this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct LinkFile {
    /// The upload's id.
    pub key: String,
    /// The name under which buyers get it.
    pub name: String,
    /// Its media type, as its merchant named it.
    pub content_type: String,
    /// Its length in bytes.
    pub size: i64,
}

/// A file on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Asset {
    /// The file's key, with which to ask for its address.
    pub key: String,
    /// The name under which buyers get it.
    pub name: String,
    /// Its media type, as its merchant named it.
    pub content_type: String,
    /// Its length in bytes.
    pub size: i64,
    /// Its address: it opens with a signature only.
    pub url: String,
}

impl LinkFile {
    /// The file on the wire.
    #[must_use]
    pub fn wire(&self, core: &Core) -> Asset {
        Asset {
            url: address::file_url(core, &self.key, &self.name),
            key: self.key.clone(),
            name: self.name.clone(),
            content_type: self.content_type.clone(),
            size: self.size,
        }
    }
}

/// A stored upload.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Upload {
    /// The upload's id.
    pub id: String,
    /// Whose it is.
    pub merchant_id: String,
    /// The name under which buyers get it.
    pub name: String,
    /// Its media type, as its merchant named it.
    pub content_type: String,
    /// `waiting` or `ready`.
    pub state: String,
    /// Where its bytes are.
    pub object_key: Option<String>,
    /// Its length in bytes.
    pub size: Option<i64>,
    /// Until when its bytes may come, milliseconds.
    pub expires_at: i64,
}

impl Upload {
    fn ready(self) -> Option<LinkFile> {
        let size = self.size.filter(|_| self.state == "ready")?;
        Some(LinkFile { key: self.id, name: self.name, content_type: self.content_type, size })
    }
}

/// The merchant's files behind these addresses, each of them complete.
///
/// # Errors
/// `FILE_UNKNOWN` or `FILE_NOT_READY` on `field.0` and so on, `TOO_MANY_ITEMS` on `field`.
pub(crate) async fn resolve(
    core: &Core,
    merchant_id: &str,
    urls: &[String],
    field: &str,
) -> Result<Vec<LinkFile>> {
    if urls.len() > MOST {
        return Err(Fields::default().with(field, Code::TooManyItems, Some(MOST.to_string())).error());
    }
    let (mut wrong, mut files) = (Fields::default(), Vec::<LinkFile>::new());
    for (index, url) in urls.iter().enumerate() {
        let place = if field == "fileUrl" { field.to_owned() } else { format!("{field}.{index}") };
        let upload = match address::key_of(core, url) {
            Some(key) => store::find_of(&core.db, merchant_id, &key).await?,
            None => None,
        };
        let Some(upload) = upload else {
            wrong.push(place, Code::FileUnknown);
            continue;
        };
        match receive::settle(core, upload).await?.ready() {
            Some(file) if files.iter().all(|known| known.key != file.key) => files.push(file),
            Some(_) => {}
            None => wrong.push(place, Code::FileNotReady),
        }
    }
    wrong.check()?;
    Ok(files)
}

/// Where the bytes of a file are.
///
/// # Errors
/// Not found when it is not complete, or gone.
pub(crate) async fn object_key(core: &Core, key: &str) -> Result<String> {
    let upload = store::find(&core.db, key).await?.filter(|upload| upload.state == "ready");
    upload.and_then(|upload| upload.object_key).ok_or_else(Error::not_found)
}

/// A complete file of this merchant.
///
/// # Errors
/// Not found, also when it is another merchant's.
pub async fn own(core: &Core, merchant_id: &str, key: &str) -> Result<LinkFile> {
    let upload = store::find_of(&core.db, merchant_id, key).await?;
    upload.and_then(Upload::ready).ok_or_else(Error::not_found)
}
