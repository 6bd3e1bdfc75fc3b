//! From settings to a core: the data folder, the database, secrets, Stripe and mail.

use std::path::Path;

use paylinks::clock::Clock;
use paylinks::config::Config;
use paylinks::core::{Core, Parts};
use paylinks::db::Db;
use paylinks::files::Files;
use paylinks::limits::Limits;
use paylinks::mail::Mailer;
use paylinks::rollups::Visits;
use paylinks::secrets::Secrets;
use paylinks::signals::Signals;
use paylinks::stripe::Stripe;

use super::{Failure, Outcome};

/// Reads the settings.
pub(super) fn settings() -> Result<Config, Failure> {
    Config::from_env().map_err(Failure::Wrong)
}

/// Opens everything that operations use; the database is brought up to date first.
pub(crate) async fn open(config: Config) -> Result<Core, Failure> {
    let db = open_database(&config).await?;
    let clock = config.sandbox_now.map_or_else(Clock::system, Clock::starting_at);
    let secrets = match &config.secret {
        Some(secret) => Secrets::new(secret.clone()),
        None => Secrets::in_folder(&config.data_dir)?,
    };
    Ok(Core::new(Parts {
        stripe: Stripe::new(&config.stripe)?,
        files: Files::open(&config.files, &config.data_dir)?,
        mailer: Mailer::from_config(&config)?,
        limits: Limits::new(&clock, config.rate_limits),
        signals: Signals::default(),
        visits: Visits::default(),
        db,
        clock,
        config,
        secrets,
    }))
}

/// `paylinks migrate`
pub(super) async fn migrate() -> Outcome {
    let db = open_database(&settings()?).await?;
    db.close().await;
    super::print("the database is up to date\n")
}

async fn open_database(config: &Config) -> Result<Db, Failure> {
    make_private(&config.data_dir)
        .map_err(|error| Failure::Wrong(format!("PAYLINKS_DATA_DIR cannot be made: {error}")))?;
    let db = Db::connect(config.database_url.reveal()).await?;
    db.migrate().await?;
    Ok(db)
}

/// Makes the folder for its owner only: it holds the secret, mail and the database.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
