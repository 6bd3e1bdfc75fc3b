//! The files of a link: what buyers of a digital product get. They are a part of its terms, so that each revision
//! keeps those that were sold with it.

use super::Terms;
use crate::core::Core;
use crate::db::Tx;
use crate::error::{Code, Error, Fields, Result};
use crate::uploads::{self, LinkFile, MOST};

/// The files that a request names; None when it names none.
///
/// # Errors
/// `FILE_UNKNOWN` and the like on `fileUrl`, or on `fileUrls.0` and so on.
pub(super) async fn of_request(
    core: &Core,
    merchant_id: &str,
    one: Option<&str>,
    all: Option<&[String]>,
) -> Result<Option<Vec<LinkFile>>> {
    match (one, all) {
        (_, Some(urls)) => uploads::resolve(core, merchant_id, urls, "fileUrls").await.map(Some),
        (Some(""), None) => Ok(Some(Vec::new())),
        (Some(url), None) => {
            uploads::resolve(core, merchant_id, &[url.to_owned()], "fileUrl").await.map(Some)
        }
        (None, None) => Ok(None),
    }
}

/// Whether these terms may carry their files.
///
/// # Errors
/// `NOT_FOR_SERVICE_TYPE` or `TOO_MANY_ITEMS` on `fileUrls`.
pub(super) fn check(terms: &Terms) -> Result<()> {
    let files = &terms.details.files;
    if files.len() > MOST {
        return Err(Fields::default().with("fileUrls", Code::TooManyItems, Some(MOST.to_string())).error());
    }
    if !files.is_empty() && terms.service_type != "DIGITAL_PRODUCT" {
        return Err(Error::field("fileUrls", Code::NotForServiceType));
    }
    Ok(())
}

/// Keeps the files that a link has taken up from being swept.
///
/// # Errors
/// `FILE_UNKNOWN` on `fileUrls` when one was swept in this very moment.
pub(super) async fn keep(
    tx: &mut Tx,
    merchant_id: &str,
    before: &[LinkFile],
    after: &[LinkFile],
) -> Result<()> {
    for file in after.iter().filter(|file| !before.contains(file)) {
        if !uploads::mark_used(tx, merchant_id, &file.key).await? {
            return Err(Error::field("fileUrls", Code::FileUnknown));
        }
    }
    Ok(())
}
