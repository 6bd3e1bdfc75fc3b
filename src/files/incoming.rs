//! Bytes on their way in: hashed, counted, and visible under their name only when all of them are there.

use object_store::path::Path;
use object_store::{MultipartUpload, ObjectStoreExt as _, WriteMultipart};
use sha2::{Digest as _, Sha256};

use super::{Files, down};
use crate::error::Result;
use crate::id::hex;

/// Bytes that are sent to the storage at once. S3 takes no smaller parts than 5 MiB.
const S3_PART: usize = 8 << 20;
const LOCAL_PART: usize = 1 << 20;

/// A file that is complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its length in bytes.
    pub size: u64,
    /// The SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

/// A file on its way in. Dropped half-way, it never was there.
pub struct Incoming {
    parts: WriteMultipart,
    hash: Sha256,
    size: u64,
}

impl Files {
    /// Begins to take a file in under this name.
    ///
    /// # Errors
    /// `STORAGE_DOWN`.
    pub async fn take_in(&self, key: &str) -> Result<Incoming> {
        let upload: Box<dyn MultipartUpload> =
            self.store.put_multipart(&Path::from(key)).await.map_err(down)?;
        let part = if self.signs() { S3_PART } else { LOCAL_PART };
        Ok(Incoming {
            parts: WriteMultipart::new_with_chunk_size(upload, part),
            hash: Sha256::new(),
            size: 0,
        })
    }
}

impl Incoming {
    /// Takes some more bytes, and waits while the storage is slower than the sender.
    ///
    /// # Errors
    /// `STORAGE_DOWN`.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.parts.wait_for_capacity(2).await.map_err(down)?;
        self.hash.update(bytes);
        self.size = self.size.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        self.parts.write(bytes);
        Ok(())
    }

    /// Bytes taken so far.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Makes it visible under its name.
    ///
    /// # Errors
    /// `STORAGE_DOWN`.
    pub async fn finish(self) -> Result<Stored> {
        self.parts.finish().await.map_err(down)?;
        Ok(Stored { size: self.size, sha256: hex(&self.hash.finalize()) })
    }

    /// Forgets what came so far.
    pub async fn give_up(self) {
        if let Err(error) = self.parts.abort().await {
            tracing::warn!(%error, "half a file stayed in the storage");
        }
    }
}
