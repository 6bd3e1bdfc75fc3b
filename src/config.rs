//! Settings. Read once at start; a wrong or contradictory one stops the program with one sentence.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use crate::clock::Timestamp;
use crate::files::FileSettings;
use crate::llm::LlmConfig;

/// What the program runs with.
#[derive(Clone, Debug)]
pub struct Config {
    /// `PAYLINKS_LISTEN`: address of the web server.
    pub listen: SocketAddr,
    /// `PAYLINKS_PUBLIC_URL`: origin in links, mails and cookies, without a slash at its end.
    pub public_url: String,
    /// `PAYLINKS_DATA_DIR`: `SQLite` file, mailbox, generated secret, sandbox journal.
    pub data_dir: PathBuf,
    /// `DATABASE_URL`: `sqlite://…` or `postgres://…`.
    pub database_url: Secret,
    /// `PAYLINKS_SECRET`: the root secret; None means the one made in the data folder.
    pub secret: Option<Secret>,
    /// Stripe's settings; sandbox mode when there is no secret key.
    pub stripe: StripeConfig,
    /// `S3_…`, `PAYLINKS_FILE_LIMIT_MB`, `PAYLINKS_STORAGE_LIMIT_MB`: where files are kept and how much of them.
    pub files: FileSettings,
    /// `SMTP_URL`: None keeps mail in the data folder.
    pub smtp_url: Option<Secret>,
    /// `MAIL_FROM`: the sender of our mail.
    pub mail_from: String,
    /// `PAYLINKS_TRUSTED_PROXIES`: a comma list of addresses whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// `PAYLINKS_RATE_LIMITS`: on, unless a load test in sandbox mode turns it off.
    pub rate_limits: bool,
    /// `PAYLINKS_SANDBOX_NOW`: the moment at which the clock starts, in sandbox mode only; None is the real time.
    pub sandbox_now: Option<Timestamp>,
    /// `PAYLINKS_FEE_BPS`: the platform's fee in hundredths of a percent.
    pub fee_bps: u32,
    /// `PAYLINKS_PAGE_CACHE`: whether pay pages are kept in memory.
    pub page_cache: bool,
    /// `PAYLINKS_STOP_NOTICE`: how long requests are still taken after SIGTERM, while `/readyz` says stopping.
    pub stop_notice: Duration,
    /// The model that drafts links; None leaves it to the built-in drafter.
    pub llm: Option<LlmConfig>,
}

/// Stripe's settings.
#[derive(Clone, Debug)]
pub struct StripeConfig {
    /// `STRIPE_SECRET_KEY`: None means sandbox mode.
    pub secret_key: Option<Secret>,
    /// `STRIPE_PUBLISHABLE_KEY`.
    pub publishable_key: String,
    /// `STRIPE_WEBHOOK_SECRET`: a comma list, for the platform's endpoint.
    pub webhook_secrets: Vec<Secret>,
    /// `STRIPE_CONNECT_WEBHOOK_SECRET`: a comma list, for connected accounts.
    pub connect_webhook_secrets: Vec<Secret>,
    /// `STRIPE_API_BASE`: where Stripe answers.
    pub api_base: String,
    /// Where the browser finds Stripe.js.
    pub js_url: String,
}

/// Text that never shows up in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the one place that needs it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

/// The path below our own origin where the stand-in for Stripe answers.
pub const SANDBOX_PATH: &str = "/sandbox/stripe";
const SANDBOX_SECRET_KEY: &str = "sk_test_sandbox";
const SANDBOX_PUBLISHABLE_KEY: &str = "pk_test_sandbox";
const SANDBOX_WEBHOOK_SECRET: &str = "whsec_sandbox_platform";
const SANDBOX_CONNECT_SECRET: &str = "whsec_sandbox_connect";

impl Config {
    /// Reads the settings from the process environment.
    ///
    /// # Errors
    /// One sentence that names the variable that is wrong.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
    pub fn from_env() -> Result<Self, String> {
        Self::read(&|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
    }

    /// Reads the settings from `var`.
    ///
    /// # Errors
    /// One sentence that names the variable that is wrong.
    pub fn read(var: &dyn Fn(&str) -> Option<String>) -> Result<Self, String> {
        let listen = var("PAYLINKS_LISTEN").unwrap_or_else(|| "127.0.0.1:3000".into());
        let listen: SocketAddr =
            listen.parse().map_err(|_| format!("PAYLINKS_LISTEN is not an address with a port: {listen}"))?;
        let public_url = read_public_url(var, listen)?;
        let data_dir = PathBuf::from(var("PAYLINKS_DATA_DIR").unwrap_or_else(|| "./data".into()));
        let database_url = var("DATABASE_URL")
            .unwrap_or_else(|| format!("sqlite://{}", data_dir.join("paylinks.db").display()));
        if !["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| database_url.starts_with(scheme)) {
            return Err("DATABASE_URL must start with sqlite:// or postgres://".into());
        }
        let secret = var("PAYLINKS_SECRET");
        if secret.as_ref().is_some_and(|text| text.len() < 32) {
            return Err("PAYLINKS_SECRET must have 32 characters or more".into());
        }
        let stripe = read_stripe(var, listen)?;
        let sandbox = stripe.secret_key.is_none();
        let anywhere = var("PAYLINKS_SANDBOX_ANYWHERE").as_deref() == Some("yes");
        if sandbox && !listen.ip().is_loopback() && !anywhere {
            return Err(
                "PAYLINKS_LISTEN is not a loopback address, and sandbox mode is for your own machine: \
                        set STRIPE_SECRET_KEY, or PAYLINKS_SANDBOX_ANYWHERE=yes if you mean it"
                    .into(),
            );
        }
        let rate_limits = switch(var, "PAYLINKS_RATE_LIMITS")?;
        if !rate_limits && !sandbox {
            return Err("PAYLINKS_RATE_LIMITS=off is for load tests in sandbox mode only".into());
        }
        let fee_bps = var("PAYLINKS_FEE_BPS").unwrap_or_else(|| "400".into());
        let fee_bps = fee_bps
            .parse()
            .ok()
            .filter(|bps| *bps <= 10_000)
            .ok_or_else(|| format!("PAYLINKS_FEE_BPS must be 0 to 10000: {fee_bps}"))?;
        let smtp_url = var("SMTP_URL");
        if smtp_url.as_ref().is_some_and(|url| !url.starts_with("smtp://") && !url.starts_with("smtps://")) {
            return Err("SMTP_URL must start with smtp:// or smtps://".into());
        }
        Ok(Self {
            mail_from: var("MAIL_FROM").unwrap_or_else(|| "paylinks <hello@localhost>".into()),
            listen,
            public_url,
            data_dir,
            database_url: Secret::new(database_url),
            secret: secret.map(Secret::new),
            stripe,
            files: FileSettings::read(var)?,
            smtp_url: smtp_url.map(Secret::new),
            trusted_proxies: read_proxies(var)?,
            rate_limits,
            sandbox_now: read_sandbox_now(var, sandbox)?,
            fee_bps,
            page_cache: switch(var, "PAYLINKS_PAGE_CACHE")?,
            stop_notice: read_notice(var, sandbox)?,
            llm: LlmConfig::read(var)?,
        })
    }

    /// Whether money is not real here.
    #[must_use]
    pub fn sandbox(&self) -> bool {
        self.stripe.secret_key.is_none()
    }

    /// Whether browsers reach us by https, so that cookies are `Secure` and `__Host-`.
    #[must_use]
    pub fn https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// An absolute address of ours: `path` starts with a slash.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }
}

impl StripeConfig {
    /// The key that signs our calls; the stand-in's own in sandbox mode.
    #[must_use]
    pub fn key(&self) -> &str {
        self.secret_key.as_ref().map_or(SANDBOX_SECRET_KEY, Secret::reveal)
    }

    /// Whether events must be live ones.
    #[must_use]
    pub fn live(&self) -> bool {
        self.key().starts_with("sk_live_") || self.key().starts_with("rk_live_")
    }
}

fn read_proxies(var: &dyn Fn(&str) -> Option<String>) -> Result<Vec<IpAddr>, String> {
    let text = var("PAYLINKS_TRUSTED_PROXIES").unwrap_or_default();
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let wrong = |part: &str| format!("PAYLINKS_TRUSTED_PROXIES must be a comma list of IP addresses: {part}");
    parts.map(|part| part.parse().map_err(|_| wrong(part))).collect()
}

fn switch(var: &dyn Fn(&str) -> Option<String>, name: &str) -> Result<bool, String> {
    match var(name).as_deref() {
        None | Some("on") => Ok(true),
        Some("off") => Ok(false),
        Some(other) => Err(format!("{name} must be on or off: {other}")),
    }
}

fn read_sandbox_now(
    var: &dyn Fn(&str) -> Option<String>,
    sandbox: bool,
) -> Result<Option<Timestamp>, String> {
    let Some(text) = var("PAYLINKS_SANDBOX_NOW") else { return Ok(None) };
    if !sandbox {
        return Err("PAYLINKS_SANDBOX_NOW is for sandbox mode only: real money has real time".into());
    }
    let moment = Timestamp::parse(&text);
    moment
        .map(Some)
        .ok_or_else(|| format!("PAYLINKS_SANDBOX_NOW must be a moment such as 2026-11-24T15:30:00Z: {text}"))
}

/// Seconds; nobody balances load between sandboxes, so there none are waited.
fn read_notice(var: &dyn Fn(&str) -> Option<String>, sandbox: bool) -> Result<Duration, String> {
    let text = var("PAYLINKS_STOP_NOTICE").unwrap_or_else(|| if sandbox { "0" } else { "5" }.into());
    let seconds = text.parse().ok().filter(|seconds| *seconds <= 60).map(Duration::from_secs);
    seconds.ok_or_else(|| format!("PAYLINKS_STOP_NOTICE must be 0 to 60 seconds: {text}"))
}

fn read_public_url(var: &dyn Fn(&str) -> Option<String>, listen: SocketAddr) -> Result<String, String> {
    let url = var("PAYLINKS_PUBLIC_URL").unwrap_or_else(|| format!("http://{listen}"));
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = rest.map(|rest| rest.trim_end_matches('/'));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => {
            Ok(url.trim_end_matches('/').to_owned())
        }
        _ => Err(format!("PAYLINKS_PUBLIC_URL must be an origin such as https://pay.example.com: {url}")),
    }
}

fn read_stripe(var: &dyn Fn(&str) -> Option<String>, listen: SocketAddr) -> Result<StripeConfig, String> {
    let list = |name: &str| -> Vec<Secret> {
        let text = var(name).unwrap_or_default();
        text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(Secret::new).collect()
    };
    let Some(key) = var("STRIPE_SECRET_KEY") else {
        for name in [
            "STRIPE_PUBLISHABLE_KEY",
            "STRIPE_WEBHOOK_SECRET",
            "STRIPE_CONNECT_WEBHOOK_SECRET",
            "STRIPE_API_BASE",
        ] {
            if var(name).is_some() {
                return Err(format!("{name} is set, but STRIPE_SECRET_KEY is not: set both or neither"));
            }
        }
        let base = format!("http://127.0.0.1:{}{SANDBOX_PATH}", listen.port());
        return Ok(StripeConfig {
            secret_key: None,
            publishable_key: SANDBOX_PUBLISHABLE_KEY.into(),
            webhook_secrets: vec![Secret::new(SANDBOX_WEBHOOK_SECRET)],
            connect_webhook_secrets: vec![Secret::new(SANDBOX_CONNECT_SECRET)],
            js_url: format!("{SANDBOX_PATH}/endive/stripe.js"),
            api_base: base,
        });
    };
    if !["sk_", "rk_"].iter().any(|prefix| key.starts_with(prefix)) {
        return Err("STRIPE_SECRET_KEY must start with sk_ or rk_".into());
    }
    let publishable_key = var("STRIPE_PUBLISHABLE_KEY")
        .filter(|text| text.starts_with("pk_"))
        .ok_or("STRIPE_PUBLISHABLE_KEY must be set with STRIPE_SECRET_KEY and start with pk_")?;
    if key.contains("_live_") != publishable_key.contains("_live_") {
        return Err(
            "STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY must both be live or both be test keys".into()
        );
    }
    let webhook_secrets = list("STRIPE_WEBHOOK_SECRET");
    let connect_webhook_secrets = list("STRIPE_CONNECT_WEBHOOK_SECRET");
    if connect_webhook_secrets.is_empty() {
        return Err("STRIPE_CONNECT_WEBHOOK_SECRET must be set with STRIPE_SECRET_KEY: \
                    without it no payment would ever be confirmed"
            .into());
    }
    Ok(StripeConfig {
        secret_key: Some(Secret::new(key)),
        publishable_key,
        webhook_secrets,
        connect_webhook_secrets,
        api_base: var("STRIPE_API_BASE").unwrap_or_else(|| "https://api.stripe.com".into()),
        js_url: "https://js.stripe.com/endive/stripe.js".into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(pairs: &[(&str, &str)]) -> Result<Config, String> {
        let find =
            |name: &str| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        Config::read(&find)
    }

    #[test]
    fn nothing_set_is_sandbox_mode_on_loopback() {
        let config = with(&[]).unwrap();
        assert!(config.sandbox());
        assert_eq!(config.public_url, "http://127.0.0.1:3000");
        assert_eq!(config.stripe.api_base, "http://127.0.0.1:3000/sandbox/stripe");
        assert_eq!(config.database_url.reveal(), "sqlite://./data/paylinks.db");
    }

    #[test]
    fn a_wrong_setting_is_named() {
        let key = ("STRIPE_SECRET_KEY", "sk_test_x");
        let public = ("STRIPE_PUBLISHABLE_KEY", "pk_test_x");
        for (pairs, name) in [
            (vec![("PAYLINKS_LISTEN", "nowhere")], "PAYLINKS_LISTEN"),
            (vec![("PAYLINKS_LISTEN", "0.0.0.0:3000")], "PAYLINKS_LISTEN"),
            (vec![("PAYLINKS_PUBLIC_URL", "https://a/b")], "PAYLINKS_PUBLIC_URL"),
            (vec![("DATABASE_URL", "mysql://x")], "DATABASE_URL"),
            (vec![("PAYLINKS_SECRET", "short")], "PAYLINKS_SECRET"),
            (vec![("STRIPE_WEBHOOK_SECRET", "whsec_x")], "STRIPE_WEBHOOK_SECRET"),
            (vec![key], "STRIPE_PUBLISHABLE_KEY"),
            (vec![key, public], "STRIPE_CONNECT_WEBHOOK_SECRET"),
            (vec![key, public, ("STRIPE_WEBHOOK_SECRET", "whsec_x")], "STRIPE_CONNECT_WEBHOOK_SECRET"),
            (vec![("PAYLINKS_TRUSTED_PROXIES", "10.0.0.1, proxy")], "PAYLINKS_TRUSTED_PROXIES"),
            (vec![key, ("STRIPE_PUBLISHABLE_KEY", "pk_live_x")], "STRIPE_SECRET_KEY"),
            (
                vec![
                    key,
                    public,
                    ("STRIPE_CONNECT_WEBHOOK_SECRET", "whsec_x"),
                    ("PAYLINKS_RATE_LIMITS", "off"),
                ],
                "PAYLINKS_RATE_LIMITS",
            ),
            (vec![("PAYLINKS_SANDBOX_NOW", "2026-11-24")], "PAYLINKS_SANDBOX_NOW"),
            (
                vec![
                    key,
                    public,
                    ("STRIPE_CONNECT_WEBHOOK_SECRET", "whsec_x"),
                    ("PAYLINKS_SANDBOX_NOW", "2026-11-24T15:30:00Z"),
                ],
                "PAYLINKS_SANDBOX_NOW is for sandbox mode only",
            ),
            (vec![("PAYLINKS_FEE_BPS", "10001")], "PAYLINKS_FEE_BPS"),
            (vec![("PAYLINKS_STOP_NOTICE", "61")], "PAYLINKS_STOP_NOTICE"),
            (vec![("PAYLINKS_STOP_NOTICE", "5s")], "PAYLINKS_STOP_NOTICE"),
            (vec![("SMTP_URL", "http://x")], "SMTP_URL"),
        ] {
            assert!(with(&pairs).unwrap_err().contains(name), "{name}");
        }
    }

    #[test]
    fn with_real_stripe_a_stop_is_announced() {
        assert_eq!(with(&[]).unwrap().stop_notice, Duration::ZERO);
        let real = [
            ("STRIPE_SECRET_KEY", "sk_test_x"),
            ("STRIPE_PUBLISHABLE_KEY", "pk_test_x"),
            ("STRIPE_CONNECT_WEBHOOK_SECRET", "whsec_x"),
        ];
        assert_eq!(with(&real).unwrap().stop_notice, Duration::from_secs(5));
    }

    #[test]
    fn a_secret_does_not_show() {
        assert_eq!(format!("{:?}", Secret::new("whsec_1")), "***");
    }
}
