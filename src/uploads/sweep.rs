//! The job that removes a file which no link carries.

use serde::{Deserialize, Serialize};

use super::receive::incoming;
use super::store;
use crate::core::Core;
use crate::error::Result;
use crate::jobs::Job;

/// The job's kind.
pub const SWEEP: &str = "sweep_upload";

#[derive(Serialize, Deserialize)]
pub(super) struct SweepJob {
    pub(super) upload_id: String,
}

/// Removes the file, unless a link has carried it since.
///
/// # Errors
/// `STORAGE_DOWN`; the job is tried again.
pub async fn sweep(core: &Core, job: &Job) -> Result<()> {
    let wanted: SweepJob = job.read()?;
    let Some(upload) = store::find(&core.db, &wanted.upload_id).await? else { return Ok(()) };
    if core.files.signs() {
        core.files.delete(&incoming(&upload.id)).await?;
    }
    // The row goes first, so that no link can take up a file that is being removed. Should the storage fail then, its
    // bytes stay behind, unreachable.
    if store::sweep(&core.db, &upload.id).await?
        && let Some(object_key) = &upload.object_key
    {
        core.files.delete(object_key).await?;
    }
    Ok(())
}
