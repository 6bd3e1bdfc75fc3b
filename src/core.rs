//! The core: everything an operation may use, and the one doorway to operations.

use std::ops::Deref;
use std::sync::Arc;

use crate::actor::Actor;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::error::{Code, Error, Result};
use crate::files::Files;
use crate::limits::{self, Limit, Limits};
use crate::mail::Mailer;
use crate::operation::{Access, Call, Effect, Operation};
use crate::rollups::Visits;
use crate::secrets::Secrets;
use crate::signals::Signals;
use crate::stripe::Stripe;
use crate::{actor::Who, idempotency};

/// What an operation may use. Cheap to clone.
#[derive(Clone)]
pub struct Core(Arc<Parts>);

/// The parts of a [`Core`].
#[derive(Clone)]
pub struct Parts {
    /// The database.
    pub db: Db,
    /// Stripe, or its stand-in.
    pub stripe: Stripe,
    /// Where files are kept.
    pub files: Files,
    /// Outgoing mail.
    pub mailer: Mailer,
    /// The time.
    pub clock: Clock,
    /// The settings.
    pub config: Config,
    /// Keys derived from the root secret.
    pub secrets: Secrets,
    /// Rate limits of this process.
    pub limits: Limits,
    /// What one part of the process tells another, such as «this link changed».
    pub signals: Signals,
    /// Visits of pay pages that are not written yet.
    pub visits: Visits,
}

impl Deref for Core {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Core {
    /// Puts the parts together.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// The one doorway: access, limits, idempotency, then the operation itself.
    ///
    /// # Errors
    /// Whatever the caller may not do, and whatever the operation answers.
    pub async fn run<O: Operation>(&self, actor: &Actor, call: Call, operation: O) -> Result<O::Output> {
        self.admit(actor, &operation)?;
        if O::SPEC.effect == Effect::Read {
            return operation.run(self, actor).await;
        }
        match call.idempotency_key {
            Some(key) => idempotency::once(self, actor, &key, operation).await,
            None if O::SPEC.access == Access::Scope(crate::actor::Scope::Money) => {
                Err(Error::field("Idempotency-Key", Code::KeyNeeded))
            }
            None => operation.run(self, actor).await,
        }
    }

    /// Whether this caller may have this operation done now: access, then the limits.
    ///
    /// # Errors
    /// Whatever the caller may not do.
    pub(crate) fn admit<O: Operation>(&self, actor: &Actor, operation: &O) -> Result<()> {
        check_access(O::SPEC.access, actor)?;
        self.limits.check(&general_limit(actor))?;
        operation.limits(actor).iter().try_for_each(|limit| self.limits.check(limit))
    }

    /// Whether this caller may have another file now: a file takes longer than any other call.
    ///
    /// # Errors
    /// `RATE_LIMITED`.
    pub(crate) fn admit_export(&self, actor: &Actor) -> Result<()> {
        self.limits.check(&Limit { rule: &limits::EXPORTS_PER_KEY, ..general_limit(actor) })
    }

    /// The same for callers that bring no idempotency key.
    ///
    /// # Errors
    /// As [`Core::run`].
    pub async fn ask<O: Operation>(&self, actor: &Actor, operation: O) -> Result<O::Output> {
        self.run(actor, Call::default(), operation).await
    }
}

/// Whether this caller may call at all; checked again in the doorway.
pub(crate) fn check_access(access: Access, actor: &Actor) -> Result<()> {
    match (access, &actor.who) {
        (Access::Public, _) | (_, Who::System) => Ok(()),
        (_, Who::Anonymous) => Err(Error::unauthenticated()),
        (Access::Person, Who::Key { .. }) => Err(Error::forbidden(Code::Forbidden)),
        (Access::Scope(scope), _) if !actor.scopes.contains(&scope) => {
            Err(Error::forbidden(Code::ScopeMissing))
        }
        (Access::Person | Access::Scope(_), _) => Ok(()),
    }
}

/// Every call counts: by key or person when known, else by address.
fn general_limit(actor: &Actor) -> Limit {
    match &actor.who {
        Who::Key { key_id, .. } => Limit::new(&limits::API_PER_KEY, key_id),
        Who::Person { user_id, .. } => Limit::new(&limits::API_PER_KEY, user_id),
        Who::System => Limit::new(&limits::API_PER_KEY, "system"),
        Who::Anonymous => Limit::new(&limits::PUBLIC_PER_IP, &actor.ip),
    }
}
