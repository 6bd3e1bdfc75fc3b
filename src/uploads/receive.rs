//! Bytes that arrive. Each sender writes under a name of its own; who is complete first becomes the file.

use std::fmt::Display;

use bytes::Bytes;
use futures::{Stream, StreamExt as _};

use super::operations::check;
use super::sweep::SweepJob;
use super::{LinkFile, ORPHAN_LIFE, SWEEP, Ticket, Upload, store};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Code, Error, Fields, Kind, Result};
use crate::files::Stored;
use crate::id::{new_id, random_hex};
use crate::jobs::{self, NewJob};

/// A file that has arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// Its length in bytes.
    pub size: u64,
    /// The SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

/// Where bytes that go straight to the storage arrive.
pub(super) fn incoming(key: &str) -> String {
    format!("incoming/{key}")
}

/// Notes that a file is coming, and that it is swept unless a link carries it.
pub(super) async fn begin(
    core: &Core,
    merchant_id: &str,
    filename: &str,
    content_type: &str,
) -> Result<Upload> {
    let (name, content_type) = check(filename, content_type)?;
    check_room(core, merchant_id, 1).await?;
    let now = core.clock.now();
    let id = new_id(now);
    let job = NewJob::new(SWEEP, &SweepJob { upload_id: id.clone() }, now)?;
    let mut tx = core.db.begin().await?;
    store::insert(&mut tx, now, merchant_id, &id, &name, &content_type).await?;
    jobs::enqueue(&mut tx, now, &NewJob { run_at: now.plus(ORPHAN_LIFE), ..job }).await?;
    tx.commit().await?;
    store::find(&core.db, &id).await?.ok_or_else(Error::not_found)
}

/// Takes the bytes of the file whose address holds `key`.
///
/// # Errors
/// `FILE_LINK_INVALID`, `FILE_TYPE_MISMATCH`, `UPLOAD_DONE`, `FILE_TOO_LARGE`, `FILE_EMPTY`, `STORAGE_FULL`, or
/// `STORAGE_DOWN`.
pub async fn receive<E: Display>(
    core: &Core,
    key: &str,
    ticket: &Ticket,
    content_type: &str,
    length: Option<u64>,
    bytes: impl Stream<Item = std::result::Result<Bytes, E>> + Send + Unpin,
) -> Result<Received> {
    ticket.check_put(core, key)?;
    let upload = store::find(&core.db, key).await?.ok_or_else(Error::not_found)?;
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case(&upload.content_type) {
        let wanted = Some(upload.content_type);
        let error = Fields::default().with("Content-Type", Code::FileTypeMismatch, wanted).error();
        return Err(error.of_kind(Kind::UnsupportedMedia));
    }
    fill(core, &upload, length, bytes).await
}

/// Takes a whole file in for a merchant: the row and its bytes.
///
/// # Errors
/// As of [`receive`], and what is wrong with name and type.
pub async fn take_in<E: Display>(
    core: &Core,
    actor: &Actor,
    filename: &str,
    content_type: &str,
    bytes: impl Stream<Item = std::result::Result<Bytes, E>> + Send + Unpin,
) -> Result<LinkFile> {
    let upload = begin(core, actor.merchant()?, filename, content_type).await?;
    let received = fill(core, &upload, None, bytes).await?;
    let size = i64::try_from(received.size).map_err(Error::internal)?;
    Ok(LinkFile { key: upload.id, name: upload.name, content_type: upload.content_type, size })
}

async fn fill<E: Display>(
    core: &Core,
    upload: &Upload,
    length: Option<u64>,
    bytes: impl Stream<Item = std::result::Result<Bytes, E>> + Send + Unpin,
) -> Result<Received> {
    if upload.state != "waiting" {
        return Err(Error::conflict(Code::UploadDone));
    }
    let limit = core.config.files.file_limit;
    if length.is_some_and(|length| length > limit) {
        return Err(too_large(limit));
    }
    let object_key = format!("uploads/{}-{}", upload.id, random_hex(4)?);
    let stored = write(core, &object_key, limit, bytes).await?;
    let kept = keep(core, upload, &object_key, &stored).await;
    if !matches!(kept, Ok(true)) {
        core.files.delete(&object_key).await?;
    }
    if kept? {
        Ok(Received { size: stored.size, sha256: stored.sha256 })
    } else {
        Err(Error::conflict(Code::UploadDone))
    }
}

/// Writes what comes; whatever ends it early leaves nothing behind.
async fn write<E: Display>(
    core: &Core,
    object_key: &str,
    limit: u64,
    mut bytes: impl Stream<Item = std::result::Result<Bytes, E>> + Send + Unpin,
) -> Result<Stored> {
    let mut incoming = core.files.take_in(object_key).await?;
    let ended = loop {
        match bytes.next().await {
            None if incoming.size() == 0 => break Err(Error::field("file", Code::FileEmpty)),
            None => break Ok(()),
            Some(Ok(piece)) => {
                if let Err(error) = incoming.write(&piece).await {
                    break Err(error);
                }
                if incoming.size() > limit {
                    break Err(too_large(limit));
                }
            }
            Some(Err(broken)) => {
                let cause = std::io::Error::other(broken.to_string());
                break Err(Error::invalid(Code::Invalid).because(cause));
            }
        }
    };
    match ended {
        Ok(()) => incoming.finish().await,
        Err(error) => {
            incoming.give_up().await;
            Err(error)
        }
    }
}

/// Makes what was written the file; false when another sender was complete before.
async fn keep(core: &Core, upload: &Upload, object_key: &str, stored: &Stored) -> Result<bool> {
    check_room(core, &upload.merchant_id, stored.size).await?;
    let size = i64::try_from(stored.size).map_err(Error::internal)?;
    let sha256 = Some(stored.sha256.as_str());
    store::complete(&core.db, core.clock.now(), &upload.id, object_key, size, sha256).await
}

/// Looks whether bytes that went straight to the storage are there, and takes them out of the sender's reach.
pub(super) async fn settle(core: &Core, upload: Upload) -> Result<Upload> {
    if upload.state != "waiting" || !core.files.signs() {
        return Ok(upload);
    }
    let arrived = incoming(&upload.id);
    let Some(size) = core.files.size(&arrived).await?.filter(|size| *size > 0) else { return Ok(upload) };
    let limit = core.config.files.file_limit;
    if size > limit {
        core.files.delete(&arrived).await?;
        return Err(too_large(limit));
    }
    check_room(core, &upload.merchant_id, size).await?;
    let object_key = format!("uploads/{}-{}", upload.id, random_hex(4)?);
    core.files.rename(&arrived, &object_key).await?;
    let bytes = i64::try_from(size).map_err(Error::internal)?;
    if !store::complete(&core.db, core.clock.now(), &upload.id, &object_key, bytes, None).await? {
        core.files.delete(&object_key).await?;
    }
    store::find(&core.db, &upload.id).await?.ok_or_else(Error::not_found)
}

/// Whether a merchant's files still fit.
async fn check_room(core: &Core, merchant_id: &str, more: u64) -> Result<()> {
    let limit = core.config.files.storage_limit;
    let taken = store::sum_of(&core.db, merchant_id).await?;
    if u64::try_from(taken).unwrap_or_default().saturating_add(more) <= limit {
        return Ok(());
    }
    Err(Fields::default().with("file", Code::StorageFull, Some(megabytes(limit))).error())
}

fn too_large(limit: u64) -> Error {
    let error = Fields::default().with("file", Code::FileTooLarge, Some(megabytes(limit))).error();
    error.of_kind(Kind::TooLarge)
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes / 1_000_000)
}
