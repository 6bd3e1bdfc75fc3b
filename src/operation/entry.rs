//! An operation with its types erased, as the REST, tool and command-line doors see it.

use std::future::Future;
use std::pin::Pin;

use schemars::Schema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::{Call, Operation, Spec};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Code, Error, Fields, Result};

/// The future answer of an erased call.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Value>> + Send + 'a>>;

/// One row of the catalogue.
#[derive(Clone, Copy)]
pub struct Entry {
    /// All that the doors know of it.
    pub spec: Spec,
    /// The JSON Schema of the input.
    pub input: fn() -> Schema,
    /// The JSON Schema of the output.
    pub output: fn() -> Schema,
    /// Parses the input and runs the operation through `Core::run`.
    pub call: for<'a> fn(&'a Core, &'a Actor, Call, Value) -> Answer<'a>,
}

impl Entry {
    /// The row of the operation `O`.
    #[must_use]
    pub const fn of<O: Operation>() -> Self {
        Self { spec: O::SPEC, input: input_schema::<O>, output: output_schema::<O>, call: call::<O> }
    }
}

fn input_schema<O: Operation>() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<O>()
}

fn output_schema<O: Operation>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<O::Output>()
}

fn call<'a, O: Operation>(core: &'a Core, actor: &'a Actor, with: Call, input: Value) -> Answer<'a> {
    Box::pin(async move {
        // Who may not call learns nothing about the input.
        crate::core::check_access(O::SPEC.access, actor)?;
        let operation: O = read(input)?;
        let output = core.run(actor, with, operation).await?;
        serde_json::to_value(output).map_err(Error::internal)
    })
}

/// Reads an operation from JSON; what does not fit is an error that names the field.
pub(crate) fn read<O: Operation>(input: Value) -> Result<O> {
    serde_path_to_error::deserialize(input).map_err(|error| {
        let path = error.path().to_string();
        let text = error.inner().to_string();
        let quoted = text.split('`').nth(1).unwrap_or_default().to_owned();
        let below = |name: &str| if path == "." { name.to_owned() } else { format!("{path}.{name}") };
        let fields = Fields::default();
        if text.starts_with("unknown field") {
            // serde_path_to_error already ends the path with the unknown key.
            let field = if path == "." { quoted } else { path };
            fields.with(field, Code::UnknownField, None).error()
        } else if text.starts_with("missing field") {
            fields.with(below(&quoted), Code::Required, None).error()
        } else if path.to_ascii_lowercase().ends_with("currency") {
            fields.with(path, Code::BadCurrency, None).error()
        } else if let Some(known) = choices(&text) {
            fields.with(path, Code::BadChoice, Some(known)).error()
        } else {
            fields.with(path, Code::BadType, Some(plain(&text))).error()
        }
    })
}

/// The known values, when the parser says that a value is none of them.
fn choices(text: &str) -> Option<String> {
    let (_, known) = text.strip_prefix("unknown variant")?.split_once("expected ")?;
    let known = plain(known.strip_prefix("one of ").unwrap_or(known));
    Some(known.replace('`', "").replace(" or ", ", "))
}

/// The parser's sentence without its position.
fn plain(text: &str) -> String {
    text.split(" at line ").next().unwrap_or_default().to_owned()
}
