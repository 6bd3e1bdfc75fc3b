//! Adding files to a link and taking them away, one by one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{Details, PayLink, Terms, Unit};
use super::change::change;
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::operation::{Method, Operation, SAMPLE_ID, Spec};
use crate::uploads::{self, LinkFile};

/// Adds files to a digital product, behind those that it has. Who has bought before keeps what they bought.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddPayLinkFiles {
    /// The link's id.
    pub id: String,
    /// The `fileUrl` of up to 50 uploads.
    #[schemars(example = ["https://pay.example.com/files/01980000-0000-7000-8000-000000000000/product.pdf"])]
    #[serde(default)]
    pub file_urls: Vec<String>,
}

impl Operation for AddPayLinkFiles {
    const SPEC: Spec = Spec {
        title: "Add files to a payment link",
        summary: "Adds files that buyers of a digital product get.",
        ..Spec::write("add_paylink_files", "PayLinks", Method::Post, "/paylinks/{id}/files")
    };
    type Output = PayLink;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PayLink> {
        let added = uploads::resolve(core, actor.merchant()?, &self.file_urls, "fileUrls").await?;
        let turn = |before: Terms| {
            let fresh = |file: &&LinkFile| before.details.files.iter().all(|known| known.key != file.key);
            let fresh: Vec<LinkFile> = added.iter().filter(fresh).cloned().collect();
            let files = [before.details.files.clone(), fresh].concat();
            Terms { details: Details { files, ..before.details }, ..before }.check(&core.config)
        };
        change(core, actor, &self.id, Unit::Minor, turn).await
    }
}

/// Takes a file away from a link. Who has bought before keeps what they bought.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemovePayLinkFile {
    /// The link's id.
    pub id: String,
    /// The file's key.
    #[schemars(example = SAMPLE_ID)]
    pub key: String,
}

impl Operation for RemovePayLinkFile {
    const SPEC: Spec = Spec {
        title: "Remove a file from a payment link",
        summary: "Takes a file away from a payment link; who bought it before keeps it.",
        ..Spec::write("remove_paylink_file", "PayLinks", Method::Delete, "/paylinks/{id}/files/{key}")
    };
    type Output = PayLink;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PayLink> {
        let turn = |before: Terms| {
            let kept = before.details.files.iter().filter(|file| file.key != self.key).cloned();
            let files: Vec<LinkFile> = kept.collect();
            if files.len() == before.details.files.len() {
                return Err(Error::not_found());
            }
            Terms { details: Details { files, ..before.details }, ..before }.check(&core.config)
        };
        change(core, actor, &self.id, Unit::Minor, turn).await
    }
}
