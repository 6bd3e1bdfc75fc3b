//! The cellar of files: a folder of ours, or an S3-compatible storage. Bytes pass through in pieces, so that memory
//! does not grow with a file. Only this room knows `object_store`.

mod incoming;
mod outgoing;
mod settings;

use std::path::Path as Folder;
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::signer::{HeaderName, HeaderValue, Method, SignedUrlOptions, Signer as _};
use object_store::{ClientOptions, ObjectStore, ObjectStoreExt as _, RetryConfig};

pub use self::incoming::{Incoming, Stored};
pub use self::outgoing::Pieces;
pub use self::settings::{FileSettings, S3Settings};
use crate::error::{Code, Error, Result};

/// How long the storage may be tried before a caller is told.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where files are kept. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    /// The same storage, when it can sign addresses of its own.
    s3: Option<Arc<AmazonS3>>,
}

impl Files {
    /// The storage that the settings name: a folder `files` in the data folder without `S3_…`.
    ///
    /// # Errors
    /// Internal, when the folder cannot be made or the storage's address is none.
    pub fn open(settings: &FileSettings, data_dir: &Folder) -> Result<Self> {
        let Some(s3) = &settings.s3 else {
            let folder = data_dir.join("files");
            std::fs::create_dir_all(&folder).map_err(Error::internal)?;
            let store = LocalFileSystem::new_with_prefix(folder).map_err(Error::internal)?.with_fsync(true);
            return Ok(Self { store: Arc::new(store), s3: None });
        };
        let options = ClientOptions::new().with_connect_timeout(Duration::from_secs(5));
        let retry = RetryConfig { retry_timeout: PATIENCE, max_retries: 3, ..RetryConfig::default() };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&s3.bucket)
            .with_region(&s3.region)
            .with_access_key_id(&s3.access_key_id)
            .with_secret_access_key(s3.secret_access_key.reveal())
            .with_client_options(options)
            .with_retry(retry);
        if let Some(endpoint) = &s3.endpoint {
            builder = builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
        }
        let store = Arc::new(builder.build().map_err(Error::internal)?);
        Ok(Self { store: Arc::<AmazonS3>::clone(&store), s3: Some(store) })
    }

    /// Whether callers send their bytes straight to the storage.
    #[must_use]
    pub fn signs(&self) -> bool {
        self.s3.is_some()
    }

    /// An address of the storage's own to which exactly this type may be `PUT` for `life`.
    ///
    /// # Errors
    /// `STORAGE_DOWN`, also when the storage signs nothing.
    pub async fn address_to_put(&self, key: &str, content_type: &str, life: Duration) -> Result<String> {
        let s3 = self.s3.as_ref().ok_or_else(|| Error::unavailable(Code::StorageDown))?;
        let content_type = HeaderValue::from_str(content_type).map_err(Error::internal)?;
        let options = SignedUrlOptions::default()
            .with_signed_header(HeaderName::from_static("content-type"), content_type);
        let url = s3.signed_url_opts(Method::PUT, &Path::from(key), life, &options).await.map_err(down)?;
        Ok(url.to_string())
    }

    /// The size of a file in bytes; None when it is not there.
    ///
    /// # Errors
    /// `STORAGE_DOWN`.
    pub async fn size(&self, key: &str) -> Result<Option<u64>> {
        match self.store.head(&Path::from(key)).await {
            Ok(meta) => Ok(Some(meta.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(down(error)),
        }
    }

    /// Gives a file another name, whatever had that name before.
    ///
    /// # Errors
    /// `STORAGE_DOWN`.
    pub async fn rename(&self, from: &str, to: &str) -> Result<()> {
        self.store.rename(&Path::from(from), &Path::from(to)).await.map_err(down)
    }

    /// Removes a file; one that is not there is no mistake.
    ///
    /// # Errors
    /// `STORAGE_DOWN`.
    pub async fn delete(&self, key: &str) -> Result<()> {
        match self.store.delete(&Path::from(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(down(error)),
        }
    }
}

/// The storage did not do what it was asked.
fn down(error: object_store::Error) -> Error {
    Error::unavailable(Code::StorageDown).because(error)
}

#[cfg(test)]
mod tests {
    use futures::TryStreamExt as _;

    use super::*;

    #[tokio::test]
    async fn bytes_come_back_as_they_went_in() {
        let folder =
            std::env::temp_dir().join(format!("paylinks-files-{}", crate::id::random_hex(8).unwrap()));
        let files = Files::open(&FileSettings::default(), &folder).unwrap();
        let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| n.to_le_bytes()[0]).collect();
        let mut incoming = files.take_in("a/b").await.unwrap();
        for piece in bytes.chunks(70_000) {
            incoming.write(piece).await.unwrap();
        }
        assert_eq!(files.size("a/b").await.unwrap(), None, "half a file is not there");
        let stored = incoming.finish().await.unwrap();
        assert_eq!((stored.size, &stored.sha256), (3_000_000, &crate::id::sha256_bytes_hex(&bytes)));
        for range in [0..3_000_000, 1..2, 2_999_999..3_000_000, 262_143..600_001] {
            let pieces = files.give_out("a/b", range.clone()).await.unwrap();
            let read: Vec<u8> = pieces.try_collect::<Vec<_>>().await.unwrap().concat();
            let (from, to) = (usize::try_from(range.start).unwrap(), usize::try_from(range.end).unwrap());
            assert!(read == bytes[from..to], "{range:?}");
        }
        files.rename("a/b", "c").await.unwrap();
        assert_eq!(files.size("c").await.unwrap(), Some(3_000_000));
        files.delete("c").await.unwrap();
        files.delete("c").await.unwrap();
        let mut given_up = files.take_in("d").await.unwrap();
        given_up.write(&bytes).await.unwrap();
        given_up.give_up().await;
        let left: Vec<_> = std::fs::read_dir(folder.join("files")).unwrap().flatten().collect();
        assert!(left.iter().all(|entry| entry.path().is_dir()), "{left:?}");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
