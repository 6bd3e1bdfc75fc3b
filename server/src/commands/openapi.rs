//! `paylinks openapi`: the API's description.

use lexopt::prelude::{Long, ValueExt as _};
use paylinks::catalogue::CATALOGUE;

use super::{Failure, Outcome};
use crate::rest::openapi::{document, to_yaml};

pub(super) fn write(mut arguments: lexopt::Parser) -> Outcome {
    let mut format = "json".to_owned();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("format") => format = arguments.value()?.string()?,
            other => return Err(other.unexpected().into()),
        }
    }
    let document = document(CATALOGUE);
    match format.as_str() {
        "json" => super::print(&format!("{document:#}\n")),
        "yaml" => super::print(&to_yaml(&document)),
        other => Err(Failure::Wrong(format!("--format is json or yaml: {other}"))),
    }
}
