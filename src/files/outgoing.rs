//! Bytes on their way out, a piece at a time, as fast as they are taken.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::pin::Pin;

use bytes::Bytes;
use futures::stream::{self, Stream, StreamExt as _, TryStreamExt as _};
use object_store::path::Path;
use object_store::{GetOptions, GetRange, GetResultPayload, ObjectStore as _};

use super::{Files, down};
use crate::error::{Error, Result};

/// Bytes read at once: large enough that threads are changed seldom, small enough for a thousand readers.
const PIECE: u64 = 256 * 1024;

/// The bytes of a file, in order.
pub type Pieces = Pin<Box<dyn Stream<Item = Result<Bytes>> + Send>>;

impl Files {
    /// The bytes of a file in `range`, which lies within it.
    ///
    /// # Errors
    /// Not found, or `STORAGE_DOWN`; under way the same.
    pub async fn give_out(&self, key: &str, range: Range<u64>) -> Result<Pieces> {
        if range.is_empty() {
            return Ok(stream::empty().boxed());
        }
        let options = GetOptions { range: Some(GetRange::Bounded(range)), ..GetOptions::default() };
        let found = match self.store.get_opts(&Path::from(key), options).await {
            Ok(found) => found,
            Err(object_store::Error::NotFound { .. }) => return Err(Error::not_found()),
            Err(error) => return Err(down(error)),
        };
        let range = found.range.clone();
        Ok(match found.payload {
            GetResultPayload::File(file, _) => of_file(file, range),
            GetResultPayload::Stream(stream) => stream.map_err(down).boxed(),
        })
    }
}

/// Reads a file of ours where reading may block.
fn of_file(mut file: File, range: Range<u64>) -> Pieces {
    let start = move || {
        file.seek(SeekFrom::Start(range.start))?;
        Ok((file, range.end - range.start))
    };
    stream::once(blocking(start))
        .map_ok(|start| {
            stream::try_unfold(start, |(mut file, left)| async move {
                if left == 0 {
                    return Ok(None);
                }
                blocking(move || {
                    let wanted = left.min(PIECE);
                    let mut piece = Vec::with_capacity(usize::try_from(wanted).unwrap_or_default());
                    let read = (&mut file).take(wanted).read_to_end(&mut piece)?;
                    let read = u64::try_from(read).unwrap_or_default();
                    if read < wanted {
                        return Err(std::io::ErrorKind::UnexpectedEof.into());
                    }
                    Ok(Some((Bytes::from(piece), (file, left - read))))
                })
                .await
            })
        })
        .try_flatten()
        .boxed()
}

/// Runs what may block where it may.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?.map_err(Error::internal)
}
