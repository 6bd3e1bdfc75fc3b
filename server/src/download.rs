//! Lists as files over HTTP: the query is read as the API reads it, the bytes go out as they are made.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use futures::StreamExt as _;
use futures::stream;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use paylinks::export::File;

use crate::problem;

/// Tells spreadsheets that the letters are UTF-8; programs know.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The answer that hands over this file, with a byte order mark when people open it.
pub(crate) fn answer(file: File, for_people: bool) -> Response {
    let mark = if for_people { BYTE_ORDER_MARK } else { "" };
    let head = stream::iter([Ok(mark.as_bytes().to_vec())]);
    // What fails under way cannot be told any more: the connection breaks off, so that no half file looks whole.
    let pieces = head.chain(file.pieces).inspect(|piece| {
        if let Err(error) = piece {
            problem::log(error);
        }
    });
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8; header=present".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file.name)),
    ];
    (headers, Body::from_stream(pieces)).into_response()
}
