//! Where files are kept and how much of them.

use crate::config::Secret;

/// The largest file when nobody says otherwise: the most that S3 takes in one piece.
const FILE_LIMIT_MB: u64 = 5_000;
/// All files of one merchant when nobody says otherwise.
const STORAGE_LIMIT_MB: u64 = 50_000;
const MB: u64 = 1_000_000;
const VARIABLES: [&str; 5] =
    ["S3_BUCKET", "S3_REGION", "S3_ENDPOINT", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"];

/// Where files are kept and how much of them.
#[derive(Clone, Debug)]
pub struct FileSettings {
    /// `S3_…`: None keeps files in the data folder.
    pub s3: Option<S3Settings>,
    /// `PAYLINKS_FILE_LIMIT_MB`: the largest file, bytes.
    pub file_limit: u64,
    /// `PAYLINKS_STORAGE_LIMIT_MB`: all files of one merchant, bytes.
    pub storage_limit: u64,
}

impl Default for FileSettings {
    fn default() -> Self {
        Self { s3: None, file_limit: FILE_LIMIT_MB * MB, storage_limit: STORAGE_LIMIT_MB * MB }
    }
}

/// An S3-compatible storage.
#[derive(Clone, Debug)]
pub struct S3Settings {
    /// `S3_ENDPOINT`: None is Amazon's own.
    pub endpoint: Option<String>,
    /// `S3_BUCKET`.
    pub bucket: String,
    /// `S3_REGION`: `auto` when left out and the endpoint is not Amazon's.
    pub region: String,
    /// `S3_ACCESS_KEY_ID`.
    pub access_key_id: String,
    /// `S3_SECRET_ACCESS_KEY`.
    pub secret_access_key: Secret,
}

impl FileSettings {
    /// Reads the settings.
    ///
    /// # Errors
    /// One sentence that names the variable that is wrong.
    pub(crate) fn read(var: &dyn Fn(&str) -> Option<String>) -> Result<Self, String> {
        let limit = |name: &str, usual: u64| match var(name) {
            None => Ok(usual * MB),
            Some(text) => text
                .parse::<u64>()
                .ok()
                .filter(|megabytes| (1..=1_000_000_000).contains(megabytes))
                .map(|megabytes| megabytes * MB)
                .ok_or_else(|| format!("{name} must be a whole number of megabytes: {text}")),
        };
        Ok(Self {
            s3: read_s3(var)?,
            file_limit: limit("PAYLINKS_FILE_LIMIT_MB", FILE_LIMIT_MB)?,
            storage_limit: limit("PAYLINKS_STORAGE_LIMIT_MB", STORAGE_LIMIT_MB)?,
        })
    }
}

fn read_s3(var: &dyn Fn(&str) -> Option<String>) -> Result<Option<S3Settings>, String> {
    let Some(set) = VARIABLES.into_iter().find(|name| var(name).is_some()) else { return Ok(None) };
    let needed = |name: &str| {
        var(name).ok_or_else(|| format!("{name} is not set, but {set} is: files need all of them, or none"))
    };
    let bucket = needed("S3_BUCKET")?;
    let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
    if !(3..=63).contains(&bucket.len()) || !bucket.chars().all(sound) {
        return Err(format!("S3_BUCKET must be 3 to 63 small letters, digits, hyphens and dots: {bucket}"));
    }
    let endpoint = var("S3_ENDPOINT").map(|url| url.trim_end_matches('/').to_owned());
    if let Some(url) = &endpoint {
        let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or_default();
        if host.is_empty() || host.contains(['?', '#', '@', ' ']) {
            return Err(format!("S3_ENDPOINT must be an address such as https://s3.example.com: {url}"));
        }
    }
    let region = match (var("S3_REGION"), &endpoint) {
        (Some(region), _) => region,
        (None, Some(_)) => "auto".into(),
        (None, None) => needed("S3_REGION")?,
    };
    Ok(Some(S3Settings {
        endpoint,
        bucket,
        region,
        access_key_id: needed("S3_ACCESS_KEY_ID")?,
        secret_access_key: Secret::new(needed("S3_SECRET_ACCESS_KEY")?),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(pairs: &[(&str, &str)]) -> Result<FileSettings, String> {
        FileSettings::read(&|name| {
            pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn all_of_s3_or_nothing() {
        assert!(with(&[]).unwrap().s3.is_none());
        let all = [
            ("S3_BUCKET", "goods"),
            ("S3_REGION", "eu-central-1"),
            ("S3_ACCESS_KEY_ID", "id"),
            ("S3_SECRET_ACCESS_KEY", "key"),
        ];
        let s3 = with(&all).unwrap().s3.unwrap();
        assert_eq!((s3.bucket.as_str(), s3.region.as_str(), s3.endpoint), ("goods", "eu-central-1", None));
        for left_out in all {
            let rest: Vec<_> = all.into_iter().filter(|pair| *pair != left_out).collect();
            assert!(with(&rest).unwrap_err().starts_with(left_out.0), "{}", left_out.0);
        }
    }

    #[test]
    fn a_wrong_setting_is_named() {
        for (pairs, name) in [
            (vec![("S3_BUCKET", "No Bucket")], "S3_BUCKET"),
            (vec![("S3_BUCKET", "goods"), ("S3_ENDPOINT", "s3.example.com")], "S3_ENDPOINT"),
            (vec![("PAYLINKS_FILE_LIMIT_MB", "much")], "PAYLINKS_FILE_LIMIT_MB"),
            (vec![("PAYLINKS_STORAGE_LIMIT_MB", "0")], "PAYLINKS_STORAGE_LIMIT_MB"),
        ] {
            assert!(with(&pairs).unwrap_err().starts_with(name), "{name}");
        }
    }
}
