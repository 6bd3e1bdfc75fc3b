//! Operations on uploads.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::receive::begin;
use super::{UPLOAD_LIFE, address, store};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Fields, Result};
use crate::operation::{Method, Operation, Spec};

/// Makes an address to which the bytes of a file are sent.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PresignUpload {
    /// What the file is called, 200 characters at most; buyers get it under this name.
    #[schemars(example = "product.pdf")]
    pub filename: String,
    /// Its media type. Pages and scripts are refused: pack them.
    #[schemars(example = "application/pdf")]
    pub content_type: String,
}

/// Where a file's bytes go, and where it is then.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PresignedUpload {
    /// `PUT` the bytes here with the same `Content-Type`.
    pub upload_url: String,
    /// The file, once its bytes have arrived: for `fileUrl` and `fileUrls` of a link.
    pub file_url: String,
    /// The file's key.
    pub key: String,
    /// Seconds that `uploadUrl` holds.
    pub expires_in: u64,
    /// The largest file in bytes.
    pub max_size: u64,
}

impl Operation for PresignUpload {
    const SPEC: Spec = Spec {
        title: "Presign an upload",
        summary: "Makes an address to which the bytes of a file are sent, for ten minutes.",
        mcp: Some("presign_upload"),
        ..Spec::write("presign_upload", "Uploads", Method::Post, "/uploads/presign")
    };
    type Output = PresignedUpload;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PresignedUpload> {
        let upload = begin(core, actor.merchant()?, &self.filename, &self.content_type).await?;
        Ok(PresignedUpload {
            upload_url: address::to_put(core, &upload.id, &upload.name, &upload.content_type).await?,
            file_url: address::file_url(core, &upload.id, &upload.name),
            key: upload.id,
            expires_in: UPLOAD_LIFE.as_secs(),
            max_size: core.config.files.file_limit,
        })
    }

    /// The address is a secret: it is signed again, not kept.
    fn keep(output: &PresignedUpload) -> Result<Value> {
        let bare = PresignedUpload { upload_url: String::new(), ..output.clone() };
        serde_json::to_value(bare).map_err(Error::internal)
    }

    async fn restore(core: &Core, kept: PresignedUpload) -> Result<PresignedUpload> {
        let upload = store::find(&core.db, &kept.key).await?.ok_or_else(Error::not_found)?;
        let upload_url = address::to_put(core, &upload.id, &upload.name, &upload.content_type).await?;
        Ok(PresignedUpload { upload_url, ..kept })
    }
}

/// Both fields at once.
pub(super) fn check(filename: &str, content_type: &str) -> Result<(String, String)> {
    let mut wrong = Fields::default();
    let name = wrong.take(super::name::check_name(filename))?;
    let content_type = wrong.take(super::name::check_type(content_type))?;
    wrong.check()?;
    Ok((name.unwrap_or_default(), content_type.unwrap_or_default()))
}
