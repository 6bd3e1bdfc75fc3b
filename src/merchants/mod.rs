//! Merchants and the people who work for them: who you are, onboarding, and the actor of a signed-in user.

mod mail;
mod operations;
mod several;
mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::mail::{WELCOME_MAIL, send_welcome};
pub use self::operations::{CompleteOnboarding, GetMe, UpdateMe};
pub use self::several::{ActingFor, CreateMerchant, SwitchMerchant};
pub(crate) use self::store::sql::ALL as STATEMENTS;
use crate::actor::{Actor, Scope, Who};
use crate::branding::{self, Logo};
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::Tx;
use crate::error::{Code, Error, Fields, Result};
use crate::language::Language;
use crate::money::Currency;
use crate::zone::Zone;

/// The countries a merchant can be from: those where Stripe Connect has Express accounts and we have a currency.
pub const COUNTRIES: &[&str] = &[
    "RO", "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE",
    "IT", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "SE", "SI", "SK", "CH", "US",
];

/// A user together with the merchant they act for.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Account {
    /// The user's id.
    pub user_id: String,
    /// The user's e-mail.
    pub email: String,
    /// The user's name; empty until told.
    pub name: String,
    /// The user's role in the product: `USER`.
    pub role: String,
    /// The language they read.
    pub language: String,
    /// Raised to void every token.
    pub token_version: i64,
    /// The merchant's id.
    pub merchant_id: String,
    /// The merchant's public name; empty until told.
    pub merchant_name: String,
    /// The merchant's country, ISO 3166.
    pub country: String,
    /// The merchant's default currency, ISO 4217.
    pub default_currency: String,
    /// The merchant's time zone, IANA; None for the usual one of the country.
    pub time_zone: Option<String>,
    /// When the merchant was made, milliseconds.
    pub merchant_created_at: i64,
    /// When onboarding was finished, milliseconds.
    pub onboarded_at: Option<i64>,
}

impl Account {
    /// Whether name, country and currency are still to be told.
    #[must_use]
    pub fn needs_onboarding(&self) -> bool {
        self.onboarded_at.is_none()
    }

    /// The language they read.
    #[must_use]
    pub fn language(&self) -> Language {
        Language::parse(&self.language).unwrap_or_default()
    }

    /// The merchant's default currency.
    #[must_use]
    pub fn currency(&self) -> Currency {
        Currency::parse(&self.default_currency).unwrap_or_default()
    }
}

/// The zone that a merchant chose, or the usual one of their country.
#[must_use]
pub fn zone(chosen: Option<&str>, country: &str) -> Zone {
    chosen.and_then(|name| Zone::parse(name).ok()).unwrap_or_else(|| Zone::of_country(country))
}

/// The merchant as its owner sees it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Merchant {
    /// The merchant's id.
    pub id: String,
    /// The name that buyers see.
    pub name: String,
    /// ISO 3166 country code.
    pub country: String,
    /// The currency that new links start with.
    pub default_currency: Currency,
    /// The clock that links open and close by, IANA.
    pub time_zone: Zone,
    /// When it was made.
    pub created_at: Timestamp,
    /// The logo that buyers see; null without one.
    pub logo: Option<Logo>,
}

/// A merchant that somebody may act for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OwnMerchant {
    /// The merchant's id.
    pub id: String,
    /// The name that buyers see; empty until told.
    pub name: String,
    /// Whether name, country and currency are still to be told.
    pub needs_onboarding: bool,
}

/// Who is signed in.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Me {
    /// The user's id.
    pub id: String,
    /// The user's e-mail.
    pub email: String,
    /// The user's name; empty until told.
    pub name: String,
    /// The role in the product: `USER`.
    pub role: String,
    /// The language of pages and mails.
    pub language: Language,
    /// Whether name, country and currency are still to be told.
    pub needs_onboarding: bool,
    /// The merchant acted for.
    pub merchant: Merchant,
    /// Every merchant that this person may act for, the oldest first; a key knows its own only.
    pub merchants: Vec<OwnMerchant>,
    /// Whether money is not real here.
    pub sandbox: bool,
}

impl Me {
    /// Who acts, and for whom.
    async fn of(core: &Core, actor: &Actor) -> Result<Self> {
        let account = account(core, actor.user()?, Some(actor.merchant()?)).await?;
        let mut merchants = store::list_of_user(&core.db, &account.user_id).await?;
        if matches!(actor.who, Who::Key { .. }) {
            merchants.retain(|merchant| merchant.id == account.merchant_id);
        }
        let merchants = merchants.into_iter().map(|merchant| OwnMerchant {
            needs_onboarding: merchant.onboarded_at.is_none(),
            id: merchant.id,
            name: merchant.name,
        });
        Ok(Self {
            merchants: merchants.collect(),
            id: account.user_id.clone(),
            email: account.email.clone(),
            name: account.name.clone(),
            role: account.role.clone(),
            language: account.language(),
            needs_onboarding: account.needs_onboarding(),
            merchant: Merchant {
                id: account.merchant_id.clone(),
                name: account.merchant_name.clone(),
                country: account.country.clone(),
                default_currency: account.currency(),
                time_zone: zone(account.time_zone.as_deref(), &account.country),
                created_at: Timestamp(account.merchant_created_at),
                logo: branding::find(core, &account.merchant_id).await?.full_logo(core),
            },
            sandbox: core.config.sandbox(),
        })
    }
}

/// The account of a user for this merchant of theirs, or for their first one.
///
/// # Errors
/// `UNAUTHORIZED` when the user is gone, or no member of that merchant.
pub async fn account(core: &Core, user_id: &str, merchant_id: Option<&str>) -> Result<Account> {
    store::find_by_user(&core.db, user_id, merchant_id).await?.ok_or_else(Error::unauthenticated)
}

/// The account that owns a merchant, for mail to them.
///
/// # Errors
/// Not found when the merchant is gone.
pub async fn owner(core: &Core, merchant_id: &str) -> Result<Account> {
    store::find_owner(&core.db, merchant_id).await?.ok_or_else(Error::not_found)
}

/// Whether somebody has signed in with this address.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn is_known(core: &Core, email: &str) -> Result<bool> {
    Ok(store::find_by_email(&core.db, email).await?.is_some())
}

/// The account of this proven address; the first sign-in makes user and merchant.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn find_or_create(tx: &mut Tx, now: Timestamp, email: &str, language: Language) -> Result<Account> {
    store::insert_user(tx, now, email, language).await?;
    if let Some(account) = store::find_by_email(&mut *tx, email).await? {
        return Ok(account);
    }
    let user_id = store::user_id(tx, email).await?;
    store::insert_merchant(tx, now, &user_id).await?;
    store::find_by_email(tx, email).await?.ok_or_else(Error::not_found)
}

/// The actor of a signed-in user on our pages: they may do everything their merchant may. They act for the
/// merchant that they chose as long as they are its member, else for their first one.
///
/// # Errors
/// `UNAUTHORIZED` when the user is gone.
pub async fn actor_for(core: &Core, user_id: &str, chosen: Option<&str>) -> Result<Actor> {
    let found = match chosen {
        Some(chosen) => store::find_by_user(&core.db, user_id, Some(chosen)).await?,
        None => None,
    };
    let account = match found {
        Some(account) => account,
        None => account(core, user_id, None).await?,
    };
    Ok(Actor {
        language: account.language(),
        merchant_id: Some(account.merchant_id),
        who: Who::Person { user_id: account.user_id, email: account.email },
        scopes: Scope::ALL.to_vec(),
        ..Actor::default()
    })
}

/// Checks a name that people see: 1 to `longest` characters in one line.
///
/// # Errors
/// `REQUIRED`, `TOO_LONG` or `BAD_CHARACTERS` on `field`.
pub fn check_name(text: &str, field: &str, longest: usize) -> Result<String> {
    let text = text.trim();
    let wrong = |code, detail| Err(Fields::default().with(field, code, detail).error());
    if text.is_empty() {
        return wrong(Code::Required, None);
    }
    if text.chars().count() > longest {
        return wrong(Code::TooLong, Some(longest.to_string()));
    }
    if text.chars().any(char::is_control) {
        return wrong(Code::BadCharacters, None);
    }
    Ok(text.to_owned())
}

/// Checks a country code.
///
/// # Errors
/// `REQUIRED` or `BAD_COUNTRY` on the field `country`.
pub fn check_country(text: &str) -> Result<String> {
    let code = text.trim().to_ascii_uppercase();
    if code.is_empty() {
        return Err(Error::field("country", Code::Required));
    }
    if COUNTRIES.contains(&code.as_str()) { Ok(code) } else { Err(Error::field("country", Code::BadCountry)) }
}
