//! Keys derived from one root secret, each for one use, so that none can stand in for another.

use std::io::Write as _;
use std::path::Path;

use crate::config::Secret;
use crate::error::{Error, Result};
use crate::id;

/// The derived keys.
#[derive(Clone)]
pub struct Secrets(Secret);

impl Secrets {
    /// Derives from `root`.
    #[must_use]
    pub fn new(root: Secret) -> Self {
        Self(root)
    }

    /// Reads the root secret of the data folder, or makes it once, readable by its owner only.
    ///
    /// # Errors
    /// Internal, when the folder cannot be written.
    pub fn in_folder(folder: &Path) -> Result<Self> {
        let path = folder.join("secret");
        if let Ok(text) = std::fs::read_to_string(&path)
            && text.trim().len() >= 32
        {
            return Ok(Self::new(Secret::new(text.trim())));
        }
        let text = id::random_hex(32)?;
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path).map_err(Error::internal)?;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(Error::internal)?;
        Ok(Self::new(Secret::new(text)))
    }

    /// The key for one use, as hexadecimal text.
    #[must_use]
    pub fn key(&self, usage: &str) -> String {
        id::hmac_hex(self.0.reveal().as_bytes(), usage.as_bytes())
    }

    /// The mark of `message` under the key for one use.
    #[must_use]
    pub fn mark(&self, usage: &str, message: &str) -> String {
        id::hmac_hex(self.key(usage).as_bytes(), message.as_bytes())
    }
}
