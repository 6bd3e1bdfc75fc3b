//! What an operation is. One struct is one operation: its fields are the input, its [`Spec`] is all that
//! the doors know of it. The list of all of them is in `catalogue.rs`; the one way in is `Core::run`.

mod documentation;
mod entry;

use std::future::Future;

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use self::documentation::{Documented, SAMPLE_ID};
pub(crate) use self::entry::read;
pub use self::entry::{Answer, Entry};
use crate::actor::{Actor, Scope};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::limits::Limit;

/// The largest body of most operations, bytes.
pub const BODY_LIMIT: usize = 256 * 1024;

/// An HTTP method, without HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Makes or does.
    Post,
    /// Changes a part.
    Patch,
    /// Sets the whole.
    Put,
    /// Removes.
    Delete,
}

impl Method {
    /// The method's name in capitals.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// What a call does to the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    Read,
    /// It changes something that can be changed back.
    Write,
    /// It cannot be taken back: an agent needs a person's word for it.
    Consequential,
}

/// Who may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody, signed in or not.
    Public,
    /// A signed-in person or a key with this scope.
    Scope(Scope),
    /// A signed-in person only, no key: keys and sessions are not managed by keys.
    Person,
}

/// Everything the doors know of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// The name in snake case: operation id, command and audit name.
    pub name: &'static str,
    /// The module it is listed under, such as `PayLinks`.
    pub module: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path below `/api/v1` with `{name}` for path fields.
    pub path: &'static str,
    /// Who may call.
    pub access: Access,
    /// What it does to the world.
    pub effect: Effect,
    /// A few words.
    pub title: &'static str,
    /// One sentence.
    pub summary: &'static str,
    /// The status of a good answer: 200 or 201.
    pub status: u16,
    /// Its name as an MCP tool, when it is one.
    pub mcp: Option<&'static str>,
    /// Its name as a `WebMCP` tool, when it is one.
    pub webmcp: Option<&'static str>,
    /// Whether the answer holds a secret that is shown once and never kept.
    pub secret: bool,
    /// The largest body that a door reads for it, bytes.
    pub body_limit: usize,
}

impl Spec {
    /// A reading operation with the usual settings.
    #[must_use]
    pub const fn read(name: &'static str, module: &'static str, path: &'static str) -> Self {
        Self {
            name,
            module,
            method: Method::Get,
            path,
            access: Access::Scope(Scope::Read),
            effect: Effect::Read,
            title: "",
            summary: "",
            status: 200,
            mcp: None,
            webmcp: None,
            secret: false,
            body_limit: BODY_LIMIT,
        }
    }

    /// A writing operation with the usual settings.
    #[must_use]
    pub const fn write(name: &'static str, module: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            method,
            access: Access::Scope(Scope::Write),
            effect: Effect::Write,
            ..Self::read(name, module, path)
        }
    }
}

/// Marks an input field that only REST knows: tools and the command line state amounts in minor units.
pub const REST_ONLY: &str = "x-rest-only";

/// An operation: its fields are its input.
pub trait Operation: DeserializeOwned + Serialize + JsonSchema + Send + 'static {
    /// All that the doors know of it.
    const SPEC: Spec;

    /// What it answers.
    type Output: Serialize + DeserializeOwned + JsonSchema + Send;

    /// Does it. Only `Core::run` calls this.
    fn run(self, core: &Core, actor: &Actor) -> impl Future<Output = Result<Self::Output>> + Send;

    /// The rate limits of this very call, beyond the general ones.
    fn limits(&self, _actor: &Actor) -> Vec<Limit> {
        Vec::new()
    }

    /// What is kept of a good answer for the same request under the same key: all of it, unless it holds a
    /// secret that can be had again.
    ///
    /// # Errors
    /// Internal, when the answer is not JSON.
    fn keep(output: &Self::Output) -> Result<Value> {
        serde_json::to_value(output).map_err(Error::internal)
    }

    /// The kept answer, complete again.
    fn restore(_core: &Core, kept: Self::Output) -> impl Future<Output = Result<Self::Output>> + Send {
        async move { Ok(kept) }
    }

    /// Whose idempotency keys these are when the caller is anonymous, such as a link's slug.
    fn key_space(&self) -> String {
        String::new()
    }
}

/// What comes with a call beside its input.
#[derive(Clone, Debug, Default)]
pub struct Call {
    /// The idempotency key the caller sent.
    pub idempotency_key: Option<String>,
}
