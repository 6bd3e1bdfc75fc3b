//! The last part of a pay page's address: made from the title, or chosen.

use crate::error::{Code, Error, Result};

/// Addresses that are not given out: paths of ours and words that would mislead.
const RESERVED: &[&str] = &[
    "about",
    "account",
    "admin",
    "api",
    "app",
    "assets",
    "auth",
    "billing",
    "blog",
    "checkout",
    "contact",
    "dashboard",
    "dev",
    "docs",
    "favicon",
    "healthz",
    "help",
    "home",
    "index",
    "legal",
    "login",
    "logout",
    "mail",
    "mcp",
    "me",
    "new",
    "null",
    "onboarding",
    "openapi",
    "pay",
    "payment",
    "payments",
    "paylinks",
    "pricing",
    "privacy",
    "public",
    "readyz",
    "return",
    "robots",
    "root",
    "sandbox",
    "security",
    "settings",
    "sign-in",
    "sign-out",
    "signin",
    "signup",
    "sitemap",
    "static",
    "status",
    "stripe",
    "support",
    "system",
    "terms",
    "test",
    "undefined",
    "webhook",
    "webhooks",
    "www",
];
const SHORTEST: usize = 3;
const LONGEST: usize = 64;

/// Checks a chosen slug.
///
/// # Errors
/// `BAD_SLUG` or `SLUG_RESERVED` on the field `slug`.
pub fn check_slug(text: &str) -> Result<String> {
    let slug = text.trim();
    let sound = slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let edges = slug.starts_with('-') || slug.ends_with('-');
    if !sound || edges || !(SHORTEST..=LONGEST).contains(&slug.len()) {
        return Err(Error::field("slug", Code::BadSlug));
    }
    if RESERVED.contains(&slug) {
        return Err(Error::field("slug", Code::SlugReserved));
    }
    Ok(slug.to_owned())
}

/// A slug made from a title: small letters and digits, Romanian letters without their marks. Free of
/// reserved words and never too short.
#[must_use]
pub fn slug_from(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    for letter in title.to_lowercase().chars().map(plain) {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.truncate(LONGEST - 8);
    let slug = slug.trim_matches('-');
    if check_slug(slug).is_ok() {
        slug.to_owned()
    } else {
        format!("link-{slug}").trim_end_matches('-').to_owned()
    }
}

fn plain(letter: char) -> char {
    match letter {
        'ă' | 'â' | 'á' | 'à' | 'ä' => 'a',
        'î' | 'í' | 'ì' | 'ï' => 'i',
        'ș' | 'ş' => 's',
        'ț' | 'ţ' => 't',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'ó' | 'ò' | 'ô' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_addresses() {
        assert_eq!(slug_from("Fotografie de produs"), "fotografie-de-produs");
        assert_eq!(slug_from("  Ședință foto — 3 țări! "), "sedinta-foto-3-tari");
        assert_eq!(slug_from("API"), "link-api");
        assert_eq!(slug_from("日本"), "link");
        assert!(check_slug(&slug_from(&"x".repeat(300))).is_ok());
    }

    #[test]
    fn chosen_addresses_are_checked() {
        assert_eq!(check_slug("premium-course").unwrap(), "premium-course");
        for text in ["ab", "Premium", "a b c", "-abc", "abc-", "../x", &"a".repeat(65), "abc/d", "ășț"] {
            assert_eq!(check_slug(text).unwrap_err().code, Code::BadSlug, "{text}");
        }
        assert_eq!(check_slug("dashboard").unwrap_err().code, Code::SlugReserved);
    }
}
