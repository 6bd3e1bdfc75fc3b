//! Ids and secrets: UUID version 7 text for rows, random hexadecimal for what must not be guessed.

use std::sync::atomic::{AtomicU32, Ordering};

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use uuid::{NoContext, Uuid};

use crate::clock::Timestamp;
use crate::error::{Error, Result};

/// Ids of one millisecond follow each other as they were made.
static MADE: AtomicU32 = AtomicU32::new(0);

/// A new row id: `UUIDv7` text whose order is the order of `now`, and within a millisecond the order of the calls.
#[must_use]
pub fn new_id(now: Timestamp) -> String {
    let millis = u64::try_from(now.0).unwrap_or(0);
    let nanos = u32::try_from(millis % 1000).unwrap_or(0) * 1_000_000;
    let id = Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, millis / 1000, nanos));
    // 24 bits of a counter behind the milliseconds, as RFC 9562 allows; 50 random bits stay.
    let [_, high, middle, low] = MADE.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    let mut bytes = id.into_bytes();
    bytes[6] = (bytes[6] & 0xf0) | (high >> 4);
    bytes[7] = (high << 4) | (middle >> 4);
    bytes[8] = (bytes[8] & 0xc0) | ((middle & 0x0f) << 2) | (low >> 6);
    bytes[9] = (low << 2) | (bytes[9] & 0x03);
    Uuid::from_bytes(bytes).to_string()
}

/// Whether `text` can be one of our ids at all.
#[must_use]
pub fn is_id(text: &str) -> bool {
    Uuid::parse_str(text).is_ok()
}

/// `bytes` random bytes from the system as hexadecimal text.
///
/// # Errors
/// Internal, when the system has no randomness.
pub fn random_hex(bytes: usize) -> Result<String> {
    let mut buffer = vec![0_u8; bytes];
    getrandom::fill(&mut buffer).map_err(|error| Error::internal(std::io::Error::other(error)))?;
    Ok(hex(&buffer))
}

/// SHA-256 of `text` as hexadecimal: how tokens with full entropy are stored.
#[must_use]
pub fn sha256_hex(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// SHA-256 of `bytes` as hexadecimal: the name of what never changes.
#[must_use]
pub fn sha256_bytes_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// HMAC-SHA-256 of `message` under `key` as hexadecimal.
#[must_use]
pub fn hmac_hex(key: &[u8], message: &[u8]) -> String {
    match Hmac::<Sha256>::new_from_slice(key) {
        Ok(mut mac) => {
            mac.update(message);
            hex(&mac.finalize().into_bytes())
        }
        // HMAC takes keys of any length; this arm cannot run, and an empty answer matches nothing.
        Err(_) => String::new(),
    }
}

/// Compares two texts in a time that does not depend on where they differ.
#[must_use]
pub fn same(left: &str, right: &str) -> bool {
    !left.is_empty() && left.as_bytes().ct_eq(right.as_bytes()).into()
}

/// Bytes as hexadecimal text.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from(if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 });
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(digit(byte >> 4));
        text.push(digit(byte & 0x0f));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_time() {
        assert!(new_id(Timestamp(1_000)) < new_id(Timestamp(2_000)));
        assert!(is_id(&new_id(Timestamp(5))));
        assert!(!is_id("../etc/passwd"));
    }

    #[test]
    fn ids_of_one_millisecond_sort_by_their_making() {
        let ids: Vec<String> = (0..10_000).map(|_| new_id(Timestamp(1_771_322_400_005))).collect();
        assert!(ids.is_sorted());
        assert!(ids.iter().all(|id| Uuid::parse_str(id).unwrap().get_version_num() == 7));
    }

    #[test]
    fn hmac_matches_rfc_4231() {
        assert_eq!(
            hmac_hex(b"Jefe", b"what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }

    #[test]
    fn empty_texts_are_never_the_same() {
        assert!(!same("", ""));
        assert!(same("a", "a"));
    }
}
